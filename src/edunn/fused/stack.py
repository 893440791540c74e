"""A stack of layers, a loss and an optimizer, written down in numbers for the kernel."""

from math import inf
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from edunn.activations import ELU, Exponential, LeakyReLU
from edunn.arrays import Array
from edunn.fused import codes
from edunn.layers import Activation, Layer
from edunn.losses import Huber, Loss
from edunn.losses.classification import smoothed
from edunn.objective import Objective
from edunn.optimizers import Optimizer
from edunn.regularizers import L1, L2, ElasticNet, Regularizer

Whole = npt.NDArray[np.int64]


class Stack(NamedTuple):
    """The layers from the first that learns to the scores, `K` of them, and the loss.

    Args:
        kinds: DENSE, or the code of a curve, `(K,)`.
        starts: where the input of each layer begins in a row's signal, then where the scores do,
            and where they end, `(K + 2,)`.
        places: where in theta the W of each layer begins, `(K,)`; its b follows.
        settings: the curves' own settings, `(K,)`.
        l1, l2: how strongly each W is pulled to zero, `(K,)`.
        loss: the code of the loss on the scores.
        delta: its setting.
    """

    kinds: Whole
    starts: Whole
    places: Whole
    settings: Array
    l1: Array
    l2: Array
    loss: int
    delta: float


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


def stack_of(objective: Objective, dtype: Any) -> Stack:
    """The layers and the loss of an objective that the kernel supports."""
    network, lowest = objective.network, objective.network.lowest_learner
    layers = objective.body.layers[lowest:]
    widths = [shape[0] for shape in network.shapes[lowest : lowest + len(layers) + 1]]
    first = {place.layer: place.where.start for place in reversed(network.layout.places)}
    pulls = [_pulls(layer.regularizer) for layer in layers]
    return Stack(
        kinds=np.array([_kind(layer) for layer in layers]),
        starts=np.cumsum([0, *widths]),
        places=np.array([first.get(lowest + k, 0) for k in range(len(layers))]),
        settings=np.array([_setting(layer, dtype) for layer in layers], float),
        l1=np.array([l1 for l1, _ in pulls], float),
        l2=np.array([l2 for _, l2 in pulls], float),
        loss=codes.LOSSES[type(objective.measure)],
        delta=_delta(objective.measure),
    )


def rule_of(optimizer: Optimizer) -> Rule:
    """The settings of an optimizer that the kernel supports."""
    own = {name: getattr(optimizer, name, None) for name in Rule._fields[1:]}
    given = {name: float(value) for name, value in own.items() if value is not None}
    return Rule(codes.OPTIMIZERS[type(optimizer)], **given)


def softened(loss: Loss, t: Array) -> Array:
    """The targets after label smoothing, which is the same in every epoch."""
    share = getattr(loss, "label_smoothing", 0.0)
    two = codes.LOSSES[type(loss)] in (codes.TWO_SURPRISES, codes.SIGMOID_SURPRISES)
    return smoothed(t, share, classes=2 if two else t.shape[-1])


def _kind(layer: Layer) -> int:
    return codes.CURVES[type(layer.function)] if isinstance(layer, Activation) else codes.DENSE


def _setting(layer: Layer, dtype: Any) -> float:
    match layer:
        case Activation(function=LeakyReLU(slope_below=a) | ELU(alpha=a)):
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
