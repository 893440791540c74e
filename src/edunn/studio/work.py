"""Work: a training in small pieces, so that whoever wants to look never waits for long."""

from collections.abc import Callable
from time import perf_counter
from typing import final

from edunn.studio.generations import album_of
from edunn.studio.steering import is_long
from edunn.training import GradientDescentTraining, Training

MOMENT = 0.02
"""Seconds of a piece: so long may a look have to wait."""

CATCH_UP = 0.05
"""Seconds of delay that are made up for; more is forgotten."""

ENDLESS = 2**62
"""Epochs, for whoever wants it to go on to the end."""


@final
class Work:
    """A training, and how much of it was asked for.

    Args:
        training: what to go on with.
        pace: epochs a second at most; 0 is as fast as it can.
    """

    def __init__(self, training: Training, pace: float) -> None:
        self.training = training
        self.pace = pace
        self.album = album_of(training)
        self._epochs = 0  # to go
        self._steps = 0  # mini-batches to go
        self._due = 0.0  # when the next epoch may begin

    @property
    def is_done(self) -> bool:
        """Whether everything that was asked for has happened."""
        return not (self._epochs or self._steps)

    @property
    def wait(self) -> float:
        """Seconds until the next piece may begin."""
        return self._due - perf_counter()

    def ask(self, epochs: int = 0, steps: int = 0) -> None:
        """Ask for so many epochs, or mini-batches, from now on."""
        self._epochs, self._steps, self._due = epochs, steps, perf_counter()

    def hurry(self, pace: float) -> None:
        """Another pace from now on."""
        self.pace, self._due = pace, perf_counter()

    def piece(self, is_awaited: Callable[[], bool]) -> None:
        """Mini-batches of a long epoch, or as many epochs as the pace and a moment allow.

        Args:
            is_awaited: whether somebody waits for the piece to end.

        Raises:
            DivergedError: a number became infinite.
        """
        training = self.training
        if self._steps and isinstance(training, GradientDescentTraining):
            self._step(training)
        elif isinstance(training, GradientDescentTraining) and (
            is_long(training) or training.position
        ):
            self._walk(training)
        else:
            self._leap(is_awaited)

    def _step(self, training: GradientDescentTraining) -> None:
        training.step()
        self._steps -= 1
        if training.position == len(training.order):
            next(training)

    def _walk(self, training: GradientDescentTraining) -> None:
        """Mini-batches, for a moment or to the end of the epoch."""
        until = perf_counter() + MOMENT
        while training.position < len(training.order) and perf_counter() < until:
            training.step()
        if training.position == len(training.order):
            next(training)
            self._count(1)

    def _leap(self, is_awaited: Callable[[], bool]) -> None:
        """Epochs: one at a time, or without a pace as many as go by in a moment."""
        until = perf_counter() + MOMENT
        while True:
            before = self.album.before() if self.album else None
            most = 1 if self.album or self.pace else self._epochs
            done = self.training.advance(most)
            if self.album:
                self.album.keep(before)
            self._count(len(done))
            is_over = self.training.finished or not self._epochs or perf_counter() > until
            if self.pace or is_over or is_awaited():
                return

    def _count(self, epochs: int) -> None:
        self._epochs = max(self._epochs - epochs, 0)
        if self.pace:
            self._due = max(self._due + epochs / self.pace, perf_counter() - CATCH_UP)
