"""Cards of data sets: a summary of each, and the rows of one of them."""

from contextlib import suppress
from functools import lru_cache
from inspect import signature
from pathlib import Path
from typing import Literal

import numpy as np

from edunn.data import Dataset, load, names
from edunn.data.library import LIBRARY
from edunn.errors import EduNNError, UnknownNameError
from edunn.studio.data.messages import DataQuery, DataSummaries, DataSummary, DataView
from edunn.studio.data.tables import own_names, own_table
from edunn.studio.experiment import DataChoice, suited_to
from edunn.studio.messages import Sentence
from edunn.studio.views.rows import Places, Row, evenly, rows_of, side_of

MOST_SAMPLES = 300
OF_A_TOY = ("rows", "noise")


def data_summaries(folder: Path) -> DataSummaries:
    """All data sets: those that came with EduNN, and the tables in the folder.

    A table that can no longer be read is left out.
    """
    cards = [summary_of(folder, name) for name in names()]
    for name in own_names(folder):
        with suppress(EduNNError):
            cards.append(summary_of(folder, name))
    return DataSummaries(data=cards)


def summary_of(folder: Path, name: str) -> DataSummary:
    """One data set in a few words.

    Raises:
        EduNNError: there is none of that name, or it cannot be read.
    """
    return _card(chosen_data(folder, DataChoice(name=name)), name)


def chosen_data(folder: Path, choice: DataChoice) -> Dataset:
    """The chosen data set, with all its rows.

    Raises:
        EduNNError: there is none of that name, or it has no such setting.
    """
    name = choice.name.lower()
    if name not in LIBRARY:
        if choice.name not in own_names(folder):
            raise UnknownNameError.of("data set", choice.name, [*LIBRARY, *own_names(folder)])
        return own_table(folder, choice.name)
    given = {"rows": choice.rows, "noise": choice.noise}
    settings = {key: value for key, value in given.items() if value is not None}
    return _loaded(name, *settings.items(), *([("seed", choice.seed)] if takes_of(name) else []))


def parts_of(data: Dataset, choice: DataChoice) -> tuple[Dataset, Dataset]:
    """Training and held-out rows; MNIST keeps its authors' split."""
    if data.training_rows is not None:
        return data.split()
    return data.split(choice.test, choice.seed)


def takes_of(name: str) -> list[str]:
    """The settings of a toy; other data sets have none.

    Example:
        >>> takes_of("moons"), takes_of("iris")
        (['rows', 'noise'], [])
    """
    if name.lower() not in LIBRARY:
        return []
    make, _ = LIBRARY[name.lower()]
    return [setting for setting in OF_A_TOY if setting in signature(make).parameters]


def data_view(folder: Path, query: DataQuery) -> DataView:
    """A data set with its description, ranges, the rows requested, and an even sample.

    Rows are counted through both parts, training set first.
    """
    data = chosen_data(folder, query.choice)
    training, held_out = parts_of(data, query.choice)
    asked = np.arange(query.offset, min(query.offset + query.count, len(data)))
    classes = data.class_names
    return DataView(
        card=_card(data, query.name),
        features=list(data.feature_names),
        target=data.target_name,
        description=data.description,
        notes=[Sentence.of(note) for note in data.notes],
        counts=np.bincount(data.targets, minlength=len(classes)).tolist() if classes else [],
        held_out=len(held_out),
        ranges=ranges_of(data),
        side=side_of(data),
        total=len(data),
        rows=_rows(training, held_out, asked),
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


@lru_cache(maxsize=32)
def _loaded(name: str, *settings: tuple[str, float]) -> Dataset:
    return load(name, **dict(settings))


def _card(data: Dataset, name: str) -> DataSummary:
    return DataSummary(
        name=name,
        about=names().get(name.lower(), "your own table"),
        source=_source(name),
        shows=_shows(data),
        rows=len(data),
        features=len(data.feature_names),
        classes=None if data.class_names is None else list(data.class_names),
        takes=takes_of(name),
        suited=suited_to(data),
    )


def _source(name: str) -> Literal["bundled", "toy", "own"]:
    if name.lower() not in LIBRARY:
        return "own"
    return "toy" if takes_of(name) else "bundled"


def _shows(data: Dataset) -> Literal["table", "points", "images"]:
    if side_of(data) is not None:
        return "images"
    return "points" if len(data.feature_names) <= 2 and _all_numeric(data) else "table"


def _all_numeric(data: Dataset) -> bool:
    return len(data.columns) == len(data.feature_names)
