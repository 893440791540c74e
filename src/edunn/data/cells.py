"""Cells of one column: whether they are dates, or only number or name the rows."""

import re
from collections.abc import Collection, Sequence

from edunn.data.table import number

CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?:\s?[AaPp][Mm])?"
ZONE = r"(?:\s?(?:Z|UTC|[+-]\d{2}:?\d{2}))?"
MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
DAY = "|".join(
    (
        r"\d{4}([-/.])\d{1,2}\1\d{1,2}",
        r"\d{1,2}([-/.])\d{1,2}\2(?:\d{4}|\d{2})",
        rf"\d{{1,2}}[-/. ]{MONTH}[-/., ]+\d{{2,4}}",
        rf"{MONTH}\.? \d{{1,2}},? \d{{4}}",
    )
)
DATE = re.compile(rf"(?:{DAY})(?:(?:[T,]|\s)\s?{CLOCK}{ZONE})?|\d{{1,2}}:\d{{2}}.*", re.IGNORECASE)

ROW_NAMES = frozenset({"id", "index", "idx", "row", "no", "nr", "instant", "rownames", "uuid"})
"""Names of columns that may only number or name the rows, besides all that end in `id`."""

LEAST_TO_NUMBER = 10
"""In a table of fewer rows, 1, 2, 3 ... under any name is no sign of a row number."""


def are_dates(cells: Collection[str]) -> bool:
    """Whether nearly all cells are days or times of day.

    Example:
        >>> are_dates(["2024-05-01", "2024-05-02 10:30"]), are_dates(["1/2", "3/4"])
        (True, False)
    """
    different = set(cells)
    dates = sum(DATE.fullmatch(cell) is not None for cell in different)
    return dates > 0 and dates >= 0.95 * len(different)


def identify_rows(name: str, is_first: bool, cells: Sequence[str]) -> bool:
    """Whether the filled cells of a column only number or name the rows.

    They do if all are different, and their name says so: it is `id`, ends in `_id`, or is that of
    a nameless first column of whole numbers; or if they are 0 to N - 1, or 1 to N, in any order.

    Example:
        >>> identify_rows("PassengerId", False, ["7", "3", "5"])
        True
        >>> identify_rows("age", False, ["7", "3", "5"])
        False
    """
    if len(set(cells)) < len(cells):
        return False
    values = [number(cell) for cell in cells]
    whole = all(value is not None and value.is_integer() for value in values)
    if _is_called_so(name):
        return whole or all(value is None for value in values)
    if is_first and _is_nameless(name):
        return whole
    return whole and len(cells) >= LEAST_TO_NUMBER and _counts(cells)


def _counts(cells: Sequence[str]) -> bool:
    values = {int(float(cell)) for cell in cells}
    first = min(values)
    return first in (0, 1) and values == set(range(first, first + len(cells)))


def _is_called_so(name: str) -> bool:
    """Whether a name is that of row numbers: `id`, `customer_id`, `PassengerId`, `ID number`."""
    words = re.split(r"[\W_]+|(?<=[a-z])(?=[A-Z])", name.strip())
    return name.lower() in ROW_NAMES or words[-1].lower() == "id" or name.lower() == "id number"


def _is_nameless(name: str) -> bool:
    return name.lower().startswith("unnamed:") or name == "column_1"
