"""Evolution maximizes a fitness with a population of individuals. It needs no gradients.

A population is a matrix: each row is one individual, the theta of a whole network; each column is
one gene. As with optimizers, a strategy holds hyperparameters only and never changes; all that does
change is in its state:

    state = strategy.start(space, theta, random)
    for each generation:
        population = strategy.ask(state, random)                             # (P, n)
        fitness = evaluate(population)                                       # (P,)
        state = strategy.tell(state, population, fitness, random)

Fitness is one number for each individual; bigger is better. Randomness is an argument. Some
strategies breed a population, others sample around one point and move it; the network becomes the
`recommendation` of the strategy. The letters of this family: `P` individuals, `n` genes.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, TypeAlias

import numpy as np

from edunn.arrays import Array, Indices
from edunn.evolution.ranking import finite_or_worst
from edunn.formulas import Formula
from edunn.network import Network
from edunn.seeds import Seed, generator

Population: TypeAlias = Any
"""Individuals: a matrix `(P, n)`, or an object with its `len`, slices, `shape` and `np.asarray`.

`edunn.evolution.low_rank` has one that is never written out.
"""


class SearchSpace(NamedTuple):
    """The networks that a strategy may try: how to draw one, and how its genes belong together.

    Example:
        >>> space = SearchSpace(lambda k, random: random.random((k, 2)), neurons=np.array([0, 0]))
        >>> space.draw(3, np.random.default_rng(0)).shape
        (3, 2)
    """

    draw: Callable[[int, np.random.Generator], Array]
    """`draw(k, random)`: k new individuals from the initializers of the network, `(k, n)`."""

    neurons: Indices
    """The number of the neuron that each gene belongs to, `(n,)`."""

    layers: Indices | None = None
    """The shape of each layer's genes as a matrix, its biases being the last row, `(L, 2)`."""

    @classmethod
    def of(cls, network: Network) -> "SearchSpace":
        """All networks with these layers, drawn by their initializers."""

        def draw(count: int, random: np.random.Generator) -> Array:
            return np.stack([network.initial_theta(random) for _ in range(count)])

        return cls(draw, network.layout.neurons, network.layout.matrices)

    @property
    def matrices(self) -> Indices:
        """The shapes of the layers; by default one matrix with a gene in each row."""
        return np.array([[len(self.neurons), 1]]) if self.layers is None else self.layers


@dataclass(frozen=True)
class Strategy(ABC):
    """The contract of every evolution strategy, as in the docstring of the module.

    States are named tuples of arrays and numbers; each has `t`, the generations evaluated so far.
    """

    maximizes: ClassVar[str] = "loss"
    """The default fitness of a classifier: minus the "loss", which is smooth, or "accuracy"."""

    recommends: ClassVar[str] = ""
    """The field of the state that the network becomes; "" for the best of the generation."""

    equations: ClassVar[tuple[Formula, ...]] = ()
    """How a generation is made, and what it changes; `q'` is `q` after it."""

    is_low_rank: ClassVar[bool] = False
    """Whether individuals are not written out gene by gene."""

    @abstractmethod
    def start(self, space: SearchSpace, theta: Array, random: np.random.Generator) -> Any:
        """The state before the first generation; `theta`, `(n,)`, are the network's parameters."""

    @abstractmethod
    def ask(self, state: Any, random: np.random.Generator) -> Population:
        """The individuals to be evaluated, `(P, n)`."""

    @abstractmethod
    def tell(
        self, state: Any, population: Population, fitness: Array, random: np.random.Generator
    ) -> Any:
        """The state after a generation, given the fitness of each individual, `(P,)`."""

    def recommendation(self, state: Any, population: Population, fitness: Array) -> Array:
        """The parameters that the network gets after a generation, `(n,)`.

        Args:
            state: the result of `tell`.
            population, fitness: the generation that was evaluated last.
        """
        theta: Array = (
            getattr(state, self.recommends)
            if self.recommends
            else population[finite_or_worst(fitness).argmax()]
        )
        return theta


def maximize(
    strategy: Strategy,
    fitness: Callable[[Array], Array],
    theta: Array,
    generations: int = 100,
    seed: Seed | None = 0,
) -> Array:
    """Maximize any function of a vector, without a network: the recommendation at the end.

    Args:
        strategy: any evolution strategy.
        fitness: from points `(P, n)` to their fitness `(P,)`; bigger is better.
        theta: the initial point, `(n,)`; a first population is drawn around it.
        generations: how many are evaluated.
        seed: repeats all random draws.

    Example:
        >>> from edunn.evolution import CMAES
        >>> rosenbrock = lambda x: -((1 - x[:, 0]) ** 2 + 100 * (x[:, 1] - x[:, 0] ** 2) ** 2)
        >>> maximize(CMAES(), rosenbrock, np.zeros(2), generations=100).round(1)
        array([1., 1.])
    """
    random = generator(seed)
    space = SearchSpace(
        lambda k, draw: theta + draw.normal(size=(k, theta.size)), np.arange(theta.size)
    )
    state, best = strategy.start(space, theta, random), theta
    for _ in range(generations):
        population = strategy.ask(state, random)
        values = fitness(np.asarray(population))
        state = strategy.tell(state, population, values, random)
        best = strategy.recommendation(state, population, values)
    return best
