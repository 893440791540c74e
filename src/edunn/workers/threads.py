"""Threads: linear algebra on one thread in each worker, so that workers do not compete for cores.

This is also part of the guarantee of this package: with another number of threads, a matrix product
may add its terms in another order and so differ in its last digits. Workers that are threads of
this process are no exception: they use as many threads as the process itself.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from threading import Lock
from typing import Any, final

LIMITS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""Environment variables that the linear algebra libraries under NumPy read when they start."""

STARTED_LIMITED = all(os.environ.get(name) == "1" for name in LIMITS[:2])
"""Whether this process was started with one thread."""


def cores() -> int:
    """The number of cores that this process may use.

    Example:
        >>> cores() >= 1
        True
    """
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def one_thread_environment() -> Iterator[None]:
    """Processes started inside this block use one thread; this process keeps its own number."""
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


@final
class OneThread:
    """Linear algebra on one thread, while at least one block of code wants it.

    The number of threads belongs to the process, not to a thread: so the first block to begin sets
    it, and the last to end puts it back.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._blocks = 0
        self._limiter: Any = None

    @contextmanager
    def __call__(self) -> Iterator[bool]:
        """Limit this process inside this block; False where that is not possible."""
        controller = None if STARTED_LIMITED else _controller()
        if controller is None:
            yield STARTED_LIMITED
            return
        with self._lock:
            self._blocks += 1
            if self._blocks == 1:
                self._limiter = controller.limit(limits=1, user_api="blas")
        try:
            yield True
        finally:
            with self._lock:
                self._blocks -= 1
                if not self._blocks:
                    self._limiter.restore_original_limits()


one_thread = OneThread()


def blas_threads() -> int:
    """How many threads linear algebra may use here: as many as it was started with."""
    controller = _controller()
    if STARTED_LIMITED or controller is None:
        return 1
    return min(cores(), *(int(library.num_threads) for library in controller.lib_controllers))


def blas_libraries() -> list[Any]:
    """The BLAS libraries in this process, to be called by `ctypes`."""
    controller = _controller()
    return [library.dynlib for library in controller.lib_controllers] if controller else []


def _controller() -> Any:
    """The controller of threadpoolctl; None where that is not installed."""
    return _found(len(sys.modules))


@lru_cache(maxsize=1)
def _found(modules: int) -> Any:
    """The same; searched for again after an import, which may have loaded a library."""
    try:
        from threadpoolctl import ThreadpoolController
    except ImportError:
        return None
    return ThreadpoolController().select(user_api="blas")
