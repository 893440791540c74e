"""A curve in one line of text."""

from collections.abc import Sequence
from itertools import pairwise
from math import isfinite

BLOCKS = "▁▂▃▄▅▆▇█"


def sparkline(values: Sequence[float], width: int = 40) -> str:
    """Draw a curve with eight heights of block; a long one is averaged down to `width`.

    The lowest value is the lowest block and the highest the highest; what is not finite is blank.

    Example:
        >>> sparkline([0, 1, 2, 3, 4, 5, 6, 7])
        '▁▂▃▄▅▆▇█'
        >>> sparkline([4, 4, 2, 2, 0, 0], width=3)
        '█▅▁'
    """
    curve = squeezed(values, width)
    finite = [value for value in curve if isfinite(value)]
    if not finite:
        return " " * len(curve)
    low, high = min(finite), max(finite)
    return "".join(_block(value, low, high) for value in curve)


def squeezed(values: Sequence[float], width: int) -> list[float]:
    """Average neighbours until at most `width` values are left.

    Example:
        >>> squeezed([1, 3, 5, 7, 8], width=2)
        [2.0, 6.666666666666667]
    """
    if len(values) <= width:
        return [float(value) for value in values]
    edges = [k * len(values) // width for k in range(width + 1)]
    parts = [values[start:stop] for start, stop in pairwise(edges)]
    return [sum(part) / len(part) for part in parts]


def _block(value: float, low: float, high: float) -> str:
    if not isfinite(value):
        return " "
    share = (value - low) / (high - low) if high > low else 0.0
    return BLOCKS[round(share * (len(BLOCKS) - 1))]
