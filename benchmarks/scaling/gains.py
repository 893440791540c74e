"""What two workers gain over one, for everything that they can share."""

from collections.abc import Callable, Iterator
from functools import partial
from time import sleep
from typing import Any, NamedTuple

import numpy as np

from benchmarks.scaling.timing import quickest
from edunn import Model
from edunn.arrays import Array
from edunn.data import load
from edunn.experiments import Recipe, repeat
from edunn.workers import WorkerPool

WORKERS = (None, 1, 2)
"""The workers to compare: this process alone, one process, two."""


class Gain(NamedTuple):
    """Seconds for one piece of the work, alone and with one or two workers."""

    title: str
    alone: float
    one: float
    two: float

    @property
    def times_as_fast(self) -> float:
        """Two workers against this process alone."""
        return self.alone / self.two

    @property
    def efficiency(self) -> float:
        """The share of two workers' time that one worker would have needed."""
        return self.one / (2 * self.two)


def gains(quick: bool) -> Iterator[Gain]:
    """Measure them, the small ones first."""
    rounds = 5 if quick else 20
    digits, large = load("mnist"), {"batch_size": 4096}
    rows = np.asarray(digits.inputs)[:16_384], np.asarray(digits.targets)[:16_384]
    genes = (IRIS, "genetic_algorithm", load("iris"))
    yield of_products(rounds)
    yield of_training("generation: genetic algorithm, Iris 4-2-3, P = 20", genes, {}, rounds)
    yield of_training(
        "the same with a fitness function of 5 ms per individual",
        genes,
        {"fitness": patient},
        rounds,
    )
    for title, algorithm, settings in STRATEGIES:
        yield of_training(f"generation: {title}", (SMALL, algorithm, rows), settings, rounds)
    for network in (MIDDLE, LARGE):
        title = f"epoch: Adam, MNIST {sizes(network)}, 4 steps of 4,096 rows"
        yield of_training(title, (network, "adam", rows), large, rounds)
    for engine in ("numpy", "auto"):
        yield of_repeating(engine, 2 if quick else 5)


IRIS: list[Any] = [[4], [2, "relu"], [3, "softmax"]]
SMALL: list[Any] = [[784], [32, "relu"], [10, "softmax"]]
STRATEGIES: list[tuple[str, str, dict[str, Any]]] = [
    (
        "PGPE, MNIST 784-32-10, P = 200, 500 rows",
        "pgpe",
        {"population_size": 200, "batch_size": 500},
    ),
    (
        "low-rank ES, the same network, P = 1,000, 500 rows",
        "low_rank_es",
        {"population_size": 1000, "batch_size": 500},
    ),
]
MIDDLE: list[Any] = [[784], [128, "relu"], [10, "softmax"]]
LARGE: list[Any] = [[784], [512, "relu"], [256, "relu"], [10, "softmax"]]


def patient(outputs: Array, targets: Array) -> Array:
    """Accuracy, after as long as a small simulation takes."""
    sleep(0.005 * len(outputs))
    right = outputs.argmax(axis=-1) == targets.argmax(axis=-1)
    return np.asarray(right.mean(axis=-1))


def sizes(network: list[Any]) -> str:
    """784-128-10, for example."""
    return "-".join(str(layer[0]) for layer in network)


def of_products(rounds: int) -> Gain:
    """The machine's own limit: many equal matrix products, and hardly a message."""
    calls = []
    for workers in WORKERS:
        pool = WorkerPool.of(workers)
        calls.append(partial(lambda pool: list(pool.map(multiply, None, range(2))), pool))
    return Gain("the machine itself: matrix products, no messages", *quickest(rounds, *calls))


def multiply(_shared: object, _item: object) -> None:
    """About 50 ms of products like those of a small network."""
    a, b = np.ones((500, 784), np.float32), np.ones((784, 32), np.float32)
    for _ in range(200):
        np.matmul(a, b)


def of_training(
    title: str, given: tuple[list[Any], str, Any], settings: dict[str, Any], rounds: int
) -> Gain:
    """An epoch or a generation, by three trainings that take turns."""
    network, algorithm, data = given
    trainings = [
        Model(network, seed=0).training(
            algorithm, data, epochs=10**6, workers=workers, seed=0, **settings
        )
        for workers in WORKERS
    ]
    try:
        return Gain(title, *quickest(rounds, *(training.__next__ for training in trainings)))
    finally:
        for training in trainings:
            training.pool.close()


def of_repeating(engine: str, rounds: int) -> Gain:
    """Many seeds: processes start and end with each call, as they do for a user."""
    settings = {"epochs": 500, "learning_rate": 0.01}
    recipe = Recipe([[4], [8, "relu"], [3, "softmax"]], "adam", settings, {"engine": engine})

    def repeated(workers: Any) -> Callable[[], object]:
        return lambda: repeat(recipe, "iris", seeds=20, workers=workers)

    calls = [repeated(map), repeated(1), repeated(2)]
    name = "readable" if engine == "numpy" else "compiled"
    title = f"20 seeds: Adam, Iris 4-8-3, 500 epochs, {name} engine"
    return Gain(title, *quickest(rounds, *calls))
