"""OpenAI-ES: estimate the gradient of the fitness from pairs of samples, and follow it with Adam.

g = 1 / (P sigma) sum over pairs of (u+ - u-) epsilon;   theta <- Adam step along g
"""

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, final

import numpy as np

from edunn.arrays import Array
from edunn.evolution.base import SearchSpace, Strategy
from edunn.evolution.equations import ADAM_STEP, AROUND_THETA
from edunn.evolution.ranking import by_rank, centred_ranks, require_fitness
from edunn.evolution.sampling import (
    antithetic,
    require_pairs,
    require_schedule_of_steps,
)
from edunn.formulas import Formula
from edunn.guards import require_positive, unbox
from edunn.optimizers.adam import Adam, AdamState
from edunn.optimizers.schedules import Schedule


@final
@dataclass(frozen=True)
class OpenAIES(Strategy):
    """OpenAI's evolution strategy: gradient ascent without backpropagation.

    Each antithetic pair measures the gradient along one random direction, and their mean estimates
    it. That needs many forward passes, but of a thousand workers each need only send one number.

    Fitness counts by its rank: `u` are centred ranks. Sigma is constant, so the objective is really
    the mean fitness around theta, a blurred one.

    Args:
        population_size: individuals in a generation, `P`, an even number.
        sigma: the standard deviation of the samples.
        learning_rate: Adam's, about the length of a step in each gene; a number or a schedule.

    Formula:  g = 1 / (P sigma) * sum over pairs of (u+ - u-) * epsilon;  theta' by Adam along g
    Shapes:   theta, epsilon, g (n,), population (P, n), u (P,)
    Source:   Salimans et al. (2017), "Evolution strategies as a scalable alternative to
              reinforcement learning", algorithm 1, with their pairs and ranks, and Adam

    Example:
        >>> from edunn.evolution import maximize
        >>> bowl = lambda population: -np.square(population - 1).sum(axis=1)
        >>> maximize(OpenAIES(), bowl, np.zeros(2), generations=100).round(1)
        array([1., 1.])
    """

    recommends: ClassVar[str] = "theta"

    equations: ClassVar[tuple[Formula, ...]] = (
        AROUND_THETA,
        Formula(
            "g = 1/(P sigma) * sum over pairs of (u+ - u-) * epsilon",
            r"g = \frac{1}{P \, \sigma} \sum_{\text{pairs}} (u^{+} - u^{-}) \, \epsilon",
        ),
        ADAM_STEP,
    )

    population_size: int = 50
    sigma: float = 0.05
    learning_rate: float | Schedule = 0.05

    def __post_init__(self) -> None:
        require_pairs(self.population_size)
        require_positive("sigma", self.sigma, hint=0.05)
        require_schedule_of_steps(self.learning_rate)
        _ = self.adam  # checks the learning rate
        unbox(self)

    @cached_property
    def adam(self) -> Adam:
        """The optimizer that follows the estimated gradient."""
        return Adam(self.learning_rate)

    def start(self, space: SearchSpace, theta: Array, random: np.random.Generator) -> AdamState:
        """Adam's state at the parameters of the network."""
        return self.adam.start(theta.copy())

    def ask(self, state: AdamState, random: np.random.Generator) -> Array:
        """Antithetic pairs around theta."""
        return antithetic(state.theta, self.sigma, self.population_size, random)

    def tell(
        self, state: AdamState, population: Array, fitness: Array, random: np.random.Generator
    ) -> AdamState:
        """Adam minimizes, so it gets minus the gradient of the fitness."""
        after: AdamState = self.adam.step(state, -self.gradient(population, fitness))
        return after

    def gradient(self, population: Array, fitness: Array) -> Array:
        """The estimated gradient of the ranks, `(n,)`, from an evaluated population of pairs."""
        require_fitness(fitness, population)
        P, half = len(population), len(population) // 2
        u = by_rank(centred_ranks(P), fitness).astype(population.dtype)
        epsilon = (population[:half] - population[half:]) / (2 * self.sigma)  # (P/2, n)
        g: Array = (u[:half] - u[half:]) @ epsilon / (P * self.sigma)  # (P/2,) (P/2, n) -> (n,)
        return g
