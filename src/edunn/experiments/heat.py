"""A heat map: the cells of a grid over two settings, coloured by how well they do."""

from dataclasses import dataclass
from math import isfinite, log
from typing import Protocol, final

from edunn.errors import SettingError
from edunn.experiments.comparison import Comparison
from edunn.experiments.distribution import Distribution
from edunn.experiments.grid import Axis
from edunn.experiments.palette import Colour, ink_on, shade
from edunn.experiments.runs import Rows

NARROWEST = 0.1
"""The span of accuracies that the colours tell apart, at least: luck shall not look like a law."""

WIDEST = 100.0
"""LogScale so many times the smallest, or more, are all equally dark."""


class Scale(Protocol):
    """Where a value lies between dark and bright."""

    def share(self, value: float) -> float:
        """From 0, the worst, to 1, the best."""
        ...


@final
@dataclass(frozen=True)
class LinearScale:
    """Larger is better: in proportion between the least and the largest.

    Example:
        >>> LinearScale.of([0.5, 1.0]).share(0.75)
        0.5
    """

    low: float
    high: float

    @classmethod
    def of(cls, values: list[float]) -> "LinearScale":
        """A scale for these values."""
        return cls(min(min(values), max(values) - NARROWEST), max(values))

    def share(self, value: float) -> float:
        """From 0, the least, to 1, the largest."""
        return (value - self.low) / (self.high - self.low)


@final
@dataclass(frozen=True)
class LogScale:
    """Smaller is better: by how many times larger than the smallest.

    Example:
        >>> LogScale.of([1.0, 4.0]).share(2.0)
        0.5
    """

    best: float
    worst: float

    @classmethod
    def of(cls, values: list[float]) -> "LogScale":
        """A scale for these values."""
        best = max(min(values), 1e-12)
        return cls(best, min(max(max(values), 2 * best), WIDEST * best))

    def share(self, value: float) -> float:
        """From 0, the worst, to 1, the best."""
        held = min(max(value, self.best), self.worst)
        return log(self.worst / held) / log(self.worst / self.best)


@final
@dataclass(frozen=True)
class Heat:
    """The cells of two axes, in rows and columns, with a colour each.

    Args:
        rows, columns: the first axis goes down, the second across.
        cells: the distribution of each combination.
        scale: from a median to how bright its cell is.

    Example:
        >>> low, high = Distribution.of([0.5]), Distribution.of([0.9])
        >>> axes = Axis("learning_rate", (0.1,)), Axis("epochs", (5, 50))
        >>> heat = Heat(*axes, ((low, high),), LinearScale(0.5, 0.9))
        >>> heat.colours(0, 1)[0].hex
        '#fee838'
    """

    rows: Axis
    columns: Axis
    cells: tuple[tuple[Distribution, ...], ...]
    scale: Scale

    @classmethod
    def of(cls, comparison: Comparison, rows: Rows = "held_out") -> "Heat":
        """The heat map of a comparison over a grid of two settings.

        Raises:
            SettingError: the grid has not two axes.
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
        kind = LinearScale if comparison.larger_wins else LogScale
        return cls(down, across, cells, kind.of(medians))

    def colours(self, row: int, column: int) -> tuple[Colour, Colour]:
        """The ground of a cell, and the ink on it."""
        ground = shade(self.scale.share(self.cells[row][column].median))
        return ground, ink_on(ground)
