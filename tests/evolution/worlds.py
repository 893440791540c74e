"""Small worlds to evolve in, shared by the tests of evolution."""

from collections.abc import Callable
from importlib.resources import files

import numpy as np

from edunn.arrays import Array
from edunn.evolution.base import SearchSpace, Strategy
from edunn.evolution.genetic_algorithm import GeneticState

Score = Callable[[Array], Array]


def search_space(n: int, spread: float = 1.0) -> SearchSpace:
    """Genes drawn from a normal distribution; two genes a neuron."""
    return SearchSpace(lambda k, random: random.normal(0, spread, (k, n)), np.arange(n) // 2)


def evolve(strategy: Strategy, origin: SearchSpace, score: Score, generations: int, seed: int = 0):
    """The state after some generations, from an individual of the search_space."""
    random = np.random.default_rng(seed)
    state: GeneticState = strategy.start(origin, origin.draw(1, random)[0], random)
    for _ in range(generations):
        population = strategy.ask(state, random)
        state = strategy.tell(state, population, score(population), random)
    return state


def bowl(population: Array) -> Array:
    """The best place is (1, 1, ...), with fitness 0."""
    return -np.square(population - 1).sum(axis=-1)


def rosenbrock(population: Array) -> Array:
    """A curved valley; the best place is (1, 1), with fitness 0."""
    x, y = population.T
    return -((1 - x) ** 2 + 100 * (y - x**2) ** 2)


def iris() -> tuple[Array, Array]:
    """Raw rows, `(150, 4)`, and one-hot species, `(150, 3)`."""
    path = files("edunn") / "data" / "files" / "iris.csv"
    table = np.genfromtxt(str(path), delimiter=",", skip_header=1, dtype=str)
    species = np.unique(table[:, 4], return_inverse=True)[1]
    return table[:, :4].astype(float), np.eye(3)[species]


def network(population: Array, x: Array) -> Array:
    """4 inputs, 2 relu, 3 softmax for a whole population: (P, 19), (B, 4) -> (P, B, 3)."""
    W1, b1 = population[:, :8].reshape(-1, 4, 2), population[:, None, 8:10]
    W2, b2 = population[:, 10:16].reshape(-1, 2, 3), population[:, None, 16:]
    z = np.maximum(x @ W1 + b1, 0) @ W2 + b2
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


NEURONS_OF_IRIS = np.array([*[0, 1] * 5, *[2, 3, 4] * 3])


def weights(draw: Callable[[np.random.Generator, tuple[int, int], int], Array]) -> SearchSpace:
    """A genome for `network`: `draw(random, shape, inputs)` for weights, zeros for biases."""

    def founders(k: int, random: np.random.Generator) -> Array:
        zeros = np.zeros((k, 3))
        hidden, output = draw(random, (k, 8), 4), draw(random, (k, 6), 2)
        return np.hstack((hidden, zeros[:, :2], output, zeros))

    return SearchSpace(founders, NEURONS_OF_IRIS)


HE = weights(lambda random, shape, inputs: random.normal(0, np.sqrt(2 / inputs), shape))
ARTICLE = weights(lambda random, shape, inputs: random.random(shape))


def iris_accuracy(population: Array) -> Array:
    """The share of Iris that each network of the population gets right."""
    x, t = IRIS
    chosen = network(population, x).argmax(axis=-1)  # (P, B)
    return (chosen == t.argmax(axis=-1)).mean(axis=-1)


IRIS = iris()
