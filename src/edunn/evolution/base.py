"""Evolution walks on the hill of fitness with a crowd, and asks only for heights, never for slopes.

A population is a matrix: each row is one individual, a whole network's theta; each column a gene.
As with optimizers, hyperparameters live in the strategy, which never changes, and everything that
does change is in the state it returns:

    state = strategy.start(genome, theta, random)
    while not satisfied:
        population = strategy.ask(state, random)                   # (P, n)
        state = strategy.tell(state, population, fitness(population), random)

Fitness is one number an individual, `(P,)`; bigger is better. Randomness is passed in. The letters
of this family: `P` individuals, `n` genes.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from edunn.arrays import Array

Indices: TypeAlias = npt.NDArray[np.intp]
"""Whole numbers that point at rows (individuals) or columns (genes)."""


class Genome(NamedTuple):
    """What a strategy may know about the networks that it breeds.

    Example:
        >>> origin = Genome(lambda k, random: random.random((k, 2)), neurons=np.array([0, 0]))
        >>> origin.draw(3, np.random.default_rng(0)).shape
        (3, 2)
    """

    draw: Callable[[int, np.random.Generator], Array]
    """`draw(k, random)`: k fresh individuals from the network's initializers, `(k, n)`."""

    neurons: Indices
    """For each gene the number of the neuron it belongs to, `(n,)`."""


@dataclass(frozen=True)
class Strategy(ABC):
    """What every evolution strategy can do; see the module's docstring for the contract."""

    @abstractmethod
    def start(self, genome: Genome, theta: Array, random: np.random.Generator) -> Any:
        """The state before the first generation; `theta`, `(n,)`, is where the network is now."""

    @abstractmethod
    def ask(self, state: Any, random: np.random.Generator) -> Array:
        """The individuals to be scored, `(P, n)`."""

    @abstractmethod
    def tell(
        self, state: Any, population: Array, fitness: Array, random: np.random.Generator
    ) -> Any:
        """The state after a generation, given the score of each individual, `(P,)`."""
