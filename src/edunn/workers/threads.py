"""One thread for linear algebra in each worker: two workers never fight for a core.

It is also part of the promise of this room: with another number of threads, a matrix product may
add its terms in another order, and so end in other last digits. Workers that are threads of this
process are no exception: they compute as this process would, on as many threads as it uses.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
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
    """Limit this process meanwhile, with threadpoolctl; tells whether it is limited."""
    controller = None if STARTED_LIMITED else _controller()
    if controller is None:
        yield STARTED_LIMITED
        return
    with controller.limit(limits=1, user_api="blas"):
        yield True


@cache
def _controller() -> Any:
    """Who can limit a running process; None without threadpoolctl."""
    try:
        from threadpoolctl import ThreadpoolController
    except ImportError:
        return None
    return ThreadpoolController()
