"""Generations: learning without a slope, one generation of a population at a time."""

from collections.abc import Sequence
from functools import cached_property
from math import inf, isfinite
from time import perf_counter
from typing import Any

import numpy as np

from edunn.arrays import Array
from edunn.errors import DivergedError, UnknownNameError
from edunn.evolution import Genome, Strategy, summary
from edunn.evolution.lineage import Summary
from edunn.fused import Judge, Labour, breeding
from edunn.fused.breeding import Aim, Lived
from edunn.fused.crowds import is_quicker
from edunn.fused.flock import Chance
from edunn.messages import Message
from edunn.network import Learned
from edunn.objective import Objective
from edunn.training.base import Plan, Training
from edunn.training.chance import undone
from edunn.training.gradient_descent import MOMENT, ROOM
from edunn.training.records import Epoch, Examples, Generation
from edunn.training.scoring import ALL, Rows, Scorer


class EvolutionTraining(Training):
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
        self.quick_loops: dict[int, bool] = {}
        """Whether the compiled engine measures one network on so many rows."""

    @cached_property
    def scorer(self) -> Scorer:
        """Who says how fit an individual is; made when the inputs are measured."""
        statistics = self.learned.statistics
        return Scorer(self.objective, self.examples, statistics, self.fitness, self.is_fused)

    def step(self) -> Epoch:
        """One generation, as `next`."""
        return next(self)

    def advance(self, most: int | None = None) -> Sequence[Epoch]:
        """Go on for a moment: many generations in one call of the compiled engine, if it can.

        An interrupted stretch has never happened: the network is where it was before it.
        """
        generations = min(self._generations_unwatched(), most or self.plan.epochs)
        if generations < 2:
            return [next(self)]
        return self._bound(generations) or [next(self)]

    @property
    def is_bred(self) -> bool:
        """Whether the compiled engine does whole generations in one call, and nobody shares it."""
        return self.is_fused and self.plan.workers is None and breeding.breeds(self.strategy)

    def _generations_unwatched(self) -> int:
        """After how many generations somebody has to look at the network, or at the clock."""
        plan, is_whole = self.plan, self.batch_size == len(self.order)
        is_watched = plan.validation or plan.early_stopping or not (self.is_bred and is_whole)
        if self.finished or is_watched or not len(self.history):
            return 1
        numbers = breeding.draws(self.strategy, len(self.learned.theta))
        in_time = MOMENT / max(self.history[-1].seconds, 1e-9)
        return int(min(plan.epochs - len(self.history), in_time, ROOM / numbers))

    def _bound(self, generations: int) -> list[Generation]:
        """So many generations, or those up to the target, or before infinity; their records."""
        started, before = perf_counter(), self.random.bit_generator.state
        self.rows = self._next_rows()
        with undone(self.random):
            lived = self._lived(generations)
            if len(lived.told) < generations:
                self.random.bit_generator.state = before
                self._drawn(len(lived.told))
        if not lived.told:
            return []
        records = self._settled(lived, seconds=(perf_counter() - started) / len(lived.told))
        self.history.records.extend(records)
        self._consider_ending(records[-1])
        return records

    def _epoch(self) -> Generation:
        self.rows = self._next_rows()
        if not self.is_bred:
            return self._asked()
        lived = self._lived(generations=1)
        if not lived.told:
            raise self._led_to_infinity()
        return self._settled(lived)[0]

    def _asked(self) -> Generation:
        """Ask for individuals, score them, tell their scores, and hear the answer."""
        population = self.strategy.ask(self.state, self.random)
        fitness = self.scorer.fitness_of(population, self.rows, self.pool)
        summarize = breeding.summary if self.is_fused else summary
        told = summarize(self.state, population, fitness)
        state = self.strategy.tell(self.state, population, fitness, self.random)
        theta = self.strategy.answer(state, population, fitness)
        if not isfinite(told.best) or not np.isfinite(theta).all():
            raise self._led_to_infinity()
        self.state, self.learned.theta = state, theta.copy()
        self.forward_passes += len(population) * self.scorer.count(self.rows)
        return self._record(told, *self._seen())

    def _lived(self, generations: int) -> Lived:
        """The same by the compiled engine, again and again."""
        target = inf if self.plan.target is None else self.plan.target
        aim, judge = Aim(self.fitness == "accuracy", target), self.scorer.judge
        dice = self._drawn(generations)
        return breeding.live(self.strategy, self.state, judge, self.rows, aim, dice)

    def _drawn(self, generations: int) -> Chance:
        return breeding.chance(self.strategy, self.state, generations, self.random)

    def _settled(self, lived: Lived, seconds: float = 0.0) -> list[Generation]:
        """Be where the compiled engine got; the records of the generations on the way."""
        self.state, self.learned.theta = lived.state, lived.state.best.copy()
        passes = len(self.state.population) * self.scorer.count(self.rows)
        records: list[Generation] = []
        for told, (loss, accuracy) in zip(lived.told, lived.seen, strict=True):
            self.forward_passes += passes
            share = accuracy if self.plan.classifies else None
            records.append(self._record(told, loss, share, len(records), seconds))
        return records

    def _led_to_infinity(self) -> DivergedError:
        return self._diverged(Message("training.diverged.generation", generation=self.state.t + 1))

    def _record(
        self,
        told: Summary,
        loss: float,
        accuracy: float | None,
        ahead: int = 0,
        seconds: float = 0.0,
    ) -> Generation:
        """What a generation leaves behind; loss and accuracy are those of the network after it.

        Args:
            ahead: how many records before this one are not in the history yet.
        """
        return Generation(
            index=len(self.history) + 1 + ahead,
            loss=loss,
            accuracy=accuracy,
            forward_passes=self.forward_passes,
            best=told.best,
            mean=told.mean,
            worst=told.worst,
            diversity=told.diversity,
            parents=told.parents,
            seconds=seconds,
        )

    def _seen(self) -> tuple[float, float | None]:
        """Loss and accuracy of the network as it is, on the rows of this generation."""
        if self._has_quick_loops(self.scorer.count(self.rows)):
            return self._judged(self.scorer.judge, self.rows)
        return super()._measured(self.examples.part(self.rows))

    @cached_property
    def examiner(self) -> Judge:
        """The compiled engine for the validation rows."""
        rows = self.plan.validation or self.examples
        return Judge(self.objective, *rows, self.learned.statistics)

    def _measured(self, rows: Examples) -> tuple[float, float | None]:
        """As in every training; the compiled engine is asked about the validation rows only."""
        is_quick = self._has_quick_loops(len(rows.x))
        return self._judged(self.examiner, ALL) if is_quick else super()._measured(rows)

    def _has_quick_loops(self, rows: int) -> bool:
        """The same, found out if nobody asked before; with large layers, BLAS is quicker."""
        if not self.is_fused:
            return False
        if rows not in self.quick_loops:
            once = Labour(by_loss=True, individuals=1, rows=rows, generations=1)
            dtype = self.learned.theta.dtype
            self.quick_loops[rows] = is_quicker(self.objective, dtype, once)
        return self.quick_loops[rows]

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
            self._end(
                Message("training.target_reached", fitness=float(fitness), target=float(target))
            )
