"""Initializers that ignore the size of the layer: constants, and fixed distributions."""

from dataclasses import dataclass
from math import inf
from typing import final

import numpy as np

from edunn.arrays import Array, Shape
from edunn.errors import SettingError
from edunn.guards import require_within
from edunn.initializers.base import Initializer
from edunn.messages import Message


@final
@dataclass(frozen=True)
class Zeros(Initializer):
    """All 0: right for biases, fatal for weights.

    Neurons that start equal get equal gradients and stay equal: the layer has only one neuron.

    Formula:  W = 0

    Example:
        >>> Zeros().draw((3,), np.random.default_rng(0))
        array([0., 0., 0.])
    """

    def draw(self, shape: Shape, random: np.random.Generator) -> Array:
        """Nothing is drawn."""
        return np.zeros(shape)


@final
@dataclass(frozen=True)
class Ones(Initializer):
    """All 1: a factor that changes nothing yet, such as the gain of a normalization.

    Formula:  W = 1

    Example:
        >>> Ones().draw((3,), np.random.default_rng(0))
        array([1., 1., 1.])
    """

    def draw(self, shape: Shape, random: np.random.Generator) -> Array:
        """Nothing is drawn."""
        return np.ones(shape)


@final
@dataclass(frozen=True)
class Constant(Initializer):
    """All the same number: a bias of 0.1 keeps every ReLU active at first.

    Formula:  W = value

    Example:
        >>> Constant(0.1).draw((3,), np.random.default_rng(0))
        array([0.1, 0.1, 0.1])
    """

    value: float = 0.0

    def __post_init__(self) -> None:
        require_within("value", self.value, -inf, inf)

    def draw(self, shape: Shape, random: np.random.Generator) -> Array:
        """Nothing is drawn."""
        return np.full(shape, float(self.value))


@final
@dataclass(frozen=True)
class RandomNormal(Initializer):
    """Normally distributed numbers; as in Keras they are not truncated, and biases are drawn, too.

    Formula:  W ~ N(mean, stddev^2)

    Example:
        >>> RandomNormal(stddev=0.1).draw((3,), np.random.default_rng(0))
        array([ 0.01257302, -0.01321049,  0.06404227])
    """

    mean: float = 0.0
    stddev: float = 0.05

    def __post_init__(self) -> None:
        require_within("mean", self.mean, -inf, inf)
        require_within("stddev", self.stddev, 0, inf)

    def draw(self, shape: Shape, random: np.random.Generator) -> Array:
        """One random number for each parameter."""
        return random.normal(self.mean, self.stddev, shape)


@final
@dataclass(frozen=True)
class RandomUniform(Initializer):
    """Uniformly distributed numbers; biases are drawn, too.

    Formula:  W ~ U[low, high)

    Raises:
        SettingError: `low` is above `high`, or one of them is not finite.

    Example:
        >>> RandomUniform(-1, 1).draw((3,), np.random.default_rng(0))
        array([ 0.27392337, -0.46042657, -0.91805295])
    """

    low: float = -0.05
    high: float = 0.05

    def __post_init__(self) -> None:
        require_within("low", self.low, -inf, inf)
        require_within("high", self.high, -inf, inf)
        if self.low > self.high:
            raise SettingError(Message("setting.low_and_high", low=self.low, high=self.high))

    def draw(self, shape: Shape, random: np.random.Generator) -> Array:
        """One random number for each parameter."""
        return random.uniform(self.low, self.high, shape)


@final
@dataclass(frozen=True)
class Article(Initializer):
    """The founding article's initializer: weights between 0 and 1, biases 0.

    No weight is negative at first. Gradient descent soon reaches negative numbers; a mutation that
    only shrinks weights never does.

    Formula:  W ~ U[0, 1);  b = 0

    Example:
        >>> Article().draw((1, 3), np.random.default_rng(0))
        array([[0.63696169, 0.26978671, 0.04097352]])
    """

    def draw(self, shape: Shape, random: np.random.Generator) -> Array:
        """One random number for each weight; nothing is drawn for a bias."""
        return random.random(shape) if len(shape) > 1 else np.zeros(shape)
