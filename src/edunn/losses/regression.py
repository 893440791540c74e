"""Regression losses: how far is the output from the target?

They differ in what a large error costs, and so in how far one outlier among the targets can pull
the network: the square follows it anywhere, the absolute value treats all errors alike, and two
compromises are round near the target and straight far away.
"""

from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np

from edunn.arrays import Array
from edunn.formulas import Formula
from edunn.guards import require_positive, unbox
from edunn.losses.base import PerOutputLoss


@dataclass(frozen=True)
class RegressionLoss(PerOutputLoss):
    """What all regression losses share: they depend on the error alone."""

    is_of_error: ClassVar[bool] = True


@final
@dataclass(frozen=True)
class MeanSquaredError(RegressionLoss):
    """The mean of the squared errors: one large error costs more than many small ones.

    As in Keras and PyTorch there is no half in front (scikit-learn's squared loss has one).

    Formula:     row loss = mean_o (y_o - t_o)^2
    Gradient:    2 (y - t) / O
    Shapes:      y, t, gradient: (..., B, O); per_example: (..., B)
    Source:      Goodfellow et al. (2016), Deep Learning, section 5.1.4

    Example:
        >>> MeanSquaredError().per_example(np.array([[1.0, 3.0]]), np.array([[1.0, 1.0]]))
        array([2.])
    """

    cost_formula = Formula("(y - t)^2", "(y - t)^2")
    derivative_formula = Formula("2*(y - t)", r"2 \, (y - t)")

    def cost(self, y: Array, t: Array, /) -> Array:
        """The square of the error."""
        return np.square(y - t)

    def derivative(self, y: Array, t: Array, /) -> Array:
        """Proportional to the error: far away, the pull is strong."""
        return 2.0 * (y - t)


@final
@dataclass(frozen=True)
class MeanAbsoluteError(RegressionLoss):
    """The mean of the absolute errors: robust to outliers; its minimum is at the median.

    Formula:     row loss = mean_o |y_o - t_o|
    Gradient:    sign(y - t) / O, and 0 at the target, where the curve has a corner
    Shapes:      y, t, gradient: (..., B, O); per_example: (..., B)
    Source:      Hastie et al. (2009), The Elements of Statistical Learning, section 10.6

    Example:
        >>> MeanAbsoluteError().per_example(np.array([[1.0, 3.0]]), np.array([[1.0, 1.0]]))
        array([1.])
    """

    cost_formula = Formula("abs(y - t)", r"\lvert y - t \rvert")
    derivative_formula = Formula("sign(y - t)", r"\operatorname{sign}(y - t)")

    def cost(self, y: Array, t: Array, /) -> Array:
        """The distance."""
        return np.abs(y - t)

    def derivative(self, y: Array, t: Array, /) -> Array:
        """The same pull from any distance: it never fades near the target."""
        return np.sign(y - t)


@final
@dataclass(frozen=True)
class Huber(RegressionLoss):
    """The Huber loss: squared for small errors, absolute for large ones.

    Let c be the error y - t, clipped to [-delta, delta]. One formula then holds on the curve and on
    the straight sides, and c itself is the derivative.

    Formula:     row loss = mean_o c_o (y_o - t_o - c_o / 2)
    Gradient:    c / O
    Shapes:      y, t, gradient: (..., B, O); per_example: (..., B)
    Source:      Huber (1964), "Robust estimation of a location parameter"

    Example:
        >>> Huber(delta=1.0).per_example(np.array([[1.0], [3.0]]), np.array([[0.0], [0.0]]))
        array([0.5, 2.5])
    """

    cost_formula = Formula(
        "min(abs(y - t), delta)*(abs(y - t) - min(abs(y - t), delta)/2)",
        r"c \left( a - \frac{c}{2} \right), \quad a = \lvert y - t \rvert,\; c = \min(a,\, \delta)",
    )
    derivative_formula = Formula(
        "min(max(y - t, -delta), delta)", r"\min(\max(y - t,\, -\delta),\, \delta)"
    )

    delta: float = 1.0

    def __post_init__(self) -> None:
        require_positive("delta", self.delta, hint=1.0)
        unbox(self)

    def cost(self, y: Array, t: Array, /) -> Array:
        """Half the square within `delta`; beyond it, the line that continues the curve."""
        c = np.clip(y - t, -self.delta, self.delta)
        return c * (y - t - 0.5 * c)

    def derivative(self, y: Array, t: Array, /) -> Array:
        """Proportional to the error up to `delta`, and never steeper."""
        return np.clip(y - t, -self.delta, self.delta)


@final
@dataclass(frozen=True)
class LogCosh(RegressionLoss):
    """log cosh: a smooth Huber loss, about half the square near 0, about |error| - log 2 far away.

    cosh overflows early, and near 0 it has rounded to 1 before the logarithm is taken. With
    a = |error| and m = exp(a) - 1, cosh a = 1 + m^2 / (2 (m + 1)): `expm1` and `log1p` keep all
    digits of a tiny error. From 20 on the curve is a straight line in any float.

    Formula:     row loss = mean_o log cosh(y_o - t_o)
    Gradient:    tanh(y - t) / O
    Shapes:      y, t, gradient: (..., B, O); per_example: (..., B)

    Example:
        >>> LogCosh().per_example(np.array([[1000.0]]), np.array([[0.0]])).round(3)
        array([999.307])
    """

    cost_formula = Formula(
        "log(cosh(y - t))",
        r"\ln \cosh(y - t)",
        "(log1p(expm1(abs(y - t))^2/exp(abs(y - t))/2)"
        " if abs(y - t) < 20 else abs(y - t) - log(2))",
    )
    derivative_formula = Formula("tanh(y - t)", r"\tanh(y - t)")

    def cost(self, y: Array, t: Array, /) -> Array:
        """log cosh, in a form that neither overflows nor cancels."""
        a = np.abs(y - t)
        near = np.minimum(a, 20.0)
        m = np.expm1(near)
        cost: Array = np.log1p(0.5 * m * m / (m + 1.0)) + (a - near)
        return cost

    def derivative(self, y: Array, t: Array, /) -> Array:
        """Proportional to a small error, and never above 1."""
        return np.tanh(y - t)
