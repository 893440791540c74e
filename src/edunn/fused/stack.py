"""A stack of layers, a loss and an optimizer, written down in numbers for the kernel."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from math import inf, prod
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from edunn import activations, layers, losses, optimizers
from edunn.activations import ActivationFunction, Elementwise
from edunn.arrays import Array
from edunn.labels import middle_of
from edunn.layers import Layer
from edunn.layers.reshaping import Rearranging
from edunn.losses import PerOutputLoss, SigmoidBinaryCrossEntropy, SoftmaxCrossEntropy
from edunn.network import Network, Views
from edunn.objective import Objective
from edunn.optimizers import Optimizer

Whole = npt.NDArray[np.int64]


def is_ours(kind: type) -> bool:
    """Whether a class is EduNN's own, not a student's, in which anything may be different."""
    return kind.__module__.startswith("edunn.")


def _ours(names: Mapping[str, type], parent: type) -> list[Any]:
    return [kind for kind in names.values() if issubclass(kind, parent) and is_ours(kind)]


ELEMENTWISE: list[type[Elementwise]] = _ours(activations.NAMES, Elementwise)
PER_OUTPUT: list[type[PerOutputLoss]] = [
    *_ours(losses.NAMES, PerOutputLoss),
    SigmoidBinaryCrossEntropy,
]
OPTIMIZERS: list[type[Optimizer]] = _ours(optimizers.NAMES, Optimizer)
"""What is compiled. The place of a class in its list is its code: the kernel's name for it."""

DENSE, DROPOUT, SOFTMAX = -1, -2, len(ELEMENTWISE)
"""The codes of layers that are no element-wise activation."""

CONV, MAX_POOL, AVERAGE_POOL = -3, -4, -5
"""Those of layers of images, which only the blocked kernel has."""

SOFTMAX_CROSS_ENTROPY, SIGMOID_CROSS_ENTROPY = len(PER_OUTPUT), len(PER_OUTPUT) - 1

_softmaxes = [k for k in _ours(activations.NAMES, ActivationFunction) if k.is_distribution]
ACTIVATION_CODES: dict[type, int] = {
    **dict.fromkeys(_softmaxes, SOFTMAX),
    **{kind: code for code, kind in enumerate(ELEMENTWISE)},
}
LAYER_CODES: dict[type, int] = {
    layers.NAMES[name]: code
    for name, code in {
        "dense": DENSE,
        "dropout": DROPOUT,
        "conv": CONV,
        "max_pool": MAX_POOL,
        "average_pool": AVERAGE_POOL,
        "global_average_pool": AVERAGE_POOL,  # its window is the whole image
    }.items()
}
LOSS_CODES: dict[type, int] = {
    **{kind: code for code, kind in enumerate(PER_OUTPUT)},
    SoftmaxCrossEntropy: SOFTMAX_CROSS_ENTROPY,
}
OPTIMIZER_CODES: dict[type, int] = {kind: code for code, kind in enumerate(OPTIMIZERS)}

LOSS, RIGHT, PENALTY = range(3)
"""What is counted over the rows of an epoch: their losses, how many are right, their penalties."""


class Stack(NamedTuple):
    """The layers from the first that learns or draws up to the logits, `K` of them, and the loss.

    Those that only arrange the same numbers in another shape are left out.

    Args:
        kinds: DENSE, DROPOUT, CONV and the like, or the code of an activation, `(K,)`.
        starts: where the input of each layer begins in a row's signal, then where the logits do,
            and where they end, `(K + 2,)`.
        places: where in theta the W of each layer begins, `(K,)`; its b follows.
        weights: how many numbers that W has, `(K,)`.
        settings: the settings of each activation, or the share that is dropped, `(K, S)`.
        l1, l2: strengths of the penalties on each W, `(K,)`.
        draws: how many random numbers the layers below take for a row, `(K + 1,)`.
        lowest: the first layer that learns.
        is_penalized: 1 if there is any penalty.
        loss: the code of the loss of the logits.
        loss_settings: its settings.
        middle: between the two targets of a single output.
    """

    kinds: Whole
    starts: Whole
    places: Whole
    weights: Whole
    settings: Array
    l1: Array
    l2: Array
    draws: Whole
    lowest: int
    is_penalized: int
    loss: int
    loss_settings: Array
    middle: float


class Rule(NamedTuple):
    """An optimizer, without its learning rate.

    Args:
        code: which one.
        settings: its own, in the order of its fields.
        is_plain: 1 if theta moves by the gradient times the rate, and nothing else.
    """

    code: int
    settings: Array
    clip_norm: float
    clip_value: float
    is_plain: int


def prepared(network: Network, x: Array, statistics: Views, dtype: Any) -> Array:
    """The rows as the first layer of the stack gets them: the layers below never change."""
    first = network.first_changing
    rows: Array = plain(network.outputs([{}] * first, x, statistics, depth=first), dtype)
    return rows.reshape(len(rows), -1)


def plain(q: Any, dtype: Any) -> Any:
    """The same numbers in the one form that the kernels are compiled for."""
    if q.dtype == dtype and q.flags.carray:
        return q
    return np.require(q, dtype, ["C", "W"])


def members(objective: Objective) -> list[int]:
    """Which layers of the network are in the stack, by their index."""
    network = objective.network
    return [
        k
        for k in range(network.first_changing, objective.depth)
        if not isinstance(network.layers[k], Rearranging)
    ]


def has_images(objective: Objective) -> bool:
    """Whether a layer of the stack gets an image: only the blocked kernel takes those.

    Example:
        >>> from edunn import Model
        >>> has_images(Model([[5, 6, 1], ["conv", 2, 3], ["flatten"], [1]], "mse").objective)
        True
        >>> has_images(Model([[5, 6, 1], ["max_pool", 2], ["flatten"], [1]], "mse").objective)
        False
    """
    return any(len(objective.network.shapes[k]) == 3 for k in members(objective))


def stack_of(objective: Objective, dtype: Any) -> Stack:
    """The layers and the loss of an objective that the kernel supports."""
    network, inside = objective.network, members(objective)
    own = [network.layers[k] for k in inside]
    widths = [prod(network.shapes[k]) for k in (*inside, objective.depth)]
    W = {place.layer: place for place in network.layout.places if place.name == "W"}
    l1, l2 = _strengths(own, dtype)
    return Stack(
        kinds=np.array([_kind(layer) for layer in own]),
        starts=np.cumsum([0, *widths]),
        places=np.array([W[k].where.start if k in W else 0 for k in inside]),
        weights=np.array([prod(W[k].shape) if k in W else 0 for k in inside]),
        settings=_padded([_settings(layer) for layer in own], dtype),
        l1=l1,
        l2=l2,
        draws=_draws(own, widths),
        lowest=inside.index(network.lowest_learner),
        is_penalized=int(objective.is_penalized),
        loss=LOSS_CODES[type(objective.effective_loss)],
        loss_settings=np.array(numbers_of(objective.effective_loss)),
        middle=middle_of(objective.loss.off),
    )


def rule_of(optimizer: Optimizer) -> Rule:
    """The settings of an optimizer that the kernel supports."""
    clip_norm, clip_value = float(optimizer.clip_norm or inf), float(optimizer.clip_value or inf)
    return Rule(
        OPTIMIZER_CODES[type(optimizer)],
        np.array(numbers_of(optimizer)),
        clip_norm,
        clip_value,
        int(optimizer.is_plain and clip_norm == clip_value == inf),
    )


def numbers_of(thing: Any) -> list[float]:
    """The settings of an object that its formulas may use, in the order of its fields.

    Example:
        >>> numbers_of(losses.Huber(0.5)), numbers_of(optimizers.Momentum(0.1))
        ([0.5], [0.9])
    """
    return [float(getattr(thing, name)) for name in names_of_numbers(type(thing))]


def names_of_numbers(kind: Any) -> list[str]:
    """What those settings are called."""
    others = ("learning_rate", "clip_norm", "clip_value")
    return [field.name for field in fields(kind) if field.name not in others]


def answers(t: Array, middle: float) -> Whole:
    """The class that each row's targets name, `(N,)`, as `Objective.are_right` has it."""
    named = t.argmax(axis=-1) if t.shape[-1] > 1 else t[:, 0] > middle
    return named.astype(np.int64)


def _kind(layer: Layer) -> int:
    if layer.as_activation:
        return ACTIVATION_CODES[type(layer.as_activation)]
    return LAYER_CODES[type(layer)]


def _settings(layer: Layer) -> list[float]:
    return numbers_of(layer.as_activation) if layer.as_activation else [getattr(layer, "rate", 0.0)]


def _strengths(layers: Sequence[Layer], dtype: Any) -> Array:
    """The strengths of L1 and L2 in each layer, `(2, K)`."""
    pairs = [layer.regularizer.strengths if layer.regularizer else (0, 0) for layer in layers]
    return np.ascontiguousarray(np.array(pairs, dtype).T)


def _draws(layers: Sequence[Layer], widths: list[int]) -> Whole:
    """How many random numbers a row takes below each layer, and below the loss, `(K + 1,)`."""
    drawn = [width * layer.is_random for layer, width in zip(layers, widths, strict=False)]
    return np.cumsum([0, *drawn])


def _padded(rows: list[list[float]], dtype: Any) -> Array:
    """Rows of different lengths as a matrix."""
    width = max(1, *map(len, rows))
    return np.array([row + [0.0] * (width - len(row)) for row in rows], dtype)
