"""The pool: many workers behind one `map`."""

import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import closing
from itertools import count
from math import ceil
from typing import Any, Protocol, TypeAlias, final, runtime_checkable
from uuid import uuid4

from edunn.errors import SettingError
from edunn.guards import require_count, require_within
from edunn.messages import in_short
from edunn.workers.backends import Backend, Dask, External, Mapper, Owned
from edunn.workers.batches import CACHE_SIZE, Batch, BatchResult, InMemory, Pickled, Work


@runtime_checkable
class HasMap(Protocol):
    """Something with `map(function, items)`: the pools of multiprocessing and of Ray."""

    def map(self, function: Callable[[Any], Any], items: Iterable[Any], /) -> Iterable[Any]:
        """The function's result for each item."""
        ...


@runtime_checkable
class HasExecutor(Protocol):
    """Something that provides an executor: a Dask client."""

    def get_executor(self) -> Any:
        """The executor."""
        ...


Workers: TypeAlias = int | Executor | HasExecutor | HasMap | Callable[..., Iterable[Any]] | None
"""What `workers=` takes: how many processes to start, an executor, anything that can `map`, or None
for this process alone."""


@final
class WorkerPool:
    """Workers for independent items: `map` over them, and the results come in order.

    The number of workers never changes a result. What all items share is sent to each worker once;
    workers that join later, or replace lost ones, receive it when they first need it.

    Example:
        >>> from concurrent.futures import ThreadPoolExecutor
        >>> def power(base, exponent):
        ...     return base**exponent
        >>> with ThreadPoolExecutor(2) as threads, WorkerPool.of(threads) as pool:
        ...     list(pool.map(power, 2, [1, 2, 3]))
        [2, 4, 8]
    """

    def __init__(self, backend: Backend | None) -> None:
        self.backend = backend
        self._numbers = count()
        self._keys: dict[int, tuple[str, Any]] = {}
        self._has_warned = False

    @classmethod
    def of(cls, workers: Workers) -> "WorkerPool":
        """The pool for a `workers` argument.

        Args:
            workers: how many processes to start; an executor (`ProcessPoolExecutor`, Dask's
                `client.get_executor()`, `MPIPoolExecutor`) or something that can map (`map`
                itself, the pools of multiprocessing and Ray), which the caller closes; None for
                this process alone.

        Raises:
            SettingError: it is none of these.

        Example:
            >>> WorkerPool.of(0)
            Traceback (most recent call last):
            edunn.errors.SettingError: workers is 0 but must be a whole number, 1 or more.
        """
        return cls(backend_of(workers))

    @property
    def is_alone(self) -> bool:
        """Whether this process does all the work itself."""
        return self.backend is None

    def map(
        self, work: Work, shared: Any, items: Iterable[Any], *, batch_size: int | None = None
    ) -> Iterator[Any]:
        """`work(shared, item)` for each item, in their order, each as soon as it is there.

        Args:
            work: a function that the workers can import.
            shared: what all items share. A pool recognizes it by identity: pass the same object
                each time, and do not change it.
            batch_size: how many items are sent together; by default each worker gets one batch.
                With few items that take long, 1 leaves no worker without work.

        Raises:
            WorkerError: workers were lost, or something cannot be sent to them.
            Exception: what the work raised.
        """
        if batch_size is not None:
            require_count("batch_size", batch_size)
        if self.backend is None:
            return (work(shared, item) for item in items)
        return self._results(self.backend, work, shared, list(items), batch_size)

    def close(self, at_once: bool = False) -> None:
        """End the processes that the pool started; another `map` starts new ones.

        Args:
            at_once: do not wait for unfinished work.
        """
        self._keys.clear()
        if self.backend is not None:
            self.backend.close(at_once)

    def __enter__(self) -> "WorkerPool":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.close(at_once=kind is not None)

    def _results(
        self, backend: Backend, work: Work, shared: Any, items: list[Any], batch_size: int | None
    ) -> Iterator[Any]:
        size = backend.size()
        slices = _cut(items, batch_size or ceil(len(items) / size))
        queue = self._batches(backend, work, shared, slices)
        expected = deque(batch.number for batch in queue)
        arrived: dict[int, BatchResult | Exception] = {}
        with closing(backend.outcomes(queue, size)) as outcomes:
            for batch, outcome in outcomes:
                if outcome is None:
                    queue.append(batch._replace(shared=Pickled.of(shared)))
                    continue
                arrived[batch.number] = outcome
                while expected and expected[0] in arrived:
                    yield from self._unpacked(arrived.pop(expected.popleft()))

    def _batches(
        self, backend: Backend, work: Work, shared: Any, slices: Iterable[Sequence[Any]]
    ) -> deque[Batch]:
        key = self._key_of(shared)
        if backend.shares_memory:
            pairs = (InMemory((work, items)) for items in slices)
            return deque(Batch(next(self._numbers), key, pair, InMemory(shared)) for pair in pairs)
        return deque(Batch(next(self._numbers), key, Pickled.of((work, s))) for s in slices)

    def _key_of(self, shared: Any) -> str:
        """The key of a shared value; a reference kept beside it keeps its identity unique."""
        if id(shared) not in self._keys:
            self._keys[id(shared)] = (uuid4().hex, shared)
            while len(self._keys) > CACHE_SIZE:
                del self._keys[next(iter(self._keys))]
        return self._keys[id(shared)][0]

    def _unpacked(self, outcome: BatchResult | Exception) -> list[Any]:
        """The results, or the first exception: the same one for any number of workers."""
        if isinstance(outcome, Exception):
            raise outcome
        if not outcome.one_thread and not self._has_warned:
            self._has_warned = True
            warnings.warn(
                "linear algebra in the workers may use several threads each, which is slow and may "
                "change last digits. Install threadpoolctl there (it comes with edunn-lab[scale]), "
                "or start them with OMP_NUM_THREADS=1 and OPENBLAS_NUM_THREADS=1.",
                RuntimeWarning,
                stacklevel=3,
            )
        return outcome.results


MOST_PROCESSES = 4096
"""Processes of one computer, at most."""


def backend_of(workers: Any) -> Backend | None:
    """The backend for a `workers` argument; None where this process does all the work.

    Raises:
        SettingError: it is nothing that can work.
    """
    if workers is None:
        return None
    if isinstance(workers, int):
        require_count("workers", workers)  # which refuses True
        require_within("workers", workers, 1, MOST_PROCESSES)
        return Owned(workers)
    given = workers
    if hasattr(given, "get_executor"):  # a Dask client, whose own `map` returns futures
        given = given.get_executor()
    if isinstance(given, Executor):
        is_dask = hasattr(getattr(given, "_client", None), "nthreads")
        return Dask(given) if is_dask else External(given)
    mapper = getattr(given, "map", given)
    if callable(mapper) and (mapper is map or not isinstance(given, type)):
        return Mapper(mapper, given)
    raise SettingError(
        f"workers is {in_short(given)!r} but must be a whole number of processes, 1 or more, an "
        "executor (ProcessPoolExecutor(), client.get_executor() of Dask, MPIPoolExecutor()), or "
        "something that can map. None works in this process."
    )


def _cut(items: Sequence[Any], length: int) -> Iterator[Sequence[Any]]:
    """Consecutive slices of this length."""
    return (items[start : start + length] for start in range(0, len(items), length or 1))
