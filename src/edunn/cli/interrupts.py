"""Ctrl-C, at any moment, without a traceback.

While modules are imported the program ends at once: an exception may be swallowed there, or be
raised where nothing can catch it. Where something is in progress that has to be left in order, such
as a file half written or worker processes, `raised` makes Ctrl-C the exception KeyboardInterrupt.
And where something can be kept, such as a training, `postponed` waits for its next safe point.
"""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from typing import Any, final

INTERRUPTED = 130
"""The exit code of a program that Ctrl-C ended: 128 + SIGINT."""


def end_at_once() -> None:
    """From now on Ctrl-C ends the process, with one line and the exit code 130."""
    if current_thread() is main_thread():
        signal.signal(signal.SIGINT, _leave)


@contextmanager
def raised() -> Iterator[None]:
    """Within, Ctrl-C raises KeyboardInterrupt.

    Example:
        >>> with raised():
        ...     signal.getsignal(signal.SIGINT) is signal.default_int_handler
        True
    """
    with _handled_by(signal.default_int_handler):
        yield


@final
class Request:
    """Whether Ctrl-C was pressed, and whether that may wait for the next safe point.

    Example:
        >>> request = Request()
        >>> with postponed(request):
        ...     request.may_wait = True
        ...     signal.raise_signal(signal.SIGINT)
        ...     request.is_made
        True
    """

    def __init__(self) -> None:
        self.is_made = False
        self.may_wait = False
        """Whether there is something to keep."""

    def make(self) -> None:
        """Remember it; if there is nothing to keep, or nobody wants to wait any longer, raise.

        Raises:
            KeyboardInterrupt: at once.
        """
        if self.is_made or not self.may_wait:
            raise KeyboardInterrupt
        self.is_made = True


@contextmanager
def postponed(request: Request) -> Iterator[None]:
    """Within, Ctrl-C makes this request; pressed again, it raises KeyboardInterrupt."""
    with _handled_by(lambda *_: request.make()):
        yield


@contextmanager
def _handled_by(handler: Callable[..., Any]) -> Iterator[None]:
    """Within, this function handles Ctrl-C; only the main thread may say so."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _leave(*_: object) -> None:
    os.write(2, b"Interrupted.\n")
    os._exit(INTERRUPTED)
