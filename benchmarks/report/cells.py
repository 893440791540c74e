"""Cells: what was measured as the texts of tables, which terminal and page have in common."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median
from typing import NamedTuple

from benchmarks.comparison import Attempts, Comparison, Result
from benchmarks.growth import Growth
from benchmarks.memory import Peak

HEADINGS = ("compared with", "its time", "EduNN's time", "EduNN is", "min .. max", "bar", "met")
TRIAL_HEADINGS = ("work", "measured", "min .. max", "bar", "met")
BAR_HEADINGS = ("work", "compared with", "measured", "bar", "met")
MEMORY_HEADINGS = ("work", "process", "peak memory")

UNITS = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns"))

FEW = 5
"""Values of a sweep that the page has in figures; the plot has them all."""


class Row(NamedTuple):
    """One comparison, under `HEADINGS`."""

    peer: str
    theirs: str
    ours: str = ""
    ratio: str = ""
    spread: str = ""
    bar: str = ""
    met: str = ""


class TrialRow(NamedTuple):
    """One trial, under `TRIAL_HEADINGS`."""

    work: str
    number: str
    spread: str
    bar: str
    met: str


def rows_of(result: Result) -> Iterator[Row]:
    """One row a comparison; a peer that is not installed has one too."""
    yield from (row_of(comparison) for comparison in result.comparisons)
    yield from (Row(peer, "not installed") for peer in result.missing)


def row_of(comparison: Comparison) -> Row:
    """A comparison; where the bar is about time, the ratio is one of times."""
    as_time, bar = comparison.is_about_time, comparison.peer.bar
    ratios = [1.0 / r if as_time else r for r in comparison.ratios]
    return Row(
        comparison.peer.name,
        duration(median(comparison.theirs)),
        duration(median(comparison.ours)),
        f"{three_digits(median(ratios))} {'x the time' if as_time else 'x as fast'}",
        f"{three_digits(min(ratios))} .. {three_digits(max(ratios))}",
        str(bar) if bar else "",
        verdict(comparison.is_met),
    )


def trial_row(attempts: Attempts) -> TrialRow:
    trial, numbers = attempts.trial, attempts.numbers
    unit = f" {trial.unit}" if trial.unit else ""
    bar, met = f"{trial.goal}{unit}", verdict(attempts.is_met)
    if attempts.number is None:
        return TrialRow(trial.title, "not installed", "", bar, met)
    spread = f"{quantity(min(numbers), trial.unit)} .. {quantity(max(numbers), trial.unit)}"
    number = quantity(attempts.number, trial.unit)
    return TrialRow(trial.title, number, spread if len(numbers) > 1 else "one run", bar, met)


def bars(results: Sequence[Result], attempts: Sequence[Attempts]) -> Iterator[tuple[str, ...]]:
    """Everything that has a bar, under `BAR_HEADINGS`."""
    for result in results:
        for row in rows_of(result):
            if row.bar:
                yield result.workload.title, row.peer, row.ratio, row.bar, row.met
    for alone in map(trial_row, attempts):
        yield alone.work, "", alone.number, alone.bar, alone.met


def growth_rows(growth: Growth, every_value: bool = False) -> tuple[list[str], list[list[str]]]:
    """Headings, and a row for each value, or for a few of them."""
    names = [name for name, curve in growth.curves.items() if curve]
    values = sorted({value for curve in growth.curves.values() for value in curve})
    told = values if every_value else spaced(values)
    curves = [growth.curves[name] for name in names]
    rows = [
        [f"{value:,}", *(duration(c[value]) if value in c else "" for c in curves)]
        for value in told
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


def memory_rows(peaks: Sequence[Peak]) -> Iterator[tuple[str, str, str]]:
    """Under `MEMORY_HEADINGS`; for each work the smallest first."""
    for work, group in groupby(peaks, lambda peak: peak.work):
        for peak in sorted(group, key=lambda peak: peak.bytes or float("inf")):
            size = "not installed" if peak.bytes is None else f"{peak.bytes / 2**20:,.0f} MiB"
            yield work, peak.name, size


def duration(seconds: float) -> str:
    """Seconds in the unit that suits them.

    Example:
        >>> duration(0.00214), duration(6.5e-8)
        ('2.14 ms', '65.0 ns')
    """
    size, unit = unit_of(seconds)
    return f"{three_digits(seconds / size)} {unit}"


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


def three_digits(number: float) -> str:
    """A number with three digits, or all those before the point.

    Example:
        >>> three_digits(6.2391), three_digits(86.88), three_digits(1234.5), three_digits(0.0123)
        ('6.24', '86.9', '1234', '0.012')
    """
    before = len(str(int(number))) if number >= 0.1 else 0
    return f"{number:.{max(0, 3 - before)}f}"


def quantity(number: float, unit: str) -> str:
    """Seconds as a duration, a share with four digits.

    Example:
        >>> quantity(0.25, "s"), quantity(0.95, "")
        ('250 ms', '0.9500')
    """
    return duration(number) if unit == "s" else f"{number:.4f}"


def verdict(is_met: bool | None) -> str:
    """Whether a bar is cleared; nothing where there is none."""
    return {True: "yes", False: "NO", None: ""}[is_met]
