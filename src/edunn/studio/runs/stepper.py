"""Stepper: cuts a training into short pieces, so that a view never waits for long."""

from collections.abc import Callable
from time import perf_counter
from typing import final

from edunn.studio.runs.live_settings import is_long
from edunn.studio.runs.snapshots import recorded
from edunn.training import GradientDescentTraining, Training

MOMENT = 0.02
"""Seconds of a piece, and so the longest wait of a view."""

CATCH_UP = 0.05
"""Seconds of delay that are made up for; more is dropped."""

ENDLESS = 2**62
"""Epochs: train to the end."""


@final
class Stepper:
    """A training, and how much of it is still requested.

    Args:
        training: the training to advance.
        pace: epochs per second at most; 0 is as fast as possible.
    """

    def __init__(self, training: Training, pace: float) -> None:
        self.training = training
        self.pace = pace
        self.generations = recorded(training)
        self._epochs = 0  # to go
        self._steps = 0  # mini-batches to go
        self._due = 0.0  # when the next epoch may begin

    @property
    def is_done(self) -> bool:
        """Whether all that was requested is done."""
        return not (self._epochs or self._steps)

    @property
    def wait(self) -> float:
        """Seconds until the next piece may begin."""
        return self._due - perf_counter()

    def request(self, epochs: int = 0, steps: int = 0) -> None:
        """Request so many epochs, or mini-batches, from now on."""
        self._epochs, self._steps, self._due = epochs, steps, perf_counter()

    def set_pace(self, pace: float) -> None:
        """Set the pace from now on."""
        self.pace, self._due = pace, perf_counter()

    def piece(self, is_awaited: Callable[[], bool]) -> None:
        """Train for one piece: mini-batches of a long epoch, or epochs as the pace allows.

        Args:
            is_awaited: whether a view waits for the end of the piece.

        Raises:
            DivergedError: a number became infinite.
        """
        training = self.training
        if self._steps and isinstance(training, GradientDescentTraining):
            self._step(training)
        elif isinstance(training, GradientDescentTraining) and (
            is_long(training) or training.position
        ):
            self._mini_batches(training)
        else:
            self._whole_epochs(is_awaited)

    def _step(self, training: GradientDescentTraining) -> None:
        training.step()
        self._steps -= 1
        if training.position == len(training.order):
            next(training)

    def _mini_batches(self, training: GradientDescentTraining) -> None:
        """Mini-batches, to the end of the piece or of the epoch."""
        until = perf_counter() + MOMENT
        while training.position < len(training.order) and perf_counter() < until:
            training.step()
        if training.position == len(training.order):
            next(training)
            self._count(1)

    def _whole_epochs(self, is_awaited: Callable[[], bool]) -> None:
        """Epochs: one at a time, or without a pace as many as fit into the piece."""
        until = perf_counter() + MOMENT
        while True:
            before = self.generations.before() if self.generations else None
            most = 1 if self.generations or self.pace else self._epochs
            done = self.training.advance(most)
            if self.generations:
                self.generations.record(before)
            self._count(len(done["index"]))
            is_over = self.training.finished or not self._epochs or perf_counter() > until
            if self.pace or is_over or is_awaited():
                return

    def _count(self, epochs: int) -> None:
        self._epochs = max(self._epochs - epochs, 0)
        if self.pace:
            self._due = max(self._due + epochs / self.pace, perf_counter() - CATCH_UP)
