"""SNES: separable natural evolution strategy. The natural gradient moves mean and sigma."""

from dataclasses import dataclass
from math import log, sqrt
from typing import ClassVar, final

import numpy as np

from edunn.arrays import Array
from edunn.evolution.ranking import by_rank, recombination_weights, require_fitness
from edunn.evolution.sampling import (
    DistributionSearch,
    SearchDistribution,
    default_population_size,
    gaussian,
)
from edunn.formulas import Formula
from edunn.guards import require_count, require_positive, unbox


@final
@dataclass(frozen=True)
class SNES(DistributionSearch):
    """Separable natural evolution strategy: follows the natural gradient of the mean utility.

    Of all equally large changes of the search distribution it takes the one that increases the
    expected utility most. Its steps shrink with sigma, so it converges quickly to a maximum.

    Args:
        population_size: individuals in a generation, `P`; None is 4 + floor(3 log n).
        sigma: the initial standard deviation of each gene.
        learning_rate: of the mean; 1 moves it to the weighted mean of the better half.
        sigma_rate: the learning rate of sigma; None is (3 + log n) / (5 sqrt n).

    Formula:  x_i = mean + sigma s_i, with s_i ~ N(0, I);  u_i utilities by rank, less 1 / P
              mean' = mean + learning_rate * sigma * sum of u_i s_i
              sigma' = sigma * exp(sigma_rate / 2 * sum of u_i (s_i^2 - 1))
    Shapes:   mean, sigma, s_i (n,), population (P, n), u (P,)
    Source:   Schaul, Glasmachers and Schmidhuber (2011), "High dimensions and heavy tails for
              natural evolution strategies"

    Example:
        >>> from edunn.evolution import maximize
        >>> bowl = lambda population: -np.square(population - 1).sum(axis=1)
        >>> maximize(SNES(), bowl, np.zeros(2), generations=50).round(2)
        array([1., 1.])
    """

    equations: ClassVar[tuple[Formula, ...]] = (
        Formula(
            "x_i = mean + sigma s_i, s_i ~ N(0, I)",
            r"x_i = \text{mean} + \sigma \, s_i, \quad s_i \sim N(0, I)",
        ),
        Formula(
            "mean' = mean + learning_rate * sigma * sum of u_i s_i",
            r"\text{mean}' = \text{mean} + \eta \cdot \sigma \sum_i u_i \, s_i",
        ),
        Formula(
            "sigma' = sigma * exp(sigma_rate/2 * sum of u_i (s_i^2 - 1))",
            r"\sigma' = \sigma \cdot"
            r" \exp\left( \frac{\eta_\sigma}{2} \sum_i u_i \, (s_i^2 - 1) \right)",
        ),
    )

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

    def ask(self, state: SearchDistribution, random: np.random.Generator) -> Array:
        """Samples around the mean."""
        P = self.population_size or default_population_size(state.mean.size)
        return gaussian(state.mean, state.sigma, P, random)

    def tell(
        self,
        state: SearchDistribution,
        population: Array,
        fitness: Array,
        random: np.random.Generator,
    ) -> SearchDistribution:
        """A step along the natural gradient."""
        require_fitness(fitness, population)
        P, n = population.shape
        utilities = recombination_weights(P, cutoff=P / 2 + 1) - 1 / P
        u = by_rank(utilities, fitness).astype(population.dtype)
        s = (population - state.mean) / state.sigma  # (P, n)
        rate = self.sigma_rate or (3 + log(n)) / (5 * sqrt(n))
        mean = state.mean + self.learning_rate * state.sigma * (u @ s)  # (P,) (P, n) -> (n,)
        sigma = state.sigma * np.exp(rate / 2 * (u @ (s**2 - 1)))
        return state.moved(mean, sigma)
