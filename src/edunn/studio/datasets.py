"""Data sets: those that come with EduNN, and tables of one's own, and their split into parts."""

from functools import lru_cache, partial
from inspect import signature
from pathlib import Path
from threading import Lock

from edunn.data import Dataset, load
from edunn.data.library import LIBRARY
from edunn.errors import UnknownNameError
from edunn.studio.experiment import DataChoice
from edunn.studio.new_tables import TableOptions
from edunn.studio.own_tables import (
    own_names,
    own_options,
    own_table,
    version_of,
)
from edunn.studio.sharing import SharedParts

OF_A_TOY = ("rows", "noise")


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


def options_of(folder: Path, choice: DataChoice) -> TableOptions:
    """The options by which the chosen table is read; other data sets have none.

    Raises:
        EduNNError: there is none of that name, or it cannot be read.
    """
    if choice.name.lower() in LIBRARY:
        return TableOptions()
    return own_options(folder, choice.name)


def parts(folder: Path, choice: DataChoice) -> tuple[Dataset, Dataset]:
    """Training and held-out rows; MNIST keeps its authors' split, a tiny table holds out none."""
    version = version_of(folder, choice.name)
    if choice.name.lower() == "mnist":
        choice = choice.model_copy(update={"test": DataChoice().test, "seed": DataChoice().seed})
    with _reading:
        key = folder, choice.model_dump_json(), version
        return _shared.get(key, partial(_split, folder, choice))


_reading = Lock()
"""Held while rows are read, so that no thread reads the same rows again."""

_shared = SharedParts()


def _split(folder: Path, choice: DataChoice) -> tuple[Dataset, Dataset]:
    data = chosen_data(folder, choice)
    if data.training_rows is not None or data.is_tiny:
        return data.parts()
    return data.split(choice.test, choice.seed)


def mnist() -> Dataset:
    """MNIST, the same bytes wherever in the studio they are used."""
    return _loaded("mnist")


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


@lru_cache(maxsize=32)
def _loaded(name: str, *settings: tuple[str, float]) -> Dataset:
    return load(name, **dict(settings))
