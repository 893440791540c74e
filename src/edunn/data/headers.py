"""Headers: whether the first row of a table holds names or is a row like the others."""

from collections.abc import Collection, Sequence

from edunn.data.numerals import Notation
from edunn.data.table import filled, is_missing, number

LEAST_TO_COUNT = 3
"""A first row of numbers alone is a header if it counts 0, 1, 2 at least."""


def has_header(rows: Sequence[Sequence[str]], expected: Collection[str] = ()) -> bool:
    """Whether the first row holds names.

    It does if it has one of the expected names; if all its cells are words, unless they come again
    below; if a word is above a column of numbers; or if its numbers count, as 2019, 2020 do.

    Example:
        >>> has_header([["country", "2019", "2020"], ["Peru", "1", "2"], ["Chad", "3", "4"]])
        True
        >>> has_header([["red", "small"], ["blue", "small"], ["red", "large"]])
        False
    """
    first, below = rows[0], rows[1:]
    if not set(expected).isdisjoint(first):
        return True
    words = [place for place, cell in enumerate(first) if cell and not _is_value(cell)]
    if len(words) == sum(map(bool, first)):
        return not _come_again(first, below)
    if any(_is_number_column(below, place) for place in words):
        return True
    return _counts([cell for cell in first if number(cell) is not None], bool(words)) and not any(
        first[place] in _cells_of(below, place) for place in words
    )


def _is_value(cell: str) -> bool:
    return is_missing(cell) or Notation().number(cell) is not None


def _come_again(first: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether words of the first row are found below it: most of them in their own column."""
    again = sum(cell in _cells_of(below, place) for place, cell in enumerate(first))
    return 2 * again > len(first)


def _is_number_column(rows: Sequence[Sequence[str]], place: int) -> bool:
    cells = filled([row[place] for row in rows if place < len(row)])
    return bool(cells) and all(Notation().number(cell) is not None for cell in set(cells))


def _cells_of(rows: Sequence[Sequence[str]], place: int) -> set[str]:
    return {row[place] for row in rows if place < len(row)}


def _counts(numbers: Sequence[str], has_words: bool) -> bool:
    """Whether the texts are whole numbers in a row: 2019, 2020; or 0, 1, 2 without a word."""
    if not all(cell.isdecimal() for cell in numbers):
        return False
    values = [int(cell) for cell in numbers]
    is_row = values == list(range(values[0], values[0] + len(values)))
    if has_words:
        return is_row and (len(values) > 1 or values[0] == 0 or 1900 <= values[0] < 2100)
    return is_row and values[0] == 0 and len(values) >= LEAST_TO_COUNT
