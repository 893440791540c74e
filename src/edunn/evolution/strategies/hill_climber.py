"""The hill climber: look around, and go where it is higher."""

from dataclasses import dataclass
from typing import NamedTuple, final

import numpy as np

from edunn.arrays import Array
from edunn.evolution.base import Genome, Strategy
from edunn.evolution.fitness import finite_or_worst, require_scores
from edunn.evolution.strategies.sampling import around
from edunn.guards import require_count, require_positive, require_within, unbox


class Place(NamedTuple):
    """Where a climber stands, and how far it looks."""

    theta: Array
    t: int
    sigma: float


@final
@dataclass(frozen=True)
class HillClimber(Strategy):
    """A climber in the fog: feel around for a higher place, step there, and never step down.

    How far it feels follows a rule of thumb: if more than one look in five succeeds, the steps are
    too careful, and if fewer do, too bold. It stops at the first summit, however low.

    The first of each generation is the place where it stands, scored again with the others, so that
    a lucky mini-batch does not hold it there for ever. On level ground it moves on, too.

    Args:
        population_size: places a generation, `P`, its own among them.
        sigma: how far it looks at first.
        growth: what sigma is multiplied by after a success; 1 leaves it as it is.

    Formula:  x_i = theta + sigma * epsilon_i, with epsilon_i ~ N(0, I);  theta' = the best of them
              sigma' = sigma * growth after a success, sigma * growth^(-1/4) otherwise
    Shapes:   theta, epsilon_i (n,), population (P, n)
    Source:   Rechenberg (1973), "Evolutionsstrategie", for the rule of one in five

    Example:
        >>> from edunn.evolution import climb
        >>> bowl = lambda population: -np.square(population - 1).sum(axis=1)
        >>> climb(HillClimber(), bowl, np.zeros(2), generations=50).round(2)
        array([1., 1.])
    """

    population_size: int = 20
    sigma: float = 0.5
    growth: float = 1.5

    def __post_init__(self) -> None:
        require_count("population_size", self.population_size, least=2)
        require_positive("sigma", self.sigma, hint=0.5)
        require_within("growth", self.growth, 1, 10)
        unbox(self)

    def start(self, genome: Genome, theta: Array, random: np.random.Generator) -> Place:
        """Where the network is now."""
        return Place(theta.copy(), 0, float(self.sigma))

    def ask(self, state: Place, random: np.random.Generator) -> Array:
        """The place itself, and others around it."""
        others = around(state.theta, state.sigma, self.population_size - 1, random)
        return np.concatenate((state.theta[None], others))

    def tell(
        self, state: Place, population: Array, fitness: Array, random: np.random.Generator
    ) -> Place:
        """The highest of the places; of equals the last, which keeps it moving."""
        require_scores(fitness, population)
        height = finite_or_worst(fitness)
        row = len(height) - 1 - int(height[::-1].argmax())
        factor = self.growth if height[row] > height[0] else self.growth**-0.25
        return Place(population[row].copy(), state.t + 1, state.sigma * factor)

    def answer(self, state: Place, population: Array, fitness: Array) -> Array:
        """Where it stands."""
        return state.theta
