"""The catalogue for forms, and data sets to choose, look at and add."""

from flask import Response

from edunn.studio.server.replies import NamePath, reply, session, topic
from edunn.studio.wire.answers import Done
from edunn.studio.wire.catalogue import Catalogue
from edunn.studio.wire.data import DataCard, DataCards, DataQuery, DataView, NewPoints, NewTable

api = topic("data")


@api.get("/catalogue", responses={200: Catalogue})
def get_catalogue() -> Response:
    """All that can be chosen by name."""
    return reply(session().catalogue())


@api.get("/data", responses={200: DataCards})
def list_data() -> Response:
    """All data sets that can be chosen."""
    return reply(session().data_cards())


@api.get("/data/view", responses={200: DataView})
def get_data_view(query: DataQuery) -> Response:
    """A data set to look at."""
    return reply(session().data_view(query))


@api.post("/data/tables", responses={200: DataCard})
def add_table(body: NewTable) -> Response:
    """Add a CSV file of one's own."""
    return reply(session().add_table(body))


@api.post("/data/points", responses={200: DataCard})
def add_points(body: NewPoints) -> Response:
    """Add points placed by hand."""
    return reply(session().add_points(body))


@api.delete("/data/<name>", responses={200: Done})
def delete_data(path: NamePath) -> Response:
    """Forget a data set of one's own."""
    return reply(session().delete_data(path.name))
