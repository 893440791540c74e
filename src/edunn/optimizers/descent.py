"""Gradient descent, plain and with momentum: the slope alone decides the step."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, final

import numpy as np

from edunn.arrays import Array
from edunn.formulas import Formula
from edunn.guards import require_within
from edunn.optimizers.base import Optimizer, PlainState


@final
@dataclass(frozen=True)
class GradientDescent(Optimizer):
    """Go downhill, the steeper the farther: the rule that started it all.

    Called stochastic gradient descent (SGD) when each step sees one mini-batch only.

    Formula:  theta' = theta - learning_rate * g
    Shapes:   theta, g: (n,)
    Source:   Cauchy (1847); Goodfellow et al. (2016), Deep Learning, algorithm 8.1

    Example:
        >>> bowl = GradientDescent(learning_rate=0.25)
        >>> bowl.step(bowl.start(np.array([1.0])), g=np.array([2.0])).theta
        array([0.5])
    """

    formulas: ClassVar[Mapping[str, Formula]] = {
        "theta": Formula("theta - learning_rate*g", r"\theta - \eta \cdot g"),
    }

    def start(self, theta: Array) -> PlainState:
        """No memory but the place itself."""
        return PlainState(theta)

    def update(self, state: PlainState, g: Array) -> PlainState:
        """One step straight against the slope."""
        step = self.rate(state.t) * g
        theta = np.subtract(state.theta, step, out=step)  # no room for a third vector is needed
        return PlainState(theta, state.t + 1)


class MomentumState(NamedTuple):
    """Where the ball is, and how fast it rolls."""

    theta: Array
    t: int
    velocity: Array


@final
@dataclass(frozen=True)
class Momentum(Optimizer):
    """A heavy ball: it keeps rolling, so it crosses small bumps and speeds up in long valleys.

    Formula:  v' = decay * v - learning_rate * g;  theta' = theta + v'
    Shapes:   theta, g, v: (n,)
    Source:   Polyak (1964); Sutskever et al. (2013), equations 1 and 2

    Example:
        >>> ball = Momentum(learning_rate=0.25, decay=0.5)
        >>> state = ball.step(ball.start(np.array([1.0])), g=np.array([2.0]))
        >>> ball.step(state, g=np.array([0.0])).theta
        array([0.25])
    """

    formulas: ClassVar[Mapping[str, Formula]] = {
        "velocity": Formula(
            "decay*velocity - learning_rate*g", r"\mu \cdot \text{velocity} - \eta \cdot g"
        ),
        "theta": Formula("theta + velocity_new", r"\theta + \text{velocity}'"),
    }

    decay: float = 0.9

    def __post_init__(self) -> None:
        super().__post_init__()
        require_within("decay", self.decay, 0, 1)

    def start(self, theta: Array) -> MomentumState:
        """The ball at rest."""
        return MomentumState(theta, 0, np.zeros_like(theta))

    def update(self, state: MomentumState, g: Array) -> MomentumState:
        """Gravity changes the velocity, the velocity changes the place."""
        velocity = self.decay * state.velocity - self.rate(state.t) * g
        return MomentumState(state.theta + velocity, state.t + 1, velocity)


@final
@dataclass(frozen=True)
class Nesterov(Optimizer):
    """A heavy ball that looks ahead: it asks for the slope where its momentum will carry it.

    So it brakes before the hill, not on it. This is Keras' and PyTorch's form: `theta` is the
    place looked ahead to, and the slope is always asked for at `theta`.

    Formula:  v' = decay * v - learning_rate * g;  theta' = theta + decay * v' - learning_rate * g
    Shapes:   theta, g, v: (n,)
    Source:   Nesterov (1983); Sutskever et al. (2013), equations 3 and 4

    Example:
        >>> ball = Nesterov(learning_rate=0.25, decay=0.5)
        >>> ball.step(ball.start(np.array([1.0])), g=np.array([2.0])).theta
        array([0.25])
    """

    formulas: ClassVar[Mapping[str, Formula]] = {
        "velocity": Formula(
            "decay*velocity - learning_rate*g", r"\mu \cdot \text{velocity} - \eta \cdot g"
        ),
        "theta": Formula(
            "theta + decay*velocity_new - learning_rate*g",
            r"\theta + \mu \cdot \text{velocity}' - \eta \cdot g",
        ),
    }

    decay: float = 0.9

    def __post_init__(self) -> None:
        super().__post_init__()
        require_within("decay", self.decay, 0, 1)

    def start(self, theta: Array) -> MomentumState:
        """The ball at rest."""
        return MomentumState(theta, 0, np.zeros_like(theta))

    def update(self, state: MomentumState, g: Array) -> MomentumState:
        """The velocity of `Momentum`, and already a look at its next step."""
        push = self.rate(state.t) * g
        velocity = self.decay * state.velocity - push
        theta = state.theta + self.decay * velocity - push
        return MomentumState(theta, state.t + 1, velocity)
