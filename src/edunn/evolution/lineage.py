"""Statistics of an evaluated generation, and the parents of an individual."""

from typing import Any, NamedTuple

import numpy as np

from edunn.arrays import Array, Indices
from edunn.evolution.base import Population
from edunn.evolution.low_rank import LowRankPopulation
from edunn.evolution.ranking import finite_or_worst


class Summary(NamedTuple):
    """The statistics of one generation."""

    t: int
    best: float
    """The highest fitness; minus infinity if none is finite, and so with `mean` and `worst`."""

    mean: float
    worst: float
    diversity: float
    """The standard deviation of a gene over the population, averaged over the genes."""

    row: int
    """The row of the best individual."""

    parents: tuple[int, ...]
    """The rows of its parents in the generation before; empty where individuals are not bred."""


def summary(state: Any, population: Population, fitness: Array) -> Summary:
    """The statistics of an evaluated generation; `state` is the one that it was sampled from.

    Individuals whose fitness is not finite are left out of best, mean and worst.

    Shapes:
        population (P, n), fitness (P,)

    Example:
        >>> from edunn.evolution import GeneticAlgorithm, SearchSpace
        >>> random = np.random.default_rng(1)
        >>> breeder = GeneticAlgorithm(population_size=3, elitism=1)
        >>> space = SearchSpace(lambda k, random: random.normal(size=(k, 2)), np.zeros(2, int))
        >>> state = breeder.start(space, np.zeros(2), random)
        >>> summary(state, state.population, fitness=np.array([0.3, 0.6, 0.0])).best
        0.6
    """
    fitness = finite_or_worst(fitness)
    row = int(fitness.argmax())
    scores = fitness[np.isfinite(fitness)] if fitness[row] > -np.inf else fitness
    return Summary(
        t=state.t,
        best=float(scores.max()),
        mean=float(scores.mean()),
        worst=float(scores.min()),
        diversity=diversity(population),
        row=row,
        parents=parents_of(state, row),
    )


def parents_of(state: Any, row: int) -> tuple[int, ...]:
    """The rows of the parents of an individual, twice the same for an elite.

    Empty where individuals are not bred, but sampled.

    Example:
        >>> class Bred(NamedTuple):
        ...     parents: Indices
        >>> parents_of(Bred(np.array([[0, 0], [4, 2]])), row=1), parents_of((), row=1)
        ((4, 2), ())
    """
    parents: Indices | None = getattr(state, "parents", None)
    return () if parents is None else tuple(parents[row].tolist())


def diversity(population: Population) -> float:
    """The spread of a gene over the population, averaged over the genes; 0 where all are equal.

    Formula:  1/n sum over genes j of sqrt(1/P sum over individuals i of (gene_ij - mean_j)^2)

    Example:
        >>> diversity(np.array([[1.0, 5.0], [3.0, 5.0]]))
        0.5
    """
    if isinstance(population, LowRankPopulation):
        return population.diversity
    return float(population.std(axis=0).mean())
