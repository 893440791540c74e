"""The genetic algorithm: a population of networks that is scored, bred and changed by chance.

One generation, in the order of the code:

    elitism    the best few live on unchanged
    selection  the fit are drawn as parents, in pairs
    crossover  each pair's genes are mixed into one child
    mutation   a few of the child's genes change by chance

The whole population is scored in every generation, its elites too: on a new mini-batch each gets
the score it deserves there, and a lucky one does not live on by an old score.
"""

from dataclasses import dataclass, field
from math import inf
from typing import ClassVar, NamedTuple, final

import numpy as np

from edunn.arrays import Array, Indices
from edunn.errors import SettingError
from edunn.evolution.base import Genome, Strategy
from edunn.evolution.crossover import Crossover, Uniform
from edunn.evolution.fitness import finite_or_worst, require_scores
from edunn.evolution.mutation import Gaussian, Moment, Mutation
from edunn.evolution.selection import Selection, Tournament
from edunn.guards import require_count


class Generation(NamedTuple):
    """The state of a genetic algorithm: plain arrays and numbers, so it can be saved."""

    population: Array
    """The individuals that wait to be scored, `(P, n)`; the elites come first."""

    t: int
    """How many generations were scored before this one."""

    parents: Indices
    """For each individual the rows of its parents in the generation before, `(P, 2)`.

    An elite is its own parent, twice; so is a founder, for want of any.
    """

    best: Array
    """The best of the generation scored last, `(n,)`."""

    best_fitness: float
    """Its fitness; minus infinity before the first."""

    champion: Array
    """The best ever seen, `(n,)`, by the score it got when it got it.

    On mini-batches that is a noisy title: it may have met an easy one.
    """

    champion_fitness: float
    """Its fitness then; minus infinity before the first generation."""

    founders: Array
    """The first generation, `(P, n)`."""

    neurons: Indices
    """For each gene the neuron it belongs to, `(n,)`."""


@final
@dataclass(frozen=True)
class GeneticAlgorithm(Strategy):
    """Breed networks as farmers breed sheep: keep the best, cross them, hope for happy accidents.

    It needs no slope, so anything that can be scored can be learned, even with a step in it; the
    price is many forward passes. What each part does is in its own family: `Selection`,
    `Crossover`, `Mutation`. `recipes.ORIGINAL` is the founding article's algorithm.

    Args:
        population_size: how many individuals a generation has, `P`.
        elitism: how many of the best live on unchanged.
        selection: who breeds.
        crossover: how two parents make a child.
        mutation: how a child changes by chance.
        elites_breed: False takes the elites out of the pool of parents, as in the article.

    Raises:
        SettingError: a setting that cannot be, such as as many elites as individuals.

    Shapes:   population (P, n), fitness (P,)
    Source:   Holland (1975), "Adaptation in Natural and Artificial Systems"; for networks Montana
              and Davis (1989)

    Example:
        >>> random = np.random.default_rng(1)
        >>> origin = Genome(lambda k, random: random.normal(size=(k, 2)), neurons=np.zeros(2, int))
        >>> breeder = GeneticAlgorithm(population_size=20)
        >>> state = breeder.start(origin, np.array([3.0, 4.0]), random)
        >>> for _ in range(100):
        ...     population = breeder.ask(state, random)
        ...     state = breeder.tell(state, population, -np.square(population).sum(1), random)
        >>> bool(state.champion_fitness > -0.01)
        True
    """

    climbs: ClassVar[str] = "accuracy"

    population_size: int = 100
    elitism: int = 2
    selection: Selection = field(default_factory=Tournament)
    crossover: Crossover = field(default_factory=Uniform)
    mutation: Mutation = field(default_factory=Gaussian)
    elites_breed: bool = True

    def __post_init__(self) -> None:
        require_count("population_size", self.population_size)
        require_count("elitism", self.elitism, least=0)
        if self.elitism >= self.population_size:
            raise SettingError(
                f"elitism is {self.elitism} but population_size is {self.population_size}: nobody "
                f"would be left to change. Try elitism={self.population_size // 10}."
            )
        require_operator("selection", self.selection, Selection)
        require_operator("crossover", self.crossover, Crossover)
        require_operator("mutation", self.mutation, Mutation)

    def start(self, genome: Genome, theta: Array, random: np.random.Generator) -> Generation:
        """The founders: where the network is now, and fresh draws from its initializers."""
        founders = genome.draw(self.population_size, random).astype(theta.dtype)
        founders[0] = theta
        own = np.arange(self.population_size)
        return Generation(
            population=founders,
            t=0,
            parents=couples(own, own),
            best=theta.copy(),
            best_fitness=-inf,
            champion=theta.copy(),
            champion_fitness=-inf,
            founders=founders,
            neurons=genome.neurons,
        )

    def ask(self, state: Generation, random: np.random.Generator) -> Array:
        """The whole generation; nothing is drawn."""
        return state.population

    def tell(
        self, state: Generation, population: Array, fitness: Array, random: np.random.Generator
    ) -> Generation:
        """The next generation: the elites, then the children."""
        require_scores(fitness, population)
        fitness = finite_or_worst(fitness)
        order = np.argsort(-fitness, kind="stable")  # best first
        elites = order[: self.elitism]
        parents = self.choose(order, fitness, random)
        moment = Moment(state.t, fitness, parents, state.founders)
        children = self.breed(population, state.neurons, moment, random)
        crowned = crown(state, population[order[0]].copy(), float(fitness[order[0]]))
        return crowned._replace(
            population=np.concatenate((population[elites], children)),
            t=state.t + 1,
            parents=np.concatenate((couples(elites, elites), parents)),
        )

    def answer(self, state: Generation, population: Array, fitness: Array) -> Array:
        """The best individual."""
        return state.best

    def choose(self, order: Indices, fitness: Array, random: np.random.Generator) -> Indices:
        """Rows of the two parents of each child, `(K, 2)`; `order` has the best first."""
        pool = order if self.elites_breed else order[self.elitism :]
        count = self.population_size - self.elitism
        return pool[self.selection.pairs(fitness[pool], count, random)]

    def breed(
        self, population: Array, neurons: Indices, moment: Moment, random: np.random.Generator
    ) -> Array:
        """The children, `(K, n)`: cross the parents, then mutate."""
        mothers, fathers = population[moment.parents[:, 0]], population[moment.parents[:, 1]]
        children = self.crossover.cross(mothers, fathers, neurons, random)
        return self.mutation.mutate(children, moment, random)


def crown(state: Generation, best: Array, fitness: float) -> Generation:
    """The state with its new best, who is champion only if better than every one before."""
    champion, record = state.champion, state.champion_fitness
    if fitness > record:
        champion, record = best, fitness
    return state._replace(
        best=best, best_fitness=fitness, champion=champion, champion_fitness=record
    )


def couples(mothers: Indices, fathers: Indices) -> Indices:
    """Two lists of rows side by side, `(K,)`, `(K,)` -> `(K, 2)`.

    Example:
        >>> couples(np.array([1, 2]), np.array([3, 4])).tolist()
        [[1, 3], [2, 4]]
    """
    return np.array((mothers, fathers)).T


def require_operator(name: str, value: object, family: type) -> None:
    """Refuse what is not an object of the family: names are for the border, see `recipes`."""
    if not isinstance(value, family):
        raise SettingError(
            f"{name} is {value!r} but must be an object of the family {family.__name__}. "
            f"Names are understood by edunn.evolution.recipes.from_settings({name}=...)."
        )
