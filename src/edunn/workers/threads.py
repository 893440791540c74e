"""Threads: linear algebra on one thread in each worker, so that workers do not compete for cores.

This is also part of the guarantee of this package: with another number of threads, a matrix product
may add its terms in another order and so differ in its last digits. Workers that are threads of
this process are no exception: they use as many threads as the process itself.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

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


@contextmanager
def one_thread() -> Iterator[bool]:
    """Limit this process to one thread inside this block; False where that is not possible."""
    controller = None if STARTED_LIMITED else _controller()
    if controller is None:
        yield STARTED_LIMITED
        return
    with controller.limit(limits=1, user_api="blas"):
        yield True


@cache
def _controller() -> Any:
    """The controller of threadpoolctl; None where that is not installed."""
    try:
        from threadpoolctl import ThreadpoolController
    except ImportError:
        return None
    return ThreadpoolController()
