"""Gradient descent: for each mini-batch the gradient, and a step against it.

    for rows in self.batches():
        gradient = self.gradient(rows)                             # dL/dtheta, by backpropagation
        self.state = self.optimizer.step(self.state, gradient.g)   # theta - learning_rate * g
        self.tally(gradient)

One pass over all rows is an epoch; before each the rows are shuffled.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from math import isfinite
from typing import Any, final

import numpy as np

from edunn.architecture import title
from edunn.arrays import Indices
from edunn.errors import DivergedError
from edunn.layers import Layer
from edunn.messages import Message
from edunn.network import Learned
from edunn.objective import Examples, Gradient, Objective
from edunn.optimizers import Optimizer
from edunn.training.base import Plan, Training
from edunn.training.data_parallel import DataParallel
from edunn.training.history import Epoch
from edunn.training.notes import advice_on_divergence


@final
class GradientDescentTraining(Training):
    """Mini-batch gradient descent, by any optimizer.

    Example:
        >>> from edunn import Model
        >>> model = Model([[1], [1]], "mse", seed=1)
        >>> training = model.training("adam", [[0.0], [1.0]], [1.0, 3.0], learning_rate=0.1)
        >>> losses = [epoch.loss for epoch in training]
        >>> losses[-1] < 0.01 < losses[0]
        True

    Attributes:
        optimizer: may be replaced between two steps, to change the learning rate.
        state: the optimizer's state, with theta in it.
        order: the order in which this epoch takes the rows.
        position: how many rows of this epoch are done.
    """

    def __init__(
        self,
        objective: Objective,
        learned: Learned,
        examples: Examples,
        plan: Plan,
        random: np.random.Generator,
        optimizer: Optimizer,
    ) -> None:
        super().__init__(objective, learned, examples, plan, random)
        self.optimizer = optimizer
        self.state: Any = optimizer.start(learned.theta)
        self.batch_size = plan.rows_at_once(len(examples.x))
        self.order = np.arange(len(examples.x))
        self.position = 0
        self.z = np.empty(examples.t.shape, examples.t.dtype)
        """The logits (or outputs) of the rows done, in this epoch's order."""
        self.penalty = 0.0
        """The regularizers' penalty, summed over the rows done."""
        self.good = replace(learned)
        """The network as it was when this epoch began."""
        self.into = objective.network.layout.viewed(np.empty_like(learned.theta))
        """The vector that every gradient is written into."""
        self.parallel: DataParallel | None = None
        """The gradient as workers compute it together, if there are any."""
        if plan.workers is not None:
            self.parallel = DataParallel(self.pool, objective, learned, examples, self.batch_size)
        rule: Any = optimizer.learning_rate
        self.plateau = rule if getattr(rule, "depends_on_loss", False) else None
        self.plateau_state = self.plateau.start() if self.plateau else None

    def _epoch(self) -> Epoch:
        """One pass over the training set."""
        self.descend(self.batches())
        record = self.record()
        self.complete(record.loss)
        return record

    def descend(self, batches: Iterable[Indices]) -> None:
        """The loop: for each mini-batch the gradient, and a step against it."""
        self.state = self.here()
        for rows in batches:
            gradient = self.gradient(rows)
            if not isfinite(gradient.g @ gradient.g):
                self._refuse_divergence(gradient, rows)
            self.state = self.optimizer.step(self.state, gradient.g)
            self.tally(gradient)

    def batches(self) -> Iterator[Indices]:
        """The mini-batches of this epoch that are still to come; the last may be smaller."""
        if self.position == 0:
            self.begin_epoch()
        for start in range(self.position, len(self.order), self.batch_size):
            yield self.order[start : start + self.batch_size]

    def gradient(self, rows: Indices, parallel: bool = True) -> Gradient:
        """dL/dtheta of the mean loss of these rows, at theta as it is."""
        theta, statistics = self.learned.theta, self.learned.statistics
        if self.parallel is not None and parallel:
            return self.parallel.gradient(theta, rows, self.random, self.into)
        x, t, weights = self.examples.part(rows)
        return self.objective.gradient(theta, x, t, statistics, weights, self.random, self.into)

    def tally(self, gradient: Gradient) -> None:
        """Move the network to where the step led, and count the rows of the mini-batch."""
        theta, done = self.learned.theta, len(gradient.z)
        self.learned.theta = self.state.theta
        if self.objective.network.runs_statistics:
            self.learned.statistics = self.objective.network.updated(
                self.learned.statistics, gradient.caches
            )
        if self.objective.is_penalized:
            self.penalty += done * float(self.objective.penalty(theta))
        self.z[self.position : self.position + done] = gradient.z
        self.position += done
        self.forward_passes += 3 * done  # one forward, and a backward pass counts two

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
            if self.accelerator is None or not self.accelerator.step():
                self.descend(islice(self.batches(), 1))
            done = slice(start, self.position)
            t = self.examples.t[self.order[done]]
            return float(self.objective.mean_loss(self.z[done], t))

    def begin_epoch(self) -> None:
        """Shuffle the rows, and keep the network as it is."""
        self.good = replace(self.learned)
        self.penalty = 0.0
        if self.plan.shuffle:
            self.order = self.random.permutation(len(self.order))

    def record(self) -> Epoch:
        """The record of an epoch with all rows done."""
        t, weights = self.examples.t[self.order], self.examples.weights
        weights = None if weights is None else weights[self.order]
        loss = float(self.objective.mean_loss(self.z, t, weights))
        return Epoch(
            index=len(self.history.epoch) + 1,
            loss=loss + self.penalty / len(t),
            accuracy=self.objective.accuracy(self.z, t) if self.plan.classifies else None,
            forward_passes=self.forward_passes,
            learning_rate=self.optimizer.rate(self.state.t),
        )

    def complete(self, loss: float) -> None:
        """End an epoch: check for infinity, and lower the learning rate on a plateau."""
        if not isfinite(loss):
            raise self._fallen_back(Message("training.diverged.loss"))
        if not np.isfinite(self.learned.theta).all():
            raise self._fallen_back(Message("training.diverged.theta"))
        self.position = 0
        if self.plateau is not None and self.plateau_state is not None:
            self.plateau_state = self.plateau.observe(self.plateau_state, loss)
            self.optimizer = replace(self.optimizer, learning_rate=self.plateau_state.rate)

    def here(self) -> Any:
        """The optimizer's state, with theta as it is: it may have been moved between two steps."""
        theta = self.learned.theta
        return self.state if theta is self.state.theta else self.state._replace(theta=theta)

    def _refuse_divergence(self, gradient: Gradient, rows: Indices) -> None:
        """Its squared norm is not finite; is it the gradient, or only a large square?"""
        if not np.isfinite(gradient.g).all():
            if not gradient.caches:  # they stayed with the workers
                gradient = self.gradient(rows, parallel=False)
            raise self._fallen_back(culprit_of(gradient, self.objective.network.layers))

    def _fallen_back(self, culprit: Message) -> DivergedError:
        """Go back to where the epoch began; the error to raise."""
        self.learned.theta, self.learned.statistics = self.good.theta, self.good.statistics
        self.state = self.state._replace(theta=self.good.theta)
        rate = self.optimizer.rate(self.state.t)
        epoch = len(self.history) + 1
        advice = advice_on_divergence(self.objective.network, self.examples, rate)
        facts = {"epoch": epoch, "culprit": culprit, "advice": advice}
        return self._diverged(Message("training.diverged", **facts))


def culprit_of(gradient: Gradient, layers: Sequence[Layer]) -> Message:
    """The first place, on the way forward and back, where a number is not finite.

    Example:
        >>> nan = np.array([np.nan])
        >>> culprit_of(Gradient(g=nan, z=nan, caches=[]), [])
        'the gradient'
    """
    outputs = [cache.get("x", np.zeros(1)) for cache in gradient.caches[1:]]
    for k, (output, layer) in enumerate(zip([*outputs, gradient.z], layers, strict=False)):
        if not np.isfinite(output).all():  # what goes into the next layer
            return Message("training.diverged.output", layer=k + 1, title=title(layer))
    return Message("training.diverged.gradient")
