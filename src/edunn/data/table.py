"""A table of text: what a CSV file holds, before any of it has a meaning.

A cell of text may be a number, a missing value or a word; `is_missing` and `number` decide which,
for training and for prediction alike. Each row keeps the number of the line it came from, so that
every error message can point to it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf, isfinite
from typing import final

from edunn.errors import DataError, did_you_mean
from edunn.messages import Message
from edunn.text import abridged

MISSING = frozenset(
    {"", "na", "n/a", "nan", "?", "null", "-", "--", "none", ".", "nil", "<na>", "nat", "missing"}
    | {"#n/a", "#na", "#div/0!", "#value!", "#ref!", "#null!", "#num!", "#name?", "-nan", "1.#qnan"}
)
"""The usual marks of a missing value, in lower case; those of spreadsheets begin with #."""


def is_missing(cell: str) -> bool:
    """Whether a cell marks a missing value.

    Example:
        >>> [is_missing(cell) for cell in ["", "NA", "?", "#DIV/0!", "0"]]
        [True, True, True, True, False]
    """
    return cell.lower() in MISSING


def filled(cells: Sequence[str]) -> list[str]:
    """The cells that are not missing.

    Example:
        >>> filled(["3", "", "NA", "4"])
        ['3', '4']
    """
    gaps = {cell for cell in set(cells) if is_missing(cell)}
    return [cell for cell in cells if cell not in gaps]


def number(cell: str) -> float | None:
    """The finite number in a cell, or None.

    Python also reads `1_000` and `inf` as numbers; in a table they are most likely mistakes.

    Example:
        >>> [number(cell) for cell in ["1.5", "-2e3", "1_000", "inf", "red"]]
        [1.5, -2000.0, None, None, None]
    """
    try:
        value = float(cell)
    except ValueError:
        return None
    return value if isfinite(value) and "_" not in cell else None


def stands_for(cell: str, words: Collection[str]) -> bool:
    """Whether a cell is one of the words, in upper or lower case, or one of their numbers.

    Example:
        >>> stands_for("-9.0", ["-9", "unknown"]), stands_for("Unknown", ["unknown"])
        (True, True)
    """
    if not words:
        return False
    value = number(cell)
    folded = {word.strip().lower() for word in words}
    return cell.lower() in folded or (value is not None and value in map(number, words))


def in_order(texts: Iterable[str]) -> tuple[str, ...]:
    """Different texts in order: numbers by size, then words alphabetically.

    Example:
        >>> in_order(["10", "red", "9", "blue", "9"])
        ('9', '10', 'blue', 'red')
    """

    def rank(text: str) -> tuple[float, str]:
        value = number(text)
        return (inf if value is None else value), text

    return tuple(sorted(set(texts), key=rank))


def too_varied(cells: Sequence[str]) -> bool:
    """Whether texts are names rather than categories: many, and most of them different.

    A ticket number or a surname does not help to predict another row.

    Example:
        >>> too_varied([f"passenger {k}" for k in range(50)]), too_varied(["red", "blue"])
        (True, False)
    """
    different = len(set(cells))
    return different > 10 and 2 * different > len(cells)


@final
@dataclass(frozen=True)
class Table:
    """Named columns of text cells, row by row.

    Example:
        >>> table = Table(("age", "sex"), [["63", "male"], ["", "female"]], [2, 3], "heart.csv")
        >>> table.cells("age"), table.where(1, "age")
        (('63', ''), "heart.csv, line 3, column 'age'")
    """

    header: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    lines: Sequence[int]
    source: str = "table"
    notes: tuple[str, ...] = ()
    has_header: bool = True
    """Whether the names are those of the file's first row; else they are made up."""

    def __len__(self) -> int:
        return len(self.rows)

    @classmethod
    def from_records(
        cls, records: Iterable[Mapping[str, object]], source: str = "records"
    ) -> "Table":
        """A table made of dictionaries, as from a form or a JSON request; None is missing.

        Raises:
            DataError: there is no record, or one lacks a name that the first has.

        Example:
            >>> Table.from_records([{"age": 63, "sex": None}]).rows
            [['63', '']]
        """
        records = list(records)
        if not records:
            raise DataError(Message("data.no_rows", source=source))
        header = tuple(records[0])
        rows = []
        for line, record in enumerate(records, start=1):
            for name in header:
                if name not in record:
                    raise DataError(f"{source}, line {line} has no {name!r}, but line 1 has one.")
            rows.append(["" if record[name] is None else str(record[name]) for name in header])
        return cls(header, rows, range(1, len(rows) + 1), source)

    @cached_property
    def _by_name(self) -> dict[str, tuple[str, ...]]:
        return dict(zip(self.header, zip(*self.rows, strict=True), strict=True))

    def cells(self, name: str) -> tuple[str, ...]:
        """The cells of one column, from top to bottom.

        Raises:
            DataError: there is no such column; the message offers near matches.
        """
        if name not in self._by_name:
            hint, names = did_you_mean(name, self.header), ", ".join(abridged(self.header))
            raise DataError(
                Message("data.no_column", source=self.source, name=name, hint=hint, names=names)
            )
        return self._by_name[name]

    def where(self, row: int, name: str) -> str:
        """The place of one cell, in words for an error message."""
        return f"{self.source}, line {self.lines[row]}, column {name!r}"

    def without(self, words: Collection[str]) -> "Table":
        """A table in which these words, or numbers, are missing cells.

        Example:
            >>> Table(("x",), [["-999.0"], ["5"]], [2, 3]).without(["-999"]).cells("x")
            ('', '5')
        """
        if not words:
            return self
        different = {cell for row in self.rows for cell in row}
        known = {cell for cell in different if stands_for(cell, words)}
        rows = [["" if cell in known else cell for cell in row] for row in self.rows]
        return replace(self, rows=rows)

    def keep(self, rows: Sequence[int]) -> "Table":
        """A table of these rows alone, with their line numbers."""
        return replace(
            self, rows=[self.rows[row] for row in rows], lines=[self.lines[row] for row in rows]
        )
