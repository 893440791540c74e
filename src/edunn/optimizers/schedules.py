"""A schedule says how long each step is: large while far away, small when near.

A schedule is called with `t`, the number of steps (mini-batches) taken so far, as in Keras, and
answers with the learning rate of the next one.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import final

from edunn.settings import require_positive


@dataclass(frozen=True)
class Schedule(ABC):
    """What every schedule can do: it is a function of `t`."""

    initial: float = 0.01
    """The learning rate at t = 0."""

    def __post_init__(self) -> None:
        require_positive("initial", self.initial)

    @abstractmethod
    def __call__(self, t: int) -> float:
        """The learning rate after `t` steps."""


@final
@dataclass(frozen=True)
class ExponentialDecay(Schedule):
    """Multiply the rate by `factor` every `steps` steps, smoothly.

    Formula:  rate(t) = initial * factor^(t / steps)

    Example:
        >>> ExponentialDecay(0.1, factor=0.5, steps=100)(200)
        0.025
    """

    factor: float = 0.96
    steps: int = 1000

    def __call__(self, t: int) -> float:
        """A straight line on a logarithmic axis."""
        return self.initial * self.factor ** (t / self.steps)
