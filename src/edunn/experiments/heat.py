"""Heat maps: the cells of a grid over two settings, coloured by how good they are.

The palette goes from dark blue to bright yellow, ever lighter: its order can be seen with any kind
of colour vision, and on grey paper. The colours are the same on a bright page, a dark page and in a
terminal.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite, log
from typing import Protocol, final

from edunn.errors import SettingError
from edunn.experiments.curve import Rows
from edunn.experiments.grid import Axis
from edunn.plots.bands import Distribution
from edunn.plots.colours import Colour, ink_on, shade

NARROWEST = 0.1
"""The least range of accuracies over the whole palette, so that chance does not look like a law."""

WIDEST = 100.0
"""Errors so many times the smallest, or more, are all equally dark."""


class Measured(Protocol):
    """The runs of one cell."""

    def distribution(self, rows: Rows = "held_out") -> Distribution:
        """The default measure on either part of the rows."""
        ...


class Compared(Protocol):
    """What a heat map shows of a comparison."""

    @property
    def axes(self) -> tuple[Axis, ...]:
        """Those of the grid; the last one varies fastest."""
        ...

    @property
    def runs(self) -> Mapping[str, Measured]:
        """The runs of each cell."""
        ...

    @property
    def larger_wins(self) -> bool:
        """Whether larger values of the measure are better."""
        ...


@final
@dataclass(frozen=True)
class Scale:
    """The scale of a measure, from its worst value to its best.

    Args:
        by_ratio: whether equal ratios are equally far apart; otherwise equal differences are.

    Example:
        >>> Scale(worst=0.5, best=1.0).share(0.75), Scale(4.0, 1.0, by_ratio=True).share(2.0)
        (0.5, 0.5)
    """

    worst: float
    best: float
    by_ratio: bool = False

    @classmethod
    def of(cls, values: list[float], larger_wins: bool) -> "Scale":
        """Of accuracies, linear down to the least; of errors, logarithmic up to the largest."""
        low, high = min(values), max(values)
        if larger_wins:
            return cls(min(low, high - NARROWEST), high)
        best = max(low, 1e-12)
        return cls(min(max(high, 2 * best), WIDEST * best), best, by_ratio=True)

    def share(self, value: float) -> float:
        """From 0, the worst, to 1, the best."""
        if not self.by_ratio:
            return (value - self.worst) / (self.best - self.worst)
        held = min(max(value, self.best), self.worst)
        return log(self.worst / held) / log(self.worst / self.best)


@final
@dataclass(frozen=True)
class Heat:
    """The cells of two axes, in rows and columns, each with a colour.

    Args:
        rows, columns: the axes: the first goes down, the second across.
        cells: the distribution of each combination.
        scale: from a median to the brightness of its cell.

    Example:
        >>> low, high = Distribution.of([0.5]), Distribution.of([0.9])
        >>> axes = Axis("learning_rate", (0.1,)), Axis("epochs", (5, 50))
        >>> heat = Heat(*axes, ((low, high),), Scale(0.5, 0.9))
        >>> heat.colours(0, 1)[0].hex
        '#fee838'
    """

    rows: Axis
    columns: Axis
    cells: tuple[tuple[Distribution, ...], ...]
    scale: Scale

    @classmethod
    def of(cls, comparison: Compared, rows: Rows = "held_out") -> "Heat":
        """The heat map of a comparison over a grid of two settings.

        Raises:
            SettingError: the grid does not have two axes.
        """
        if len(comparison.axes) != 2:
            raise SettingError(
                f"a heat map has two axes, but this comparison has {len(comparison.axes)}. "
                "Compare recipe.grid(learning_rate=[...], epochs=[...])."
            )
        down, across = comparison.axes
        found = [runs.distribution(rows) for runs in comparison.runs.values()]
        wide = len(across.values)
        cells = tuple(tuple(found[k : k + wide]) for k in range(0, len(found), wide))
        medians = [cell.median for cell in found if isfinite(cell.median)] or [1.0]
        return cls(down, across, cells, Scale.of(medians, comparison.larger_wins))

    def colours(self, row: int, column: int) -> tuple[Colour, Colour]:
        """The background of a cell, and the colour of the text on it."""
        ground = shade(self.scale.share(self.cells[row][column].median))
        return ground, ink_on(ground)
