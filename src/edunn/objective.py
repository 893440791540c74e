"""The objective: the loss as a function of theta, and its gradient by backpropagation.

    L(theta) = mean over rows of loss(network(x; theta), t) + penalties of large weights

    z  = layers(x)                          forward pass, to the logits z
    dz = (p - t) / B                        for softmax with cross-entropy, where p = softmax(z)
    dW, db, dx of each layer from its dy    backward pass, over reversed(layers)

Softmax followed by cross-entropy, and sigmoid followed by binary cross-entropy, are computed
together from the *logits* `z`, the numbers before that last activation: then `dz` is as simple as
above, and no logarithm is taken of a rounded 0. Otherwise `z` is the output itself.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple, final

import numpy as np
import numpy.typing as npt

from edunn.arrays import Array, Indices
from edunn.errors import SettingError
from edunn.labels import middle_of
from edunn.layers import Cache, LayerState
from edunn.losses import Loss, default_loss, fused_loss, require_probabilities
from edunn.messages import Message
from edunn.network import Network, Views
from edunn.parameters import Viewed
from edunn.regularizers import Regularizer


class Examples(NamedTuple):
    """Rows of a training or test set, ready for the network.

    Example:
        >>> rows = Examples(x=np.array([[1.0], [2.0]]), t=np.array([[0.0], [1.0]]))
        >>> rows.part(slice(1)).t
        array([[0.]])
    """

    x: Array
    """Inputs, `(N, I)`."""

    t: Array
    """Targets, `(N, O)`."""

    weights: Array | None = None
    """The weight of each row in the loss, `(N,)`; None if all are 1."""

    def part(self, rows: slice | Indices) -> "Examples":
        """Some of the rows; those of a slice are views, others are copied."""
        x, t, weights = self
        if isinstance(rows, slice):
            return Examples(x[rows], t[rows], None if weights is None else weights[rows])
        some = None if weights is None else weights.take(rows)
        return Examples(x.take(rows, axis=0), t.take(rows, axis=0), some)  # quicker than x[rows]


class Gradient(NamedTuple):
    """The gradient at one theta, with what was computed on the way."""

    g: Array
    """dL/dtheta, `(n,)`."""

    z: Array
    """The logits, or outputs, that the loss was computed from, `(B, O)`."""

    caches: list[Cache]
    """What each layer kept in the forward pass."""


@final
@dataclass(frozen=True)
class Objective:
    """What training minimizes: the mean loss of a network over rows, plus penalties.

    Args:
        network: a sequence of layers.
        loss: compares the network's output `y` with the targets `t`, both `(B, O)`.
    """

    network: Network
    loss: Loss

    @classmethod
    def of(cls, network: Network, loss: Loss | None) -> "Objective":
        """The objective; without a loss, the one that belongs to the last activation."""
        return cls(network, default_loss(network.ending) if loss is None else loss)

    def require_meaning(self) -> None:
        """Refuse to learn by a last activation and a loss that mean nothing together.

        Raises:
            SettingError: nothing can be learned; the message has the remedy.
        """
        last, outputs = self.network.ending, self.network.shapes[-1][0]
        if last is not None and last.is_distribution and outputs == 1:
            raise SettingError(Message("network.softmax_of_one"))
        if self.fused_loss is None and self.loss.takes_probabilities and last is not None:
            require_probabilities(self.loss, last, outputs)

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
        """dL/dtheta by backpropagation: one forward pass, one backward pass.

        Args:
            random: the source of random numbers in training, for dropout.
            into: the vector to write the gradient into; a new one if left out.

        Shapes: theta (n,), x (B, I), t (B, O), weights (B,) one a row.
        """
        p = self.network.layout.views(theta)
        g, dp = into or self.network.layout.viewed(np.empty_like(theta))
        (*_, z), caches = self.network.traced(p, x, statistics, random, self.depth)
        share = 1.0 / len(t) if weights is None else weights[:, np.newaxis] / len(t)
        dz = self.effective_loss.gradient(z, t) * share  # (B, O)
        self.network.backward(dz, caches, p, dp)
        for where, regularizer in self.penalties:
            g[where] += regularizer.gradient(theta[where])
        return Gradient(g, z, caches)

    def logits(self, theta: Array, x: Array, statistics: Views) -> Array:
        """What the loss is computed from: `(B, O)`, or `(P, B, O)` for a population."""
        p = self.network.layout.views(theta)
        return self.network.outputs(p, x, statistics, self.depth)

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
        """The penalty of the weights in theta: one number, or `(P,)` for a population."""
        costs = [regularizer.penalty(theta[..., where]) for where, regularizer in self.penalties]
        return np.asarray(np.sum(costs, axis=0, dtype=theta.dtype))

    def accuracy(self, z: Array, t: Array) -> float:
        """The share of rows that are classified correctly, whatever their weights."""
        return float(self.are_right(z, t).mean())

    def weighted_accuracy(self, z: Array, t: Array, weights: Array | None = None) -> Array:
        """sum(w r) / sum(w), where r is 1 for a row classified correctly, else 0; `(...)`.

        It is 0 for rows without any weight, as a mini-batch may happen to be.
        """
        right = self.are_right(z, t)  # (..., B)
        if weights is None:
            return np.asarray(right.mean(axis=-1))
        total = weights.sum()
        return np.asarray((right * weights).sum(axis=-1) / (total if total > 0 else 1.0))

    def are_right(self, z: Array, t: Array) -> npt.NDArray[np.bool_]:
        """Which rows are classified correctly, `(..., B)`.

        With several outputs the class is that of the largest (softmax and sigmoid keep the order);
        with one output the threshold lies halfway between the two targets.
        """
        if t.shape[-1] > 1:
            return np.asarray(z.argmax(axis=-1) == t.argmax(axis=-1))
        middle = middle_of(self.loss.off)
        return np.asarray((self.outputs(z) > middle) == (t > middle))[..., 0]

    @cached_property
    def is_penalized(self) -> bool:
        """Whether any layer has a regularizer."""
        return bool(self.penalties)

    @cached_property
    def fused_loss(self) -> Loss | None:
        """The loss as a function of the logits, where it takes in the last activation."""
        last = self.network.last_activation
        return None if last is None else fused_loss(self.loss, last)

    @cached_property
    def effective_loss(self) -> Loss:
        """The loss as a function of `z`."""
        return self.fused_loss or self.loss

    @cached_property
    def depth(self) -> int:
        """How many layers lead up to `z`: all, or all but the last activation."""
        return len(self.network.layers) - bool(self.fused_loss)

    @cached_property
    def logits_network(self) -> Network:
        """The layers up to `z`."""
        return replace(self.network, layers=self.network.layers[: self.depth])

    @cached_property
    def above(self) -> "Objective":
        """The same for rows that have gone through the layers that never change."""
        network, first = self.network, self.network.first_changing
        return replace(self, network=Network(network.layers[first:], network.shapes[first]))

    @cached_property
    def penalties(self) -> list[tuple[slice, Regularizer]]:
        """The slice of theta of each regularized W."""
        layers, pairs = self.network.layers, []
        for place in self.network.layout.places:
            if place.role == "W":
                layer = layers[place.layer]
                is_whole = place.name == "W"
                own = layer.regularizer if is_whole else layer.regularizer_of(place.name)
                pairs.append((place.where, own))
        return [(where, regularizer) for where, regularizer in pairs if regularizer]
