"""Crossover combines the genes of two parents in a child.

For networks that is risky: two parents may solve the same task with their neurons in a different
order, and a mixture of them then solves nothing (the *permutation* or *competing conventions*
problem). Which mixture harms least is an experiment worth making. The contract:

    children = crossover.cross(mothers, fathers, neurons, random)   # (K, n), (K, n), (n,) -> (K, n)

Row k is one couple and its child; `neurons` is the number of the neuron of each gene.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from math import inf
from typing import final

import numpy as np
import numpy.typing as npt

from edunn.arrays import Array, Indices, Shape
from edunn.guards import require_within


@dataclass(frozen=True)
class Crossover(ABC):
    """The contract of every crossover, as in the docstring of the module."""

    @abstractmethod
    def cross(
        self, mothers: Array, fathers: Array, neurons: Indices, random: np.random.Generator
    ) -> Array:
        """One child for each couple, `(K, n)`: a new array, or the mothers themselves."""


@final
@dataclass(frozen=True)
class NoCrossover(Crossover):
    """No crossover: the child is a copy of its mother, and all progress comes from mutation.

    Formula:  child = mother

    Example:
        >>> ones, zeros, one_neuron = np.ones((1, 4)), np.zeros((1, 4)), np.zeros(4, int)
        >>> NoCrossover().cross(ones, zeros, one_neuron, np.random.default_rng(4))
        array([[1., 1., 1., 1.]])
    """

    def cross(
        self, mothers: Array, fathers: Array, neurons: Indices, random: np.random.Generator
    ) -> Array:
        """The mothers."""
        return mothers


@final
@dataclass(frozen=True)
class Uniform(Crossover):
    """Uniform crossover: each gene comes from a random parent. The default, and the article's.

    Formula:  child = mother or father, gene by gene, with probability 1/2
    Source:   Syswerda (1989), "Uniform crossover in genetic algorithms"

    Example:
        >>> ones, zeros, one_neuron = np.ones((1, 4)), np.zeros((1, 4)), np.zeros(4, int)
        >>> Uniform().cross(ones, zeros, one_neuron, np.random.default_rng(6))
        array([[0., 1., 1., 1.]])
    """

    def cross(
        self, mothers: Array, fathers: Array, neurons: Indices, random: np.random.Generator
    ) -> Array:
        """One coin for each gene."""
        return np.where(coins(mothers.shape, random), mothers, fathers)


@final
@dataclass(frozen=True)
class Neuron(Crossover):
    """Crossover of neurons: each comes from a random parent, with all its weights and its bias.

    The weights of a neuron evolved together, and here they stay together.

    Formula:  child = mother or father, neuron by neuron, with probability 1/2
    Source:   Montana and Davis (1989), "Training feedforward neural networks using genetic
              algorithms" (their crossover of nodes)

    Example:
        >>> ones, zeros, two_neurons = np.ones((1, 4)), np.zeros((1, 4)), np.array([0, 1, 0, 1])
        >>> Neuron().cross(ones, zeros, two_neurons, np.random.default_rng(6))
        array([[0., 1., 0., 1.]])
    """

    def cross(
        self, mothers: Array, fathers: Array, neurons: Indices, random: np.random.Generator
    ) -> Array:
        """One coin for each neuron, shared by all of its genes."""
        coin_of_neuron = coins((len(mothers), neurons.max() + 1), random)
        return np.where(coin_of_neuron[:, neurons], mothers, fathers)


@final
@dataclass(frozen=True)
class OnePoint(Crossover):
    """One-point crossover: the genes before a random cut are the mother's, the rest the father's.

    Neighbouring genes, such as the weights of one layer, tend to stay together.

    Formula:  child = mother before gene c, father from c on; c uniform over 1 ... n - 1
    Source:   Holland (1975), "Adaptation in Natural and Artificial Systems"

    Example:
        >>> ones, zeros, one_neuron = np.ones((1, 4)), np.zeros((1, 4)), np.zeros(4, int)
        >>> OnePoint().cross(ones, zeros, one_neuron, np.random.default_rng(4))
        array([[1., 1., 1., 0.]])
    """

    def cross(
        self, mothers: Array, fathers: Array, neurons: Indices, random: np.random.Generator
    ) -> Array:
        """One cut for each couple; a single gene cannot be cut and is the mother's."""
        count, n = mothers.shape
        cut = random.integers(1, max(n, 2), (count, 1))
        return np.where(np.arange(n) < cut, mothers, fathers)


@final
@dataclass(frozen=True)
class TwoPoint(Crossover):
    """Two-point crossover: the genes between two cuts are the father's, the rest the mother's.

    One cut always separates the first gene from the last. Two cuts seldom do: the genes lie as on a
    ring, where only their distance counts.

    Formula:  child = father from gene a up to before b, mother elsewhere; a, b uniform over 0 ... n
    Source:   De Jong (1975), "An analysis of the behavior of a class of genetic adaptive systems"

    Example:
        >>> ones, zeros, one_neuron = np.ones((1, 4)), np.zeros((1, 4)), np.zeros(4, int)
        >>> TwoPoint().cross(ones, zeros, one_neuron, np.random.default_rng(8))
        array([[1., 0., 0., 1.]])
    """

    def cross(
        self, mothers: Array, fathers: Array, neurons: Indices, random: np.random.Generator
    ) -> Array:
        """Two cuts for each couple."""
        count, n = mothers.shape
        cuts = random.integers(0, n + 1, (2, count, 1))
        gene = np.arange(n)
        between = (cuts.min(axis=0) <= gene) & (gene < cuts.max(axis=0))  # (K, n)
        return np.where(between, fathers, mothers)


@final
@dataclass(frozen=True)
class Blend(Crossover):
    """Blend crossover (BLX-alpha): each gene is between the two of the parents, or a little beyond.

    The only crossover here that makes new numbers. With alpha 0 children are always more alike than
    their parents, and the population shrinks to a point. With 0.5, the usual value, a child lies
    outside its parents as often as between them, and the variance grows by 7/6, for selection to
    reduce; without selection, alpha = (sqrt(3) - 1) / 2 = 0.366 would preserve it.

    Formula:  child = mother + u * (father - mother), with u uniform over [-alpha, 1 + alpha)
              variance of children = (1/2 + (1 + 2 alpha)^2 / 6) * variance of parents
    Source:   Eshelman and Schaffer (1993), "Real-coded genetic algorithms and interval-schemata"

    Example:
        >>> ones, zeros, one_neuron = np.ones((1, 2)), np.zeros((1, 2)), np.zeros(2, int)
        >>> Blend().cross(ones, zeros, one_neuron, np.random.default_rng(3)).round(2)
        array([[1.33, 1.03]])
    """

    alpha: float = 0.5

    def __post_init__(self) -> None:
        require_within("alpha", self.alpha, 0, inf)

    def cross(
        self, mothers: Array, fathers: Array, neurons: Indices, random: np.random.Generator
    ) -> Array:
        """One random point on the line between the parents for each gene."""
        u = random.uniform(-self.alpha, 1 + self.alpha, mothers.shape).astype(mothers.dtype)
        return mothers + u * (fathers - mothers)


def coins(shape: Shape, random: np.random.Generator) -> npt.NDArray[np.bool_]:
    """Fair coins, True or False.

    Example:
        >>> coins((4,), np.random.default_rng(6))
        array([False,  True,  True,  True])
    """
    return np.asarray(random.random(shape) < 0.5)


CROSSOVERS: dict[str, type[Crossover]] = {
    "none": NoCrossover,
    "uniform": Uniform,
    "neuron": Neuron,
    "one_point": OnePoint,
    "two_point": TwoPoint,
    "blend": Blend,
}
