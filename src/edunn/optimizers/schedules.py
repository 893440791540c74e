"""Learning-rate schedules: large steps while far away, small ones when near.

A schedule is a function of `t`, the number of steps (mini-batches) taken so far, as in Keras; its
value is the learning rate of the next step.

`ReduceOnPlateau` depends on the loss instead. The rule itself never changes; what it has observed
so far is a state that goes in and comes out:

    memory = rule.start()
    for each epoch:
        memory = rule.observe(memory, loss)     # memory.rate is the learning rate from here on
"""

import sys
from abc import ABC, abstractmethod
from dataclasses import dataclass
from math import cos, inf, pi
from typing import ClassVar, NamedTuple, final

from edunn.guards import require_count, require_fraction, require_positive, require_within, unbox


@dataclass(frozen=True)
class Schedule(ABC):
    """The contract of every schedule: a function of `t`.

    Raises:
        SettingError: a setting is outside the values that it may take.
    """

    depends_on_loss: ClassVar[bool] = False
    """Whether the rate depends on the loss of each epoch, and not on `t` alone."""

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

    With a warm-up the rate first rises from 0 to `initial` in a straight line, so that the large
    first gradients of a new network do little harm. The `steps` of the wave follow after.

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


class PlateauMemory(NamedTuple):
    """The state of `ReduceOnPlateau`: what it has observed so far.

    Example:
        >>> ReduceOnPlateau(0.1).observe(PlateauMemory(rate=0.1, best=0.5), loss=0.6)
        PlateauMemory(rate=0.1, best=0.5, waited=1, resting=0)
    """

    rate: float
    """The learning rate from here on."""
    best: float = inf
    """The lowest loss so far."""
    waited: int = 0
    """Epochs without a better loss."""
    resting: int = 0
    """Epochs left of the cooldown."""


@final
@dataclass(frozen=True)
class ReduceOnPlateau(Schedule):
    """Reduce the learning rate when the loss has not fallen for a while.

    As a function of `t` it is `initial` throughout: time alone changes nothing here. The training
    loop calls `observe` after each epoch and goes on with the rate in the state returned. The rules
    and defaults are those of Keras.

    Args:
        initial: the rate until the first plateau.
        factor: what each plateau multiplies the rate by.
        patience: how many epochs without a better loss make a plateau.
        min_delta: a loss counts as better if it is lower than the best by more than this.
        cooldown: how many epochs after a reduction are not counted.
        lowest: the rate never falls below this.

    Example:
        >>> rule = ReduceOnPlateau(0.1, factor=0.5, patience=2)
        >>> memory = rule.start()
        >>> for loss in (1.0, 0.8, 0.8, 0.8):
        ...     memory = rule.observe(memory, loss)
        >>> memory.rate
        0.05
    """

    depends_on_loss: ClassVar[bool] = True

    factor: float = 0.1
    patience: int = 10
    min_delta: float = 1e-4
    cooldown: int = 0
    lowest: float = 0.0

    def __post_init__(self) -> None:
        super().__post_init__()
        require_fraction("factor", self.factor, hint=0.1)
        require_count("patience", self.patience)
        require_within("min_delta", self.min_delta, 0, inf)
        require_count("cooldown", self.cooldown, least=0)
        require_within("lowest", self.lowest, 0, self.initial)

    def __call__(self, t: int) -> float:
        """The rate before anything was observed."""
        return self.initial

    def start(self) -> PlateauMemory:
        """Nothing observed so far: any loss will be the best."""
        return PlateauMemory(self.initial)

    def observe(self, memory: PlateauMemory, loss: float) -> PlateauMemory:
        """The state after an epoch that ended with `loss`."""
        resting = max(0, memory.resting - 1)
        if loss < memory.best - self.min_delta:
            return memory._replace(best=loss, waited=0, resting=resting)
        waited = 0 if resting else memory.waited + 1
        if waited < self.patience:
            return memory._replace(waited=waited, resting=resting)
        rate = max(self.lowest, memory.rate * self.factor, sys.float_info.min)
        return memory._replace(rate=rate, waited=0, resting=self.cooldown)
