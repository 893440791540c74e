"""Growth and memory, as cells for tables."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from benchmarks.growth import Growth
from benchmarks.memory import Peak
from benchmarks.report.words import duration

FEW = 5
"""Values of a sweep that the page tells in figures; the plot has them all."""


def growth_rows(growth: Growth, every_value: bool = False) -> tuple[list[str], list[list[str]]]:
    """Headings, and a row for each value, or for a few of them."""
    names = [name for name, curve in growth.curves.items() if curve]
    values = sorted({value for curve in growth.curves.values() for value in curve})
    told = values if every_value else spaced(values)
    rows = [
        [f"{value:,}", *(cell(growth.curves[name].get(value)) for name in names)] for value in told
    ]
    return [growth.sweep.axis, *names], rows


def spaced(values: Sequence[int]) -> list[int]:
    """A few of many, the first and the last among them.

    Example:
        >>> spaced([1, 2, 4, 8, 16, 32, 64, 128, 256])
        [1, 4, 16, 64, 256]
    """
    last = len(values) - 1
    return [values[k] for k in sorted({round(k * last / (FEW - 1)) for k in range(FEW)})]


def cell(seconds: float | None) -> str:
    """A time, or nothing where it was not measured."""
    return "" if seconds is None else duration(seconds)


def memory_rows(peaks: Sequence[Peak]) -> Iterator[tuple[str, str, str]]:
    """Work, process, peak; in each work the smallest first."""
    for work, group in groupby(peaks, lambda peak: peak.work):
        for peak in sorted(group, key=lambda peak: peak.bytes or float("inf")):
            size = "not installed" if peak.bytes is None else f"{peak.bytes / 2**20:,.0f} MiB"
            yield work, peak.name, size
