"""Simple activations: the identity, a switch, an exponential, a bell and a wave."""

from dataclasses import dataclass
from math import inf
from typing import ClassVar, final

import numpy as np

from edunn.activations.base import Elementwise
from edunn.arrays import Array
from edunn.formulas import Formula, cases


@final
@dataclass(frozen=True)
class Linear(Elementwise):
    """The identity: passes every number on unchanged, as the last layer of a regression does.

    Formula:     y = x; the output is the input itself, not a copy
    Derivative:  1
    Shapes:      x, y, derivative: any, all equal

    Example:
        >>> Linear().value(np.array([-2.0, 3.0]))
        array([-2.,  3.])
    """

    formula = Formula("x", "x")
    derivative_formula = Formula("1", "1")

    bounds: ClassVar[tuple[float, float]] = (-inf, inf)
    is_linear: ClassVar[bool] = True

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
    """The binary step: off below 0, on from 0 upwards. The neuron of 1943.

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

    formula = Formula("0 if x < 0 else 1", cases("0", "x < 0", "1"))
    derivative_formula = Formula("0", "0")

    is_probability: ClassVar[bool] = True
    kinks: ClassVar[tuple[float, ...]] = (0.0,)
    bounds: ClassVar[tuple[float, float]] = (0.0, 1.0)

    def value(self, x: Array) -> Array:
        """Heaviside's function, with 1 at 0."""
        return np.heaviside(x, 1.0)

    def derivative(self, x: Array, y: Array) -> Array:
        """Zero, everywhere."""
        return np.zeros_like(x)


def largest_exponent(x: Array) -> float:
    """The last whole number whose exponential is a finite number of the type of `x`: 88 or 709.

    Example:
        >>> largest_exponent(np.ones(1, "float32")), largest_exponent(np.ones(1, "float64"))
        (88.0, 709.0)
    """
    return float(np.floor(np.log(np.finfo(x.dtype).max)))


@final
@dataclass(frozen=True)
class Exponential(Elementwise):
    """The exponential: turns sums into products and any number into a positive one (counts, rates).

    Its value exceeds the largest floating-point number at x = 88.7 (float32) or 709.8 (float64).
    From the last whole number before that, it is continued flat: large, but never infinite.

    Formula:     y = exp(x)
    Derivative:  dy/dx = y: the curve is its own derivative (also taken on the flat end)
    Shapes:      x, y, derivative: any, all equal

    Example:
        >>> Exponential().value(np.array([-1000.0, 0.0, 1.0, 1000.0]))
        array([0.00000000e+000, 1.00000000e+000, 2.71828183e+000, 8.21840746e+307])
    """

    formula = Formula("exp(x)", "e^{x}")
    derivative_formula = Formula("y", "y")

    bounds: ClassVar[tuple[float, float]] = (0.0, inf)

    def value(self, x: Array) -> Array:
        """`exp(x)`, kept within the floating-point numbers."""
        return np.exp(np.minimum(x, largest_exponent(x)))

    def derivative(self, x: Array, y: Array) -> Array:
        """The output."""
        return y


@final
@dataclass(frozen=True)
class Gaussian(Elementwise):
    """The Gaussian bell: active near one place, and silent far from it.

    Formula:     y = exp(-x^2), between 0 and 1
    Derivative:  dy/dx = -2 x y
    Shapes:      x, y, derivative: any, all equal
    Source:      Broomhead and Lowe (1988), "Multivariable functional interpolation and adaptive
                 networks"

    Example:
        >>> Gaussian().value(np.array([-1000.0, 0.0, 1.0]))
        array([0.        , 1.        , 0.36787944])
    """

    formula = Formula("exp(-x^2)", "e^{-x^2}")
    derivative_formula = Formula("-2*x*y", r"-2 \, x \, y")

    bounds: ClassVar[tuple[float, float]] = (0.0, 1.0)

    def value(self, x: Array) -> Array:
        """The bell; at a distance of 30 it is 0 in any float, and squares are still small."""
        return np.exp(-np.square(np.minimum(np.abs(x), 30.0)))

    def derivative(self, x: Array, y: Array) -> Array:
        """`-2 x y`, with `x y` first: where `x` is huge, `y` is 0."""
        return x * y * -2.0


@final
@dataclass(frozen=True)
class Sinusoid(Elementwise):
    """The sine wave: active at many places, at equal distances.

    Good for what repeats, such as hours or sound; with large weights the loss gets as wavy as this.

    Formula:     y = sin(x), between -1 and 1
    Derivative:  dy/dx = cos(x)
    Shapes:      x, y, derivative: any, all equal
    Source:      Sitzmann et al. (2020), "Implicit neural representations with periodic activation
                 functions"

    Example:
        >>> Sinusoid().value(np.array([0.0, np.pi / 2]))
        array([0., 1.])
    """

    formula = Formula("sin(x)", r"\sin(x)")
    derivative_formula = Formula("cos(x)", r"\cos(x)")

    compiled_excess: ClassVar[float] = 12.0
    bounds: ClassVar[tuple[float, float]] = (-1.0, 1.0)

    def value(self, x: Array) -> Array:
        """The sine."""
        return np.sin(x)

    def derivative(self, x: Array, y: Array) -> Array:
        """The cosine: the same wave, a quarter of a period earlier."""
        return np.cos(x)
