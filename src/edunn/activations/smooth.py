"""Smooth rectifiers: ReLU with its corner rounded, so that the derivative exists everywhere.

Softplus rounds it upwards. The others are `x` times a gate between 0 and 1: they dip below 0
before they come to rest there.

GELU's gate is the normal distribution, for which NumPy has no function, and Python's `erfc` takes
one number at a time. But the share beyond z, in units of the density there,

    R(z) = (1 - Phi(z)) / phi(z),   has the derivative   R' = z R - 1,

and so, by the product rule, all further derivatives. `TAYLOR` holds them for places so close
together that a few terms reach from each halfway to the next: there, R is right to the last digits.
"""

import math
from dataclasses import dataclass
from math import inf
from typing import ClassVar, final

import numpy as np

from edunn.activations.base import Elementwise
from edunn.activations.sigmoid import sigmoid
from edunn.arrays import Array
from edunn.formulas import Formula

PLACES, END = 32, 37
"""Places between two whole numbers, from 0 to where the share is too small for a float."""

TERMS = 8
"""Terms of each Taylor series."""


def taylor(z: Array) -> Array:
    """The derivatives of R at each `z`, (TERMS, places): the k-th, divided by k!, in row k.

    Formula:  (k + 1) R_(k+1) = z R_k + R_(k-1), after R_1 = z R_0 - 1

    Example:
        >>> taylor(np.array([0.0]))[:3, 0].round(4)
        array([ 1.2533, -1.    ,  0.6267])
    """
    beyond = np.array([math.erfc(place * math.sqrt(0.5)) for place in z])
    terms = [math.sqrt(0.5 * math.pi) * beyond * np.exp(0.5 * z * z)]
    terms.append(z * terms[0] - 1.0)
    for k in range(1, TERMS - 1):
        terms.append((z * terms[k] + terms[k - 1]) / (k + 1))
    return np.stack(terms)


TAYLOR = taylor((np.arange(END * PLACES + 1) + 0.5) / PLACES)


def density(x: Array) -> Array:
    """The density of the normal distribution: phi(x) = exp(-x^2 / 2) / sqrt(2 pi).

    Example:
        >>> density(np.array([0.0, 1.0])).round(4)
        array([0.3989, 0.242 ])
    """
    near = np.minimum(np.abs(x), 40.0)  # at 40 it is 0 in any float
    return np.exp(-0.5 * near * near) / math.sqrt(2.0 * math.pi)


def share_below(x: Array) -> Array:
    """Phi(x): the share of the normal distribution below `x`, exact even where it is tiny.

    Example:
        >>> share_below(np.array([-20.0, -1.0, 0.0, 1.0]))
        array([2.75362412e-89, 1.58655254e-01, 5.00000000e-01, 8.41344746e-01])
    """
    exact = x.astype(np.float64)
    beyond = density(exact) * _beyond(np.abs(exact))
    return np.where(exact < 0, beyond, 1.0 - beyond).astype(x.dtype)


def _beyond(z: Array) -> Array:
    """R(z), for z from 0 upwards: the polynomial of the place next to each, by Horner's rule."""
    near = np.fmin(z, END)  # NaN, too, has to stay in the table
    place = (near * PLACES).astype(np.intp)
    terms, away = TAYLOR[:, place], near - (place + 0.5) / PLACES
    y: Array = terms[-1]
    for term in terms[-2::-1]:
        y = y * away + term
    return y


def softplus(x: Array) -> Array:
    """ln(1 + exp(x)), in a form that never overflows.

    Example:
        >>> softplus(np.array([-1000.0, 0.0, 100.0]))
        array([  0.        ,   0.69314718, 100.        ])
    """
    return np.maximum(x, 0.0) + np.log1p(np.exp(-np.abs(x)))


@final
@dataclass(frozen=True)
class Softplus(Elementwise):
    """Softplus: a rectifier without a corner, always positive; its derivative is the sigmoid.

    Formula:     y = ln(1 + exp(x)) = max(x, 0) + ln(1 + exp(-|x|)), where nothing overflows
    Derivative:  dy/dx = sigmoid(x) = 1 - exp(-y)
    Shapes:      x, y, derivative: any, all equal
    Source:      Dugas et al. (2001), "Incorporating second-order functional knowledge for better
                 option pricing"

    Example:
        >>> Softplus().value(np.array([-1000.0, 0.0, 100.0]))
        array([  0.        ,   0.69314718, 100.        ])
    """

    formula = Formula("log(1 + exp(x))", r"\ln(1 + e^{x})", "max(x, 0) + log1p(exp(-abs(x)))")
    derivative_formula = Formula("1 - exp(-y)", "1 - e^{-y}")

    compiled_excess: ClassVar[float] = 4.0
    bounds: ClassVar[tuple[float, float]] = (0.0, inf)

    def value(self, x: Array) -> Array:
        """The ReLU, and what the rounded corner adds to it."""
        return softplus(x)

    def derivative(self, x: Array, y: Array) -> Array:
        """`1 - exp(-y)`: the output is all it takes."""
        return -np.expm1(-y)


@final
@dataclass(frozen=True)
class SiLU(Elementwise):
    """SiLU, also called swish: each number times its own sigmoid.

    Formula:     y = x s, where s = sigmoid(x)
    Derivative:  dy/dx = s + x s (1 - s) = s + y (1 - s)
    Shapes:      x, y, derivative: any, all equal
    Source:      Elfwing, Uchibe and Doya (2018), "Sigmoid-weighted linear units for neural network
                 function approximation in reinforcement learning"

    Example:
        >>> SiLU().value(np.array([-1000.0, -1.0, 0.0, 1.0])).round(4)
        array([-0.    , -0.2689,  0.    ,  0.7311])
    """

    formula = Formula(
        "x/(1 + exp(-x))", r"\frac{x}{1 + e^{-x}}", "x*exp(min(x, 0))/(1 + exp(-abs(x)))"
    )
    derivative_formula = Formula(
        "(1 + y*exp(-x))/(1 + exp(-x))", r"\frac{1 + y \, e^{-x}}{1 + e^{-x}}"
    )

    initializer: ClassVar[str] = "he_normal"
    bounds: ClassVar[tuple[float, float]] = (-0.2785, inf)

    def value(self, x: Array) -> Array:
        """The number times its gate."""
        return x * sigmoid(x)

    def derivative(self, x: Array, y: Array) -> Array:
        """The product rule: the gate, and `x` times the derivative of the gate."""
        s = sigmoid(x)
        return s + y * (1.0 - s)


@final
@dataclass(frozen=True)
class GELU(Elementwise):
    """The Gaussian error linear unit: each number times the normal probability of a smaller one.

    This is the exact curve, as in PyTorch and Keras; some texts approximate it with a tanh.

    Formula:     y = x Phi(x), where Phi(x) is the share of a normal distribution below x
    Derivative:  dy/dx = Phi(x) + x phi(x), where Phi(x) = y / x, and phi(x) is the density at x
    Shapes:      x, y, derivative: any, all equal
    Source:      Hendrycks and Gimpel (2016), "Gaussian error linear units (GELUs)"

    Example:
        >>> GELU().value(np.array([-1000.0, -1.0, 0.0, 1.0])).round(4)
        array([-0.    , -0.1587,  0.    ,  0.8413])
    """

    formula = Formula(
        "x*(1 + erf(x/sqrt(2)))/2",
        r"x \, \Phi(x) = \frac{x}{2} \left( 1 + \operatorname{erf} \frac{x}{\sqrt{2}} \right)",
        "x*erfc(-x/sqrt(2))/2",
    )
    derivative_formula = Formula(
        "(1 + erf(x/sqrt(2)))/2 + x*exp(-x^2/2)/sqrt(2*pi)", r"\Phi(x) + x \, \varphi(x)"
    )

    initializer: ClassVar[str] = "he_normal"
    bounds: ClassVar[tuple[float, float]] = (-0.17, inf)

    def value(self, x: Array) -> Array:
        """The number times its gate."""
        return x * share_below(x)

    def derivative(self, x: Array, y: Array) -> Array:
        """The product rule: the gate, `y / x`, and `x` times the derivative of the gate."""
        is_half = np.abs(x) < 1e-30  # down there y may have rounded to 0
        share = np.where(is_half, 0.5, y / np.where(is_half, 1.0, x))
        return share + x * density(x)


STRAIGHT = 21.0
"""From here on Mish is the identity in any float."""


def tanh_of_softplus(x: Array) -> Array:
    """tanh(ln(1 + e^x)) = n / (n + 2) with n = e^x (e^x + 2), which takes one exponential only.

    It holds since tanh(ln u) = (u^2 - 1) / (u^2 + 1); here u is 1 + e^x. Above 20 it rounds to 1.

    Example:
        >>> tanh_of_softplus(np.array([-1000.0, 0.0, 1000.0]))
        array([0. , 0.6, 1. ])
    """
    e = np.exp(np.minimum(x, STRAIGHT))
    n = e * (e + 2.0)
    return n / (n + 2.0)


@final
@dataclass(frozen=True)
class Mish(Elementwise):
    """Mish: much like SiLU, with tanh(softplus(x)) as its gate: a little steeper, a deeper dip.

    Formula:     y = x t, where t = tanh(softplus(x))
    Derivative:  dy/dx = t + x s (1 - t^2), where s = sigmoid(x)
    Shapes:      x, y, derivative: any, all equal
    Source:      Misra (2020), "Mish: a self regularized non-monotonic activation function"

    Example:
        >>> Mish().value(np.array([-1000.0, -1.0, 0.0, 1.0])).round(4)
        array([-0.    , -0.3034,  0.    ,  0.8651])
    """

    formula = Formula(
        "x*tanh(log(1 + exp(x)))",
        r"x \tanh(\ln(1 + e^{x}))",
        "x*tanh(max(x, 0) + log1p(exp(-abs(x))))",
    )
    derivative_formula = Formula(
        "tanh(log(1 + exp(x))) + x*(1 - tanh(log(1 + exp(x)))^2)/(1 + exp(-x))",
        r"t + \frac{x \, (1 - t^2)}{1 + e^{-x}}, \quad t = \tanh(\ln(1 + e^{x}))",
    )

    initializer: ClassVar[str] = "he_normal"
    bounds: ClassVar[tuple[float, float]] = (-0.3089, inf)

    def value(self, x: Array) -> Array:
        """The number times its gate."""
        return x * tanh_of_softplus(x)

    def derivative(self, x: Array, y: Array) -> Array:
        """The product rule, and for the gate s (1 - t^2) = 4 e (e + 1) / (n + 2)^2.

        The letters are those of `tanh_of_softplus`. Near 1 the square of `t` has no digits left.
        """
        near = np.minimum(x, STRAIGHT)
        e = np.exp(near)
        n = e * (e + 2.0)
        return n / (n + 2.0) + 4.0 * (near * e) * (e + 1.0) / np.square(n + 2.0)
