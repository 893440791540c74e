"""The target: which column is to be predicted, and whether it names classes or measures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, final, get_args

import numpy as np
import numpy.typing as npt

from edunn.data.cells import in_order, is_missing, number, too_varied
from edunn.data.column import Column
from edunn.data.dataset import Task
from edunn.data.guessing import is_quantity
from edunn.data.table import Table
from edunn.errors import DataError, SettingError
from edunn.text import plural

MOST_INTEGER_CLASSES = 20


@final
@dataclass(frozen=True)
class Target:
    """What is to be predicted: (N,) answers, their class names, and how that was decided.

    Example:
        >>> table = Table.from_records([{"kind": "a"}, {"kind": "b"}, {"kind": "a"}])
        >>> read_target(table, "kind").answers
        array([0, 1, 0])
    """

    answers: npt.NDArray[Any]
    class_names: tuple[str, ...] | None
    note: str


def target_name(table: Table, target: str | int | None) -> str:
    """Find the target column by its name or its place; the last one where nothing is said.

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
    """Drop the rows whose target is missing, since nothing can be learned from them; say so."""
    known = [row for row, cell in enumerate(table.cells(name)) if not is_missing(cell)]
    if not known:
        raise DataError(f"{table.source}: every cell of the target {name!r} is missing.")
    dropped = len(table) - len(known)
    if not dropped:
        return table, ()
    return table.keep(known), (f"{plural(dropped, 'row')} without a target dropped",)


def read_target(table: Table, name: str, task: Task | None = None) -> Target:
    """Read a complete target column as classes or as measurements.

    Without `task`, texts are classes, and so are whole numbers of few different values; other
    numbers are a regression.

    Raises:
        SettingError: `task` is neither "classification" nor "regression".
        DataError: a cell does not fit, the answer is always the same, or no two are the same.
    """
    if task is not None and task not in get_args(Task):
        raise SettingError(f'task is {task!r}, but must be "classification" or "regression".')
    cells = table.cells(name)
    if len(set(cells)) == 1:
        raise DataError(
            f"{table.source}: the target {name!r} is {cells[0]!r} in every row: nothing is left "
            "to learn. Choose another column by target=..."
        )
    if (task or _likely_task(table, name)) == "regression":
        return Target(Column(name).read(table), None, f"target {name!r}: numbers (regression)")
    return _classes(table, name, cells)


def _likely_task(table: Table, name: str) -> Task:
    if not is_quantity(table, name, 'pass task="classification" if these are classes'):
        return "classification"
    different = {number(cell) for cell in table.cells(name)}
    few = len(different) <= min(MOST_INTEGER_CLASSES, max(2, len(table) // 2))
    whole = all(value is not None and value.is_integer() for value in different)
    return "classification" if few and whole else "regression"


def _classes(table: Table, name: str, cells: Sequence[str]) -> Target:
    labels = [_plain(cell) for cell in cells]
    if too_varied(labels):
        raise DataError(
            f"{table.source}: the target {name!r} has {len(set(labels))} different values in "
            f"{len(table)} rows, too many for classes. Choose another column by target=..., or "
            'pass task="regression" for numbers.'
        )
    class_names = in_order(labels)
    position = {label: k for k, label in enumerate(class_names)}
    answers = np.array([position[label] for label in labels], dtype=np.intp)
    return Target(answers, class_names, f"target {name!r}: {plural(len(class_names), 'class')}")


def _plain(cell: str) -> str:
    """Write one number one way: "1", "1.0" and "01" are the same class."""
    value = number(cell)
    if value is None:
        return cell
    return str(int(value)) if value.is_integer() else repr(value)
