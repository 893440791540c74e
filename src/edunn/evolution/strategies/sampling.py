"""Sampling: how strategies look around a place, one row an individual."""

from functools import lru_cache
from math import log
from typing import NamedTuple

import numpy as np

from edunn.arrays import Array
from edunn.errors import SettingError
from edunn.evolution.fitness import finite_or_worst
from edunn.evolution.ranking import awarded, centred
from edunn.guards import require_count
from edunn.optimizers.schedules import ReduceOnPlateau, Schedule

SMALLEST = 1e-30
"""No width falls below: where steps are lost in rounding it would end at 0, and divide by it."""


class Cloud(NamedTuple):
    """A Gaussian distribution with a width of its own along each gene: where a strategy looks.

    Example:
        >>> Cloud.around(np.zeros(2), 0.5).sigma
        array([0.5, 0.5])
    """

    mean: Array
    """Its middle, `(n,)`."""

    t: int
    """How many generations were scored before."""

    sigma: Array
    """Its width, the standard deviation, along each gene, `(n,)`."""

    @classmethod
    def around(cls, theta: Array, sigma: float) -> "Cloud":
        """A round cloud before the first generation."""
        return cls(theta.copy(), 0, np.full_like(theta, sigma))


def around(centre: Array, sigma: float | Array, count: int, random: np.random.Generator) -> Array:
    """Gaussian samples around a place; sigma is one number, or one a gene.

    Formula:  x_i = centre + sigma * epsilon_i, with epsilon_i ~ N(0, I)
    Shapes:   centre (n,), sigma () or (n,), result (count, n)

    Example:
        >>> around(np.array([3.0, 5.0]), 0.1, 2, np.random.default_rng(1)).round(1)
        array([[3. , 5.1],
               [3. , 4.9]])
    """
    epsilon = random.standard_normal((count, centre.size))
    return (centre + sigma * epsilon).astype(centre.dtype)


def mirrored(centre: Array, sigma: float | Array, count: int, random: np.random.Generator) -> Array:
    """Antithetic pairs: row i and row i + count / 2 lie opposite each other, centre between them.

    What both sides of a pair have in common says nothing about the direction, and drops out of
    their difference: half of the noise is gone for nothing.

    Formula:  x_i = centre + sigma * epsilon_i;  x_(i + count / 2) = centre - sigma * epsilon_i
    Shapes:   centre (n,), sigma () or (n,), result (count, n)

    Example:
        >>> mirrored(np.array([3.0, 5.0]), 0.1, 2, np.random.default_rng(1)).round(1)
        array([[3. , 5.1],
               [3. , 4.9]])
    """
    epsilon = random.standard_normal((count // 2, centre.size))
    step = sigma * epsilon
    return np.concatenate((centre + step, centre - step)).astype(centre.dtype)


@lru_cache(maxsize=16)
def even_prizes(count: int) -> Array:
    """The prizes of `ranking.centred`, made once; nobody can write on them.

    Example:
        >>> even_prizes(3), even_prizes(3) is even_prizes(3)
        (array([ 0.5,  0. , -0.5]), True)
    """
    prizes = centred(count)
    prizes.flags.writeable = False
    return prizes


def won(prizes: Array, fitness: Array) -> Array:
    """What `ranking.awarded` gives, with NaN and infinity last; quicker where there are no ties.

    Then nobody shares a prize, and the place in a sorted line says all.

    Shapes:
        prizes (P,), best first; fitness, result (P,)

    Example:
        >>> won(np.array([3.0, 1.0, 0.0]), fitness=np.array([7.0, np.nan, 9.0]))
        array([1., 0., 3.])
    """
    fitness = finite_or_worst(fitness)
    order = fitness.argsort()[::-1]  # best first
    line = fitness[order]
    if np.count_nonzero(line[1:] == line[:-1]):
        return awarded(prizes, fitness)
    own = np.empty_like(prizes)
    own[order] = prizes
    return own


def usual_size(n: int) -> int:
    """How many samples are usual for n genes, where all of them are to be weighed together.

    Formula:  4 + floor(3 log n)
    Source:   Hansen (2016), "The CMA evolution strategy: a tutorial"

    Example:
        >>> usual_size(19), usual_size(1000)
        (12, 24)
    """
    return 4 + int(3 * log(n))


def require_pairs(population_size: int) -> None:
    """Refuse a population that cannot be divided into pairs."""
    require_count("population_size", population_size, least=2)
    if population_size % 2:
        raise SettingError(
            f"population_size is {population_size} but individuals come in pairs here. "
            f"Try {population_size + 1}."
        )


def refuse_plateau(learning_rate: float | Schedule) -> None:
    """Refuse the one schedule that has to see the losses of a descent."""
    if isinstance(learning_rate, ReduceOnPlateau):
        raise SettingError(
            "reduce_on_plateau watches the epochs of a descent, and there are none here. Try "
            "another schedule, such as cosine."
        )
