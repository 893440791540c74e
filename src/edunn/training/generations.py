"""Generations: learning without a slope, one generation of a population at a time."""

from collections.abc import Iterator
from math import prod
from typing import Any

import numpy as np

from edunn.arrays import Array
from edunn.errors import SettingError, UnknownNameError
from edunn.evolution import Genome, Strategy, summary
from edunn.evolution.lineage import Summary
from edunn.network import Learned
from edunn.objective import Objective
from edunn.training.base import Plan, Training
from edunn.training.records import Epoch, Examples, Generation

CHUNK = 2**18
"""Numbers of one layer's output that are computed at a time: what fits a core's cache."""


class Generations(Training):
    """Ask the strategy for a population, score it in one batched computation, tell it; repeat.

    Example:
        >>> from edunn import Model
        >>> model = Model([[2], [2, "softmax"]], seed=1)
        >>> training = model.training("genetic_algorithm", [[0, 1], [1, 0]], [0, 1], target=1.0)
        >>> [generation.accuracy for generation in training][-1]
        1.0

    Each generation is scored on one mini-batch, the same for all individuals. The network gets the
    strategy's answer: the best individual where a crowd is bred (the best ever seen is
    `state.champion`), the middle of the samples where one place moves.

    Attributes:
        strategy: the way of breeding or sampling.
        state: the strategy's state.
    """

    def __init__(
        self,
        objective: Objective,
        learned: Learned,
        examples: Examples,
        plan: Plan,
        random: np.random.Generator,
        strategy: Strategy,
    ) -> None:
        super().__init__(objective, learned, examples, plan, random)
        self.strategy = strategy
        self.fitness = plan.fitness or (strategy.climbs if plan.classifies else "loss")
        if self.fitness not in ("accuracy", "loss") and not callable(self.fitness):
            raise UnknownNameError.of("fitness", plan.fitness, ("accuracy", "loss"))
        genome = Genome(self._draw, objective.network.layout.neurons)
        self.state: Any = strategy.start(genome, learned.theta, random)
        self.batch_size = min(plan.batch_size or len(examples.x), len(examples.x))
        self.rows = examples
        """Those that the generation scored last was scored on."""
        self.order = np.arange(len(examples.x))
        """In which order mini-batches take the rows."""
        self.position = len(self.order)
        """How many rows of that order are used up."""

    def step(self) -> Epoch:
        """One generation, as `next`."""
        return next(self)

    def fitness_of(self, population: Array, rows: Examples) -> Array:
        """The fitness of each individual, `(P,)`, measured a part of the population at a time."""
        chunks = self._chunks(population, rows)
        return np.concatenate([self._fitness_of(chunk, rows) for chunk in chunks])

    def _epoch(self) -> Generation:
        self.rows = self._next_rows()
        population = self.strategy.ask(self.state, self.random)
        fitness = self.fitness_of(population, self.rows)
        told = summary(self.state, population, fitness)
        state = self.strategy.tell(self.state, population, fitness, self.random)
        theta = self.strategy.answer(state, population, fitness)
        if not np.isfinite(told.best) or not np.isfinite(theta).all():
            raise self._diverged(
                f"no individual of generation {told.t + 1} has a finite fitness, or they led "
                "to infinity. Try a smaller mutation_scale or sigma, or scale the inputs."
            )
        self.state = state
        self.learned.theta = theta.copy()
        self.forward_passes += len(population) * len(self.rows.x)
        return self._record(told)

    def _record(self, told: Summary) -> Generation:
        """What the generation leaves behind; loss and accuracy are those of the network now."""
        loss, accuracy = self._measured(self.rows)
        return Generation(
            index=len(self.history) + 1,
            loss=loss,
            accuracy=accuracy,
            forward_passes=self.forward_passes,
            best=told.best,
            mean=told.mean,
            worst=told.worst,
            diversity=told.diversity,
            parents=told.parents,
        )

    def _fitness_of(self, population: Array, rows: Examples) -> Array:
        scores = self.objective.scores(population, rows.x, self.learned.statistics)
        if self.fitness == "loss":
            loss = self.objective.mean_loss(scores, rows.t, rows.weights)
            return np.negative(loss + self.objective.penalty(population))
        if callable(self.fitness):
            return self._checked(self.fitness(self.objective.outputs(scores), rows.t), population)
        right = self.objective.are_right(scores, rows.t)  # (P, B)
        share = (right if rows.weights is None else right * rows.weights).mean(axis=-1)
        return np.where(np.isnan(scores.sum(axis=(-2, -1))), np.nan, share)

    def _checked(self, given: Any, population: Array) -> Array:
        fitness: Array = np.asarray(given, dtype=np.float64)
        if fitness.shape != (len(population),):
            raise SettingError(
                f"the fitness function gave {fitness.shape} but {(len(population),)} is expected: "
                "one number an individual, from outputs (P, B, O) and targets (B, O)."
            )
        return fitness

    def _chunks(self, population: Array, rows: Examples) -> Iterator[Array]:
        widest = max(prod(shape) for shape in self.objective.network.shapes)
        size = max(1, CHUNK // (widest * len(rows.x)))
        for start in range(0, len(population), size):
            yield population[start : start + size]

    def _next_rows(self) -> Examples:
        """The next mini-batch, the last perhaps smaller; then the rows are shuffled anew."""
        if self.batch_size == len(self.order):
            return self.examples
        if self.position >= len(self.order):
            self.position = 0
            if self.plan.shuffle:
                self.order = self.random.permutation(len(self.order))
        rows = self.order[self.position : self.position + self.batch_size]
        self.position += len(rows)
        return self.examples.part(rows)

    def _draw(self, count: int, random: np.random.Generator) -> Array:
        draws = [self.objective.network.initial_theta(random) for _ in range(count)]
        return np.stack(draws)

    def _consider_ending(self, record: Any) -> None:
        super()._consider_ending(record)
        target = self.plan.target
        if self.finished or target is None:
            return
        fitness = self.fitness_of(self.learned.theta[None], self.rows)[0]  # of what is kept
        if fitness >= target:
            self._end(f"Reached fitness {fitness:g}; the target is {target:g}.")
