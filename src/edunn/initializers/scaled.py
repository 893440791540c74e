"""Starts that keep a signal's size: the more inputs a neuron adds up, the smaller its weights.

A sum of I products has I times the variance of one. Weights of variance 1/I undo that, so a signal
neither fades nor explodes on its way through many layers. On the way back the slope is a sum over O
outputs and asks for 1/O. And a ReLU stops half of the signal, which a factor 2 makes good. The
members differ in nothing but this: which variance, and drawn from an interval or from a bell.

As in Keras the bell's tails are cut at 2 sigma: no weight starts far out. Biases start at 0.
"""

from abc import abstractmethod
from dataclasses import dataclass
from math import prod, sqrt
from typing import final

import numpy as np

from edunn.arrays import Array, Shape
from edunn.errors import ShapeError
from edunn.initializers.base import Initializer

CUT_SIGMA = 0.87962566103423978
"""The standard deviation of a standard normal distribution that is cut at -2 and 2."""


def fans(shape: Shape) -> tuple[int, int]:
    """How many inputs a weight's outputs add up, and how many outputs an input reaches.

    shape: `(..., I, O)`; the axes in front, a convolution's window, multiply both.

    Raises:
        ShapeError: there are fewer than two axes, or one of them is empty.

    Example:
        >>> fans((4, 2)), fans((3, 3, 8, 16))
        ((4, 2), (72, 144))
    """
    if len(shape) < 2 or min(shape) < 1:
        raise ShapeError(
            f"a weight of shape {shape} has no inputs or no outputs. Use (I, O), both 1 or more."
        )
    window = prod(shape[:-2])
    return window * shape[-2], window * shape[-1]


@dataclass(frozen=True)
class Scaled(Initializer):
    """Weights with a variance that depends on the layer's size, and biases of 0."""

    @abstractmethod
    def variance(self, fan_in: int, fan_out: int) -> float:
        """How far the weights should spread."""

    @abstractmethod
    def spread(self, shape: Shape, random: np.random.Generator) -> Array:
        """Numbers of mean 0 and variance 1."""

    def draw(self, shape: Shape, random: np.random.Generator) -> Array:
        """Numbers of variance 1, scaled; nothing is drawn for a bias."""
        if len(shape) == 1:
            return np.zeros(shape)
        return sqrt(self.variance(*fans(shape))) * self.spread(shape, random)


@dataclass(frozen=True)
class ScaledUniform(Scaled):
    """Weights from an interval: U(-a, a) has variance a^2 / 3, so a = sqrt(3 variance)."""

    def spread(self, shape: Shape, random: np.random.Generator) -> Array:
        """From -sqrt(3) to sqrt(3)."""
        return random.uniform(-sqrt(3.0), sqrt(3.0), shape)


@dataclass(frozen=True)
class ScaledNormal(Scaled):
    """Weights from a bell that is cut at 2 sigma, and stretched to make up for what was cut."""

    def spread(self, shape: Shape, random: np.random.Generator) -> Array:
        """Draw, and draw again what fell outside."""
        z = random.standard_normal(shape)
        while (outside := np.abs(z) > 2.0).any():
            z[outside] = random.standard_normal(np.count_nonzero(outside))
        return z / CUT_SIGMA


@final
@dataclass(frozen=True)
class GlorotUniform(ScaledUniform):
    """A compromise between the way forth and the way back; also called Xavier. For tanh, softmax.

    Formula:  W ~ U(-a, a), a = sqrt(6 / (I + O));  b = 0
    Source:   Glorot and Bengio (2010), "Understanding the difficulty of training deep feedforward
              neural networks", equation 16

    Example:
        >>> GlorotUniform().variance(fan_in=4, fan_out=2)
        0.3333333333333333
    """

    def variance(self, fan_in: int, fan_out: int) -> float:
        """One over the mean of `I` and `O`."""
        return 2.0 / (fan_in + fan_out)


@final
@dataclass(frozen=True)
class GlorotNormal(ScaledNormal):
    """The same compromise, drawn from a bell.

    Formula:  W ~ N(0, 2 / (I + O)), cut;  b = 0
    Source:   Glorot and Bengio (2010), equation 12

    Example:
        >>> GlorotNormal().variance(fan_in=4, fan_out=2)
        0.3333333333333333
    """

    def variance(self, fan_in: int, fan_out: int) -> float:
        """One over the mean of `I` and `O`."""
        return 2.0 / (fan_in + fan_out)


@final
@dataclass(frozen=True)
class HeUniform(ScaledUniform):
    """For ReLU and its family, which stop half of the signal; also called Kaiming.

    Formula:  W ~ U(-a, a), a = sqrt(6 / I);  b = 0
    Source:   He et al. (2015), "Delving deep into rectifiers", equation 10

    Example:
        >>> HeUniform().variance(fan_in=4, fan_out=2)
        0.5
    """

    def variance(self, fan_in: int, fan_out: int) -> float:
        """Twice what keeps a sum's size."""
        return 2.0 / fan_in


@final
@dataclass(frozen=True)
class HeNormal(ScaledNormal):
    """For ReLU and its family, drawn from a bell.

    Formula:  W ~ N(0, 2 / I), cut;  b = 0
    Source:   He et al. (2015), "Delving deep into rectifiers", equation 10

    Example:
        >>> HeNormal().variance(fan_in=4, fan_out=2)
        0.5
    """

    def variance(self, fan_in: int, fan_out: int) -> float:
        """Twice what keeps a sum's size."""
        return 2.0 / fan_in


@final
@dataclass(frozen=True)
class LeCunUniform(ScaledUniform):
    """The plain rule: a sum is as large as one of its inputs.

    Formula:  W ~ U(-a, a), a = sqrt(3 / I);  b = 0
    Source:   LeCun et al. (1998), "Efficient BackProp", section 4.6

    Example:
        >>> LeCunUniform().variance(fan_in=4, fan_out=2)
        0.25
    """

    def variance(self, fan_in: int, fan_out: int) -> float:
        """What keeps a sum's size."""
        return 1.0 / fan_in


@final
@dataclass(frozen=True)
class LeCunNormal(ScaledNormal):
    """The plain rule, drawn from a bell; the start that SELU's own arithmetic relies on.

    Formula:  W ~ N(0, 1 / I), cut;  b = 0
    Source:   LeCun et al. (1998), section 4.6; Klambauer et al. (2017), "Self-normalizing
              neural networks"

    Example:
        >>> LeCunNormal().variance(fan_in=4, fan_out=2)
        0.25
    """

    def variance(self, fan_in: int, fan_out: int) -> float:
        """What keeps a sum's size."""
        return 1.0 / fan_in
