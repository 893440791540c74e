"""Pooling: the layers that make an image smaller, by one number for each window.

max pooling       y = the largest,  dx = dy at the largest, 0 elsewhere
average pooling   y = the mean,     dx = dy / n at each of the n
"""

from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from math import prod
from typing import ClassVar, final

import numpy as np

from edunn.arrays import Array, Named, Shape
from edunn.errors import ShapeError
from edunn.formulas import Formula
from edunn.guards import unbox
from edunn.layers.base import Cache, Layer, LayerState
from edunn.layers.patches import Patches
from edunn.layers.windows import Pair, Windows, keep_pairs, pair, require_image, require_padding
from edunn.messages import Message
from edunn.operations import (
    ALL,
    Entrywise,
    Largest,
    LayerStep,
    LayerSteps,
    Place,
    Sum,
    Where,
)

OF_MAXIMA = Formula("sum of dy where x is the maximum", r"\sum_{x \;\text{is the maximum}} dy")
MEAN_OF_PATCH = Formula(
    "mean of patch(x)", r"\operatorname{mean} \operatorname{patch}\left( x \right)"
)
OF_MEANS = Formula("sum of dy/n over patches", r"\sum_{\text{patches}} \frac{dy}{n}")
MEAN_OF_ALL = Formula("mean of x over places", r"\operatorname{mean}_{\text{places}} x")
SHARE = Formula("dy/places", r"\frac{dy}{\text{places}}")
X, DY, DY_N = Formula("x", ""), Formula("dy", ""), Formula("dy/n", "")


@dataclass(frozen=True)
class Pooling(Layer):
    """The common part of pooling by windows: every channel is pooled by itself."""

    window: int | Pair = 2
    stride: int | Pair | None = None
    """None is the size of the window, so that windows do not overlap."""
    padding: str = "valid"

    def __post_init__(self) -> None:
        super().__post_init__()
        require_padding(self.padding)
        unbox(self)
        keep_pairs(self, "window", *(["stride"] if self.stride is not None else []))

    @cached_property
    def windows(self) -> Windows:
        """How the window moves over an image."""
        size = pair("window", self.window)
        stride = size if self.stride is None else pair("stride", self.stride)
        return Windows(size, stride, self.padding)

    def output_shape(self, shape: Shape) -> Shape:
        """A smaller image, `(h, v, C)`."""
        require_image(type(self).__name__, shape)
        return (*self.windows.places(shape[:2]), shape[2])

    def title(self, name: Callable[[object], str]) -> str:
        """Name and window: `max_pool 2x2`."""
        return f"{name(self)} {'x'.join(map(str, self.windows.size))}"

    def input_gradient(self, dy: Array, cache: Cache, p: Named) -> Array:
        """`dx`: for each pixel of the window its part of `dy`, added to what lay under it."""
        image = (*dy.shape[:-3], *cache["x"].shape[-3:])
        return self.windows.add_pixels(self.parts(dy, cache), image, dy.dtype)

    @abstractmethod
    def parts(self, dy: Array, cache: Cache) -> Iterator[Array]:
        """dL/d of each pixel of the window, in turn, at all places, `(..., h, v, C)`."""


@final
@dataclass(frozen=True)
class MaxPool2D(Pooling):
    """Max pooling: the largest number of each window, so that a pattern may move a little.

    Args:
        window: rows and columns of the window, or one number for both.
        stride: how far it moves; None for its own size.
        padding: "valid", only windows inside the image; or "same", windows at the edges too.

    Formula:   y[i, j] = max of patch(i, j)
    Gradient:  dx = dy at the pixel of the maximum, the first of several; 0 elsewhere
    Shapes:    x (..., B, H, V, C), y (..., B, h, v, C)
    Source:    Scherer, Mueller and Behnke (2010), "Evaluation of pooling operations in
               convolutional architectures for object recognition"

    Example:
        >>> x = np.array([[1.0, 3.0], [2.0, 0.0]]).reshape(1, 2, 2, 1)
        >>> MaxPool2D().forward(x, {}, LayerState())[0]
        array([[[[3.]]]])
    """

    letter: ClassVar[str] = "m"

    def forward(self, x: Array, p: Named, state: LayerState) -> tuple[Array, Cache]:
        """The largest number, and which pixel of the window it came from."""
        y, *others = self.windows.pixels(self.windows.padded(x, -np.inf))
        place = np.zeros(y.shape, np.min_scalar_type(len(others)))  # the smallest integers
        for m, pixels in enumerate(others, start=1):
            place = np.maximum(place, (pixels > y) * place.dtype.type(m))
            y = np.maximum(y, pixels)
        return y, {"x": x, "place": place}

    def parts(self, dy: Array, cache: Cache) -> Iterator[Array]:
        """`dy` for the pixel of the maximum, 0 for the others."""
        return (dy * (cache["place"] == m) for m in range(prod(self.windows.size)))

    def trace_steps(self, cache: Cache) -> LayerSteps:
        """The largest of a patch; backward, dy of the patches in which a pixel is the largest."""
        patches, chosen = Patches(self.windows, cache["x"].shape[1:]), cache["place"]

        def of_maxima(place: Place, shapes: Mapping[str, Shape]) -> dict[str, Where]:
            n, r, s, c = place
            rows, columns, pixels = patches.over((r, s))
            is_maximum = chosen[n, rows, columns, c] == pixels
            return {"dy": (n, rows[is_maximum], columns[is_maximum], c)}

        dx = Sum(DY, ("dy",), places=of_maxima, rule=OF_MAXIMA, is_of_rows=True)
        return {
            "y": LayerStep("max_pooling", Largest("x", patches.of_window)),
            "dx": LayerStep("max_pooling_backward", dx),
        }


@final
@dataclass(frozen=True)
class AveragePool2D(Pooling):
    """Average pooling: the mean of each window.

    Args:
        window: rows and columns of the window, or one number for both.
        stride: how far it moves; None for its own size.
        padding: "valid", only windows inside the image; or "same", where a window at the edge is
            the mean of the pixels inside the image.

    Formula:   y[i, j] = mean of patch(i, j)
    Gradient:  dx = dy / n at each of the n pixels
    Shapes:    x (..., B, H, V, C), y (..., B, h, v, C)
    Source:    LeCun et al. (1998), "Gradient-based learning applied to document recognition",
               section II.B, "sub-sampling"

    Example:
        >>> x = np.array([[1.0, 3.0], [2.0, 0.0]]).reshape(1, 2, 2, 1)
        >>> AveragePool2D().forward(x, {}, LayerState())[0]
        array([[[[1.5]]]])
    """

    letter: ClassVar[str] = "m"

    def forward(self, x: Array, p: Named, state: LayerState) -> tuple[Array, Cache]:
        """The mean of the pixels inside the image."""
        y = sum(self.windows.pixels(self.windows.padded(x))) / self._counts(x)
        return y, {"x": x}

    def parts(self, dy: Array, cache: Cache) -> Iterator[Array]:
        """An n-th of `dy` for each of them."""
        return repeat(dy / self._counts(cache["x"]), prod(self.windows.size))

    def trace_steps(self, cache: Cache) -> LayerSteps:
        """The mean of a patch; backward, an n-th of dy of all patches with the pixel in them."""
        x = cache["x"]
        patches = Patches(self.windows, x.shape[1:])
        counts = np.broadcast_to(self._counts(x), cache["y"].shape)

        def of_means(place: Place, shapes: Mapping[str, Shape]) -> dict[str, Where]:
            where = patches.of_share(place, shapes)["dy"]
            return {"dy": where, "n": where}

        y = Sum(X, ("x",), is_mean=True, places=patches.of_window, rule=MEAN_OF_PATCH,
                is_of_rows=True)  # fmt: skip
        dx = Sum(DY_N, ("dy",), np.divide, {"n": counts}, places=of_means, rule=OF_MEANS,
                 is_of_rows=True)  # fmt: skip
        return {
            "y": LayerStep("average_pooling", y),
            "dx": LayerStep("average_pooling_backward", dx),
        }

    def _counts(self, x: Array) -> Array:
        """How many pixels of the image each window has, `(h, v, 1)`."""
        inside = np.ones((*x.shape[-3:-1], 1), x.dtype)
        counts: Array = np.sum(list(self.windows.pixels(self.windows.padded(inside))), axis=0)
        return counts


@final
@dataclass(frozen=True)
class GlobalAveragePool(Layer):
    """Global average pooling: the mean over all places, of each feature map or each column.

    The places are the pixels of an image, or the time steps of a sequence.

    Formula:   y[c] = mean of x[:, :, c], or of x[:, c]
    Gradient:  dx = dy / (H V) at every pixel, or dy / T at every time step
    Shapes:    x (..., B, H, V, C) or (..., B, T, C), y (..., B, C)
    Source:    Lin, Chen and Yan (2014), "Network in network", section 3.2

    Raises:
        ShapeError: rows that are neither images nor sequences.

    Example:
        >>> GlobalAveragePool().forward(np.ones((1, 4, 4, 3)), {}, LayerState())[0]
        array([[1., 1., 1.]])
    """

    letter: ClassVar[str] = "m"

    def output_shape(self, shape: Shape) -> Shape:
        """One number for each channel, `(C,)`."""
        if len(shape) not in (2, 3):
            raise ShapeError(Message("layer.no_places", layer="GlobalAveragePool", shape=shape))
        return shape[-1:]

    def forward(self, x: Array, p: Named, state: LayerState) -> tuple[Array, Cache]:
        """The mean over all places."""
        *places, channels = state.shape or x.shape[1:]
        y = x.mean(axis=tuple(range(-1 - len(places), -1)))
        return y, {"x": x, "shape": np.array([*places, channels])}

    def input_gradient(self, dy: Array, cache: Cache, p: Named) -> Array:
        """`dx`: an equal share of `dy` for each place."""
        *places, channels = cache["shape"].astype(int).tolist()
        share = dy.reshape(*dy.shape[:-1], *[1] * len(places), channels) / prod(places)
        return np.broadcast_to(share, (*dy.shape[:-1], *places, channels))

    def trace_steps(self, cache: Cache) -> LayerSteps:
        """The mean of a channel; backward, an equal share of dy."""
        places = cache["x"].shape[1:-1]

        def of_channel(place: Place, shapes: Mapping[str, Shape]) -> dict[str, Where]:
            return {"x": (place[0], *[ALL] * len(places), place[-1])}

        def of_share(place: Place, shapes: Mapping[str, Shape]) -> dict[str, Where]:
            return {"dy": (place[0], place[-1])}

        y = Sum(X, ("x",), is_mean=True, places=of_channel, rule=MEAN_OF_ALL, is_of_rows=True)
        dx = Entrywise(SHARE, ("dy",), {"places": float(prod(places))}, places=of_share)
        return {
            "y": LayerStep("average_pooling", y),
            "dx": LayerStep("average_pooling_backward", dx),
        }
