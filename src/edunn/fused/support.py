"""Support: what the kernel can do, where it is worth it, and why not in words."""

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec

from edunn.errors import SettingError
from edunn.fused import codes
from edunn.fused.stack import first_layer
from edunn.layers import Activation, Dense, Dropout, Layer, Scaling
from edunn.objective import Objective
from edunn.optimizers import Optimizer
from edunn.regularizers import L1, L2, ElasticNet

START = 20_000
"""So many steps of the readable engine cost about as much as loading the kernel once."""

LARGEST = 350_000
"""How much work a mini-batch may be before BLAS is quicker than plain loops (see `work`)."""

ROW, LOOP, BACK = 1_500, 16, 2.5
"""In multiplications, measured: what each row costs beside its weights (curves, loss, record); what
it costs to begin an inner loop; what one more is on the way back, where a sum cannot be split."""


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


def work(objective: Objective) -> float:
    """How much a row costs the kernel, in multiplications inside a long inner loop."""
    places = objective.network.layout.places
    shapes = [place.shape for place in places if place.name == "W" and len(place.shape) == 2]
    forth = sum(inputs * (outputs + LOOP) for inputs, outputs in shapes)
    back = sum(
        inputs * outputs for inputs, outputs in shapes[1:]
    )  # nobody needs the dx of the lowest layer
    return ROW + forth + BACK * back


def is_worth_it(objective: Objective, batch_size: int, steps: int) -> bool:
    """Whether a training is long enough to load the kernel, and small enough for plain loops."""
    return steps >= START and batch_size * work(objective) <= LARGEST


def strange_optimizer(optimizer: Optimizer) -> str:
    """Why an optimizer has no compiled form; empty if it has one."""
    return "" if type(optimizer) in codes.OPTIMIZERS else _no(optimizer)


def _obstacles(objective: Objective, optimizer: Optimizer | None) -> Iterator[str]:
    network, lowest = objective.network, objective.network.lowest_learner
    if lowest == len(network.layers):
        yield "there is nothing to learn in this network"
    for k, layer in enumerate(network.layers):
        yield from _obstacles_of(layer, is_below=k < first_layer(network))
    if type(objective.measure) not in codes.LOSSES:
        yield _no(objective.loss)
    if optimizer is not None and strange_optimizer(optimizer):
        yield strange_optimizer(optimizer)


def _obstacles_of(layer: Layer, is_below: bool) -> Iterator[str]:
    if isinstance(layer, Scaling) and not is_below:
        yield "the compiled engine scales inputs only, not what comes out of another layer"
    elif isinstance(layer, Activation) and type(layer.function) not in codes.CURVES:
        yield _no(layer.function)
    elif not isinstance(layer, (Scaling, Activation, Dropout)) and type(layer) is not Dense:
        yield _no(layer)
    if type(layer.regularizer) not in (type(None), L1, L2, ElasticNet):
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
