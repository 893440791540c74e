"""A table of text: what a CSV file says, before anyone decides what it means.

Each row remembers the line that it came from, so that every later complaint can point at it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import final

from edunn.errors import DataError, did_you_mean


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

    def __len__(self) -> int:
        return len(self.rows)

    @classmethod
    def from_records(
        cls, records: Iterable[Mapping[str, object]], source: str = "records"
    ) -> "Table":
        """Make a table of dictionaries, as a form or a JSON request sends them; None is missing.

        Raises:
            DataError: there is no record, or one lacks a name that the first one has.

        Example:
            >>> Table.from_records([{"age": 63, "sex": None}]).rows
            [['63', '']]
        """
        records = list(records)
        if not records:
            raise DataError(f"{source} is empty: there is not one row. Pass at least one.")
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
        """Return one column's cells, top to bottom.

        Raises:
            DataError: there is no such column; the message offers near matches.
        """
        if name not in self.header:
            hint, names = did_you_mean(name, self.header), ", ".join(self.header)
            raise DataError(f"{self.source} has no column {name!r}.{hint} It has: {names}.")
        return self._by_name[name]

    def where(self, row: int, name: str) -> str:
        """Point at one cell, in words for an error message."""
        return f"{self.source}, line {self.lines[row]}, column {name!r}"

    def keep(self, rows: Sequence[int]) -> "Table":
        """Return a table of these rows alone, each still knowing its line."""
        return replace(
            self, rows=[self.rows[row] for row in rows], lines=[self.lines[row] for row in rows]
        )
