"""Support: what the kernel can do, where it is worth it, and why not in words."""

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from math import prod
from typing import NamedTuple

from edunn.errors import SettingError
from edunn.fused.stack import (
    ACTIVATION_CODES,
    LOSS_CODES,
    OPTIMIZER_CODES,
    first_layer,
    is_ours,
)
from edunn.layers import Layer, Scaling
from edunn.objective import Objective
from edunn.optimizers import Optimizer

START = 800
"""So many steps of the readable engine cost about as much as loading the kernel once."""


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


READABLE = Cost(23_000, 6_900, parameter=1.06, few=1_200, row=300, number=0.32, product=0.067)
COMPILED = Cost(0, 0, parameter=0, few=0, row=125, number=1.55, product=0.49)
"""Its loops cost nothing to begin with, but BLAS is quicker to go on."""

FEW = 128
"""So many rows at once are too few for NumPy to be quick."""


@cache
def missing() -> str:
    """What to install, if Numba is not there; it is not loaded to find out."""
    return "" if find_spec("numba") else "it needs Numba: pip install 'edunn-lab[fast]'"


def supports(objective: Objective, optimizer: Optimizer | None = None) -> str:
    """Empty if the kernel can do it, else the first reason why not, in one line.

    Args:
        objective: layers and loss.
        optimizer: None where no slope is asked for.

    Example:
        >>> from edunn import Model
        >>> from edunn.optimizers import Adam
        >>> supports(Model([[2], [1]], "mse").objective, Adam())
        ''
        >>> from edunn.layers import Dense, Standardize
        >>> layers = [Dense(2), Standardize(), Dense(1)]
        >>> supports(Model(layers=layers, inputs=2, loss_function="mse").objective, Adam())
        'the compiled engine scales inputs only, not what comes out of another layer'
    """
    return next(_obstacles(objective, optimizer), "")


def nanoseconds(cost: Cost, objective: Objective, batch_size: int) -> float:
    """About what a step takes.

    Example:
        >>> from edunn import Model
        >>> tiny = Model([[4], [2], [3]], "mse").objective
        >>> [round(nanoseconds(cost, tiny, batch_size=1)) for cost in (READABLE, COMPILED)]
        [38324, 149]
    """
    network = objective.network
    shapes = [place.shape for place in network.layout.places if place.name == "W"]
    products = sum(prod(shape) for shape in shapes)
    back = products - prod(shapes[0])  # nobody needs the dx of the lowest layer
    numbers = prod(network.input_shape) + sum(shape[-1] for shape in shapes)
    row = cost.row + cost.number * numbers + cost.product * (products + back)
    step = cost.step + cost.layer * len(shapes) + cost.parameter * network.layout.size
    return step + cost.few * min(batch_size, FEW) + batch_size * row


def is_worth_it(objective: Objective, batch_size: int, steps: int) -> bool:
    """Whether a training is long enough to load the kernel, and small enough for plain loops."""
    readable = nanoseconds(READABLE, objective, batch_size)
    return steps >= START and nanoseconds(COMPILED, objective, batch_size) < readable


def strange_optimizer(optimizer: Optimizer) -> str:
    """Why an optimizer has no compiled form; empty if it has one."""
    return "" if type(optimizer) in OPTIMIZER_CODES else _no(optimizer)


def _obstacles(objective: Objective, optimizer: Optimizer | None) -> Iterator[str]:
    network, lowest = objective.network, objective.network.lowest_learner
    if lowest == len(network.layers):
        yield "there is nothing to learn in this network"
    for k, layer in enumerate(network.layers):
        yield from _obstacles_of(layer, is_below=k < first_layer(network))
    if type(objective.effective_loss) not in LOSS_CODES:
        yield _no(objective.loss)
    if optimizer is not None and strange_optimizer(optimizer):
        yield strange_optimizer(optimizer)


def _obstacles_of(layer: Layer, is_below: bool) -> Iterator[str]:
    if isinstance(layer, Scaling) and not is_below:
        yield "the compiled engine scales inputs only, not what comes out of another layer"
    elif layer.activation:
        if type(layer.activation) not in ACTIVATION_CODES:
            yield _no(layer.activation)
    elif not is_ours(type(layer)) or not (
        layer.is_dense or layer.is_random or isinstance(layer, Scaling)
    ):
        yield _no(layer)
    if layer.regularizer and not is_ours(type(layer.regularizer)):
        yield _no(layer.regularizer)


def _no(thing: object) -> str:
    return f"the compiled engine has no {type(thing).__name__} yet"


def choose(
    engine: str, objective: Objective, optimizer: Optimizer, batch_size: int, steps: int
) -> tuple[bool, str]:
    """Whether to take the compiled engine, and, where it would have paid but cannot, why not.

    Args:
        engine: what was asked for: "numpy", "fused", or "auto".
        batch_size: rows of a mini-batch.
        steps: how many mini-batches the whole training has, at most.

    Raises:
        SettingError: "fused" was asked for, and cannot be.

    Example:
        >>> from edunn import Model
        >>> from edunn.optimizers import Adam
        >>> choose("auto", Model([[2], [1]], "mse").objective, Adam(), batch_size=1, steps=10)
        (False, '')
    """
    if engine == "numpy" or (engine == "auto" and not is_worth_it(objective, batch_size, steps)):
        return False, ""
    reason = missing() or supports(objective, optimizer)
    if engine == "fused" and reason:
        raise SettingError(f"engine='fused' is not possible here: {reason}. Or use engine='auto'.")
    return not reason, reason
