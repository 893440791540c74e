"""`edunn compare`: settings side by side, each over many seeds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from edunn.cli import options
from edunn.cli.console import emit, print_text, progress_bar, show
from edunn.cli.options import Json, Quiet, Seeds, Source, Target, option
from edunn.cli.outputs import json_of, refuse_bad_outputs, write_outputs
from edunn.cli.tables import table
from edunn.text import plural

if TYPE_CHECKING:
    from edunn.data import Dataset
    from edunn.experiments import Comparison, Grid, Recipe

EXAMPLES = (
    "edunn compare iris --vary learning_rate=0.001,0.01,0.1 --vary epochs=10,50,100",
    "edunn compare heart --vary algorithm=adam,gradient_descent --seeds 10 --output compare.html",
    'edunn compare my.csv --target species --vary "hidden=4;16;16,8"',
)

LONGEST = 12
"""The longest ranking; of more recipes than this only the first are listed."""

Vary = Annotated[
    list[str] | None,
    option(
        "A setting and its values, separated by commas (by semicolons if the values contain "
        "commas): learning_rate=0.01,0.1. May be given for several settings; all combinations are "
        "run.",
        value="NAME=VALUES",
    ),
]
Output = Annotated[
    list[Path] | None, options.output("compare.html (with a heat map) or compare.json")
]


def compare(
    data: Source,
    vary: Vary = None,
    seeds: Seeds = 20,
    target: Target = None,
    task: options.Task = None,
    missing: options.Missing = "impute",
    categorical: options.Categorical = None,
    numeric: options.Numeric = None,
    ignore: options.Ignore = None,
    missing_values: options.MissingValues = None,
    header: options.Header = None,
    layers: options.Layers = None,
    hidden: options.Hidden = None,
    scale: options.Scale = None,
    loss: options.Loss = None,
    algorithm: options.Algorithm = None,
    learning_rate: options.LearningRate = None,
    epochs: options.Epochs = None,
    batch_size: options.BatchSize = None,
    settings: options.Settings = None,
    workers: options.Workers = None,
    output: Output = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Compare settings: each combination over many seeds, on held-out rows.

    All combinations use the same seeds, so that any two of them can be compared seed by seed. The
    defaults are those of `edunn train`.
    """
    from edunn.cli.reading import read_axes, read_settings
    from edunn.cli.recipes import grid_of
    from edunn.cli.rows import read_dataset, reading_options
    from edunn.experiments import html_comparison

    refuse_bad_outputs(output or ())
    chosen = {
        "layers": layers, "hidden": hidden, "scale": scale, "loss": loss, "algorithm": algorithm,
        "learning_rate": learning_rate, "epochs": epochs, "batch_size": batch_size,
        **read_settings(settings or ()),
    }  # fmt: skip
    axes = read_axes(vary or ())
    reading = reading_options(categorical, numeric, ignore, missing_values, header)
    examples = read_dataset(data, target, missing, task, **reading)
    grid = grid_of(examples, axes, chosen)
    comparison = _measured(grid, examples, seeds, workers, quiet)
    document, places = comparison.to_dict(), output or ()
    writers = {".html": lambda: html_comparison(comparison), ".json": lambda: json_of(document)}
    write_outputs(places, writers)
    if json:
        emit(document | {"files": places})
    else:
        show(*_pages(comparison), *(f"Written: {place}" for place in places))


def _measured(
    grid: Grid[Recipe], data: Dataset, seeds: int, workers: int | None, quiet: bool
) -> Comparison:
    """Run all combinations, with a progress bar on stderr, once nothing has been refused."""
    from edunn.cli.recipes import notes_on_targets
    from edunn.experiments import compare as compare_recipes

    first = next(iter(grid.cells.values()))
    plan = f"{plural(len(grid.cells), 'combination')}, {plural(seeds, 'seed')} each"
    with progress_bar(quiet) as bar:
        task = bar.add_task("training", total=None)

        def progress(done: int, total: int) -> None:
            if not done:
                notes = (*notes_on_targets(data, first), *data.holding_out_note)
                for line in (repr(data), *notes, plan):
                    print_text(bar.console, line, "dim")
            bar.update(task, completed=done, total=total)

        return compare_recipes(grid, data, seeds, workers, progress)


def _pages(comparison: Comparison) -> Iterator[RenderableType]:
    """The heat map of two settings, the ranking, and the comparisons of pairs."""
    from edunn.experiments.comparison import P_VALUE

    if len(comparison.axes) == 2:
        yield heat_table(comparison)
    yield ranking_table(comparison)
    yield Text(comparison.verdict)
    if comparison.averaging:
        yield Text(comparison.averaging, "dim")
    for pair in comparison.pairs:
        yield Text(str(pair), "" if pair.is_significant else "dim")
    if comparison.pairs:
        yield Text(P_VALUE, "dim")


def ranking_table(comparison: Comparison) -> Table:
    """The recipes by their medians on held-out rows, the best median first."""
    from edunn.plots.bands import brief

    names, seeds = comparison.ranking, plural(len(comparison.seeds), "seed")
    listed = (
        f"the first {LONGEST} of {len(names)} by median" if len(names) > LONGEST else "by median"
    )
    made = table(
        f"{comparison.data}, {seeds} each: {comparison.measure} on {comparison.rows_in_words}, "
        f"{listed}",
        *("", "median", "range", "training set"),
    )
    for name in names[:LONGEST]:
        held_out, training = comparison.runs[name].held_out, comparison.runs[name].training
        made.add_row(name, brief(held_out.median), held_out.range, brief(training.median))
    return made


def heat_table(comparison: Comparison) -> Table:
    """The medians of all combinations of two settings; the better, the brighter the background."""
    from edunn.experiments import Heat
    from edunn.plots.bands import brief

    heat = Heat.of(comparison)
    axes = f"{heat.rows.name} (down), {heat.columns.name} (across)"
    made = table(f"Median {comparison.measure} by {axes}", "", *heat.columns.words)
    for i, word in enumerate(heat.rows.words):
        cells = []
        for j, cell in enumerate(heat.cells[i]):
            ground, ink = heat.colours(i, j)
            cells.append(Text(f" {brief(cell.median)} ", f"{ink.hex} on {ground.hex}"))
        made.add_row(word, *cells)
    return made
