"""`edunn race`: several algorithms on the same network and rows, at equal cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf, isfinite, log10, nan
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from rich.console import Group, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from edunn.cli import options
from edunn.cli.console import SafeConsole, emit, note, show
from edunn.cli.interrupts import raised
from edunn.cli.options import Json, Quiet, Seeds, Source, Target, option
from edunn.cli.outputs import json_of, refuse_bad_outputs, write_outputs
from edunn.cli.tables import figure, sparkline, squeezed, table
from edunn.errors import SettingError
from edunn.text import plural

if TYPE_CHECKING:
    from edunn.arrays import Array
    from edunn.experiments import Measurement, Outcome, Race

EXAMPLES = (
    "edunn race iris --between adam,genetic_algorithm,pgpe",
    'edunn race heart --between "adam learning_rate=0.01, pgpe batch_size=50" --seeds 10',
    "edunn race my.csv --target species --between adam,cma_es --budget 1e5 --output race.html",
)

FIGURES_WIDTH = 48
"""The width of a board without names and curves."""

FIGURES_WIDTH_IF_NARROW = 30

NARROW = 80
"""A board in fewer columns than that shows neither losses nor the training set."""

LONGEST_NAME = 24

CONTENDERS_ABREAST = 3
"""More contenders than that, with their settings, would not fit beside each other."""

ROUND = ("1", "2", "5")
"""The first digits of the marks that a printed table has a line for, besides the last mark."""

Between = Annotated[
    list[str],
    option(
        "Algorithms, separated by commas, each with its settings: 'adam learning_rate=0.01, pgpe'.",
        *("--between", "-b"),
        value="CONTENDERS",
        panel=options.TRAINING,
    ),
]
Budget = Annotated[
    float | None,
    option(
        "Forward passes for each contender (one row through the network is 1, a backward pass 2 "
        "more): 1e6; the default depends on the data.",
        value="PASSES",
        panel=options.TRAINING,
    ),
]
Output = Annotated[list[Path] | None, options.output("race.html (curves) or race.json (numbers)")]


def race(
    data: Source,
    between: Between,
    target: Target = None,
    task: options.Task = None,
    missing: options.Missing = "impute",
    categorical: options.Categorical = None,
    numeric: options.Numeric = None,
    ignore: options.Ignore = None,
    missing_values: options.MissingValues = None,
    header: options.Header = None,
    test: options.Test = None,
    layers: options.Layers = None,
    hidden: options.Hidden = None,
    scale: options.Scale = None,
    loss: options.Loss = None,
    budget: Budget = None,
    batch_size: options.BatchSize = None,
    seeds: Seeds = 5,
    output: Output = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Race algorithms against each other, on an equal budget of forward passes.

    Same network, same initial weights, same rows: which is better on held-out rows, and which is
    faster?
    """
    from edunn.cli.reading import read_contenders
    from edunn.cli.recipes import notes_on_targets, recipe_for
    from edunn.cli.rows import read_dataset, reading_options
    from edunn.experiments import Race, Recipe, html_race

    refuse_bad_outputs(output or ())
    reading = reading_options(categorical, numeric, ignore, missing_values, header)
    examples = read_dataset(data, target, missing, task, **reading)
    recipe = recipe_for(examples, layers=layers, hidden=hidden, scale=scale)
    shared = Recipe(recipe.network, model=recipe.model, loss=loss)
    if batch_size is not None:
        shared = shared.varied(batch_size=batch_size)
    passes = 0 if budget is None else _whole(budget)
    prepared = Race(read_contenders(between, shared), examples, passes, seeds, test)
    measurements = prepared.measurements()
    units = notes_on_targets(examples, recipe)
    note(repr(examples), *units, _plan_in_words(prepared), quiet=quiet)
    outcome = _watched(prepared, measurements, quiet)
    document, places = outcome.to_dict(), output or ()
    write_outputs(places, {".html": lambda: html_race(outcome), ".json": lambda: json_of(document)})
    if json:
        emit(document | {"files": places})
    else:
        _report(outcome, places)


def _whole(budget: float) -> int:
    """A budget may be written as 1e6, but passes are whole."""
    if not 1 <= budget < inf or budget != int(budget):
        raise SettingError(f"--budget {budget:g}: give a whole number of passes, such as 1e5.")
    return int(budget)


def _plan_in_words(prepared: Race) -> str:
    network = next(iter(prepared.contenders.values())).network_in_words
    return (
        f"{network}, {prepared.budget:,} forward passes each, {plural(prepared.seeds, 'seed')}: "
        + "; ".join(prepared.contenders)
    )


def _watched(prepared: Race, measurements: Iterator[Measurement], quiet: bool) -> Outcome:
    """Run the race, with a live board on stderr if that is a terminal."""
    from edunn.experiments import Outcome

    console = SafeConsole(stderr=True)
    if quiet or not console.is_terminal:
        with raised():
            return Outcome(prepared, tuple(measurements))
    so_far: list[Measurement] = []

    def drawn() -> RenderableType:
        return board(Outcome(prepared, tuple(so_far)), console.width)

    live = Live(console=console, get_renderable=drawn, transient=True, refresh_per_second=8)
    with raised(), live:
        so_far.extend(measurements)
    return Outcome(prepared, tuple(so_far))


def _report(outcome: Outcome, places: Sequence[Path]) -> None:
    """The final board in a terminal, a table of marks in a pipe; then the standings."""
    console = SafeConsole()
    if console.is_terminal:
        show(board(outcome, console.width))
    else:
        show(*marks_tables(outcome))
    show(standings_table(outcome), *map(Text, outcome.sentences))
    show(*(f"Written: {place}" for place in places))


def board(outcome: Outcome, width: int = 80) -> RenderableType:
    """For each contender its curve so far, and its figures at the last mark."""
    from edunn.experiments.budget import budget_marks

    race = outcome.race
    figures = ["passes", "loss", *(["training"] * race.classifies), "held out"]
    is_narrow = width < NARROW
    if is_narrow:
        figures = ["passes", "held out"]
    made = table(_headline(outcome), "contender", f"held-out {outcome.measure}", *figures)
    made.columns[1].justify = "left"
    made.columns[1].no_wrap = True
    if not outcome.marks:  # compiling the engine for the first time takes seconds
        for name in race.contenders:
            made.add_row(name)
        return made
    total = len(budget_marks(outcome.marks[0], race.budget))
    names = min(LONGEST_NAME, max(len(_name(outcome, name)) for name in race.contenders))
    rest = width - names - (FIGURES_WIDTH_IF_NARROW if is_narrow else FIGURES_WIDTH)
    for first, curve, passes, *others, score in _board_rows(outcome, total, min(max(10, rest), 40)):
        made.add_row(first, curve, passes, *([] if is_narrow else others), score)
    used = ProgressBar(
        total=total * len(race.contenders) * race.seeds,
        completed=len(outcome.measurements),
        width=min(width, 60),
    )
    return made if len(outcome.marks) == total else Group(made, used)


def _board_rows(outcome: Outcome, total: int, width: int) -> Iterator[list[Text]]:
    """For each contender its name, its curve of this width, and its figures."""
    leaders = {standing.contender for standing in outcome.standings() if standing.place == 1}
    for name in outcome.race.contenders:
        style = "bold green" if name in leaders else ""
        cells = [_name(outcome, name), *_figures(outcome, name)]
        first, *numbers = (Text(cell, style) for cell in cells)
        yield [first, Text(_curve(outcome, name, total, width), "cyan"), *numbers]


def marks_tables(outcome: Outcome) -> Iterator[Table]:
    """The median of each contender at round marks and the last, a few contenders a table."""
    contenders = list(outcome.race.contenders)
    for start in range(0, len(contenders), CONTENDERS_ABREAST):
        names = contenders[start : start + CONTENDERS_ABREAST]
        title = f"{outcome.measure.capitalize()} on held-out rows, at equal forward passes"
        made = table(title, "passes", *names)
        made.columns[0].justify = "right"
        medians = [_medians(outcome, name) for name in names]
        for k, mark in enumerate(outcome.marks):
            if f"{mark}".rstrip("0") in ROUND or mark == outcome.marks[-1]:
                made.add_row(f"{mark:,}", *(_score(outcome, float(curve[k])) for curve in medians))
        yield made


def standings_table(outcome: Outcome) -> Table:
    """From first to last: the score on held-out rows and training set, and the passes it took."""
    goals = [f"to {goal:g}" for goal in outcome.goals]
    title = f"Standings: {outcome.measure}{', and passes to get there' if goals else ''}"
    made = table(title, "contender", "held out", "range", "training", *goals)
    made.columns[2].no_wrap = True
    for standing in outcome.standings():
        score = standing.score
        made.add_row(
            f"{standing.place} {standing.contender}",
            _score(outcome, score.median),
            f"{_score(outcome, score.low)} .. {_score(outcome, score.high)}",
            _score(outcome, outcome.comparison.runs[standing.contender].training.median),
            *(_passes(outcome.needed(standing.contender, goal).median) for goal in outcome.goals),
            style="bold green" if standing.place == 1 else None,
        )
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


def _medians(outcome: Outcome, contender: str) -> Array:
    """The median of the deciding measure at each mark."""
    return outcome.band(contender, "held_out", outcome.measure).middle


def _curve(outcome: Outcome, contender: str, total: int, width: int) -> str:
    """The median so far, on one scale for all, in a line that fills as passes are used."""
    low, high = _scale(outcome)
    values = [_height(outcome, value) for value in _medians(outcome, contender)]
    to_come = [nan] * (total - len(values))
    cells = squeezed([*(min(max(v, low), high) for v in values), *to_come], width)
    return sparkline([low, *cells, high], len(cells) + 2)[1:-1]


def _scale(outcome: Outcome) -> tuple[float, float]:
    """The range of heights: 0 to 1 for accuracies, the smallest to the largest for losses."""
    if outcome.race.classifies:
        return 0.0, 1.0
    curves = [_medians(outcome, name) for name in outcome.race.contenders]
    heights = [_height(outcome, value) for curve in curves for value in curve]
    finite = [height for height in heights if isfinite(height)] or [0.0]
    return min(finite), max(finite)


def _height(outcome: Outcome, value: float) -> float:
    """The place of a value on the curve's scale: accuracies as they are, losses by decades."""
    if outcome.race.classifies:
        return float(value)
    return log10(value) if 0 < value < inf else inf


def _score(outcome: Outcome, value: float) -> str:
    return f"{value:.3f}" if outcome.race.classifies else figure(value)


def _passes(passes: float) -> str:
    return f"{passes:,.0f}" if isfinite(passes) else "-"
