"""Diagrams of networks: the units and weights of a small one, the layers of a large one."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from edunn.arrays import Array
from edunn.plots.chart import Chart
from edunn.plots.panel import Box, ChartAxis, Dots, Label, Line, Mark, Panel

GREY = 8
"""The colour of units and boxes, by its number in the palette."""

COLUMN, ROW, BOX = 150, 26, 46
"""Between two columns of units, two units, and two boxes, in pixels."""

THINNEST, THICKEST = 0.4, 4.0
"""Of the lines, in pixels; the weight farthest from 0 has the thickest."""

LETTERS = 44
"""A box has room for so many letters of its title."""


class Units(NamedTuple):
    """A column of units: what they are, and the names beside them, if they have any.

    Example:
        >>> Units(3, "3 softmax", ("setosa", "versicolor", "virginica")).size
        3
    """

    size: int
    caption: str
    names: Sequence[str] = ()

    @property
    def width(self) -> float:
        """The room beside the units, in pixels: of the names, or of half the caption below."""
        return max(20 + 7 * max(map(len, self.names), default=0), 4 * len(self.caption))

    def levels(self, most: int) -> list[float]:
        """The y of each unit; a column is centred beside one of `most` units."""
        return [most / 2 - self.size / 2 + k + 0.5 for k in range(self.size)]


class LayerBox(NamedTuple):
    """A layer in a box.

    Example:
        >>> LayerBox("conv2d 8, 3x3", "26 x 26 x 8", "80 parameters").shape
        '26 x 26 x 8'
    """

    title: str
    shape: str
    parameters: str = ""


def unit_diagram(columns: Sequence[Units], weights: Sequence[Array], words: str) -> Chart:
    """Units as dots, weights as lines: the thicker, the farther from 0; the colour is the sign.

    Args:
        weights: between two columns each, `(I, O)`.
        words: the network in one line.
    """
    most = max(column.size for column in columns)
    left, right = (0.2 + column.width / COLUMN for column in (columns[0], columns[-1]))
    marks = [*_weights(columns, weights, most), *_units(columns, most)]
    x = ChartAxis.hidden(-left, len(columns) - 1 + right)
    y = ChartAxis.hidden(-0.1, most + 0.9).reversed
    width, height = COLUMN * (len(columns) - 1 + left + right), ROW * (most + 1) + 50
    return Chart((Panel("Network", words, x, y, marks, width, height),))


def _weights(columns: Sequence[Units], weights: Sequence[Array], most: int) -> Iterator[Mark]:
    yield Line((), (), 1, "positive weight", width=THICKEST)
    yield Line((), (), 2, "negative weight", width=THICKEST)
    largest = max(float(abs(W).max()) for W in weights) or 1.0
    for k, W in enumerate(weights):
        below, above = columns[k].levels(most), columns[k + 1].levels(most)
        for i, row in enumerate(W.tolist()):
            for j, weight in enumerate(row):
                share = abs(weight) / largest
                width = THINNEST + (THICKEST - THINNEST) * share
                ends = (k, k + 1), (below[i], above[j])
                colour = 1 if weight >= 0 else 2
                yield Line(*ends, colour, width=width, opacity=0.25 + 0.7 * share)


def _units(columns: Sequence[Units], most: int) -> Iterator[Mark]:
    for k, column in enumerate(columns):
        levels = column.levels(most)
        yield Dots([k] * column.size, levels, GREY, size=7, has_edge=True)
        yield Label(k, most + 0.5, column.caption, is_bold=True)
        is_first = k == 0
        for name, y in zip(column.names, levels, strict=False):
            x, anchor = (k - 0.1, "end") if is_first else (k + 0.1, "start")
            yield Label(x, y, name, anchor=anchor)  # type: ignore[arg-type]


def box_diagram(boxes: Sequence[LayerBox], words: str) -> Chart:
    """The layers as boxes, from the input down to the output, with the shape that each gives."""
    marks = [mark for k, box in enumerate(boxes) for mark in _box(k, box, k < len(boxes) - 1)]
    axes = ChartAxis.hidden(0, 1), ChartAxis.hidden(0, len(boxes)).reversed
    return Chart((Panel("Network", words, *axes, marks, 560, BOX * len(boxes) + 30),))


def _box(k: int, box: LayerBox, has_next: bool) -> Iterator[Mark]:
    title = box.title if len(box.title) <= LETTERS else f"{box.title[: LETTERS - 3]}..."
    yield Box(0.01, k + 0.1, 0.98, 0.64, GREY, 0.14, has_edge=True)
    yield Label(0.03, k + 0.42, title, anchor="start", is_bold=True)
    yield Label(0.74, k + 0.42, box.parameters, anchor="end", size=11)
    yield Label(0.97, k + 0.42, box.shape, anchor="end")
    if has_next:
        yield Line((0.5, 0.5), (k + 0.74, k + 1.1), GREY, width=1.6)
