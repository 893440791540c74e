"""Guessing what the columns of a table mean: quantities, categories, or nothing useful.

Each guess follows a rule that fits in one sentence, and each is reported in the notes. A column of
inputs is

- left out, if all its cells are the same or missing: it cannot distinguish rows;
- left out, if it only numbers or names the rows, as `id` does: new rows have other numbers;
- left out, if it holds dates: a new day is none of the old ones;
- a quantity, if most cells are numbers; a few other cells are then mistakes, and refused;
- left out, if it holds many texts, most of them different: they are names, not categories;
- a set of categories otherwise, to be one-hot encoded.

Each rule gives way to a `Choice`: `numeric`, `categorical` and `ignore` name columns.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial, reduce
from typing import final

from edunn.data.cells import are_dates, identify_rows
from edunn.data.cleaning import Task
from edunn.data.columns import MISSING_CATEGORY, TRUTHS, Column, Columns
from edunn.data.numerals import Notation, notation_of
from edunn.data.problems import Problems
from edunn.data.table import Table, filled, in_order, too_varied
from edunn.errors import DataError, SettingError
from edunn.messages import Message
from edunn.text import abridged

MOST_INTEGER_CLASSES = 20
"""Whole numbers of more different values than this are measurements."""

FEW_STRAYS = 0.1
"""A larger share of words makes a column one of words."""

MANY_MISSING = 0.05
"""From this share of missing cells on, being missing is a category of its own."""


@final
@dataclass(frozen=True)
class Choice:
    """What was said about the columns, before any of them is guessed.

    Args:
        categorical, numeric, ignore: names of columns.
        missing_values: further words that stand for a missing cell.
        gaps_are_kept: whether many missing cells of a column may become a category.

    Example:
        >>> Choice(ignore=("name",)).named
        ('name',)
    """

    categorical: Sequence[str] = ()
    numeric: Sequence[str] = ()
    ignore: Sequence[str] = ()
    missing_values: Sequence[str] = ()
    gaps_are_kept: bool = True

    @property
    def named(self) -> tuple[str, ...]:
        """All columns that it names."""
        return (*self.categorical, *self.numeric, *self.ignore)

    def check(self, table: Table, target: str) -> None:
        """Check that each name is a column of inputs, and comes once.

        Raises:
            DataError: there is no such column; the message offers near matches.
            SettingError: a column comes twice, or is the target.
        """
        for name in self.named:
            table.cells(name)  # raises for a name that is not there
            if self.named.count(name) > 1:
                raise SettingError(Message("data.chosen_twice", name=name))
            if name == target and name in self.ignore:
                raise SettingError(Message("data.target_ignored", name=name))

    def task_of(self, target: str, task: Task | None = None) -> Task | None:
        """The task, if it was said: as such, or by naming the target numeric or categorical.

        Raises:
            SettingError: one was said, and the other.

        Example:
            >>> Choice(numeric=["grade"]).task_of("grade")
            'regression'
        """
        said: Task | None = None
        if target in self.numeric or target in self.categorical:
            said = "regression" if target in self.numeric else "classification"
        if said and task and said != task:
            raise SettingError(
                Message("data.target_contradicted", name=target, said=said, task=task)
            )
        return said or task


def guess_columns(
    table: Table,
    names: Collection[str],
    categorical: Collection[str] = (),
    choice: Choice | None = None,
    problems: Problems | None = None,
) -> tuple[Columns, tuple[str, ...]]:
    """The named columns, each with its guessed kind, and notes on the guesses.

    Raises:
        DataError: cells do not fit their columns (all problems at once, with those that were found
            before), or no column is left.

    Example:
        >>> records = [{"size": 1, "colour": "red"}, {"size": 2, "colour": "blue"}]
        >>> columns, notes = guess_columns(Table.from_records(records), ["size", "colour"], [])
        >>> columns.feature_names, notes
        (('size', 'colour=red'), ("column 'colour' one-hot encoded: blue, red",))
    """
    choice = choice or Choice(categorical=tuple(categorical))
    columns: list[Column] = []
    notes: list[Message] = []
    problems = problems or Problems(table.source)
    for name in names:
        guess = problems.of(partial(guess_column, table, name, choice, len(names) == 1))
        if isinstance(guess, str):
            notes.append(Message("data.column_left_out", name=name, reason=guess))
        elif guess is not None:
            notes += _notes_on(guess, table)
            columns.append(guess)
    if problems.found:
        raise problems.error
    if not columns:
        only_target = Message("data.only_the_target")
        reasons = reduce(_both, notes) if notes else only_target
        raise DataError(Message("data.no_input_column", source=table.source, reasons=reasons))
    return Columns(tuple(columns)), tuple(notes)


def _both(one: Message, other: Message) -> Message:
    return Message("data.both", one=one, other=other)


def _notes_on(column: Column, table: Table) -> list[Message]:
    """What is worth saying about a column that is kept."""
    if column.kind == "categorical":
        categories = ", ".join(abridged(column.categories, most=12))
        return [Message("data.column_one_hot", name=column.name, categories=categories)]
    notes = []
    if column.symbol:
        notes.append(Message("data.column_symbol", name=column.name, symbol=column.symbol))
    if column.decimal == ",":
        notes.append(Message("data.column_comma", name=column.name))
    words = {cell for cell in column.missing_values if cell in set(table.cells(column.name))}
    if words:
        shown = ", ".join(abridged(sorted(words)))
        notes.append(Message("data.words_are_missing", name=column.name, words=shown))
    return notes


def guess_column(table: Table, name: str, choice: Choice, is_only: bool = False) -> Column | str:
    """The guess for one column, or the reason why it is left out.

    Args:
        table: all of it.
        name: the column.
        choice: what was said about the columns.
        is_only: whether it is the only column of inputs, which is kept even if it counts the rows.

    Raises:
        DataError: its cells do not fit together.

    Example:
        >>> table = Table.from_records([{"size": 1, "unit": "m"}, {"size": 2, "unit": "m"}])
        >>> guess_column(table, "size", Choice()).kind, guess_column(table, "unit", Choice())
        ('numeric', "it is 'm' in every row")
    """
    cells = filled(table.cells(name))
    if name in choice.ignore:
        return Message("data.as_chosen")
    if not cells:
        return Message("data.column_is_missing")
    if len(set(cells)) == 1:
        return Message("data.column_is_constant", value=cells[0])
    if name in choice.numeric:
        return _numeric(name, cells, choice)
    if name in choice.categorical:
        return _categorical(table, name, choice)
    return _guess_freely(table, name, choice, is_only)


def _guess_freely(table: Table, name: str, choice: Choice, is_only: bool) -> Column | str:
    """The guess for a column of different cells of which nothing was said."""
    cells = filled(table.cells(name))
    if not is_only and identify_rows(name, _is_nameless_alone(table, name), cells):
        return Message("data.column_counts_rows", keep=Message("data.keep.numeric", name=name))
    if are_dates(cells):
        return Message("data.column_of_dates", keep=Message("data.keep.categorical", name=name))
    quantity = as_quantity(table, name, "data.remedy.categorical")
    if quantity is not None:
        return Column(
            name,
            symbol=quantity.symbol,
            decimal=quantity.decimal,
            missing_values=tuple(choice.missing_values),
        )
    if too_varied(cells):
        return Message("data.no_categories", texts=len(set(cells)), rows=len(cells))
    return _categorical(table, name, choice)


def _is_nameless_alone(table: Table, name: str) -> bool:
    """Whether it is the first column, and the only one without a name in the header."""
    return name == table.header[0] and table.header[1:2] != ("column_2",)


def _numeric(name: str, cells: Sequence[str], choice: Choice) -> Column:
    """A column that was said to be numeric: its words are missing cells."""
    notation = notation_of(set(cells))
    words = sorted({cell for cell in set(cells) if notation.number(cell) is None})
    if len(words) == len(set(cells)):
        raise DataError(Message("data.not_numeric", name=name, found=words[0]))
    missing = (*choice.missing_values, *words)
    return Column(name, symbol=notation.symbol, decimal=notation.decimal, missing_values=missing)


def _categorical(table: Table, name: str, choice: Choice) -> Column:
    cells = table.cells(name)
    present = filled(cells)
    categories = in_order(one_spelling(present))
    gaps = len(cells) - len(present)
    if choice.gaps_are_kept and gaps > 1 and gaps > MANY_MISSING * len(cells):
        categories = (*(name for name in categories if name != MISSING_CATEGORY), MISSING_CATEGORY)
    return Column(name, "categorical", categories, missing_values=tuple(choice.missing_values))


def one_spelling(cells: Sequence[str]) -> list[str]:
    """The words as they are; TRUE, True and true are one, if a column has more than one of them.

    Example:
        >>> one_spelling(["TRUE", "true", "False"]), one_spelling(["TRUE", "FALSE"])
        (['true', 'true', 'false'], ['TRUE', 'FALSE'])
    """
    different = {cell for cell in set(cells) if cell.lower() in TRUTHS}
    if len(different) == len({cell.lower() for cell in different}) and _look_alike(different):
        return list(cells)
    return [cell.lower() if cell in different else cell for cell in cells]


def _look_alike(words: Collection[str]) -> bool:
    """Whether all are capitals, all lower case, or all capitalized."""
    return len({(word.isupper(), word.islower()) for word in words}) <= 1


def as_quantity(table: Table, name: str, remedy: str) -> Notation | None:
    """How the numbers of a column are written; None if it is one of words.

    Words among numbers are mistakes if they are few, and words that make the column one of
    categories if they are many, or come again in a column of few different cells.

    Raises:
        DataError: there are a few; the remedy, a message's code, ends the sentence.
    """
    cells = table.cells(name)
    present = filled(cells)
    different = set(present)
    notation = notation_of(different)
    words = {cell for cell in different if notation.number(cell) is None}
    strays = [row for row, cell in enumerate(cells) if cell in words]
    if not strays:
        return notation
    if len(strays) > max(1, FEW_STRAYS * len(present)) or 2 * len(strays) >= len(present):
        return None
    come_again = len(words) < len(strays)
    if come_again and len(different) <= MOST_INTEGER_CLASSES and not too_varied(present):
        return None
    found = cells[strays[0]]
    values = {"where": table.where(strays[0], name), "found": found}
    advice = Message(remedy, name=name, found=found)
    if len(strays) == 1:
        raise DataError(Message("data.not_a_number", **values, remedy=advice))
    raise DataError(Message("data.not_numbers", **values, more=len(strays) - 1, remedy=advice))
