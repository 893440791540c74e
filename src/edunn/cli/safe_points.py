"""A training in pieces with a safe point between two of them, where Ctrl-C loses nothing.

A piece is some quick epochs, a generation, or a mini-batch of an epoch that takes long. Between two
of them the training can be saved, and goes on later, bit for bit, as if nothing had happened.
"""

from time import perf_counter
from typing import final

from edunn.cli.interrupts import Request, postponed
from edunn.progress import watch
from edunn.training import GradientDescentTraining, Training
from edunn.training.scoring import Interrupted

LONG = 0.2
"""Seconds of an epoch that is cut into mini-batches."""


def run(training: Training, progress: bool | None) -> bool:
    """Train to the end: True; or to the safe point after Ctrl-C: False.

    Raises:
        KeyboardInterrupt: Ctrl-C was pressed a second time, or before there was anything new to
            keep, and the training stopped within a piece: it can neither be saved nor go on.
    """
    pieces = Pieces(training)
    try:
        with postponed(pieces.request):
            watch(training, progress, pieces.advance)
    except Interrupted:
        return False
    return True


@final
class Pieces:
    """The pieces of a training, and the request to stop between two of them."""

    def __init__(self, training: Training) -> None:
        self.training = training
        self.request = Request()
        self._is_long = True  # until an epoch has been measured
        training.is_unwanted = lambda: self.request.is_made  # a generation is given up within

    def advance(self) -> int:
        """Learn for one piece; the number of epochs that ended with it.

        Raises:
            Interrupted: a stop was requested.
        """
        if self.request.is_made:
            raise Interrupted
        if self._is_long and isinstance(self.training, GradientDescentTraining):
            return self._epoch_by_mini_batches(self.training)
        epochs = len(self.training.advance()["index"])
        self.request.may_wait = True
        return epochs

    def _epoch_by_mini_batches(self, training: GradientDescentTraining) -> int:
        started = perf_counter()
        while training.position < len(training.order):
            if self.request.is_made:
                raise Interrupted
            training.step()
            self.request.may_wait = True
        next(training)
        seconds = perf_counter() - started
        training.history.columns["seconds"][-1], self._is_long = seconds, seconds > LONG
        return 1
