"""What two workers gain over one, for everything that they can share."""

from collections.abc import Callable, Iterator
from time import perf_counter, sleep
from typing import Any, NamedTuple

import numpy as np

from edunn import Model
from edunn.arrays import Array
from edunn.data import load
from edunn.experiments import Recipe, repeat

WAYS = (None, 1, 2)
"""Workers to compare: this process alone, one process, two."""


class Gain(NamedTuple):
    """Seconds for one piece of the work, by who does it."""

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
    rounds = 4 if quick else 20
    iris, digits = load("iris"), load("mnist")
    rows = np.asarray(digits.inputs)[:16_384], np.asarray(digits.targets)[:16_384]
    yield of_training(
        "generation: genetic algorithm, Iris 4-2-3, 20 individuals",
        (IRIS, "genetic_algorithm", iris),
        {},
        rounds * 5,
    )
    yield of_training(
        "the same, but a fitness function that takes 5 ms an individual",
        (IRIS, "genetic_algorithm", iris),
        {"fitness": patient},
        rounds,
    )
    yield of_training(
        "generation: PGPE, MNIST 784-32-10, 200 individuals, 500 rows",
        (SMALL, "pgpe", rows),
        {"population_size": 200, "batch_size": 500},
        rounds,
    )
    yield of_training(
        "epoch: Adam, MNIST 784-128-10, 4,096 of 16,384 rows a step",
        (MIDDLE, "adam", rows),
        {"batch_size": 4096},
        rounds,
    )
    yield of_training(
        "epoch: Adam, MNIST 784-512-256-10, 4,096 of 16,384 rows a step",
        (LARGE, "adam", rows),
        {"batch_size": 4096},
        rounds,
    )
    yield of_repeating(2 if quick else 5)


IRIS: list[Any] = [[4], [2, "relu"], [3, "softmax"]]
SMALL: list[Any] = [[784], [32, "relu"], [10, "softmax"]]
MIDDLE: list[Any] = [[784], [128, "relu"], [10, "softmax"]]
LARGE: list[Any] = [[784], [512, "relu"], [256, "relu"], [10, "softmax"]]


def patient(outputs: Array, targets: Array) -> Array:
    """Accuracy, after as long as a small simulation takes."""
    sleep(0.005 * len(outputs))
    right = outputs.argmax(axis=-1) == targets.argmax(axis=-1)
    return np.asarray(right.mean(axis=-1))


def of_training(
    title: str, given: tuple[list[Any], str, Any], settings: dict[str, Any], rounds: int
) -> Gain:
    """An epoch or a generation, by three trainings that take turns."""
    network, way, data = given
    trainings = [
        Model(network, seed=0, engine="numpy").training(
            way, data, epochs=10**6, workers=workers, seed=0, **settings
        )
        for workers in WAYS
    ]
    try:
        return Gain(title, *quickest(rounds, [training.__next__ for training in trainings]))
    finally:
        for training in trainings:
            training.crew.close()


def of_repeating(rounds: int) -> Gain:
    """Many seeds: processes start and end with each call, as they do for a user."""
    recipe = Recipe(
        [[4], [8, "relu"], [3, "softmax"]], "adam", {"epochs": 200}, {"engine": "numpy"}
    )

    def repeated(workers: Any) -> Callable[[], object]:
        return lambda: repeat(recipe, "iris", seeds=20, workers=workers)

    calls = [repeated(map), repeated(1), repeated(2)]
    return Gain("20 seeds: Adam, Iris 4-8-3, 200 epochs", *quickest(rounds, calls))


def quickest(rounds: int, calls: list[Callable[[], object]]) -> list[float]:
    """The least time of each call; they take turns, and a first turn does not count."""
    times: list[list[float]] = [[] for _ in calls]
    for _ in range(rounds + 1):
        for call, seconds in zip(calls, times, strict=True):
            started = perf_counter()
            call()
            seconds.append(perf_counter() - started)
    return [min(seconds[1:]) for seconds in times]
