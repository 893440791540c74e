"""Sampling: Gaussian search distributions, and random points drawn from them, one in each row."""

from dataclasses import dataclass
from math import log
from typing import ClassVar, NamedTuple

import numpy as np

from edunn.arrays import Array
from edunn.errors import SettingError
from edunn.evolution.base import SearchSpace, Strategy
from edunn.guards import require_count
from edunn.messages import Message
from edunn.optimizers.schedules import Schedule

SMALLEST = 1e-30
"""The lower bound of every sigma: rounded to 0, it could not be divided by."""


class SearchDistribution(NamedTuple):
    """A Gaussian distribution with a standard deviation of its own for each gene.

    Example:
        >>> SearchDistribution.around(np.zeros(2), 0.5).sigma
        array([0.5, 0.5])
    """

    mean: Array
    """Its centre, `(n,)`."""

    t: int
    """The generations evaluated so far."""

    sigma: Array
    """The standard deviation of each gene, `(n,)`."""

    @classmethod
    def around(cls, theta: Array, sigma: float) -> "SearchDistribution":
        """The isotropic distribution before the first generation."""
        return cls(theta.copy(), 0, np.full_like(theta, sigma))

    def moved(self, mean: Array, sigma: Array) -> "SearchDistribution":
        """The distribution of the next generation; no sigma is below `SMALLEST`."""
        return SearchDistribution(mean, self.t + 1, np.maximum(sigma, SMALLEST))


@dataclass(frozen=True)
class DistributionSearch(Strategy):
    """A strategy whose state is a search distribution, of which it recommends the mean."""

    recommends: ClassVar[str] = "mean"

    population_size: int | None = None
    sigma: float = 0.5

    def start(
        self, space: SearchSpace, theta: Array, random: np.random.Generator
    ) -> SearchDistribution:
        """The isotropic distribution around theta."""
        return SearchDistribution.around(theta, self.sigma)


def gaussian(mean: Array, sigma: float | Array, count: int, random: np.random.Generator) -> Array:
    """Independent Gaussian samples; sigma is one number, or one for each gene.

    Formula:  x_i = mean + sigma * epsilon_i, with epsilon_i ~ N(0, I)
    Shapes:   mean (n,), sigma () or (n,), result (count, n)

    Example:
        >>> gaussian(np.array([3.0, 5.0]), 0.1, 2, np.random.default_rng(1)).round(1)
        array([[3. , 5.1],
               [3. , 4.9]])
    """
    epsilon = random.standard_normal((count, mean.size))
    return (mean + sigma * epsilon).astype(mean.dtype)


def antithetic(mean: Array, sigma: float | Array, count: int, random: np.random.Generator) -> Array:
    """Antithetic pairs: rows i and i + count / 2 are mirror images, with the mean between them.

    Whatever both have in common cancels in their difference, which halves the noise at no cost.

    Formula:  x_i = mean + sigma * epsilon_i;  x_(i + count / 2) = mean - sigma * epsilon_i
    Shapes:   mean (n,), sigma () or (n,), result (count, n)

    Example:
        >>> antithetic(np.array([3.0, 5.0]), 0.1, 2, np.random.default_rng(1)).round(1)
        array([[3. , 5.1],
               [3. , 4.9]])
    """
    epsilon = random.standard_normal((count // 2, mean.size))
    step = sigma * epsilon
    return np.concatenate((mean + step, mean - step)).astype(mean.dtype)


def default_population_size(n: int) -> int:
    """The usual number of samples for n genes in SNES and CMA-ES.

    Formula:  4 + floor(3 log n)
    Source:   Hansen (2016), "The CMA evolution strategy: a tutorial"

    Example:
        >>> default_population_size(19), default_population_size(1000)
        (12, 24)
    """
    return 4 + int(3 * log(n))


def require_pairs(population_size: int) -> None:
    """Raise a SettingError unless the population can be divided into pairs."""
    require_count("population_size", population_size, least=2)
    if population_size % 2:
        raise SettingError(
            Message("setting.pairs", population_size=population_size, next=population_size + 1)
        )


def require_schedule_of_steps(learning_rate: float | Schedule) -> None:
    """Raise a SettingError for a schedule that depends on the loss of a training."""
    if isinstance(learning_rate, Schedule) and learning_rate.depends_on_loss:
        raise SettingError(Message("setting.no_plateau"))
