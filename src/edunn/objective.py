"""The objective, a loss surface over theta, and its gradient: backpropagation is here.

    L(theta) = mean over rows of loss(network(x; theta), t) + penalties of large weights

Softmax followed by cross-entropy, and sigmoid followed by binary cross-entropy, are recognised and
measured on the *logits* `z`, the numbers before that last activation: the gradient is then simply
`(p - t) / B`, and no logarithm ever meets a rounded 0. Elsewhere `z` is the output itself.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple, final

import numpy as np
import numpy.typing as npt

from edunn.arrays import Array
from edunn.layers import Cache, LayerState
from edunn.losses import Loss, fused_loss
from edunn.network import Network, Views
from edunn.parameters import Viewed
from edunn.regularizers import Regularizer


class Gradient(NamedTuple):
    """The gradient at one theta, with what was computed on the way."""

    g: Array
    """dL/dtheta, `(n,)`."""

    z: Array
    """What the loss was measured on, `(B, O)`."""

    caches: list[Cache]
    """What each layer met on the way forward."""


@final
@dataclass(frozen=True)
class Objective:
    """What training makes small: the mean loss of a network on rows, plus penalties.

    Args:
        network: layers in a row.
        loss: compares the network's output `y` with the targets `t`, both `(B, O)`.
    """

    network: Network
    loss: Loss

    def value(
        self, theta: Array, x: Array, t: Array, statistics: Views, weights: Array | None = None
    ) -> Array:
        """L(theta): one number, or for a population `(P, n)` one each, `(P,)`."""
        z = self.logits(theta, x, statistics)
        return self.mean_loss(z, t, weights) + self.penalty(theta)

    def gradient(
        self,
        theta: Array,
        x: Array,
        t: Array,
        statistics: Views,
        weights: Array | None = None,
        random: np.random.Generator | None = None,
        into: Viewed | None = None,
    ) -> Gradient:
        """dL/dtheta by backpropagation: once forward, once back.

        Args:
            into: where the gradient is to be written; a new vector if left out.

        Shapes: theta (n,), x (B, I), t (B, O), weights (B,) one a row.
        """
        p = self.network.layout.views(theta)
        g, dp = into or self.network.layout.viewed(np.empty_like(theta))
        z, caches = self.logits_network.forward(p, x, statistics, random)
        dz = self.effective_loss.gradient(z, t) * _row_share(len(t), weights)
        self.logits_network.backward(dz, caches, p, dp)
        for where, regularizer in self.penalties:
            g[where] += regularizer.gradient(theta[where])
        return Gradient(g, z, caches)

    def logits(self, theta: Array, x: Array, statistics: Views) -> Array:
        """What the loss is measured on: `(B, O)`, or `(P, B, O)` for a population."""
        return self.logits_network.forward(self.network.layout.views(theta), x, statistics)[0]

    def outputs(self, z: Array) -> Array:
        """The network's outputs, given `z`."""
        if self.fused_loss is None:
            return z
        return self.network.layers[-1].forward(z, {}, LayerState())[0]

    def mean_loss(self, z: Array, t: Array, weights: Array | None = None) -> Array:
        """The mean over rows, `(...)`, each row times its weight; without the penalty."""
        rows = self.effective_loss.per_example(z, t)
        mean: Array = (rows if weights is None else rows * weights).mean(axis=-1)
        return mean

    def penalty(self, theta: Array) -> Array:
        """What the weights in theta cost: one number, or `(P,)` for a population."""
        costs = [regularizer.penalty(theta[..., where]) for where, regularizer in self.penalties]
        return np.asarray(np.sum(costs, axis=0, dtype=theta.dtype))

    def accuracy(self, z: Array, t: Array) -> float:
        """The share of rows that are classified correctly."""
        return float(self.are_right(z, t).mean())

    def are_right(self, z: Array, t: Array) -> npt.NDArray[np.bool_]:
        """Which rows are classified right, `(..., B)`.

        With several outputs the largest names the class (neither softmax nor sigmoid changes which
        one that is); with one output the middle between the two targets divides the classes.
        """
        if t.shape[-1] > 1:
            return np.asarray(z.argmax(axis=-1) == t.argmax(axis=-1))
        middle = (1.0 + self.loss.off) / 2.0
        return np.asarray((self.outputs(z) > middle) == (t > middle))[..., 0]

    @cached_property
    def is_penalized(self) -> bool:
        """Whether any layer has a regularizer."""
        return bool(self.penalties)

    @cached_property
    def fused_loss(self) -> Loss | None:
        """The loss of the logits, where the last activation and the loss belong together."""
        last = self.network.last_activation
        return None if last is None else fused_loss(self.loss, last)

    @cached_property
    def effective_loss(self) -> Loss:
        """The loss of `z`."""
        return self.fused_loss or self.loss

    @cached_property
    def logits_network(self) -> Network:
        """The layers that lead to `z`."""
        return replace(self.network, layers=self.network.layers[: -1 if self.fused_loss else None])

    @cached_property
    def penalties(self) -> list[tuple[slice, Regularizer]]:
        """Where in theta each regularized W lies."""
        pairs = (
            (place.where, self.network.layers[place.layer].regularizer)
            for place in self.network.layout.places
            if place.name == "W"
        )
        return [(where, regularizer) for where, regularizer in pairs if regularizer]


def _row_share(rows: int, weights: Array | None) -> float | Array:
    """How much each row counts in the mean: 1/B, times its weight."""
    return 1.0 / rows if weights is None else weights[:, np.newaxis] / rows
