"""Ranking uses only the order of the fitness: each individual gets a utility by its rank.

    utilities, best first:  u_1 >= u_2 >= ... >= u_P          equal individuals share theirs

So one outlier cannot dominate a whole generation, and a fitness may be scaled, shifted or
transformed by any increasing function. A fitness that is not a finite number counts as the worst.
"""

from functools import lru_cache
from typing import Any

import numpy as np

from edunn.arrays import Array
from edunn.errors import ShapeError


def finite_or_worst(fitness: Array) -> Array:
    """The fitness with minus infinity in place of NaN and of either infinity.

    Example:
        >>> finite_or_worst(np.array([0.5, np.nan, np.inf]))
        array([ 0.5, -inf, -inf])
    """
    return np.where(np.isfinite(fitness), fitness, -np.inf)


def require_fitness(fitness: Array, population: Any) -> None:
    """Raise a ShapeError unless the fitness has one number for each individual."""
    if fitness.shape != population.shape[:1]:
        raise ShapeError(
            f"fitness is {fitness.shape} but the population is {population.shape}: expected one "
            f"number an individual, {population.shape[:1]}."
        )


def all_equal(fitness: Array) -> bool:
    """Whether all individuals are equally fit, so that their order means nothing.

    Example:
        >>> all_equal(np.array([0.5, 0.5])), all_equal(np.array([0.5, 0.6]))
        (True, False)
    """
    return bool((fitness == fitness[0]).all())


def by_rank(utilities: Array, fitness: Array) -> Array:
    """The utility of each individual; equally fit ones get the mean of theirs.

    Shapes:
        utilities (P,), best first; fitness, result (P,)

    Example:
        >>> by_rank(np.array([4.0, 2.0, 1.0, 0.0]), fitness=np.array([7.0, 9.0, np.nan, 7.0]))
        array([1.5, 4. , 0. , 1.5])
    """
    fitness = finite_or_worst(fitness)
    order = fitness.argsort()[::-1]  # best first
    ordered = fitness[order]
    if np.count_nonzero(ordered[1:] == ordered[:-1]):
        return shared(utilities, fitness)
    u = np.empty_like(utilities)
    u[order] = utilities
    return u


def shared(utilities: Array, fitness: Array) -> Array:
    """As `by_rank`, for any finite fitness: the mean of the utilities of all equal individuals.

    Example:
        >>> shared(np.array([4.0, 2.0, 1.0, 0.0]), fitness=np.array([7.0, 9.0, 5.0, 7.0]))
        array([1.5, 4. , 0. , 1.5])
    """
    _, level, size = np.unique(-fitness, return_inverse=True, return_counts=True)  # best first
    total = np.add.reduceat(utilities, np.cumsum(size) - size)
    means: Array = (total / size)[level]
    return means


@lru_cache(maxsize=16)
def centred_ranks(count: int) -> Array:
    """Utilities in even steps from 1/2 for the best to -1/2 for the worst; a read-only array.

    Source:   Salimans et al. (2017), "Evolution strategies as a scalable alternative to
              reinforcement learning"

    Example:
        >>> centred_ranks(5), centred_ranks(5) is centred_ranks(5)
        (array([ 0.5 ,  0.25,  0.  , -0.25, -0.5 ]), True)
    """
    utilities = np.linspace(0.5, -0.5, count)
    utilities.flags.writeable = False
    return utilities


def recombination_weights(count: int, cutoff: float) -> Array:
    """Weights that fall logarithmically with the rank, are 0 from the cutoff on, and sum to 1.

    Formula:  w_i proportional to max(0, log(cutoff) - log(i)), for i = 1 ... count
    Source:   Hansen (2016), "The CMA evolution strategy: a tutorial"

    Example:
        >>> recombination_weights(6, cutoff=3.5).round(2)
        array([0.64, 0.28, 0.08, 0.  , 0.  , 0.  ])
    """
    weights = np.maximum(0.0, np.log(cutoff) - np.log(np.arange(1, count + 1)))
    normalized: Array = weights / weights.sum()
    return normalized
