"""Gradient descent, plain and with momentum: one learning rate for all parameters."""

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
    """Gradient descent: a step against the gradient, in proportion to its length.

    Called stochastic gradient descent (SGD) when each step uses one mini-batch only.

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
    is_plain: ClassVar[bool] = True

    def start(self, theta: Array) -> PlainState:
        """Nothing but theta: this optimizer has no memory."""
        return PlainState(theta)

    def update(self, state: PlainState, g: Array, rate: float) -> PlainState:
        """One step straight against the gradient."""
        return PlainState(state.theta - rate * g, state.t + 1)


class MomentumState(NamedTuple):
    """Parameters, steps taken, and velocity."""

    theta: Array
    t: int
    v: Array


@final
@dataclass(frozen=True)
class Momentum(Optimizer):
    """Gradient descent with momentum: a heavy ball that crosses small bumps and gathers speed.

    As in Keras, the velocity holds steps: each gradient counts with the learning rate of its own
    time. In PyTorch it holds gradients, v' = decay * v + g and theta' = theta - learning_rate * v',
    so a new rate acts on old gradients too. With a constant rate both are the same.

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
        "v": Formula("decay*v - learning_rate*g", r"\mu \cdot v - \eta \cdot g"),
        "theta": Formula("theta + v_new", r"\theta + v'"),
    }

    decay: float = 0.9

    def __post_init__(self) -> None:
        super().__post_init__()
        require_within("decay", self.decay, 0, 1)

    def start(self, theta: Array) -> MomentumState:
        """The ball at rest."""
        return MomentumState(theta, 0, np.zeros_like(theta))

    def update(self, state: MomentumState, g: Array, rate: float) -> MomentumState:
        """The gradient changes the velocity, the velocity changes theta."""
        v = self.decay * state.v - rate * g
        return MomentumState(state.theta + v, state.t + 1, v)


@final
@dataclass(frozen=True)
class Nesterov(Optimizer):
    """Nesterov momentum: the gradient is taken where the momentum is about to lead.

    So the ball brakes before a rise, not on it. As in Keras and PyTorch, `theta` is the place
    ahead, and the gradient is always taken at `theta`. The velocity is Keras', as in `Momentum`:
    PyTorch's differs when the learning rate changes.

    Formula:  v' = decay * v - learning_rate * g;  theta' = theta + decay * v' - learning_rate * g
    Shapes:   theta, g, v: (n,)
    Source:   Nesterov (1983); Sutskever et al. (2013), equations 3 and 4

    Example:
        >>> ball = Nesterov(learning_rate=0.25, decay=0.5)
        >>> ball.step(ball.start(np.array([1.0])), g=np.array([2.0])).theta
        array([0.25])
    """

    formulas: ClassVar[Mapping[str, Formula]] = {
        "v": Momentum.formulas["v"],
        "theta": Formula(
            "theta + decay*v_new - learning_rate*g", r"\theta + \mu \cdot v' - \eta \cdot g"
        ),
    }

    decay: float = 0.9

    def __post_init__(self) -> None:
        super().__post_init__()
        require_within("decay", self.decay, 0, 1)

    def start(self, theta: Array) -> MomentumState:
        """The ball at rest."""
        return MomentumState(theta, 0, np.zeros_like(theta))

    def update(self, state: MomentumState, g: Array, rate: float) -> MomentumState:
        """The velocity of `Momentum`, and the next step that it will make."""
        v = self.decay * state.v - rate * g
        return MomentumState(state.theta + self.decay * v - rate * g, state.t + 1, v)
