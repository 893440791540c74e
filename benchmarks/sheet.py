"""Sheets: tables for a page and for the terminal, and numbers as texts."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.table import Table

UNITS = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns"))
STYLES = {"yes": "green", "NO": "bold red"}

MET = "met"
"""The heading of a last column that has the verdicts."""


class Sheet(NamedTuple):
    """Headings and rows of texts."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]

    def markdown(self, rule: str = "---") -> str:
        """A table in Markdown; `rule` aligns all columns but the first."""
        rules = ["---", *[rule] * (len(self.headings) - 1)]
        return "\n".join(f"| {' | '.join(row)} |" for row in (self.headings, rules, *self.rows))

    def printed(self, title: str = "") -> Table:
        """A table for the terminal, coloured by verdicts; rows that begin alike are a section."""
        made = Table(*self.headings, title=title)
        has_sections = len({row[0] for row in self.rows}) < len(self.rows)
        for row, following in zip(self.rows, [*self.rows[1:], [""]], strict=True):
            style = STYLES.get(row[-1], "dim") if self.headings[-1] == MET else None
            made.add_row(*row, style=style, end_section=has_sections and row[0] != following[0])
        return made


def verdict(is_met: bool | None) -> str:
    """Whether a bar is cleared; nothing where there is none."""
    return {True: "yes", False: "NO", None: ""}[is_met]


def duration(seconds: float, digits: int = 3) -> str:
    """Seconds in the unit that suits them.

    Example:
        >>> duration(0.00214), duration(6.5e-8), duration(0.00214, digits=2)
        ('2.14 ms', '65.0 ns', '2.1 ms')
    """
    size, unit = unit_of(seconds)
    return f"{rounded(seconds / size, digits)} {unit}"


def tick(seconds: float) -> str:
    """Seconds at an axis, where they are round numbers.

    Example:
        >>> tick(1e-5), tick(0.1)
        ('10 µs', '100 ms')
    """
    size, unit = unit_of(seconds)
    return f"{seconds / size:g} {unit}"


def unit_of(seconds: float) -> tuple[float, str]:
    """The largest unit of which there is at least one, and its seconds."""
    return next((pair for pair in UNITS if seconds >= pair[0] * 0.9999), UNITS[-1])


def rounded(number: float, digits: int = 3) -> str:
    """A number with three digits, or all those before the point.

    Example:
        >>> rounded(6.2391), rounded(86.88), rounded(1234.5), rounded(0.0123)
        ('6.24', '86.9', '1234', '0.012')
    """
    before = len(str(int(number))) if number >= 0.1 else 0
    return f"{number:.{max(0, digits - before)}f}"
