"""The rows that the table and the page have in common: all numbers as words."""

from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from benchmarks.rounds import Comparison, Result
from benchmarks.work import Workload

UNITS = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"))


class Row(NamedTuple):
    """One comparison in words."""

    name: str
    work: str
    peer: str
    theirs: str
    ours: str
    ratio: str
    spread: str
    bar: str
    met: str


def rows_of(results: Sequence[Result]) -> Iterator[Row]:
    """One row a comparison; a peer that is not installed has one too."""
    for result in results:
        workload = result.workload
        yield from (row_of(workload, comparison) for comparison in result.comparisons)
        for peer in result.missing:
            work = (workload.name, workload.title, peer, "not installed")
            yield Row(*work, ours="", ratio="", spread="", bar="", met="")


def row_of(workload: Workload, comparison: Comparison) -> Row:
    """A comparison in words; a bar on time has its ratio told as time."""
    bar = comparison.peer.bar
    as_time = bar is not None and bar.time is not None
    ratios = [1.0 / r if as_time else r for r in comparison.ratios]
    meaning = "x the time" if as_time else "x as fast"
    return Row(
        workload.name,
        f"{workload.title}: one {workload.piece}",
        comparison.peer.name,
        duration(median(comparison.theirs)),
        duration(median(comparison.ours)),
        f"{three_digits(median(ratios))} {meaning}",
        f"{three_digits(min(ratios))} .. {three_digits(max(ratios))}",
        str(bar) if bar else "",
        {True: "yes", False: "NO", None: ""}[comparison.is_met],
    )


def duration(seconds: float) -> str:
    """Seconds in the unit that suits them.

    Example:
        >>> duration(0.00214)
        '2.14 ms'
    """
    size, unit = next((pair for pair in UNITS if seconds >= pair[0]), UNITS[-1])
    return f"{three_digits(seconds / size)} {unit}"


def three_digits(number: float) -> str:
    """A number with the digits that its noise leaves it.

    Example:
        >>> three_digits(6.2391), three_digits(86.88), three_digits(1234.5)
        ('6.24', '86.9', '1234')
    """
    return f"{number:.{max(0, 3 - len(str(int(number))))}f}"
