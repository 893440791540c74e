"""Crowds: whether to score populations by the compiled engine; where not, why, in words."""

from collections.abc import Callable
from math import prod
from typing import Any, NamedTuple

import numpy as np

from edunn.arrays import Array
from edunn.errors import SettingError
from edunn.fused.stack import first_layer
from edunn.fused.support import missing, supports
from edunn.objective import Objective

LOAD = 6e8
"""What it costs to load the kernel once. This and what follows is in nanoseconds, as measured."""

CALLS = 85_000
"""What a generation of the readable engine spends on calls that the compiled one does not make."""

LOSS = 67
"""What the readable engine takes longer for the loss of a row."""

NUMBER = 0.19
"""What it takes longer for each byte that a layer makes of a row."""

PRODUCT = 0.0105
"""What BLAS is quicker than plain loops, for each product of a row, a byte."""

LOOP = 3.8
"""What it costs to begin the loop along the rows, for each weight of an individual."""


class Labour(NamedTuple):
    """What there is to do in a training by heights.

    Example:
        >>> small = Labour(by_loss=False, individuals=20, rows=150, generations=10**5)
        >>> small._replace(rows=10).generations
        100000
    """

    by_loss: bool
    """Whether fitness is the loss, or a share of right rows."""
    individuals: int
    """In a generation."""
    rows: int
    """That each of them is judged on."""
    generations: int
    """At most."""
    by_rank_one: bool = False
    """Whether individuals share the products of the first layer, see `edunn.fused.rank_one`."""


def is_worth_it(objective: Objective, dtype: Any, labour: Labour) -> bool:
    """Whether a training by heights is long enough to load the kernel, and its network small.

    Example:
        >>> from edunn import Model
        >>> labour = Labour(by_loss=False, individuals=20, rows=150, generations=10**5)
        >>> small, large = Model([[4], [2], [3]]).objective, Model([[784], [64], [10]]).objective
        >>> is_worth_it(small, "float32", labour), is_worth_it(large, "float32", labour)
        (True, False)
    """
    return labour.generations * _gain_of_all(objective, dtype, labour) >= LOAD


def is_quicker(objective: Objective, dtype: Any, labour: Labour) -> bool:
    """Whether a kernel that is loaded already needs less time for a generation.

    Example:
        >>> from edunn import Model
        >>> once = Labour(by_loss=True, individuals=1, rows=10_000, generations=1)
        >>> small, large = Model([[4], [2], [3]]).objective, Model([[784], [64], [10]]).objective
        >>> is_quicker(small, "float32", once), is_quicker(large, "float32", once)
        (True, False)
    """
    return _gain_of_all(objective, dtype, labour) > 0


def _gain_of_all(objective: Objective, dtype: Any, labour: Labour) -> float:
    """What the compiled engine is quicker for a generation; below zero if it is slower."""
    return CALLS + labour.individuals * _gain(objective, np.dtype(dtype).itemsize, labour)


def _gain(objective: Objective, size: int, labour: Labour) -> float:
    """What the compiled engine is quicker for one individual, in numbers of `size` bytes."""
    network = objective.network
    numbers = sum(prod(shape) for shape in network.shapes[1:])
    own = network.layout.places[2:] if labour.by_rank_one else network.layout.places
    products = sum(prod(place.shape) for place in own if place.name == "W")
    behind = sum(
        layer.activation.compiled_excess * prod(shape)
        for layer, shape in zip(network.layers, network.shapes, strict=False)
        if layer.activation
    )
    row = LOSS * labour.by_loss + size * (NUMBER * numbers - PRODUCT * products) - behind
    return labour.rows * row - LOOP * products


def choose_for_crowd(
    engine: str,
    objective: Objective,
    fitness: str | Callable[[Array, Array], Array],
    dtype: Any,
    labour: Labour,
) -> tuple[bool, str]:
    """Whether to take the compiled engine, and, where it would have paid but cannot, why not.

    Args:
        engine: what was asked for: "numpy", "fused", or "auto".
        objective: layers and loss.
        fitness: what is climbed.
        dtype: of theta.
        labour: what there is to do.

    Raises:
        SettingError: "fused" was asked for, and cannot be.

    Example:
        >>> from edunn import Model
        >>> objective = Model([[2], [1]], "mse").objective
        >>> labour = Labour(by_loss=True, individuals=20, rows=150, generations=10)
        >>> choose_for_crowd("auto", objective, "loss", "float32", labour)
        (False, '')
    """
    if engine == "numpy" or (engine == "auto" and not is_worth_it(objective, dtype, labour)):
        return False, ""
    reason = missing() or supports(objective)
    if callable(fitness):
        reason = "the compiled engine has no fitness functions, only accuracy and loss"
    if labour.by_rank_one:
        reason = reason or _rank_one_obstacle(objective)
    if engine == "fused" and reason:
        raise SettingError(f"engine='fused' is not possible here: {reason}. Or use engine='auto'.")
    return not reason, reason


def _rank_one_obstacle(objective: Objective) -> str:
    """Why individuals written in short have no compiled form; empty if they have one."""
    if objective.is_penalized:
        return "the compiled engine has no penalty for individuals of rank one"
    if first_layer(objective.network) != objective.network.lowest_learner:
        return "the compiled engine has no dropout below individuals of rank one"
    return ""
