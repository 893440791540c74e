"""A limit on time for a function that may never return.

Where the system has a timer that interrupts the main thread, that is used; elsewhere (Windows, or
another thread) Python is told to raise an exception in this thread. Either ends a loop written in
Python; a single call of NumPy is not interrupted, which is why `grade` works in processes.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import c_ulong, py_object, pythonapi
from types import FrameType
from typing import final

OUT_OF_MEMORY = 77
"""How a process ends whose memory is so full that nothing can go on."""

AGAIN = 0.05
"""Seconds until the exception is raised again, for loops that swallow it."""


@final
class TimeIsUp(BaseException):
    """A program ran longer than it may; not an `Exception`, so few programs swallow it."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """End what runs inside after so many seconds.

    Raises:
        TimeIsUp: it took longer.

    Example:
        >>> try:
        ...     with time_limit(0.01):
        ...         while True:
        ...             pass
        ... except TimeIsUp:
        ...     print("ended")
        ended
    """
    is_main = threading.current_thread() is threading.main_thread()
    with _by_signal(seconds) if is_main and hasattr(signal, "setitimer") else _by_thread(seconds):
        yield


@contextmanager
def _by_signal(seconds: float) -> Iterator[None]:
    def end(number: int, frame: FrameType | None) -> None:
        raise TimeIsUp

    handler = signal.signal(signal.SIGALRM, end)
    timer = signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)
        signal.setitimer(signal.ITIMER_REAL, *timer)


@contextmanager
def _by_thread(seconds: float) -> Iterator[None]:
    done, watched = threading.Event(), threading.get_ident()

    def watch() -> None:
        if not done.wait(seconds):
            pythonapi.PyThreadState_SetAsyncExc(c_ulong(watched), py_object(TimeIsUp))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
