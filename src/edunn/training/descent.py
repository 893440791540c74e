"""Descent: learning by the slope, one mini-batch at a time."""

from dataclasses import replace
from math import isfinite
from typing import Any

import numpy as np

from edunn.arrays import Array
from edunn.errors import DivergedError
from edunn.evolution.base import Indices
from edunn.fused import Fused
from edunn.network import Learned
from edunn.objective import Objective, Slope
from edunn.optimizers import Optimizer, ReduceOnPlateau
from edunn.summary import title
from edunn.training.base import Plan, Training
from edunn.training.records import Epoch, Examples
from edunn.training.shards import Shards


class Descent(Training):
    """Shuffle, cut a mini-batch, ask the objective for its slope, let the optimizer step; repeat.

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
        self.shards: Shards | None = None
        """How workers share a mini-batch, if there are any."""
        if plan.workers is not None:
            self.shards = Shards(self.crew, objective, learned, examples, self.batch_size)
        self.position = 0
        """How many rows of this epoch are done."""
        self.order = np.arange(rows)
        """In which order this epoch takes the rows."""
        self.scores = np.empty_like(examples.t)
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
            DivergedError: the slope is not finite; the network is back at the epoch's beginning.
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

    def _epoch(self) -> Epoch:
        self._walk(len(self.order))
        record = self._record()
        self._refuse_infinity(record)
        self.position = 0
        self._lower_rate_on_plateau(record.loss)
        return record

    def _walk(self, stop: int) -> None:
        """Learn from the rows of this epoch up to `stop`; the readable engine has the last word."""
        if self.position == 0:
            self._begin_epoch()
        if self.fused:
            self._leap(self.fused, stop)
        while self.position < min(stop, len(self.order)):
            self._step()

    def _leap(self, fused: Fused, stop: int) -> None:
        """The same as many steps, as far as the compiled engine gets."""
        rows = self.order[self.position : stop]
        leg = fused.walk(
            self.optimizer,
            self._here(),
            self.learned.statistics,
            rows,
            self.batch_size,
            self.penalty,
        )
        self.state, self.penalty = leg.state, leg.penalty
        self.learned.theta = leg.state.theta
        self._count(leg.scores)

    def _step(self) -> None:
        rows = self.order[
            self.position : self.position + self.batch_size
        ]  # the last mini-batch may be smaller
        theta, statistics = self.learned.theta, self.learned.statistics
        slope = self._slope(rows)
        self._refuse_divergence(slope, rows)
        self.state = self.optimizer.step(self._here(), slope.g)
        self.learned.theta = self.state.theta
        if self.objective.network.runs_statistics:
            self.learned.statistics = self.objective.network.updated(statistics, slope.memories)
        if self.objective.is_penalized:
            self.penalty += len(rows) * float(self.objective.penalty(theta))
        self._count(slope.scores)

    def _slope(self, rows: Indices) -> Slope:
        """The slope of the mean loss of these rows, at theta as it is."""
        if self.shards is None:
            return self._whole_slope(rows)
        return self.shards.slope(self.learned.theta, rows, self.random, self.gradient)

    def _whole_slope(self, rows: Indices) -> Slope:
        x, t, weights = self.examples.part(rows)
        theta, statistics = self.learned.theta, self.learned.statistics
        return self.objective.slope(theta, x, t, statistics, weights, self.random, self.gradient)

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
            self.order = self.random.permutation(len(self.order))

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

    def _lower_rate_on_plateau(self, loss: float) -> None:
        if self.plateau is not None and self.plateau_memory is not None:
            self.plateau_memory = self.plateau.observe(self.plateau_memory, loss)
            self.optimizer = replace(self.optimizer, learning_rate=self.plateau_memory.rate)

    def _refuse_divergence(self, slope: Slope, rows: Indices) -> None:
        length = float(slope.g @ slope.g)  # NaN or infinity anywhere shows in the sum
        if not isfinite(length) and not np.isfinite(slope.g).all():  # large squares are inf too
            slope = slope if slope.memories else self._whole_slope(rows)  # workers keep theirs
            raise self._fallen_back(self._culprit(slope))

    def _refuse_infinity(self, record: Epoch) -> None:
        """What a slope does not show: a loss without end, and where the last update led."""
        if not isfinite(record.loss):
            raise self._fallen_back("the loss")
        if not np.isfinite(self.learned.theta).all():
            raise self._fallen_back("theta, after the last update,")

    def _fallen_back(self, culprit: str) -> DivergedError:
        self.learned.theta, self.learned.statistics = self.good.theta, self.good.statistics
        self.state = self.state._replace(theta=self.good.theta)
        return self._diverged(
            f"training diverged in epoch {len(self.history) + 1}: {culprit} is no "
            f"longer finite. The learning rate, {self.optimizer.rate(self.state.t):g}, is probably "
            "too large: try a tenth of it, scale the inputs, or pass clip_norm=1. "
            "The network is back at the beginning of the epoch."
        )

    def _culprit(self, slope: Slope) -> str:
        """The first place, on the way forward and back, where a number is not finite."""
        layers = self.objective.network.layers
        outputs = [memory.get("x", np.zeros(1)) for memory in slope.memories[1:]]
        for k, output in enumerate([*outputs, slope.scores]):  # what goes into the next layer
            if not np.isfinite(output).all():
                return f"the output of layer {k + 1} ({title(layers[k])})"
        return "the gradient"
