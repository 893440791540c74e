"""Random search and the hill climber: the baselines that every other strategy has to beat."""

from dataclasses import dataclass
from math import inf
from typing import ClassVar, NamedTuple, final

import numpy as np

from edunn.arrays import Array
from edunn.evolution.base import SearchSpace, Strategy
from edunn.evolution.equations import AROUND_THETA
from edunn.evolution.ranking import finite_or_worst, require_fitness
from edunn.evolution.sampling import gaussian
from edunn.formulas import Formula, cases
from edunn.guards import require_count, require_positive, require_within, unbox


class RandomSearchState(NamedTuple):
    """The centre of the samples, and the best of them so far."""

    origin: Array
    """The initial parameters of the network, `(n,)`."""

    t: int
    """The generations evaluated so far."""

    champion: Array
    """The best individual ever, `(n,)`, by its fitness at that time."""

    champion_fitness: float


@final
@dataclass(frozen=True)
class RandomSearch(Strategy):
    """Random search: samples around the initial point, and keeps the best ever.

    With few parameters that goes surprisingly far, and with many nowhere.

    Args:
        population_size: individuals in a generation, `P`.
        sigma: the standard deviation of the samples.

    Formula:  x_i = origin + sigma * epsilon_i, with epsilon_i ~ N(0, I)
    Shapes:   origin, epsilon_i (n,), population (P, n)

    Example:
        >>> from edunn.evolution import maximize
        >>> bowl = lambda population: -np.square(population - 1).sum(axis=1)
        >>> maximize(RandomSearch(), bowl, np.zeros(2), generations=50).round()
        array([1., 1.])
    """

    recommends: ClassVar[str] = "champion"

    equations: ClassVar[tuple[Formula, ...]] = (
        Formula(
            "x_i = origin + sigma*epsilon_i, epsilon_i ~ N(0, I)",
            r"x_i = \text{origin} + \sigma \, \epsilon_i, \quad \epsilon_i \sim N(0, I)",
        ),
    )

    population_size: int = 100
    sigma: float = 1.0

    def __post_init__(self) -> None:
        require_count("population_size", self.population_size)
        require_positive("sigma", self.sigma, hint=1.0)
        unbox(self)

    def start(
        self, space: SearchSpace, theta: Array, random: np.random.Generator
    ) -> RandomSearchState:
        """No sample yet."""
        return RandomSearchState(theta.copy(), 0, theta.copy(), -inf)

    def ask(self, state: RandomSearchState, random: np.random.Generator) -> Array:
        """Samples around the origin."""
        return gaussian(state.origin, self.sigma, self.population_size, random)

    def tell(
        self,
        state: RandomSearchState,
        population: Array,
        fitness: Array,
        random: np.random.Generator,
    ) -> RandomSearchState:
        """A new champion, if one of the samples is better than all before."""
        require_fitness(fitness, population)
        fitness = finite_or_worst(fitness)
        row, t = int(fitness.argmax()), state.t + 1
        if fitness[row] <= state.champion_fitness:
            return state._replace(t=t)
        return RandomSearchState(state.origin, t, population[row].copy(), float(fitness[row]))


class HillClimberState(NamedTuple):
    """The current point and step size of a hill climber."""

    theta: Array
    t: int
    sigma: float


@final
@dataclass(frozen=True)
class HillClimber(Strategy):
    """Hill climbing: sample around the current point, and move to the best sample.

    The step size follows the one-fifth rule: it grows after a success and shrinks otherwise, in
    balance where one generation in five succeeds. It stops at the first local maximum.

    The first individual of each generation is the current point, evaluated again with the others,
    so that a lucky mini-batch does not keep it for ever. Of equally fit ones the last is taken, so
    that it moves on plateaus, too.

    Args:
        population_size: individuals in a generation, `P`, the current point among them.
        sigma: the initial step size.
        growth: the factor of sigma after a success; 1 keeps it constant.

    Formula:  x_i = theta + sigma * epsilon_i, with epsilon_i ~ N(0, I);  theta' = the best of them
              sigma' = sigma * growth after a success, sigma * growth^(-1/4) otherwise
    Shapes:   theta, epsilon_i (n,), population (P, n)
    Source:   Rechenberg (1973), "Evolutionsstrategie", for the one-fifth rule

    Example:
        >>> from edunn.evolution import maximize
        >>> bowl = lambda population: -np.square(population - 1).sum(axis=1)
        >>> maximize(HillClimber(), bowl, np.zeros(2), generations=50).round(2)
        array([1., 1.])
    """

    recommends: ClassVar[str] = "theta"

    equations: ClassVar[tuple[Formula, ...]] = (
        AROUND_THETA,
        Formula("theta' = the best x_i", r"\theta' = \text{the best } x_i"),
        Formula(
            "sigma' = sigma*growth after a success, sigma*growth^(-1/4) otherwise",
            "\\sigma' = "
            + cases(
                r"\sigma \cdot \text{growth}",
                r"\text{after a success}",
                r"\sigma \cdot \text{growth}^{-1/4}",
            ),
        ),
    )

    population_size: int = 20
    sigma: float = 0.5
    growth: float = 1.5

    def __post_init__(self) -> None:
        require_count("population_size", self.population_size, least=2)
        require_positive("sigma", self.sigma, hint=0.5)
        require_within("growth", self.growth, 1, 10)
        unbox(self)

    def start(
        self, space: SearchSpace, theta: Array, random: np.random.Generator
    ) -> HillClimberState:
        """At the parameters of the network."""
        return HillClimberState(theta.copy(), 0, float(self.sigma))

    def ask(self, state: HillClimberState, random: np.random.Generator) -> Array:
        """The current point, and samples around it."""
        samples = gaussian(state.theta, state.sigma, self.population_size - 1, random)
        return np.concatenate((state.theta[None], samples))

    def tell(
        self,
        state: HillClimberState,
        population: Array,
        fitness: Array,
        random: np.random.Generator,
    ) -> HillClimberState:
        """The best individual, and the next step size."""
        require_fitness(fitness, population)
        fitness = finite_or_worst(fitness)
        row = len(fitness) - 1 - int(fitness[::-1].argmax())
        factor = self.growth if fitness[row] > fitness[0] else self.growth**-0.25
        return HillClimberState(population[row].copy(), state.t + 1, state.sigma * factor)
