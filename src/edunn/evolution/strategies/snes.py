"""SNES: follow the natural gradient of where to look and how far, each gene by itself."""

from dataclasses import dataclass
from math import log, sqrt
from typing import final

import numpy as np

from edunn.arrays import Array
from edunn.evolution.base import Genome, Strategy
from edunn.evolution.fitness import require_scores
from edunn.evolution.ranking import logarithmic
from edunn.evolution.strategies.sampling import SMALLEST, Cloud, around, usual_size, won
from edunn.guards import require_count, require_positive, unbox


@final
@dataclass(frozen=True)
class SNES(Strategy):
    """A cloud that drifts to where its better drops are, drawn out or squeezed gene by gene.

    Of all equally large changes of the cloud (as a distribution) it takes the one that lifts the
    mean prize most: the natural gradient. Its steps shrink with the cloud, so it homes in on a
    summit as quickly as it came. ("Separable natural evolution strategy".)

    Args:
        population_size: individuals a generation, `P`; None is 4 + floor(3 log n).
        sigma: how far each gene looks at first.
        learning_rate: how far the mean goes; 1 is the middle of the better half.
        sigma_rate: how quickly sigma changes; None is (3 + log n) / (5 sqrt n).

    Formula:  x_i = mean + sigma s_i, with s_i ~ N(0, I);  u_i the prizes by rank less 1 / P
              mean' = mean + learning_rate * sigma * sum of u_i s_i
              sigma' = sigma * exp(sigma_rate / 2 * sum of u_i (s_i^2 - 1))
    Shapes:   mean, sigma, s_i (n,), population (P, n), u (P,)
    Source:   Schaul, Glasmachers and Schmidhuber (2011), "High dimensions and heavy tails for
              natural evolution strategies"

    Example:
        >>> from edunn.evolution import climb
        >>> bowl = lambda population: -np.square(population - 1).sum(axis=1)
        >>> climb(SNES(), bowl, np.zeros(2), generations=50).round(2)
        array([1., 1.])
    """

    population_size: int | None = None
    sigma: float = 0.5
    learning_rate: float = 1.0
    sigma_rate: float | None = None

    def __post_init__(self) -> None:
        if self.population_size is not None:
            require_count("population_size", self.population_size, least=2)
        require_positive("sigma", self.sigma, hint=0.5)
        require_positive("learning_rate", self.learning_rate, hint=1.0)
        if self.sigma_rate is not None:
            require_positive("sigma_rate", self.sigma_rate, hint=0.1)
        unbox(self)

    def start(self, genome: Genome, theta: Array, random: np.random.Generator) -> Cloud:
        """Around the place where the network is now, equally far along all genes."""
        return Cloud.around(theta, self.sigma)

    def ask(self, state: Cloud, random: np.random.Generator) -> Array:
        """Samples around the mean."""
        size = self.population_size or usual_size(state.mean.size)
        return around(state.mean, state.sigma, size, random)

    def tell(
        self, state: Cloud, population: Array, fitness: Array, random: np.random.Generator
    ) -> Cloud:
        """The cloud after a step along the natural gradient."""
        require_scores(fitness, population)
        P, n = population.shape
        prizes = logarithmic(P, reach=P / 2 + 1) - 1 / P
        u = won(prizes, fitness).astype(population.dtype)
        s = (population - state.mean) / state.sigma  # (P, n)
        rate = self.sigma_rate or (3 + log(n)) / (5 * sqrt(n))
        mean = state.mean + self.learning_rate * state.sigma * (u @ s)  # (P,) (P, n) -> (n,)
        sigma = state.sigma * np.exp(rate / 2 * (u @ (s**2 - 1)))
        return Cloud(mean, state.t + 1, np.maximum(sigma, SMALLEST))

    def answer(self, state: Cloud, population: Array, fitness: Array) -> Array:
        """The mean."""
        return state.mean
