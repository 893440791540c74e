"""Layout: sentences and tables in a terminal of any width.

A sentence is broken between words, never inside one. A table that is too wide loses columns from
the right, and says which; nothing is cut in the middle.
"""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from textwrap import fill
from typing import final

from rich.console import Console, ConsoleOptions
from rich.measure import Measurement
from rich.table import Column, Table

ENDLESS = 10_000

FEWEST = 2
"""Columns that a table keeps: the names, and the first of the numbers."""


def wrapped(text: str, width: int) -> str:
    """A text whose lines are broken between words; what is carried over is set in by two spaces.

    Example:
        >>> print(wrapped("- a line with some words", 16))
        - a line with
          some words
    """
    return "\n".join(_wrapped(line, width) for line in text.split("\n"))


def _wrapped(line: str, width: int) -> str:
    if len(line) <= width:
        return line
    indent = line[: len(line) - len(line.lstrip())]
    return fill(
        line.strip(),
        max(width, len(indent) + 10),
        initial_indent=indent,
        subsequent_indent=f"{indent}  ",
        break_long_words=False,  # a path or an address can still be copied
        break_on_hyphens=False,
    )


@final
@dataclass(frozen=True)
class Whole:
    """The first of some tables that is no wider than the terminal; else the last.

    Example:
        >>> wide, narrow = Table("a" * 90), Table("a")
        >>> console = Console(width=60, color_system=None)
        >>> with console.capture() as shown:
        ...     console.print(Whole((wide, narrow)))
        >>> "aa" in shown.get()
        False
    """

    choices: tuple[Table, ...]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Table]:
        *choices, last = self.choices
        fitting = (it for it in choices if width_of(it, console) <= options.max_width)
        yield as_wide_as_its_title(next(fitting, last), options.max_width)


def fitted(table: Table) -> Whole:
    """The table, with fewer columns in a narrow terminal."""
    return Whole(tuple(narrower(table)))


def width_of(table: Table, console: Console) -> int:
    """The least width that breaks no word and no number."""
    options = console.options.update(width=ENDLESS)
    widest = sum(_width_of(column, console, options).maximum for column in table.columns)
    least = sum(
        size.maximum if column.no_wrap else size.minimum
        for column in table.columns
        for size in [_width_of(column, console, options)]
    )
    return least + Measurement.get(console, options, table).maximum - widest


def _width_of(column: Column, console: Console, options: ConsoleOptions) -> Measurement:
    """The least and the largest width of the texts in a column."""
    sizes = [Measurement.get(console, options, cell) for cell in (column.header, *column.cells)]
    return Measurement(max(it.minimum for it in sizes), max(it.maximum for it in sizes))


def narrower(table: Table) -> Iterator[Table]:
    """A table, and copies of it with fewer and fewer columns; each says what was left out."""
    columns = [str(column.header) for column in table.columns]
    yield table
    for count in range(len(columns) - 1, FEWEST - 1, -1):
        made = copy(table)
        made.columns = table.columns[:count]
        made.caption = f"left out, for want of width: {', '.join(columns[count:])}"
        made.caption_justify = "left"
        yield made


def as_wide_as_its_title(table: Table, most: int) -> Table:
    """A copy whose title stays in one line, if that is possible within so many columns."""
    made = copy(table)
    made.min_width = min(len(str(table.title or "")), most)
    return made
