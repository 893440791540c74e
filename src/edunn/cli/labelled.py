"""Rows with their right answers, for a trained network: what `evaluate` and `explain` need."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, final

from edunn.arrays import Array
from edunn.cli import sources
from edunn.cli.rows import columns_of, of_table, table_for
from edunn.data import Column, Dataset, Table
from edunn.data.guessing import with_target
from edunn.data.table import number
from edunn.errors import DataError, did_you_mean
from edunn.model import Model
from edunn.text import abridged


@final
@dataclass(frozen=True)
class Labelled:
    """Inputs `(N, I)`, a label each, and where they come from."""

    inputs: Array
    labels: list[Any]
    name: str
    notes: tuple[str, ...] = ()


def read(model: Model, source: str, target: str | None = None) -> Labelled:
    """The rows of a named data set or a CSV file, with the labels as the model knows them.

    Raises:
        EduNNError: they do not fit the model.
    """
    if not sources.is_file(source):
        return of_dataset(model, sources.read(source, target))
    table = table_for(model, source)
    answer = _target_of(model, table, target)
    table, notes = with_target(table, answer)
    return Labelled(of_table(model, table), _answers(model, table, answer), table.source, notes)


def of_dataset(model: Model, data: Dataset) -> Labelled:
    """The rows of a data set; gaps are filled as in the model's training rows.

    Raises:
        DataError: its columns are not the model's.
    """
    columns = columns_of(model)
    if len(columns) != len(data.columns) or (model.columns and columns.names != data.columns.names):
        raise DataError(
            f"{data.name} has the columns {_few(data.columns.names)}, but this model learned from "
            f"{_few(columns.names)}."
        )
    inputs = columns.expand(data.values)
    if data.class_names is None:
        return Labelled(inputs, data.targets.tolist(), data.name)
    if model.class_names == tuple(range(len(data.class_names))):
        return Labelled(inputs, data.targets.tolist(), data.name)
    labels = [label_for(model, label) for label in data.labels.tolist()]
    return Labelled(inputs, labels, data.name)


def label_for(model: Model, text: str) -> Any:
    """The class of this name as the model knows it; for a regression, the number.

    Raises:
        DataError: the model knows no such class, or it is no number.
    """
    if model.class_names is None:
        return float(Column("--label").read(Table(("--label",), [[text]], [1], "the label"))[0])
    known = {str(name): name for name in model.class_names}
    value = number(text)
    if text not in known and value is not None and value.is_integer():
        text = str(int(value))  # "1.0" and "01" are class 1
    if text not in known:
        hint = did_you_mean(text, known)
        raise DataError(f"{text!r} is no class of this model.{hint} It knows {', '.join(known)}.")
    return known[text]


def _target_of(model: Model, table: Table, target: str | None) -> str:
    """The column with the answers: the one asked for, or the only one that is no input."""
    if target is not None:
        table.cells(target)  # raises for a name that is not there
        return target
    inputs = columns_of(model, table).names
    others = [name for name in table.header if name not in inputs]
    if len(others) != 1:
        raise DataError(
            f"{table.source} has {len(others)} columns besides the model's inputs"
            f"{': ' + _few(others) if others else ''}. Name the one with the answers by --target."
        )
    return others[0]


def _answers(model: Model, table: Table, answer: str) -> list[Any]:
    if model.class_names is None:
        numbers: list[Any] = Column(answer).read(table).tolist()
        return numbers
    found = []
    for row, cell in enumerate(table.cells(answer)):
        try:
            found.append(label_for(model, cell))
        except DataError as error:
            raise DataError(f"{table.where(row, answer)}: {error}") from None
    return found


def _few(names: Sequence[str]) -> str:
    return ", ".join(abridged(names))
