"""Losses from logits: the last activation and the loss, computed in one step.

    L = -sum_o t_o log_softmax(z)_o                            softmax with cross-entropy
    dL/dz = softmax(z) - t

    L = mean_o t_o softplus(-z_o) + (1 - t_o) softplus(z_o)    sigmoid with binary cross-entropy
    dL/dz = (sigmoid(z) - t) / O

Logits `z` are what the last activation turns into probabilities. Taking the softmax first and the
logarithm after loses information: the probability of a very wrong output rounds to 0, where the
logarithm has no gradient. Written for the logits, logarithm and exponential cancel on paper,
nothing overflows, nothing is clipped, and the gradient becomes the simplest of all: probability
minus target. `fused_loss` lists the pairs that have such a form; a test shows that both agree.
"""

from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np

from edunn.activations.base import ActivationFunction
from edunn.activations.sigmoid import Sigmoid, sigmoid
from edunn.activations.smooth import softplus
from edunn.activations.softmax import Softmax
from edunn.arrays import Array
from edunn.formulas import Formula
from edunn.losses.base import CrossEntropyLoss, Loss
from edunn.losses.classification import BinaryCrossEntropy, CrossEntropy
from edunn.operations import Entrywise, Sum

softmax = Softmax().value


def log_softmax(z: Array) -> Array:
    """The logarithm of each probability, without passing through the probability.

    Example:
        >>> log_softmax(np.array([0.0, 1000.0]))
        array([-1000.,     0.])
    """
    below = z - np.maximum.reduce(z, axis=-1, keepdims=True)
    return below - np.log(np.add.reduce(np.exp(below), axis=-1, keepdims=True))


@final
@dataclass(frozen=True)
class SoftmaxCrossEntropy(CrossEntropyLoss):
    """Cross-entropy of a softmax, from its logits: the loss of nearly every classifier.

    Formula:     row loss = -sum_o t_o log_softmax(z)_o
    Gradient:    softmax(z) sum_o t_o - t, so "probability minus target" where the targets sum to 1
    Shapes:      z, t, gradient: (..., B, O); per_example: (..., B)
    Source:      Goodfellow et al. (2016), Deep Learning, section 6.2.2.3

    Example:
        >>> SoftmaxCrossEntropy().gradient(np.array([[0.0, 0.0]]), np.array([[1.0, 0.0]]))
        array([[-0.5,  0.5]])
    """

    derivative_formula = Formula("(y - t)", "y - t")

    is_mean: ClassVar[bool] = False

    def cost(self, z: Array, t: Array, /) -> Array:
        """Each class's negative log-likelihood, in the share that the target gives it."""
        return -t * log_softmax(z)

    def row_operation(self, z: Array, t: Array, /) -> Sum:
        """The terms of the sum, each with what its class shares with the others."""
        top = z.max()
        shared = {"top": top, "total": np.add.reduce(np.exp(z - top))}
        term = Formula("t*(y - top - log(total))", "")
        return Sum(term, ("y", "t"), lambda y, t: self.cost(y, -t), shared, "-")

    def derivative(self, z: Array, t: Array, /) -> Array:
        """Probability minus target."""
        return softmax(z) * np.add.reduce(t, axis=-1, keepdims=True) - t

    def gradient_operation(self, z: Array, t: Array, /) -> Entrywise:
        """Probability minus target, or where the targets sum to something else, times that."""
        total = self.smoothed(t).sum(axis=-1, keepdims=True)
        if np.allclose(total, 1):
            return super().gradient_operation(z, t)
        sums = {"total": np.broadcast_to(total, t.shape)}
        return Entrywise(Formula("(y*total - t)", ""), ("y", "t"), sums)


@final
@dataclass(frozen=True)
class SigmoidBinaryCrossEntropy(CrossEntropyLoss):
    """Binary cross-entropy of sigmoids, from their logits: a yes or no for each output.

    Formula:     row loss = mean_o t_o softplus(-z_o) + (1 - t_o) softplus(z_o)
    Gradient:    (sigmoid(z) - t) / O
    Shapes:      z, t, gradient: (..., B, O); per_example: (..., B)
    Source:      Goodfellow et al. (2016), Deep Learning, section 6.2.2.2

    Example:
        >>> SigmoidBinaryCrossEntropy().gradient(np.array([[0.0]]), np.array([[1.0]]))
        array([[-0.5]])
    """

    derivative_formula = Formula("(y - t)", "y - t")
    logit_formula = Formula("max(y, 0) - t*y + log1p(exp(-abs(y)))", "")

    is_binary: ClassVar[bool] = True

    def cost(self, z: Array, t: Array, /) -> Array:
        """Both terms count: softplus(-z) is -log p, and softplus(z) is -log(1 - p)."""
        return t * softplus(-z) + (1.0 - t) * softplus(z)

    def row_operation(self, z: Array, t: Array, /) -> Sum:
        """The mean of the costs, in a form without a large exponential."""
        return Sum(self.logit_formula, ("y", "t"), self.cost, is_mean=True)

    def derivative(self, z: Array, t: Array, /) -> Array:
        """Probability minus target."""
        return sigmoid(z) - t


def fused_loss(loss: Loss, activation: ActivationFunction) -> Loss | None:
    """The same loss, computed from the logits before `activation`; None if there is no such form.

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
