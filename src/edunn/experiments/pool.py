"""A pool of processes: runs do not depend on each other, so every core can do one.

Each process does its linear algebra on one thread. So two runs never fight for a core, and a sum is
always added up in the same order: results do not depend on the number of workers.
"""

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TypeVar

from edunn.settings import require_count

Item = TypeVar("Item")
Result = TypeVar("Result")

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""What the linear algebra libraries under NumPy look at when they start."""


def spread(
    work: Callable[[Item], Result], items: Iterable[Item], workers: int | Executor | None = None
) -> Iterator[Result]:
    """The result of `work` for each item, in their order, each as soon as it is there.

    The processes import the main program anew, so a script that calls this needs the usual
    `if __name__ == "__main__":`.

    Args:
        work: a function that another process can import.
        workers: how many processes (None: one a core), or an executor that is there already.

    Raises:
        SettingError: not a positive number of workers.

    Example:
        >>> from concurrent.futures import ThreadPoolExecutor
        >>> with ThreadPoolExecutor(2) as threads:
        ...     list(spread(abs, [-1, 2, -3], threads))
        [1, 2, 3]
    """
    if isinstance(workers, Executor):
        yield from workers.map(work, items)
        return
    with _processes(os.cpu_count() or 1 if workers is None else workers) as pool:
        yield from pool.map(work, items)


@contextmanager
def _processes(count: int) -> Iterator[Executor]:
    """A pool that begins nothing new once somebody stops asking."""
    require_count("workers", count)
    with _one_thread_each():
        pool = ProcessPoolExecutor(count, get_context("spawn"), _end_quietly)
        try:
            yield pool
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Processes that start meanwhile inherit the limit; this one has long read its own."""
    before = {name: os.environ.get(name) for name in THREADS}
    os.environ.update(dict.fromkeys(THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _end_quietly() -> None:
    """On Ctrl-C a worker simply ends; the parent says what there is to say."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
