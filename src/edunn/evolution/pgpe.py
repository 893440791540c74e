"""PGPE: policy gradients with parameter-based exploration. Pairs of samples move mean and sigma."""

from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np

from edunn.arrays import Array
from edunn.evolution.ranking import by_rank, centred_ranks, require_fitness
from edunn.evolution.sampling import (
    DistributionSearch,
    SearchDistribution,
    antithetic,
    require_pairs,
)
from edunn.formulas import Formula
from edunn.guards import require_positive, unbox


@final
@dataclass(frozen=True)
class PGPE(DistributionSearch):
    """Policy gradients with parameter-based exploration: learns the mean, and sigma gene by gene.

    The difference of a pair's fitness moves the mean, as in `OpenAIES`; their average moves sigma.
    Where pairs far out along a gene were good on both sides, its sigma grows, and where they were
    bad it shrinks.

    Fitness counts by its rank: `u` are centred ranks, whose mean is 0; they take the place of the
    paper's normalized rewards and their baseline. The rates are for a mean over the pairs, as a
    whole generation is one update here; the paper updates after each pair.

    Args:
        population_size: individuals in a generation, `P`, an even number.
        sigma: the initial standard deviation of each gene.
        learning_rate: of the mean.
        sigma_rate: the learning rate of sigma, which changes by a fifth at most at once.

    Formula:  mean' = mean + learning_rate * mean over pairs of (u+ - u-) / 2 * epsilon
              sigma' = sigma + sigma_rate * mean over pairs of
                       (u+ + u-) / 2 * (epsilon^2 - sigma^2) / sigma, epsilon ~ N(0, sigma^2)
    Shapes:   mean, sigma, epsilon (n,), population (P, n), u (P,)
    Source:   Sehnke et al. (2010), "Parameter-exploring policy gradients", symmetric sampling

    Example:
        >>> from edunn.evolution import maximize
        >>> bowl = lambda population: -np.square(population - 1).sum(axis=1)
        >>> maximize(PGPE(), bowl, np.zeros(2), generations=50).round(2)
        array([1., 1.])
    """

    equations: ClassVar[tuple[Formula, ...]] = (
        Formula(
            "x_i = mean +- epsilon_i, epsilon_i ~ N(0, sigma^2)",
            r"x_i = \text{mean} \pm \epsilon_i, \quad \epsilon_i \sim N(0, \sigma^2)",
        ),
        Formula(
            "mean' = mean + learning_rate * mean over pairs of (u+ - u-)/2 * epsilon",
            r"\text{mean}' = \text{mean}"
            r" + \eta \cdot \operatorname{mean}_{\text{pairs}} \frac{u^{+} - u^{-}}{2} \, \epsilon",
        ),
        Formula(
            "sigma' = sigma + sigma_rate * mean over pairs of"
            " (u+ + u-)/2 * (epsilon^2 - sigma^2)/sigma",
            r"\sigma' = \sigma + \eta_\sigma \cdot \operatorname{mean}_{\text{pairs}}"
            r" \frac{u^{+} + u^{-}}{2} \cdot \frac{\epsilon^2 - \sigma^2}{\sigma}",
        ),
    )

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

    def ask(self, state: SearchDistribution, random: np.random.Generator) -> Array:
        """Antithetic pairs around the mean."""
        return antithetic(state.mean, state.sigma, self.population_size, random)

    def tell(
        self,
        state: SearchDistribution,
        population: Array,
        fitness: Array,
        random: np.random.Generator,
    ) -> SearchDistribution:
        """The differences of the pairs move the mean, their averages sigma."""
        require_fitness(fitness, population)
        P, half = len(population), len(population) // 2
        u = by_rank(centred_ranks(P), fitness).astype(population.dtype)
        epsilon = (population[:half] - population[half:]) / 2  # (P/2, n)
        d_mean = (u[:half] - u[half:]) @ epsilon / P  # (P/2,) (P/2, n) -> (n,)
        d_sigma = (u[:half] + u[half:]) @ (epsilon**2 / state.sigma - state.sigma) / P
        mean = state.mean + self.learning_rate * d_mean
        sigma = state.sigma + self.sigma_rate * d_sigma
        return state.moved(mean, np.clip(sigma, 0.8 * state.sigma, 1.2 * state.sigma))
