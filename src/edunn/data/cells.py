"""What a cell of text means: a number, nothing at all, or a word.

A CSV file holds only text. These few functions are the one place that decides how it is read,
for training and for prediction alike.
"""

from collections.abc import Iterable, Sequence
from math import inf, isfinite

MISSING = frozenset({"", "na", "n/a", "nan", "?", "null"})
"""Ways to write "we do not know", in lower case."""


def is_missing(cell: str) -> bool:
    """Tell whether a cell says that its value is unknown.

    Example:
        >>> [is_missing(cell) for cell in ["", "NA", "?", "0", "none"]]
        [True, True, True, False, False]
    """
    return cell.lower() in MISSING


def filled(cells: Sequence[str]) -> list[str]:
    """Leave out the missing cells, looking at each different text once.

    Example:
        >>> filled(["3", "", "NA", "4"])
        ['3', '4']
    """
    gaps = {cell for cell in set(cells) if is_missing(cell)}
    return [cell for cell in cells if cell not in gaps]


def number(cell: str) -> float | None:
    """Read a finite number, or return None where there is none.

    Python would also take `1_000` and `inf`; a table that holds those most likely has a mistake.

    Example:
        >>> [number(cell) for cell in ["1.5", "-2e3", "1_000", "inf", "red"]]
        [1.5, -2000.0, None, None, None]
    """
    try:
        value = float(cell)
    except ValueError:
        return None
    return value if isfinite(value) and "_" not in cell else None


def in_order(texts: Iterable[str]) -> tuple[str, ...]:
    """Sort different texts as a person would: numbers by size, then words by letter.

    Example:
        >>> in_order(["10", "red", "9", "blue", "9"])
        ('9', '10', 'blue', 'red')
    """

    def rank(text: str) -> tuple[float, str]:
        value = number(text)
        return (inf if value is None else value), text

    return tuple(sorted(set(texts), key=rank))


def too_varied(cells: Sequence[str]) -> bool:
    """Tell whether texts are names rather than categories: many, and most of them different.

    A ticket number or a surname says nothing about the next row, however well it fits this one.

    Example:
        >>> too_varied([f"passenger {k}" for k in range(50)]), too_varied(["red", "blue"])
        (True, False)
    """
    different = len(set(cells))
    return different > 10 and 2 * different > len(cells)
