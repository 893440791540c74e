"""Feature scaling: the layers that bring columns of different units to one scale.

    y = (x - shift) / scale,  dx = dy / scale

Shift and scale are measured on the training set at the first training, then kept. They are part of
the model and of its file, so that a saved network takes raw values.
"""

from abc import abstractmethod
from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np

from edunn.arrays import Array, Named, Shape
from edunn.formulas import Formula
from edunn.layers.base import Cache, Layer, LayerState
from edunn.operations import Entrywise, LayerStep, LayerSteps

LOST = 1e-4
"""So large a share of a column's scale may be lost by rounding."""

FORWARD = Formula("(x - shift)/scale", r"\frac{x - \text{shift}}{\text{scale}}")
BACKWARD = Formula("dy/scale", r"\frac{dy}{\text{scale}}")


@dataclass(frozen=True)
class Scaling(Layer):
    """The common part of all kinds of scaling.

    Formula:   y = (x - shift) / scale
    Gradient:  dx = dy / scale
    Shapes:    x, y: (B, I); shift, scale: (I,)

    Example:
        >>> statistics = {"shift": np.array([1.0]), "scale": np.array([2.0])}
        >>> MinMax().forward(np.array([[5.0]]), {}, LayerState(statistics))[0]
        array([[2.]])
    """

    letter: ClassVar[str] = "s"
    is_scaling: ClassVar[bool] = True

    def initial_statistics(self, shape: Shape) -> Named:
        """Shift 0 and scale 1: no change."""
        return {"shift": np.zeros(shape), "scale": np.ones(shape)}

    @abstractmethod
    def measured(self, x: Array, statistics: Named) -> Named:
        """Shift and scale of each column of the training set."""

    def forward(self, x: Array, p: Named, state: LayerState) -> tuple[Array, Cache]:
        """The scaled rows, in the dtype of the rows."""
        scale = state.statistics["scale"].astype(x.dtype)
        y = (x - state.statistics["shift"].astype(x.dtype)) / scale
        return y, {"scale": scale}

    def input_gradient(self, dy: Array, cache: Cache, p: Named) -> Array:
        """`dx` = dy / scale."""
        return dy / cache["scale"]

    def trace_steps(self, cache: Cache) -> LayerSteps:
        """Each number by the scale of its column."""
        return {
            "y": LayerStep("scaling", Entrywise(FORWARD, ("x", "shift", "scale"))),
            "dx": LayerStep("scaling_backward", Entrywise(BACKWARD, ("dy", "scale"))),
        }


@final
@dataclass(frozen=True)
class Standardize(Scaling):
    """Standardization: every column of the training set gets mean 0 and standard deviation 1.

    The deviation is without Bessel's correction, as in scikit-learn. A constant column becomes 0.

    Formula:  y = (x - mean) / deviation
    Shapes:   x, y: (B, I); mean, deviation: (I,)

    Example:
        >>> Standardize().measured(np.array([[1.0], [3.0]]), {})
        {'shift': array([2.]), 'scale': array([1.])}
    """

    def measured(self, x: Array, statistics: Named) -> Named:
        """Mean and standard deviation of each column."""
        x = x.astype(np.float64)
        return {"shift": x.mean(axis=0), "scale": _one_if_constant(x, x.std(axis=0))}


@final
@dataclass(frozen=True)
class MinMax(Scaling):
    """Min-max scaling: every column of the training set spans 0 to 1; a constant one becomes 0.

    Formula:  y = (x - lowest) / (highest - lowest)
    Shapes:   x, y: (B, I); lowest, highest: (I,)

    Example:
        >>> MinMax().measured(np.array([[1.0], [3.0]]), {})
        {'shift': array([1.]), 'scale': array([2.])}
    """

    def measured(self, x: Array, statistics: Named) -> Named:
        """Minimum and range of each column."""
        x = x.astype(np.float64)
        lowest = x.min(axis=0)
        return {"shift": lowest, "scale": _one_if_constant(x, x.max(axis=0) - lowest)}


@final
@dataclass(frozen=True)
class Center(Scaling):
    """Centering: every column of the training set gets mean 0, and keeps its spread.

    For columns of one unit, such as the pixels of an image, where the spread carries information.

    Formula:  y = x - mean
    Shapes:   x, y: (B, I); mean: (I,)

    Example:
        >>> Center().measured(np.array([[1.0], [3.0]]), {})
        {'shift': array([2.]), 'scale': array([1.])}
    """

    def measured(self, x: Array, statistics: Named) -> Named:
        """The mean of each column."""
        return {"shift": x.mean(axis=0, dtype=np.float64), "scale": np.ones(x.shape[1:])}


def loses_digits(statistics: Named, dtype: str) -> bool:
    """Whether rows in that dtype, before they are scaled, lack digits of what is left after it.

    A time of 1.7e9 seconds has no seconds in float32. Such rows are scaled in float64 first.

    Example:
        >>> seconds = Standardize().measured(1.7e9 + np.arange(200.0)[:, np.newaxis], {})
        >>> loses_digits(seconds, "float32"), loses_digits(seconds, "float64")
        (True, False)
    """
    reach = np.abs(statistics["shift"]) + np.abs(statistics["scale"])
    lost = np.finfo(dtype).eps * reach > LOST * np.abs(statistics["scale"])
    return bool(lost.any() and (reach <= np.finfo(dtype).max).all())  # larger ones are refused


def _one_if_constant(x: Array, scale: Array) -> Array:
    """`scale`, but 1 for a constant column, where it would be 0."""
    return np.where(x.max(axis=0) == x.min(axis=0), 1.0, scale)
