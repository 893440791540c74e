"""Dense: the fully connected layer, a weighted sum of all inputs for each unit.

y = x W + b,  dW = x^T dy,  db = sum of dy over rows,  dx = dy W^T
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, final

import numpy as np

from edunn.arrays import Array, Named, Shape, place_rows
from edunn.errors import ShapeError
from edunn.guards import require_count, unbox
from edunn.initializers import Initializer, default_for, default_for_biases
from edunn.layers.base import Cache, Layer, LayerState, require_initializers
from edunn.messages import Message
from edunn.operations import LayerStep, LayerSteps, Product, Sum


@final
@dataclass(frozen=True)
class Dense(Layer):
    """A fully connected layer: each output is a weighted sum of all inputs, plus a bias.

    In a sequence every time step is such a row of inputs, with the same weights for all.

    Formula:   y = x W + b
    Gradient:  dW = x^T dy,  db = sum of dy over rows,  dx = dy W^T
    Shapes:    x (B, I), W (I, O), b (O,), y (B, O); of sequences, x (B, T, I) and y (B, T, O);
               each may have P in front
    Source:    Rumelhart, Hinton and Williams (1986), "Learning representations by
               back-propagating errors"; Nielsen (2015), chapter 2, equations BP2 to BP4

    Example:
        >>> p = {"W": np.array([[1.0], [2.0]]), "b": np.array([10.0])}
        >>> y, cache = Dense(1).forward(np.array([[3.0, 4.0]]), p, LayerState())
        >>> y
        array([[21.]])
    """

    letter: ClassVar[str] = "z"

    is_dense: ClassVar[bool] = True

    units: int
    initializer: Initializer = field(default_factory=default_for)
    bias_initializer: Initializer = field(default_factory=default_for_biases)

    def __post_init__(self) -> None:
        super().__post_init__()
        require_count("units", self.units)
        require_initializers(self)
        unbox(self)

    def output_shape(self, shape: Shape) -> Shape:
        """One number for each unit; of a sequence, at every time step.

        Raises:
            ShapeError: an image, which has to be flattened first.
        """
        if len(shape) not in (1, 2):
            raise ShapeError(Message("layer.no_row", layer="Dense", shape=shape))
        return (*shape[:-1], self.units)

    def parameter_shapes(self, shape: Shape) -> Mapping[str, Shape]:
        """`W` is (I, O), `b` is (O,)."""
        return {"W": (shape[-1], self.units), "b": (self.units,)}

    def initial_parameters(self, shape: Shape, random: np.random.Generator) -> Named:
        """`W` and `b`, drawn by their initializers."""
        shapes = self.parameter_shapes(shape)
        return {
            "W": self.initializer.draw(shapes["W"], random),
            "b": self.bias_initializer.draw(shapes["b"], random),
        }

    def title(self, name: Callable[[object], str]) -> str:
        """Name and units: `dense 8`."""
        return f"{name(self)} {self.units}"

    def forward(self, x: Array, p: Named, state: LayerState) -> tuple[Array, Cache]:
        """x W + b."""
        rows = place_rows(x, 1) if len(state.shape) == 2 else x  # (B, T, I) -> (B T, I)
        y = rows @ p["W"]  # (B, I) (I, O) -> (B, O)
        y += p["b"][..., np.newaxis, :]  # (O,) -> (1, O), the same for every row
        return y if rows is x else y.reshape(*y.shape[:-2], *x.shape[-3:-1], -1), {"x": x}

    def parameter_gradients(self, dy: Array, cache: Cache, p: Named, dp: Named) -> None:
        """`dW` = x^T dy, and `db` = sum of dy over rows, written into the views `dp`."""
        x = cache["x"]
        if dy.ndim > p["W"].ndim:  # a sequence: (B, T, O) -> (B T, O)
            x, dy = place_rows(x, 1), place_rows(dy, 1)
        np.matmul(x.mT, dy, out=dp["W"])  # x.mT @ dy: (I, B) (B, O) -> (I, O)
        np.add.reduce(dy, axis=-2, out=dp["b"])  # (B, O) -> (O,)

    def input_gradient(self, dy: Array, cache: Cache, p: Named) -> Array:
        """`dx` = dy W^T."""
        if dy.ndim > p["W"].ndim:
            return (place_rows(dy, 1) @ p["W"].mT).reshape(*dy.shape[:-1], -1)
        return dy @ p["W"].mT  # (B, O) (O, I) -> (B, I)

    def trace_steps(self, cache: Cache) -> LayerSteps:
        """Three matrix products, and a sum over rows."""
        return {
            "y": LayerStep("weighted_sum", Product("x", "W", bias="b")),
            "dW": LayerStep("weight_gradient", Product("x", "dy", transposed="x")),
            "db": LayerStep("bias_gradient", Sum.of("dy")),
            "dx": LayerStep("weighted_sum_backward", Product("dy", "W", transposed="W")),
        }
