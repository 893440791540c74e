"""An overview of a table: what each of its columns is taken for, and why."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, final

from edunn.data.cleaning import Task
from edunn.data.columns import Column
from edunn.data.guessing import Choice, guess_column
from edunn.data.numerals import notation_of
from edunn.data.table import Table, filled, is_missing, number, stands_for
from edunn.data.target_column import Target, read_target, target_name, with_target
from edunn.errors import DataError
from edunn.messages import Message, counted

Role: TypeAlias = Literal["input", "target", "ignored"]

Type: TypeAlias = Literal["numeric", "binary", "categorical"]
"""Numbers, two different values, or more than two."""

MOST_EXAMPLES = 3

LONGEST_EXAMPLE = 40


@final
@dataclass(frozen=True)
class ColumnOverview:
    """One column of a table: what it is taken for, and why.

    Args:
        name: as in the table's header.
        role: an input, the target, or ignored.
        type: None where its cells do not fit together.
        examples: its first different cells.
        missing: the number of its missing cells.
        reason: of the role and the type, in words; or what is wrong with it.
        is_usable: false where all cells are the same or missing: it stays ignored.
        is_wrong: whether the table cannot be read because of this column.
    """

    name: str
    role: Role
    type: Type | None
    examples: tuple[str, ...]
    missing: int
    reason: str
    is_usable: bool = True
    is_wrong: bool = False


def overview(
    table: Table,
    target: str | int | None = None,
    task: Task | None = None,
    choice: Choice | None = None,
) -> tuple[ColumnOverview, ...]:
    """All columns of a table as `from_csv` reads them, those that it refuses included.

    Raises:
        DataError, SettingError: the target, or a column of the choice, is not there.

    Example:
        >>> records = [{"id": k, "size": k * k, "kind": "ab"[k % 2]} for k in range(20)]
        >>> for column in overview(Table.from_records(records)):
        ...     print(column.name, column.role, column.type, column.reason, sep=", ")
        id, ignored, numeric, it only counts or names the rows (numeric=['id'] keeps it)
        size, input, numeric, its cells are numbers
        kind, target, binary, the last column; words: 2 classes
    """
    choice = choice or Choice()
    wanted = target_name(table, target)
    choice.check(table, wanted)
    task = choice.task_of(wanted, task)
    table = table.without(choice.missing_values)
    try:
        labelled = with_target(table, wanted)[0]
    except DataError:  # its target is missing in every row, which `_target` tells
        labelled = table
    return tuple(
        _target(table, name, target is None, task)
        if name == wanted
        else _input(table, labelled, name, choice)
        for name in table.header
    )


def _input(table: Table, labelled: Table, name: str, choice: Choice) -> ColumnOverview:
    """A column of inputs; what it means is read from the rows that have a target."""
    try:
        found = guess_column(labelled, name, choice, len(table.header) == 2)
    except DataError as error:
        return _described(table, name, "input", None, error.message, is_wrong=True)
    if isinstance(found, Column):
        kind = _type_of(found.categories if found.kind == "categorical" else None)
        reason = _reason(found, kind, name in choice.named)
        return _described(table, name, "input", kind, reason, found.missing_values)
    is_usable = len(set(filled(labelled.cells(name)))) > 1
    return _described(table, name, "ignored", _likely_type(labelled, name), found, (), is_usable)


def _target(table: Table, name: str, is_last: bool, task: Task | None) -> ColumnOverview:
    try:
        found = read_target(with_target(table, name)[0], name, task)
    except DataError as error:
        return _described(table, name, "target", None, error.message, is_wrong=True)
    reason = Message("data.as_chosen") if task else _reason_of_target(found)
    if is_last:
        reason = Message("data.both", one=Message("data.why.last_column"), other=reason)
    return _described(table, name, "target", _type_of(found.class_names), reason)


def _described(
    table: Table,
    name: str,
    role: Role,
    kind: Type | None,
    reason: str,
    also_missing: Sequence[str] = (),
    is_usable: bool = True,
    is_wrong: bool = False,
) -> ColumnOverview:
    """A column with its first different cells, and the number of those that are missing."""
    counts = Counter(table.cells(name))  # in the order of the rows
    gaps = {cell for cell in counts if is_missing(cell) or stands_for(cell, also_missing)}
    present = [cell[:LONGEST_EXAMPLE] for cell in counts if cell not in gaps]
    missing = sum(counts[cell] for cell in gaps)
    examples = tuple(present[:MOST_EXAMPLES])
    return ColumnOverview(name, role, kind, examples, missing, reason, is_usable, is_wrong)


def _type_of(categories: Sequence[str] | None) -> Type:
    if categories is None:
        return "numeric"
    return "binary" if len(categories) == 2 else "categorical"


def _likely_type(table: Table, name: str) -> Type:
    """The type that an ignored column would have."""
    different = set(filled(table.cells(name)))
    notation = notation_of(different) if different else None
    if notation and all(notation.number(cell) is not None for cell in different):
        return "numeric"
    return "binary" if len(different) == 2 else "categorical"


def _reason(column: Column, kind: Type, is_chosen: bool) -> Message:
    if is_chosen:
        return Message("data.as_chosen")
    if kind == "numeric":
        return Message("data.why.numbers")
    if kind == "binary":
        return Message("data.why.two_categories")
    return Message("data.why.categories", count=len(column.categories))


def _reason_of_target(target: Target) -> Message:
    if target.class_names is None:
        return Message("data.why.target_numbers")
    classes = counted(len(target.class_names), "class")
    are_numbers = all(number(name) is not None for name in target.class_names)
    code = "data.why.target_whole_numbers" if are_numbers else "data.why.target_words"
    return Message(code, classes=classes)
