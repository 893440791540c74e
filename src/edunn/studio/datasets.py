"""Data sets: those that come with EduNN, and tables of one's own, CSV files in the workspace.

A table is pasted, dropped in, or made of points. Its file is kept as it was sent. `edunn.data`
parses it, once for the page that is about to add it and once when it is read from the workspace,
until it changes. Points are written here, as numbers and class names of one letter, which no
spreadsheet takes for a formula.
"""

from collections.abc import Sequence
from functools import lru_cache
from inspect import signature
from pathlib import Path
from threading import Lock
from typing import TypeAlias

from pydantic import Field

from edunn.data import Dataset, Table, from_csv, from_table, load, names, parse_table
from edunn.data.library import LIBRARY
from edunn.data.target_column import target_name
from edunn.errors import DataError, EduNNError, UnknownNameError
from edunn.files.atomic import write_atomically
from edunn.messages import Message as Coded
from edunn.studio import limits
from edunn.studio.experiment import DataChoice
from edunn.studio.messages import Conflict, Message, Name, NotFound, Sentence
from edunn.studio.workspace import inside, is_name
from edunn.text import abridged

TARGET = ".target"
"""The suffix of a file beside a table that names its target, if that is not the last column."""

FIRST_ROWS = 5
"""Rows that the page shows before a table is kept."""

OF_A_TOY = ("rows", "noise")

Version: TypeAlias = tuple[tuple[int, int] | None, ...]
"""Time and size of a table's file, and of the one that names its target."""


class NewTable(Message):
    """A CSV file of one's own."""

    name: Name
    text: str = Field(max_length=limits.CSV_CHARACTERS)
    target: str | None = Field(
        default=None, max_length=200, description="null guesses: the last column."
    )


class TableReading(Message):
    """A CSV file as it is read, before it is kept."""

    columns: list[str]
    target: str
    rows: list[list[str]] = Field(description="The first ones, as text.")
    total: int
    notes: list[Sentence] = Field(description="How the columns are understood.")
    problem: Sentence | None = Field(description="Why it cannot be learned with this target.")


class Point(Message):
    """A point placed by hand."""

    x: float = Field(ge=-100, le=100)
    y: float = Field(ge=-100, le=100)
    label: int = Field(ge=0, le=9)


class NewPoints(Message):
    """A toy data set placed by hand."""

    name: Name
    points: list[Point] = Field(min_length=4, max_length=limits.POINTS)


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


def parts(folder: Path, choice: DataChoice) -> tuple[Dataset, Dataset]:
    """Training and held-out rows; MNIST keeps its authors' split, a tiny table holds out none."""
    version = version_of(folder, choice.name)
    if choice.name.lower() == "mnist":
        choice = choice.model_copy(update={"test": DataChoice().test, "seed": DataChoice().seed})
    with _reading:
        return _split(folder, choice.model_dump_json(), version)


_reading = Lock()
"""Held while rows are read, so that no thread reads the same rows again."""

_keeping = Lock()
"""Held while a table is kept or deleted, so that only one request gets a name."""


@lru_cache(maxsize=8)
def _split(folder: Path, chosen: str, version: Version) -> tuple[Dataset, Dataset]:
    """The version is that of a table's file, so that a changed one is read again."""
    choice = DataChoice.model_validate_json(chosen)
    data = chosen_data(folder, choice)
    if data.training_rows is not None or data.is_tiny:
        return data.parts()
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


def own_names(folder: Path) -> list[str]:
    """The names of the tables in a folder, in alphabetical order."""
    return sorted(path.stem for path in folder.glob("*.csv") if is_table(path))


def is_table(path: Path) -> bool:
    """Whether this may be a table of one's own: a file with a valid name."""
    return is_name(path.stem) and path.is_file()


def own_table(folder: Path, name: str) -> Dataset:
    """A table of one's own as a data set; the file is parsed again only after it has changed.

    Raises:
        NotFound: there is none of that name.
        DataError: the file has changed, and is no longer a table to learn from.
    """
    path, version = inside(folder, name, ".csv"), version_of(folder, name)
    try:
        wanted = inside(folder, name, TARGET).read_text("utf-8") if version[-1] else None
        if version[0]:
            return _read(path, version, wanted)
    except FileNotFoundError:
        pass  # it is being deleted
    known = ", ".join(own_names(folder)) or Coded("table.none_yet")
    raise NotFound(Coded("table.not_found", name=name, known=known))


def version_of(folder: Path, name: str) -> Version:
    """Time and size of a table's file, and of the one beside it; None for one that is missing."""
    return tuple(_facts_of(inside(folder, name, suffix)) for suffix in (".csv", TARGET))


def _facts_of(file: Path) -> tuple[int, int] | None:
    try:
        facts = file.stat()
    except FileNotFoundError:
        return None
    return facts.st_mtime_ns, facts.st_size


def reading_of(table: NewTable) -> TableReading:
    r"""How a table is read, before it is kept.

    Raises:
        DataError, FileFormatError: it is no table at all, or has no such target.

    Example:
        >>> reading = reading_of(NewTable(name="t", text="size;kind\n1,5;a\n2;b\n"))
        >>> reading.columns, reading.rows, reading.notes[0].text
        (['size', 'kind'], [['1.5', 'a'], ['2', 'b']], "target 'kind': 2 classes")
    """
    found = _parsed(table.name, table.text)
    notes, problem = found.notes, None
    try:
        notes = checked(from_table(found, table.name, table.target)).notes
    except EduNNError as error:
        problem = Sentence.of(error.args[0])
    return TableReading(
        columns=list(found.header),
        target=target_name(found, table.target),
        rows=[list(cells) for cells in found.rows[:FIRST_ROWS]],
        total=len(found),
        notes=[Sentence.of(note) for note in notes],
        problem=problem,
    )


def keep_table(folder: Path, table: NewTable) -> Dataset:
    """Check a table by reading it, then keep it.

    Raises:
        Conflict: the name is taken, in upper or lower case.
        DataError, FileFormatError: it cannot be learned from; the line or column is named.
    """
    _require_free(folder, table.name)
    checked(from_table(_parsed(table.name, table.text), table.name, table.target))
    with _keeping:
        _require_free(folder, table.name)  # another request may have kept one meanwhile
        beside = inside(folder, table.name, TARGET)
        if table.target is None:
            beside.unlink(missing_ok=True)  # that of an earlier table of this name
        else:
            write_atomically(beside, table.target.encode())
        write_atomically(inside(folder, table.name, ".csv"), table.text.encode())
    return own_table(folder, table.name)


def _require_free(folder: Path, name: str) -> None:
    inside(folder, name, ".csv")
    if name.lower() in {other.lower() for other in (*names(), *own_names(folder))}:
        raise Conflict(Coded("table.exists", name=name))


def points_as_csv(points: NewPoints) -> str:
    """Points placed by hand as the text of a table with the columns x, y and class.

    Classes are letters, which cannot be taken for numbers.

    Example:
        >>> corners = [Point(x=x, y=y, label=x) for x in (0, 1) for y in (0, -1)]
        >>> print(points_as_csv(NewPoints(name="corners", points=corners)).splitlines()[:3])
        ['x,y,class', '0.0,0.0,a', '0.0,-1.0,a']
    """
    rows = (f"{point.x!r},{point.y!r},{'abcdefghij'[point.label]}" for point in points.points)
    return "\n".join(["x,y,class", *rows, ""])


def delete_table(folder: Path, name: str, runs: Sequence[str] = ()) -> None:
    """Delete a table of one's own.

    Args:
        folder: the folder of tables.
        name: its name.
        runs: the names of the runs whose data it is, which cannot be opened without it.

    Raises:
        NotFound: there is none of that name.
        Conflict: there are such runs.
    """
    path = inside(folder, name, ".csv")
    with _keeping:
        if not path.is_file():
            raise NotFound(Coded("table.not_yours", name=name))
        if runs:
            raise Conflict(Coded("table.is_in_use", name=name, runs=", ".join(abridged(runs))))
        path.unlink()
        inside(folder, name, TARGET).unlink(missing_ok=True)


def checked(data: Dataset) -> Dataset:
    """The table, if it is small enough for a page.

    Raises:
        DataError: it has too many rows or columns.
    """
    rows, inputs = len(data), len(data.feature_names)
    if rows > limits.ROWS or inputs > limits.COLUMNS:
        most = {"most_rows": limits.ROWS, "most_columns": limits.COLUMNS}
        raise DataError(
            Coded("table.is_too_large", name=data.name, rows=rows, inputs=inputs, **most)
        )
    return data


@lru_cache(maxsize=8)
def _read(path: Path, version: Version, target: str | None) -> Dataset:
    """A file that has changed has another version, and is another entry of the cache."""
    return checked(from_csv(path, target))


@lru_cache(maxsize=1)
def _parsed(name: str, text: str) -> Table:
    """The table that the page is about to add: it is read once for all targets."""
    return parse_table(text.encode(), f"{name}.csv")


@lru_cache(maxsize=32)
def _loaded(name: str, *settings: tuple[str, float]) -> Dataset:
    return load(name, **dict(settings))
