"""The choice of an engine: what the compiled one can do, and whether it is the quicker one."""

from collections.abc import Callable
from math import prod
from typing import Any, NamedTuple

import numpy as np

from edunn.arrays import Array
from edunn.errors import SettingError
from edunn.fused.blas import has_gemm
from edunn.fused.stack import has_images
from edunn.fused.support import low_rank_obstacle, missing, supports
from edunn.layers import Frozen
from edunn.messages import Message
from edunn.network import Network
from edunn.objective import Objective
from edunn.optimizers import Optimizer

LOAD = 6e8
"""What it costs to load Numba and a kernel once, in nanoseconds, as measured."""


class Cost(NamedTuple):
    """What a step costs an engine, in nanoseconds, as measured on twelve architectures."""

    step: float
    """Every step, however small."""
    layer: float
    """Every layer with weights, in every step."""
    parameter: float
    """Every number in theta, in every step."""
    few: float
    """Every row of the mini-batch, up to `FEW` of them."""
    row: float
    """Every row."""
    number: float
    """Every number that a row is, or becomes on its way."""
    product: float
    """Every product of a row's number and a weight, forth or back."""
    patch: float = 0.0
    """Every number of the patches that a convolution takes out of a row's image."""
    repeats: bool = False
    """Whether it computes in every step what layers that never change make of a row."""


READABLE = Cost(
    23_000, 6_900, 1.06, few=1_200, row=300, number=0.32, product=0.067, patch=7.0, repeats=True
)
COMPILED = Cost(0, 0, parameter=0, few=0, row=125, number=1.55, product=0.49)
"""Its loops cost nothing to begin with, but BLAS is quicker to go on. They take no images."""

BLOCKED = Cost(500, 400, 0.5, few=0, row=110, number=0.35, product=0.045, patch=1.4)
"""The blocked kernel, on one thread."""

WORTH_A_KERNEL = 0.7
"""The share of the plain loops' time below which a second kernel is loaded for a network."""

SHARED = 25_000
"""From this many nanoseconds on, a step is worth sharing between two threads."""

FEW = 128
"""So many rows at once are too few for NumPy to be quick."""


def nanoseconds(cost: Cost, objective: Objective, batch_size: int) -> float:
    """About what a step takes.

    Example:
        >>> from edunn import Model
        >>> tiny = Model([[4], [2], [3]], "mse").objective
        >>> [round(nanoseconds(cost, tiny, batch_size=1)) for cost in (READABLE, COMPILED)]
        [38324, 149]
    """
    network = objective.network
    numbers, products, patches, layers = prod(network.shapes[network.lowest_learner]), 0, 0, 0
    parts = [network]
    if cost.repeats and network.lowest_learner:
        parts += frozen_below(network)
    weights = [(part, it) for part in parts for it in part.layout.places if it.name == "W"]
    for part, (layer, _, shape, _) in weights:
        places = prod(part.shapes[layer + 1][:-1])  # of a kernel on an image; 1 if dense
        numbers += places * shape[-1]
        patches += places * shape[0] if places > 1 else 0
        products += places * prod(shape) * (2 if layers else 1)  # the lowest dx has no use
        layers += 1
    row = cost.row + cost.number * numbers + cost.product * products + cost.patch * patches
    step = cost.step + cost.layer * layers + cost.parameter * network.layout.size
    return step + cost.few * min(batch_size, FEW) + batch_size * row


def frozen_below(network: Network) -> list[Network]:
    """The chains of frozen layers below all that learn, as networks that would.

    Example:
        >>> from edunn import Model
        >>> frozen = ["frozen", [[50, "relu"], [20]]]
        >>> [it.shapes for it in frozen_below(Model([[4], frozen, [1]], "mse").network)]
        [((4,), (50,), (50,), (20,))]
    """
    below = zip(network.layers[: network.lowest_learner], network.shapes, strict=False)
    return [Network(layer.layers, shape) for layer, shape in below if isinstance(layer, Frozen)]


def is_worth_it(objective: Objective, batch_size: int, steps: int) -> bool:
    """Whether a training is long enough to load the kernel, and small enough for plain loops.

    Example:
        >>> from edunn import Model
        >>> tiny = Model([[4], [2], [3]], "mse").objective
        >>> [is_worth_it(tiny, batch_size=1, steps=steps) for steps in (10_000, 20_000)]
        [False, True]
    """
    readable = nanoseconds(READABLE, objective, batch_size)
    if steps * readable < LOAD:
        return False
    costs = [] if has_images(objective) else [COMPILED]
    costs += [BLOCKED] if has_gemm() else []
    compiled = min((nanoseconds(cost, objective, batch_size) for cost in costs), default=readable)
    return steps * (readable - compiled) >= LOAD


def threads_of_blocked_kernel(objective: Objective, batch_size: int) -> int:
    """How many threads of the blocked kernel to use at most; 0 where plain loops are as quick.

    Example:
        >>> from edunn import Model
        >>> tiny = Model([[4], [2], [3]], "mse").objective
        >>> threads_of_blocked_kernel(tiny, batch_size=1)
        0
    """
    loops, blocked = (nanoseconds(cost, objective, batch_size) for cost in (COMPILED, BLOCKED))
    is_slower = blocked > WORTH_A_KERNEL * loops and not has_images(objective)
    if not has_gemm() or is_slower:
        return 0
    return 2 if blocked >= SHARED else 1


CALLS = 85_000
"""What a generation of the readable engine spends on calls that the compiled one does not make.
This and what follows is in nanoseconds, as measured."""

LOSS = 67
"""What the readable engine takes longer for the loss of a row."""

NUMBER = 0.19
"""What it takes longer for each byte of a layer's output."""

PRODUCT = 0.0105
"""What BLAS is quicker than plain loops, for each product of a row, a byte."""

LOOP = 3.8
"""What it costs to begin the loop along the rows, for each weight of an individual."""


class Workload(NamedTuple):
    """The size of a training by evolution.

    Example:
        >>> small = Workload(by_loss=False, individuals=20, rows=150, generations=10**5)
        >>> small._replace(rows=10).generations
        100000
    """

    by_loss: bool
    """Whether fitness is the loss, or a share of right rows."""
    individuals: int
    """In a generation."""
    rows: int
    """On which each of them is evaluated."""
    generations: int
    """At most."""
    is_low_rank: bool = False
    """Whether individuals share the products of the first layer: a low-rank population."""


def is_worth_it_for_population(objective: Objective, dtype: Any, workload: Workload) -> bool:
    """Whether evolution is long enough to load the kernel, and the network small enough.

    Example:
        >>> from edunn import Model
        >>> workload = Workload(by_loss=False, individuals=20, rows=150, generations=10**5)
        >>> small, large = Model([[4], [2], [3]]).objective, Model([[784], [64], [10]]).objective
        >>> [is_worth_it_for_population(each, "float32", workload) for each in (small, large)]
        [True, False]
    """
    return workload.generations * _gain_of_all(objective, dtype, workload) >= LOAD


def is_quicker(objective: Objective, dtype: Any, workload: Workload) -> bool:
    """Whether a kernel that is loaded already needs less time for a generation.

    Example:
        >>> from edunn import Model
        >>> once = Workload(by_loss=True, individuals=1, rows=10_000, generations=1)
        >>> small, large = Model([[4], [2], [3]]).objective, Model([[784], [64], [10]]).objective
        >>> is_quicker(small, "float32", once), is_quicker(large, "float32", once)
        (True, False)
    """
    return _gain_of_all(objective, dtype, workload) > 0


def _gain_of_all(objective: Objective, dtype: Any, workload: Workload) -> float:
    """What the compiled engine is quicker for a generation; below zero if it is slower."""
    return CALLS + workload.individuals * _gain(objective, np.dtype(dtype).itemsize, workload)


def _gain(objective: Objective, size: int, workload: Workload) -> float:
    """What the compiled engine is quicker for one individual, in numbers of `size` bytes."""
    network = objective.network
    numbers = sum(prod(shape) for shape in network.shapes[network.first_changing + 1 :])
    own = network.layout.places[2:] if workload.is_low_rank else network.layout.places
    products = sum(prod(place.shape) for place in own if place.name == "W")
    behind = sum(
        layer.as_activation.compiled_excess * prod(shape)
        for layer, shape in zip(network.layers, network.shapes, strict=False)
        if layer.as_activation
    )
    row = LOSS * workload.by_loss + size * (NUMBER * numbers - PRODUCT * products) - behind
    return workload.rows * row - LOOP * products


def choose(
    engine: str, objective: Objective, optimizer: Optimizer, batch_size: int, steps: int
) -> tuple[bool, str]:
    """Whether to take the compiled engine, and a note where it would have paid but cannot.

    Args:
        engine: the setting: "numpy", "fused", or "auto".
        batch_size: rows of a mini-batch.
        steps: how many mini-batches the whole training has, at most.

    Raises:
        SettingError: "fused" is set, and not possible.

    Example:
        >>> from edunn import Model
        >>> from edunn.optimizers import Adam
        >>> choose("auto", Model([[2], [1]], "mse").objective, Adam(), batch_size=1, steps=10)
        (False, '')
    """
    if engine == "numpy" or (engine == "auto" and not is_worth_it(objective, batch_size, steps)):
        return False, ""
    return _decided(engine, missing() or supports(objective, optimizer))


def _decided(engine: str, reason: str) -> tuple[bool, str]:
    """The compiled engine, unless there is a reason against it: then a note, or an error."""
    if reason and engine == "fused":
        raise SettingError(Message("engine.not_possible", reason=reason))
    return not reason, Message("engine.readable", reason=reason) if reason else ""


def choose_for_population(
    engine: str,
    objective: Objective,
    fitness: str | Callable[[Array, Array], Array],
    dtype: Any,
    workload: Workload,
) -> tuple[bool, str]:
    """Whether to take the compiled engine, and a note where it would have paid but cannot.

    Args:
        engine: the setting: "numpy", "fused", or "auto".
        objective: layers and loss.
        fitness: what is maximized.
        dtype: of theta.
        workload: what there is to do.

    Raises:
        SettingError: "fused" is set, and not possible.

    Example:
        >>> from edunn import Model
        >>> objective = Model([[2], [1]], "mse").objective
        >>> workload = Workload(by_loss=True, individuals=20, rows=150, generations=10)
        >>> choose_for_population("auto", objective, "loss", "float32", workload)
        (False, '')
    """
    if engine == "numpy" or (
        engine == "auto" and not is_worth_it_for_population(objective, dtype, workload)
    ):
        return False, ""
    reason = missing() or supports(objective)
    if callable(fitness):
        reason = Message("engine.no_functions")
    if workload.is_low_rank:
        reason = reason or low_rank_obstacle(objective)
    return _decided(engine, reason)
