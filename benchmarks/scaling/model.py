"""A model of many workers, from the costs of messages and the time of the work itself.

    seconds(W) = parent + call + (W - 1) task + bytes byte + ceil(pieces / W) piece

The parent's own work and its messages come one after the other; only the pieces are shared. What
`W` workers are worth is `seconds alone / seconds(W)`, their efficiency a `W`-th of that.
"""

from dataclasses import dataclass
from math import ceil
from time import perf_counter
from typing import Any, final

import numpy as np

from benchmarks.scaling.costs import Costs
from edunn import Model
from edunn.training import Training
from edunn.training.generations import Generations
from edunn.training.shards import SHARD

NUMBER = 4
"""Bytes of a float32."""


@final
@dataclass(frozen=True)
class Load:
    """One generation, or one step of gradient descent."""

    title: str
    pieces: int
    """Individuals, or shards."""
    piece: float
    """Seconds for each of them, on one core."""
    parent: float
    """Seconds of what only the parent does."""
    shared_bytes: int
    """Bytes that travel in all, however many workers there are."""
    bytes_each: int = 0
    """Bytes for each worker, besides."""

    def messages(self, workers: int, costs: Costs) -> float:
        """Seconds for the messages."""
        workers = min(workers, self.pieces)
        return costs.seconds(workers, self.shared_bytes + workers * self.bytes_each)

    def seconds(self, workers: int, costs: Costs) -> float:
        """Seconds in all."""
        shared = ceil(self.pieces / workers) * self.piece
        return self.parent + self.messages(workers, costs) + shared

    def times_as_fast(self, workers: int, costs: Costs) -> float:
        """Against one process alone, without messages."""
        return (self.parent + self.pieces * self.piece) / self.seconds(workers, costs)

    def break_even(self, workers: int, costs: Costs) -> float:
        """What a piece must take for workers to be at work half of the time."""
        overhead = self.parent + self.messages(workers, costs)
        return overhead / ceil(self.pieces / workers)


def generation(title: str, training: Training, rounds: int) -> Load:
    """Measure the parts of a generation."""
    if not isinstance(training, Generations):
        raise TypeError(f"{title} is not evolution")
    next(training)  # measures the inputs, and fills the caches
    scored, bred = [], []
    for _ in range(rounds):
        started = perf_counter()
        population = training.strategy.ask(training.state, training.random)
        asked = perf_counter()
        fitness = training.scorer.fitness_of(population, training.rows)
        told = perf_counter()
        training.strategy.tell(training.state, population, fitness, training.random)
        bred.append(asked - started + perf_counter() - told)
        scored.append(told - asked)
    individuals, genes = population.shape
    return Load(
        title,
        pieces=individuals,
        piece=min(scored) / individuals,
        parent=min(bred),
        shared_bytes=individuals * (genes * NUMBER + 8),
    )


def descent(title: str, model: Model, rows: Any, batch_size: int, rounds: int) -> Load:
    """Measure the parts of a step: the slope of a shard, and the sum of slopes."""
    n, shards = model.network.layout.size, ceil(batch_size / SHARD)
    x, t = rows[0][:SHARD], rows[1][:SHARD]
    model.gradient(x, t)
    times = []
    for _ in range(rounds):
        started = perf_counter()
        model.gradient(x, t)
        times.append(perf_counter() - started)
    g = np.zeros(n, np.float32)
    started = perf_counter()
    for _ in range(shards):
        g += g * 0.5
    return Load(
        title,
        pieces=shards,
        piece=min(times),
        parent=perf_counter() - started,
        shared_bytes=shards * n * NUMBER,
        bytes_each=n * NUMBER,
    )
