"""Low-rank ES: the gradient estimated as in `OpenAIES`, from low-rank perturbations of the weights.

theta_i = theta + sigma a_i c_i^T in each layer;   g = 1 / (P sigma) sum of u_i a_i c_i^T
"""

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, NamedTuple, final

import numpy as np

from edunn.arrays import Array, Indices, Shape
from edunn.evolution.base import SearchSpace, Strategy
from edunn.evolution.equations import ADAM_STEP
from edunn.evolution.low_rank import LowRankPopulation, blocks_of
from edunn.evolution.ranking import finite_or_worst, require_fitness
from edunn.evolution.sampling import require_pairs, require_schedule_of_steps
from edunn.formulas import Formula
from edunn.guards import require_positive, unbox
from edunn.optimizers.adam import AdamState, AdamW
from edunn.optimizers.schedules import Schedule


class LowRankState(NamedTuple):
    """Adam's state, and the shapes of the layers."""

    theta: Array
    t: int
    m: Array
    v: Array
    shapes: Indices
    """The shape of each layer's matrix, its biases being the last row, `(L, 2)`."""


@final
@dataclass(frozen=True)
class LowRankES(Strategy):
    """OpenAI-ES with perturbations of rank one: thousands of individuals for large networks.

    A full perturbation costs as much as the network is large, to draw and to apply; a column times
    a row in each layer costs hardly more than the network is wide, as `LowRankPopulation` shows.
    Columns and rows are random signs, so that each gene of an individual differs by sigma from
    theta.

    Fitness counts in standard deviations from its mean, which contains more information than ranks
    where the fitness is a loss.

    Args:
        population_size: individuals in a generation, `P`, an even number.
        sigma: the size of the perturbation of each gene.
        learning_rate: Adam's, about the length of a step in each gene; a number or a schedule.
        weight_decay: as in AdamW.

    Formula:  theta_i = theta + sigma * a_i c_i^T in each layer, in pairs with c_i and -c_i;
              u_i = (fitness_i - mean) / deviation;  g = 1 / (P sigma) * sum_i u_i a_i c_i^T
    Shapes:   theta, g (n,), a (P, sum of I), c (P, sum of O), u (P,)
    Source:   "Evolution Strategies at the Hyperscale" (2025); Salimans et al. (2017) for the rest

    Example:
        >>> from edunn.evolution import maximize
        >>> bowl = lambda population: -np.square(population - 1).sum(axis=1)
        >>> maximize(LowRankES(), bowl, np.zeros(2), generations=100).round(1)
        array([1., 1.])
    """

    is_low_rank: ClassVar[bool] = True
    recommends: ClassVar[str] = "theta"

    equations: ClassVar[tuple[Formula, ...]] = (
        Formula(
            "theta_i = theta + sigma*a_i c_i^T in each layer",
            r"\theta_i = \theta + \sigma \, a_i \, c_i^{\top} \quad \text{in each layer}",
        ),
        Formula(
            "u_i = (fitness_i - mean)/deviation",
            r"u_i = \frac{\text{fitness}_i - \text{mean}}{\text{deviation}}",
        ),
        Formula(
            "g = 1/(P sigma) * sum of u_i a_i c_i^T",
            r"g = \frac{1}{P \, \sigma} \sum_i u_i \, a_i \, c_i^{\top}",
        ),
        ADAM_STEP,
    )

    population_size: int = 50
    sigma: float = 0.05
    learning_rate: float | Schedule = 0.05
    weight_decay: float = 0.0

    def __post_init__(self) -> None:
        require_pairs(self.population_size)
        require_positive("sigma", self.sigma, hint=0.05)
        require_schedule_of_steps(self.learning_rate)
        _ = self.adam  # checks its settings
        unbox(self)

    @cached_property
    def adam(self) -> AdamW:
        """The optimizer that follows the estimated gradient."""
        return AdamW(self.learning_rate, self.weight_decay)

    def start(self, space: SearchSpace, theta: Array, random: np.random.Generator) -> LowRankState:
        """Adam's state at the parameters of the network."""
        return LowRankState(*self.adam.start(theta.copy()), space.matrices)

    def ask(self, state: LowRankState, random: np.random.Generator) -> LowRankPopulation:
        """Antithetic pairs around theta."""
        pairs, (rows, columns) = self.population_size // 2, state.shapes.sum(axis=0)
        drawn = signs((pairs, rows + columns), random, state.theta.dtype)
        a, c = drawn[:, :rows], self.sigma * drawn[:, rows:]
        return LowRankPopulation(state.theta, state.shapes, a, c)

    def tell(
        self,
        state: LowRankState,
        population: LowRankPopulation,
        fitness: Array,
        random: np.random.Generator,
    ) -> LowRankState:
        """Adam minimizes, so it gets minus the gradient of the fitness."""
        g = -self.gradient(population, fitness)
        after: AdamState = self.adam.step(AdamState(*state[:4]), g)
        return LowRankState(*after, state.shapes)

    def gradient(self, population: LowRankPopulation, fitness: Array) -> Array:
        """The estimated gradient of the standardized fitness, `(n,)`, from evaluated pairs."""
        require_fitness(fitness, population)
        u = standardized(finite_or_worst(fitness)).astype(population.dtype)
        a, c = population.a, population.c * (u[::2] - u[1::2])[:, None]  # (P/2, O) (P/2, 1)
        parts = [a[:, b.rows].T @ c[:, b.columns] for b in blocks_of(population.shapes)]
        g: Array = np.concatenate([part.ravel() for part in parts])
        return g / (len(population) * (self.sigma * self.sigma))


def standardized(fitness: Array) -> Array:
    """The fitness in standard deviations from its mean; what is not finite counts as the worst.

    Example:
        >>> standardized(np.array([1.0, 3.0, -np.inf, 3.0]))
        array([-1.,  1., -1.,  1.])
    """
    finite = np.isfinite(fitness)
    worst = fitness.min(where=finite, initial=np.inf)
    values: Array = np.where(finite, fitness, worst if finite.any() else 0.0)
    deviations: Array = (values - values.mean()) / (float(values.std()) or 1.0)
    return deviations


def signs(shape: Shape, random: np.random.Generator, dtype: np.dtype[np.floating]) -> Array:
    """Random signs, 1 or -1 with equal probability; a random byte gives eight of them.

    Example:
        >>> signs((2, 4), np.random.default_rng(2), np.dtype("float64"))
        array([[ 1.,  1., -1., -1.],
               [-1., -1., -1.,  1.]])
    """
    count = int(np.prod(shape))
    bits = np.unpackbits(np.frombuffer(random.bytes(-(-count // 8)), np.uint8), count=count)
    drawn = bits.reshape(shape).astype(dtype)
    drawn *= 2
    drawn -= 1
    return drawn
