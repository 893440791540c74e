"""Scoring: the fitness of every individual of a population, computed a part at a time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from math import ceil, prod
from typing import Any, NamedTuple, TypeAlias, final

import numpy as np

from edunn.arrays import Array, Indices
from edunn.errors import SettingError
from edunn.evolution.base import Population
from edunn.evolution.lineage import Summary, summary
from edunn.evolution.ranking import finite_or_worst
from edunn.fused import Evaluator, Workload, genetic
from edunn.fused.choice import is_quicker
from edunn.network import Views
from edunn.objective import Examples, Objective
from edunn.workers import WorkerPool

Fitness: TypeAlias = str | Callable[[Array, Array], Array]
"""How individuals are scored: "accuracy", "loss", or a function of outputs and targets."""

Rows: TypeAlias = slice | Indices
"""Which of the rows a population is scored on."""

FITNESSES = ("accuracy", "loss")
"""What can be maximized by its name."""

ALL = slice(None)

ALONE = WorkerPool.of(None)
"""This process, without workers."""

PARTS = 256
"""The least number of parts of a population whose fitness is a function, for workers."""

CHUNK = 2**18
"""Numbers of one layer's output that are computed at a time: they fit a core's cache."""


@final
class Interrupted(Exception):  # noqa: N818  # no error: it was requested
    """The evaluation of a population was ended by request; it has changed nothing."""


class Scored(NamedTuple):
    """What an evaluation of a population gives."""

    fitness: Array
    """Of each individual, `(P,)`."""

    fittest: tuple[float, float] | None
    """Loss and accuracy of the fittest individual, where they were computed on the way."""


class Above(NamedTuple):
    """The part of a network above the layers that never change, and its rows."""

    objective: Objective
    examples: Examples
    statistics: Views


def never() -> bool:
    """What a training without interruptions asks after each part of a population."""
    return False


@final
@dataclass(frozen=True)
class Scorer:
    """Evaluates individuals; none of it changes in the course of a training.

    Args:
        objective: the network and its loss.
        examples: the training set.
        statistics: what the layers measured on it.
        fitness: "accuracy", "loss" (its negative, the penalty included), or a function of outputs
            `(P, B, O)` and targets `(B, O)` that gives `(P,)`; bigger is better.
        engine: "numpy", or "fused", which cannot do functions.
        measures_fittest: whether to compute loss and accuracy of the fittest individual on the way.

    Example:
        >>> from edunn import Model
        >>> objective = Model([[1], [1]], "mse").objective
        >>> rows = Examples(x=np.array([[1.0], [2.0]]), t=np.array([[2.0], [4.0]]))
        >>> scorer = Scorer(objective, rows, statistics=[{}], fitness="loss")
        >>> scorer.evaluate(np.array([[2.0, 0.0], [2.0, 1.0]])).fitness  # y = 2 x, and y = 2 x + 1
        array([-0., -1.])
    """

    objective: Objective
    examples: Examples
    statistics: Views
    fitness: Fitness
    engine: str = "numpy"
    measures_fittest: bool = False

    def __getstate__(self) -> dict[str, Any]:
        """What is sent to a worker: the fields, and nothing computed from them."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def evaluate(
        self,
        population: Population,
        rows: Rows = ALL,
        pool: WorkerPool = ALONE,
        is_unwanted: Callable[[], bool] = never,
    ) -> Scored:
        """The fitness of each individual on these rows, computed by the workers.

        Raises:
            Interrupted: `is_unwanted`, which is called after each part, was true.
        """
        parts = self.parts(population, rows, is_shared=not pool.is_alone)
        scored: list[Scored] = []
        for part in pool.map(_evaluate, self, ((part, rows) for part in parts)):
            scored.append(part)
            if is_unwanted():
                raise Interrupted
        if len(scored) == 1:
            return scored[0]
        fitness = np.concatenate([part.fitness for part in scored])
        best = max(range(len(scored)), key=lambda k: finite_or_worst(scored[k].fitness).max())
        return Scored(fitness, scored[best].fittest)

    def fitness_of(self, population: Population, rows: Rows = ALL) -> Array:
        """The fitness of each individual on these rows, `(P,)`, computed by this process."""
        return self.evaluate(population, rows).fitness

    def parts(
        self, population: Population, rows: Rows = ALL, is_shared: bool = False
    ) -> Iterator[Population]:
        """The population in parts, which do not depend on the number of workers.

        Args:
            is_shared: whether workers evaluate them. There should be enough parts for all then, and
                a function, which may take long for an individual, gets few at a time.
        """
        at_once = (8 if is_shared else 32) if self.is_fused else 1  # the kernel cuts rows itself
        chunk = at_once * CHUNK
        size = max(1, chunk // (self.width * self.count(rows)))
        if is_shared and callable(self.fitness):
            size = min(size, ceil(len(population) / PARTS))
        size += size % 2  # antithetic pairs stay together
        for start in range(0, len(population), size):
            yield population[start : start + size]

    def count(self, rows: Rows) -> int:
        """How many rows these are."""
        if isinstance(rows, slice):
            return len(range(*rows.indices(len(self.examples.x))))
        return len(rows)

    @property
    def is_fused(self) -> bool:
        """Whether the compiled engine does the arithmetic."""
        return self.engine == "fused"

    @cached_property
    def width(self) -> int:
        """The number of outputs of the widest layer that differs between individuals."""
        network = self.objective.network
        return max(map(prod, network.shapes[network.lowest_learner + 1 :]), default=1)

    @cached_property
    def above(self) -> "Above":
        """What is left to do of each row, once the layers that never change have seen it."""
        network, (x, t, weights) = self.objective.network, self.examples
        first = network.first_changing
        if first == 0:
            return Above(self.objective, self.examples, self.statistics)
        x = network.outputs([{}] * first, x, self.statistics, depth=first).astype(t.dtype)
        return Above(self.objective.above, Examples(x, t, weights), self.statistics[first:])

    @cached_property
    def evaluator(self) -> Evaluator:
        """The compiled engine."""
        objective, examples, statistics = self.above
        return Evaluator(objective, *examples, statistics)

    @cached_property
    def is_quicker_for_one(self) -> bool:
        """Whether the compiled engine is quicker for one network; with large layers, BLAS is."""
        once = Workload(by_loss=True, individuals=1, rows=len(self.examples.x), generations=1)
        return self.is_fused and is_quicker(self.objective, self.examples.t.dtype, once)

    def score(self, population: Population, rows: Rows = ALL) -> Scored:
        """The fitness of a few individuals, in one batched computation.

        Raises:
            SettingError: a fitness function did not give one number an individual.
        """
        if not self.is_fused:
            return self._score_readably(population, rows)
        if self.fitness == "loss":
            losses = self.evaluator.evaluate(population, rows, accuracy=False).losses
            return Scored(np.negative(losses), None)
        return Scored(self.evaluator.evaluate(population, rows, loss=False).accuracies, None)

    def measured(self, theta: Array, rows: Rows) -> tuple[float, float]:
        """Loss, penalty included, and accuracy of one network, whatever the weights of the rows."""
        if self.is_quicker_for_one:
            (loss,), (accuracy,) = self.evaluator.evaluate(theta[np.newaxis], rows, even=True)
            return float(loss), float(accuracy)
        objective, examples, statistics = self.above
        examples = examples.part(rows)
        z = objective.logits(theta, examples.x, statistics)
        return self._measured(z, theta, examples)

    def summary(self, state: Any, population: Population, fitness: Array) -> Summary:
        """An evaluated generation in a few numbers."""
        summarize = genetic.summary if self.is_fused else summary
        return summarize(state, population, fitness)

    def _score_readably(self, population: Population, rows: Rows) -> Scored:
        objective, examples, statistics = self.above
        examples = examples.part(rows)
        z = objective.logits(population, examples.x, statistics)  # (P, B, O)
        fitness = self._fitness(z, population, examples)
        if not self.measures_fittest:
            return Scored(fitness, None)
        best = finite_or_worst(fitness).argmax()
        return Scored(fitness, self._measured(z[best], population[best], examples))

    def _fitness(self, z: Array, population: Population, examples: Examples) -> Array:
        """By the definition of fitness, `(P,)`."""
        _, t, weights = examples
        if self.fitness == "loss":
            loss = self.objective.mean_loss(z, t, weights)
            fitness: Array = np.negative(loss + self._penalty(population))
            return fitness
        if callable(self.fitness):
            return checked(self.fitness(self.objective.outputs(z), t), population)
        share = self.objective.weighted_accuracy(z, t, weights)
        return np.where(np.isnan(z).any(axis=(-2, -1)), np.nan, share)

    def _measured(self, z: Array, theta: Array, examples: Examples) -> tuple[float, float]:
        _, t, weights = examples
        loss = self.objective.mean_loss(z, t, weights) + self.objective.penalty(theta)
        return float(loss), self.objective.accuracy(z, t)

    def _penalty(self, population: Population) -> Array | float:
        """What the weights cost; a population is not written out where they cost nothing."""
        penalized = self.objective.is_penalized
        return self.objective.penalty(np.asarray(population)) if penalized else 0.0


def _evaluate(scorer: Scorer, part: tuple[Population, Rows]) -> Scored:
    """What a worker does with a part of a population."""
    with np.errstate(all="ignore"):  # infinity is reported by the training, with better words
        return scorer.score(*part)


def checked(given: Any, population: Population) -> Array:
    """The result of a fitness function as one number an individual, `(P,)`.

    Raises:
        SettingError: it is something else.

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
