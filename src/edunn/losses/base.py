"""A loss says how wrong an output is; its slope says which way is less wrong.

The contract of the family, for outputs `y` and targets `t` of one shape `(..., B, O)`:

- `rows(y, t)` is the loss of each row, `(..., B)`;
- `slope(y, t)` is the derivative of each row's loss by that row's outputs, `(..., B, O)`.

The mean over rows, with or without weights, is taken in one place only: the objective. Textbooks
differ in a half, in sums or means: each class names its choice.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from edunn.arrays import Array


@dataclass(frozen=True)
class Loss(ABC):
    """What every loss can do; see the module's docstring for the contract."""

    off: ClassVar[float] = 0.0
    """The target that means "not this class" (the one that means "this class" is 1)."""

    @abstractmethod
    def rows(self, y: Array, t: Array) -> Array:
        """The loss of each row, `(..., B)`."""

    @abstractmethod
    def slope(self, y: Array, t: Array) -> Array:
        """d rows / d y, of the shape of `y`."""
