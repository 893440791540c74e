"""Windows: the small parts of an image that a convolutional or a pooling layer works on.

    padded       zeros around the image, if its edges shall count like its middle
    patches      what lies in the window, for every place it is laid on
    add_pixels   the way back: each number of a patch is added to the pixel that it came from

The window moves by `stride` pixels; with a `dilation` d its own pixels are d apart. Images are
channels last, `(..., H, V, C)`: H rows and V columns of pixels with C numbers each. There are
`(h, v)` places for the window:

    h = 1 + (H + padding - span) // stride,   span = dilation (k - 1) + 1,   for k rows of pixels
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from edunn.arrays import Array, Shape
from edunn.errors import SettingError, ShapeError
from edunn.guards import require_choice, require_count
from edunn.messages import Message

Pair = tuple[int, int]
"""One number for the rows of an image and one for its columns."""

PADDINGS = ("valid", "same")
"""What lies around an image: nothing, or zeros."""


MOST_IMAGES = 10
"""So many images side by side may be as wide as a window that has zeros around the image."""


class Edges(NamedTuple):
    """How many pixels are added on each side of an image."""

    rows: Pair
    columns: Pair


@final
@dataclass(frozen=True)
class Windows:
    """A window of `size` pixels, and how it moves over an image.

    Args:
        size: its rows and columns, `(k, l)`.
        stride: the distance from one place to the next.
        padding: "valid", only places inside the image; "same", with stride 1 as many places as
            the image has pixels.
        dilation: the distance between the window's own pixels.
        name: what the layer calls the window.

    Example:
        >>> Windows((2, 2), stride=(2, 2)).places((5, 4))
        (2, 2)
    """

    size: Pair
    stride: Pair = (1, 1)
    padding: str = "valid"
    dilation: Pair = (1, 1)
    name: str = "window"

    @property
    def span(self) -> Pair:
        """How many rows and columns of the image the window reaches across."""
        (k, l), (d, e) = self.size, self.dilation  # noqa: E741 - the letters of the docstring
        return d * (k - 1) + 1, e * (l - 1) + 1

    def edges(self, image: Shape) -> Edges:
        """The pixels to add: half of them before, half behind, an odd one behind, as in Keras."""
        if self.padding == "valid":
            return Edges((0, 0), (0, 0))
        sides = []
        for pixels, span, stride in zip(image, self.span, self.stride, strict=True):
            missing = max(0, (-(-pixels // stride) - 1) * stride + span - pixels)
            sides.append((missing // 2, missing - missing // 2))
        return Edges(*sides)

    def places(self, image: Shape) -> Pair:
        """How many places there are for the window, `(h, v)`.

        Raises:
            ShapeError: the window is larger than the image, or with zeros around it than
                `MOST_IMAGES`.
        """
        most = image if self.padding == "valid" else [MOST_IMAGES * n for n in image]
        if any(span > n for n, span in zip(most, self.span, strict=True)):
            code = "layer.window_too_large" if most is image else "layer.window_in_zeros"
            raise ShapeError(Message(code, name=self.name, span=self.span, image=image))
        padded = [n + sum(edge) for n, edge in zip(image, self.edges(image), strict=True)]
        h, v = (
            1 + (n - span) // stride
            for n, span, stride in zip(padded, self.span, self.stride, strict=True)
        )
        return h, v

    def padded(self, x: Array, fill: float = 0.0) -> Array:
        """The image with its edges, `(..., H + .., V + .., C)`; the image itself without any."""
        edges = self.edges(x.shape[-3:-1])
        if not any(map(any, edges)):
            return x
        return np.pad(x, [(0, 0)] * (x.ndim - 3) + [*edges, (0, 0)], constant_values=fill)

    def patches(self, x: Array) -> Array:
        """What lies in the window at every place, `(..., h, v, k, l, C)`; `x` is padded; a view."""
        (s, t), (d, e) = self.stride, self.dilation
        whole = sliding_window_view(x, self.span, axis=(-3, -2))  # (..., h, v, C, span, span)
        return np.moveaxis(whole[..., ::s, ::t, :, ::d, ::e], -3, -1)

    def pixels(self, x: Array) -> Iterator[Array]:
        """What lies under each pixel of the window, at all places: views `(..., h, v, C)`."""
        (k, l), (s, t), (d, e) = self.size, self.stride, self.dilation  # noqa: E741
        h, v = (
            1 + (n - span) // stride
            for n, span, stride in zip(x.shape[-3:-1], self.span, self.stride, strict=True)
        )
        for i in range(k):
            for j in range(l):
                top, left = i * d, j * e
                yield x[..., top : top + s * h : s, left : left + t * v : t, :]

    def add_pixels(self, dpixels: Iterable[Array], image: Shape, dtype: Any) -> Array:
        """The way back: the sum, for each pixel of the image, of all that came from it.

        Args:
            dpixels: for each pixel of the window, in the order of `pixels`, what goes back to what
                lay under it, at all places, `(..., h, v, C)`.
            image: the shape of all images, `(..., H, V, C)`.
        """
        *front, H, V, C = image
        rows, columns = self.edges((H, V))
        dx = np.zeros((*front, H + sum(rows), V + sum(columns), C), dtype)
        overlap = any(span > stride for span, stride in zip(self.span, self.stride, strict=True))
        for pixels, back in zip(self.pixels(dx), dpixels, strict=True):
            if overlap:
                pixels += back
            else:  # only one came from each
                pixels[...] = back
        return dx[..., rows[0] : rows[0] + H, columns[0] : columns[0] + V, :]


def pair(name: str, given: Any) -> Pair:
    """One whole number for both, or two of them.

    Raises:
        SettingError: it is neither, or a number is below 1.

    Example:
        >>> pair("kernel", 3), pair("kernel", [3, 5])
        ((3, 3), (3, 5))
    """
    sides = (given, given) if isinstance(given, int | np.integer) else given
    if not isinstance(sides, (tuple, list)) or len(sides) != 2:
        raise SettingError(Message("setting.pair", name=name, given=given))
    for side in sides:
        require_count(name, side)
    return int(sides[0]), int(sides[1])


def keep_pairs(layer: Any, *names: str) -> None:
    """Keep pairs that came as lists, as they do from a file, as tuples.

    Raises:
        SettingError: a setting is neither a whole number nor a pair of them.
    """
    for name in names:
        given = getattr(layer, name)
        both = pair(name, given)
        if isinstance(given, list):
            object.__setattr__(layer, name, both)


def require_padding(padding: Any) -> str:
    """Refuse a kind of padding that does not exist."""
    return require_choice("padding", padding, PADDINGS)


def require_image(layer: str, shape: Shape) -> None:
    """Refuse rows that are no images `(H, V, C)`.

    Raises:
        ShapeError: what the layer got, and how to make an image of it.
    """
    if len(shape) != 3:
        raise ShapeError(Message("layer.no_image", layer=layer, shape=shape))
