"""Numerals: how the numbers of a column are written.

    1,234.5    a comma groups thousands        -> 1234.5
    1.234,5    a comma is the decimal mark     -> 1234.5
    $ 12, 7 %  a currency, a percentage, or a unit beside each number

A single cell does not tell a decimal comma from a group of thousands: `1,234` may be either. The
other cells of its column decide, and the decision is kept with the column for later rows.
"""

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import final

from edunn.data.table import number

GROUP = "'\u2019\u00a0\u2009\u202f "
"""What groups thousands besides a comma or a point: apostrophes, and spaces of any width."""

GROUPED = {
    ".": re.compile(rf"[+-]?[1-9]\d{{0,2}}(?:[,{GROUP}]\d{{3}})+(?:\.\d+)?"),
    ",": re.compile(rf"[+-]?[1-9]\d{{0,2}}(?:[.{GROUP}]\d{{3}})+(?:,\d+)?"),
}
"""Numbers with groups of thousands, for either decimal mark."""

DECIMAL_COMMA = re.compile(r"[+-]?\d*,\d+(?:[eE][+-]?\d+)?")

UNITS = "%|kg|mg|g|km|cm|mm|m|ml|l|h|min|s|ms|°C|°F|°|[$€£¥₹]"
"""What may follow a number without a space; after a space, any short word may."""

SYMBOL = re.compile(
    rf"(?P<sign>[+-]?)(?P<before>[$€£¥₹])?\s*(?P<number>[+-]?[\d.,][\d.,{GROUP}]*?)"
    rf"(?:\s*(?P<close>{UNITS})|\s+(?P<after>[^\W\d_]{{1,10}}))?"
)


@final
@dataclass(frozen=True)
class Notation:
    """How the numbers of one column are written.

    Args:
        symbol: a currency, `%` or a unit that may stand beside the number.
        decimal: the decimal mark, a point or a comma; the other one groups thousands.

    Example:
        >>> Notation().number("1,234"), Notation(decimal=",").number("1,234")
        (1234.0, 1.234)
        >>> Notation(symbol="kg").number("70 kg"), Notation(symbol="%").number("0.7")
        (70.0, None)
    """

    symbol: str = ""
    decimal: str = "."

    def number(self, cell: str) -> float | None:
        """The finite number in a cell, or None; a percentage needs its sign."""
        value = number(cell)
        if value is not None and self.decimal == "." and self.symbol != "%":
            return value
        symbol, digits = _parted(cell)
        if symbol != self.symbol and (symbol or self.symbol == "%"):
            return None
        return number(_with_point(digits, self.decimal))


def notation_of(cells: Collection[str], decimal: str = ".") -> Notation:
    """How most of the cells are written; `decimal` where they leave the mark open.

    Example:
        >>> notation_of(["1,5", "2,25"]), notation_of(["$1,200", "$950"])
        (Notation(symbol='', decimal=','), Notation(symbol='$', decimal='.'))
    """
    symbol, count = Counter(_parted(cell)[0] for cell in cells).most_common(1)[0]
    usual = symbol if 2 * count > len(cells) else ""
    return Notation(usual, decimal_mark(cells) or decimal)


def decimal_mark(cells: Collection[str]) -> str | None:
    """The decimal mark of a column's cells; None where no cell shows it.

    Example:
        >>> decimal_mark(["0,5"]), decimal_mark(["1,234.5"]), decimal_mark(["1,234"])
        (',', '.', None)
    """
    digits = [_parted(cell)[1] for cell in cells if "," in cell]
    if any(GROUPED["."].fullmatch(text) and text.count(",") + ("." in text) > 1 for text in digits):
        return "."
    shows = [text for text in digits if not GROUPED["."].fullmatch(text)]
    commas = [DECIMAL_COMMA.fullmatch(text) or GROUPED[","].fullmatch(text) for text in shows]
    return "," if any(commas) else None


def with_points(cells: Collection[str]) -> list[str]:
    """The cells of a column between semicolons or tabs, their decimal commas written as points.

    Example:
        >>> with_points(["1,5", "x"]), with_points(["1.234,5", "1.234"])
        (['1.5', 'x'], ['1234.5', '1234'])
    """
    with_comma = [cell for cell in cells if "," in cell]
    if not with_comma or decimal_mark(with_comma) == ".":
        return list(cells)
    groups = any("." in cell and GROUPED[","].fullmatch(cell) for cell in with_comma)
    return [
        _with_point(cell, ",") if "," in cell or (groups and "." in cell) else cell
        for cell in cells
    ]


def _parted(cell: str) -> tuple[str, str]:
    """The symbol beside a number, and the number's own text; no symbol beside a word."""
    found = SYMBOL.fullmatch(cell)
    if found is None:
        return "", cell
    symbol = found["before"] or found["close"] or found["after"] or ""
    return symbol, found["sign"] + found["number"].strip()


def _with_point(digits: str, decimal: str) -> str:
    """A number as Python reads it, if it is one with this decimal mark; else as it is."""
    if GROUPED[decimal].fullmatch(digits):
        group = "," if decimal == "." else "."
        return re.sub(f"[{group}{GROUP}]", "", digits).replace(",", ".")
    has_comma = decimal == "," and DECIMAL_COMMA.fullmatch(digits)
    return digits.replace(",", ".") if has_comma else digits
