"""Curves that squash any number into a bounded range: the first activations in history.

All are S-shaped and nearly flat at both ends, where the derivative vanishes and learning stalls.
"""

from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np

from edunn.activations.base import Elementwise
from edunn.arrays import Array


@final
@dataclass(frozen=True)
class Sigmoid(Elementwise):
    """Squash every number into (0, 1): the old model of a neuron that fires or rests.

    Formula:     y = 1 / (1 + exp(-x))
    Derivative:  dy/dx = y (1 - y), never above 1/4, so a deep stack of sigmoids learns slowly
    Shapes:      x, y, derivative: any, all equal
    Source:      Rumelhart, Hinton and Williams (1986), "Learning representations by
                 back-propagating errors"

    Example:
        >>> Sigmoid().value(np.array([-2.0, 0.0, 1000.0]))
        array([0.11920292, 0.5       , 1.        ])
    """

    def value(self, x: Array) -> Array:
        """`y`, with an exponential that never sees a positive number: no overflow."""
        e = np.exp(-np.abs(x))
        return np.where(x >= 0, 1.0, e) / (1.0 + e)

    def derivative(self, x: Array, y: Array) -> Array:
        """`y (1 - y)`: the output is all it takes."""
        return y * (1.0 - y)


@final
@dataclass(frozen=True)
class Tanh(Elementwise):
    """Squash every number into (-1, 1): a sigmoid, stretched to have its middle at 0.

    Its outputs lie around 0 and not, as those of Sigmoid, all above it: the next layer learns
    faster from such inputs.

    Formula:     y = (exp(x) - exp(-x)) / (exp(x) + exp(-x)) = 2 sigmoid(2 x) - 1
    Derivative:  dy/dx = 1 - y^2
    Shapes:      x, y, derivative: any, all equal
    Source:      LeCun et al. (1998), "Efficient BackProp", section 4.4

    Example:
        >>> Tanh().value(np.array([-1000.0, 0.0, 0.5]))
        array([-1.        ,  0.        ,  0.46211716])
    """

    def value(self, x: Array) -> Array:
        """The hyperbolic tangent."""
        return np.tanh(x)

    def derivative(self, x: Array, y: Array) -> Array:
        """`1 - y^2`: the output is all it takes."""
        return 1.0 - y * y


@final
@dataclass(frozen=True)
class Softsign(Elementwise):
    """Squash into (-1, 1) without an exponential: it comes close to its bounds only slowly.

    Formula:     y = x / (1 + |x|)
    Derivative:  dy/dx = 1 / (1 + |x|)^2
    Shapes:      x, y, derivative: any, all equal
    Source:      Bergstra et al. (2009), "Quadratic polynomials learn better image features"

    Example:
        >>> Softsign().value(np.array([-3.0, 0.0, 1.0]))
        array([-0.75,  0.  ,  0.5 ])
    """

    def value(self, x: Array) -> Array:
        """The share of `|x|` in `1 + |x|`, with the sign of `x`."""
        return x / (1.0 + np.abs(x))

    def derivative(self, x: Array, y: Array) -> Array:
        """The square of `1 / (1 + |x|)`: a small number squared cannot overflow."""
        return np.square(1.0 / (1.0 + np.abs(x)))


@final
@dataclass(frozen=True)
class HardSigmoid(Elementwise):
    """A sigmoid drawn with a ruler: three straight pieces, cheap to compute.

    As in PyTorch and Keras 3. Older texts draw other lines, such as 0.2 x + 0.5.

    Formula:     y = min(max(x + 3, 0), 6) / 6
    Derivative:  1/6 between -3 and 3, else 0
    Shapes:      x, y, derivative: any, all equal
    Source:      Howard et al. (2019), "Searching for MobileNetV3", section 5.2

    Example:
        >>> HardSigmoid().value(np.array([-4.0, 0.0, 1.5, 4.0]))
        array([0.  , 0.5 , 0.75, 1.  ])
    """

    kinks: ClassVar[tuple[float, ...]] = (-3.0, 3.0)

    def value(self, x: Array) -> Array:
        """The line through the middle, cut off at 0 and 1."""
        ramp: Array = np.minimum(np.maximum(x + 3.0, 0.0), 6.0)
        return ramp / 6.0

    def derivative(self, x: Array, y: Array) -> Array:
        """A sixth where `|x| < 3`."""
        return np.heaviside(3.0 - np.abs(x), 0.0) / 6.0
