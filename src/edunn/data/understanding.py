"""Understanding a table of text: its target, its columns, and notes on all that was guessed."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from edunn.data.cleaning import Missing, Task
from edunn.data.columns import Columns, Values
from edunn.data.guessing import Choice, guess_columns
from edunn.data.problems import Problems
from edunn.data.table import Table
from edunn.data.target_column import Target, read_target, target_name, with_target


class Understood(NamedTuple):
    """What a table holds: values (N, K) with their columns, and the target."""

    values: Values
    columns: Columns
    target: Target
    target_name: str
    notes: tuple[str, ...]
    missing: Missing


def understood(
    table: Table,
    target: str | int | None = None,
    missing: Missing = "impute",
    task: Task | None = None,
    categorical: Sequence[str] = (),
    *,
    numeric: Sequence[str] = (),
    ignore: Sequence[str] = (),
    missing_values: Sequence[str] = (),
) -> Understood:
    """Read a table of text; the options are those of `from_csv`.

    Raises:
        DataError, SettingError: as for `from_csv`; all problems of the table in one message.

    Example:
        >>> records = [{"size": 1, "kind": "a"}, {"size": 2, "kind": "b"}]
        >>> understood(Table.from_records(records)).target.class_names
        ('a', 'b')
    """
    choice = Choice(categorical, numeric, ignore, missing_values, missing != "drop")
    answer = target_name(table, target)
    choice.check(table, answer)
    task = choice.task_of(answer, task)
    table, dropped = with_target(table.without(missing_values), answer)
    names = [column for column in table.header if column != answer]
    problems = Problems(table.source)
    found = problems.of(partial(read_target, table, answer, task))
    columns, guesses = guess_columns(table, names, choice=choice, problems=problems)
    if found is None:
        raise problems.error
    notes = (*table.notes, *dropped, found.note, *guesses)
    return Understood(columns.read(table), columns, found, answer, notes, missing)
