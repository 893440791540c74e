"""Descent: learning by the gradient, one mini-batch at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import isfinite
from time import perf_counter
from typing import Any

import numpy as np

from edunn.arrays import Array, Indices
from edunn.errors import DivergedError
from edunn.fused import Fused, Goal, Leg
from edunn.messages import Message
from edunn.network import Learned
from edunn.objective import Gradient, Objective
from edunn.optimizers import Optimizer, ReduceOnPlateau
from edunn.training.base import Plan, Training
from edunn.training.chance import drawn, shuffled, undone
from edunn.training.data_parallel import DataParallel
from edunn.training.diverging import culprit_of, in_words
from edunn.training.records import Epoch, Examples

MOMENT = 0.05
"""Seconds that a stretch may take: bars move, and Ctrl-C is answered."""

ROOM = 2**18
"""Random numbers that are drawn ahead at most."""


class GradientDescentTraining(Training):
    """Shuffle the rows; for each mini-batch compute the gradient and take one step against it.

    Example:
        >>> from edunn import Model
        >>> model = Model([[1], [1]], "mse", seed=1)
        >>> training = model.training("adam", [[0.0], [1.0]], [1.0, 3.0], learning_rate=0.1)
        >>> losses = [epoch.loss for epoch in training]
        >>> losses[-1] < 0.01 < losses[0]
        True

    Attributes:
        optimizer: may be replaced between two steps, for another learning rate say.
        state: the optimizer's state, with theta in it.
    """

    def __init__(
        self,
        objective: Objective,
        learned: Learned,
        examples: Examples,
        plan: Plan,
        random: np.random.Generator,
        optimizer: Optimizer,
        fused: Fused | None = None,
    ) -> None:
        super().__init__(objective, learned, examples, plan, random)
        rows = len(examples.x)
        self.optimizer = optimizer
        self.fused = fused
        """The compiled engine, if it is to go as far as it can."""
        self.history.engine = "fused" if fused else "numpy"
        self.gradient = objective.network.layout.viewed(np.empty_like(learned.theta))
        """Where every step writes its gradient."""
        self.state: Any = optimizer.start(learned.theta)
        self.batch_size = plan.rows_at_once(rows)
        self.parallel: DataParallel | None = None
        """How workers share a mini-batch, if there are any."""
        if plan.workers is not None:
            self.parallel = DataParallel(self.pool, objective, learned, examples, self.batch_size)
        self.position = 0
        """How many rows of this epoch are done."""
        self.order = np.arange(rows)
        """In which order this epoch takes the rows."""
        self.scores = np.empty(examples.t.shape, examples.t.dtype)
        """What the loss of each row was measured on, in this epoch's order."""
        self.penalty = 0.0
        """The regularizer's penalty, summed over the rows done."""
        self.good = replace(learned)
        """Where the network was when this epoch began."""
        rule = optimizer.learning_rate
        self.plateau = rule if isinstance(rule, ReduceOnPlateau) else None
        self.plateau_memory = self.plateau.start() if self.plateau else None

    def step(self) -> float:
        """Learn from the next mini-batch; its mean loss before the update, without penalty.

        Raises:
            DivergedError: the gradient is not finite; the network is back at the epoch's beginning.
            StopIteration: all epochs are done.
        """
        if self.position == len(self.order):
            next(self)  # the epoch is complete: this only writes its record
        if self.finished:
            raise StopIteration
        start = self.position
        with np.errstate(all="ignore"):
            self._walk(start + self.batch_size)
            done = slice(start, self.position)
            t = self.examples.t[self.order[done]]
            return float(self.objective.mean_loss(self.scores[done], t))

    def advance(self, most: int | None = None) -> Sequence[Epoch]:
        """Go on for a moment: many epochs in one call of the compiled engine, where that can be.

        An interrupted stretch has never happened: the network is where it was before it.
        """
        epochs = min(self._epochs_unwatched(), most or self.plan.epochs)
        if self.fused is None or epochs < 2:
            return [next(self)]
        return self._bound(self.fused, epochs) or [next(self)]

    def _epochs_unwatched(self) -> int:
        """After how many epochs somebody has to look at the network, or at the clock."""
        plan, rows = self.plan, len(self.order)
        is_watched = plan.validation or plan.early_stopping or self.plateau or self.parallel
        if self.finished or self.position or is_watched or not len(self.history):
            return 1
        numbers = rows * (1 + (self.fused.draws_a_row if self.fused else 0))
        in_time = MOMENT / max(self.history[-1].seconds, 1e-9)
        return int(min(plan.epochs - len(self.history), in_time, ROOM / numbers))

    def _bound(self, fused: Fused, epochs: int) -> list[Epoch]:
        """So many epochs, or those before the one that diverges; their records."""
        started, before, rows = perf_counter(), self.random.bit_generator.state, len(self.order)
        with undone(self.random):
            orders, draws = self._drawn(fused, epochs)
            goal = self._walked(fused, Leg(orders, draws, self.scores, 0, rows))
            done = goal.epochs
            if done < epochs:
                self.random.bit_generator.state = before
                self._drawn(fused, done)
        if not done:
            return []
        self.order = orders[done - 1].copy()
        self._arrive(goal, done * rows)
        records = self._read(goal, seconds=(perf_counter() - started) / done)
        self.history.records.extend(records)
        self._consider_ending(records[-1])
        return records

    def _drawn(self, fused: Fused, epochs: int) -> tuple[Indices, Array]:
        draws = len(self.order) * fused.draws_a_row
        return drawn(self.random, self.order, epochs, self.plan.shuffle, draws)

    def _walked(self, fused: Fused, leg: Leg) -> Goal:
        here, statistics = self._here(), self.learned.statistics
        return fused.walk(self.optimizer, here, statistics, leg, self.batch_size)

    def _epoch(self) -> Epoch:
        goal = self._walk(len(self.order))
        record = self._read(goal)[-1] if goal else self._record()
        self._refuse_infinity(record)
        self.position = 0
        self._lower_rate_on_plateau(record.loss)
        return record

    def _walk(self, stop: int) -> Goal | None:
        """Learn from the rows of this epoch up to `stop`; the readable engine has the last word.

        Returns:
            Where the compiled engine got, if it went all the way.
        """
        stop, goal = min(stop, len(self.order)), None
        for end in self._legs(stop):
            with undone(self.random):
                if self.position == 0:
                    self._begin_epoch()
                goal = self._leap(end)
            if goal is None:
                break
        while self.position < stop:
            self._step()
        return goal

    def _legs(self, stop: int) -> Iterator[int]:
        """Where to pause on the way: no more than `ROOM` random numbers are held at once."""
        draws = self.batch_size * self.fused.draws_a_row if self.fused else 0
        if draws:
            size = max(1, ROOM // draws) * self.batch_size
            yield from range(self.position + size, stop, size)
        yield stop

    def _leap(self, end: int) -> Goal | None:
        """The same as many steps, in one call of the compiled engine; None if it cannot."""
        if self.fused is None:
            return None
        before, rows = self.random.bit_generator.state, end - self.position
        draws = self.random.random(rows * self.fused.draws_a_row)
        order = self.order[np.newaxis]
        leg = Leg(order, draws, self.scores, self.position, end, self.penalty)
        goal = self._walked(self.fused, leg)
        if not goal.epochs:
            self.random.bit_generator.state = before
            return None
        self._arrive(goal, rows)
        self.position = end
        return goal

    def _arrive(self, goal: Goal, rows: int) -> None:
        """Be where the compiled engine led, so many rows later."""
        self.state, self.learned.theta = goal.state, goal.state.theta
        self.penalty = float(goal.penalties[-1])
        self.forward_passes += 3 * rows

    def _step(self) -> None:
        rows = self.order[
            self.position : self.position + self.batch_size
        ]  # the last mini-batch may be smaller
        theta, statistics = self.learned.theta, self.learned.statistics
        gradient = self._gradient(rows)
        self._refuse_divergence(gradient, rows)
        self.state = self.optimizer.step(self._here(), gradient.g)
        self.learned.theta = self.state.theta
        if self.objective.network.runs_statistics:
            self.learned.statistics = self.objective.network.updated(statistics, gradient.caches)
        if self.objective.is_penalized:
            self.penalty += len(rows) * float(self.objective.penalty(theta))
        self._count(gradient.z)

    def _gradient(self, rows: Indices) -> Gradient:
        """The gradient of the mean loss of these rows, at theta as it is."""
        if self.parallel is None:
            return self._whole_gradient(rows)
        return self.parallel.gradient(self.learned.theta, rows, self.random, self.gradient)

    def _whole_gradient(self, rows: Indices) -> Gradient:
        x, t, weights = self.examples.part(rows)
        theta, statistics = self.learned.theta, self.learned.statistics
        return self.objective.gradient(theta, x, t, statistics, weights, self.random, self.gradient)

    def _here(self) -> Any:
        """The optimizer's state, with theta as it is: somebody may have moved it between steps."""
        theta = self.learned.theta
        return self.state if theta is self.state.theta else self.state._replace(theta=theta)

    def _count(self, scores: Array) -> None:
        """Keep the scores of the rows just done, a pass forward and two back for each."""
        done = len(scores)
        self.scores[self.position : self.position + done] = scores
        self.position += done
        self.forward_passes += 3 * done

    def _begin_epoch(self) -> None:
        self.good = replace(self.learned)
        self.penalty = 0.0
        if self.plan.shuffle:
            self.order = shuffled(self.random, len(self.order), epochs=1)[0]

    def _record(self) -> Epoch:
        """The record of an epoch whose rows are all done."""
        weights = self.examples.weights
        t, weights = self.examples.t[self.order], None if weights is None else weights[self.order]
        loss = float(self.objective.mean_loss(self.scores, t, weights))
        return Epoch(
            index=len(self.history) + 1,
            loss=loss + self.penalty / len(t),
            accuracy=self._accuracy(self.scores, t),
            forward_passes=self.forward_passes,
            learning_rate=self.optimizer.rate(self.state.t),
        )

    def _read(self, goal: Goal, seconds: float = 0.0) -> list[Epoch]:
        """The records of the epochs that the compiled engine has just walked through."""
        rows, epochs, before = len(self.order), goal.epochs, len(self.history)
        steps, passes = -(-rows // self.batch_size), 3 * rows
        losses = (goal.losses + goal.penalties) / rows
        columns = zip(
            range(before + 1, before + epochs + 1),
            losses.tolist(),
            (goal.right / rows).tolist() if self.plan.classifies else [None] * epochs,
            _ending_at(self.forward_passes, passes, epochs),
            self.optimizer.rates(_ending_at(self.state.t, steps, epochs)).tolist(),
            strict=True,
        )
        return [Epoch(*cells, seconds=seconds) for cells in columns]

    def _lower_rate_on_plateau(self, loss: float) -> None:
        if self.plateau is not None and self.plateau_memory is not None:
            self.plateau_memory = self.plateau.observe(self.plateau_memory, loss)
            self.optimizer = replace(self.optimizer, learning_rate=self.plateau_memory.rate)

    def _refuse_divergence(self, gradient: Gradient, rows: Indices) -> None:
        length = float(gradient.g @ gradient.g)  # NaN or infinity anywhere shows in the sum
        if not isfinite(length) and not np.isfinite(gradient.g).all():  # large squares are inf too
            gradient = (
                gradient if gradient.caches else self._whole_gradient(rows)
            )  # workers keep theirs
            raise self._fallen_back(culprit_of(gradient, self.objective.network.layers))

    def _refuse_infinity(self, record: Epoch) -> None:
        """What a gradient does not show: a loss without end, and where the last update led."""
        if not isfinite(record.loss):
            raise self._fallen_back(Message("training.diverged.loss"))
        if not np.isfinite(self.learned.theta).all():
            raise self._fallen_back(Message("training.diverged.theta"))

    def _fallen_back(self, culprit: Message) -> DivergedError:
        self.learned.theta, self.learned.statistics = self.good.theta, self.good.statistics
        self.state = self.state._replace(theta=self.good.theta)
        return self._diverged(
            in_words(culprit, len(self.history) + 1, self.optimizer.rate(self.state.t))
        )


def _ending_at(last: int, stride: int, count: int) -> range:
    """So many numbers, a stride apart, that end with the last."""
    return range(last - stride * (count - 1), last + 1, stride)
