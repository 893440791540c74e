"""Backends: what computes the batches.

    Owned       processes that we start, replace and end
    External    an executor of the caller's: threads, processes, MPI
    Dask        the executor of a Dask client
    Mapper      anything that can `map`: the built-in function, multiprocessing, Ray

Owned processes are spawned, not forked: a fork copies the locks of other threads in whatever state
they are, and does not exist on Windows. So each imports the main program anew, and a script needs
the usual `if __name__ == "__main__":`.
"""

import os
import signal
import sys
import warnings
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)
from contextlib import contextmanager
from multiprocessing import current_process, get_context, parent_process
from threading import Thread
from typing import Any, TypeAlias, final

from edunn.errors import WorkerError
from edunn.workers.batches import Batch, BatchResult, run, run_or_return_error
from edunn.workers.threads import cores, one_thread_environment

Outcome: TypeAlias = BatchResult | Exception | None
"""A result, or the exception that was raised; None where the worker lacks the shared value."""

Outcomes: TypeAlias = Generator[tuple[Batch, Outcome], None, None]
"""Batches with their outcomes, as they come."""

Promise: TypeAlias = Future[BatchResult | None]
"""The outcome of a batch that is still being computed."""

PATIENCE = 3
"""How many times in a row owned processes may be lost without completing a batch in between."""


class Backend(ABC):
    """What computes the batches."""

    shares_memory = False
    """Whether the workers live in this process, so that nothing has to be pickled."""

    @abstractmethod
    def size(self) -> int:
        """The number of workers, as far as it is known."""

    @abstractmethod
    def outcomes(self, queue: deque[Batch], size: int) -> Outcomes:
        """Compute the batches in the queue, `size` at a time, in any order, until it is empty.

        The caller may put a batch back into the queue before it takes the next outcome.
        """

    def close(self, at_once: bool) -> None:
        """End the processes that we started; external workers go on."""
        return


@final
class Mapper(Backend):
    """Anything that can map: all batches are sent together, and all outcomes return together."""

    def __init__(self, mapper: Callable[..., Any], owner: object) -> None:
        self.mapper = mapper
        self.owner = owner
        self.shares_memory = mapper is map

    def size(self) -> int:
        return 1 if self.mapper is map else declared_size(self.owner)

    def outcomes(self, queue: deque[Batch], size: int) -> Outcomes:
        while queue:
            batches = list(queue)
            queue.clear()
            yield from zip(batches, self.mapper(run_or_return_error, batches), strict=True)


class FutureBackend(Backend):
    """The base class of executors: how batches are submitted, and what happens to lost ones."""

    def outcomes(self, queue: deque[Batch], size: int) -> Outcomes:
        running: dict[Promise, Batch] = {}
        limit = size  # a second batch each only after the first outcome
        try:
            while queue or running:
                try:
                    self._submit_some(queue, running, limit)
                    yield from self._completed(running)
                    limit = 2 * size  # from now on the next batch is waiting at the worker
                except BrokenExecutor as error:
                    queue.extendleft(reversed(running.values()))
                    running.clear()
                    self._recover(error)
                except Exception as error:  # of the executor: those of the work are outcomes
                    raise closed(error) from error
        finally:
            for promise in running:
                promise.cancel()

    def _submit_some(self, queue: deque[Batch], running: dict[Promise, Batch], limit: int) -> None:
        while queue and len(running) < limit:
            promise = self._submit(queue[0])
            running[promise] = queue.popleft()

    def _completed(self, running: dict[Promise, Batch]) -> Outcomes:
        """The batches that are completed next."""
        for promise in wait(running, return_when=FIRST_COMPLETED).done:
            outcome = _outcome_of(promise)
            self._succeeded()
            yield running.pop(promise), outcome

    @abstractmethod
    def _submit(self, batch: Batch) -> Promise:
        """Hand in a batch."""

    @abstractmethod
    def _recover(self, error: BrokenExecutor) -> None:
        """Make the executor usable after a worker was lost, or raise a WorkerError."""

    def _succeeded(self) -> None:
        """A batch came back."""
        return


@final
class Owned(FutureBackend):
    """Processes of our own: started when first needed, and replaced when they are lost."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.processes: ProcessPoolExecutor | None = None
        self.has_succeeded = False
        self.losses = 0

    def size(self) -> int:
        return self.count

    def close(self, at_once: bool) -> None:
        """Let the processes finish their batches, or end them at once; none is left behind."""
        if self.processes is None:
            return
        ending, self.processes = self.processes, None
        if at_once:
            for process in list((ending._processes or {}).values()):
                process.terminate()
        ending.shutdown(wait=True, cancel_futures=True)

    def _submit(self, batch: Batch) -> Promise:
        if self.processes is None:
            self.processes = _new_processes(self.count)
        with one_thread_environment(), _interrupts_blocked():  # processes start here
            return self.processes.submit(run, batch)

    def _succeeded(self) -> None:
        self.has_succeeded, self.losses = True, 0

    def _recover(self, error: BrokenExecutor) -> None:
        self.close(at_once=True)
        if not self.has_succeeded:
            raise WorkerError(
                "the worker processes ended before their first task. A process imports the "
                "program that started it, so the program must be a file, and what it does must "
                'stand under `if __name__ == "__main__":`. If so, is there memory for '
                f"{self.count} processes?"
            ) from None
        self.losses += 1
        if self.losses > PATIENCE:
            raise WorkerError(
                f"worker processes were lost {self.losses} times in a row, so the work itself "
                "seems to end them. Is there enough memory? Try fewer workers, or none, to see."
            ) from error


@final
class External(FutureBackend):
    """An executor that the caller made: it manages its workers, and the caller closes it."""

    def __init__(self, executor: Executor) -> None:
        self.executor = executor
        self.shares_memory = isinstance(executor, ThreadPoolExecutor)

    def size(self) -> int:
        return declared_size(self.executor)

    def _submit(self, batch: Batch) -> Promise:
        return self.executor.submit(run, batch)

    def _recover(self, error: BrokenExecutor) -> None:
        raise WorkerError(
            f"the {type(self.executor).__name__} that was given as workers lost a worker, and "
            "takes no more tasks. Make a new one and call again; or pass a number of workers: "
            "EduNN replaces its own processes when they are lost, and Dask replaces its own too."
        ) from error


@final
class Dask(FutureBackend):
    """The executor of a Dask client: workers may come and go, and Dask repeats what is lost."""

    def __init__(self, executor: Any) -> None:
        self.executor = executor

    def size(self) -> int:
        client = self.executor._client
        try:
            if client.status not in ("closing", "closed"):  # where it might wait for ever
                return max(1, int(sum(client.nthreads().values())))
        except Exception as error:  # it was closed in between
            raise closed(error) from error
        raise closed()

    def _submit(self, batch: Batch) -> Promise:
        with warnings.catch_warnings():
            # Dask advises to scatter large values beforehand. Here they are sent once.
            warnings.filterwarnings("ignore", "Sending large graph", UserWarning)
            promise: Promise = self.executor.submit(run, batch, pure=False)  # pure: hashes it
            return promise

    def _recover(self, error: BrokenExecutor) -> None:
        raise error


def closed(error: Exception | None = None) -> WorkerError:
    """The error of an executor that was closed, by its owner or by an accident, in mid-run."""
    reason = "" if error is None else f" ({type(error).__name__}{f': {error}' * bool(str(error))})"
    return WorkerError(
        f"the workers were closed while there was work for them{reason}. Close a client, cluster "
        "or executor only after the training or experiment ends, and give a new one to go on."
    )


def declared_size(workers: object) -> int:
    """The number of workers that an object declares; the number of cores if it declares none."""
    for name in ("_max_workers", "num_workers", "_processes"):  # pools, MPI, multiprocessing
        declared = getattr(workers, name, None)
        if isinstance(declared, int) and declared > 0:
            return declared
    return cores()


def _outcome_of(promise: Promise) -> Outcome:
    """The outcome of a completed promise.

    Raises:
        BrokenExecutor: a worker was lost, and the batch with it.
    """
    error = promise.exception()
    if isinstance(error, BrokenExecutor) or not isinstance(error, Exception | None):
        raise error
    return error or promise.result()


def _new_processes(count: int) -> ProcessPoolExecutor:
    """An executor whose processes start with its first batches."""
    if getattr(current_process(), "_inheriting", False):
        # A new process imports a script without the usual guard, and so arrives here again. It
        # ends silently; the first process reports the error.
        sys.exit(1)
    return ProcessPoolExecutor(count, get_context("spawn"), _initialize)


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Ctrl-C reaches every process of a terminal, but only this one should report it."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows: see _initialize
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _initialize() -> None:
    """The first thing that a process does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_exit_with_parent, daemon=True).start()


def _exit_with_parent() -> None:
    """A parent that was killed cannot end its processes, so each waits for the parent's end."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
