"""A model of many workers, from the costs of messages and the time of the work itself.

    seconds(W) = parent + call + (W - 1) task + bytes byte + ceil(pieces / W) piece

The parent's own work and its messages come one after the other; only the pieces are shared. What
`W` workers are worth is `seconds alone / seconds(W)`, their efficiency a `W`-th of that.
"""

import pickle
from dataclasses import dataclass
from math import ceil
from typing import Any, final

import numpy as np

from benchmarks.scaling.costs import Costs
from benchmarks.scaling.timing import quickest
from edunn import Model
from edunn.evolution.low_rank import LowRankPopulation
from edunn.training import Training
from edunn.training.data_parallel import MICRO_BATCH
from edunn.training.evolution import EvolutionTraining

MANY = (10, 100, 1000)
"""How many workers to think of."""

NUMBER = 4
"""Bytes of a float32."""


@final
@dataclass(frozen=True)
class Load:
    """One generation, or one step of gradient descent."""

    title: str
    pieces: int
    """Individuals, or micro-batches."""
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

    @property
    def limit(self) -> float:
        """How many times as fast any number of workers could be at most, were messages free."""
        return (self.parent + self.pieces * self.piece) / (self.parent + self.piece)

    def break_even(self, workers: int, costs: Costs) -> float:
        """What a piece must take for workers to be at work half of the time."""
        overhead = self.parent + self.messages(workers, costs)
        return overhead / ceil(self.pieces / workers)


SIMULATION = Load("a simulation of 1 s, 1,000 parameters, P = 1,000", 1000, 1.0, 0.02, 4_000_000)
"""Made up: what a cluster is for."""


def generation(title: str, training: Training, rounds: int) -> Load:
    """Measure the parts of a generation."""
    if not isinstance(training, EvolutionTraining):
        raise TypeError(f"{title} is not evolution")
    next(training)  # measures the inputs, and fills the caches
    strategy, state, random, rows = (
        training.strategy,
        training.state,
        training.random,
        training.rows,
    )
    population = strategy.ask(state, random)
    fitness = training.scorer.fitness_of(population, rows)
    asking, scoring, telling = quickest(
        rounds,
        lambda: strategy.ask(state, random),
        lambda: training.scorer.fitness_of(population, rows),
        lambda: strategy.tell(state, population, fitness, random),
    )
    individuals, genes = population.shape
    for_each = genes * NUMBER if isinstance(population, LowRankPopulation) else 0
    return Load(
        title,
        pieces=individuals,
        piece=scoring / individuals,
        parent=asking + telling,
        shared_bytes=len(pickle.dumps(population)) - for_each + 8 * individuals,
        bytes_each=for_each,
    )


def descent(title: str, model: Model, rows: Any, batch_size: int, rounds: int) -> Load:
    """Measure the parts of a step: the slope of a micro-batch, and the sum of slopes."""
    n, batches = model.network.layout.size, ceil(batch_size / MICRO_BATCH)
    x, t = rows[0][:MICRO_BATCH], rows[1][:MICRO_BATCH]
    g, part = np.zeros(n, np.float32), np.ones(n, np.float32)

    def add() -> None:
        for _ in range(batches):
            np.add(g, part * 0.5, out=g)

    sloping, adding = quickest(rounds, lambda: model.gradient(x, t), add)
    return Load(
        title,
        pieces=batches,
        piece=sloping,
        parent=adding,
        shared_bytes=batches * n * NUMBER,
        bytes_each=n * NUMBER,
    )
