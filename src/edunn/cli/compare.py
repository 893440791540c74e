"""`edunn compare`: settings beside each other, each over many seeds, and what is chance."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from edunn.cli import options
from edunn.cli.options import Json, Quiet, Source, Target

if TYPE_CHECKING:
    from edunn.data import Dataset
    from edunn.experiments import Comparison, Grid, Recipe

EXAMPLES = (
    "edunn compare iris --vary learning_rate=0.001,0.01,0.1 --vary epochs=10,50,100",
    "edunn compare heart --vary algorithm=adam,gradient_descent --seeds 10 --output compare.html",
    'edunn compare my.csv --target species --vary "hidden=4;16;16,8"',
)


def compare(
    data: Source,
    vary: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=VALUES",
            help="A setting and its values, parted by commas (or semicolons, if they have commas "
            "in them): learning_rate=0.01,0.1. Once for each setting; all combinations are run.",
            show_default=False,
        ),
    ] = None,
    seeds: Annotated[int, typer.Option(metavar="N", help="So many runs of each combination.")] = 20,
    target: Target = None,
    task: options.Task = None,
    missing: options.Missing = "impute",
    layers: Annotated[
        str | None,
        typer.Option(
            "--layers",
            "--network",
            metavar="TEXT",
            help="The whole network: '4,2 relu,3 softmax'.",
            rich_help_panel=options.NETWORK,
        ),
    ] = None,
    hidden: options.Hidden = None,
    scale: options.Scale = None,
    loss: options.Loss = None,
    algorithm: options.Algorithm = None,
    learning_rate: options.LearningRate = None,
    epochs: options.Epochs = None,
    batch_size: options.BatchSize = None,
    settings: options.Settings = None,
    workers: Annotated[
        int | None, typer.Option(metavar="N", help="So many processes; one a core by default.")
    ] = None,
    output: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="Write compare.html (with a heat map) or compare.json; may be given twice.",
            rich_help_panel=options.OUTPUT,
        ),
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Compare settings honestly: each combination over many seeds, on held-out rows.

    All combinations have the same seeds, so that each can be held against each, pair by pair. What
    you do not say is as in `edunn train`.
    """
    from edunn.cli import sources
    from edunn.cli.outputs import refuse_bad_places
    from edunn.cli.settings import read_settings
    from edunn.cli.vary import grid_of, read_axes

    refuse_bad_places(output or ())
    options = {
        "layers": layers, "hidden": hidden, "scale": scale, "loss": loss, "algorithm": algorithm,
        "learning_rate": learning_rate, "epochs": epochs, "batch_size": batch_size,
        **read_settings(settings or ()),
    }  # fmt: skip
    axes = read_axes(vary or ())
    examples = sources.read(data, target, missing, task)
    grid = grid_of(options, axes, examples)
    comparison = _measured(grid, examples, seeds, workers, quiet)
    _report(comparison, output or [], json)


def _measured(
    grid: Grid[Recipe], data: Dataset, seeds: int, workers: int | None, quiet: bool
) -> Comparison:
    """All runs; while they come, a bar on stderr."""
    from edunn.cli.bars import bar
    from edunn.cli.console import note
    from edunn.cli.learning import notes_on_units
    from edunn.experiments import compare as compare_recipes
    from edunn.text import plural

    plan = f"{plural(len(grid.cells), 'combination')}, {plural(seeds, 'seed')} each"
    first = next(iter(grid.cells.values()))
    note(repr(data), *notes_on_units(data, first), plan, quiet=quiet)
    with bar(quiet) as shown:
        task = shown.add_task("training", total=None)

        def progress(done: int, total: int) -> None:
            shown.update(task, completed=done, total=total)

        return compare_recipes(grid, data, seeds, workers, progress)


def _report(comparison: Comparison, places: list[Path], json: bool) -> None:
    from edunn.cli.compare_view import pages
    from edunn.cli.console import emit, show
    from edunn.cli.outputs import write
    from edunn.experiments import html_comparison

    document = comparison.to_dict()
    write(places, lambda: html_comparison(comparison), document)
    if json:
        emit(document | {"files": places})
        return
    show(*pages(comparison))
    for place in places:
        show(f"Written: {place}")
