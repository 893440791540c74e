"""The rows that the terminal and the page have in common: comparisons and trials in words."""

from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from benchmarks.report.words import duration, quantity, three_digits, verdict
from benchmarks.rounds import Attempts, Comparison, Result

HEADINGS = ("beside", "its time", "EduNN's time", "EduNN is", "min .. max", "bar", "met")
TRIAL_HEADINGS = ("work", "measured", "min .. max", "bar", "met")
BAR_HEADINGS = ("work", "beside", "measured", "bar", "met")


class Row(NamedTuple):
    """One comparison in words, under `HEADINGS`."""

    peer: str
    theirs: str
    ours: str = ""
    ratio: str = ""
    spread: str = ""
    bar: str = ""
    met: str = ""


class TrialRow(NamedTuple):
    """One trial in words, under `TRIAL_HEADINGS`."""

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
    """A comparison in words; a bar on time has its ratio told as time."""
    bar = comparison.peer.bar
    as_time = bar is not None and bar.time is not None
    ratios = [1.0 / r if as_time else r for r in comparison.ratios]
    meaning = "x the time" if as_time else "x as fast"
    return Row(
        comparison.peer.name,
        duration(median(comparison.theirs)),
        duration(median(comparison.ours)),
        f"{three_digits(median(ratios))} {meaning}",
        f"{three_digits(min(ratios))} .. {three_digits(max(ratios))}",
        str(bar) if bar else "",
        verdict(comparison.is_met),
    )


def trial_row(attempts: Attempts) -> TrialRow:
    """A trial in words."""
    trial, numbers = attempts.trial, attempts.numbers
    unit = f" {trial.unit}" if trial.unit else ""
    bar, met = f"{trial.goal}{unit}", verdict(attempts.is_met)
    if attempts.number is None:
        return TrialRow(trial.title, "not installed", "", bar, met)
    spread = f"{quantity(min(numbers), trial.unit)} .. {quantity(max(numbers), trial.unit)}"
    number = quantity(attempts.number, trial.unit)
    return TrialRow(trial.title, number, spread if len(numbers) > 1 else "one run", bar, met)


def bars(
    results: Sequence[Result], attempts: Sequence[Attempts]
) -> Iterator[tuple[str, str, str, str, str]]:
    """Everything that has a bar, under `BAR_HEADINGS`."""
    for result in results:
        for row in rows_of(result):
            if row.bar:
                yield f"{result.workload.title}", row.peer, row.ratio, row.bar, row.met
    for alone in map(trial_row, attempts):
        yield alone.work, "", alone.number, alone.bar, alone.met
