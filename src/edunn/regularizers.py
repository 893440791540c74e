"""Regularizers: penalties on large weights, against overfitting.

    L1   penalty = strength * sum |W|            gradient = strength * sign(W)
    L2   penalty = strength / 2 * sum W^2        gradient = strength * W

The contract: `penalty(W)` is added to the loss, `gradient(W)` to the gradient of the weights.
Biases have no penalty, as usual: they do not make a function steeper. Off by default.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass, fields
from math import inf
from typing import ClassVar, final

import numpy as np

from edunn.arrays import Array
from edunn.formulas import Formula
from edunn.guards import require_within, unbox


@dataclass(frozen=True)
class Regularizer(ABC):
    """The contract of every regularizer, as in the docstring of the module.

    Raises:
        SettingError: a strength that is negative, infinite or not a number.
    """

    penalty_formula: ClassVar[Formula | None] = None
    """The penalty of one weight `w`."""

    gradient_formula: ClassVar[Formula | None] = None
    """The derivative of that by `w`."""

    def __post_init__(self) -> None:
        for strength in fields(self):
            require_within(strength.name, getattr(self, strength.name), 0, inf)
        unbox(self)

    @property
    def strengths(self) -> tuple[float, float]:
        """The strengths of L1 and of L2 in it, which is all that the compiled engine needs."""
        return 0.0, 0.0

    @abstractmethod
    def penalty(self, W: Array) -> Array:
        """The penalty of the weights `W`, flat `(..., n)`: `(...)`."""

    @abstractmethod
    def gradient(self, W: Array) -> Array:
        """d penalty / d W, of the shape of `W`."""


@final
@dataclass(frozen=True)
class L1(Regularizer):
    """L1 regularization (lasso): drives useless weights to exactly zero.

    Formula:   penalty = strength * sum |W|
    Gradient:  strength * sign(W), and 0 at 0
    Source:    Tibshirani (1996), "Regression shrinkage and selection via the lasso";
               Goodfellow et al. (2016), Deep Learning, section 7.1.2

    Example:
        >>> L1(0.5).penalty(np.array([1.0, -3.0]))
        np.float64(2.0)
    """

    penalty_formula = Formula("strength*abs(w)", r"\lambda \, \lvert w \rvert")
    gradient_formula = Formula("strength*sign(w)", r"\lambda \operatorname{sign}(w)")

    strength: float = 0.01

    @property
    def strengths(self) -> tuple[float, float]:
        """The strengths of L1 and of L2 in it."""
        return self.strength, 0.0

    def penalty(self, W: Array) -> Array:
        """The sum of absolute values, along the last axis."""
        sizes: Array = np.abs(W).sum(axis=-1)
        return self.strength * sizes

    def gradient(self, W: Array) -> Array:
        """The same strength for each weight, whatever its size."""
        return self.strength * np.sign(W)


@final
@dataclass(frozen=True)
class L2(Regularizer):
    """L2 regularization (ridge): keeps all weights small, without driving any to zero.

    With the half in front the gradient is `strength * W`, as in the founding article (with 0.01),
    and as weight decay in PyTorch. Keras has no half: its `l2(s)` is `L2(2 s)`.

    Formula:   penalty = strength / 2 * sum W^2
    Gradient:  strength * W
    Source:    Goodfellow et al. (2016), Deep Learning, section 7.1.1

    Example:
        >>> L2(0.5).penalty(np.array([1.0, -3.0]))
        np.float64(2.5)
    """

    penalty_formula = Formula("strength/2*w^2", r"\frac{\lambda}{2} w^2")
    gradient_formula = Formula("strength*w", r"\lambda \, w")

    strength: float = 0.01

    @property
    def strengths(self) -> tuple[float, float]:
        """The strengths of L1 and of L2 in it."""
        return 0.0, self.strength

    def penalty(self, W: Array) -> Array:
        """Half the sum of squares, along the last axis."""
        squares: Array = np.square(W).sum(axis=-1)
        return 0.5 * self.strength * squares

    def gradient(self, W: Array) -> Array:
        """In proportion to each weight."""
        return self.strength * W


@final
@dataclass(frozen=True)
class ElasticNet(Regularizer):
    """Elastic net, L1 and L2 together: few weights, and none large.

    Formula:   penalty = l1 * sum |W| + l2 / 2 * sum W^2
    Gradient:  l1 * sign(W) + l2 * W
    Source:    Zou and Hastie (2005), "Regularization and variable selection via the elastic net"

    Example:
        >>> ElasticNet(l1=0.5, l2=0.5).penalty(np.array([1.0, -3.0]))
        np.float64(4.5)
    """

    penalty_formula = Formula(
        "l1*abs(w) + l2/2*w^2", r"\lambda_{1} \lvert w \rvert + \frac{\lambda_{2}}{2} w^2"
    )
    gradient_formula = Formula(
        "l1*sign(w) + l2*w", r"\lambda_{1} \operatorname{sign}(w) + \lambda_{2} \, w"
    )

    l1: float = 0.01
    l2: float = 0.01

    @property
    def strengths(self) -> tuple[float, float]:
        """The strengths of L1 and of L2 in it."""
        return self.l1, self.l2

    def penalty(self, W: Array) -> Array:
        """The sum of both penalties."""
        return L1(self.l1).penalty(W) + L2(self.l2).penalty(W)

    def gradient(self, W: Array) -> Array:
        """The sum of both gradients."""
        return L1(self.l1).gradient(W) + L2(self.l2).gradient(W)


NAMES: dict[str, type[Regularizer]] = {"l1": L1, "l2": L2, "l1_l2": ElasticNet}
"""Every regularizer by its name."""

PRESETS: dict[str, Regularizer] = {"article": L2(0.01)}
"""Names that stand for a regularizer with its strength."""
