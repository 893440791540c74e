"""Classification losses: how improbable did the output make the true class?

Probabilities `y` come from a sigmoid or a softmax; targets `t` are 1 for "this class", 0 for "not
this class", or shares between them. The negative log-likelihood -log(probability) is 0 for a
confident right output, and grows without bound for a confident wrong one. So that a probability of
exactly 0 costs much instead of infinitely much, each is first clipped to at least `TINY`, as Keras
does. Where that changes a number its derivative is 0, because there the loss, as computed, is flat;
training therefore works on the logits, where nothing is clipped (see `from_logits`).
"""

from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np

from edunn.arrays import Array
from edunn.formulas import Formula, cases
from edunn.losses.base import CrossEntropyLoss, PerOutputLoss

TINY = 1e-7
"""The smallest distance of a probability from 0 and 1: Keras has the same."""

CLIPPED = f"min(max(y, {TINY}), 1 - {TINY})"
"""A clipped probability in a formula."""


@final
@dataclass(frozen=True)
class BinaryCrossEntropy(CrossEntropyLoss):
    """The negative log-likelihood of yes-or-no targets, one for each output.

    Formula:     row loss = mean_o -(t_o log p_o + (1 - t_o) log(1 - p_o))
                 p = y, clipped to [TINY, 1 - TINY]
    Gradient:    (p - t) / (p (1 - p)) / O, and 0 where y was clipped
    Shapes:      y, t, gradient: (..., B, O); per_example: (..., B)
    Source:      Goodfellow et al. (2016), Deep Learning, section 6.2.2.2

    Example:
        >>> BinaryCrossEntropy().per_example(np.array([[0.5]]), np.array([[1.0]])).round(3)
        array([0.693])
    """

    cost_formula = Formula(
        "-(t*log(y) + (1 - t)*log(1 - y))",
        r"-\left( t \ln y + (1 - t) \ln(1 - y) \right)",
        f"-(t*log({CLIPPED}) + (1 - t)*log(1 - {CLIPPED}))",
    )
    derivative_formula = Formula(
        "(y - t)/(y*(1 - y))",
        r"\frac{y - t}{y \, (1 - y)}",
        f"(y - t)/(y*(1 - y)) if {TINY} <= y <= 1 - {TINY} else 0",
    )

    is_binary: ClassVar[bool] = True

    def cost(self, y: Array, t: Array, /) -> Array:
        """Both terms count, the yes and the no."""
        p = np.clip(y, TINY, 1.0 - TINY)
        q = np.clip(1.0 - y, TINY, 1.0 - TINY)  # float32 has 1 - p only roughly where p is near 1
        cost: Array = -(t * np.log(p) + (1.0 - t) * np.log(q))
        return cost

    def derivative(self, y: Array, t: Array, /) -> Array:
        """Steep where a confident output is wrong."""
        p = np.clip(y, TINY, 1.0 - TINY)
        return np.equal(p, y) * (p - t) / (p * (1.0 - p))


@final
@dataclass(frozen=True)
class CrossEntropy(CrossEntropyLoss):
    """Categorical cross-entropy: the negative log-likelihood of the true class.

    It is a sum over classes, not a mean, and holds for any `t`, shares and weights too. The row `y`
    is taken as it is: Keras first divides it by its sum, which hides the gradient of a row that is
    not a distribution.

    Formula:     row loss = -sum_o t_o log p_o;  p = y, but at least TINY
    Gradient:    -t / p, and 0 where y was clipped
    Shapes:      y, t, gradient: (..., B, O); per_example: (..., B)
    Source:      Goodfellow et al. (2016), Deep Learning, section 6.2.2.3

    Example:
        >>> CrossEntropy().per_example(np.array([[0.25, 0.75]]), np.array([[1.0, 0.0]])).round(3)
        array([1.386])
    """

    cost_formula = Formula("-t*log(y)", r"-t \ln y", f"-t*log(max(y, {TINY}))")
    derivative_formula = Formula("-t/y", r"-\frac{t}{y}", f"-t/y if y >= {TINY} else 0")

    is_mean: ClassVar[bool] = False

    def cost(self, y: Array, t: Array, /) -> Array:
        """Each class's negative log-likelihood, in the share that the target gives it."""
        return -t * np.log(np.maximum(y, TINY))

    def derivative(self, y: Array, t: Array, /) -> Array:
        """More of the true class is better; the others count through the softmax alone."""
        p = np.maximum(y, TINY)
        return np.equal(p, y) * -t / p


@final
@dataclass(frozen=True)
class KLDivergence(PerOutputLoss):
    """The Kullback-Leibler divergence: the cross-entropy minus its minimum, so 0 where y equals t.

    For targets that are distributions themselves. What is subtracted, the entropy of `t`, does not
    depend on the output, so both losses have the same gradient.

    Formula:     row loss = sum_o t_o log(t_o / p_o), with 0 log 0 = 0;  p = y, but at least TINY
    Gradient:    -t / p, and 0 where y was clipped
    Shapes:      y, t, gradient: (..., B, O); per_example: (..., B)
    Source:      Kullback and Leibler (1951); Goodfellow et al. (2016), Deep Learning, section 3.13

    Example:
        >>> KLDivergence().per_example(np.array([[0.25, 0.75]]), np.array([[0.25, 0.75]]))
        array([0.])
    """

    cost_formula = Formula(
        "t*log(t/y)", r"t \ln \frac{t}{y}", f"(t*log(t/max(y, {TINY})) if t > 0 else 0)"
    )
    derivative_formula = CrossEntropy.derivative_formula

    is_for_classes: ClassVar[bool] = True
    takes_probabilities: ClassVar[bool] = True
    is_mean: ClassVar[bool] = False

    def cost(self, y: Array, t: Array, /) -> Array:
        """The cross-entropy's term, minus the entropy's."""
        p = np.maximum(y, TINY)
        ratio = np.where(t > 0, t, p) / p  # 1 where t is 0: there the logarithm is 0 too
        return t * np.log(ratio)

    def derivative(self, y: Array, t: Array, /) -> Array:
        """As for the cross-entropy."""
        p = np.maximum(y, TINY)
        return np.equal(p, y) * -t / p


@final
@dataclass(frozen=True)
class Hinge(PerOutputLoss):
    """The hinge loss: outputs should have the sign of the target, by a margin of at least 1.

    For outputs that are not probabilities. Targets are 1 and -1: only the sign of an output names
    the class.

    Formula:     row loss = mean_o max(0, 1 - t_o y_o)
    Gradient:    -t / O where t y < 1, else 0
    Shapes:      y, t, gradient: (..., B, O); per_example: (..., B)
    Source:      Cortes and Vapnik (1995), "Support-vector networks"

    Example:
        >>> Hinge().per_example(np.array([[0.5], [2.0]]), np.array([[1.0], [1.0]]))
        array([0.5, 0. ])
    """

    cost_formula = Formula("max(0, 1 - t*y)", r"\max(0,\, 1 - t \, y)")
    derivative_formula = Formula("-t*(t*y < 1)", cases("-t", r"t \, y < 1", "0"))

    off: ClassVar[float] = -1.0
    is_for_classes: ClassVar[bool] = True

    def cost(self, y: Array, t: Array, /) -> Array:
        """What the output lacks to the margin."""
        return np.maximum(0.0, 1.0 - t * y)

    def derivative(self, y: Array, t: Array, /) -> Array:
        """A steady pull until the margin is reached."""
        return (t * y < 1.0) * -t
