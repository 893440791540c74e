"""A schedule says how long each step is: large while far away, small when near.

A schedule is called with `t`, the number of steps (mini-batches) taken so far, as in Keras, and
answers with the learning rate of the next one. `plateau` has one that looks at the loss instead.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from math import cos, pi
from typing import final

from edunn.guards import require_count, require_positive, require_within, unbox


@dataclass(frozen=True)
class Schedule(ABC):
    """What every schedule can do: it is a function of `t`.

    Raises:
        SettingError: a setting is outside the values that it may take.
    """

    initial: float = 0.01
    """The learning rate that the schedule starts from."""

    def __post_init__(self) -> None:
        require_positive("initial", self.initial)
        unbox(self)

    @abstractmethod
    def __call__(self, t: int) -> float:
        """The learning rate after `t` steps."""


@final
@dataclass(frozen=True)
class Constant(Schedule):
    """One rate from the first step to the last: a plain number as learning rate means the same.

    Formula:  rate(t) = initial

    Example:
        >>> Constant(0.1)(200)
        0.1
    """

    def __call__(self, t: int) -> float:
        """The same at any time."""
        return self.initial


@final
@dataclass(frozen=True)
class StepDecay(Schedule):
    """Hold the rate for `steps` steps, then multiply it by `factor`: a staircase going down.

    Formula:  rate(t) = initial * factor^floor(t / steps)

    Example:
        >>> [StepDecay(0.1, factor=0.5, steps=100)(t) for t in (0, 99, 100, 200)]
        [0.1, 0.1, 0.05, 0.025]
    """

    factor: float = 0.5
    steps: int = 1000

    def __post_init__(self) -> None:
        super().__post_init__()
        require_within("factor", self.factor, 0, 1)
        require_count("steps", self.steps)

    def __call__(self, t: int) -> float:
        """The height of the stair that `t` stands on."""
        return self.initial * self.factor ** (t // self.steps)


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

    def __post_init__(self) -> None:
        super().__post_init__()
        require_within("factor", self.factor, 0, 1)
        require_count("steps", self.steps)

    def __call__(self, t: int) -> float:
        """A straight line on a logarithmic axis."""
        return float(self.initial * self.factor ** (t / self.steps))


@final
@dataclass(frozen=True)
class InverseTimeDecay(Schedule):
    """Fall fast at first and ever more slowly, like 1 / t: the classic rule of averaging noise out.

    Formula:  rate(t) = initial / (1 + decay * t / steps)
    Source:   Robbins and Monro (1951), "A stochastic approximation method"

    Example:
        >>> InverseTimeDecay(0.1, decay=1.0, steps=100)(100)
        0.05
    """

    decay: float = 1.0
    steps: int = 1000

    def __post_init__(self) -> None:
        super().__post_init__()
        require_positive("decay", self.decay, hint=1.0)
        require_count("steps", self.steps)

    def __call__(self, t: int) -> float:
        """Halved after `steps / decay` steps, a third after twice as many."""
        return self.initial / (1.0 + self.decay * t / self.steps)


@final
@dataclass(frozen=True)
class CosineDecay(Schedule):
    """Half a wave from `initial` down to `final_fraction` of it: slow, fast, slow again.

    With a warm-up the rate first climbs from 0 to `initial` in a straight line, so that a fresh
    network is not thrown about by its first steep slopes. The `steps` of the wave follow after.

    Formula:  rate(t) = initial * t / warmup_steps                 while t < warmup_steps
              rate(t) = initial * (f + (1 - f) * (1 + cos(pi * s)) / 2)   after
              s = (t - warmup_steps) / steps, at most 1;  f = final_fraction
    Source:   Loshchilov and Hutter (2017), "SGDR", equation 5; Goyal et al. (2017) for the warm-up

    Example:
        >>> wave = CosineDecay(0.1, steps=100, warmup_steps=10)
        >>> [round(wave(t), 3) for t in (0, 5, 10, 60, 110, 999)]
        [0.0, 0.05, 0.1, 0.05, 0.0, 0.0]
    """

    steps: int = 1000
    warmup_steps: int = 0
    final_fraction: float = 0.0

    def __post_init__(self) -> None:
        super().__post_init__()
        require_count("steps", self.steps)
        require_count("warmup_steps", self.warmup_steps, least=0)
        require_within("final_fraction", self.final_fraction, 0, 1)

    def __call__(self, t: int) -> float:
        """Up the line, then down the wave, then level."""
        if t < self.warmup_steps:
            return self.initial * t / self.warmup_steps
        s = min(1.0, (t - self.warmup_steps) / self.steps)
        wave = 0.5 * (1.0 + cos(pi * s))
        return self.initial * (self.final_fraction + (1.0 - self.final_fraction) * wave)
