"""Random search: look around without learning anything from what was seen."""

from dataclasses import dataclass
from math import inf
from typing import NamedTuple, final

import numpy as np

from edunn.arrays import Array
from edunn.evolution.base import Genome, Strategy
from edunn.evolution.fitness import finite_or_worst, require_scores
from edunn.evolution.strategies.sampling import around
from edunn.guards import require_count, require_positive, unbox


class Find(NamedTuple):
    """Where a random search looks around, and the best that it came across."""

    origin: Array
    """Where the network was at the start, `(n,)`."""

    t: int
    champion: Array
    """The best ever seen, `(n,)`, by the score it got when it got it."""

    champion_fitness: float


@final
@dataclass(frozen=True)
class RandomSearch(Strategy):
    """Throw darts blindfolded, and keep the best throw: what every cleverer way has to beat.

    Every generation looks at random places around the very first one. With few parameters that
    goes surprisingly far, and with many nowhere.

    Args:
        population_size: places a generation, `P`.
        sigma: how far around the start it looks.

    Formula:  x_i = origin + sigma * epsilon_i, with epsilon_i ~ N(0, I);  answer = the best so far
    Shapes:   origin, epsilon_i (n,), population (P, n)

    Example:
        >>> from edunn.evolution import climb
        >>> bowl = lambda population: -np.square(population - 1).sum(axis=1)
        >>> climb(RandomSearch(), bowl, np.zeros(2), generations=50).round()
        array([1., 1.])
    """

    population_size: int = 100
    sigma: float = 1.0

    def __post_init__(self) -> None:
        require_count("population_size", self.population_size)
        require_positive("sigma", self.sigma, hint=1.0)
        unbox(self)

    def start(self, genome: Genome, theta: Array, random: np.random.Generator) -> Find:
        """Nothing seen yet."""
        return Find(theta.copy(), 0, theta.copy(), -inf)

    def ask(self, state: Find, random: np.random.Generator) -> Array:
        """Samples around the origin."""
        return around(state.origin, self.sigma, self.population_size, random)

    def tell(
        self, state: Find, population: Array, fitness: Array, random: np.random.Generator
    ) -> Find:
        """The same, unless the best of these is the best ever."""
        require_scores(fitness, population)
        fitness = finite_or_worst(fitness)
        row, t = int(fitness.argmax()), state.t + 1
        if fitness[row] <= state.champion_fitness:
            return state._replace(t=t)
        return Find(state.origin, t, population[row].copy(), float(fitness[row]))

    def answer(self, state: Find, population: Array, fitness: Array) -> Array:
        """The best ever seen."""
        return state.champion
