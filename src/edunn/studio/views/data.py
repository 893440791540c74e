"""Data sets to choose, inspect and add, and the catalogue for the forms of the Lab."""

from importlib.metadata import version

from flask import Response

from edunn.studio import choices
from edunn.studio.choices import Catalogue
from edunn.studio.data import summaries, tables
from edunn.studio.data.messages import (
    DataQuery,
    DataSummaries,
    DataSummary,
    DataView,
    NewPoints,
    NewTable,
    TableReading,
)
from edunn.studio.messages import Done
from edunn.studio.routing import NamePath, reply, session, topic

api = topic("data")


@api.get("/catalogue", responses={200: Catalogue})
def get_catalogue() -> Response:
    """Everything that can be chosen by name."""
    return reply(choices.catalogue(version("edunn-lab")))


@api.get("/data", responses={200: DataSummaries})
def list_data() -> Response:
    """All data sets."""
    return reply(summaries.data_summaries(session().workspace.data))


@api.get("/data/view", responses={200: DataView})
def get_data_view(query: DataQuery) -> Response:
    """One data set, with some of its rows."""
    return reply(summaries.data_view(session().workspace.data, query))


@api.post("/data/reading", responses={200: TableReading})
def read_table(body: NewTable) -> Response:
    """How a CSV file is read, before it is added."""
    return reply(tables.reading_of(body))


@api.post("/data/tables", responses={200: DataSummary})
def add_table(body: NewTable) -> Response:
    """Add a CSV file."""
    folder = session().workspace.data
    tables.keep_table(folder, body)
    return reply(summaries.summary_of(folder, body.name))


@api.post("/data/points", responses={200: DataSummary})
def add_points(body: NewPoints) -> Response:
    """Add points placed by hand."""
    folder = session().workspace.data
    tables.keep_points(folder, body)
    return reply(summaries.summary_of(folder, body.name))


@api.delete("/data/<name>", responses={200: Done})
def delete_data(path: NamePath) -> Response:
    """Delete a data set of the workspace."""
    tables.delete_table(session().workspace.data, path.name)
    return reply(Done())
