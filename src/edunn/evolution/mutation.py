"""Mutation changes a few genes at random: the only source of genes that no founder had.

The contract:

    mutated = mutation.mutate(children, context, random)          # (K, n) -> (K, n), a new array

A child has no fitness yet; the context contains that of its parents.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from math import inf
from typing import NamedTuple, final

import numpy as np

from edunn.arrays import Array, Indices, Shape
from edunn.guards import require_number, require_within


class Context(NamedTuple):
    """All that a mutation may depend on besides the genes of the children."""

    t: int
    """The number of the parents' generation; the founders are generation 0."""

    fitness: Array
    """The fitness of that generation, `(P,)`; minus infinity where it was not finite."""

    parents: Indices
    """The rows of each child's two parents, `(K, 2)`."""

    founders: Array
    """The first generation, as the initializers drew it, `(P, n)`."""


@dataclass(frozen=True)
class Mutation(ABC):
    """The contract of every mutation, as in the docstring of the module."""

    @abstractmethod
    def mutate(self, children: Array, context: Context, random: np.random.Generator) -> Array:
        """The children with some genes changed, `(K, n)`; the argument is left unchanged."""


@final
@dataclass(frozen=True)
class Gaussian(Mutation):
    """Gaussian mutation, the default: adds a random number to a few genes.

    Each gene mutates with `probability`, by default 1 / n: one gene in a child on average. The
    standard deviation decays from `scale` by the factor `decay` in each generation, down to
    `floor * scale`: large changes first, to explore, and fine ones later.

    Formula:  gene' = gene + sigma_t * e, e ~ N(0, 1), with the given probability (1 / n);
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
        require_perturbation(self)

    def mutate(self, children: Array, context: Context, random: np.random.Generator) -> Array:
        """Random genes, each with a Gaussian perturbation."""
        where = random_genes(children.shape, per_gene(self.probability, children), random)
        return perturbed(children, where, sigma(self, context.t), random)


@final
@dataclass(frozen=True)
class Adaptive(Mutation):
    """Adaptive mutation: the children of weak parents mutate more.

    Where the mean fitness of the parents is below the median of their generation, the probability
    is `boost` times as high. PyGAD compares with the mean, which a single outlier can distort, and
    evaluates the child itself, which costs one more evaluation.

    Formula:  as Gaussian, with probability * boost for the children of weak parents (at most 1)
    Source:   Marsili Libelli and Alba (2000), "Adaptive mutation in genetic algorithms"

    Example:
        >>> context = Context(0, np.array([0.0, 0.5, 1.0]), np.array([[0, 1], [1, 2]]), np.eye(3))
        >>> Adaptive(probability=0.1, boost=4).probabilities(np.zeros((2, 3)), context)
        array([[0.4],
               [0.1]])
    """

    probability: float | None = None
    scale: float = 1.0
    decay: float = 0.99
    floor: float = 0.1
    boost: float = 4.0

    def __post_init__(self) -> None:
        require_perturbation(self)
        require_within("boost", self.boost, 1, inf)

    def probabilities(self, children: Array, context: Context) -> Array:
        """The probability that a gene of each child mutates, `(K, 1)`."""
        half = len(context.fitness) // 2
        median = np.partition(context.fitness, half)[half]
        weak = context.fitness[context.parents].mean(axis=1) < median
        return per_gene(self.probability, children) * np.where(weak, self.boost, 1.0)[:, None]

    def mutate(self, children: Array, context: Context, random: np.random.Generator) -> Array:
        """As Gaussian, with more genes where the parents are weak."""
        where = random_genes(children.shape, self.probabilities(children, context), random)
        return perturbed(children, where, sigma(self, context.t), random)


@final
@dataclass(frozen=True)
class Reset(Mutation):
    """Reset mutation: replaces a gene by the same gene of a random founder.

    So each gene keeps the distribution of its initializer: a weight becomes an initial weight, a
    bias an initial bias.

    Formula:  gene' = the same gene of a random founder, with the given probability (1 / n)

    Example:
        >>> context = Context(0, np.zeros(1), np.zeros((1, 2), int), founders=np.full((1, 3), 7.0))
        >>> Reset(probability=1).mutate(np.zeros((1, 3)), context, np.random.default_rng(1))
        array([[7., 7., 7.]])
    """

    probability: float | None = None

    def __post_init__(self) -> None:
        require_probability(self.probability)

    def mutate(self, children: Array, context: Context, random: np.random.Generator) -> Array:
        """Random genes, each copied from a random founder."""
        where = random_genes(children.shape, per_gene(self.probability, children), random)
        founder = random.integers(0, len(context.founders), where.size)
        mutated = children.copy()
        mutated.reshape(-1)[where] = context.founders[founder, where % children.shape[1]]
        return mutated


@final
@dataclass(frozen=True)
class Scale(Mutation):
    """Scaling mutation, the article's: multiplies a few genes by a factor below 1.

    No gene ever grows or changes its sign, so whatever the founders lack stays out of reach;
    a comparison with `Gaussian` shows the cost. (The article does not say whether its probability
    is that of a gene or of a child; here it is that of a gene, as in every mutation.)

    Formula:  gene' = gene * u, u uniform over [low, high), with the given probability

    Example:
        >>> context = Context(0, np.zeros(1), np.zeros((1, 2), int), founders=np.ones((1, 3)))
        >>> random = np.random.default_rng(1)
        >>> Scale(probability=0.5).mutate(np.ones((1, 3)), context, random).round(2)
        array([[1.  , 1.  , 0.47]])
    """

    probability: float = 0.01
    low: float = 0.01
    high: float = 0.5

    def __post_init__(self) -> None:
        require_probability(self.probability)
        require_number("low", self.low)
        require_number("high", self.high)

    def mutate(self, children: Array, context: Context, random: np.random.Generator) -> Array:
        """Random genes, each with a random factor."""
        where = random_genes(children.shape, self.probability, random)
        mutated = children.copy()
        mutated.reshape(-1)[where] *= random.uniform(self.low, self.high, where.size)
        return mutated


def per_gene(probability: float | None, children: Array) -> float:
    """The given probability, or 1 / n: one gene in each child on average."""
    return 1 / children.shape[1] if probability is None else probability


def random_genes(shape: Shape, probability: float | Array, random: np.random.Generator) -> Indices:
    """The genes that mutate, as indices of the flattened array of `shape`, `(K, n)`."""
    return np.flatnonzero(random.random(shape) < probability)


def sigma(mutation: Gaussian | Adaptive, t: int) -> float:
    """The standard deviation of a perturbation in generation `t`."""
    return mutation.scale * max(mutation.decay**t, mutation.floor)


def perturbed(children: Array, where: Indices, sigma: float, random: np.random.Generator) -> Array:
    """A copy of the children with a Gaussian perturbation of the genes at `where`."""
    mutated = children.copy()
    mutated.reshape(-1)[where] += sigma * random.standard_normal(where.size)
    return mutated


def require_probability(probability: float | None) -> None:
    """Raise a SettingError for a probability outside 0 to 1; None stands for 1 / n."""
    if probability is not None:
        require_within("mutation probability", probability, 0, 1)


def require_perturbation(mutation: Gaussian | Adaptive) -> None:
    """Raise a SettingError for a negative scale, or one that would grow."""
    require_probability(mutation.probability)
    require_within("mutation scale", mutation.scale, 0, inf)
    require_within("decay", mutation.decay, 0, 1)
    require_within("floor", mutation.floor, 0, 1)


MUTATIONS: dict[str, type[Mutation]] = {
    "gaussian": Gaussian,
    "adaptive": Adaptive,
    "reset": Reset,
    "scale": Scale,
}
