"""One thread for linear algebra in each worker: two workers never fight for a core.

It is also part of the promise of this room: with another number of threads, a matrix product may
add its terms in another order, and so end in other last digits.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import Any

LIMITS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""What the linear algebra libraries under NumPy look at when they start."""


STARTED_LIMITED = all(os.environ.get(name) == "1" for name in LIMITS[:2])
"""Whether this process was told to when it started."""


@contextmanager
def environment() -> Iterator[None]:
    """Processes that start meanwhile inherit the limit; this one has long read its own."""
    before = {name: os.environ.get(name) for name in LIMITS}
    os.environ.update(dict.fromkeys(LIMITS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@contextmanager
def one_thread() -> Iterator[bool]:
    """Limit this process meanwhile, with threadpoolctl; tells whether it is limited.

    A process that started with the limit needs nothing. Where others' threads are at work in it,
    the first one in limits, the last one out lifts.
    """
    if STARTED_LIMITED:
        yield True
        return
    controller = _controller()
    if controller is None:
        yield False
        return
    _limit.enter(controller)
    try:
        yield True
    finally:
        _limit.leave()


class _Limit:
    """How many tasks of this process are under way, and how to lift the limit after the last."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.inside = 0
        self.limiter: Any = None

    def enter(self, controller: Any) -> None:
        with self.lock:
            if self.inside == 0:
                self.limiter = controller.limit(limits=1)
            self.inside += 1

    def leave(self) -> None:
        with self.lock:
            self.inside -= 1
            if self.inside == 0:
                self.limiter.restore_original_limits()


_limit = _Limit()


@cache
def _controller() -> Any:
    """Who can limit a running process; None without threadpoolctl."""
    try:
        from threadpoolctl import ThreadpoolController
    except ImportError:
        return None
    return ThreadpoolController()
