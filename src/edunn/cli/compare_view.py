"""A comparison in the terminal: a ranking, a heat map of two settings, and what beats what."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from edunn.cli.tables import table
from edunn.experiments import Comparison, Heat
from edunn.experiments.comparison import P_VALUE
from edunn.experiments.statistics import shown
from edunn.text import plural

LONGEST = 12
"""Of more recipes than this only the best are listed."""


def pages(comparison: Comparison) -> Iterator[RenderableType]:
    """First all in one picture, if it is one; then the best; then the sentences."""
    if len(comparison.axes) == 2:
        yield heat_table(comparison)
    yield ranking_table(comparison)
    if comparison.averaging:
        yield Text(comparison.averaging, "dim")
    for pair in comparison.pairs:
        yield Text(str(pair), "" if pair.is_significant else "dim")
    if comparison.pairs:
        yield Text(P_VALUE, "dim")


def ranking_table(comparison: Comparison) -> Table:
    """The recipes, best first, by their median on held-out rows."""
    names, seeds = comparison.ranking, plural(len(comparison.seeds), "seed")
    kept = f"the best {LONGEST} of {len(names)}" if len(names) > LONGEST else "best first"
    made = table(
        f"{comparison.data}, {seeds} each: {comparison.measure} on held-out rows, {kept}",
        *("", "median", "all within", "training set"),
    )
    for name in names[:LONGEST]:
        it, training = comparison.runs[name].held_out, comparison.runs[name].training
        made.add_row(name, shown(it.median), it.range, shown(training.median))
    return made


def heat_table(comparison: Comparison) -> Table:
    """The medians of all combinations of two settings, each on a ground as bright as it is good."""
    heat = Heat.of(comparison)
    across = f"{heat.rows.name} (down), {heat.columns.name} (across)"
    made = table(f"Median {comparison.measure} by {across}", "", *heat.columns.words)
    for i, word in enumerate(heat.rows.words):
        cells = []
        for j, cell in enumerate(heat.cells[i]):
            ground, ink = heat.colours(i, j)
            cells.append(Text(f" {shown(cell.median)} ", f"{ink.hex} on {ground.hex}"))
        made.add_row(word, *cells)
    return made
