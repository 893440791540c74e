"""Data sets: those that can be chosen, one with its rows, and how to add one's own."""

from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Literal, final

import numpy as np
from flask import Response
from pydantic import Field

from edunn.data import Dataset, names
from edunn.data.library import LIBRARY
from edunn.errors import EduNNError
from edunn.experiments.defaults import BY_EVOLUTION, MANY_ROWS, is_sequences
from edunn.studio.datasets import chosen_data, parts, takes_of
from edunn.studio.experiment import AlgorithmChoice, DataChoice, Suited, suited_to
from edunn.studio.messages import Done, Message, Name, Sentence
from edunn.studio.new_tables import NewPoints, NewTable, TableReading, points_as_csv, reading_of
from edunn.studio.own_tables import Version, delete_table, keep_table, own_names, version_of
from edunn.studio.routing import NamePath, reply, session, topic
from edunn.studio.views.packing import Places, Row, evenly, rows_of, side_of

api = topic("data")

MOST_SAMPLES = 300

GENERATIONS = 200
"""Of an evolution that was begun with one press."""


class DataSummary(Message):
    """A data set in a few words."""

    name: Name
    about: str
    source: Literal["bundled", "toy", "own"]
    shows: Literal["table", "points", "images"] = Field(
        description="The kind of picture that suits it."
    )
    rows: int
    features: int
    classes: list[str] | None = Field(description="null for a regression.")
    takes: list[str] = Field(description="Settings of a toy: rows, noise.")
    suited: Suited = Field(description="The defaults of an experiment on this data.")
    evolution: Suited = Field(description="The defaults of an evolution: of the same network.")


class DataSummaries(Message):
    """All data sets that can be chosen."""

    data: list[DataSummary]


@final
class DataQuery(DataChoice):
    """A request for a data set and some of its rows."""

    offset: int = Field(default=0, ge=0, description="The first row of the table to show.")
    count: int = Field(default=50, ge=1, le=200)

    @property
    def choice(self) -> DataChoice:
        """The data set, without the rows to show."""
        return DataChoice(**self.model_dump(exclude={"offset", "count"}))


class DataView(Message):
    """A data set with some of its rows."""

    card: DataSummary
    features: list[str]
    target: str
    description: str
    notes: list[Sentence]
    counts: list[int] = Field(description="Rows of each class; empty for a regression.")
    held_out: int
    ranges: list[tuple[float, float]] = Field(description="The range of each feature.")
    side: int | None = Field(default=None, description="Pixels of an image's side.")
    total: int
    rows: list[Row] = Field(description="The rows requested.")
    sample: list[Row] = Field(description="At most 300, evenly from all: for the pair plot.")


def data_summaries(folder: Path) -> DataSummaries:
    """All data sets: those that came with EduNN, and the tables in the folder.

    A table that can no longer be read is left out.
    """
    chosen = [*names(), *own_names(folder)]
    with _listing:
        cards = [_summary(folder, name, version_of(folder, name)) for name in chosen]
    return DataSummaries(data=[card for card in cards if card is not None])


_listing = Lock()
"""Held while the tables are summarized, so that two pages do not read the same ones."""


@lru_cache(maxsize=1000)
def _summary(folder: Path, name: str, version: Version) -> DataSummary | None:
    """A summary, kept until the file of the table has another version; None if it is no table."""
    with suppress(EduNNError, OSError):
        return summary_of(folder, name)
    return None


def summary_of(folder: Path, name: str) -> DataSummary:
    """One data set in a few words.

    Raises:
        EduNNError: there is none of that name, or it cannot be read.
    """
    return _card(chosen_data(folder, DataChoice(name=name)), name)


def data_view(folder: Path, query: DataQuery) -> DataView:
    """A data set with its description, ranges, the rows requested, and an even sample.

    Rows are counted through both parts, training set first.
    """
    data = chosen_data(folder, query.choice)
    training, held_out = parts(folder, query.choice)
    shown = np.arange(query.offset, min(query.offset + query.count, len(data)))
    classes = data.class_names
    return DataView(
        card=_card(data, query.name),
        features=list(data.feature_names),
        target=data.target_name,
        description=data.description,
        notes=[Sentence.of(note) for note in (*data.notes, *data.holding_out_note)],
        counts=np.bincount(data.targets, minlength=len(classes)).tolist() if classes else [],
        held_out=0 if data.is_tiny else len(held_out),
        ranges=ranges_of(data),
        side=side_of(data),
        total=len(data),
        rows=_rows(training, held_out, shown),
        sample=_rows(training, held_out, evenly(len(data), MOST_SAMPLES)),
    )


def ranges_of(data: Dataset) -> list[tuple[float, float]]:
    """The range of each input; for images, over a sample."""
    x = data.inputs if side_of(data) is None else data.take(evenly(len(data), 1000)).inputs
    return list(zip(x.min(axis=0).tolist(), x.max(axis=0).tolist(), strict=True))


def _rows(training: Dataset, held_out: Dataset, places: Places) -> list[Row]:
    first = places[places < len(training)]
    last = places[places >= len(training)] - len(training)
    return [*rows_of(training, "training", first), *rows_of(held_out, "held_out", last)]


def _card(data: Dataset, name: str) -> DataSummary:
    return DataSummary(
        name=name,
        about=names().get(name.lower(), "your own table"),
        source=_source(name),
        shows=_shows(data),
        rows=len(data),
        features=len(data.feature_names),
        classes=None if data.class_names is None else list(map(str, data.class_names)),
        takes=takes_of(name),
        suited=suited_to(data),
        evolution=evolution_on(data),
    )


def evolution_on(data: Dataset) -> Suited:
    """A genetic algorithm to watch: of the network that suits the data, on batches of many rows.

    Example:
        >>> from edunn.data import load
        >>> evolution_on(load("iris")).batch_size, evolution_on(load("mnist")).batch_size
        (None, 256)
    """
    is_slow = len(data) > MANY_ROWS or is_sequences(data)
    algorithm = AlgorithmChoice(name="genetic_algorithm", settings={"population_size": 50})
    batch = BY_EVOLUTION["batch_size"] if is_slow else None
    changes = {"algorithm": algorithm, "epochs": GENERATIONS, "batch_size": batch}
    return suited_to(data).model_copy(update=changes)


def _source(name: str) -> Literal["bundled", "toy", "own"]:
    if name.lower() not in LIBRARY:
        return "own"
    return "toy" if takes_of(name) else "bundled"


def _shows(data: Dataset) -> Literal["table", "points", "images"]:
    if side_of(data) is not None:
        return "images"
    return "points" if len(data.columns) == len(data.feature_names) <= 2 else "table"


@api.get("/data", responses={200: DataSummaries})
def list_data() -> Response:
    """All data sets."""
    return reply(data_summaries(session().workspace.data))


@api.get("/data/view", responses={200: DataView})
def get_data_view(query: DataQuery) -> Response:
    """One data set, with some of its rows."""
    return reply(data_view(session().workspace.data, query))


@api.post("/data/reading", responses={200: TableReading})
def read_table(body: NewTable) -> Response:
    """How a CSV file is read, before it is added."""
    return reply(reading_of(body))


@api.post("/data/tables", responses={200: DataSummary})
def add_table(body: NewTable) -> Response:
    """Add a CSV file."""
    folder = session().workspace.data
    keep_table(folder, body)
    return reply(summary_of(folder, body.name))


@api.post("/data/points", responses={200: DataSummary})
def add_points(body: NewPoints) -> Response:
    """Add points placed by hand."""
    folder = session().workspace.data
    keep_table(folder, NewTable(name=body.name, text=points_as_csv(body)))
    return reply(summary_of(folder, body.name))


@api.delete("/data/<name>", responses={200: Done})
def delete_data(path: NamePath) -> Response:
    """Delete a data set of the workspace, unless runs need it."""
    runs = [run.name for run in session().runs.all() if run.experiment.data.name == path.name]
    delete_table(session().workspace.data, path.name, runs)
    return reply(Done())
