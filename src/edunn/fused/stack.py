"""A stack of layers, a loss and an optimizer, written down in numbers for the kernel."""

from math import inf
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from edunn.activations import ELU, Exponential, LeakyReLU
from edunn.arrays import Array
from edunn.fused import codes
from edunn.layers import Activation, Dropout, Layer
from edunn.losses import Huber, Loss
from edunn.network import Network
from edunn.objective import Objective
from edunn.optimizers import Optimizer
from edunn.regularizers import L1, L2, ElasticNet, Regularizer

Whole = npt.NDArray[np.int64]

LOSS, RIGHT, PENALTY = range(3)
"""What is counted over the rows of an epoch: their losses, how many are right, their penalties."""


class Stack(NamedTuple):
    """The layers from the first that is walked through to the scores, `K` of them, and the loss.

    Args:
        kinds: DENSE, DROPOUT, or the code of a curve, `(K,)`.
        starts: where the input of each layer begins in a row's signal, then where the scores do,
            and where they end, `(K + 2,)`.
        places: where in theta the W of each layer begins, `(K,)`; its b follows.
        settings: the curves' own settings, or the share that is dropped, `(K,)`.
        l1, l2: how strongly each W is pulled to zero, `(K,)`.
        draws: how many random numbers the layers below take for a row, `(K + 1,)`.
        lowest: the first layer that learns.
        is_penalized: 1 if any W is pulled.
        loss: the code of the loss on the scores.
        delta: its setting.
        middle: between the two targets of a single output.
    """

    kinds: Whole
    starts: Whole
    places: Whole
    settings: Array
    l1: Array
    l2: Array
    draws: Whole
    lowest: int
    is_penalized: int
    loss: int
    delta: float
    middle: float


class Rule(NamedTuple):
    """An optimizer without its learning rate; what it does not have keeps the value here."""

    code: int
    decay: float = 0.0
    rho: float = 0.0
    beta1: float = 0.0
    beta2: float = 0.0
    epsilon: float = 0.0
    weight_decay: float = 0.0
    clip_norm: float = inf
    clip_value: float = inf


def first_layer(network: Network) -> int:
    """The first layer that learns or draws; those below it do the same in every epoch."""
    drops = (k for k, layer in enumerate(network.layers) if isinstance(layer, Dropout))
    return min(network.lowest_learner, next(drops, len(network.layers)))


def stack_of(objective: Objective, dtype: Any) -> Stack:
    """The layers and the loss of an objective that the kernel supports."""
    network, first = objective.network, first_layer(objective.network)
    layers = objective.logits_network.layers[first:]
    widths = [shape[0] for shape in network.shapes[first : first + len(layers) + 1]]
    begin = {place.layer: place.where.start for place in reversed(network.layout.places)}
    pulls = [_pulls(layer.regularizer) for layer in layers]
    drops = [w if isinstance(layer, Dropout) else 0 for layer, w in zip(layers, widths)]  # noqa: B905 - one width more
    return Stack(
        kinds=np.array([_kind(layer) for layer in layers]),
        starts=np.cumsum([0, *widths]),
        places=np.array([begin.get(first + k, 0) for k in range(len(layers))]),
        settings=np.array([_setting(layer, dtype) for layer in layers], dtype),
        l1=np.array([l1 for l1, _ in pulls], dtype),
        l2=np.array([l2 for _, l2 in pulls], dtype),
        draws=np.cumsum([0, *drops]),
        lowest=network.lowest_learner - first,
        is_penalized=int(objective.is_penalized),
        loss=codes.LOSSES[type(objective.effective_loss)],
        delta=_delta(objective.effective_loss),
        middle=(1.0 + objective.loss.off) / 2.0,
    )


def rule_of(optimizer: Optimizer) -> Rule:
    """The settings of an optimizer that the kernel supports."""
    own = {name: getattr(optimizer, name, None) for name in Rule._fields[1:]}
    given = {name: float(value) for name, value in own.items() if value is not None}
    return Rule(codes.OPTIMIZERS[type(optimizer)], **given)


def answers(t: Array, middle: float) -> Whole:
    """The class that each row's targets name, `(N,)`, as `Objective.are_right` sees it."""
    named = t.argmax(axis=-1) if t.shape[-1] > 1 else t[:, 0] > middle
    return named.astype(np.int64)


def _kind(layer: Layer) -> int:
    match layer:
        case Activation(function=curve):
            return codes.CURVES[type(curve)]
        case Dropout():
            return codes.DROPOUT
    return codes.DENSE


def _setting(layer: Layer, dtype: Any) -> float:
    match layer:
        case Activation(function=LeakyReLU(slope_below=a) | ELU(alpha=a)) | Dropout(rate=a):
            return float(a)
        case Activation(function=Exponential()):
            return float(np.floor(np.log(np.finfo(dtype).max)))
    return 0.0


def _pulls(regularizer: Regularizer | None) -> tuple[float, float]:
    match regularizer:
        case L1(strength):
            return strength, 0.0
        case L2(strength):
            return 0.0, strength
        case ElasticNet(l1, l2):
            return l1, l2
    return 0.0, 0.0


def _delta(loss: Loss) -> float:
    return float(loss.delta) if isinstance(loss, Huber) else 0.0
