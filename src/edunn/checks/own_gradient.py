"""A gradient of one's own, as a function, as a vector, or as a list of dW, db, dW, db ..."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from edunn.arrays import Array, as_numbers
from edunn.errors import ShapeError
from edunn.parameters import Place

OwnGradient: TypeAlias = Array | Sequence[Any] | Callable[..., Any]
"""`(n,)` numbers, an array for each parameter in the order of `get_weights`, or a function of the
inputs and labels, as they are passed to the check, that gives one of these."""


class Given(NamedTuple):
    """A gradient as it came, as one vector."""

    g: Array
    """`(n,)`, float64."""

    is_single: bool
    """Whether it came in float32, which has seven digits."""


def as_vector(mine: OwnGradient, rows: Sequence[Any], places: Sequence[Place]) -> Given:
    """The gradient as one vector, in the order of theta.

    Args:
        mine: the gradient, or a function of the rows that gives it.
        rows: the inputs, and the labels if there are any beside them.
        places: the parameters, by their names in a trace.

    Raises:
        ShapeError: an array has another shape than its parameter; the message names it.
        DataError: it is something else than finite numbers.

    Example:
        >>> W, b = Place(0, "W1", (2, 1), slice(0, 2)), Place(0, "b1", (1,), slice(2, 3))
        >>> as_vector([np.ones((2, 1)), np.zeros(1)], (), [W, b]).g
        array([1., 1., 0.])
    """
    found = mine(*rows) if callable(mine) else mine
    if isinstance(found, (list, tuple)) and any(np.ndim(part) for part in found):
        return _joined(found, places)
    g = as_numbers(found, "float64", "the gradient")
    size = places[-1].where.stop if places else 0
    if g.shape != (size,):
        raise ShapeError(
            f"the gradient is {g.shape}, but the parameters are ({size},). Pass all derivatives as "
            f"one vector, or a list of {_listed(places)}."
        )
    return Given(g, np.asarray(found).dtype == np.float32)


def _joined(found: Sequence[Any], places: Sequence[Place]) -> Given:
    """An array for each parameter, one behind the other."""
    if len(found) != len(places):
        raise ShapeError(
            f"the gradient is a list of {len(found)}, but {len(places)} arrays are expected: "
            f"{_listed(places)}."
        )
    named = [at._replace(name=f"d{at.name}") for at in places]
    parts = [at.checked(part, "float64") for at, part in zip(named, found, strict=True)]
    is_single = any(np.asarray(part).dtype == np.float32 for part in found)
    return Given(np.concatenate([np.empty(0), *map(np.ravel, parts)]), is_single)


def _listed(places: Sequence[Place]) -> str:
    return ", ".join(f"d{at.name} {at.shape}" for at in places)
