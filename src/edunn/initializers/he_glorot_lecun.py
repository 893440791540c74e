"""He, Glorot and LeCun: the more inputs a neuron has, the smaller its first weights.

A sum of I products has I times the variance of one product. Weights of variance 1 / I cancel that
factor, so that a signal neither fades nor explodes in a deep network:

    LeCun    Var(W) = 1 / I            forward pass only
    Glorot   Var(W) = 2 / (I + O)      a compromise with the backward pass, which needs 1 / O
    He       Var(W) = 2 / I            for ReLU, which blocks half of the signal

Each has a uniform form, U(-a, a) with a = sqrt(3 Var(W)), and a normal form, N(0, Var(W)), which
is truncated at two standard deviations as in Keras. `Orthogonal` preserves the length of the signal
instead. Biases start at 0.
"""

from abc import abstractmethod
from dataclasses import dataclass
from math import prod, sqrt
from typing import final

import numpy as np

from edunn.arrays import Array, Shape
from edunn.errors import ShapeError
from edunn.guards import require_positive
from edunn.initializers.base import Initializer

TRUNCATED_STDDEV = 0.87962566103423978
"""The standard deviation of a standard normal distribution truncated at -2 and 2."""


def fans(shape: Shape) -> tuple[int, int]:
    """Fan-in and fan-out of a weight: the inputs of each output, and the outputs of each input.

    Args:
        shape: `(..., I, O)`; axes in front, the window of a convolution, multiply both.

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
class VarianceScaling(Initializer):
    """Weights whose variance depends on the size of the layer, and biases of 0."""

    @abstractmethod
    def variance(self, fan_in: int, fan_out: int) -> float:
        """The variance of the weights."""

    @abstractmethod
    def unit_variance(self, shape: Shape, random: np.random.Generator) -> Array:
        """Random numbers of mean 0 and variance 1."""

    def draw(self, shape: Shape, random: np.random.Generator) -> Array:
        """Random numbers of the given variance; nothing is drawn for a bias."""
        if len(shape) == 1:
            return np.zeros(shape)
        return sqrt(self.variance(*fans(shape))) * self.unit_variance(shape, random)


@dataclass(frozen=True)
class UniformScaling(VarianceScaling):
    """Uniformly distributed weights: U(-a, a) has variance a^2 / 3, so a = sqrt(3 variance)."""

    def unit_variance(self, shape: Shape, random: np.random.Generator) -> Array:
        """U(-sqrt(3), sqrt(3))."""
        return random.uniform(-sqrt(3.0), sqrt(3.0), shape)


@dataclass(frozen=True)
class NormalScaling(VarianceScaling):
    """Normally distributed weights, truncated at 2 sigma and rescaled to the same variance."""

    def unit_variance(self, shape: Shape, random: np.random.Generator) -> Array:
        """Standard normal numbers; those beyond 2 sigma are drawn again."""
        z = random.standard_normal(shape)
        while (outside := np.abs(z) > 2.0).any():
            z[outside] = random.standard_normal(np.count_nonzero(outside))
        return z / TRUNCATED_STDDEV


@final
@dataclass(frozen=True)
class GlorotUniform(UniformScaling):
    """Glorot (Xavier) initialization, uniform: for tanh, sigmoid and softmax.

    A compromise between the forward pass, which needs 1 / I, and the backward pass, 1 / O.

    Formula:  W ~ U(-a, a), a = sqrt(6 / (I + O));  b = 0
    Source:   Glorot and Bengio (2010), "Understanding the difficulty of training deep feedforward
              neural networks", equation 16

    Example:
        >>> GlorotUniform().variance(fan_in=4, fan_out=2)
        0.3333333333333333
    """

    def variance(self, fan_in: int, fan_out: int) -> float:
        """2 / (I + O)."""
        return 2.0 / (fan_in + fan_out)


@final
@dataclass(frozen=True)
class GlorotNormal(NormalScaling):
    """Glorot (Xavier) initialization, normal.

    Formula:  W ~ N(0, 2 / (I + O)), truncated;  b = 0
    Source:   Glorot and Bengio (2010), equation 12

    Example:
        >>> GlorotNormal().variance(fan_in=4, fan_out=2)
        0.3333333333333333
    """

    def variance(self, fan_in: int, fan_out: int) -> float:
        """2 / (I + O)."""
        return 2.0 / (fan_in + fan_out)


@final
@dataclass(frozen=True)
class HeUniform(UniformScaling):
    """He (Kaiming) initialization, uniform: for ReLU and its family, which block half a signal.

    Formula:  W ~ U(-a, a), a = sqrt(6 / I);  b = 0
    Source:   He et al. (2015), "Delving deep into rectifiers", equation 10

    Example:
        >>> HeUniform().variance(fan_in=4, fan_out=2)
        0.5
    """

    def variance(self, fan_in: int, fan_out: int) -> float:
        """2 / I."""
        return 2.0 / fan_in


@final
@dataclass(frozen=True)
class HeNormal(NormalScaling):
    """He (Kaiming) initialization, normal: the default in front of ReLU and its family.

    Formula:  W ~ N(0, 2 / I), truncated;  b = 0
    Source:   He et al. (2015), "Delving deep into rectifiers", equation 10

    Example:
        >>> HeNormal().variance(fan_in=4, fan_out=2)
        0.5
    """

    def variance(self, fan_in: int, fan_out: int) -> float:
        """2 / I."""
        return 2.0 / fan_in


@final
@dataclass(frozen=True)
class LeCunUniform(UniformScaling):
    """LeCun initialization, uniform: a weighted sum has the variance of one of its inputs.

    Formula:  W ~ U(-a, a), a = sqrt(3 / I);  b = 0
    Source:   LeCun et al. (1998), "Efficient BackProp", section 4.6

    Example:
        >>> LeCunUniform().variance(fan_in=4, fan_out=2)
        0.25
    """

    def variance(self, fan_in: int, fan_out: int) -> float:
        """1 / I."""
        return 1.0 / fan_in


@final
@dataclass(frozen=True)
class LeCunNormal(NormalScaling):
    """LeCun initialization, normal: required by the self-normalizing SELU.

    Formula:  W ~ N(0, 1 / I), truncated;  b = 0
    Source:   LeCun et al. (1998), section 4.6; Klambauer et al. (2017), "Self-normalizing
              neural networks"

    Example:
        >>> LeCunNormal().variance(fan_in=4, fan_out=2)
        0.25
    """

    def variance(self, fan_in: int, fan_out: int) -> float:
        """1 / I."""
        return 1.0 / fan_in


@final
@dataclass(frozen=True)
class Orthogonal(Initializer):
    """A random orthogonal matrix: linear layers preserve lengths and angles.

    With more inputs than outputs the columns are orthogonal, otherwise the rows; all have the
    length `gain`. Axes in front count as inputs.

    Args:
        gain: the factor of every length; the square root of 2 suits ReLU.

    Formula:  W = gain Q, where Q R = a matrix of standard normal numbers and R's diagonal is
              positive, which makes every rotation equally likely;  b = 0
    Source:   Saxe et al. (2014), "Exact solutions to the nonlinear dynamics of learning in deep
              linear neural networks"; Mezzadri (2007), "How to generate random matrices from the
              classical compact groups"

    Example:
        >>> W = Orthogonal().draw((3, 2), np.random.default_rng(0))
        >>> bool(np.allclose(W.T @ W, np.eye(2)))
        True
    """

    gain: float = 1.0

    def __post_init__(self) -> None:
        require_positive("gain", self.gain)

    def draw(self, shape: Shape, random: np.random.Generator) -> Array:
        """The factor Q of a QR decomposition, transposed where O > I; a bias is 0."""
        if len(shape) == 1:
            return np.zeros(shape)
        rows, columns = prod(shape[:-1]), shape[-1]
        tall = (max(rows, columns), min(rows, columns))
        Q, R = np.linalg.qr(random.standard_normal(tall))
        W: Array = Q * np.copysign(self.gain, np.diagonal(R))
        return (W if rows >= columns else W.T).reshape(shape)
