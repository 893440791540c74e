"""The compiled engine in place of the readable loops: the same epochs, many in one call.

The readable loops (`edunn.training.gradient_descent`, `edunn.training.evolution`) define what
happens. An accelerator stands beside one of them and does the same in machine code where it can; it
returns None where it cannot, and then the readable loop runs. A few rules keep both alike:

- Kernel code draws no random numbers. What a chunk of epochs needs is drawn before it begins, in
  the order in which the epochs would have drawn it one by one.
- What leads to NaN or infinity is not kept: the readable loop goes there and reports it.
- An interrupted chunk has never happened: network and random numbers are as they were before it.

An accelerator refers to its training weakly: a training that nothing uses any more gives its memory
back at once.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from math import inf
from time import perf_counter
from typing import Any, final
from weakref import proxy

import numpy as np

from edunn.arrays import Array, Indices
from edunn.fused import Fused, Segment, SegmentResult, genetic
from edunn.fused.buffers import RandomNumbers
from edunn.fused.genetic import Criterion, Outcome
from edunn.training.base import Accelerator
from edunn.training.evolution import EvolutionTraining
from edunn.training.gradient_descent import GradientDescentTraining
from edunn.training.history import Columns

CHUNK_SECONDS = 0.05
"""How long a chunk may take: progress bars move, and Ctrl-C works."""

LONG = 4_000_000_000
"""Genes times rows of a generation that takes more than about a tenth of a second."""

CHUNK_NUMBERS = 2**18
"""How many random numbers are drawn ahead at most."""


@final
class CompiledGradientDescent(Accelerator):
    """Gradient descent in machine code: a part of an epoch, a whole one, or many.

    Args:
        training: what goes on.
        engine: holds its rows, for as long as the network's layers stay the same.
    """

    def __init__(self, training: GradientDescentTraining, engine: Fused) -> None:
        self.training: GradientDescentTraining = proxy(training)
        self.engine = engine

    def advance(self, epochs: int) -> Columns | None:
        """A chunk of epochs, or those before the one that diverges; or the rest of this epoch."""
        epochs = min(epochs, self._epochs_at_once())
        rows = self._whole(epochs) if epochs > 1 else None
        return rows or self._rest()

    def step(self) -> bool:
        """The next mini-batch."""
        training = self.training
        end = min(training.position + training.batch_size, len(training.order))
        return self._segment(end) is not None

    def _epochs_at_once(self) -> int:
        """After how many epochs the network or the clock has to be looked at."""
        training = self.training
        plan, history = training.plan, training.history
        is_watched = plan.validation or plan.early_stopping or training.plateau
        if training.position or is_watched or not len(history):
            return 1
        numbers = len(training.order) * (1 + self.engine.draws_a_row)
        in_time = CHUNK_SECONDS / max(history[-1].seconds, 1e-9)
        return int(min(plan.epochs - len(history), in_time, CHUNK_NUMBERS / numbers))

    def _whole(self, epochs: int) -> Columns | None:
        """So many epochs from their beginning, or those before the one that diverges."""
        training, started = self.training, perf_counter()
        random, rows = training.random, len(training.order)
        with restored_on_error(random) as before:
            orders, draws = self._drawn(epochs)
            result = self._walked(Segment(orders, draws, training.z, 0, rows))
            if result.epochs < epochs:
                random.bit_generator.state = before
                self._drawn(result.epochs)
        if not result.epochs:
            return None
        training.order = orders[result.epochs - 1].copy()
        self._arrive(result, result.epochs * rows)
        return self._rows(result, seconds=(perf_counter() - started) / result.epochs)

    def _rest(self) -> Columns | None:
        """The epoch to its end, in segments of no more than `CHUNK_NUMBERS` random numbers."""
        training = self.training
        rows, draws = len(training.order), training.batch_size * self.engine.draws_a_row
        size = max(1, CHUNK_NUMBERS // draws) * training.batch_size if draws else rows
        ends = range(training.position + size, rows, size)
        result = self._segment(rows) if all(map(self._segment, ends)) else None
        if result is None:
            return None
        columns = self._rows(result)
        training.complete(columns["loss"][0])
        return columns

    def _segment(self, end: int) -> SegmentResult | None:
        """The rows of this epoch up to `end`; None, and nothing has happened, if it cannot."""
        training = self.training
        with restored_on_error(training.random) as before:
            if training.position == 0:
                training.begin_epoch()
            start = training.position
            draws = training.random.random((end - start) * self.engine.draws_a_row)
            order = training.order[np.newaxis]
            result = self._walked(Segment(order, draws, training.z, start, end, training.penalty))
            if not result.epochs:
                training.random.bit_generator.state = before
                return None
        self._arrive(result, end - start)
        training.position = end
        return result

    def _drawn(self, epochs: int) -> tuple[Indices, Array]:
        training = self.training
        draws = len(training.order) * self.engine.draws_a_row
        return drawn(training.random, training.order, epochs, training.plan.shuffle, draws)

    def _walked(self, segment: Segment) -> SegmentResult:
        training = self.training
        statistics, batch_size = training.learned.statistics, training.batch_size
        if self.engine.x is not training.examples.x:  # `learn_from` gave it others
            self.engine.take(training.examples.x)
        return self.engine.run(training.optimizer, training.here(), statistics, segment, batch_size)

    def _arrive(self, result: SegmentResult, rows: int) -> None:
        """Put the training where the engine got to, so many rows later."""
        training = self.training
        training.state, training.learned.theta = result.state, result.state.theta
        training.penalty = float(result.penalties[-1])
        training.forward_passes += 3 * rows

    def _rows(self, result: SegmentResult, seconds: float = 0.0) -> Columns:
        """The records of the epochs just done, as columns."""
        training, epochs = self.training, result.epochs
        rows, before = len(training.order), len(training.history)
        steps, passes = -(-rows // training.batch_size), 3 * rows
        losses = (result.losses + result.penalties) / rows
        rates = training.optimizer.rates(_ending_at(training.state.t, steps, epochs))
        unknown = [None] * epochs
        return {
            "index": range(before + 1, before + epochs + 1),
            "loss": losses.tolist(),
            "accuracy": (result.right / rows).tolist() if training.plan.classifies else unknown,
            "forward_passes": _ending_at(training.forward_passes, passes, epochs),
            "learning_rate": rates.tolist(),
            "seconds": [seconds] * epochs,
        }


@final
class CompiledEvolution(Accelerator):
    """Whole generations of a genetic algorithm in machine code, one or many.

    Args:
        training: what goes on; its strategy is one that `genetic.is_supported`.
    """

    def __init__(self, training: EvolutionTraining) -> None:
        self.training: EvolutionTraining = proxy(training)

    def advance(self, epochs: int) -> Columns | None:
        """A chunk of generations, or those up to the target, or before infinity."""
        training, started = self.training, perf_counter()
        if not genetic.is_supported(training.strategy) or self._is_long:
            return None
        generations = max(1, min(epochs, self._generations_at_once()))
        position, order = training.position, training.order
        with restored_on_error(training.random) as before:
            training.rows = training.next_batch()
            outcome = self._bred(generations)
            done = len(outcome.columns["best"])
            if done < generations:
                training.random.bit_generator.state = before
                self._drawn(done)
        if not done:
            training.position, training.order = position, order
            return None
        self._arrive(outcome)
        return self._rows(outcome, done, seconds=(perf_counter() - started) / done)

    @property
    def _is_long(self) -> bool:
        """Whether a generation takes long: the readable loop can be interrupted in it."""
        genes = self.training.state.population.size
        return bool(genes * self.training.batch_size > LONG)

    def _generations_at_once(self) -> int:
        """After how many generations the network or the clock has to be looked at."""
        training = self.training
        plan, history = training.plan, training.history
        is_whole = training.batch_size == len(training.order)
        if plan.validation or plan.early_stopping or not is_whole or not len(history):
            return 1
        numbers = genetic.numbers_per_generation(training.strategy, len(training.learned.theta))
        in_time = CHUNK_SECONDS / max(history[-1].seconds, 1e-9)
        return int(min(plan.epochs - len(history), in_time, CHUNK_NUMBERS / numbers))

    def _bred(self, generations: int) -> Outcome:
        """So many generations by the engine."""
        training = self.training
        target = inf if training.plan.target is None else training.plan.target
        return genetic.evolve(
            training.strategy,
            training.state,
            training.scorer.evaluator,
            training.rows,
            Criterion(training.fitness == "accuracy", target),
            self._drawn(generations),
        )

    def _drawn(self, generations: int) -> RandomNumbers:
        training = self.training
        return genetic.random_numbers(
            training.strategy, training.state, generations, training.random
        )

    def _arrive(self, outcome: Outcome) -> None:
        """Put the training where the engine got to."""
        training = self.training
        training.state, training.learned.theta = outcome.state, outcome.state.best.copy()
        training.reached = outcome.columns["best"][-1]

    def _rows(self, outcome: Outcome, generations: int, seconds: float) -> Columns:
        """The records of the generations just done, as columns."""
        training, before = self.training, len(self.training.history)
        passes = len(outcome.state.population) * training.scorer.count(training.rows)
        training.forward_passes += passes * generations
        unknown = [None] * generations
        return {
            **outcome.columns,
            "index": range(before + 1, before + generations + 1),
            "accuracy": outcome.columns["accuracy"] if training.plan.classifies else unknown,
            "forward_passes": _ending_at(training.forward_passes, passes, generations),
            "seconds": [seconds] * generations,
        }


@contextmanager
def restored_on_error(random: np.random.Generator) -> Iterator[Mapping[str, Any]]:
    """Give the state of a generator, and go back to it if what is done here is interrupted."""
    before = random.bit_generator.state
    try:
        yield before
    except BaseException:
        random.bit_generator.state = before
        raise


def drawn(
    random: np.random.Generator, order: Indices, epochs: int, shuffle: bool, draws: int
) -> tuple[Indices, Array]:
    """The order of the rows in each epoch, `(E, N)`, and so many draws between 0 and 1 after each.

    Args:
        order: that of every epoch, if they are not to be shuffled.

    Example:
        >>> one, two = np.random.default_rng(0), np.random.default_rng(0)
        >>> orders, shares = drawn(one, np.arange(3), epochs=2, shuffle=True, draws=4)
        >>> orders[0] - two.permutation(3), shares[:4] - two.random(4)
        (array([0, 0, 0]), array([0., 0., 0., 0.]))
    """
    shares = np.empty((epochs, draws))
    if shuffle and not draws:
        orders = np.tile(np.arange(len(order)), (epochs, 1))
        return random.permuted(orders, axis=1), shares.ravel()
    orders = np.tile(order, (epochs, 1))
    for epoch in range(epochs):
        if shuffle:
            orders[epoch] = random.permutation(len(order))
        random.random(out=shares[epoch])
    return orders, shares.ravel()


def _ending_at(last: int, stride: int, count: int) -> range:
    """So many numbers, a stride apart, that end with the last."""
    return range(last - stride * (count - 1), last + 1, stride)
