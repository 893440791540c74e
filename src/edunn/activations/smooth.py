"""Smooth rectifiers: ReLU with its corner rounded, so that every place has a derivative.

Softplus rounds it upwards. The others are `x` times a share between 0 and 1, which says how open
the gate is: they dip below 0 before they come to rest there.
"""

from dataclasses import dataclass
from typing import final

import numpy as np

from edunn.activations.base import Elementwise
from edunn.activations.normal import density, share_below
from edunn.activations.squashing import Sigmoid
from edunn.arrays import Array


@final
@dataclass(frozen=True)
class Softplus(Elementwise):
    """A rectifier without a corner, always positive: its derivative is the sigmoid.

    Formula:     y = ln(1 + exp(x)) = max(x, 0) + ln(1 + exp(-|x|)), where nothing overflows
    Derivative:  dy/dx = sigmoid(x) = 1 - exp(-y)
    Shapes:      x, y, derivative: any, all equal
    Source:      Dugas et al. (2001), "Incorporating second-order functional knowledge for better
                 option pricing"

    Example:
        >>> Softplus().value(np.array([-1000.0, 0.0, 100.0]))
        array([  0.        ,   0.69314718, 100.        ])
    """

    def value(self, x: Array) -> Array:
        """The ReLU, and what the rounded corner adds to it."""
        return np.maximum(x, 0.0) + np.log1p(np.exp(-np.abs(x)))

    def derivative(self, x: Array, y: Array) -> Array:
        """`1 - exp(-y)`: the output is all it takes."""
        return -np.expm1(-y)


@final
@dataclass(frozen=True)
class SiLU(Elementwise):
    """Each number times its own sigmoid: a gate that opens itself. Also called swish.

    Formula:     y = x s, where s = sigmoid(x)
    Derivative:  dy/dx = s + x s (1 - s) = s + y (1 - s)
    Shapes:      x, y, derivative: any, all equal
    Source:      Elfwing, Uchibe and Doya (2018), "Sigmoid-weighted linear units for neural network
                 function approximation in reinforcement learning"

    Example:
        >>> SiLU().value(np.array([-1000.0, -1.0, 0.0, 1.0])).round(4)
        array([-0.    , -0.2689,  0.    ,  0.7311])
    """

    def value(self, x: Array) -> Array:
        """The number, as far as its gate is open."""
        return x * Sigmoid().value(x)

    def derivative(self, x: Array, y: Array) -> Array:
        """The gate itself, and what its movement changes."""
        s = Sigmoid().value(x)
        return s + y * (1.0 - s)


@final
@dataclass(frozen=True)
class GELU(Elementwise):
    """Each number times its rank: the share of a normal crowd that lies below it.

    This is the exact curve, as in PyTorch and Keras; some texts approximate it with a tanh.

    Formula:     y = x Phi(x), where Phi(x) is the share of a normal distribution below x
    Derivative:  dy/dx = Phi(x) + x phi(x), where Phi(x) = y / x, and phi(x) is the density at x
    Shapes:      x, y, derivative: any, all equal
    Source:      Hendrycks and Gimpel (2016), "Gaussian error linear units (GELUs)"

    Example:
        >>> GELU().value(np.array([-1000.0, -1.0, 0.0, 1.0])).round(4)
        array([-0.    , -0.1587,  0.    ,  0.8413])
    """

    def value(self, x: Array) -> Array:
        """The number, in proportion to its rank."""
        return x * share_below(x)

    def derivative(self, x: Array, y: Array) -> Array:
        """The rank itself, and what its movement changes."""
        share = np.divide(y, x, out=np.full_like(x, 0.5), where=x != 0)
        return share + x * density(x)


@final
@dataclass(frozen=True)
class Mish(Elementwise):
    """Much like SiLU, with a gate that is a squashed Softplus: a little steeper, a deeper dip.

    Formula:     y = x t, where t = tanh(softplus(x))
    Derivative:  dy/dx = t + x s (1 - t^2), where s = sigmoid(x)
    Shapes:      x, y, derivative: any, all equal
    Source:      Misra (2020), "Mish: a self regularized non-monotonic activation function"

    Example:
        >>> Mish().value(np.array([-1000.0, -1.0, 0.0, 1.0])).round(4)
        array([-0.    , -0.3034,  0.    ,  0.8651])
    """

    def value(self, x: Array) -> Array:
        """The number, as far as its gate is open."""
        return x * np.tanh(Softplus().value(x))

    def derivative(self, x: Array, y: Array) -> Array:
        """The gate itself, and what its movement changes: the chain rule, twice."""
        t = np.tanh(Softplus().value(x))
        return t + x * Sigmoid().value(x) * (1.0 - t * t)
