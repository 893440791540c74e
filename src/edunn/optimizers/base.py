"""An optimizer lowers a loss by steps in parameter space, from the gradient at each point.

It works on a vector, never on a network, so it can be tried on a bowl. Hyperparameters live in the
optimizer, which never changes; everything that does change is in the state that it returns:

    state = optimizer.start(theta)
    while not satisfied:
        state = optimizer.step(state, gradient(state.theta))

Because of this split a training can be paused, copied, saved, and continued with another learning
rate. Each optimizer's formula is its `update`, which the compiled engine compiles as it stands: it
treats every parameter alike, so the same lines hold for a vector and for one number.

Letters in this family: `g` gradient, `t` steps taken so far, `v` velocity or mean square, `m` mean.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, NamedTuple, Protocol

import numpy as np

from edunn.arrays import Array
from edunn.formulas import Formula, settings_of
from edunn.guards import require_positive, unbox
from edunn.optimizers.schedules import Schedule


class State(Protocol):
    """The fields of every optimizer's state; most have more (a velocity, moments ...)."""

    @property
    @abstractmethod
    def theta(self) -> Array:
        """The current parameters, `(n,)`."""

    @property
    @abstractmethod
    def t(self) -> int:
        """The number of steps taken so far."""


class PlainState(NamedTuple):
    """The state of an optimizer without a memory."""

    theta: Array
    t: int = 0


@dataclass(frozen=True)
class Optimizer(ABC):
    """The contract of every optimizer; see the module's docstring.

    Args:
        learning_rate: the length of a step, or a schedule of lengths.
        clip_norm: a gradient longer than this is shortened to it (theta as one vector).
        clip_value: each number of the gradient is kept within plus or minus this.

    Raises:
        SettingError: a setting that is not a positive, finite number.
    """

    formulas: ClassVar[Mapping[str, Formula]] = {}
    """What a step computes, in order, by name in the state; `q_new` is `q` after the step."""

    is_plain: ClassVar[bool] = False
    """Whether a step is the gradient times minus the rate, and nothing else."""

    learning_rate: float | Schedule = 0.01
    clip_norm: float | None = field(default=None, kw_only=True)
    clip_value: float | None = field(default=None, kw_only=True)

    def __post_init__(self) -> None:
        if not callable(self.learning_rate):
            require_positive("learning_rate", self.learning_rate)
        for name in ("clip_norm", "clip_value"):
            if getattr(self, name) is not None:
                require_positive(name, getattr(self, name), hint=1.0)
        unbox(self)

    @abstractmethod
    def start(self, theta: Array) -> Any:
        """The state before the first step."""

    @abstractmethod
    def update(self, state: Any, g: Array, rate: float) -> Any:
        """The state after one step against the gradient `g`: the optimizer's formula.

        Args:
            rate: the learning rate of this step.
        """

    def step(self, state: Any, g: Array) -> Any:
        """One step: the gradient is clipped if so set, then the formula applied."""
        return self.update(state, self.clipped(g), self.rate(state.t))

    def rate(self, t: int) -> float:
        """The learning rate of the step that follows `t` steps."""
        rule = self.learning_rate
        return float(rule(t)) if callable(rule) else rule

    def rates(self, steps: range) -> Array:
        """The learning rate after each of these numbers of steps.

        Example:
            >>> from edunn.optimizers import GradientDescent
            >>> GradientDescent(learning_rate=0.5).rates(range(3))
            array([0.5, 0.5, 0.5])
        """
        if callable(self.learning_rate):
            return np.array([self.rate(t) for t in steps], dtype=np.float64)
        return np.full(len(steps), self.learning_rate, dtype=np.float64)

    def constants(self, t: int) -> dict[str, float]:
        """The numbers in its formulas that every parameter shares, in the step that follows `t`.

        Example:
            >>> from edunn.optimizers import Momentum
            >>> Momentum(learning_rate=0.5).constants(0)
            {'decay': 0.9, 'learning_rate': 0.5}
        """
        formulas = self.formulas.values()
        letters = frozenset().union(*(formula.letters for formula in formulas))
        known = settings_of(self, *formulas) | {"learning_rate": self.rate(t), "t": t + 1}
        return {name: q for name, q in known.items() if name in letters}

    def clipped(self, g: Array) -> Array:
        """The gradient, no longer than `clip_norm` and within `clip_value`.

        Source: Pascanu et al. (2013), "On the difficulty of training recurrent neural networks"

        Example:
            >>> from edunn.optimizers import GradientDescent
            >>> GradientDescent(clip_norm=1.0).clipped(np.array([30.0, 40.0]))
            array([0.6, 0.8])
        """
        if self.clip_norm is not None:
            length = float(np.linalg.norm(g.astype(np.float64)))  # float32 squares overflow early
            g = g * (self.clip_norm / length) if length > self.clip_norm else g
        if self.clip_value is not None:
            g = g.clip(-self.clip_value, self.clip_value)
        return g
