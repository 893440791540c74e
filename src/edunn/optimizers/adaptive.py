"""Adaptive optimizers: each parameter gets a learning rate of its own.

One rate for all is a compromise: some slopes are a thousand times steeper than others. Here each
step is divided by the usual size of its own slope, a root mean square taken over past gradients.
The members differ in how they remember: everything, lately, or lately with momentum.

`epsilon` keeps the division from dividing by 0. Here it is always added to the root. Libraries
differ: PyTorch does the same, Keras adds it under the root in AdaGrad and RMSprop.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from typing import ClassVar, NamedTuple, final

import numpy as np

from edunn.arrays import Array
from edunn.formulas import Formula
from edunn.guards import require_fraction, require_positive, require_within
from edunn.optimizers.base import Optimizer
from edunn.optimizers.schedules import Schedule


def blend(old: Array, new: Array, keep: float) -> Array:
    """A running mean that forgets: `keep` of the old, the rest from the new.

    Example:
        >>> blend(np.array([1.0]), np.array([5.0]), keep=0.75)
        array([2.])
    """
    return keep * old + (1.0 - keep) * new


class AdaGradState(NamedTuple):
    """Where the walk is, and the sum of all squared gradients on the way."""

    theta: Array
    t: int
    total: Array


@final
@dataclass(frozen=True)
class AdaGrad(Optimizer):
    """Slow down where much has been learned already, so that rare inputs still count.

    The sum only grows, so every rate only falls: good on a plain bowl, and in a network often too
    soon. It starts at 0, as in PyTorch (in Keras at 0.1).

    Formula:  G' = G + g^2;  theta' = theta - learning_rate * g / (sqrt(G') + epsilon)
    Shapes:   theta, g, G: (n,)
    Source:   Duchi et al. (2011); Goodfellow et al. (2016), Deep Learning, algorithm 8.4

    Example:
        >>> walk = AdaGrad(learning_rate=0.5)
        >>> walk.step(walk.start(np.array([1.0, 1.0])), g=np.array([0.01, 100.0])).theta.round(3)
        array([0.5, 0.5])
    """

    formulas: ClassVar[Mapping[str, Formula]] = {
        "total": Formula("total + g^2", r"\text{total} + g^2"),
        "theta": Formula(
            "theta - learning_rate*g/(sqrt(total_new) + epsilon)",
            r"\theta - \frac{\eta \cdot g}{\sqrt{\text{total}'} + \epsilon}",
        ),
    }

    epsilon: float = 1e-7

    def __post_init__(self) -> None:
        super().__post_init__()
        require_positive("epsilon", self.epsilon, hint=1e-7)

    def start(self, theta: Array) -> AdaGradState:
        """Nothing met yet."""
        return AdaGradState(theta, 0, np.zeros_like(theta))

    def update(self, state: AdaGradState, g: Array) -> AdaGradState:
        """A step, the shorter the more slope this parameter has met."""
        total = state.total + np.square(g)
        theta = state.theta - self.rate(state.t) * g / (np.sqrt(total) + self.epsilon)
        return AdaGradState(theta, state.t + 1, total)


class RMSpropState(NamedTuple):
    """Where the walk is, and the recent mean of squared gradients."""

    theta: Array
    t: int
    square: Array


@final
@dataclass(frozen=True)
class RMSprop(Optimizer):
    """AdaGrad that forgets: what the slopes were long ago no longer slows it down.

    Formula:  s' = rho * s + (1 - rho) * g^2
              theta' = theta - learning_rate * g / (sqrt(s') + epsilon)
    Shapes:   theta, g, s: (n,)
    Source:   Tieleman and Hinton (2012), lecture 6.5; Goodfellow et al. (2016), Deep Learning,
              algorithm 8.5

    Example:
        >>> walk = RMSprop(learning_rate=0.5, rho=0.75)
        >>> walk.step(walk.start(np.array([1.0])), g=np.array([8.0])).theta.round(3)
        array([0.])
    """

    formulas: ClassVar[Mapping[str, Formula]] = {
        "square": Formula(
            "rho*square + (1 - rho)*g^2", r"\rho \cdot \text{square} + (1 - \rho) \cdot g^2"
        ),
        "theta": Formula(
            "theta - learning_rate*g/(sqrt(square_new) + epsilon)",
            r"\theta - \frac{\eta \cdot g}{\sqrt{\text{square}'} + \epsilon}",
        ),
    }

    learning_rate: float | Schedule = 0.001
    rho: float = 0.9
    epsilon: float = 1e-7

    def __post_init__(self) -> None:
        super().__post_init__()
        require_fraction("rho", self.rho)
        require_positive("epsilon", self.epsilon, hint=1e-7)

    def start(self, theta: Array) -> RMSpropState:
        """Nothing met yet."""
        return RMSpropState(theta, 0, np.zeros_like(theta))

    def update(self, state: RMSpropState, g: Array) -> RMSpropState:
        """A step in units of the slope's recent size."""
        square = blend(state.square, np.square(g), self.rho)
        theta = state.theta - self.rate(state.t) * g / (np.sqrt(square) + self.epsilon)
        return RMSpropState(theta, state.t + 1, square)


class AdamState(NamedTuple):
    """Where the walk is, and the recent means of the gradient and of its square."""

    theta: Array
    t: int
    mean: Array
    square: Array


@final
@dataclass(frozen=True)
class Adam(Optimizer):
    """Momentum and RMSprop together: the mean slope, divided by the usual size of the slope.

    Both means start at 0, so early ones are too small, each by a factor that is known exactly.
    Kingma and Ba correct both at once with one number, which saves two passes over the memory.
    `epsilon` is then what their paper calls epsilon hat: as in Keras (1e-7) and scikit-learn
    (1e-8); PyTorch (1e-8) corrects first and adds it after.

    Formula:  m' = beta1 * m + (1 - beta1) * g;  v' = beta2 * v + (1 - beta2) * g^2
              rate = learning_rate * sqrt(1 - beta2^t') / (1 - beta1^t'), with t' = t + 1
              theta' = theta - rate * m' / (sqrt(v') + epsilon)
    Shapes:   theta, g, m, v: (n,)
    Source:   Kingma and Ba (2015), algorithm 1 and the end of section 2

    Example:
        >>> walk = Adam(learning_rate=0.5)
        >>> walk.step(walk.start(np.array([1.0, 1.0])), g=np.array([0.1, 100.0])).theta.round(3)
        array([0.5, 0.5])
    """

    formulas: ClassVar[Mapping[str, Formula]] = {
        "rate": Formula(
            "learning_rate*sqrt(1 - beta2^t)/(1 - beta1^t)",
            r"\eta \cdot \frac{\sqrt{1 - \beta_2^{\,t}}}{1 - \beta_1^{\,t}}",
        ),
        "mean": Formula(
            "beta1*mean + (1 - beta1)*g", r"\beta_1 \cdot \text{mean} + (1 - \beta_1) \cdot g"
        ),
        "square": Formula(
            "beta2*square + (1 - beta2)*g^2",
            r"\beta_2 \cdot \text{square} + (1 - \beta_2) \cdot g^2",
        ),
        "theta": Formula(
            "theta - rate*mean_new/(sqrt(square_new) + epsilon)",
            r"\theta - \text{rate} \cdot \frac{\text{mean}'}{\sqrt{\text{square}'} + \epsilon}",
        ),
    }

    learning_rate: float | Schedule = 0.001
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-7

    def __post_init__(self) -> None:
        super().__post_init__()
        require_fraction("beta1", self.beta1)
        require_fraction("beta2", self.beta2, hint=0.999)
        require_positive("epsilon", self.epsilon, hint=1e-7)

    def start(self, theta: Array) -> AdamState:
        """Nothing met yet."""
        return AdamState(theta, 0, np.zeros_like(theta), np.zeros_like(theta))

    def update(self, state: AdamState, g: Array) -> AdamState:
        """A step of about the learning rate, whatever the size of the slope."""
        t = state.t + 1
        m = blend(state.mean, g, self.beta1)
        v = blend(state.square, np.square(g), self.beta2)
        rate = self.rate(state.t) * sqrt(1.0 - self.beta2**t) / (1.0 - self.beta1**t)
        return AdamState(state.theta - rate * m / (np.sqrt(v) + self.epsilon), t, m, v)


@final
@dataclass(frozen=True)
class AdamW(Optimizer):
    """Adam that also shrinks every parameter a little at each step, whatever its slope.

    An L2 penalty would pass through Adam's division, and pull the least on the weights with the
    steepest slopes; decay beside the gradient pulls on all alike. As in PyTorch (0.01) and Keras
    (0.004) the decay is multiplied by the learning rate, and biases shrink with the rest: an
    optimizer sees one vector.

    Formula:  theta' = Adam's theta' - learning_rate * weight_decay * theta
    Shapes:   theta, g, m, v: (n,)
    Source:   Loshchilov and Hutter (2019), "Decoupled weight decay regularization", algorithm 2

    Example:
        >>> walk = AdamW(learning_rate=0.5, weight_decay=0.1)
        >>> walk.step(walk.start(np.array([1.0])), g=np.array([0.0])).theta
        array([0.95])
    """

    formulas: ClassVar[Mapping[str, Formula]] = {
        **Adam.formulas,
        "theta": Formula(
            f"{Adam.formulas['theta'].text} - learning_rate*weight_decay*theta",
            rf"{Adam.formulas['theta'].latex} - \eta \cdot \lambda \cdot \theta",
        ),
    }

    learning_rate: float | Schedule = 0.001
    weight_decay: float = 0.01
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-7

    def __post_init__(self) -> None:
        super().__post_init__()
        require_within("weight_decay", self.weight_decay, 0, 1)
        _ = self.adam  # checks the settings that both share

    @cached_property
    def adam(self) -> Adam:
        """The optimizer that takes the step after the shrinking."""
        return Adam(self.learning_rate, self.beta1, self.beta2, self.epsilon)

    def start(self, theta: Array) -> AdamState:
        """As Adam starts."""
        return self.adam.start(theta)

    def update(self, state: AdamState, g: Array) -> AdamState:
        """Adam's step, and the decay beside it."""
        stepped = self.adam.update(state, g)
        decay = self.rate(state.t) * self.weight_decay
        return stepped._replace(theta=stepped.theta - decay * state.theta)
