"""Crossover mixes two parents into a child, in the hope that it takes the best of both.

The hope is bold for networks: two parents may solve the same task with their neurons in another
order, and a mixture then solves nothing (the *permutation* or *competing conventions* problem).
Which mixture harms least is an experiment worth making. The contract:

    children = crossover.cross(mothers, fathers, neurons, random)   # (K, n), (K, n), (n,) -> (K, n)

Row k is one couple and its child; `neurons` tells for each gene to which neuron it belongs.
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
    """What every crossover can do; see the module's docstring for the contract."""

    @abstractmethod
    def cross(
        self, mothers: Array, fathers: Array, neurons: Indices, random: np.random.Generator
    ) -> Array:
        """One child a couple, `(K, n)`, as new arrays or as the mothers themselves."""


@final
@dataclass(frozen=True)
class NoCrossover(Crossover):
    """The child is its mother's clone, and all progress is left to mutation.

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
    """For each gene a coin decides from which parent it comes: the article's, and the default.

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
        """One coin a gene."""
        return np.where(coins(mothers.shape, random), mothers, fathers)


@final
@dataclass(frozen=True)
class Neuron(Crossover):
    """For each neuron a coin decides from which parent it comes, with all its weights and its bias.

    A neuron's weights were bred to work together; here no child tears them apart.

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
        """One coin a neuron, seen by all of its genes."""
        coin_of_neuron = coins((len(mothers), neurons.max() + 1), random)
        return np.where(coin_of_neuron[:, neurons], mothers, fathers)


@final
@dataclass(frozen=True)
class OnePoint(Crossover):
    """Cut both parents at one place: what is left of it is the mother's, the rest the father's.

    Genes that lie side by side, such as the weights of one layer, tend to stay together.

    Formula:  child = mother before gene c, father from c on; c even over 1 ... n - 1
    Source:   Holland (1975), "Adaptation in Natural and Artificial Systems"

    Example:
        >>> ones, zeros, one_neuron = np.ones((1, 4)), np.zeros((1, 4)), np.zeros(4, int)
        >>> OnePoint().cross(ones, zeros, one_neuron, np.random.default_rng(4))
        array([[1., 1., 1., 0.]])
    """

    def cross(
        self, mothers: Array, fathers: Array, neurons: Indices, random: np.random.Generator
    ) -> Array:
        """One cut a couple; a single gene cannot be cut and is the mother's."""
        count, n = mothers.shape
        cut = random.integers(1, max(n, 2), (count, 1))
        return np.where(np.arange(n) < cut, mothers, fathers)


@final
@dataclass(frozen=True)
class TwoPoint(Crossover):
    """Cut out a piece of the mother and fill the hole with the father's genes.

    With one cut the first and the last gene nearly always part; with two, ends are nothing special.

    Formula:  child = father from gene a up to before b, mother elsewhere; a, b even over 0 ... n
    Source:   De Jong (1975), "An analysis of the behavior of a class of genetic adaptive systems"

    Example:
        >>> ones, zeros, one_neuron = np.ones((1, 4)), np.zeros((1, 4)), np.zeros(4, int)
        >>> TwoPoint().cross(ones, zeros, one_neuron, np.random.default_rng(8))
        array([[1., 0., 0., 1.]])
    """

    def cross(
        self, mothers: Array, fathers: Array, neurons: Indices, random: np.random.Generator
    ) -> Array:
        """Two cuts a couple."""
        count, n = mothers.shape
        cuts = random.integers(0, n + 1, (2, count, 1))
        place = np.arange(n)
        hole = (cuts.min(axis=0) <= place) & (place < cuts.max(axis=0))  # (K, n)
        return np.where(hole, fathers, mothers)


@final
@dataclass(frozen=True)
class Blend(Crossover):
    """Each gene is a number between the parents' two, or a little outside (BLX-alpha).

    The only crossover here that makes new numbers. With alpha 0 children are always more alike
    than their parents, and the population shrinks to a point; alpha 0.5 keeps its width.

    Formula:  child = mother + u * (father - mother), with u even over [-alpha, 1 + alpha)
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
        """One place on the line between the parents for each gene."""
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
