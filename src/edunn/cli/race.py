"""`edunn race`: several algorithms on the same network and rows, at equal cost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from edunn.cli import options
from edunn.cli.options import Json, Quiet, Source, Target

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edunn.experiments import Measurement, Outcome, Race

EXAMPLES = (
    "edunn race iris --between adam,genetic_algorithm,pgpe",
    'edunn race heart --between "adam learning_rate=0.01, pgpe batch_size=50" --seeds 10',
    "edunn race my.csv --target species --between adam,cma_es --budget 1e5 --output race.html",
)

Between = Annotated[
    list[str],
    typer.Option(
        "--between",
        "-b",
        metavar="CONTENDERS",
        help="Algorithms, separated by commas, each with its settings: "
        "'adam learning_rate=0.01, pgpe'.",
        show_default=False,
        rich_help_panel=options.TRAINING,
    ),
]
Budget = Annotated[
    float | None,
    typer.Option(
        metavar="PASSES",
        help="Forward passes for each contender (one row through the network is 1, a backward "
        "pass 2 more): 1e6; the default depends on the data.",
        rich_help_panel=options.TRAINING,
    ),
]
Seeds = Annotated[
    int,
    typer.Option(
        metavar="N",
        help="Number of seeds: each holds out other rows and draws other first weights.",
        rich_help_panel=options.TRAINING,
    ),
]
Network = Annotated[
    str | None,
    typer.Option(
        "--network",
        "--layers",
        metavar="TEXT",
        help="The whole network: '4,2 relu,3 softmax'.",
        rich_help_panel=options.NETWORK,
    ),
]
Output = Annotated[
    list[Path] | None,
    typer.Option(
        metavar="FILE",
        help="Write race.html (curves) or race.json (numbers); may be given twice.",
        rich_help_panel=options.OUTPUT,
    ),
]


def race(
    data: Source,
    between: Between,
    target: Target = None,
    task: options.Task = None,
    missing: options.Missing = "impute",
    test: options.Test = None,
    network: Network = None,
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

    Same network, same first weights, same rows: which is better on held-out rows, and which is
    faster?
    """
    from edunn.cli import sources
    from edunn.cli.console import emit, note
    from edunn.cli.contenders import read_contenders
    from edunn.cli.learning import notes_on_units, recipe_for
    from edunn.cli.outputs import refuse_bad_places, write
    from edunn.experiments import Race, html_race

    refuse_bad_places(output or ())
    examples = sources.read(data, target, missing, task)
    recipe = recipe_for(examples, layers=network, hidden=hidden, scale=scale)
    contenders = read_contenders(between)
    passes = 0 if budget is None else _whole(budget)
    prepared = Race(examples, recipe.network, contenders, passes, seeds, loss, test, batch_size)
    units = notes_on_units(examples, recipe)
    note(repr(examples), *units, _plan_in_words(prepared), quiet=quiet)
    outcome = _watched(prepared, quiet)
    write(output or (), lambda: html_race(outcome), outcome.to_dict())
    if json:
        emit(outcome.to_dict() | {"files": output or ()})
    else:
        _report(outcome, output or ())


def _whole(budget: float) -> int:
    """A budget may be written as 1e6, but passes are whole."""
    from edunn.errors import SettingError

    if not 1 <= budget < float("inf") or budget != int(budget):
        raise SettingError(f"--budget {budget:g}: give a whole number of passes, such as 1e5.")
    return int(budget)


def _plan_in_words(prepared: Race) -> str:
    from edunn.experiments.words import network_in_words
    from edunn.text import plural

    contenders = "; ".join(it.name for it in prepared.contenders)
    return (
        f"{network_in_words(prepared.network)}, {prepared.budget:,} forward passes each, "
        f"{plural(prepared.seeds, 'seed')}: {contenders}"
    )


def _watched(prepared: Race, quiet: bool) -> Outcome:
    """Run it, with a board on stderr where that is a terminal."""
    from contextlib import nullcontext

    from rich.console import Console

    from edunn.cli.race_view import shown_live
    from edunn.experiments import Outcome

    console = Console(stderr=True, markup=False, highlight=False)
    measurements: list[Measurement] = []
    is_hidden = quiet or not console.is_terminal
    so_far = shown_live(console, lambda: Outcome(prepared, tuple(measurements)))
    with nullcontext() if is_hidden else so_far:
        measurements.extend(prepared.measurements())
    return Outcome(prepared, tuple(measurements))


def _report(outcome: Outcome, places: Sequence[Path]) -> None:
    """In a terminal the board as it was in the end; in a pipe a table of marks; then who won."""
    from rich.console import Console
    from rich.text import Text

    from edunn.cli.console import show
    from edunn.cli.race_view import board, marks_tables, standings_table

    console = Console()
    if console.is_terminal:
        show(board(outcome, console.width))
    else:
        show(*marks_tables(outcome))
    show(standings_table(outcome), *map(Text, outcome.sentences))
    for place in places:
        show(f"Written: {place}")
