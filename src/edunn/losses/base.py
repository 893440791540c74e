"""A loss says how wrong an output is; its gradient says which way is less wrong.

The contract of the family, for outputs `y` and targets `t` of one shape `(..., B, O)`:

- `per_example(y, t)` is the loss of each row, `(..., B)`;
- `gradient(y, t)` is the derivative of each row's loss by that row's outputs, `(..., B, O)`.

A population answers the same rows, so its `y` is `(P, B, O)` while `t` may stay `(B, O)`.

The mean over rows, with or without weights, is taken in one place only: the objective. Textbooks
differ in a half, in sums or means: each class names its choice.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from edunn.arrays import Array


@dataclass(frozen=True)
class Loss(ABC):
    """What every loss can do; see the module's docstring for the contract."""

    off: ClassVar[float] = 0.0
    """The target that means "not this class" (the one that means "this class" is 1)."""

    @abstractmethod
    def per_example(self, y: Array, t: Array) -> Array:
        """The loss of each row, `(..., B)`."""

    @abstractmethod
    def gradient(self, y: Array, t: Array) -> Array:
        """d per_example / d y, of the shape of `y`."""


def row_sum(q: Array) -> Array:
    """Add up each row: `(..., B, O) -> (..., B)`; on short rows quicker than `q.sum(axis=-1)`."""
    total: Array = np.add.reduce(q, axis=-1)
    return total


def row_mean(q: Array) -> Array:
    """The mean of each row: `(..., B, O) -> (..., B)`; on short rows quicker than `q.mean`."""
    return row_sum(q) / outputs(q)


def outputs(q: Array) -> int:
    """How many outputs a row has: `O`."""
    width: int = q.shape[-1]
    return width
