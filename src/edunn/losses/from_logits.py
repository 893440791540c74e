"""Losses on scores: the last activation and the loss, taken in one step.

Scores `z` are what the last activation turns into probabilities. Squashing them first and taking
the logarithm after loses what it matters to know: the softmax of a very wrong answer rounds to 0,
and the logarithm of 0 has no gradient. Written on the scores, logarithm and exponential cancel on
paper, nothing overflows, nothing is clipped, and the gradient becomes the plainest of all: answer
minus target. `fused_loss` knows which pairs have such a form; a test shows that both ways agree.
"""

from dataclasses import dataclass
from typing import final

import numpy as np

from edunn.activations.base import ActivationFunction
from edunn.activations.sigmoid import Sigmoid
from edunn.activations.softmax import Softmax
from edunn.arrays import Array
from edunn.guards import require_within, unbox
from edunn.losses.base import Loss, outputs, row_mean, row_sum
from edunn.losses.classification import BinaryCrossEntropy, CrossEntropy, smoothed

softmax = Softmax().value
sigmoid = Sigmoid().value


def log_softmax(z: Array) -> Array:
    """The logarithm of each probability, without passing through the probability.

    Example:
        >>> log_softmax(np.array([0.0, 1000.0]))
        array([-1000.,     0.])
    """
    below = z - np.maximum.reduce(z, axis=-1, keepdims=True)
    return below - np.log(np.add.reduce(np.exp(below), axis=-1, keepdims=True))


def softplus(z: Array) -> Array:
    """log(1 + exp(z)), which is -log sigmoid(-z): the surprise when the answer is no."""
    return np.logaddexp(0.0, z)


@final
@dataclass(frozen=True)
class SoftmaxCrossEntropy(Loss):
    """Cross-entropy of a softmax, from its scores: the loss of nearly every classifier.

    Formula:     row loss = -sum_o t_o log_softmax(z)_o
    Gradient:    softmax(z) sum_o t_o - t, so "answer minus target" where the targets add up to 1
    Shapes:      z, t, gradient: (..., B, O); per_example: (..., B)
    Source:      Goodfellow et al. (2016), Deep Learning, section 6.2.2.3

    Example:
        >>> SoftmaxCrossEntropy().gradient(np.array([[0.0, 0.0]]), np.array([[1.0, 0.0]]))
        array([[-0.5,  0.5]])
    """

    label_smoothing: float = 0.0

    def __post_init__(self) -> None:
        require_within("label_smoothing", self.label_smoothing, 0, 1)
        unbox(self)

    def per_example(self, y: Array, t: Array) -> Array:
        """The surprise at each class, in the share that the target gives it; `y` holds scores."""
        t = smoothed(t, self.label_smoothing, classes=outputs(y))
        return -row_sum(t * log_softmax(y))

    def gradient(self, y: Array, t: Array) -> Array:
        """Answer minus target."""
        t = smoothed(t, self.label_smoothing, classes=outputs(y))
        return softmax(y) * np.add.reduce(t, axis=-1, keepdims=True) - t


@final
@dataclass(frozen=True)
class SigmoidBinaryCrossEntropy(Loss):
    """Binary cross-entropy of sigmoids, from their scores: each output its own yes or no.

    Formula:     row loss = mean_o t_o softplus(-z_o) + (1 - t_o) softplus(z_o)
    Gradient:    (sigmoid(z) - t) / O
    Shapes:      z, t, gradient: (..., B, O); per_example: (..., B)
    Source:      Goodfellow et al. (2016), Deep Learning, section 6.2.2.2

    Example:
        >>> SigmoidBinaryCrossEntropy().gradient(np.array([[0.0]]), np.array([[1.0]]))
        array([[-0.5]])
    """

    label_smoothing: float = 0.0

    def __post_init__(self) -> None:
        require_within("label_smoothing", self.label_smoothing, 0, 1)
        unbox(self)

    def per_example(self, y: Array, t: Array) -> Array:
        """Mean surprise over the outputs; `y` holds scores."""
        t = smoothed(t, self.label_smoothing, classes=2)
        return row_mean(t * softplus(-y) + (1.0 - t) * softplus(y))

    def gradient(self, y: Array, t: Array) -> Array:
        """Answer minus target, a share for each output."""
        t = smoothed(t, self.label_smoothing, classes=2)
        return (sigmoid(y) - t) / outputs(y)


def fused_loss(loss: Loss, activation: ActivationFunction) -> Loss | None:
    """The same loss, taken on the scores before `activation`; None if the pair has no such form.

    Example:
        >>> fused_loss(CrossEntropy(), Softmax())
        SoftmaxCrossEntropy(label_smoothing=0.0)
    """
    match loss, activation:
        case CrossEntropy(label_smoothing=share), Softmax():
            return SoftmaxCrossEntropy(share)
        case BinaryCrossEntropy(label_smoothing=share), Sigmoid():
            return SigmoidBinaryCrossEntropy(share)
    return None
