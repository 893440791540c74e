"""PGPE: learn from pairs where to look, and from their common height how far."""

from dataclasses import dataclass
from typing import final

import numpy as np

from edunn.arrays import Array
from edunn.evolution.base import Genome, Strategy
from edunn.evolution.fitness import require_scores
from edunn.evolution.strategies.sampling import (
    SMALLEST,
    Cloud,
    even_prizes,
    mirrored,
    require_pairs,
    won,
)
from edunn.guards import require_positive, unbox


@final
@dataclass(frozen=True)
class PGPE(Strategy):
    """Pairs in opposite directions tell where to go, and along which genes to look farther.

    The difference of a pair's heights moves the mean, as in `OpenAIES`. The middle of their heights
    moves sigma: if pairs that went far along a gene did well on both sides, that gene's sigma
    grows; if they did badly, it shrinks. ("Policy gradients with parameter-based exploration".)

    Heights count by their ranks `u`, see `ranking.centred`, whose mean is 0: it takes the place of
    the paper's normalized rewards and their baseline. The rates are for a mean over the pairs, as a
    whole generation is one update here; the paper updates after each pair.

    Args:
        population_size: individuals a generation, `P`, an even number.
        sigma: how far each gene looks at first.
        learning_rate: how far the mean goes.
        sigma_rate: how quickly sigma changes; never by more than a fifth at once.

    Formula:  mean' = mean + learning_rate * mean over pairs of (u+ - u-) / 2 * epsilon
              sigma' = sigma + sigma_rate * mean over pairs of
                       (u+ + u-) / 2 * (epsilon^2 - sigma^2) / sigma, epsilon ~ N(0, sigma^2)
    Shapes:   mean, sigma, epsilon (n,), population (P, n), u (P,)
    Source:   Sehnke et al. (2010), "Parameter-exploring policy gradients", symmetric sampling

    Example:
        >>> from edunn.evolution import climb
        >>> bowl = lambda population: -np.square(population - 1).sum(axis=1)
        >>> climb(PGPE(), bowl, np.zeros(2), generations=50).round(2)
        array([1., 1.])
    """

    population_size: int = 50
    sigma: float = 0.3
    learning_rate: float = 6.0
    sigma_rate: float = 0.3

    def __post_init__(self) -> None:
        require_pairs(self.population_size)
        require_positive("sigma", self.sigma, hint=0.3)
        require_positive("learning_rate", self.learning_rate, hint=6.0)
        require_positive("sigma_rate", self.sigma_rate, hint=0.3)
        unbox(self)

    def start(self, genome: Genome, theta: Array, random: np.random.Generator) -> Cloud:
        """Around the place where the network is now, equally far along all genes."""
        return Cloud.around(theta, self.sigma)

    def ask(self, state: Cloud, random: np.random.Generator) -> Array:
        """Antithetic pairs around the mean."""
        return mirrored(state.mean, state.sigma, self.population_size, random)

    def tell(
        self, state: Cloud, population: Array, fitness: Array, random: np.random.Generator
    ) -> Cloud:
        """The mean moves by the differences of pairs, sigma by their middles."""
        require_scores(fitness, population)
        P, half = len(population), len(population) // 2
        u = won(even_prizes(P), fitness).astype(population.dtype)
        epsilon = (population[:half] - population[half:]) / 2  # (P/2, n)
        ahead = (u[:half] - u[half:]) @ epsilon / P  # (P/2,) (P/2, n) -> (n,)
        wider = (u[:half] + u[half:]) @ (epsilon**2 / state.sigma - state.sigma) / P
        mean = state.mean + self.learning_rate * ahead
        sigma = state.sigma + self.sigma_rate * wider
        sigma = np.clip(sigma, 0.8 * state.sigma, 1.2 * state.sigma)
        return Cloud(mean, state.t + 1, np.maximum(sigma, SMALLEST))

    def answer(self, state: Cloud, population: Array, fitness: Array) -> Array:
        """The mean."""
        return state.mean
