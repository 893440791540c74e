"""Guessing what the columns of a table mean: quantities, categories, or nothing useful.

Each guess follows a rule that fits in one sentence, and each is reported in the notes. A column of
inputs is

- left out, if all its cells are the same or missing: it cannot distinguish rows;
- left out, if it is a row number under a name such as `id`: it only leaks the order of the rows;
- a quantity, if most cells are numbers; any other cell is then a mistake;
- left out, if it holds many texts, most of them different: they are names, not categories;
- a set of categories otherwise, to be one-hot encoded.

The target holds classes, if its cells are words or whole numbers of few different values; otherwise
it holds measurements, and the task is a regression.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, final, get_args

import numpy as np
import numpy.typing as npt

from edunn.data.columns import Column, Columns
from edunn.data.dataset import Task
from edunn.data.table import Table, filled, in_order, is_missing, number, too_varied
from edunn.errors import DataError, SettingError
from edunn.messages import Message, counted
from edunn.text import plural

ROW_NUMBER_NAMES = frozenset({"index", "row", "no", "nr", "unnamed: 0", "column_1"})
"""Names of columns that may only number the rows, besides all that end in `id`."""

MOST_INTEGER_CLASSES = 20
"""Whole numbers of more different values than this are measurements."""


def guess_columns(
    table: Table, names: Collection[str], categorical: Collection[str]
) -> tuple[Columns, tuple[str, ...]]:
    """The named columns, each with its guessed kind, and notes on the guesses.

    Raises:
        DataError: a cell does not fit its column, or no column is left.

    Example:
        >>> records = [{"size": 1, "colour": "red"}, {"size": 2, "colour": "blue"}]
        >>> columns, notes = guess_columns(Table.from_records(records), ["size", "colour"], [])
        >>> columns.feature_names, notes
        (('size', 'colour=red'), ("column 'colour' one-hot encoded: blue, red",))
    """
    columns, notes = [], []
    for name in names:
        guess = _guess(table, name, name in categorical)
        if isinstance(guess, str):
            notes.append(Message("data.column_left_out", name=name, reason=guess))
            continue
        if guess.kind == "categorical":
            categories = ", ".join(guess.categories)
            notes.append(Message("data.column_one_hot", name=name, categories=categories))
        columns.append(guess)
    if not columns:
        reasons = reduce(_both, notes) if notes else Message("data.only_the_target")
        raise DataError(Message("data.no_input_column", source=table.source, reasons=reasons))
    return Columns(tuple(columns)), tuple(notes)


def _both(one: Message, other: Message) -> Message:
    return Message("data.both", one=one, other=other)


def is_quantity(table: Table, name: str, remedy: str) -> bool:
    """Whether a column holds numbers: more than half of its filled cells.

    Raises:
        DataError: it does, and another cell is not a number; `remedy` ends the message.
    """
    cells = table.cells(name)
    words = {cell for cell in set(cells) if number(cell) is None and not is_missing(cell)}
    strays = [row for row, cell in enumerate(cells) if cell in words]
    if 2 * len(strays) >= len(filled(cells)):
        return False
    if strays:
        raise DataError(
            Message(
                "data.not_a_number",
                where=table.where(strays[0], name),
                found=cells[strays[0]],
                remedy=remedy,
            )
        )
    return True


def _guess(table: Table, name: str, categorical: bool) -> Column | str:
    """The guess for one column, or the reason why it is left out."""
    cells = filled(table.cells(name))
    different = set(cells)
    if not cells:
        return Message("data.column_is_missing")
    if len(different) == 1:
        return Message("data.column_is_constant", value=cells[0])
    if _counts_rows(name, cells):
        return Message("data.column_counts_rows")
    remedy = Message("data.remedy.categorical", name=name)
    if not categorical and is_quantity(table, name, remedy):
        return Column(name)
    if not categorical and too_varied(cells):
        return Message("data.no_categories", texts=len(different), rows=len(cells))
    return Column(name, "categorical", in_order(different))


def _counts_rows(name: str, cells: list[str]) -> bool:
    """Whether a column such as `PassengerId` holds 0, 1, 2 ... or 1, 2, 3 ..."""
    is_called_so = name.lower() in ROW_NUMBER_NAMES or name.lower().endswith("id")
    if not is_called_so or cells[0] not in ("0", "1"):
        return False
    return cells == [str(k) for k in range(int(cells[0]), int(cells[0]) + len(cells))]


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
    cells = table.cells(name)
    if len(set(cells)) == 1:
        raise DataError(
            Message("data.target_is_constant", source=table.source, name=name, value=cells[0])
        )
    if (task or _likely_task(table, name)) == "regression":
        return Target(Column(name).read(table), None, Message("data.target_numbers", name=name))
    return _classes(table, name, cells)


def _likely_task(table: Table, name: str) -> Task:
    if not is_quantity(table, name, Message("data.remedy.classification")):
        return "classification"
    different = {number(cell) for cell in table.cells(name)}
    few = len(different) <= min(MOST_INTEGER_CLASSES, max(2, len(table) // 2))
    whole = all(value is not None and value.is_integer() for value in different)
    return "classification" if few and whole else "regression"


def _classes(table: Table, name: str, cells: Sequence[str]) -> Target:
    labels = [_plain(cell) for cell in cells]
    if too_varied(labels):
        raise DataError(
            Message(
                "data.too_many_classes",
                source=table.source,
                name=name,
                count=len(set(labels)),
                rows=len(table),
            )
        )
    class_names = in_order(labels)
    position = {label: k for k, label in enumerate(class_names)}
    values = np.array([position[label] for label in labels], dtype=np.intp)
    classes = counted(len(class_names), "class")
    return Target(values, class_names, Message("data.target_classes", name=name, classes=classes))


def _plain(cell: str) -> str:
    """One spelling for each number: "1", "1.0" and "01" are the same class."""
    value = number(cell)
    if value is None:
        return cell
    return str(int(value)) if value.is_integer() else repr(value)
