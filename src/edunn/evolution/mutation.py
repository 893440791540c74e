"""Mutation changes a few genes by chance: the only source of anything that no founder had.

The contract:

    mutated = mutation.mutate(children, moment, random)          # (K, n) -> (K, n), a new array

A child has not been scored yet, so what a mutation may know is about its parents: the moment.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from math import inf
from typing import NamedTuple, final

import numpy as np

from edunn.arrays import Array, Indices, Shape
from edunn.guards import require_within


class Moment(NamedTuple):
    """What a mutation may know besides the children's genes."""

    t: int
    """The number of the generation that the parents belong to; the founders' is 0."""

    fitness: Array
    """The fitness of that generation, `(P,)`; minus infinity for what was not finite."""

    parents: Indices
    """The rows of each child's two parents, `(K, 2)`."""

    founders: Array
    """The first generation, as the initializers drew it, `(P, n)`."""


@dataclass(frozen=True)
class Mutation(ABC):
    """What every mutation can do; see the module's docstring for the contract."""

    @abstractmethod
    def mutate(self, children: Array, moment: Moment, random: np.random.Generator) -> Array:
        """The children with some genes changed, `(K, n)`; those that came stay as they are."""


@final
@dataclass(frozen=True)
class Gaussian(Mutation):
    """Give a few genes a small push, up or down: large pushes first, to explore, then fine ones.

    The default. On average one gene a child is pushed; with `probability`, that share of genes.
    The pushes shrink by `decay` a generation down to the share `floor` of the first ones.

    Formula:  gene' = gene + sigma_t * e, e ~ N(0, 1), with the given probability a gene (1 / n);
              sigma_t = scale * max(decay^t, floor)
    Source:   Eiben and Smith (2015), Introduction to Evolutionary Computing

    Example:
        >>> sigma(Gaussian(scale=0.5, decay=0.9, floor=0.1), t=1)
        0.45
    """

    probability: float | None = None
    scale: float = 1.0
    decay: float = 0.99
    floor: float = 0.1

    def __post_init__(self) -> None:
        require_pushes(self)

    def mutate(self, children: Array, moment: Moment, random: np.random.Generator) -> Array:
        """Push the genes that chance draws."""
        where = drawn_genes(children.shape, per_gene(self.probability, children), random)
        return pushed(children, where, sigma(self, moment.t), random)


@final
@dataclass(frozen=True)
class Adaptive(Mutation):
    """Who comes from weak parents has little to lose: it mutates more.

    A child whose parents are, on average, worse than the middle of their generation has `boost`
    times the probability. PyGAD compares with the mean, which one lost individual can drag down,
    and scores the child itself, which costs one more evaluation.

    Formula:  as Gaussian, with probability * boost for the children of weak parents (at most 1)
    Source:   Marsili Libelli and Alba (2000), "Adaptive mutation in genetic algorithms"

    Example:
        >>> moment = Moment(0, np.array([0.0, 0.5, 1.0]), np.array([[0, 1], [1, 2]]), np.eye(3))
        >>> Adaptive(probability=0.1, boost=4).chances(np.zeros((2, 3)), moment)
        array([[0.4],
               [0.1]])
    """

    probability: float | None = None
    scale: float = 1.0
    decay: float = 0.99
    floor: float = 0.1
    boost: float = 4.0

    def __post_init__(self) -> None:
        require_pushes(self)
        require_within("boost", self.boost, 1, inf)

    def chances(self, children: Array, moment: Moment) -> Array:
        """How likely each child's genes are drawn, `(K, 1)`."""
        half = len(moment.fitness) // 2
        middle = np.partition(moment.fitness, half)[half]
        weak = moment.fitness[moment.parents].mean(axis=1) < middle
        return per_gene(self.probability, children) * np.where(weak, self.boost, 1.0)[:, None]

    def mutate(self, children: Array, moment: Moment, random: np.random.Generator) -> Array:
        """Push the genes that chance draws, more of them where the parents are weak."""
        where = drawn_genes(children.shape, self.chances(children, moment), random)
        return pushed(children, where, sigma(self, moment.t), random)


@final
@dataclass(frozen=True)
class Reset(Mutation):
    """Forget a gene and start it again, as the initializers drew it.

    The new number is the same gene of a founder drawn by chance, so each keeps its own kind: a
    weight becomes such a weight as the first generation had, a bias such a bias.

    Formula:  gene' = the same gene of a random founder, with the given probability a gene (1 / n)

    Example:
        >>> moment = Moment(0, np.zeros(1), np.zeros((1, 2), int), founders=np.full((1, 3), 7.0))
        >>> Reset(probability=1).mutate(np.zeros((1, 3)), moment, np.random.default_rng(1))
        array([[7., 7., 7.]])
    """

    probability: float | None = None

    def __post_init__(self) -> None:
        require_chance(self.probability)

    def mutate(self, children: Array, moment: Moment, random: np.random.Generator) -> Array:
        """Copy single genes from founders."""
        where = drawn_genes(children.shape, per_gene(self.probability, children), random)
        founder = random.integers(0, len(moment.founders), where.size)
        mutated = children.copy()
        mutated.reshape(-1)[where] = moment.founders[founder, where % children.shape[1]]
        return mutated


@final
@dataclass(frozen=True)
class Scale(Mutation):
    """Shrink a few genes to a fraction: the article's mutation.

    It can only shrink: no gene ever grows or changes its sign, so whatever the founders lack is out
    of reach for good. Run it beside `Gaussian` to see how much that costs. (The article's sentence
    leaves open whether its probability is that of a gene or of a child; here it is a gene's, as in
    every mutation of this family.)

    Formula:  gene' = gene * u, u even over [low, high), with the given probability a gene

    Example:
        >>> moment = Moment(0, np.zeros(1), np.zeros((1, 2), int), founders=np.ones((1, 3)))
        >>> random = np.random.default_rng(1)
        >>> Scale(probability=0.5).mutate(np.ones((1, 3)), moment, random).round(2)
        array([[1.  , 1.  , 0.47]])
    """

    probability: float = 0.01
    low: float = 0.01
    high: float = 0.5

    def __post_init__(self) -> None:
        require_chance(self.probability)

    def mutate(self, children: Array, moment: Moment, random: np.random.Generator) -> Array:
        """Chance chooses the genes, and a factor for each."""
        where = drawn_genes(children.shape, self.probability, random)
        mutated = children.copy()
        mutated.reshape(-1)[where] *= random.uniform(self.low, self.high, where.size)
        return mutated


def per_gene(probability: float | None, children: Array) -> float:
    """The given probability, or 1 / n: one gene a child on average."""
    return 1 / children.shape[1] if probability is None else probability


def drawn_genes(shape: Shape, chance: float | Array, random: np.random.Generator) -> Indices:
    """Which genes chance draws: places in the flat array of `shape`, `(K, n)`."""
    return np.flatnonzero(random.random(shape) < chance)


def sigma(mutation: Gaussian | Adaptive, t: int) -> float:
    """The standard deviation of a push in generation `t`."""
    return mutation.scale * max(mutation.decay**t, mutation.floor)


def pushed(children: Array, where: Indices, sigma: float, random: np.random.Generator) -> Array:
    """A copy of the children in which the genes at `where` got a Gaussian push."""
    mutated = children.copy()
    mutated.reshape(-1)[where] += sigma * random.standard_normal(where.size)
    return mutated


def require_chance(probability: float | None) -> None:
    """Refuse a probability outside 0 to 1; None stands for 1 / n."""
    if probability is not None:
        require_within("mutation probability", probability, 0, 1)


def require_pushes(mutation: Gaussian | Adaptive) -> None:
    """Refuse pushes that are no pushes, or that grow."""
    require_chance(mutation.probability)
    require_within("mutation scale", mutation.scale, 0, inf)
    require_within("decay", mutation.decay, 0, 1)
    require_within("floor", mutation.floor, 0, 1)


MUTATIONS: dict[str, type[Mutation]] = {
    "gaussian": Gaussian,
    "adaptive": Adaptive,
    "reset": Reset,
    "scale": Scale,
}
