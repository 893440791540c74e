"""Boundaries: what a network gives for every point of the plane of two inputs, and its rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, final

import numpy as np
import numpy.typing as npt

from edunn.arrays import Array, Indices
from edunn.messages import Message
from edunn.plots.chart import Chart
from edunn.plots.colours import BLACK, CIVIDIS, PALETTE, WHITE, Colour, shade
from edunn.plots.panel import ChartAxis, Dots, Line, Mark, Panel, Pixels

Chosen: TypeAlias = npt.NDArray[np.integer[Any]]
"""The number of a class for each row."""

PIXELS = 90
"""Of a boundary, in a row and in a column."""

PALE, STRONG = 0.12, 0.62
"""The share of a class's colour where all classes are equally likely, and where one is certain."""

WRONG = Colour(100, 100, 100)
"""Of the rings around rows on the wrong side: grey, which is no class."""

MOST_NAMES = 12
"""So many classes have a place in the legend."""

MARGIN = 0.08
"""The space around the rows, as a share of their range."""


@final
@dataclass(frozen=True)
class Plane:
    """The plane of two inputs around some rows.

    Example:
        >>> Plane.around(np.array([[0.0, 0.0], [1.0, 2.0]]), ("a", "b")).high
        (1.08, 2.16)
    """

    names: tuple[str, str]
    low: tuple[float, float]
    high: tuple[float, float]

    @classmethod
    def around(cls, points: Array, names: tuple[str, str]) -> "Plane":
        """The plane that holds all points, `(B, 2)`, with a margin."""
        low, high = points.min(axis=0).astype(float), points.max(axis=0).astype(float)
        margin = np.where(high > low, MARGIN * (high - low), 0.5)
        (left, down), (right, up) = (low - margin).tolist(), (high + margin).tolist()
        return cls(names, (left, down), (right, up))

    @property
    def pixels(self) -> Array:
        """The points in the middle of each pixel, row by row from the top, `(PIXELS^2, 2)`."""
        middles = (np.arange(PIXELS) + 0.5) / PIXELS
        across = self.low[0] + middles * (self.high[0] - self.low[0])
        up = self.high[1] - middles * (self.high[1] - self.low[1])
        x, y = np.meshgrid(across, up)
        return np.stack([x.ravel(), y.ravel()], axis=1)

    @property
    def axes(self) -> tuple[ChartAxis, ChartAxis]:
        """Both, without a grid, which would cover the picture."""
        x, y = zip(self.low, self.high, strict=True)
        return tuple(  # type: ignore[return-value]
            ChartAxis(axis.title, axis.low, axis.high, axis.ticks, has_grid=False)
            for axis in (
                ChartAxis.linear(self.names[0], *x),
                ChartAxis.linear(self.names[1], *y),
            )
        )


def class_boundary(
    title: str,
    plane: Plane,
    shares: Array,
    points: Array,
    of_points: tuple[Chosen, Chosen],
    names: Sequence[str],
) -> Chart:
    """The class of every point of the plane, the stronger its colour the surer; and the rows.

    Args:
        shares: the probability of each class for each pixel, `(PIXELS^2, C)`.
        points: the rows, `(B, 2)`.
        of_points: the true and the predicted class of each row, `(B,)`.
    """
    true, predicted = of_points
    marks: list[Mark] = [_painted(_class_colours(shares))]
    for k, name in enumerate(names):
        own = points[true == k]
        dots = PALETTE[k % len(PALETTE)].mixed(BLACK, 0.25)
        entry = name if k < MOST_NAMES else ""
        marks.append(Dots(*_columns(own), dots, entry, has_edge=True))
    wrong = points[true != predicted]
    if len(wrong):
        marks.append(Dots(*_columns(wrong), WRONG, Message("plot.misclassified"), 7, "ring"))
    counts = {"rows": len(points), "classes": len(names), "wrong": len(wrong)}
    words = Message("plot.rows_of_classes", **counts)
    return Chart((Panel(title, words, *plane.axes, marks, width=430, height=380),))


def value_boundary(
    title: str, plane: Plane, values: Array, points: Array, targets: Array, name: str
) -> Chart:
    """The number that is predicted for every point, from dark to bright, and the rows.

    Args:
        values: the output for each pixel, `(PIXELS^2,)`.
        points, targets: the rows, `(B, 2)`, and what is true of them, `(B,)`.
    """
    low, high = float(targets.min()), float(targets.max())
    width = high - low or 1.0
    colours = [shade((value - low) / width) for value in values.tolist()]
    steps = np.clip((targets - low) / width * len(CIVIDIS), 0, len(CIVIDIS) - 1).astype(int)
    marks: list[Mark] = [_painted(colours), *_shaded(points, steps, low, width)]
    ends = {"low": f"{low:.4g}", "high": f"{high:.4g}"}
    words = Message("plot.dark_to_bright", name=name, rows=len(points), **ends)
    return Chart((Panel(title, words, *plane.axes, marks, width=430, height=380),))


def value_curve(
    title: str, x: Array, y: Array, rows: tuple[Array, Array], names: tuple[str, str]
) -> Chart:
    """The output over a single input, and the rows.

    Args:
        x, y: points of the curve, `(N,)`.
        rows: the input and the target of each row, `(B,)`.
        names: of the input and of the target.
    """
    low, high = float(min(y.min(), rows[1].min())), float(max(y.max(), rows[1].max()))
    margin = MARGIN * (high - low)
    marks: list[Mark] = [
        Dots(rows[0].tolist(), rows[1].tolist(), 1, Message("plot.rows"), 3.2, opacity=0.5),
        Line(x.tolist(), y.tolist(), 2, Message("plot.network")),
    ]
    axes = (
        ChartAxis.linear(names[0], float(x[0]), float(x[-1])),
        ChartAxis.linear(names[1], low - margin, high + margin),
    )
    words = Message("plot.rows_and_curve", rows=len(rows[0]))
    return Chart((Panel(title, words, *axes, marks, height=300),))


def _shaded(points: Array, steps: Indices, low: float, width: float) -> Iterator[Mark]:
    """The rows in the colour of their target; the legend has the darkest and the brightest."""
    for k, colour in enumerate(CIVIDIS):
        own = points[steps == k]
        is_end = k in (0, len(CIVIDIS) - 1)
        name = f"{low + width * k / (len(CIVIDIS) - 1):.4g}" if is_end else ""
        if len(own):
            yield Dots(*_columns(own), colour, name, has_edge=True)


def _class_colours(shares: Array) -> list[Colour]:
    best, classes = shares.argmax(axis=1), shares.shape[1]
    surplus = (shares.max(axis=1) * classes - 1) / max(classes - 1, 1)
    strength = PALE + (STRONG - PALE) * np.clip(surplus, 0, 1)
    return [
        WHITE.mixed(PALETTE[k % len(PALETTE)], share)
        for k, share in zip(best.tolist(), strength.tolist(), strict=True)
    ]


def _painted(colours: Sequence[Colour]) -> Pixels:
    return Pixels([colours[k : k + PIXELS] for k in range(0, len(colours), PIXELS)])


def _columns(points: Array) -> tuple[list[float], list[float]]:
    """The x and the y of points `(B, 2)`."""
    return points[:, 0].tolist(), points[:, 1].tolist()
