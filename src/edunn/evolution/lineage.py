"""What one may want to know about a generation once it is scored, and whose children they are."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from edunn.arrays import Array, Indices
from edunn.evolution.base import Population
from edunn.evolution.fitness import finite_or_worst
from edunn.evolution.rank_one import RankOneCrowd


class Summary(NamedTuple):
    """One generation in a few numbers."""

    t: int
    best: float
    """The highest fitness; minus infinity if none is finite, and so with `mean` and `worst`."""

    mean: float
    worst: float
    diversity: float
    """How different the individuals are: see `diversity`."""

    row: int
    """The row of the best individual."""

    parents: tuple[int, ...]
    """The rows of its parents in the generation before: see `parents_of`."""


def summary(state: Any, population: Population, fitness: Array) -> Summary:
    """A scored generation in a few numbers; `state` is the one that asked for the scores.

    Individuals whose fitness is not finite are left out of best, mean and worst.

    Shapes:
        population (P, n), fitness (P,)

    Example:
        >>> from edunn.evolution.base import Genome
        >>> from edunn.evolution.genetic_algorithm import GeneticAlgorithm
        >>> random = np.random.default_rng(1)
        >>> breeder = GeneticAlgorithm(population_size=3, elitism=1)
        >>> origin = Genome(lambda k, random: random.normal(size=(k, 2)), neurons=np.zeros(2, int))
        >>> state = breeder.start(origin, np.zeros(2), random)
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
    """The rows of one individual's parents: a mother's and a father's, twice the same for an elite.

    Nobody is a parent where individuals are not bred but drawn around a place.

    Example:
        >>> class Bred(NamedTuple):
        ...     parents: Indices
        >>> parents_of(Bred(np.array([[0, 0], [4, 2]])), row=1), parents_of((), row=1)
        ((4, 2), ())
    """
    parents: Indices | None = getattr(state, "parents", None)
    return () if parents is None else tuple(parents[row].tolist())


def diversity(population: Population) -> float:
    """The spread of a gene over the population, averaged over the genes; 0 for a crowd of clones.

    Formula:  1/n sum over genes j of sqrt(1/P sum over individuals i of (gene_ij - mean_j)^2)

    Example:
        >>> diversity(np.array([[1.0, 5.0], [3.0, 5.0]]))
        0.5
    """
    if isinstance(population, RankOneCrowd):
        return population.diversity
    return float(population.std(axis=0).mean())


def ancestors(parents: Sequence[Indices], row: int) -> list[Indices]:
    """Everybody that one individual descends from, generation by generation, itself first.

    Args:
        parents: the `parents` of each generation from the founders on, `(P, 2)` each.
        row: the individual's row in the last of them.

    Example:
        >>> founders, children = np.array([[0, 0], [1, 1], [2, 2]]), np.array([[0, 0], [0, 2]])
        >>> ancestors([founders, children], row=1)
        [array([1]), array([0, 2])]
    """
    family = [np.array([row])]
    for generation in reversed(parents[1:]):
        family.append(np.unique(generation[family[-1]]))
    return family
