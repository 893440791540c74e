"""Selection draws the parents: the fitter an individual, the more often it is drawn.

How much more often is called the selection pressure. With too little the population drifts, with
too much it converges early, to copies of a single individual. The contract:

    pairs = selection.pairs(fitness, K, random)                  # (P,) -> (K, 2) rows of parents

An individual may be drawn many times, and may even be both parents of a child. A fitness that is
not finite counts as the worst. In the formulas P(i) is the probability that a draw gives `i`.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from math import ceil
from typing import final

import numpy as np

from edunn.arrays import Array, Indices
from edunn.evolution.ranking import finite_or_worst
from edunn.guards import require_count, require_within


@dataclass(frozen=True)
class Selection(ABC):
    """The contract of every selection, as in the docstring of the module."""

    @abstractmethod
    def draw(self, fitness: Array, count: int, random: np.random.Generator) -> Indices:
        """Rows of `count` parents, `(count,)`; `fitness`, `(P,)`, is finite or minus infinity."""

    def pairs(self, fitness: Array, count: int, random: np.random.Generator) -> Indices:
        """Rows of the two parents of each of `count` children, `(count, 2)`."""
        return self.draw(finite_or_worst(fitness), 2 * count, random).reshape(count, 2)


@final
@dataclass(frozen=True)
class Tournament(Selection):
    """Tournament selection, the default: the fittest of a few random entrants.

    Only the order of the fitness matters, not its scale or its sign. `size` is the selection
    pressure: 1 is uniform, and with `size` near `P` hardly any individual but the best is drawn.

    Formula:  P(the rank-r best of P) = ((P - r + 1)^size - (P - r)^size) / P^size
    Shapes:   fitness (P,), entrants (count, size), result (count,)
    Source:   Goldberg and Deb (1991), "A comparative analysis of selection schemes used in
              genetic algorithms"

    Example:
        >>> fitness = np.array([0.1, 0.9, 0.5])
        >>> Tournament(size=50).draw(fitness, 4, np.random.default_rng(1))
        array([1, 1, 1, 1])
    """

    size: int = 3

    def __post_init__(self) -> None:
        require_count("size", self.size)

    def draw(self, fitness: Array, count: int, random: np.random.Generator) -> Indices:
        """`count` tournaments at once."""
        entrants = random.integers(0, len(fitness), (count, self.size))
        winners = fitness[entrants].argmax(axis=1)
        rows: Indices = entrants[np.arange(count), winners]
        return rows


@final
@dataclass(frozen=True)
class Truncation(Selection):
    """Truncation selection: only the best share breeds, each with the same probability.

    Formula:  P(i) = 1 / m for the m = ceil(share * P) best, 0 for the others
    Source:   Muehlenbein and Schlierkamp-Voosen (1993), "Predictive models for the breeder
              genetic algorithm"

    Example:
        >>> Truncation(share=0.3).draw(np.array([0.1, 0.9, 0.5]), 4, np.random.default_rng(1))
        array([1, 1, 1, 1])
    """

    share: float = 0.5

    def __post_init__(self) -> None:
        require_within("share", self.share, 0, 1)

    def draw(self, fitness: Array, count: int, random: np.random.Generator) -> Indices:
        """Uniform draws from the best; at least one is left."""
        m = ceil(round(self.share * len(fitness), 9))  # 0.07 * 100 is a hair more than 7
        best = np.argsort(-fitness, kind="stable")[: max(1, m)]
        return best[random.integers(0, len(best), count)]


@final
@dataclass(frozen=True)
class Roulette(Selection):
    """Roulette-wheel selection, the article's: in proportion to the fitness.

    Simple, and fragile: where all are about equally fit, there is no selection pressure left. A
    probability cannot be negative, so where some fitness is below zero (minus a loss), all are
    counted from the worst one. If all are zero, the draws are uniform.

    Formula:  P(i) = f_i / sum f, where f = fitness - min(0, worst finite fitness)
    Source:   Holland (1975), "Adaptation in Natural and Artificial Systems"

    Example:
        >>> Roulette().draw(np.array([0.0, 0.0, 0.7]), 4, np.random.default_rng(1))
        array([2, 2, 2, 2])
    """

    def draw(self, fitness: Array, count: int, random: np.random.Generator) -> Indices:
        """`count` independent turns of the wheel."""
        return spin(slices(fitness), 1.0 - random.random(count))


@final
@dataclass(frozen=True)
class StochasticUniversal(Selection):
    """Stochastic universal sampling: one turn of the roulette wheel, many pointers evenly spaced.

    An individual that is expected 2.3 times is drawn two or three times, never none or five.

    Formula:  P(i) as for Roulette; individual i is drawn floor or ceil of count * P(i) times
    Source:   Baker (1987), "Reducing bias and inefficiency in the selection algorithm"

    Example:
        >>> rows = StochasticUniversal().draw(np.array([1, 3.0]), 4, np.random.default_rng(1))
        >>> sorted(rows.tolist())
        [0, 1, 1, 1]
    """

    def draw(self, fitness: Array, count: int, random: np.random.Generator) -> Indices:
        """One turn, then a shuffle, as neighbours would always be couples."""
        pointers = (np.arange(1, count + 1) - random.random()) / count
        return random.permutation(spin(slices(fitness), pointers))


@final
@dataclass(frozen=True)
class Rank(Selection):
    """Rank selection: in proportion to the rank, 1 for the worst and P for the best.

    The best is drawn about twice as often as the median, however much better it is. Equal
    individuals have the mean of their ranks.

    Formula:  P(i) = rank_i / (1 + 2 + ... + P)
    Source:   Baker (1985), "Adaptive selection methods for genetic algorithms"

    Example:
        >>> Rank().slices(np.array([-5.0, 7.0, 0.0, 0.0]))
        array([1. , 4. , 2.5, 2.5])
    """

    def slices(self, fitness: Array) -> Array:
        """The rank of each, `(P,)`: midway between the first and the last of its equals."""
        ordered = np.sort(fitness)
        below, upto = ordered.searchsorted(fitness), ordered.searchsorted(fitness, side="right")
        return (below + upto + 1) / 2

    def draw(self, fitness: Array, count: int, random: np.random.Generator) -> Indices:
        """`count` independent turns of the wheel."""
        return spin(self.slices(fitness), 1.0 - random.random(count))


def slices(fitness: Array) -> Array:
    """The slices of a roulette wheel, in proportion to the fitness, `(P,)`.

    Example:
        >>> slices(np.array([-3.0, -1.0, -np.inf])), slices(np.zeros(2))
        (array([0., 2., 0.]), array([1., 1.]))
    """
    finite = np.isfinite(fitness)
    widths = np.where(finite, fitness - fitness.min(where=finite, initial=0.0), 0.0)
    return widths if widths.any() else np.ones(len(fitness))


def spin(widths: Array, pointers: Array) -> Indices:
    """The slice that each pointer stops at; pointers are fractions of a turn, above 0 and up to 1.

    Example:
        >>> spin(np.array([1.0, 0.0, 3.0]), pointers=np.array([0.2, 0.25, 0.26, 1.0]))
        array([0, 0, 2, 2])
    """
    edges = widths.cumsum(dtype=np.float64)
    rows: Indices = (edges / edges[-1]).searchsorted(pointers)
    return rows


SELECTIONS: dict[str, type[Selection]] = {
    "tournament": Tournament,
    "truncation": Truncation,
    "roulette": Roulette,
    "sus": StochasticUniversal,
    "rank": Rank,
}
