"""Heat maps: the cells of a grid over two settings, coloured by how good they are.

The palette goes from dark blue to bright yellow, ever lighter: its order can be seen with any kind
of colour vision, and on grey paper. The colours are the same on a bright page, a dark page and in a
terminal.
"""

from dataclasses import dataclass
from itertools import pairwise
from math import isfinite, log
from typing import NamedTuple, final

from edunn.errors import SettingError
from edunn.experiments.comparison import Comparison
from edunn.experiments.grid import Axis
from edunn.experiments.runs import Rows
from edunn.experiments.statistics import Distribution

NARROWEST = 0.1
"""The least range of accuracies over the whole palette, so that chance does not look like a law."""

WIDEST = 100.0
"""Errors so many times the smallest, or more, are all equally dark."""


class Colour(NamedTuple):
    """Red, green and blue, each from 0 to 255.

    Example:
        >>> Colour(254, 232, 56).hex
        '#fee838'
    """

    red: int
    green: int
    blue: int

    @property
    def hex(self) -> str:
        """As HTML and terminals write it."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def luminance(self) -> float:
        """The relative luminance, from 0 to 1, as the web's accessibility guidelines define it.

        Source: WCAG 2.2, "relative luminance"
        """
        red, green, blue = (_linear(part / 255) for part in self)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue


CIVIDIS = (
    Colour(0, 34, 78),
    Colour(26, 56, 111),
    Colour(67, 78, 108),
    Colour(97, 101, 111),
    Colour(125, 124, 120),
    Colour(155, 148, 118),
    Colour(188, 174, 108),
    Colour(222, 201, 88),
    Colour(254, 232, 56),
)
"""Nine of its colours, as matplotlib has them.

Source: J. R. Nuñez, C. R. Anderton, R. S. Renslow: Optimizing colormaps with consideration for
color vision deficiency to enable accurate interpretation of scientific data. PLoS ONE 13 (2018)
"""

BLACK, WHITE = Colour(0, 0, 0), Colour(255, 255, 255)


def shade(share: float) -> Colour:
    """The colour of a share from 0, dark, to 1, bright; other values are clipped.

    Example:
        >>> shade(0.0), shade(0.0625)
        (Colour(red=0, green=34, blue=78), Colour(red=13, green=45, blue=94))
    """
    place = min(max(share, 0.0), 1.0) * (len(CIVIDIS) - 1)
    low, high = list(pairwise(CIVIDIS))[min(int(place), len(CIVIDIS) - 2)]
    part = place - min(int(place), len(CIVIDIS) - 2)
    return Colour(*(round(a + part * (b - a)) for a, b in zip(low, high, strict=True)))


def ink_on(ground: Colour) -> Colour:
    """The colour of text on this background: black or white, whichever has more contrast.

    Example:
        >>> ink_on(shade(0.0)) is WHITE, ink_on(shade(1.0)) is BLACK
        (True, True)
    """
    return max(BLACK, WHITE, key=lambda ink: contrast(ink, ground))


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two colours: from 1, equal, to 21, black on white.

    Source: WCAG 2.2, "contrast ratio"

    Example:
        >>> contrast(BLACK, WHITE)
        21.0
    """
    dark, bright = sorted((one.luminance, other.luminance))
    return (bright + 0.05) / (dark + 0.05)


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
    def of(cls, comparison: Comparison, rows: Rows = "held_out") -> "Heat":
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


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
