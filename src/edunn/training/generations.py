"""Generations: learning without a slope, one generation of a population at a time."""

from functools import cached_property
from math import isfinite
from typing import Any, NamedTuple

import numpy as np

from edunn.arrays import Array
from edunn.errors import UnknownNameError
from edunn.evolution import Genome, Strategy, summary
from edunn.evolution.lineage import Summary
from edunn.fused import Judge, breeding
from edunn.network import Learned
from edunn.objective import Objective
from edunn.training.base import Plan, Training
from edunn.training.records import Epoch, Examples, Generation
from edunn.training.scoring import ALL, Rows, Scorer


class Turn(NamedTuple):
    """What one generation comes to."""

    state: Any
    """The strategy's, after it."""
    told: Summary
    answer: Array
    """What the network becomes, `(n,)`."""
    individuals: int
    seen: tuple[float, float | None] | None = None
    """Loss and accuracy of the answer, if they are known already."""


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
        fitness: what is climbed: "accuracy", "loss", or a function.
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
        self.is_fused = False
        """Whether the compiled engine does the arithmetic."""
        self.fitness = plan.fitness or (strategy.climbs if plan.classifies else "loss")
        if self.fitness not in ("accuracy", "loss") and not callable(self.fitness):
            raise UnknownNameError.of("fitness", plan.fitness, ("accuracy", "loss"))
        layout = objective.network.layout
        genome = Genome(self._draw, layout.neurons, layout.matrices)
        self.state: Any = strategy.start(genome, learned.theta, random)
        self.batch_size = min(plan.batch_size or len(examples.x), len(examples.x))
        self.rows: Rows = ALL
        """Which rows the generation scored last was scored on."""
        self.order = np.arange(len(examples.x))
        """In which order mini-batches take the rows."""
        self.position = len(self.order)
        """How many rows of that order are used up."""

    @cached_property
    def scorer(self) -> Scorer:
        """Who says how fit an individual is; made when the inputs are measured."""
        statistics = self.learned.statistics
        return Scorer(self.objective, self.examples, statistics, self.fitness, self.is_fused)

    def step(self) -> Epoch:
        """One generation, as `next`."""
        return next(self)

    def _epoch(self) -> Generation:
        self.rows = self._next_rows()
        turn = self._lived() if self.is_bred else self._asked()
        told, theta = turn.told, turn.answer
        if not isfinite(told.best) or not np.isfinite(theta).all():
            raise self._diverged(
                f"no individual of generation {told.t + 1} has a finite fitness, or they led "
                "to infinity. Try a smaller mutation_scale or sigma, or scale the inputs."
            )
        self.state = turn.state
        self.learned.theta = theta.copy()
        self.forward_passes += turn.individuals * self.scorer.count(self.rows)
        return self._record(told, *(turn.seen or self._seen()))

    @property
    def is_bred(self) -> bool:
        """Whether the compiled engine does a whole generation in one call, and nobody shares it."""
        return self.is_fused and self.plan.workers is None and breeding.breeds(self.strategy)

    def _asked(self) -> Turn:
        """Ask for individuals, score them, tell their scores, and hear the answer."""
        population = self.strategy.ask(self.state, self.random)
        fitness = self.scorer.fitness_of(population, self.rows, self.crew)
        summarize = breeding.summary if self.is_fused else summary
        told = summarize(self.state, population, fitness)
        state = self.strategy.tell(self.state, population, fitness, self.random)
        answer = self.strategy.answer(state, population, fitness)
        return Turn(state, told, answer, len(population))

    def _lived(self) -> Turn:
        """The same by the compiled engine, which has a look at the best on the way."""
        judge, by_accuracy = self.scorer.judge, self.fitness == "accuracy"
        lived = breeding.live(self.strategy, self.state, judge, self.rows, by_accuracy, self.random)
        seen = lived.loss, lived.accuracy if self.plan.classifies else None
        state = lived.state
        return Turn(state, lived.summary, state.best, len(state.population), seen)

    def _record(self, told: Summary, loss: float, accuracy: float | None) -> Generation:
        """What the generation leaves behind; loss and accuracy are those of the network now."""
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

    def _seen(self) -> tuple[float, float | None]:
        """Loss and accuracy of the network as it is, on the rows of this generation."""
        if not self.is_fused:
            return self._measured(self.examples.part(self.rows))
        return self._judged(self.scorer.judge, self.rows)

    @cached_property
    def examiner(self) -> Judge:
        """The compiled engine for the validation rows."""
        rows = self.plan.validation or self.examples
        return Judge(self.objective, *rows, self.learned.statistics)

    def _measured(self, rows: Examples) -> tuple[float, float | None]:
        """As in every training; the compiled engine is asked about the validation rows only."""
        return self._judged(self.examiner, ALL) if self.is_fused else super()._measured(rows)

    def _judged(self, judge: Judge, rows: Rows) -> tuple[float, float | None]:
        theta, classifies = self.learned.theta[np.newaxis], self.plan.classifies
        seen = judge.verdict(theta, rows, accuracy=classifies, even=True)
        return float(seen.losses[0]), float(seen.shares[0]) if classifies else None

    def _next_rows(self) -> Rows:
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

    def _draw(self, count: int, random: np.random.Generator) -> Array:
        draws = [self.objective.network.initial_theta(random) for _ in range(count)]
        return np.stack(draws)

    def _consider_ending(self, record: Any) -> None:
        super()._consider_ending(record)
        target = self.plan.target
        if self.finished or target is None:
            return
        kept = self.learned.theta[np.newaxis]
        fitness = self.scorer.fitness_of(kept, self.rows)[0]
        if fitness >= target:
            self._end(f"Reached fitness {fitness:g}; the target is {target:g}.")
