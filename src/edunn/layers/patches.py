"""Patches in a trace: which numbers of an image, a kernel or a gradient one entry is made of.

    y[n, i, j, o]   pixels of the patch at (i, j), and a column of W
    dW[q, o]        the pixel q of every patch, and dy there
    dx[n, r, s, c]  dy at all places whose patch has the pixel (r, s) in it, and rows of W

Pixels outside the image are zeros, and left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, final

import numpy as np

from edunn.arrays import Indices, Shape
from edunn.layers.windows import Windows
from edunn.operations import ALL, Place, Where

Shapes = Mapping[str, Shape]


class Pixels(NamedTuple):
    """Index arrays of one length: of an image, or of the places for a window."""

    rows: Indices
    columns: Indices
    numbers: Indices
    """Which pixel of the window it is, counted row by row."""


@final
@dataclass(frozen=True)
class Patches:
    """The places of the numbers in all sums of a convolutional or a pooling layer.

    Example:
        >>> patches = Patches(Windows((2, 2)), (5, 5, 1))
        >>> [q.tolist() for q in patches.at((0, 1))]
        [[0, 0, 1, 1], [1, 2, 1, 2], [0, 1, 2, 3]]
        >>> [q.tolist() for q in patches.over((0, 1))]
        [[0, 0], [1, 0], [0, 1]]
    """

    windows: Windows
    image: Shape
    """`(H, V, C)`."""

    @property
    def channels(self) -> Indices:
        """`(C,)`."""
        return np.arange(self.image[2])

    def at(self, place: Sequence[int]) -> Pixels:
        """The pixels of the image in the window at a place `(i, j)`."""
        lines = []
        for i, axis in zip(place, self._axes(), strict=True):
            pixels = i * axis.stride - axis.edge + axis.dilation * np.arange(axis.size)
            lines.append(_Line(pixels, (pixels >= 0) & (pixels < axis.pixels)))
        return self._crossed(*lines)

    def over(self, pixel: Sequence[int]) -> Pixels:
        """The places for the window at which it covers a pixel of the image `(r, s)`."""
        lines = []
        for r, axis in zip(pixel, self._axes(), strict=True):
            start = r + axis.edge - axis.dilation * np.arange(axis.size)
            places = start // axis.stride
            fits = (start % axis.stride == 0) & (places >= 0) & (places < axis.places)
            lines.append(_Line(places, fits))
        return self._crossed(*lines)

    def of_map(self, place: Place, shapes: Shapes) -> dict[str, Where]:
        """`y[n, i, j, o]`: the pixels of the patch times the filter's column of W."""
        n, i, j, o = place
        rows, columns, numbers = (q[:, np.newaxis] for q in self.at((i, j)))
        weights = numbers * self.image[2] + self.channels
        return {"x": (n, rows, columns, self.channels), "W": (weights, o)}

    def of_kernel(self, place: Place, shapes: Shapes) -> dict[str, Where]:
        """`dW[q, o]`: the pixel q of the patch at every place, times dy there."""
        q, o = place
        number, channel = divmod(q, self.image[2])
        lines = []
        for k, axis in zip(divmod(number, self.windows.size[1]), self._axes(), strict=True):
            places = np.arange(axis.places)
            pixels = places * axis.stride - axis.edge + axis.dilation * k
            inside = (pixels >= 0) & (pixels < axis.pixels)
            lines.append((places[inside], pixels[inside]))
        (i, rows), (j, columns) = lines
        rows, i = rows[:, np.newaxis], i[:, np.newaxis]
        return {"x": (ALL, rows, columns, channel), "dy": (ALL, i, j, o)}

    def of_pixel(self, place: Place, shapes: Shapes) -> dict[str, Where]:
        """`dx[n, r, s, c]`: dy wherever the pixel was used, times the weight it was used with."""
        n, r, s, c = place
        rows, columns, numbers = (q[:, np.newaxis] for q in self.over((r, s)))
        filters = np.arange(shapes["dy"][-1])
        return {"dy": (n, rows, columns, filters), "W": (numbers * self.image[2] + c, filters)}

    def of_window(self, place: Place, shapes: Shapes) -> dict[str, Where]:
        """`y[n, i, j, c]` of a pooling layer: the pixels of one channel in the window."""
        n, i, j, c = place
        rows, columns, _ = self.at((i, j))
        return {"x": (n, rows, columns, np.array(c))}

    def of_share(self, place: Place, shapes: Shapes) -> dict[str, Where]:
        """`dx[n, r, s, c]` of a pooling layer: dy of all windows that have the pixel in them."""
        n, r, s, c = place
        rows, columns, _ = self.over((r, s))
        return {"dy": (n, rows, columns, c)}

    def _axes(self) -> "Iterator[_Axis]":
        windows, image = self.windows, self.image[:2]
        edges = (edge[0] for edge in windows.edges(image))
        counts = windows.places(image)
        for numbers in zip(
            image, windows.size, windows.stride, windows.dilation, edges, counts, strict=True
        ):
            yield _Axis(*numbers)

    def _crossed(self, rows: "_Line", columns: "_Line") -> Pixels:
        """All that are inside on both axes."""
        k, m = np.meshgrid(*(np.flatnonzero(q.inside) for q in (rows, columns)), indexing="ij")
        numbers = k * self.windows.size[1] + m
        return Pixels(rows.places[k].ravel(), columns.places[m].ravel(), numbers.ravel())


class _Axis(NamedTuple):
    """The rows of an image and the window, or the columns."""

    pixels: int
    size: int
    stride: int
    dilation: int
    edge: int
    places: int


class _Line(NamedTuple):
    places: Indices
    inside: "np.typing.NDArray[np.bool_]"
