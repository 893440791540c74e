"""Rows: data sets by name or from files, and rows for a trained network.

The rows for a trained network are read as its training set was: the same columns, categories and
replacements of missing values.
"""

import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from math import prod
from os import PathLike
from pathlib import Path
from typing import Any, final

from edunn.arrays import Array
from edunn.data import Column, Columns, Dataset, Table, from_csv, load, names, read_table
from edunn.data.columns import TRUTHS
from edunn.data.reading import parse_table
from edunn.data.table import number
from edunn.data.target_column import with_target
from edunn.errors import DataError, SettingError, did_you_mean
from edunn.model import Model
from edunn.text import abridged, plural


@final
@dataclass(frozen=True)
class LabelledRows:
    """Inputs `(N, I)`, a label for each, and their source."""

    inputs: Array
    labels: list[Any]
    name: str
    notes: tuple[str, ...] = ()


STDIN = "-"
"""A source that stands for standard input."""


@final
class StandardInput(BytesIO):
    """All that comes through standard input, as a file with a name for messages."""

    name = "standard input"

    def __init__(self) -> None:
        if sys.stdin is None:
            raise DataError("standard input is closed. Pipe a table into it, or name a file.")
        super().__init__(sys.stdin.buffer.read())


def is_file(source: str) -> bool:
    """Whether a DATA argument is a file: it exists, or looks like a path. Known names come first.

    Example:
        >>> is_file("iris"), is_file("my.csv"), is_file("irs")
        (False, True, False)
    """
    if source == STDIN:
        return True
    if source.lower() in names():
        return False
    return Path(source).exists() or bool(Path(source).suffix) or Path(source).name != source


def read_dataset(
    source: str,
    target: str | None = None,
    missing: Any = "impute",
    task: Any = None,
    **reading: Any,
) -> Dataset:
    """The data set of this name, or in this file; `reading` are further options of `from_csv`.

    Raises:
        EduNNError: there is none, or its rows cannot be used.

    Example:
        >>> read_dataset("iris").class_names
        ('setosa', 'versicolor', 'virginica')
    """
    if is_file(source):
        table = StandardInput() if source == STDIN else source
        return from_csv(table, target, missing=missing, task=task, **reading)
    data = load(source).treat_missing(missing)
    if target not in (None, data.target_name) or task not in (None, data.task):
        raise SettingError(
            f"{data.name} has its own target, {data.target_name!r} ({data.task}): "
            "--target and --task are for CSV files."
        )
    given = [f"--{name.replace('_', '-')}" for name in reading]
    if given:
        raise SettingError(f"{data.name} has its own columns: {given[0]} is for CSV files.")
    return data


def reading_options(
    categorical: Sequence[str] | None,
    numeric: Sequence[str] | None,
    ignore: Sequence[str] | None,
    missing_values: Sequence[str] | None,
    header: bool | None,
) -> dict[str, Any]:
    """The options of `from_csv` that were given; lists are separated by commas.

    Example:
        >>> reading_options(["a,b", "c"], None, None, None, None)
        {'categorical': ['a', 'b', 'c']}
    """
    lists = {"categorical": categorical, "numeric": numeric, "ignore": ignore}
    lists["missing_values"] = missing_values
    given: dict[str, Any] = {
        name: cells_of(",".join(words)) for name, words in lists.items() if words
    }
    return given if header is None else {**given, "header": header}


def cells_of(text: str) -> list[str]:
    """The cells of one row, separated by commas; one with a comma is in quotation marks.

    Example:
        >>> cells_of('1.5, "Oslo, Norway",3')
        ['1.5', 'Oslo, Norway', '3']
    """
    rows = list(csv.reader([text], skipinitialspace=True))
    return [cell.strip() for cell in rows[0]] if rows else []


def columns_of(model: Model, table: Table | None = None) -> Columns:
    """The columns of a model's inputs; without names, those at the same places of the table.

    Example:
        >>> columns_of(Model([[2], [1]], "mse")).names
        ('x1', 'x2')
    """
    if model.columns is not None:
        return model.columns
    inputs = prod(model.network.input_shape)
    places = tuple(f"x{k + 1}" for k in range(inputs))
    known = model.feature_names or (places if table is None else table.header[:inputs])
    return Columns.numeric(known)


def table_for(model: Model, path: str | PathLike[str]) -> Table:
    """The table in a CSV file; its header, if it has one, should name the model's columns."""
    expected = columns_of(model).names
    if str(path) == STDIN:
        table = StandardInput()
        return parse_table(table.getvalue(), table.name, expected=expected)
    return read_table(path, expected=expected)


def inputs_from(model: Model, text: str) -> Array:
    """One row of raw values, separated by commas, as inputs `(1, I)`; an empty one is missing.

    A value with a comma in it is in quotation marks.

    Raises:
        DataError: there is not one value per column, or one cannot be read.

    Example:
        >>> inputs_from(Model([[2], [1]], "mse"), "1.5, 2")
        array([[1.5, 2. ]])
    """
    return columns_of(model).encode(row_from(model, text))


def row_from(model: Model, text: str) -> Table:
    """One row of raw values as a table.

    Raises:
        DataError: there is not one value per column.
    """
    columns = columns_of(model)
    cells = cells_of(text)
    if len(cells) != len(columns):
        raise DataError(
            f"--row {text!r} has {plural(len(cells), 'value')}, but this model takes "
            f"{len(columns)}: {', '.join(abridged(columns.names))}."
        )
    return Table(columns.names, [cells], [1], "--row")


def read_labelled(model: Model, source: str, target: str | None = None) -> LabelledRows:
    """The rows of a named data set or a CSV file, with their labels as the model's classes.

    Raises:
        EduNNError: they do not fit the model.
    """
    if not is_file(source):
        return labelled(model, read_dataset(source, target))
    table = table_for(model, source)
    column = _target_of(model, table, target)
    table, notes = with_target(table, column)
    inputs = columns_of(model, table).encode(table)  # other columns are ignored
    return LabelledRows(inputs, _labels(model, table, column), table.source, notes)


def held_out_rows(
    model: Model, source: str, target: str | None, test: float | None, seed: int | None
) -> LabelledRows:
    """The rows that were held out when the model was trained, of the same data.

    A file written by an earlier version does not tell them: `test` and `seed` do then.

    Raises:
        EduNNError: the rows are not found, or an option is not that of the training.
    """
    origin = model.origin
    data = read_dataset(source, **({"target": target} if origin is None else origin.reading))
    if test is None and data.is_tiny and (origin is None or not origin.fingerprint):
        raise DataError(f"{''.join(data.holding_out_note)}. Leave out --held-out.")
    if origin is None:
        return labelled(model, data.split(test, seed or 0)[1])
    given = {"--target": (target, origin.reading.get("target")), "--test": (test, origin.test)}
    given["--seed"] = (seed, origin.seed)
    for name, (value, known) in given.items():
        if value not in (None, known):
            raise SettingError(
                f"{name} {value} is not that of the training ({known}). Leave it out: the model's "
                "file tells which rows were held out."
            )
    return labelled(model, origin.held_out(data))


def labelled(model: Model, data: Dataset) -> LabelledRows:
    """The rows of a data set; missing values are replaced as in the model's training set.

    Raises:
        DataError: its columns are not the model's.
    """
    columns = columns_of(model)
    if len(columns) != len(data.columns) or (model.columns and columns.names != data.columns.names):
        raise DataError(
            f"{data.name} has the columns {_few(data.columns.names)}, but this model was trained "
            f"on {_few(columns.names)}."
        )
    inputs = columns.expand(data.values)
    if data.class_names is None or model.class_names == tuple(range(len(data.class_names))):
        return LabelledRows(inputs, data.targets.tolist(), data.name)
    labels = [label_for(model, str(label)) for label in data.labels.tolist()]
    return LabelledRows(inputs, labels, data.name)


def label_for(model: Model, text: str) -> Any:
    """The class of this name, in the model's own form; for a regression, the number.

    Raises:
        DataError: the model has no such class, or it is not a number.
    """
    if model.class_names is None:
        return float(Column("--label").read(Table(("--label",), [[text]], [1], "the label"))[0])
    known = {str(name): name for name in model.class_names}
    if text.lower() in TRUTHS:
        text = next((name for name in known if name.lower() == text.lower()), text)
    value = number(text)
    if text not in known and value is not None and value.is_integer():
        text = str(int(value))  # "1.0" and "01" are class 1
    if text not in known:
        hint = did_you_mean(text, known)
        raise DataError(
            f"{text!r} is not a class of this model.{hint} Its classes: {_few(list(known))}."
        )
    return known[text]


def _target_of(model: Model, table: Table, target: str | None) -> str:
    """The column of labels: the one that was named, or the only one that is not an input."""
    if target is not None:
        table.cells(target)  # raises for a name that is not there
        return target
    inputs = columns_of(model, table).names
    others = [name for name in table.header if name not in inputs]
    if len(others) != 1:
        for name in inputs if model.columns else ():
            table.cells(name)  # raises for an input that is missing
        raise DataError(
            f"{table.source} has {len(others)} columns besides the model's inputs"
            f"{': ' + _few(others) if others else ''}. Name the column of labels with --target."
        )
    return others[0]


def _labels(model: Model, table: Table, column: str) -> list[Any]:
    if model.class_names is None:
        numbers: list[Any] = Column(column).read(table).tolist()
        return numbers
    found = []
    for row, cell in enumerate(table.cells(column)):
        try:
            found.append(label_for(model, cell))
        except DataError as error:
            raise DataError(f"{table.where(row, column)}: {error}") from None
    return found


def _few(names: Sequence[str]) -> str:
    return ", ".join(abridged(names))
