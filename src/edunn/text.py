"""Text: tables to print, and numbers and counts in a sentence."""

from collections.abc import Sequence

import numpy as np


def shown(cell: object) -> str:
    """Format a number with at most six digits, and anything else as it is.

    Example:
        >>> shown(1 / 3), shown("setosa")
        ('0.333333', 'setosa')
    """
    return f"{cell:g}" if isinstance(cell, (float, np.floating)) else str(cell)


def text_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Align texts in columns, flush right.

    Example:
        >>> print(text_table(["x", "kind"], [["1.5", "a"], ["10", "b"]]))
          x  kind
        1.5     a
         10     b
    """
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    lines = [
        "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        for row in (header, *rows)
    ]
    return "\n".join(lines)


def abridged(cells: Sequence[str], most: int = 7) -> list[str]:
    """Shorten a long row to its first cells, an ellipsis, and its last cell.

    Example:
        >>> abridged(["a", "b", "c", "d", "e"], most=4)
        ['a', 'b', '...', 'e']
    """
    return list(cells) if len(cells) <= most else [*cells[: most - 2], "...", cells[-1]]


def plural(count: int, word: str) -> str:
    """A count and its noun, in the singular or the plural.

    Example:
        >>> plural(1, "row"), plural(1500, "class")
        ('1 row', '1,500 classes')
    """
    ending = "" if count == 1 else "es" if word.endswith("s") else "s"
    return f"{count:,} {word}{ending}"
