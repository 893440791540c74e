"""The target column of a table: classes to tell apart, or measurements.

It holds classes, if its cells are words or whole numbers of few different values; otherwise it
holds measurements, and the task is a regression.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, final, get_args

import numpy as np
import numpy.typing as npt

from edunn.data.cleaning import Task
from edunn.data.columns import Column
from edunn.data.guessing import MOST_INTEGER_CLASSES, as_quantity, one_spelling
from edunn.data.numerals import notation_of
from edunn.data.table import Table, in_order, is_missing, number, too_varied
from edunn.errors import DataError, SettingError
from edunn.messages import Message, counted
from edunn.text import plural

MANY_CLASSES = 6
"""Of so many classes that are whole numbers, a note says that they may be measurements."""


@final
@dataclass(frozen=True)
class Target:
    """The target column: (N,) values, the names of its classes, and a note on the guess.

    Example:
        >>> table = Table.from_records([{"kind": "a"}, {"kind": "b"}, {"kind": "a"}])
        >>> read_target(table, "kind").values
        array([0, 1, 0])
    """

    values: npt.NDArray[Any]
    class_names: tuple[str, ...] | None
    note: str


def target_name(table: Table, target: str | int | None) -> str:
    """The name of the target column, given by name or place; the last one by default.

    Raises:
        DataError: there is no such column; the message offers near matches.
    """
    if isinstance(target, str):
        table.cells(target)  # raises for a name that is not there
        return target
    place = -1 if target is None else target
    if not -len(table.header) <= place < len(table.header):
        raise DataError(
            f"target is {target}, but {table.source} has {plural(len(table.header), 'column')}: "
            f"count from 0, or name one of {', '.join(table.header)}."
        )
    return table.header[place]


def with_target(table: Table, name: str) -> tuple[Table, tuple[str, ...]]:
    """The rows with a target, and a note on those dropped because theirs is missing."""
    known = [row for row, cell in enumerate(table.cells(name)) if not is_missing(cell)]
    if not known:
        raise DataError(Message("data.target_is_missing", source=table.source, name=name))
    dropped = len(table) - len(known)
    if not dropped:
        return table, ()
    return table.keep(known), (Message("data.no_target", rows=counted(dropped, "row")),)


def read_target(table: Table, name: str, task: Task | None = None) -> Target:
    """Read a complete target column as classes or as measurements.

    Without `task`, texts and whole numbers of few different values are classes; other numbers are
    measurements.

    Raises:
        SettingError: `task` is neither "classification" nor "regression".
        DataError: a cell does not fit, all cells are the same, or no two are the same.
    """
    if task is not None and task not in get_args(Task):
        raise SettingError(f'task is {task!r}, but must be "classification" or "regression".')
    cells = one_spelling(table.cells(name))
    if len(set(cells)) == 1:
        raise DataError(
            Message("data.target_is_constant", source=table.source, name=name, value=cells[0])
        )
    if (task or _likely_task(table, name)) == "regression":
        notation = notation_of(set(cells))
        column = Column(name, symbol=notation.symbol, decimal=notation.decimal)
        return Target(column.read(table), None, Message("data.target_numbers", name=name))
    return _classes(table, name, cells, task)


def _likely_task(table: Table, name: str) -> Task:
    notation = as_quantity(table, name, "data.remedy.classification")
    if notation is None:
        return "classification"
    different = {notation.number(cell) for cell in set(table.cells(name))}
    few = len(different) <= min(MOST_INTEGER_CLASSES, max(2, len(table) // 2))
    whole = all(value is not None and value.is_integer() for value in different)
    return "classification" if few and whole else "regression"


def _classes(table: Table, name: str, cells: Sequence[str], task: Task | None) -> Target:
    labels = [_plain(cell) for cell in cells]
    if too_varied(labels):
        raise _too_many_classes(table, name, labels)
    class_names = in_order(labels)
    position = {label: k for k, label in enumerate(class_names)}
    values = np.array([position[label] for label in labels], dtype=np.intp)
    classes = counted(len(class_names), "class")
    may_be_numbers = task is None and len(class_names) >= MANY_CLASSES
    if may_be_numbers and all(number(label) is not None for label in class_names):
        remedy = Message("data.remedy.regression")
        note = Message("data.target_whole_numbers", name=name, classes=classes, remedy=remedy)
        return Target(values, class_names, note)
    return Target(values, class_names, Message("data.target_classes", name=name, classes=classes))


def _too_many_classes(table: Table, name: str, labels: Sequence[str]) -> DataError:
    if len(table.header) == 1:
        return DataError(Message("data.one_column", source=table.source, found=labels[0]))
    count, rows = len(set(labels)), len(table)
    values = {"source": table.source, "name": name, "count": count, "rows": rows}
    return DataError(Message("data.too_many_classes", **values))


def _plain(cell: str) -> str:
    """One spelling for each number: "1", "1.0" and "01" are the same class."""
    value = number(cell)
    if value is None:
        return cell
    return str(int(value)) if value.is_integer() else repr(value)
