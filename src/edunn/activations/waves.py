"""Curves that come back down: here a larger score does not always mean more."""

from dataclasses import dataclass
from typing import final

import numpy as np

from edunn.activations.base import Elementwise
from edunn.arrays import Array


@final
@dataclass(frozen=True)
class Gaussian(Elementwise):
    """A bell: the neuron answers to one place, and to nothing far from it.

    Formula:     y = exp(-x^2), between 0 and 1
    Derivative:  dy/dx = -2 x y
    Shapes:      x, y, derivative: any, all equal
    Source:      Broomhead and Lowe (1988), "Multivariable functional interpolation and adaptive
                 networks"

    Example:
        >>> Gaussian().value(np.array([-1000.0, 0.0, 1.0]))
        array([0.        , 1.        , 0.36787944])
    """

    def value(self, x: Array) -> Array:
        """The bell; at a distance of 30 it is 0 in any float, and squares are still small."""
        return np.exp(-np.square(np.minimum(np.abs(x), 30.0)))

    def derivative(self, x: Array, y: Array) -> Array:
        """`-2 x y`, with `x y` first: where `x` is huge, `y` is 0."""
        return x * y * -2.0


@final
@dataclass(frozen=True)
class Sinusoid(Elementwise):
    """A wave: one neuron answers to many places, at equal distances.

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

    def value(self, x: Array) -> Array:
        """The wave."""
        return np.sin(x)

    def derivative(self, x: Array, y: Array) -> Array:
        """The same wave, a quarter of a turn earlier."""
        return np.cos(x)
