"""Losses for numbers: how far is the output from the target?

They differ in what a large miss costs, and so in how far one wild target can pull the network:
the square follows it anywhere, the absolute value treats all misses alike, and two compromises
are round near the target and straight far away.
"""

from dataclasses import dataclass
from typing import final

import numpy as np

from edunn.arrays import Array
from edunn.guards import require_positive, unbox
from edunn.losses.base import Loss, outputs, row_mean


@final
@dataclass(frozen=True)
class MeanSquaredError(Loss):
    """The mean of the squared distances: one large miss costs more than many small ones.

    As in Keras and PyTorch there is no half in front (scikit-learn's squared loss has one).

    Formula:     row loss = mean_o (y_o - t_o)^2
    Gradient:    2 (y - t) / O
    Shapes:      y, t, gradient: (..., B, O); per_example: (..., B)
    Source:      Goodfellow et al. (2016), Deep Learning, section 5.1.4

    Example:
        >>> MeanSquaredError().per_example(np.array([[1.0, 3.0]]), np.array([[1.0, 1.0]]))
        array([2.])
    """

    def per_example(self, y: Array, t: Array) -> Array:
        """Mean over the outputs of each row."""
        return row_mean(np.square(y - t))

    def gradient(self, y: Array, t: Array) -> Array:
        """Proportional to the miss: far away, the pull is strong."""
        return (y - t) * (2.0 / outputs(y))


@final
@dataclass(frozen=True)
class MeanAbsoluteError(Loss):
    """The mean of the plain distances: it shrugs at outliers, and settles at the median.

    Formula:     row loss = mean_o |y_o - t_o|
    Gradient:    sign(y - t) / O, and 0 at the target, where the curve has a corner
    Shapes:      y, t, gradient: (..., B, O); per_example: (..., B)
    Source:      Hastie et al. (2009), The Elements of Statistical Learning, section 10.6

    Example:
        >>> MeanAbsoluteError().per_example(np.array([[1.0, 3.0]]), np.array([[1.0, 1.0]]))
        array([1.])
    """

    def per_example(self, y: Array, t: Array) -> Array:
        """Mean over the outputs of each row."""
        return row_mean(np.abs(y - t))

    def gradient(self, y: Array, t: Array) -> Array:
        """The same pull from any distance: it never fades near the target."""
        return np.sign(y - t) / outputs(y)


@final
@dataclass(frozen=True)
class Huber(Loss):
    """A bowl with straight walls: squared for small misses, absolute for large ones.

    Let c be the miss y - t, kept within plus or minus delta. One formula then holds on the curve
    and on the walls, and c itself is the gradient.

    Formula:     row loss = mean_o c_o (y_o - t_o - c_o / 2)
    Gradient:    c / O
    Shapes:      y, t, gradient: (..., B, O); per_example: (..., B)
    Source:      Huber (1964), "Robust estimation of a location parameter"

    Example:
        >>> Huber(delta=1.0).per_example(np.array([[1.0], [3.0]]), np.array([[0.0], [0.0]]))
        array([0.5, 2.5])
    """

    delta: float = 1.0

    def __post_init__(self) -> None:
        require_positive("delta", self.delta, hint=1.0)
        unbox(self)

    def per_example(self, y: Array, t: Array) -> Array:
        """Half the square within `delta`; beyond it, the line that continues the curve."""
        miss = y - t
        c = miss.clip(-self.delta, self.delta)
        return row_mean(c * (miss - 0.5 * c))

    def gradient(self, y: Array, t: Array) -> Array:
        """Proportional to the miss up to `delta`, and never steeper."""
        return (y - t).clip(-self.delta, self.delta) / outputs(y)


@final
@dataclass(frozen=True)
class LogCosh(Loss):
    """Huber's bowl without its seams: about a half square near 0, about |miss| - log 2 far away.

    cosh overflows early, so the logarithm is taken by hand. With a = |miss|,
    log cosh a = a + log((1 + exp(-2a)) / 2): no exponential of a positive number, and `expm1` and
    `log1p` keep the digits of a tiny miss.

    Formula:     row loss = mean_o log cosh(y_o - t_o)
    Gradient:    tanh(y - t) / O
    Shapes:      y, t, gradient: (..., B, O); per_example: (..., B)

    Example:
        >>> LogCosh().per_example(np.array([[1000.0]]), np.array([[0.0]])).round(3)
        array([999.307])
    """

    def per_example(self, y: Array, t: Array) -> Array:
        """Mean over the outputs of each row, in a form that never overflows."""
        a = np.abs(y - t)
        return row_mean(a + np.log1p(0.5 * np.expm1(-2.0 * a)))

    def gradient(self, y: Array, t: Array) -> Array:
        """Proportional to a small miss, and never above 1."""
        return np.tanh(y - t) / outputs(y)
