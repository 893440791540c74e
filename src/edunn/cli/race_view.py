"""A race to look at: a board while it runs, tables when it is over."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf, isfinite, log10, nan

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from edunn.arrays import Array
from edunn.cli.sparkline import sparkline, squeezed
from edunn.cli.tables import figure, table
from edunn.experiments import Outcome
from edunn.experiments.budget import budget_marks

FIGURES_WIDTH = 48
"""Columns of a board that are neither names nor curves."""

LONGEST_NAME = 24

CONTENDERS_ABREAST = 3
"""More contenders than that, with their settings, would not fit beside each other."""

ROUND = ("1", "2", "5")
"""A printed table has a line for the marks that begin so, and for the last."""


@contextmanager
def shown_live(console: Console, outcome: Callable[[], Outcome]) -> Iterator[None]:
    """A board that is drawn anew, some times a second, while a race runs; gone in the end."""

    def drawn() -> RenderableType:
        return board(outcome(), console.width)

    with Live(console=console, get_renderable=drawn, transient=True, refresh_per_second=8):
        yield


def board(outcome: Outcome, width: int = 80) -> RenderableType:
    """For each contender its curve so far, and its figures at the last mark."""
    race = outcome.race
    figures = ["passes", "loss", *(["training"] * race.classifies), "held out"]
    made = table(_headline(outcome), "contender", f"held-out {outcome.measure}", *figures)
    made.columns[1].justify = "left"
    made.columns[1].no_wrap = True
    if not outcome.marks:  # all on the line; a first use of the compiled engine takes seconds
        for it in race.contenders:
            made.add_row(it.name)
        return made
    total = len(budget_marks(outcome.marks[0], race.budget))
    leaders = {standing.contender for standing in outcome.standings() if standing.place == 1}
    names = min(LONGEST_NAME, max(len(_name(outcome, it.name)) for it in race.contenders))
    for it in race.contenders:
        curve = _curve(outcome, it.name, total, min(max(10, width - FIGURES_WIDTH - names), 40))
        style = "bold green" if it.name in leaders else ""
        cells = [_name(outcome, it.name), *_figures(outcome, it.name)]
        name, *numbers = (Text(cell, style) for cell in cells)
        made.add_row(name, Text(curve, "cyan"), *numbers)
    used = ProgressBar(
        total=total * len(race.contenders) * race.seeds,
        completed=len(outcome.measurements),
        width=min(width, 60),
    )
    return made if len(outcome.marks) == total else Group(made, used)


def marks_tables(outcome: Outcome) -> Iterator[Table]:
    """The median of each contender at round marks and the last, a few contenders a table."""
    names = [it.name for it in outcome.race.contenders]
    for start in range(0, len(names), CONTENDERS_ABREAST):
        yield _marks_table(outcome, names[start : start + CONTENDERS_ABREAST])


def standings_table(outcome: Outcome) -> Table:
    """From first to last: the score on both parts of the rows, and the passes it took."""
    goals = [f"to {goal:g}" for goal in outcome.goals]
    title = f"Standings: {outcome.measure}{', and passes to get there' if goals else ''}"
    made = table(title, "contender", "held out", "range", "training", *goals)
    made.columns[2].no_wrap = True
    for standing in outcome.standings():
        made.add_row(
            f"{standing.place} {standing.contender}",
            _score(outcome, standing.score.median),
            " .. ".join(
                _score(outcome, edge) for edge in (standing.score.low, standing.score.high)
            ),
            _score(outcome, outcome.comparison.runs[standing.contender].training.median),
            *(_passes(outcome.needed(standing.contender, goal).median) for goal in outcome.goals),
            style="bold green" if standing.place == 1 else None,
        )
    return made


def _marks_table(outcome: Outcome, names: list[str]) -> Table:
    title = f"{outcome.measure.capitalize()} on held-out rows, at equal forward passes"
    made = table(title, "passes", *names)
    made.columns[0].justify = "right"
    bands = [_middle(outcome, name) for name in names]
    for k, mark in enumerate(outcome.marks):
        if f"{mark}".rstrip("0") in ROUND or mark == outcome.marks[-1]:
            made.add_row(f"{mark:,}", *(_score(outcome, float(middle[k])) for middle in bands))
    return made


def _headline(outcome: Outcome) -> str:
    race = outcome.race
    used = outcome.marks[-1] if outcome.marks else 0
    medians = f", medians of {race.seeds} seeds" if race.seeds > 1 else ""
    return f"{race.data.name}: {used:,} of {race.budget:,} forward passes{medians}"


def _name(outcome: Outcome, contender: str) -> str:
    return f"{contender} (ended)" if outcome.comparison.runs[contender].endings else contender


def _figures(outcome: Outcome, contender: str) -> list[str]:
    """Passes used, at or before the mark; loss and accuracy on the training set; the score."""
    runs = outcome.comparison.runs[contender]
    used = max(curve.forward_passes[-1] for curve in runs.curves("training"))
    cells = [f"{used:,}", figure(runs.distribution("training", "loss").median)]
    if outcome.race.classifies:
        cells.append(f"{runs.training.median:.3f}")
    return [*cells, _score(outcome, runs.held_out.median)]


def _middle(outcome: Outcome, contender: str) -> Array:
    """The median of the deciding measure at each mark."""
    return outcome.band(contender, "held_out", outcome.measure).middle


def _curve(outcome: Outcome, contender: str, total: int, width: int) -> str:
    """The median so far, on one scale for all, in a line that fills as passes are used."""
    low, high = _scale(outcome)
    values = [_height(outcome, value) for value in _middle(outcome, contender)]
    to_come = [nan] * (total - len(values))
    cells = squeezed([*(min(max(v, low), high) for v in values), *to_come], width)
    return sparkline([low, *cells, high], len(cells) + 2)[1:-1]


def _scale(outcome: Outcome) -> tuple[float, float]:
    """Accuracies lie between 0 and 1; losses, by decades, between the smallest and the largest."""
    if outcome.race.classifies:
        return 0.0, 1.0
    bands = [_middle(outcome, it.name) for it in outcome.race.contenders]
    heights = [_height(outcome, value) for band in bands for value in band]
    finite = [height for height in heights if isfinite(height)] or [0.0]
    return min(finite), max(finite)


def _height(outcome: Outcome, value: float) -> float:
    if outcome.race.classifies:
        return float(value)
    return log10(value) if 0 < value < inf else inf


def _score(outcome: Outcome, value: float) -> str:
    return f"{value:.3f}" if outcome.race.classifies else figure(value)


def _passes(passes: float) -> str:
    return f"{passes:,.0f}" if isfinite(passes) else "-"
