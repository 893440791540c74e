"""Curves: numbers over epochs, generations or forward passes."""

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import NamedTuple

from edunn.messages import Message, listed
from edunn.plots.chart import Chart
from edunn.plots.colours import DISTINCT
from edunn.plots.panel import WHOLE, Area, ChartAxis, Line, Mark, Numbers, Panel, round_numbers

HEADROOM = 1.15
"""The top of an axis of losses, as a multiple of the largest that has to fit."""

BEGINNING = 20
"""The first of so many parts of a curve may leave the panel: a loss often begins far above."""


class Series(NamedTuple):
    """One curve of a plot.

    Example:
        >>> Series("training", (1, 2), (0.9, 0.4)).ends
        'training from 0.9 to 0.4'
    """

    name: str
    x: Numbers
    y: Numbers
    low: Numbers | None = None
    high: Numbers | None = None
    """The edges of a band around it, such as the smallest and the largest of many seeds."""

    colour: int = 1
    is_dashed: bool = False

    @property
    def ends(self) -> str:
        """Where it begins and ends, in words."""
        first, last = (f"{self.y[end]:.4g}" for end in (0, -1))
        return Message("plot.curve", name=self.name, first=first, last=last)

    @property
    def marks(self) -> list[Mark]:
        """The band, if it has one, and the line."""
        is_dashed = self.is_dashed or self.colour > DISTINCT
        line = Line(self.x, self.y, self.colour, self.name, is_dashed)
        if self.low is None or self.high is None:
            return [line]
        return [Area(self.x, self.low, self.high, self.colour), line]


def curves(
    title: str,
    values: Mapping[str, Numbers],
    x: Numbers | None = None,
    x_title: str = "epoch",
    y_title: str = "",
) -> Chart:
    """A chart with one curve for each name.

    Args:
        values: numbers of each curve, by its name; the second one is dashed, and so on in turn.
        x: where they were measured; 1, 2, 3 ... by default.

    Example:
        >>> chart = curves("Accuracy", {"training": [0.5, 0.9], "validation": [0.4, 0.8]})
        >>> chart.panels[0].description
        'training from 0.5 to 0.9; validation from 0.4 to 0.8'
    """
    lines = [
        Series(name, x or range(1, len(y) + 1), y, colour=k + 1, is_dashed=k % 2 == 1)
        for k, (name, y) in enumerate(values.items())
    ]
    return Chart((curve_panel(title, lines, x_title, y_title),))


def curve_panel(
    title: str,
    lines: Sequence[Series],
    x: str | ChartAxis = "epoch",
    y_title: str = "",
    top: float | None = None,
    description: str = "",
) -> Panel:
    """A panel with these curves; the y axis begins at 0, or below the least of negative numbers.

    Args:
        x: the x axis, or the title of one that counts from 0.
        top: the largest value on the y axis, where higher ones are cut off; by default most of
            each curve fits.
        description: in words; by default where each curve begins and ends.
    """
    known = [line for line in lines if len(line.x)]
    last = max((float(line.x[-1]) for line in known), default=1.0)
    across = counting(x, last) if isinstance(x, str) else x
    low, high = _limits(known) if top is None else (0.0, top)
    marks = [mark for line in known for mark in line.marks]
    words = description or listed([line.ends for line in known])
    return Panel(title, words, across, ChartAxis.linear(y_title, low, high), marks)


def counting(title: str, last: float) -> ChartAxis:
    """An axis from 0 to the last epoch or generation, with whole numbers."""
    ticks = [
        (place, Message("number.short", value=place))
        for place in round_numbers(0, max(last, 4), WHOLE)
    ]
    return ChartAxis(title, 0, last, [tick for tick in ticks if tick[0] <= last])


def _limits(lines: Sequence[Series]) -> tuple[float, float]:
    """From 0 or the least value to a little above the largest, without the first moments."""
    settled = [y for line in lines for y in line.y[len(line.y) // BEGINNING :] if isfinite(y)]
    low, high = min(settled, default=0.0), max(settled, default=1.0)
    if low >= 0:
        return 0.0, HEADROOM * high or 1.0
    margin = (HEADROOM - 1) * (high - low)
    return low - margin, high + margin
