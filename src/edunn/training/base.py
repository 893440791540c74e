"""Training is an iterator: each `next` is one epoch (or one generation), and its record.

    for epoch in model.training("adam", x, t, epochs=100):
        print(epoch.loss)

To pause is not to call `next`, to stop is `break`, and between two epochs everything can be looked
at, saved, or changed.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from os import PathLike
from time import perf_counter
from typing import Any, ClassVar, Protocol, final

import numpy as np

from edunn.arrays import Array
from edunn.errors import DivergedError, SettingError, ShapeError
from edunn.guards import require_count, require_number, require_switch
from edunn.messages import Message
from edunn.network import Learned
from edunn.objective import Examples, Objective
from edunn.training.early_stopping import EarlyStopping, Watch
from edunn.training.fingerprint import fingerprint
from edunn.training.history import Columns, Epoch, History
from edunn.training.notes import BEGUN, notes_after
from edunn.training.scoring import Fitness, never
from edunn.workers import WorkerPool, Workers


@final
@dataclass(frozen=True)
class Plan:
    """The settings of a training that do not depend on its algorithm.

    Args:
        epochs: the number of epochs or generations, at most.
        batch_size: rows of a mini-batch; None is all of them.
        shuffle: whether the rows are shuffled before every epoch.
        classifies: whether to measure accuracy.
        validation: the validation set.
        early_stopping: when to end before the last epoch.
        fitness: for evolution, how individuals are scored: "accuracy", "loss", or a function of
            outputs `(P, B, O)` and targets `(B, O)` that gives `(P,)`, bigger being better; None is
            the default of the strategy.
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
        require_switch("shuffle_data", self.shuffle)
        if self.batch_size is not None:
            require_count("batch_size", self.batch_size)
        if self.target is not None:
            require_number("target", self.target)

    def rows_at_once(self, rows: int) -> int:
        """The size of a mini-batch of gradient descent, given the size of the training set."""
        return min(self.batch_size or 32, rows)


class Owner(Protocol):
    """What a training belongs to and can be saved with: a model."""

    def save(self, path: str | PathLike[str], training: Any = None) -> None:
        """Write itself into a file, with the training in it."""

    def cause_of(self, training: Any) -> Message | None:
        """Why a training that has ended has learned nothing, if that is known."""


class Accelerator(ABC):
    """A quicker engine for the same epochs, such as `edunn.training.compiled` has."""

    @abstractmethod
    def advance(self, epochs: int) -> Columns | None:
        """Learn for some epochs, at most so many; None if the readable loop has to do it.

        Returns:
            Their records, as columns.
        """

    def step(self) -> bool:
        """Learn from the next mini-batch; False if the readable loop has to do it."""
        return False


class Training(ABC, Iterator[Epoch]):
    """Learning that can be paused between two epochs, looked at, saved and resumed.

    Attributes:
        objective: the loss that is minimized, as a function of theta.
        examples: the training set; `learn_from` changes its inputs.
        learned: theta and running statistics as they are now; changes with every step.
        history: the learning curves so far.
        random: the source of every random number.
    """

    completion: ClassVar[Message] = Message("training.all_epochs")
    """How most trainings end."""

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
        self.history = History()
        self.forward_passes = 0
        self.watch = Watch()
        self.is_unwanted: Callable[[], bool] = never
        """Whether a generation in progress is to be given up, as if it had not begun."""
        if plan.workers is not None:
            _ = self.pool  # what cannot work is refused now
        self.accelerator: Accelerator | None = None
        """Does what the readable loop would do, only sooner, if there is one."""
        self.owner: Owner | None = None
        """The model that learns here."""

    @cached_property
    def pool(self) -> WorkerPool:
        """The workers. Processes that it started end with the training, or by `pool.close()`."""
        return WorkerPool.of(self.plan.workers)

    @cached_property
    def fingerprint(self) -> str:
        """The hash of the rows: a saved training goes on with the same ones only."""
        return fingerprint(self.examples, self.plan.validation)

    @property
    def finished(self) -> bool:
        """Whether there is nothing left to do."""
        return bool(self.history.ending)

    def __next__(self) -> Epoch:
        rows = self.advance(1)
        return self.history.kind(**{name: column[0] for name, column in rows.items()})

    def advance(self, epochs: int | None = None) -> Columns:
        """Learn for one epoch, or for several where that takes no time; their records as columns.

        The result is the same, bit for bit, as with `next`. To be used on the way to the end, where
        the network is not looked at after every epoch.

        Args:
            epochs: so many at most.

        Raises:
            StopIteration: all epochs are done.
        """
        if self.history.ending:
            raise StopIteration
        most, started = epochs or self.plan.epochs, perf_counter()
        try:
            with np.errstate(all="ignore"):  # overflow raises DivergedError, with better words
                rows = self.accelerator.advance(most) if self.accelerator else None
                rows = rows or {name: [value] for name, value in vars(self._epoch()).items()}
                validated = self._validated() if self.plan.validation else {}
        except BaseException:
            self.pool.close(at_once=True)  # unfinished work is not needed any more
            raise
        if len(rows["index"]) == 1:
            rows = {**rows, **validated, "seconds": [perf_counter() - started]}
        unknown = [None] * len(rows["index"])
        rows = {name: rows.get(name, unknown) for name in ("index", *self.history.columns)}
        for name, column in self.history.columns.items():
            column.extend(rows[name])
        self.history.epoch.extend(rows["index"])
        self._consider_ending()
        if self.history.ending and self.plan.workers is not None:
            self.pool.close()
        return rows

    def finish(self, epoch: int | None = None) -> History:
        """Go on to the end, or to the end of that epoch.

        Example:
            >>> from edunn import Model
            >>> training = Model([[1], [1]], "mse").training("sgd", [[0.0]], [1.0], epochs=1000)
            >>> len(training.finish())
            1000
        """
        last = self.plan.epochs if epoch is None else epoch
        while not self.history.ending and len(self.history.epoch) < last:
            self.advance(last - len(self.history.epoch))
        return self.history

    def learn_from(self, x: Array) -> None:
        """Go on with other inputs for the same targets: the same digits, slanted a little.

        To be called before every epoch to augment data; `resume` takes the rows it began with.

        Raises:
            ShapeError: other rows, or other numbers in a row.
            SettingError: a population or workers have the training set already.

        Example:
            >>> from edunn import Model
            >>> training = Model([[1], [1]], "mse").training("sgd", [[0.0]], [1.0], epochs=2)
            >>> training.learn_from(training.examples.x + 0.5)
        """
        if self.plan.workers is not None:
            raise SettingError(Message("training.rows_are_fixed"))
        before = self.examples.x
        if x.shape != before.shape:
            raise ShapeError(Message("training.other_rows", got=x.shape, due=before.shape))
        _ = self.fingerprint  # that of the rows it began with; the engine sees another object
        self.examples = self.examples._replace(x=x.astype(before.dtype, copy=False).view())

    def save(self, path: str | PathLike[str]) -> None:
        """Write the model, with this training in mid-run, into one file.

        `Model.from_file(path).resume(inputs, labels)` goes on with it, bit for bit.

        Raises:
            SettingError: it belongs to no model, or something in the training cannot be saved.
            OSError: the file cannot be written.
        """
        if self.owner is None:
            raise SettingError(
                "this training belongs to no model: make it with model.training(...)."
            )
        self.owner.save(path, training=self)

    @abstractmethod
    def step(self) -> object:
        """Learn from the smallest piece of a training: one mini-batch, or one generation."""

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

    def measured(self, rows: Examples, learned: Learned) -> tuple[float, float | None]:
        """Loss, penalty included, and accuracy on these rows, by parameters of this training."""
        (x, t, weights), theta = rows, learned.theta
        z = self.objective.logits(theta, x, learned.statistics)
        loss = self.objective.mean_loss(z, t, weights) + self.objective.penalty(theta)
        return float(loss), self.objective.accuracy(z, t) if self.plan.classifies else None

    def _validated(self) -> Columns:
        """The measures of the validation set."""
        loss, accuracy = self.measured(self.plan.validation or self.examples, self.learned)
        return {"val_loss": [loss], "val_accuracy": [accuracy]}

    def _consider_ending(self) -> None:
        rule = self.plan.early_stopping
        if rule is not None:
            theta, statistics = self.learned.theta, self.learned.statistics
            self.watch = rule.observe(self.watch, self.history[-1], theta, statistics)
        if rule is not None and rule.is_over(self.watch):
            self._end(
                Message("training.stopped_early", monitor=rule.monitor, epoch=self.watch.epoch)
            )
        elif len(self.history.epoch) >= self.plan.epochs:
            self._end(self.completion)

    def _end(self, ending: Message) -> None:
        """Write the ending, and go back to the best epoch if so set."""
        rule = self.plan.early_stopping
        if rule is not None and rule.restore_best_weights and self.watch.theta is not None:
            self.learned.theta = self.watch.theta
            self.learned.statistics = self.watch.statistics
            ending = Message("training.weights_restored", ending=ending, epoch=self.watch.epoch)
        self.history.ending = ending
        if len(self.history.epoch) >= BEGUN:
            with np.errstate(all="ignore"):
                self.history.notes += notes_after(self)
