"""The page for the docs: `template.md`, filled in."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from string import Template

from benchmarks.growth import Growth
from benchmarks.measured import Measured
from benchmarks.report.rows import (
    BAR_HEADINGS,
    HEADINGS,
    TRIAL_HEADINGS,
    bars,
    rows_of,
    trial_row,
)
from benchmarks.report.sheets import growth_rows, memory_rows
from benchmarks.rounds import Attempts, Result
from benchmarks.workloads import CHAPTERS

TEMPLATE = Path(__file__).with_name("template.md")


def page(measured: Measured) -> str:
    """The whole page."""
    return Template(TEMPLATE.read_text("utf-8")).substitute(
        bars=markdown(BAR_HEADINGS, list(bars(measured.results, measured.attempts))),
        chapters="\n\n".join(chapter(measured, name) for name in measured.chapters),
        growth="\n\n".join(growth(one) for one in measured.growths),
        memory=markdown(("work", "process", "peak memory"), list(memory_rows(measured.peaks))),
        machine=markdown(("", ""), list(measured.machine.items())),
    )


def chapter(measured: Measured, name: str) -> str:
    """The comparisons of a chapter, then its trials."""
    attempts = [one for one in measured.attempts if one.trial.chapter == name]
    parts = [comparison(one) for one in measured.results if one.workload.chapter == name]
    words = [CHAPTERS[name]] if name in CHAPTERS else []
    return "\n\n".join([f"## {name}", *words, *parts, *([trials(attempts)] if attempts else [])])


def comparison(result: Result) -> str:
    """One workload: what is compared, and the table."""
    workload = result.workload
    rounds = len(result.comparisons[0].ratios) if result.comparisons else 0
    return "\n\n".join(
        [
            f"### {workload.title}: one {workload.piece}",
            markdown(HEADINGS, list(rows_of(result))),
            f"{workload.about} {rounds} rounds.",
        ]
    )


def trials(attempts: Sequence[Attempts]) -> str:
    """What EduNN does alone: the table, and what each is."""
    told = [f"- **{one.trial.title}.** {one.trial.about}" for one in attempts]
    rows = [trial_row(one) for one in attempts]
    return "\n\n".join(["### EduNN alone", markdown(TRIAL_HEADINGS, rows), "\n".join(told)])


def growth(growth: Growth) -> str:
    """One sweep: the plot, and a few of its points."""
    sweep = growth.sweep
    missing = f" Not installed: {', '.join(growth.missing)}." if growth.missing else ""
    picture = f"![{sweep.title}: time for one {sweep.unit}](images/bench-{sweep.name}.svg)"
    told = f"{sweep.about} Time for one {sweep.unit}.{missing}"
    return "\n\n".join([f"### {sweep.title}", told, picture, markdown(*growth_rows(growth))])


def markdown(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    return "\n".join(lines(headings, rows))


def lines(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table in Markdown, line by line."""
    yield f"| {' | '.join(headings)} |"
    yield f"| {' | '.join('---' for _ in headings)} |"
    yield from (f"| {' | '.join(row)} |" for row in rows)
