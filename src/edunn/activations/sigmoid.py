"""Sigmoidal activations: they squash any number into a bounded range.

All are S-shaped and nearly flat at both ends, where the derivative vanishes and learning stalls.
"""

from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np

from edunn.activations.base import Elementwise
from edunn.arrays import Array
from edunn.formulas import Formula, cases

SIGMOID = Formula("1/(1 + exp(-x))", r"\frac{1}{1 + e^{-x}}", "exp(min(x, 0))/(1 + exp(-abs(x)))")
"""The logistic sigmoid, for the gates of a recurrent layer too."""


def sigmoid(x: Array) -> Array:
    """The logistic sigmoid, 1 / (1 + exp(-x)), in a form that never overflows.

    Example:
        >>> sigmoid(np.array([-1000.0, 0.0, 1000.0]))
        array([0. , 0.5, 1. ])
    """
    e = np.exp(-np.abs(x))  # exp of a negative number at most
    return np.where(x >= 0, 1.0, e) / (1.0 + e)


@final
@dataclass(frozen=True)
class Sigmoid(Elementwise):
    """The logistic sigmoid: squashes every number into (0, 1), as an early model of a neuron.

    Formula:     y = 1 / (1 + exp(-x))
    Derivative:  dy/dx = y (1 - y), at most 1/4, so gradients vanish in a deep stack of sigmoids
    Shapes:      x, y, derivative: any, all equal
    Source:      Rumelhart, Hinton and Williams (1986), "Learning representations by
                 back-propagating errors"

    Example:
        >>> Sigmoid().value(np.array([-2.0, 0.0, 1000.0]))
        array([0.11920292, 0.5       , 1.        ])
    """

    formula = SIGMOID
    derivative_formula = Formula("y*(1 - y)", r"y \, (1 - y)")

    is_probability: ClassVar[bool] = True
    bounds: ClassVar[tuple[float, float]] = (0.0, 1.0)

    def value(self, x: Array) -> Array:
        """`1 / (1 + exp(-x))`, computed without overflow."""
        return sigmoid(x)

    def derivative(self, x: Array, y: Array) -> Array:
        """`y (1 - y)`: the output is all it takes."""
        return y * (1.0 - y)


@final
@dataclass(frozen=True)
class Tanh(Elementwise):
    """The hyperbolic tangent: squashes every number into (-1, 1); a sigmoid centred at 0.

    Its outputs lie around 0, while those of Sigmoid are all positive: the next layer learns faster
    from such inputs.

    Formula:     y = (exp(x) - exp(-x)) / (exp(x) + exp(-x)) = 2 sigmoid(2 x) - 1
    Derivative:  dy/dx = 1 - y^2
    Shapes:      x, y, derivative: any, all equal
    Source:      LeCun et al. (1998), "Efficient BackProp", section 4.4

    Example:
        >>> Tanh().value(np.array([-1000.0, 0.0, 0.5]))
        array([-1.        ,  0.        ,  0.46211716])
    """

    formula = Formula("tanh(x)", r"\tanh(x)")
    derivative_formula = Formula("1 - y^2", "1 - y^2")

    compiled_excess: ClassVar[float] = 2.0
    bounds: ClassVar[tuple[float, float]] = (-1.0, 1.0)

    def value(self, x: Array) -> Array:
        """The hyperbolic tangent."""
        return np.tanh(x)

    def derivative(self, x: Array, y: Array) -> Array:
        """`1 - y^2`: the output is all it takes."""
        return 1.0 - y * y


@final
@dataclass(frozen=True)
class Softsign(Elementwise):
    """Softsign: squashes into (-1, 1) without an exponential, and saturates slowly.

    Formula:     y = x / (1 + |x|)
    Derivative:  dy/dx = 1 / (1 + |x|)^2
    Shapes:      x, y, derivative: any, all equal
    Source:      Bergstra et al. (2009), "Quadratic polynomials learn better image features"

    Example:
        >>> Softsign().value(np.array([-3.0, 0.0, 1.0]))
        array([-0.75,  0.  ,  0.5 ])
    """

    formula = Formula("x/(1 + abs(x))", r"\frac{x}{1 + \lvert x \rvert}")
    derivative_formula = Formula("1/(1 + abs(x))^2", r"\frac{1}{(1 + \lvert x \rvert)^2}")

    bounds: ClassVar[tuple[float, float]] = (-1.0, 1.0)

    def value(self, x: Array) -> Array:
        """The share of `|x|` in `1 + |x|`, with the sign of `x`."""
        return x / (1.0 + np.abs(x))

    def derivative(self, x: Array, y: Array) -> Array:
        """The square of `1 / (1 + |x|)`: a small number squared cannot overflow."""
        return np.square(1.0 / (1.0 + np.abs(x)))


@final
@dataclass(frozen=True)
class HardSigmoid(Elementwise):
    """The hard sigmoid: a sigmoid of three straight pieces, cheap to compute.

    As in PyTorch and Keras 3. Older texts use other lines, such as 0.2 x + 0.5.

    Formula:     y = min(max(x + 3, 0), 6) / 6
    Derivative:  1/6 between -3 and 3, else 0
    Shapes:      x, y, derivative: any, all equal
    Source:      Howard et al. (2019), "Searching for MobileNetV3", section 5.2

    Example:
        >>> HardSigmoid().value(np.array([-4.0, 0.0, 1.5, 4.0]))
        array([0.  , 0.5 , 0.75, 1.  ])
    """

    formula = Formula("min(max(x + 3, 0), 6)/6", r"\frac{\min(\max(x + 3,\, 0),\, 6)}{6}")
    derivative_formula = Formula(
        "1/6 if abs(x) < 3 else 0", cases(r"\frac{1}{6}", r"\lvert x \rvert < 3", "0")
    )

    is_probability: ClassVar[bool] = True
    kinks: ClassVar[tuple[float, ...]] = (-3.0, 3.0)
    bounds: ClassVar[tuple[float, float]] = (0.0, 1.0)

    def value(self, x: Array) -> Array:
        """The line through the middle, cut off at 0 and 1."""
        ramp: Array = np.minimum(np.maximum(x + 3.0, 0.0), 6.0)
        return ramp / 6.0

    def derivative(self, x: Array, y: Array) -> Array:
        """A sixth where `|x| < 3`."""
        return np.heaviside(3.0 - np.abs(x), 0.0) / 6.0
