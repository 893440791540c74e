"""Staff: who does the tasks, and how one reaches them.

Each kind answers two questions: how many can work at once (`size`), and, given a queue of tasks,
what are the answers (`answers`, in any order)? Whoever asks may put a task back into the queue
before taking the next answer.
"""

import warnings
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)
from typing import Any, Protocol, TypeAlias, final, runtime_checkable

from edunn.errors import SettingError, WorkerError
from edunn.settings import require_count
from edunn.workers.pool import cores, end, new_pool, submit
from edunn.workers.tasks import Done, Task, attempt, do

PATIENCE = 3
"""How often in a row a pool may lose a process without having done a single task in between."""


@runtime_checkable
class HasMap(Protocol):
    """Something with `map(function, items)`: the pools of multiprocessing and of Ray."""

    def map(self, function: Callable[[Any], Any], items: Iterable[Any], /) -> Iterable[Any]:
        """The function's result for each item."""
        ...


Workers: TypeAlias = int | Executor | HasMap | Callable[..., Iterable[Any]] | None
"""What `workers=` takes: how many processes to start, an executor, anything that can `map`, or None
for this process alone."""

Answer: TypeAlias = Done | Exception | None
"""What was done, or what went wrong in it; None where a worker lacks what the items share."""


class Staff(ABC):
    """Who does the tasks."""

    shares_memory = False
    """Whether they live in this process, so that nothing needs to be sealed."""

    @abstractmethod
    def size(self) -> int:
        """How many can work at once, as far as we can tell."""

    @abstractmethod
    def answers(self, queue: deque[Task], size: int) -> Generator[tuple[Task, Answer], None, None]:
        """Do what is in the queue until it is empty; `size` may work at once."""

    def end(self, at_once: bool) -> None:
        """Send home whom we hired; those who were given to us stay."""
        return


class _Futures(Staff):
    """Staff that takes a task and promises a result."""

    def answers(self, queue: deque[Task], size: int) -> Generator[tuple[Task, Answer], None, None]:
        running: dict[Future[Done | None], Task] = {}
        limit = size  # nobody gets a second task before somebody has answered a first
        try:
            while queue or running:
                try:
                    while queue and len(running) < limit:
                        future = self._submit(queue[0])
                        running[future] = queue.popleft()
                    for future in wait(running, return_when=FIRST_COMPLETED).done:
                        answer = _answer(future)
                        self._worked()
                        yield running.pop(future), answer
                    limit = 2 * size  # from now on the next task is there in time
                except BrokenExecutor as error:
                    queue.extendleft(reversed(running.values()))
                    running.clear()
                    self._mend(error)
        finally:
            for future in running:
                future.cancel()

    @abstractmethod
    def _submit(self, task: Task) -> "Future[Done | None]":
        """Hand in a task."""

    @abstractmethod
    def _mend(self, error: BrokenExecutor) -> None:
        """Make it work again after a worker was lost, or raise a WorkerError."""

    def _worked(self) -> None:
        """A task was answered."""
        return


@final
class Hired(_Futures):
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

    def _submit(self, task: Task) -> "Future[Done | None]":
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
class Lent(_Futures):
    """An executor that somebody made: it knows where its workers are, and keeps them."""

    def __init__(self, executor: Executor) -> None:
        self.executor = executor
        self.shares_memory = isinstance(executor, ThreadPoolExecutor)

    def size(self) -> int:
        cluster: Any = getattr(self.executor, "_client", None)
        if hasattr(cluster, "nthreads"):  # Dask: it may grow and shrink
            return max(1, int(sum(cluster.nthreads().values())))
        return _said_size(self.executor)

    def _submit(self, task: Task) -> "Future[Done | None]":
        with warnings.catch_warnings():
            # Dask advises to put large things into the cluster beforehand. They travel once.
            warnings.filterwarnings("ignore", "Sending large graph", UserWarning)
            return self.executor.submit(do, task)

    def _mend(self, error: BrokenExecutor) -> None:
        raise WorkerError(
            f"the {type(self.executor).__name__} that was given as workers lost a worker, and "
            "takes no more tasks. Make a new one and call again; or pass a number of workers: "
            "EduNN replaces its own processes when they are lost, and Dask replaces its own too."
        ) from error


@final
class Mapper(Staff):
    """Anything that can map: all tasks go out together, and all answers come back together."""

    def __init__(self, mapper: Callable[..., Any], owner: object) -> None:
        self.mapper = mapper
        self.owner = owner
        self.shares_memory = mapper is map

    def size(self) -> int:
        return 1 if self.mapper is map else _said_size(self.owner)

    def answers(self, queue: deque[Task], size: int) -> Generator[tuple[Task, Answer], None, None]:
        while queue:
            tasks = list(queue)
            queue.clear()
            yield from zip(tasks, self.mapper(attempt, tasks), strict=True)


def _answer(future: "Future[Done | None]") -> Answer:
    """A task's result or exception.

    Raises:
        BrokenExecutor: a worker is lost, and with it the task.
    """
    error = future.exception()
    if isinstance(error, BrokenExecutor) or not isinstance(error, Exception | None):
        raise error
    return error or future.result()


def _said_size(workers: object) -> int:
    """How many workers these say they are; as many as we have cores if they do not say."""
    for name in ("_max_workers", "num_workers", "_processes"):  # pools, MPI, multiprocessing
        said = getattr(workers, name, None)
        if isinstance(said, int) and said > 0:
            return said
    return cores()


def staff_of(given: Any) -> Staff | None:
    """Whoever is meant by the `Workers` given; None where this process does it all.

    Raises:
        SettingError: nobody can be meant.
    """
    if given is None:
        return None
    if isinstance(given, int):
        require_count("workers", given)  # True is none
        return Hired(given)
    if hasattr(given, "get_executor"):  # a Dask client, whose own map gives promises
        given = given.get_executor()
    if isinstance(given, Executor):
        return Lent(given)
    mapper = getattr(given, "map", given)
    if callable(mapper) and (mapper is map or not isinstance(given, type)):
        return Mapper(mapper, given)
    raise SettingError(
        f"workers is {given!r} but must be a whole number of processes, 1 or more, an executor "
        "(ProcessPoolExecutor(), client.get_executor() of Dask, MPIPoolExecutor()), or something "
        "that can map. None works in this process."
    )
