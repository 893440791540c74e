"""Training is an iterator: ask for the next epoch and it happens.

    for epoch in model.training("adam", x, t, epochs=100):
        print(epoch.loss)

So to pause is not to ask, to stop is `break`, and between two epochs everything can be looked at,
saved, or changed. One `next` is one epoch (or one generation of evolution), and gives its record.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from os import PathLike
from time import perf_counter
from typing import Any, Protocol

import numpy as np

from edunn.arrays import Array
from edunn.errors import DivergedError, SettingError
from edunn.guards import require_count
from edunn.messages import Message
from edunn.network import Learned
from edunn.objective import Objective
from edunn.training.early_stopping import EarlyStopping, Watch
from edunn.training.fingerprints import fingerprint
from edunn.training.history import History
from edunn.training.records import Epoch, Examples
from edunn.training.scoring import Fitness
from edunn.workers import WorkerPool, Workers


@dataclass(frozen=True)
class Plan:
    """What a training works through, whatever its way.

    Args:
        epochs: how many epochs or generations at most.
        batch_size: rows of a mini-batch; None is all of them.
        shuffle: whether the rows are shuffled before every epoch.
        classifies: whether to measure accuracy.
        validation: rows that are only looked at.
        early_stopping: when to end before the last epoch.
        fitness: for evolution, how individuals are scored: "accuracy", "loss", or a function of
            outputs `(P, B, O)` and targets `(B, O)` that gives `(P,)`, bigger being better; None is
            what suits the strategy.
        target: for evolution, the fitness of the network at which to end.
        workers: the workers, as `WorkerPool.of` takes them; None for this process alone.

    Raises:
        SettingError: a number of epochs or rows that cannot be.

    Example:
        >>> Plan(epochs=0)
        Traceback (most recent call last):
        edunn.errors.SettingError: epochs is 0 but must be a whole number, 1 or more.
    """

    epochs: int = 100
    batch_size: int | None = None
    shuffle: bool = True
    classifies: bool = True
    validation: Examples | None = None
    early_stopping: EarlyStopping | None = None
    fitness: Fitness | None = None
    target: float | None = None
    workers: Workers = None

    def __post_init__(self) -> None:
        require_count("epochs", self.epochs)
        if self.batch_size is not None:
            require_count("batch_size", self.batch_size)

    def rows_at_once(self, rows: int) -> int:
        """How many of so many rows a mini-batch of gradient descent has."""
        return min(self.batch_size or 32, rows)


class Owner(Protocol):
    """Who knows what a training's numbers stand for, and so can save it: a model."""

    def save(self, path: str | PathLike[str], training: Any = None) -> None:
        """Write itself into a file, with the training in it."""


class Training(ABC, Iterator[Epoch]):
    """Learning that can be paused between two epochs, looked at, saved and resumed.

    Attributes:
        objective: the loss that is to become small, as a function of theta.
        examples: the rows that are learned from.
        learned: theta and statistics as they are now; changes with every step.
        history: the records so far.
        random: the source of every random number.
        pool: the workers. Processes that it started end with the training; to end them before,
            `pool.close()`.
    """

    def __init__(
        self,
        objective: Objective,
        learned: Learned,
        examples: Examples,
        plan: Plan,
        random: np.random.Generator,
    ) -> None:
        self.objective = objective
        self.learned = learned
        self.examples = examples
        self.plan = plan
        self.random = random
        self.pool = WorkerPool.of(plan.workers)
        self.history = History()
        self.forward_passes = 0
        self.watch = Watch()
        self.owner: Owner | None = None
        """The model that learns here."""

    @cached_property
    def fingerprint(self) -> str:
        """That of the rows: a saved training goes on with the same ones only."""
        return fingerprint(self.examples, self.plan.validation)

    @property
    def finished(self) -> bool:
        """Whether there is nothing left to do."""
        return bool(self.history.ending)

    def __next__(self) -> Epoch:
        if self.finished:
            raise StopIteration
        try:
            record = self._measured_epoch()
        except BaseException:
            self.pool.close(at_once=True)  # unfinished work is not needed any more
            raise
        self.history.records.append(record)
        self._consider_ending(record)
        if self.finished:
            self.pool.close()
        return record

    def advance(self, most: int | None = None) -> Sequence[Epoch]:
        """Go on for a moment, and give the records: one epoch, or as many as go by in no time.

        Args:
            most: so many epochs at most.

        For whoever wants to get to the end, and not to look at the network after every epoch. What
        comes out is the same, bit for bit.

        Raises:
            StopIteration: all epochs are done.
        """
        return [next(self)]

    def finish(self, epoch: int | None = None) -> History:
        """Go on to the end, or to the end of that epoch.

        Example:
            >>> from edunn import Model
            >>> training = Model([[1], [1]], "mse").training("sgd", [[0.0]], [1.0], epochs=1000)
            >>> len(training.finish())
            1000
        """
        last = self.plan.epochs if epoch is None else epoch
        while not self.finished and len(self.history) < last:
            self.advance(last - len(self.history))
        return self.history

    def save(self, path: str | PathLike[str]) -> None:
        """Write the model, with this training in mid-run, into one file.

        `Model.from_file(path).resume(inputs, labels)` goes on with it, bit for bit.

        Raises:
            SettingError: no model is known, or something in the training cannot be saved.
            OSError: the file cannot be written.
        """
        if self.owner is None:
            raise SettingError(
                "this training belongs to no model: make it with model.training(...)."
            )
        self.owner.save(path, training=self)

    @abstractmethod
    def step(self) -> object:
        """The smallest piece of a training: one mini-batch, or one generation."""

    def _measured_epoch(self) -> Epoch:
        """An epoch's record, with the validation rows and the time it took."""
        started = perf_counter()
        with np.errstate(all="ignore"):  # overflow is looked for below, with better words
            measured = self._epoch()
            return replace(measured, **self._validate(), seconds=perf_counter() - started)

    @abstractmethod
    def _epoch(self) -> Epoch:
        """Learn for one epoch; its record, without validation.

        Raises:
            DivergedError: a number is NaN or infinite.
        """

    def _diverged(self, reason: Message) -> DivergedError:
        """The error to raise; the training is over."""
        self.history.ending = Message("training.stopped", reason=reason)
        return DivergedError(reason)

    def _validate(self) -> dict[str, Any]:
        rows = self.plan.validation
        if rows is None:
            return {}
        loss, accuracy = self._measured(rows)
        return {"val_loss": loss, "val_accuracy": accuracy}

    def _measured(self, rows: Examples) -> tuple[float, float | None]:
        """Loss, its penalty included, and accuracy of the network as it is, on these rows."""
        theta, statistics = self.learned.theta, self.learned.statistics
        scores = self.objective.logits(theta, rows.x, statistics)
        loss = self.objective.mean_loss(scores, rows.t, rows.weights)
        return float(loss + self.objective.penalty(theta)), self._accuracy(scores, rows.t)

    def _accuracy(self, scores: Array, t: Array) -> float | None:
        """The share of rows classified right; None where the task is not classification."""
        return float(self.objective.are_right(scores, t).mean()) if self.plan.classifies else None

    def _consider_ending(self, record: Epoch) -> None:
        rule = self.plan.early_stopping
        if rule is not None:
            self.watch = rule.observe(
                self.watch, record, self.learned.theta, self.learned.statistics
            )
        if rule is not None and rule.is_over(self.watch):
            self._end(
                Message("training.stopped_early", monitor=rule.monitor, epoch=self.watch.epoch)
            )
        elif record.index >= self.plan.epochs:
            self._end(Message("training.all_epochs"))

    def _end(self, ending: Message) -> None:
        """Write the ending, and go back to the best epoch where that was asked for."""
        rule = self.plan.early_stopping
        if rule is not None and rule.restore_best_weights and self.watch.theta is not None:
            self.learned.theta = self.watch.theta
            self.learned.statistics = self.watch.statistics
            ending = Message("training.weights_restored", ending=ending, epoch=self.watch.epoch)
        self.history.ending = ending
