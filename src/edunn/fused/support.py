"""What the compiled engine can do, and the first reason where it cannot."""

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec

from edunn.arrays import Shape
from edunn.fused.blas import has_gemm
from edunn.fused.stack import (
    ACTIVATION_CODES,
    LAYER_CODES,
    LOSS_CODES,
    OPTIMIZER_CODES,
    has_images,
    is_ours,
)
from edunn.layers import Layer, Scaling
from edunn.layers.reshaping import Rearranging
from edunn.messages import Message
from edunn.objective import Objective
from edunn.optimizers import Optimizer


@cache
def missing() -> str:
    """What to install, if Numba is not there; it is not loaded to find out."""
    return "" if find_spec("numba") else Message("engine.no_numba")


def supports(objective: Objective, optimizer: Optimizer | None = None) -> str:
    """Empty if the kernel can do it, else the first reason why not, in one line.

    Args:
        objective: layers and loss.
        optimizer: None for populations, where no gradient is needed.

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


def strange_optimizer(optimizer: Optimizer) -> str:
    """Why an optimizer has no compiled form; empty if it has one."""
    return "" if type(optimizer) in OPTIMIZER_CODES else _no(optimizer)


def _obstacles(objective: Objective, optimizer: Optimizer | None) -> Iterator[str]:
    network, lowest = objective.network, objective.network.lowest_learner
    if lowest == len(network.layers):
        yield Message("engine.nothing_to_learn")
    elif has_images(objective):
        yield from _obstacles_to_images(optimizer)
    for k, layer in enumerate(network.layers):
        yield from _obstacles_of(layer, network.shapes[k], is_below=k < network.first_changing)
    if type(objective.effective_loss) not in LOSS_CODES:
        yield _no(objective.loss)
    if optimizer is not None and strange_optimizer(optimizer):
        yield strange_optimizer(optimizer)


def _obstacles_to_images(optimizer: Optimizer | None) -> Iterator[str]:
    """Only the blocked kernel has layers of images, and it needs BLAS."""
    if optimizer is None:
        yield Message("engine.no_images")
    elif not has_gemm():
        yield Message("engine.no_blas")


def _obstacles_of(layer: Layer, shape: Shape, is_below: bool) -> Iterator[str]:
    if is_below and is_ours(type(layer)):
        return  # the readable layer computes it, once for all epochs
    if isinstance(layer, Scaling):
        yield Message("engine.scales_inputs")
    elif layer.as_activation:
        is_wide = layer.as_activation.is_distribution and len(shape) > 1
        if type(layer.as_activation) not in ACTIVATION_CODES or is_wide:
            yield _no(layer.as_activation)
    elif (
        not is_ours(type(layer))
        or not (type(layer) in LAYER_CODES or isinstance(layer, Rearranging))
        or len(shape) == 2
    ):
        yield _no(layer)
    if layer.regularizer and not is_ours(type(layer.regularizer)):
        yield _no(layer.regularizer)


def _no(thing: object) -> Message:
    return Message("engine.no_form", name=type(thing).__name__)


def low_rank_obstacle(objective: Objective) -> str:
    """Why a low-rank population has no compiled form; empty if it has one."""
    if objective.is_penalized:
        return Message("engine.no_penalty")
    if objective.network.first_changing != objective.network.lowest_learner:
        return Message("engine.no_dropout")
    return ""
