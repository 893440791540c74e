"""Scoring: the fitness of every individual of a population, measured a part at a time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from math import ceil, prod
from typing import Any, TypeAlias, final

import numpy as np

from edunn.arrays import Array, Indices
from edunn.errors import SettingError
from edunn.evolution.base import Population
from edunn.fused import Judge
from edunn.network import Views
from edunn.objective import Objective
from edunn.training.records import Examples
from edunn.workers import WorkerPool

Fitness: TypeAlias = str | Callable[[Array, Array], Array]
"""How individuals are scored: "accuracy", "loss", or a function of outputs and targets."""

Rows: TypeAlias = slice | Indices
"""Which of the rows a population is scored on."""

ALL = slice(None)

ALONE = WorkerPool.of(None)
"""Nobody but this process."""

PARTS = 256
"""Into so many parts at least a population is cut for workers who call a function."""

CHUNK = 2**18
"""Numbers of one layer's output that are computed at a time: what fits a core's cache."""


@final
@dataclass(frozen=True)
class Scorer:
    """What it takes to score individuals; none of it changes in the course of a training.

    Args:
        objective: the network, and how wrong it is.
        examples: all rows that there are.
        statistics: what the layers measured on them.
        fitness: "accuracy", "loss" (its negative, the penalty included), or a function of outputs
            `(P, B, O)` and targets `(B, O)` that gives `(P,)`; bigger is better.
        is_fused: whether the compiled engine does the arithmetic; it cannot for a function.

    Example:
        >>> from edunn import Model
        >>> objective = Model([[1], [1]], "mse").objective
        >>> rows = Examples(x=np.array([[1.0], [2.0]]), t=np.array([[2.0], [4.0]]))
        >>> scorer = Scorer(objective, rows, statistics=[{}], fitness="loss")
        >>> scorer.fitness_of(np.array([[2.0, 0.0], [2.0, 1.0]]))  # y = 2 x, and y = 2 x + 1
        array([-0., -1.])
    """

    objective: Objective
    examples: Examples
    statistics: Views
    fitness: Fitness
    is_fused: bool = False

    def __getstate__(self) -> dict[str, Any]:
        """What travels to a worker: what was given, and nothing made of it."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def fitness_of(
        self, population: Population, rows: Rows = ALL, pool: WorkerPool = ALONE
    ) -> Array:
        """The fitness of each individual on these rows, `(P,)`, computed by the workers."""
        parts = self.parts(population, rows, is_shared=not pool.is_alone)
        scores = list(pool.map(_score, self, ((part, rows) for part in parts)))
        return scores[0] if len(scores) == 1 else np.concatenate(scores)

    def parts(
        self, population: Population, rows: Rows = ALL, is_shared: bool = False
    ) -> Iterator[Population]:
        """The population cut where it always is cut, however many score the parts.

        Args:
            is_shared: whether workers score them. Everybody should have something to do then, and
                a function, which may take long for an individual, gets few at a time.
        """
        at_once = (8 if is_shared else 32) if self.is_fused else 1  # the kernel cuts rows itself
        chunk = at_once * CHUNK
        size = max(1, chunk // (self.width * self.count(rows)))
        if is_shared and callable(self.fitness):
            size = min(size, ceil(len(population) / PARTS))
        size += size % 2  # nobody parts a pair
        for start in range(0, len(population), size):
            yield population[start : start + size]

    def count(self, rows: Rows) -> int:
        """How many rows these are."""
        if isinstance(rows, slice):
            return len(range(*rows.indices(len(self.examples.x))))
        return len(rows)

    @cached_property
    def width(self) -> int:
        """How many numbers the widest layer that differs between individuals makes of a row."""
        network = self.objective.network
        return max(map(prod, network.shapes[network.lowest_learner + 1 :]), default=1)

    @cached_property
    def judge(self) -> Judge:
        """The compiled engine."""
        return Judge(self.objective, *self.examples, self.statistics)

    def score(self, population: Population, rows: Rows = ALL) -> Array:
        """The fitness of a few individuals, `(P,)`, in one batched computation.

        Raises:
            SettingError: a fitness function did not give one number an individual.
        """
        if not self.is_fused:
            return self.scored_readably(population, rows)
        if self.fitness == "loss":
            return np.negative(self.judge.verdict(population, rows, accuracy=False).losses)
        return self.judge.verdict(population, rows, loss=False).shares

    def scored_readably(self, population: Population, rows: Rows) -> Array:
        """The same by the readable engine, which defines what it is."""
        x, t, weights = self.examples.part(rows)
        scores = self.objective.logits(population, x, self.statistics)
        if self.fitness == "loss":
            loss = self.objective.mean_loss(scores, t, weights)
            height: Array = np.negative(loss + self._penalty(population))
            return height
        if callable(self.fitness):
            return checked(self.fitness(self.objective.outputs(scores), t), population)
        right = self.objective.are_right(scores, t)  # (P, B)
        share = (right if weights is None else right * weights).mean(axis=-1)
        return np.where(np.isnan(scores).any(axis=(-2, -1)), np.nan, share)

    def _penalty(self, population: Population) -> Array | float:
        """What the weights cost; nothing is written out where they cost nothing."""
        penalized = self.objective.is_penalized
        return self.objective.penalty(np.asarray(population)) if penalized else 0.0


def _score(scorer: Scorer, part: tuple[Population, Rows]) -> Array:
    """What a worker does with a part of a population."""
    with np.errstate(all="ignore"):  # whoever asked looks for infinity, with better words
        return scorer.score(*part)


def checked(given: Any, population: Population) -> Array:
    """What a fitness function gave, as one number an individual, `(P,)`.

    Raises:
        SettingError: it gave something else.

    Example:
        >>> checked([1, 2], np.zeros((2, 19)))
        array([1., 2.])
    """
    fitness: Array = np.asarray(given, dtype=np.float64)
    if fitness.shape != (len(population),):
        raise SettingError(
            f"the fitness function gave {fitness.shape} but {(len(population),)} is expected: "
            "one number an individual, from outputs (P, B, O) and targets (B, O)."
        )
    return fitness
