"""Adaptive optimizers, from AdaGrad to AdamW: each parameter gets a learning rate of its own.

    AdaGrad  G' = G + g^2                            theta' = theta - rate g / (sqrt(G') + epsilon)
    RMSprop  v' = rho v + (1 - rho) g^2              theta' = theta - rate g / (sqrt(v') + epsilon)
    Adam     m' = beta1 m + (1 - beta1) g,
             v' = beta2 v + (1 - beta2) g^2          theta' = theta - rate m' / (sqrt(v') + epsilon)
    AdamW    as Adam, and each step shrinks theta by rate weight_decay theta

One rate for all is a compromise: some gradients are a thousand times larger than others. Here each
step is divided by the usual size of its own gradient, a root mean square over past gradients. The
members differ in what that covers: all of the past, the recent past, or that with momentum.

`epsilon` prevents a division by 0. Here it is always added to the root. Libraries differ: PyTorch
does the same, Keras adds it under the root in AdaGrad and RMSprop.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import ClassVar, NamedTuple, final

import numpy as np

from edunn.arrays import Array
from edunn.formulas import Formula
from edunn.guards import require_fraction, require_positive, require_within
from edunn.optimizers.base import Optimizer
from edunn.optimizers.schedules import Schedule


class AdaGradState(NamedTuple):
    """Parameters, steps taken, and the sum of all squared gradients."""

    theta: Array
    t: int
    G: Array


@final
@dataclass(frozen=True)
class AdaGrad(Optimizer):
    """AdaGrad: smaller steps where gradients have been large, so that rare inputs still count.

    The sum only grows, so every rate only falls: good on a plain bowl, and in a network often too
    soon. It starts at 0, as in PyTorch (in Keras at 0.1).

    Formula:  G' = G + g^2;  theta' = theta - learning_rate * g / (sqrt(G') + epsilon)
    Shapes:   theta, g, G: (n,)
    Source:   Duchi et al. (2011); Goodfellow et al. (2016), Deep Learning, algorithm 8.4

    Example:
        >>> optimizer = AdaGrad(learning_rate=0.5)
        >>> state = optimizer.step(optimizer.start(np.ones(2)), g=np.array([0.01, 100.0]))
        >>> state.theta.round(3)
        array([0.5, 0.5])
    """

    formulas: ClassVar[Mapping[str, Formula]] = {
        "G": Formula("G + g^2", "G + g^2"),
        "theta": Formula(
            "theta - learning_rate*g/(sqrt(G_new) + epsilon)",
            r"\theta - \frac{\eta \cdot g}{\sqrt{G'} + \epsilon}",
        ),
    }

    epsilon: float = 1e-7

    def __post_init__(self) -> None:
        super().__post_init__()
        require_positive("epsilon", self.epsilon, hint=1e-7)

    def start(self, theta: Array) -> AdaGradState:
        """No gradient so far."""
        return AdaGradState(theta, 0, np.zeros_like(theta))

    def update(self, state: AdaGradState, g: Array, rate: float) -> AdaGradState:
        """A step, the shorter the larger this parameter's gradients have been."""
        G = state.G + np.square(g)
        return AdaGradState(state.theta - rate * g / (np.sqrt(G) + self.epsilon), state.t + 1, G)


class RMSpropState(NamedTuple):
    """Parameters, steps taken, and the running mean of squared gradients."""

    theta: Array
    t: int
    v: Array


@final
@dataclass(frozen=True)
class RMSprop(Optimizer):
    """RMSprop: AdaGrad with a running mean in place of the sum, so that the far past is forgotten.

    Formula:  v' = rho * v + (1 - rho) * g^2
              theta' = theta - learning_rate * g / (sqrt(v') + epsilon)
    Shapes:   theta, g, v: (n,)
    Source:   Tieleman and Hinton (2012), lecture 6.5; Goodfellow et al. (2016), Deep Learning,
              algorithm 8.5

    Example:
        >>> optimizer = RMSprop(learning_rate=0.5, rho=0.75)
        >>> optimizer.step(optimizer.start(np.array([1.0])), g=np.array([8.0])).theta.round(3)
        array([0.])
    """

    formulas: ClassVar[Mapping[str, Formula]] = {
        "v": Formula("rho*v + (1 - rho)*g^2", r"\rho \cdot v + (1 - \rho) \cdot g^2"),
        "theta": Formula(
            "theta - learning_rate*g/(sqrt(v_new) + epsilon)",
            r"\theta - \frac{\eta \cdot g}{\sqrt{v'} + \epsilon}",
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
        """No gradient so far."""
        return RMSpropState(theta, 0, np.zeros_like(theta))

    def update(self, state: RMSpropState, g: Array, rate: float) -> RMSpropState:
        """A step in units of the gradient's recent size."""
        v = self.rho * state.v + (1.0 - self.rho) * np.square(g)
        return RMSpropState(state.theta - rate * g / (np.sqrt(v) + self.epsilon), state.t + 1, v)


class AdamState(NamedTuple):
    """Parameters, steps taken, and the running means of the gradient and of its square."""

    theta: Array
    t: int
    m: Array
    v: Array


def adam_step(
    state: AdamState, g: Array, rate: float, beta1: float, beta2: float, epsilon: float
) -> AdamState:
    """The step of Adam and AdamW: about the learning rate, whatever the size of the gradient.

    Example:
        >>> adam_step(AdamState(np.ones(1), 0, np.zeros(1), np.zeros(1)), np.ones(1), 0.5,
        ...           beta1=0.9, beta2=0.999, epsilon=1e-7).theta.round(3)
        array([0.5])
    """
    t = state.t + 1
    m = beta1 * state.m + (1.0 - beta1) * g
    v = beta2 * state.v + (1.0 - beta2) * np.square(g)
    rate = corrected(rate, t, beta1, beta2)
    return AdamState(state.theta - rate * m / (np.sqrt(v) + epsilon), t, m, v)


def corrected(rate: float, t: int, beta1: float, beta2: float) -> float:
    """The learning rate of step `t`, corrected for both means, which start at 0.

    Example:
        >>> round(corrected(0.5, 1, beta1=0.9, beta2=0.999), 3)
        0.158
    """
    return rate * sqrt(1.0 - beta2**t) / (1.0 - beta1**t)


@final
@dataclass(frozen=True)
class Adam(Optimizer):
    """Adam: momentum and RMSprop together, the mean gradient divided by the gradient's usual size.

    Both means start at 0, so early ones are too small, each by a factor that is known exactly.
    Kingma and Ba correct both at once with one number, which saves two passes over the arrays.
    `epsilon` is then what their paper calls epsilon hat: as in Keras (1e-7) and scikit-learn
    (1e-8); PyTorch (1e-8) corrects first and adds it after.

    Formula:  m' = beta1 * m + (1 - beta1) * g;  v' = beta2 * v + (1 - beta2) * g^2
              rate = learning_rate * sqrt(1 - beta2^t') / (1 - beta1^t'), with t' = t + 1
              theta' = theta - rate * m' / (sqrt(v') + epsilon)
    Shapes:   theta, g, m, v: (n,)
    Source:   Kingma and Ba (2015), algorithm 1 and the end of section 2

    Example:
        >>> optimizer = Adam(learning_rate=0.5)
        >>> state = optimizer.step(optimizer.start(np.ones(2)), g=np.array([0.1, 100.0]))
        >>> state.theta.round(3)
        array([0.5, 0.5])
    """

    formulas: ClassVar[Mapping[str, Formula]] = {
        "rate": Formula(
            "learning_rate*sqrt(1 - beta2^t)/(1 - beta1^t)",
            r"\eta \cdot \frac{\sqrt{1 - \beta_2^{\,t}}}{1 - \beta_1^{\,t}}",
        ),
        "m": Formula("beta1*m + (1 - beta1)*g", r"\beta_1 \cdot m + (1 - \beta_1) \cdot g"),
        "v": Formula("beta2*v + (1 - beta2)*g^2", r"\beta_2 \cdot v + (1 - \beta_2) \cdot g^2"),
        "theta": Formula(
            "theta - rate*m_new/(sqrt(v_new) + epsilon)",
            r"\theta - \text{rate} \cdot \frac{m'}{\sqrt{v'} + \epsilon}",
        ),
    }

    learning_rate: float | Schedule = 0.001
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-7

    def __post_init__(self) -> None:
        super().__post_init__()
        _require_betas(self.beta1, self.beta2, self.epsilon)

    def start(self, theta: Array) -> AdamState:
        """No gradient so far."""
        return AdamState(theta, 0, np.zeros_like(theta), np.zeros_like(theta))

    def update(self, state: AdamState, g: Array, rate: float) -> AdamState:
        """A step of about the learning rate, whatever the size of the gradient."""
        return adam_step(state, g, rate, self.beta1, self.beta2, self.epsilon)

    def constants(self, t: int) -> dict[str, float]:
        """Those of every optimizer, and the corrected rate."""
        rate = corrected(self.rate(t), t + 1, self.beta1, self.beta2)
        return super().constants(t) | {"rate": rate}


@final
@dataclass(frozen=True)
class AdamW(Optimizer):
    """AdamW: Adam with decoupled weight decay, which shrinks every parameter at each step.

    An L2 penalty would pass through Adam's division, and pull the least on the weights with the
    largest gradients; decay beside the gradient pulls on all alike. As in PyTorch (0.01) and Keras
    (0.004) the decay is multiplied by the learning rate, and biases shrink with the rest: an
    optimizer works on one vector.

    Formula:  theta' = Adam's theta' - learning_rate * weight_decay * theta
    Shapes:   theta, g, m, v: (n,)
    Source:   Loshchilov and Hutter (2019), "Decoupled weight decay regularization", algorithm 2

    Example:
        >>> optimizer = AdamW(learning_rate=0.5, weight_decay=0.1)
        >>> optimizer.step(optimizer.start(np.array([1.0])), g=np.array([0.0])).theta
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
        _require_betas(self.beta1, self.beta2, self.epsilon)

    def start(self, theta: Array) -> AdamState:
        """No gradient so far."""
        return AdamState(theta, 0, np.zeros_like(theta), np.zeros_like(theta))

    def update(self, state: AdamState, g: Array, rate: float) -> AdamState:
        """Adam's step, and the decay beside it."""
        theta, t, m, v = adam_step(state, g, rate, self.beta1, self.beta2, self.epsilon)
        return AdamState(theta - rate * self.weight_decay * state.theta, t, m, v)

    def constants(self, t: int) -> dict[str, float]:
        """Those of every optimizer, and the corrected rate."""
        rate = corrected(self.rate(t), t + 1, self.beta1, self.beta2)
        return super().constants(t) | {"rate": rate}


def _require_betas(beta1: float, beta2: float, epsilon: float) -> None:
    require_fraction("beta1", beta1)
    require_fraction("beta2", beta2, hint=0.999)
    require_positive("epsilon", epsilon, hint=1e-7)
