"""The page for the docs, which is `template.md` filled in, and the tables for the terminal."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from statistics import median
from string import Template

from rich.table import Table

from benchmarks.comparison import Attempts, Comparison, Result
from benchmarks.growth import Growth
from benchmarks.memory import Peak
from benchmarks.report.measured import Measured
from benchmarks.sheet import MET, Sheet, duration, rounded, verdict
from benchmarks.workloads import CHAPTERS

TEMPLATE = Path(__file__).with_name("template.md")

HEADINGS = ("compared with", "its time", "EduNN's time", "EduNN is", "min .. max", "bar", MET)
TRIAL_HEADINGS = ("work", "measured", "min .. max", "bar", MET)
BAR_HEADINGS = ("work", "compared with", "measured", "bar", MET)
MEMORY_HEADINGS = ("work", "process", "peak memory")

ABSENT = "not installed"

FEW = 5
"""Values of a sweep that the page has in figures; the plot has them all."""


def page(measured: Measured) -> str:
    """The whole page."""
    return Template(TEMPLATE.read_text("utf-8")).substitute(
        bars=bars(measured).markdown(),
        chapters="\n\n".join(chapter(measured, name) for name in measured.chapters),
        growth="\n\n".join(growth(one) for one in measured.growths),
        memory=memory(measured.peaks).markdown(),
        machine=Sheet(("", ""), list(measured.machine.items())).markdown(),
    )


def tables(measured: Measured) -> Iterator[Table]:
    """The tables for the terminal, one for each kind; none for what was not measured."""
    if measured.results:
        named = [(one.workload.name, *row) for one in measured.results for row in rows_of(one)]
        title = "Medians over rounds; each ratio is taken within its round"
        yield Sheet(("work", *HEADINGS), named).printed(title)
    if measured.attempts:
        yield trials(measured.attempts).printed("EduNN alone: medians")
    for one in measured.growths:
        title = f"{one.sweep.title}: time for one {one.sweep.unit}"
        yield curves(one, one.values).printed(title)
    if measured.peaks:
        yield memory(measured.peaks).printed("The most memory ever held")


def chapter(measured: Measured, name: str) -> str:
    """The comparisons of a chapter, then its trials."""
    parts = [f"## {name}", *([CHAPTERS[name]] if name in CHAPTERS else [])]
    parts += [comparison(one) for one in measured.results if one.workload.chapter == name]
    attempts = [one for one in measured.attempts if one.trial.chapter == name]
    if attempts:
        told = [f"- **{one.trial.title}.** {one.trial.about}" for one in attempts]
        parts += ["### EduNN alone", trials(attempts).markdown(), "\n".join(told)]
    return "\n\n".join(parts)


def comparison(result: Result) -> str:
    """One workload: the table, and what a reader needs in order to judge it."""
    workload = result.workload
    rounds = len(result.comparisons[0].ratios) if result.comparisons else 0
    head = f"### {workload.title}: one {workload.piece}"
    told = f"{workload.about} {rounds} rounds."
    return "\n\n".join([head, Sheet(HEADINGS, list(rows_of(result))).markdown(), told])


def growth(growth: Growth) -> str:
    """One sweep: the plot, and a few of its points."""
    sweep = growth.sweep
    missing = f" Not installed: {', '.join(growth.missing)}." if growth.missing else ""
    picture = f"![{sweep.title}: time for one {sweep.unit}](images/bench-{sweep.name}.svg)"
    told = f"{sweep.about} Time for one {sweep.unit}.{missing}"
    points = curves(growth, spaced(growth.values)).markdown()
    return "\n\n".join([f"### {sweep.title}", told, picture, points])


def bars(measured: Measured) -> Sheet:
    """Everything that has a bar."""
    rows = [
        (one.workload.title, peer, ratio, bar, met)
        for one in measured.results
        for peer, _, _, ratio, _, bar, met in rows_of(one)
        if bar
    ]
    rows += [
        (work, "", number, bar, met) for work, number, _, bar, met in trials(measured.attempts).rows
    ]
    return Sheet(BAR_HEADINGS, rows)


def rows_of(result: Result) -> Iterator[tuple[str, ...]]:
    """One row a comparison, under `HEADINGS`; a peer that is not installed has one too."""
    yield from map(row_of, result.comparisons)
    yield from ((peer, ABSENT, "", "", "", "", "") for peer in result.missing)


def row_of(comparison: Comparison) -> tuple[str, ...]:
    """A comparison; where the bar is about time, the ratio is one of times."""
    as_time, bar = comparison.is_about_time, comparison.peer.bar
    ratios = [1.0 / r if as_time else r for r in comparison.ratios]
    return (
        comparison.peer.name,
        duration(median(comparison.theirs)),
        duration(median(comparison.ours)),
        f"{rounded(median(ratios))} {'x the time' if as_time else 'x as fast'}",
        f"{rounded(min(ratios))} .. {rounded(max(ratios))}",
        str(bar) if bar else "",
        verdict(comparison.is_met),
    )


def trials(attempts: Sequence[Attempts]) -> Sheet:
    """What EduNN does alone."""
    return Sheet(TRIAL_HEADINGS, list(map(trial_row, attempts)))


def trial_row(attempts: Attempts) -> tuple[str, ...]:
    trial, numbers = attempts.trial, attempts.numbers
    bar = f"{trial.goal} {trial.unit}".rstrip()
    number, spread = ABSENT, ""
    if attempts.number is not None:
        number, least, most = (
            quantity(it, trial.unit) for it in (attempts.number, min(numbers), max(numbers))
        )
        spread = f"{least} .. {most}" if len(numbers) > 1 else "one run"
    return trial.title, number, spread, bar, verdict(attempts.is_met)


def quantity(number: float, unit: str) -> str:
    """Seconds as a duration, a share with four digits.

    Example:
        >>> quantity(0.25, "s"), quantity(0.95, "")
        ('250 ms', '0.9500')
    """
    return duration(number) if unit == "s" else f"{number:.4f}"


def curves(growth: Growth, values: Sequence[int]) -> Sheet:
    """A row for each of these values."""
    known = {name: curve for name, curve in growth.curves.items() if curve}
    rows = [
        [f"{value:,}", *(duration(c[value]) if value in c else "" for c in known.values())]
        for value in values
    ]
    return Sheet([growth.sweep.axis, *known], rows)


def spaced(values: Sequence[int]) -> list[int]:
    """A few of many, the first and the last among them.

    Example:
        >>> spaced([1, 2, 4, 8, 16, 32, 64, 128, 256])
        [1, 4, 16, 64, 256]
    """
    last = len(values) - 1
    return [values[k] for k in sorted({round(k * last / (FEW - 1)) for k in range(FEW)})]


def memory(peaks: Sequence[Peak]) -> Sheet:
    """The most memory held; for each work the smallest first."""
    rows = [
        (work, peak.name, ABSENT if peak.bytes is None else f"{peak.bytes / 2**20:,.0f} MiB")
        for work, group in groupby(peaks, lambda peak: peak.work)
        for peak in sorted(group, key=lambda peak: peak.bytes or float("inf"))
    ]
    return Sheet(MEMORY_HEADINGS, rows)
