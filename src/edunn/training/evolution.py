"""Evolution: ask a strategy for a population, evaluate it, and tell the strategy its fitness.

    population = strategy.ask(state, random)                     # (P, n)
    fitness = evaluate(population)                               # (P,), in one batched computation
    state = strategy.tell(state, population, fitness, random)
    theta = strategy.recommendation(state, population, fitness)  # (n,), what the network becomes

One such round is a generation. It needs no gradients.
"""

from dataclasses import replace
from functools import cached_property
from math import isfinite
from typing import Any, final

import numpy as np

from edunn.arrays import Array
from edunn.errors import SettingError
from edunn.evolution import SearchSpace, Strategy
from edunn.evolution.lineage import Summary
from edunn.guards import require_choice, require_memory
from edunn.messages import Message
from edunn.network import Learned
from edunn.objective import Examples, Objective
from edunn.training.base import Plan, Training
from edunn.training.history import Columns, Epoch, Generation, History
from edunn.training.scoring import ALL, FITNESSES, Fitness, Interrupted, Rows, Scorer


@final
class EvolutionTraining(Training):
    """A generation of a population at a time, by any strategy; it needs no gradients.

    Example:
        >>> from edunn import Model
        >>> model = Model([[2], [2, "softmax"]], seed=1)
        >>> training = model.training("genetic_algorithm", [[0, 1], [1, 0]], [0, 1], target=1.0)
        >>> [generation.accuracy for generation in training][-1]
        1.0

    Each generation is evaluated on one mini-batch, the same for all individuals; by default that is
    the training set. The network becomes what the strategy recommends: the fittest individual of a
    genetic algorithm (the best so far is `state.champion`), or the mean of a search distribution.

    Attributes:
        strategy: the evolution strategy or genetic algorithm.
        state: the strategy's state.
        fitness: what is maximized: "accuracy", "loss" (its negative), or a function.
        rows: the mini-batch of the last generation.
        order: the order in which mini-batches take the rows.
        position: how many rows of that order are used up.
    """

    completion = Message("training.all_generations")

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
        self.history = History.of_columns(Generation, {"index": []})
        self.strategy = strategy
        usual = strategy.maximizes if plan.classifies else "loss"
        self.fitness: Fitness = usual if plan.fitness is None else plan.fitness
        if not callable(self.fitness):
            require_choice("fitness", self.fitness, FITNESSES)
        self._refuse_impossible_accuracy()
        space = SearchSpace.of(objective.network)
        _require_memory(strategy, space)
        with np.errstate(all="ignore"):  # overflow raises DivergedError, with better words
            self.state: Any = strategy.start(space, learned.theta, random)
        self.batch_size = min(plan.batch_size or len(examples.x), len(examples.x))
        self.rows: Rows = ALL
        self.order = np.arange(len(examples.x))
        self.position = len(self.order)
        self.reached = -np.inf
        """The fitness of the network after the last generation, if there is a target."""
        self.scored: tuple[int, Array] | None = None
        """The last generation evaluated here, by its state's `t`, and the fitness of each in it."""

    def _refuse_impossible_accuracy(self) -> None:
        """Accuracy is for classes."""
        if self.fitness == "accuracy" and not self.plan.classifies:
            raise SettingError(Message("setting.accuracy_of_numbers"))

    @cached_property
    def scorer(self) -> Scorer:
        """What evaluates populations; made when the layers have measured the inputs."""
        return Scorer(
            self.objective,
            self.examples,
            self.learned.statistics,
            self.fitness,
            engine=self.history.engine,
            measures_fittest=not self.strategy.recommends,
        )

    @cached_property
    def validator(self) -> Scorer:
        """What evaluates the network on the validation set after each generation."""
        rows = self.plan.validation or self.examples
        return replace(self.scorer, examples=rows, engine="numpy")

    def learn_from(self, x: Array) -> None:
        """Not possible: all generations are evaluated on the same rows.

        Raises:
            SettingError: always.
        """
        raise SettingError(Message("training.rows_are_fixed"))

    def step(self) -> Epoch:
        """One generation, as `next`."""
        return next(self)

    def _epoch(self) -> Generation:
        """One generation; if it is interrupted, it has never begun."""
        before = self.random.bit_generator.state, self.position, self.order
        try:
            return self._generation()
        except Interrupted:
            self.random.bit_generator.state, self.position, self.order = before
            raise

    def _generation(self) -> Generation:
        """Ask, evaluate, tell."""
        rows = self.next_batch()
        population = self.strategy.ask(self.state, self.random)
        scored = self.scorer.evaluate(population, rows, self.pool, self.is_unwanted)
        summary = self.scorer.summary(self.state, population, scored.fitness)
        state = self.strategy.tell(self.state, population, scored.fitness, self.random)
        theta = self.strategy.recommendation(state, population, scored.fitness)
        if not isfinite(summary.best) or not np.isfinite(theta).all():
            reason = Message("training.diverged.generation", generation=self.state.t + 1)
            raise self._diverged(reason)
        self.scored = self.state.t, scored.fitness
        self.state, self.learned.theta, self.rows = state, theta.copy(), rows
        self.forward_passes += len(population) * self.scorer.count(rows)
        picks_fittest = not self.strategy.recommends
        is_fittest = picks_fittest and np.array_equal(theta, population[summary.row])
        if self.plan.target is not None:
            fitness = summary.best if is_fittest else self.scorer.fitness_of(theta[None], rows)[0]
            self.reached = float(fitness)
        measured = scored.fittest if is_fittest else None
        return self.record(summary, *(measured or self.scorer.measured(theta, rows)))

    def next_batch(self) -> Rows:
        """The next mini-batch, the last perhaps smaller; then the rows are shuffled anew."""
        if self.batch_size == len(self.order):
            return ALL
        if self.position >= len(self.order):
            self.position = 0
            if self.plan.shuffle:
                self.order = self.random.permutation(len(self.order))
        rows = self.order[self.position : self.position + self.batch_size]
        self.position += len(rows)
        return rows

    def record(self, summary: Summary, loss: float, accuracy: float) -> Generation:
        """The record of a generation; loss and accuracy are those of the network after it."""
        return Generation(
            index=len(self.history.epoch) + 1,
            loss=loss,
            accuracy=accuracy if self.plan.classifies else None,
            forward_passes=self.forward_passes,
            best=summary.best,
            mean=summary.mean,
            worst=summary.worst,
            diversity=summary.diversity,
            parents=summary.parents,
        )

    def _validated(self) -> Columns:
        """The measures of the validation set, of which layers that never change are done once."""
        loss, accuracy = self.validator.measured(self.learned.theta, ALL)
        return {"val_loss": [loss], "val_accuracy": [accuracy if self.plan.classifies else None]}

    def _end(self, ending: Message) -> None:
        """Without elites the best network ever may be lost: the champion is kept for the end."""
        super()._end(ending)
        rule, state = self.plan.early_stopping, self.state
        record = getattr(state, "champion_fitness", -np.inf)
        is_restored = rule is not None and rule.restore_best_weights
        is_whole = self.batch_size == len(self.order)  # else it is a noisy title
        if is_whole and not is_restored and record > getattr(state, "best_fitness", np.inf):
            self.learned.theta = state.champion.copy()
            self.history.ending = Message("training.champion", ending=ending, fitness=record)

    def _consider_ending(self) -> None:
        super()._consider_ending()
        target = self.plan.target
        if target is not None and not self.finished and self.reached >= target:
            self._end(
                Message("training.target_reached", fitness=self.reached, target=float(target))
            )


INDIVIDUAL_BYTES = 200
"""Bytes of memory for an individual besides its genes."""

GENE_BYTES = 32
"""Bytes of memory for a gene: in the population, the founders, the parents, and the children."""


def _require_memory(strategy: Strategy, space: SearchSpace) -> None:
    """Refuse a population that would not fit into memory, before it is drawn."""
    size = getattr(strategy, "population_size", None)
    if size is None:
        return
    genes = int(space.matrices.sum()) if strategy.is_low_rank else len(space.neurons)
    require_memory("population_size", size, INDIVIDUAL_BYTES + GENE_BYTES * genes)
