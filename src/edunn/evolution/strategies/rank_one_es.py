"""Rank-one ES: the slope estimated as by `OpenAIES`, from steps short enough for large networks."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, final

import numpy as np

from edunn.arrays import Array, Indices, Shape
from edunn.evolution.base import Genome, Strategy
from edunn.evolution.fitness import finite_or_worst, require_scores
from edunn.evolution.rank_one import RankOneCrowd, blocks_of
from edunn.evolution.strategies.sampling import refuse_plateau, require_pairs
from edunn.guards import require_positive, unbox
from edunn.optimizers.adam import AdamState, AdamW
from edunn.optimizers.schedules import Schedule


class RankOneState(NamedTuple):
    """Where the middle of the samples is, as Adam has it, and how the layers lie in it."""

    theta: Array
    t: int
    mean: Array
    square: Array
    shapes: Indices
    """The shape of each layer's matrix, its biases being the last row, `(L, 2)`."""


@final
@dataclass(frozen=True)
class RankOneES(Strategy):
    """Ask a crowd the way uphill, with steps that are a column times a row in every layer.

    Everything is as in `OpenAIES`, but for the steps: full ones take as long to draw and to apply
    as the network is large, these hardly longer than it is wide. So thousands of individuals can
    be asked in the time of dozens, see `RankOneCrowd`. Columns and rows are signs, drawn by the
    toss of a coin; a step has length sigma along every gene.

    What counts is how far apart the two of a pair score, in units of the spread of all scores;
    that tells more than ranks where the fitness is a loss.

    Args:
        population_size: individuals a generation, `P`, an even number.
        sigma: how far each gene of an individual is from theta.
        learning_rate: Adam's, about the length of a step a gene; a number or a schedule.
        weight_decay: how strongly every gene is pulled to zero on the way, as in AdamW.

    Formula:  theta_i = theta + sigma * a_i c_i^T in each layer, in pairs with c_i and -c_i;
              u_i = (fitness_i - mean) / spread;  g = 1 / (P sigma) * sum_i u_i a_i c_i^T
    Shapes:   theta, g (n,), a (P, sum of I), c (P, sum of O), u (P,)
    Source:   "Evolution Strategies at the Hyperscale" (2025); Salimans et al. (2017) for the rest

    Example:
        >>> from edunn.evolution import climb
        >>> bowl = lambda population: -np.square(population - 1).sum(axis=1)
        >>> climb(RankOneES(), bowl, np.zeros(2), generations=100).round(1)
        array([1., 1.])
    """

    population_size: int = 50
    sigma: float = 0.05
    learning_rate: float | Schedule = 0.05
    weight_decay: float = 0.0

    def __post_init__(self) -> None:
        require_pairs(self.population_size)
        require_positive("sigma", self.sigma, hint=0.05)
        refuse_plateau(self.learning_rate)
        _ = self.adam  # checks its settings
        unbox(self)

    @cached_property
    def adam(self) -> AdamW:
        """The optimizer that walks along the estimated slope."""
        return AdamW(self.learning_rate, self.weight_decay)

    def start(self, genome: Genome, theta: Array, random: np.random.Generator) -> RankOneState:
        """Where the network is now, as Adam starts."""
        return RankOneState(*self.adam.start(theta.copy()), genome.matrices)

    def ask(self, state: RankOneState, random: np.random.Generator) -> RankOneCrowd:
        """Pairs around theta."""
        pairs, (rows, columns) = self.population_size // 2, state.shapes.sum(axis=0)
        drawn = signs((pairs, rows + columns), random, state.theta.dtype)
        a, c = drawn[:, :rows], self.sigma * drawn[:, rows:]
        return RankOneCrowd(state.theta, state.shapes, a, c)

    def tell(
        self,
        state: RankOneState,
        population: RankOneCrowd,
        fitness: Array,
        random: np.random.Generator,
    ) -> RankOneState:
        """Adam's step along the estimated slope: up, so against minus the slope."""
        walked: AdamState = self.adam.step(AdamState(*state[:4]), -self.slope(population, fitness))
        return RankOneState(*walked, state.shapes)

    def slope(self, population: RankOneCrowd, fitness: Array) -> Array:
        """The slope of the fitness, `(n,)`, in units of its spread, from a scored crowd."""
        require_scores(fitness, population)
        u = standardized(finite_or_worst(fitness)).astype(population.dtype)
        a, c = population.a, population.c * (u[::2] - u[1::2])[:, None]  # (P/2, O) (P/2, 1)
        parts = [a[:, b.rows].T @ c[:, b.columns] for b in blocks_of(population.shapes)]
        g: Array = np.concatenate([part.ravel() for part in parts])
        return g / (len(population) * self.sigma**2)

    def answer(self, state: RankOneState, population: RankOneCrowd, fitness: Array) -> Array:
        """The middle of the samples."""
        return state.theta


def standardized(fitness: Array) -> Array:
    """The fitness in units of its spread; individuals that failed count as the worst that did not.

    Example:
        >>> standardized(np.array([1.0, 3.0, -np.inf, 3.0]))
        array([-1.,  1., -1.,  1.])
    """
    finite = np.isfinite(fitness)
    worst = fitness.min(where=finite, initial=np.inf)
    known: Array = np.where(finite, fitness, worst if finite.any() else 0.0)
    units: Array = (known - known.mean()) / (float(known.std()) or 1.0)
    return units


def signs(shape: Shape, random: np.random.Generator, dtype: np.dtype[np.floating]) -> Array:
    """Fair coins, 1 or -1; eight of them are a byte of chance.

    Example:
        >>> signs((2, 4), np.random.default_rng(2), np.dtype("float64"))
        array([[ 1.,  1., -1., -1.],
               [-1., -1., -1.,  1.]])
    """
    count = int(np.prod(shape))
    bits = np.unpackbits(np.frombuffer(random.bytes(-(-count // 8)), np.uint8), count=count)
    sides = bits.reshape(shape).astype(dtype)
    sides *= 2
    sides -= 1
    return sides
