"""The simplest curves: one that changes nothing, one that only switches, one that explodes."""

from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np

from edunn.activations.base import Elementwise
from edunn.arrays import Array


@final
@dataclass(frozen=True)
class Linear(Elementwise):
    """Pass every number on unchanged: what the last layer of a regression does.

    Formula:     y = x; the output is the input itself, not a copy
    Derivative:  1
    Shapes:      x, y, derivative: any, all equal

    Example:
        >>> Linear().value(np.array([-2.0, 3.0]))
        array([-2.,  3.])
    """

    def value(self, x: Array) -> Array:
        """The input."""
        return x

    def derivative(self, x: Array, y: Array) -> Array:
        """One, everywhere."""
        return np.ones_like(x)

    def backward(self, dy: Array, x: Array, y: Array) -> Array:
        """`dy` itself: a product with 1 need not be taken."""
        return dy


@final
@dataclass(frozen=True)
class BinaryStep(Elementwise):
    """A switch: off below 0, on from 0 upwards. The neuron of 1943.

    Its derivative is 0 everywhere, so gradient descent learns nothing through it; evolution, which
    needs the loss alone, can use it.

    Formula:     y = 0 if x < 0, else 1
    Derivative:  0; at 0 itself the curve jumps and has no derivative: there, too, 0 is taken
    Shapes:      x, y, derivative: any, all equal
    Source:      McCulloch and Pitts (1943), "A logical calculus of the ideas immanent in nervous
                 activity"

    Example:
        >>> BinaryStep().value(np.array([-2.0, 0.0, 3.0]))
        array([0., 1., 1.])
    """

    kinks: ClassVar[tuple[float, ...]] = (0.0,)

    def value(self, x: Array) -> Array:
        """Heaviside's function, with 1 at 0."""
        return np.heaviside(x, 1.0)

    def derivative(self, x: Array, y: Array) -> Array:
        """Zero, everywhere."""
        return np.zeros_like(x)


@final
@dataclass(frozen=True)
class Exponential(Elementwise):
    """Turn sums into products, and any score into a positive number: for counts and for rates.

    The curve leaves what a computer can hold at x = 88.7 (float32) or 709.8 (float64). From the
    last whole number before that, it is continued flat: large, but never infinite.

    Formula:     y = exp(x)
    Derivative:  dy/dx = y: the curve is its own derivative (so it is taken on the flat end, too)
    Shapes:      x, y, derivative: any, all equal

    Example:
        >>> Exponential().value(np.array([-1000.0, 0.0, 1.0, 1000.0]))
        array([0.00000000e+000, 1.00000000e+000, 2.71828183e+000, 8.21840746e+307])
    """

    def value(self, x: Array) -> Array:
        """`exp(x)`, kept within the floating-point numbers."""
        largest = np.floor(np.log(np.finfo(x.dtype).max))  # 88 or 709
        return np.exp(np.minimum(x, largest))

    def derivative(self, x: Array, y: Array) -> Array:
        """The output."""
        return y
