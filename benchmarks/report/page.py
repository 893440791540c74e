"""The page for the docs, which is `template.md` filled in, and the tables for the terminal."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from string import Template

from rich.table import Table

from benchmarks.comparison import Attempts, Result
from benchmarks.growth import Growth
from benchmarks.report.cells import (
    BAR_HEADINGS,
    HEADINGS,
    MEMORY_HEADINGS,
    TRIAL_HEADINGS,
    bars,
    growth_rows,
    memory_rows,
    rows_of,
    trial_row,
)
from benchmarks.report.measured import Measured
from benchmarks.workloads import CHAPTERS

TEMPLATE = Path(__file__).with_name("template.md")
STYLES = {"yes": "green", "NO": "bold red"}


def page(measured: Measured) -> str:
    """The whole page."""
    return Template(TEMPLATE.read_text("utf-8")).substitute(
        bars=markdown(BAR_HEADINGS, list(bars(measured.results, measured.attempts))),
        chapters="\n\n".join(chapter(measured, name) for name in measured.chapters),
        growth="\n\n".join(growth(one) for one in measured.growths),
        memory=markdown(MEMORY_HEADINGS, list(memory_rows(measured.peaks))),
        machine=markdown(("", ""), list(measured.machine.items())),
    )


def chapter(measured: Measured, name: str) -> str:
    """The comparisons of a chapter, then its trials."""
    attempts = [one for one in measured.attempts if one.trial.chapter == name]
    parts = [comparison(one) for one in measured.results if one.workload.chapter == name]
    words = [CHAPTERS[name]] if name in CHAPTERS else []
    return "\n\n".join([f"## {name}", *words, *parts, *([trials(attempts)] if attempts else [])])


def comparison(result: Result) -> str:
    """One workload: the table, and what a reader needs in order to judge it."""
    workload = result.workload
    rounds = len(result.comparisons[0].ratios) if result.comparisons else 0
    head = f"### {workload.title}: one {workload.piece}"
    told = f"{workload.about} {rounds} rounds."
    return "\n\n".join([head, markdown(HEADINGS, list(rows_of(result))), told])


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
    rule = ["---"] * len(headings)
    return "\n".join(f"| {' | '.join(row)} |" for row in (headings, rule, *rows))


def tables(measured: Measured) -> Iterator[Table]:
    """The tables for the terminal, one for each kind; none for what was not measured."""
    if measured.results:
        yield comparisons_table(measured.results)
    if measured.attempts:
        rows = list(map(trial_row, measured.attempts))
        yield table("EduNN alone: medians", TRIAL_HEADINGS, rows, [row.met for row in rows])
    for one in measured.growths:
        headings, cells = growth_rows(one, every_value=True)
        yield table(f"{one.sweep.title}: time for one {one.sweep.unit}", headings, cells)
    if measured.peaks:
        peaks = list(memory_rows(measured.peaks))
        yield table("The most memory ever held", MEMORY_HEADINGS, peaks)


def comparisons_table(results: Sequence[Result]) -> Table:
    """One row a comparison, a section for each workload."""
    made = Table(
        "work", *HEADINGS, title="Medians over rounds; each ratio is taken within its round"
    )
    for result in results:
        for row in rows_of(result):
            made.add_row(result.workload.name, *row, style=STYLES.get(row.met, "dim"))
        made.add_section()
    return made


def table(
    title: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    met: Sequence[str] | None = None,
) -> Table:
    """A table; where there are bars, rows are coloured by whether they are met."""
    made = Table(*headings, title=title)
    for k, row in enumerate(rows):
        made.add_row(*row, style=None if met is None else STYLES.get(met[k], "dim"))
    return made
