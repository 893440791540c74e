"""Crowds: whether to score populations by the compiled engine; where not, why, in words."""

from collections.abc import Callable
from math import prod
from typing import Any

import numpy as np

from edunn.arrays import Array
from edunn.errors import SettingError
from edunn.fused.support import missing, supports
from edunn.objective import Objective

LOAD = 1e9
"""What it costs to load the kernel once. This and what follows is in nanoseconds, as measured."""

CALLS = 60_000
"""What a generation of the readable engine spends on calls that the compiled one does not make."""

LOSS = 75
"""What the readable engine takes longer for the loss of a row."""

UNIT = 0.2
"""What it takes longer for each number that a layer makes, a byte."""

PRODUCT = 0.0105
"""What BLAS is quicker than plain loops, for each multiplication, a byte."""


def is_worth_it(
    objective: Objective, dtype: Any, by_loss: bool, passes: int, generations: int
) -> bool:
    """Whether a training by heights is long enough to load the kernel, and its network small.

    Args:
        by_loss: whether fitness is the loss, or a share of right rows.
        passes: rows through networks in each generation.

    Example:
        >>> from edunn import Model
        >>> small, large = Model([[4], [2], [3]]).objective, Model([[784], [64], [10]]).objective
        >>> is_worth_it(small, "float32", False, 3000, generations=10**5)
        True
        >>> is_worth_it(large, "float32", False, 3000, generations=10**5)
        False
    """
    network = objective.network
    units = sum(prod(shape) for shape in network.shapes[1:])
    products = sum(prod(place.shape) for place in network.layout.places if place.name == "W")
    size = np.dtype(dtype).itemsize
    row = LOSS * by_loss + size * (UNIT * units - PRODUCT * products)
    gain = CALLS + passes * row
    return bool(gain > 0 and generations * gain >= LOAD)


def choose_for_crowd(
    engine: str,
    objective: Objective,
    fitness: str | Callable[[Array, Array], Array],
    dtype: Any,
    passes: int,
    generations: int,
) -> tuple[bool, str]:
    """Whether to take the compiled engine, and, where it would have paid but cannot, why not.

    Args:
        engine: what was asked for: "numpy", "fused", or "auto".
        fitness: what is climbed.
        dtype: of theta.
        passes: rows through networks in each generation.
        generations: how many the training has, at most.

    Raises:
        SettingError: "fused" was asked for, and cannot be.

    Example:
        >>> from edunn import Model
        >>> objective = Model([[2], [1]], "mse").objective
        >>> choose_for_crowd("auto", objective, "loss", "float32", passes=100, generations=10)
        (False, '')
    """
    by_loss = fitness == "loss"
    if engine == "numpy" or (
        engine == "auto" and not is_worth_it(objective, dtype, by_loss, passes, generations)
    ):
        return False, ""
    reason = missing() or supports(objective)
    if callable(fitness):
        reason = "the compiled engine has no fitness functions, only accuracy and loss"
    if engine == "fused" and reason:
        raise SettingError(f"engine='fused' is not possible here: {reason}. Or use engine='auto'.")
    return not reason, reason
