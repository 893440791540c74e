"""Flatten and Reshape: the layers that arrange the same numbers in another shape.

y = x in another shape,  dx = dy in the shape of x
"""

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any, ClassVar, final

import numpy as np

from edunn.arrays import Array, Named, Shape
from edunn.errors import ShapeError
from edunn.formulas import Formula
from edunn.guards import require_count
from edunn.layers.base import Cache, Layer, LayerState
from edunn.messages import Message
from edunn.operations import LayerStep, LayerSteps, Moved, Place, Places, Where

FORWARD = Formula("x rearranged", r"x \;\text{rearranged}")
BACKWARD = Formula("dy put back", r"dy \;\text{put back}")


@dataclass(frozen=True)
class Rearranging(Layer):
    """The common part: numbers stay as they are, row by row of the last axis."""

    letter: ClassVar[str] = "f"

    @abstractmethod
    def output_shape(self, shape: Shape) -> Shape:
        """The new shape."""

    def forward(self, x: Array, p: Named, state: LayerState) -> tuple[Array, Cache]:
        """The same numbers in the new shape."""
        front = x.shape[: x.ndim - len(state.shape)]  # (B,), or (P, B)
        y = x.reshape(front + self.output_shape(state.shape))
        return y, {"x": x, "shape": np.array(state.shape)}

    def input_gradient(self, dy: Array, cache: Cache, p: Named) -> Array:
        """`dx`: the numbers of `dy` in the shape of the input."""
        shape = tuple(cache["shape"].astype(int))
        front = dy.shape[: dy.ndim - len(self.output_shape(shape))]
        return dy.reshape(front + shape)

    def trace_steps(self, cache: Cache) -> LayerSteps:
        """Each number is that at the same place, counted row by row."""
        x, y = cache["x"].shape, cache["y"].shape
        return {
            "y": LayerStep("rearranging", Moved(FORWARD, "x", _same("x", y, x))),
            "dx": LayerStep("rearranging_backward", Moved(BACKWARD, "dy", _same("dy", x, y))),
        }


def _same(letter: str, shape: Shape, other: Shape) -> Places:
    """From a place in an array of one shape to the same in one of the other."""

    def places(place: Place, shapes: Mapping[str, Shape]) -> dict[str, Where]:
        number = np.ravel_multi_index(place, shape)
        return {letter: tuple(int(k) for k in np.unravel_index(number, other))}

    return places


@final
@dataclass(frozen=True)
class Flatten(Rearranging):
    """All numbers of an image, or of all time steps, in one row: what a dense layer takes.

    Formula:   y = x, one row after the other
    Gradient:  dx = dy, in the shape of x
    Shapes:    x (..., B, H, V, C) or any other shape, y (..., B, H V C)

    Example:
        >>> Flatten().output_shape((4, 4, 16))
        (256,)
    """

    def output_shape(self, shape: Shape) -> Shape:
        """As many numbers, on one axis."""
        return (prod(shape),)


@final
@dataclass(frozen=True)
class Reshape(Rearranging):
    """The same numbers in a shape of your own: a row of 784 pixels as an image of 28 x 28 x 1.

    Args:
        shape: the new shape of one row.

    Formula:   y = x, in the new shape
    Gradient:  dx = dy, in the shape of x
    Shapes:    x (..., B, I) or any other shape, y (..., B, *shape)

    Raises:
        ShapeError: the new shape has another number of places than the row has numbers.

    Example:
        >>> Reshape((28, 28, 1)).output_shape((784,))
        (28, 28, 1)
    """

    shape: Sequence[int]

    def __post_init__(self) -> None:
        super().__post_init__()
        given: Any = self.shape if isinstance(self.shape, (tuple, list)) else (self.shape,)
        for size in given:
            require_count("shape", size)
        object.__setattr__(self, "shape", tuple(int(size) for size in given))

    def output_shape(self, shape: Shape) -> Shape:
        """The shape that was chosen."""
        chosen = tuple(self.shape)
        if prod(chosen) != prod(shape):
            raise ShapeError(
                Message(
                    "layer.reshape",
                    shape=shape,
                    numbers=prod(shape),
                    to=chosen,
                    wanted=prod(chosen),
                )
            )
        return chosen

    def title(self, name: Callable[[object], str]) -> str:
        """Name and shape: `reshape 28x28x1`."""
        return f"{name(self)} {'x'.join(map(str, self.shape))}"
