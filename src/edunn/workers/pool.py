"""Processes of our own: how they start, and how they end.

They are spawned, not forked: a fork copies threads' locks in whatever state they are, and does not
exist on Windows. So they import the main program anew, and a script needs the usual
`if __name__ == "__main__":`.
"""

import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import current_process, get_context, parent_process
from threading import Thread

from edunn.workers.tasks import Done, Task, do
from edunn.workers.threads import environment


def cores() -> int:
    """How many cores this process may use.

    Example:
        >>> cores() >= 1
        True
    """
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def new_pool(count: int) -> ProcessPoolExecutor:
    """A pool whose processes start with its first tasks."""
    if getattr(current_process(), "_inheriting", False):
        # A new process imports a script without the usual guard, and it comes by here again. It
        # ends without a word; the first process says what there is to say.
        sys.exit(1)
    return ProcessPoolExecutor(count, get_context("spawn"), _begin)


def submit(pool: ProcessPoolExecutor, task: Task) -> "Future[Done | None]":
    """Hand in a task; processes that this starts have one thread, and no ear for Ctrl-C."""
    with environment(), _without_interrupts():
        return pool.submit(do, task)


def end(pool: ProcessPoolExecutor, at_once: bool) -> None:
    """Let the processes finish what they are doing, or not even that; none is left behind."""
    if at_once:
        for process in list((pool._processes or {}).values()):
            process.terminate()
    pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Ctrl-C is sent to every process of a terminal, but only ours has something to say then."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows: see _begin
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """What a process does first."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A parent that was killed cannot end its processes: they wait for its end themselves."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
