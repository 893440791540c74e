"""OpenAI-ES: estimate the slope from pairs of samples, and walk it as an optimizer would."""

from dataclasses import dataclass
from functools import cached_property
from typing import final

import numpy as np

from edunn.arrays import Array
from edunn.evolution.base import Genome, Strategy
from edunn.evolution.fitness import require_scores
from edunn.evolution.strategies.sampling import (
    even_prizes,
    mirrored,
    refuse_plateau,
    require_pairs,
    won,
)
from edunn.guards import require_positive, unbox
from edunn.optimizers.adam import Adam, AdamState
from edunn.optimizers.schedules import Schedule


@final
@dataclass(frozen=True)
class OpenAIES(Strategy):
    """Find the way uphill by sending out pairs in opposite directions: where does the higher stand?

    Each pair measures the slope along one random direction; their mean points uphill, roughly, and
    Adam walks there. That is gradient ascent without backpropagation: it needs many forward passes,
    but each worker of a thousand need send only one number, its score.

    Heights count by their ranks `u`, see `ranking.centred`. Sigma does not change on the way: the
    mean height around theta is what is climbed, a landscape out of focus.

    Args:
        population_size: individuals a generation, `P`, an even number.
        sigma: how far from theta they are sent.
        learning_rate: Adam's, about the length of a step a gene; a number or a schedule.

    Formula:  g = 1 / (P sigma) * sum over pairs of (u+ - u-) * epsilon;  theta' by Adam along g
    Shapes:   theta, epsilon, g (n,), population (P, n), u (P,)
    Source:   Salimans et al. (2017), "Evolution strategies as a scalable alternative to
              reinforcement learning", algorithm 1, with their pairs and ranks, and Adam

    Example:
        >>> from edunn.evolution import climb
        >>> bowl = lambda population: -np.square(population - 1).sum(axis=1)
        >>> climb(OpenAIES(), bowl, np.zeros(2), generations=100).round(1)
        array([1., 1.])
    """

    population_size: int = 50
    sigma: float = 0.05
    learning_rate: float | Schedule = 0.05

    def __post_init__(self) -> None:
        require_pairs(self.population_size)
        require_positive("sigma", self.sigma, hint=0.05)
        refuse_plateau(self.learning_rate)
        _ = self.adam  # checks the learning rate
        unbox(self)

    @cached_property
    def adam(self) -> Adam:
        """The optimizer that walks along the estimated slope."""
        return Adam(self.learning_rate)

    def start(self, genome: Genome, theta: Array, random: np.random.Generator) -> AdamState:
        """Where the network is now, as Adam starts."""
        return self.adam.start(theta.copy())

    def ask(self, state: AdamState, random: np.random.Generator) -> Array:
        """Antithetic pairs around theta."""
        return mirrored(state.theta, self.sigma, self.population_size, random)

    def tell(
        self, state: AdamState, population: Array, fitness: Array, random: np.random.Generator
    ) -> AdamState:
        """Adam's step along the estimated slope: up, so against minus the slope."""
        stepped: AdamState = self.adam.step(state, -self.slope(population, fitness))
        return stepped

    def slope(self, population: Array, fitness: Array) -> Array:
        """The slope of the ranks, `(n,)`, estimated from a scored population of pairs."""
        require_scores(fitness, population)
        P, half = len(population), len(population) // 2
        u = won(even_prizes(P), fitness).astype(population.dtype)
        epsilon = (population[:half] - population[half:]) / (2 * self.sigma)  # (P/2, n)
        g: Array = (u[:half] - u[half:]) @ epsilon / (P * self.sigma)  # (P/2,) (P/2, n) -> (n,)
        return g

    def answer(self, state: AdamState, population: Array, fitness: Array) -> Array:
        """The middle of the samples."""
        return state.theta
