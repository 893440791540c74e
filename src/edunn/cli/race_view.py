"""A race to look at: a board while it runs, tables when it is over."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf, isfinite, log10, nan

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from edunn.cli.sparkline import sparkline, squeezed
from edunn.cli.tables import figure, table
from edunn.experiments.race.outcome import Column, Outcome
from edunn.experiments.race.race import marks

FIGURES_WIDTH = 48
"""Columns of a board that are neither names nor curves."""

LONGEST_NAME = 24

LANES_ABREAST = 3
"""More lanes than that, with their settings, would not fit beside each other."""

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
    """Where everybody is: for each lane its curve so far, and its figures at the last mark."""
    race = outcome.race
    figures = ["passes", "loss", *(["training"] * race.classifies), "held out"]
    made = table(_headline(outcome), "lane", f"held-out {outcome.measure}", *figures)
    made.columns[1].justify = "left"
    made.columns[1].no_wrap = True
    if not outcome.marks:  # all on the line; a first use of the compiled engine takes seconds
        for lane in race.lanes:
            made.add_row(lane.name)
        return made
    total = len(marks(outcome.marks[0], race.budget))
    leaders = {standing.lane for standing in outcome.standings() if standing.place == 1}
    names = min(LONGEST_NAME, max(len(_name(outcome, lane.name)) for lane in race.lanes))
    for lane in race.lanes:
        curve = _curve(outcome, lane.name, total, min(max(10, width - FIGURES_WIDTH - names), 40))
        style = "bold green" if lane.name in leaders else ""
        cells = [_name(outcome, lane.name), *_figures(outcome, lane.name)]
        name, *numbers = (Text(cell, style) for cell in cells)
        made.add_row(name, Text(curve, "cyan"), *numbers)
    used = ProgressBar(
        total=total * len(race.lanes) * race.seeds,
        completed=len(outcome.laps),
        width=min(width, 60),
    )
    return made if len(outcome.marks) == total else Group(made, used)


def marks_tables(outcome: Outcome) -> Iterator[Table]:
    """At round marks, and at the last: the median of every lane, a few lanes a table."""
    names = [lane.name for lane in outcome.race.lanes]
    for start in range(0, len(names), LANES_ABREAST):
        yield _marks_table(outcome, names[start : start + LANES_ABREAST])


def standings_table(outcome: Outcome) -> Table:
    """From first to last: how good, on both kinds of rows, and after how many passes."""
    goals = [f"to {goal:g}" for goal in outcome.goals]
    title = f"Standings: {outcome.measure}{', and passes to get there' if goals else ''}"
    made = table(title, "lane", "held out", "range", "training", *goals)
    made.columns[2].no_wrap = True
    learned: Column = "accuracy" if outcome.race.classifies else "loss"
    for standing in outcome.standings():
        made.add_row(
            f"{standing.place} {standing.lane}",
            _score(outcome, standing.score.median),
            " .. ".join(
                _score(outcome, edge) for edge in (standing.score.low, standing.score.high)
            ),
            _score(outcome, outcome.last(standing.lane, learned).median),
            *(_passes(outcome.needed(standing.lane, goal).median) for goal in outcome.goals),
            style="bold green" if standing.place == 1 else None,
        )
    return made


def _marks_table(outcome: Outcome, lanes: list[str]) -> Table:
    title = f"{outcome.measure.capitalize()} on held-out rows, at equal forward passes"
    made = table(title, "passes", *lanes)
    made.columns[0].justify = "right"
    bands = [outcome.band(lane, outcome.goal_column).middle for lane in lanes]
    for k, mark in enumerate(outcome.marks):
        if f"{mark}".rstrip("0") in ROUND or mark == outcome.marks[-1]:
            made.add_row(f"{mark:,}", *(_score(outcome, float(middle[k])) for middle in bands))
    return made


def _headline(outcome: Outcome) -> str:
    race = outcome.race
    used = outcome.marks[-1] if outcome.marks else 0
    medians = f", medians of {race.seeds} seeds" if race.seeds > 1 else ""
    return f"{race.data.name}: {used:,} of {race.budget:,} forward passes{medians}"


def _name(outcome: Outcome, lane: str) -> str:
    ended = any(run[-1].ending for run in outcome.runs[lane].values())
    return f"{lane} (ended)" if ended else lane


def _figures(outcome: Outcome, lane: str) -> list[str]:
    """Passes used, at or before the mark; loss and accuracy on rows learned from; the score."""
    last = len(outcome.marks) - 1
    used = max(run[last].passes for run in outcome.runs[lane].values())
    cells = [f"{used:,}", figure(outcome.last(lane, "loss").median)]
    if outcome.race.classifies:
        cells.append(f"{outcome.last(lane, 'accuracy').median:.3f}")
    return [*cells, _score(outcome, outcome.last(lane, outcome.goal_column).median)]


def _curve(outcome: Outcome, lane: str, total: int, width: int) -> str:
    """The lane's median so far, all lanes on one scale, in a line that fills as passes are used."""
    low, high = _scale(outcome)
    values = [_height(outcome, value) for value in outcome.band(lane, outcome.goal_column).middle]
    to_come = [nan] * (total - len(values))
    cells = squeezed([*(min(max(v, low), high) for v in values), *to_come], width)
    return sparkline([low, *cells, high], len(cells) + 2)[1:-1]


def _scale(outcome: Outcome) -> tuple[float, float]:
    """Accuracies lie between 0 and 1; losses, by decades, between the smallest and the largest."""
    if outcome.race.classifies:
        return 0.0, 1.0
    bands = [outcome.band(lane.name, "val_loss").middle for lane in outcome.race.lanes]
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
