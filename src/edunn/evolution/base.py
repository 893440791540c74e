"""Evolution walks on the hill of fitness with a crowd, and asks only for heights, never for slopes.

A population is a matrix: each row is one individual, a whole network's theta; each column a gene.
As with optimizers, hyperparameters live in the strategy, which never changes, and everything that
does change is in the state it returns:

    state = strategy.start(genome, theta, random)
    while not satisfied:
        population = strategy.ask(state, random)                   # (P, n)
        state = strategy.tell(state, population, fitness(population), random)

Fitness is one number an individual, `(P,)`; bigger is better. Randomness is passed in. Some
strategies breed a crowd, others sample around one place and move it; what the network becomes is
the strategy's `answer`. The letters of this family: `P` individuals, `n` genes.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, TypeAlias

import numpy as np

from edunn.arrays import Array, Indices
from edunn.evolution.fitness import finite_or_worst

Population: TypeAlias = Any
"""Individuals: a matrix `(P, n)`, or what can be counted, cut in pieces and written out like one.

That is, it knows `len`, slices, `shape` and `np.asarray`: see `edunn.evolution.rank_one`.
"""


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

    layers: Indices | None = None
    """The shape of each layer's genes as a matrix, its biases being the last row, `(L, 2)`."""

    @property
    def matrices(self) -> Indices:
        """The same; where nobody said it, each gene is a row of one matrix."""
        return np.array([[len(self.neurons), 1]]) if self.layers is None else self.layers


@dataclass(frozen=True)
class Strategy(ABC):
    """What every evolution strategy can do; see the module's docstring for the contract.

    States are named tuples of arrays and numbers; all have `t`, the generations scored so far.
    """

    climbs: ClassVar[str] = "loss"
    """Which fitness suits it where classes are learned: "loss" is smooth, "accuracy" has steps."""

    @abstractmethod
    def start(self, genome: Genome, theta: Array, random: np.random.Generator) -> Any:
        """The state before the first generation; `theta`, `(n,)`, is where the network is now."""

    @abstractmethod
    def ask(self, state: Any, random: np.random.Generator) -> Population:
        """The individuals to be scored, `(P, n)`."""

    @abstractmethod
    def tell(
        self, state: Any, population: Population, fitness: Array, random: np.random.Generator
    ) -> Any:
        """The state after a generation, given the score of each individual, `(P,)`."""

    def answer(self, state: Any, population: Population, fitness: Array) -> Array:
        """What the network becomes after a generation, `(n,)`: the best individual, if not better.

        `state` is what `tell` returned. A strategy that moves one place answers with that place.
        """
        best: Array = population[finite_or_worst(fitness).argmax()]
        return best
