"""`edunn reproduce`: the experiments of the founding article, repeated with many seeds."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

from rich.text import Text

from edunn.cli import options
from edunn.cli.console import emit, print_text, progress_bar, show
from edunn.cli.options import Json, OptionalSeeds, Quiet, Workers, option
from edunn.cli.outputs import json_of, refuse_bad_outputs, write_outputs
from edunn.cli.tables import report_table, table
from edunn.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType
    from rich.table import Table

    from edunn.experiments.article import Experiment, Finding, Reproduction, Result

EXAMPLES = (
    "edunn reproduce --quick",
    "edunn reproduce --only iris --seeds 5 --output iris.html",
)

Quick = Annotated[bool, option("Three seeds each, and less of MNIST: a minute or two.", "--quick")]
Only = Annotated[
    list[str] | None,
    option("Run only this experiment; may be given several times.", value="NAME"),
]
Output = Annotated[
    list[Path] | None,
    options.output("a page (.html) or its numbers (.json); by default report.html and report.json"),
]

USUAL = Path("report.html"), Path("report.json")
"""The files that are written if none is named."""


def reproduce(
    quick: Quick = False,
    only: Only = None,
    seeds: OptionalSeeds = None,
    workers: Workers = None,
    output: Output = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Repeat the experiments of the founding article.

    Each is run with many seeds (up to 20), on the training set and on held-out rows. Then the
    claims of the article are checked.
    """
    from edunn.experiments import html_report
    from edunn.experiments.article import select

    experiments = select(quick, only, seeds)
    places = output or USUAL
    refuse_bad_outputs(places)
    reproduction = _measured(experiments, workers, quick, quiet)
    document = reproduction.to_dict()
    writers = {".html": lambda: html_report(reproduction), ".json": lambda: json_of(document)}
    write_outputs(places, writers)
    if json:
        emit(document | {"files": places})
    else:
        written = ", ".join(map(str, places))
        show(*_pages(reproduction), f"Written, with curves and confusion matrices: {written}")


def _measured(
    experiments: Sequence[Experiment], workers: int | None, quick: bool, quiet: bool
) -> Reproduction:
    """All results; while they come, a bar on stderr, and a line about each."""
    from edunn.experiments.article import Reproduction, results

    started, measured = perf_counter(), []
    titles = iter([*(experiment.title for experiment in experiments), ""])
    with progress_bar(quiet) as bar:
        task = bar.add_task(next(titles))

        def progress(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        for result in results(experiments, workers, progress):
            measured.append(result)
            print_text(bar.console, _in_a_line(result), "dim")
            bar.update(task, description=next(titles))
    return Reproduction(tuple(measured), quick, perf_counter() - started)


def _in_a_line(result: Result) -> str:
    it, runs = result.experiment, result.runs
    article = "" if it.article is None else f", article {it.article:.2f}"
    return f"{it.title}: {runs.training}{article}, {runs.seconds:.1f} s"


def _pages(reproduction: Reproduction) -> Iterator[RenderableType]:
    """The median run of each experiment; then a table of all; then the claims of the article."""
    from edunn.experiments.article import EXPERIMENTS, NOT_REPEATED

    for result in reproduction.results:
        yield from _chapter(result)
    yield _overview(reproduction)
    for finding in reproduction.findings:
        yield _in_words(finding)
    if len(reproduction.results) == len(EXPERIMENTS):
        yield from (f"{title}: {why}\n" for title, why in NOT_REPEATED.items())


def _chapter(result: Result) -> Iterator[RenderableType]:
    it, run = result.experiment, result.runs.median_run
    yield Text(it.title, "bold")
    seeds = plural(len(result.runs), "seed")
    yield Text(f"{it.recipe}; {seeds}", "dim")
    report = run.training.evaluation.report
    if report is not None:
        yield report_table(report, f"Class by class: the median run, seed {run.seed}")


def _overview(reproduction: Reproduction) -> Table:
    from edunn.plots.bands import brief

    made = table(
        f"Accuracy: the article's one run, and ours on its rows ({reproduction.seconds:.0f} s)",
        *("experiment", "article", "median", "least .. most", "held out", "time"),
    )
    for result in reproduction.results:
        article, ours = result.experiment.article, result.runs.training
        made.add_row(
            result.experiment.title,
            "" if article is None else f"{article:.2f}",
            brief(ours.median),
            ours.range,
            brief(result.runs.held_out.median),
            f"{result.runs.seconds:.0f} s",
        )
    return made


def _in_words(finding: Finding) -> Text:
    """A claim of the article, our verdict in colour, and the reasons."""
    style = {"holds": "green", "does not hold": "red"}.get(finding.verdict, "yellow")
    claim = f"\N{LEFT DOUBLE QUOTATION MARK}{finding.claim}\N{RIGHT DOUBLE QUOTATION MARK}: "
    return Text.assemble(claim, (str(finding.verdict), f"bold {style}"), f". {finding.text}\n")
