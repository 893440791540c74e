"""Losses for classes: how surprised is the output by the true answer?

Probabilities `y` come from a sigmoid or a softmax; targets `t` are 1 for "this class", 0 for "not
this class", or shares between them. Surprise is -log(probability): 0 for a sure and right answer,
and without end for a sure and wrong one. So that a probability of exactly 0 costs much instead of
infinitely much, each is first kept at least `TINY` away from the edge, as Keras does. Where that
changes a number its gradient is 0, because there the loss, as computed, is flat; training therefore
works on the scores behind the probabilities, where nothing is clipped (see `from_logits`).
"""

from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np

from edunn.arrays import Array
from edunn.guards import require_within, unbox
from edunn.losses.base import Loss, outputs, row_mean, row_sum

TINY = 1e-7
"""The nearest that a probability may come to an edge: Keras' choice, and float32 can tell it."""


def smoothed(t: Array, share: float, classes: int) -> Array:
    """Take `share` of the certainty away and give it to all `classes` alike.

    Targets that are never quite 1 keep a network from growing its scores without end.

    Source:      Szegedy et al. (2016), "Rethinking the Inception architecture", section 7

    Example:
        >>> smoothed(np.array([1.0, 0.0]), share=0.5, classes=2)
        array([0.75, 0.25])
    """
    return (1.0 - share) * t + share / classes if share else t


@final
@dataclass(frozen=True)
class BinaryCrossEntropy(Loss):
    """The surprise at yes-or-no answers, each output its own question.

    Formula:     row loss = mean_o -(t_o log p_o + (1 - t_o) log(1 - p_o))
                 p = y, kept within [TINY, 1 - TINY]
    Gradient:    (p - t) / (p (1 - p)) / O, and 0 where y was clipped
    Shapes:      y, t, gradient: (..., B, O); per_example: (..., B)
    Source:      Goodfellow et al. (2016), Deep Learning, section 6.2.2.2

    Example:
        >>> BinaryCrossEntropy().per_example(np.array([[0.5]]), np.array([[1.0]])).round(3)
        array([0.693])
    """

    label_smoothing: float = 0.0

    def __post_init__(self) -> None:
        require_within("label_smoothing", self.label_smoothing, 0, 1)
        unbox(self)

    def per_example(self, y: Array, t: Array) -> Array:
        """Mean surprise over the outputs; both halves count, the yes and the no."""
        t = smoothed(t, self.label_smoothing, classes=2)
        p: Array = y.clip(TINY, 1.0 - TINY)
        return -row_mean(t * np.log(p) + (1.0 - t) * np.log1p(-p))

    def gradient(self, y: Array, t: Array) -> Array:
        """Steep where a sure answer is wrong."""
        t = smoothed(t, self.label_smoothing, classes=2)
        p: Array = y.clip(TINY, 1.0 - TINY)
        steepness: Array = (p - t) / (p * (1.0 - p) * outputs(y))
        return np.equal(p, y) * steepness


@final
@dataclass(frozen=True)
class CrossEntropy(Loss):
    """The surprise at the true class: only the probability that it was given counts.

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

    label_smoothing: float = 0.0

    def __post_init__(self) -> None:
        require_within("label_smoothing", self.label_smoothing, 0, 1)
        unbox(self)

    def per_example(self, y: Array, t: Array) -> Array:
        """The surprise at each class, in the share that the target gives it."""
        t = smoothed(t, self.label_smoothing, classes=outputs(y))
        return -row_sum(t * np.log(np.maximum(y, TINY)))

    def gradient(self, y: Array, t: Array) -> Array:
        """More of the true class is better; the others count through the softmax alone."""
        t = smoothed(t, self.label_smoothing, classes=outputs(y))
        p = np.maximum(y, TINY)
        return np.equal(p, y) * -t / p


@final
@dataclass(frozen=True)
class KLDivergence(Loss):
    """The surprise that is left when the unavoidable part is taken away: 0 where y equals t.

    For targets that are distributions themselves. It is the cross-entropy minus the entropy of
    `t`, which no output can change, so the two have one gradient.

    Formula:     row loss = sum_o t_o log(t_o / p_o), with 0 log 0 = 0;  p = y, but at least TINY
    Gradient:    -t / p, and 0 where y was clipped
    Shapes:      y, t, gradient: (..., B, O); per_example: (..., B)
    Source:      Kullback and Leibler (1951); Goodfellow et al. (2016), Deep Learning, section 3.13

    Example:
        >>> KLDivergence().per_example(np.array([[0.25, 0.75]]), np.array([[0.25, 0.75]]))
        array([0.])
    """

    def per_example(self, y: Array, t: Array) -> Array:
        """The extra surprise of who expects `y` and meets `t`."""
        p = np.maximum(y, TINY)
        ratio = np.where(t > 0, t, p) / p  # 1 where t is 0: there the logarithm is 0 too
        return row_sum(t * np.log(ratio))

    def gradient(self, y: Array, t: Array) -> Array:
        """The gradient of the cross-entropy."""
        p = np.maximum(y, TINY)
        return np.equal(p, y) * -t / p


@final
@dataclass(frozen=True)
class Hinge(Loss):
    """Be right by a margin of 1; what is more right than that costs nothing.

    For scores, not probabilities. Targets are 1 and -1: only the sign of a score is the answer.

    Formula:     row loss = mean_o max(0, 1 - t_o y_o)
    Gradient:    -t / O where t y < 1, else 0
    Shapes:      y, t, gradient: (..., B, O); per_example: (..., B)
    Source:      Cortes and Vapnik (1995), "Support-vector networks"

    Example:
        >>> Hinge().per_example(np.array([[0.5], [2.0]]), np.array([[1.0], [1.0]]))
        array([0.5, 0. ])
    """

    off: ClassVar[float] = -1.0

    def per_example(self, y: Array, t: Array) -> Array:
        """Mean over the outputs of what each lacks to the margin."""
        return row_mean(np.maximum(0.0, 1.0 - t * y))

    def gradient(self, y: Array, t: Array) -> Array:
        """A steady pull until the margin is reached."""
        return (t * y < 1.0) * -t / outputs(y)
