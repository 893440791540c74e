"""Staff that takes a task and promises a result: processes of our own, and executors of others."""

import warnings
from abc import abstractmethod
from collections import deque
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)
from typing import Any, TypeAlias, final

from edunn.errors import WorkerError
from edunn.workers.pool import end, new_pool, submit
from edunn.workers.staff import Answer, Answers, Staff, said_size
from edunn.workers.tasks import Done, Task, do

Promise: TypeAlias = Future[Done | None]
"""An answer that is yet to come."""

PATIENCE = 3
"""How often in a row a pool may lose a process without having done a single task in between."""


class Futures(Staff):
    """What all of them have in common: how tasks are handed in, and what if a worker is lost."""

    def answers(self, queue: deque[Task], size: int) -> Answers:
        running: dict[Promise, Task] = {}
        limit = size  # nobody gets a second task before somebody has answered a first
        try:
            while queue or running:
                try:
                    while queue and len(running) < limit:
                        promise = self._submit(queue[0])
                        running[promise] = queue.popleft()
                    for promise in wait(running, return_when=FIRST_COMPLETED).done:
                        answer = _kept(promise)
                        self._worked()
                        yield running.pop(promise), answer
                    limit = 2 * size  # from now on the next task is there in time
                except BrokenExecutor as error:
                    queue.extendleft(reversed(running.values()))
                    running.clear()
                    self._mend(error)
        finally:
            for promise in running:
                promise.cancel()

    @abstractmethod
    def _submit(self, task: Task) -> Promise:
        """Hand in a task."""

    @abstractmethod
    def _mend(self, error: BrokenExecutor) -> None:
        """Make it work again after a worker was lost, or raise a WorkerError."""

    def _worked(self) -> None:
        """A task was answered."""
        return


@final
class Hired(Futures):
    """Processes of our own: started when first needed, and replaced when they are lost."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.pool: ProcessPoolExecutor | None = None
        self.has_worked = False
        self.losses = 0

    def size(self) -> int:
        return self.count

    def end(self, at_once: bool) -> None:
        if self.pool is not None:
            pool, self.pool = self.pool, None
            end(pool, at_once)

    def _submit(self, task: Task) -> Promise:
        if self.pool is None:
            self.pool = new_pool(self.count)
        return submit(self.pool, task)

    def _worked(self) -> None:
        self.has_worked, self.losses = True, 0

    def _mend(self, error: BrokenExecutor) -> None:
        self.end(at_once=True)
        if not self.has_worked:
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
                "seems to end them. Is there memory enough? Try fewer workers, or none, to see."
            ) from error


@final
class Lent(Futures):
    """An executor that somebody made: it knows where its workers are, and keeps them."""

    def __init__(self, executor: Executor) -> None:
        self.executor = executor
        self.shares_memory = isinstance(executor, ThreadPoolExecutor)

    def size(self) -> int:
        return said_size(self.executor)

    def _submit(self, task: Task) -> Promise:
        return self.executor.submit(do, task)

    def _mend(self, error: BrokenExecutor) -> None:
        raise WorkerError(
            f"the {type(self.executor).__name__} that was given as workers lost a worker, and "
            "takes no more tasks. Make a new one and call again; or pass a number of workers: "
            "EduNN replaces its own processes when they are lost, and Dask replaces its own too."
        ) from error


@final
class Cluster(Futures):
    """The executor of a Dask client: workers may come and go, and Dask repeats what they lose."""

    def __init__(self, executor: Any) -> None:
        self.executor = executor

    def size(self) -> int:
        return max(1, int(sum(self.executor._client.nthreads().values())))

    def _submit(self, task: Task) -> Promise:
        with warnings.catch_warnings():
            # Dask advises to put large things into the cluster beforehand. They travel once.
            warnings.filterwarnings("ignore", "Sending large graph", UserWarning)
            promise: Promise = self.executor.submit(do, task, pure=False)  # or it hashes them
            return promise

    def _mend(self, error: BrokenExecutor) -> None:
        raise error


def _kept(promise: Promise) -> Answer:
    """What came of a promise.

    Raises:
        BrokenExecutor: a worker is lost, and with it the task.
    """
    error = promise.exception()
    if isinstance(error, BrokenExecutor) or not isinstance(error, Exception | None):
        raise error
    return error or promise.result()
