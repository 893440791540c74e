"""A crew: many workers that look like one `map`."""

import warnings
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import count
from math import ceil
from typing import Any, final
from uuid import uuid4

from edunn.guards import require_count
from edunn.workers.choosing import Workers, staff_of
from edunn.workers.staff import Staff
from edunn.workers.tasks import KEPT, Done, Open, Sealed, Task, Work


@final
class Crew:
    """Whoever is there to do independent work: `map` over them, and the results are in order.

    A number of workers never changes a result. What all items share is sent to each worker once,
    and workers that join or are replaced get it when they first need it.

    Example:
        >>> from concurrent.futures import ThreadPoolExecutor
        >>> def power(base, exponent):
        ...     return base**exponent
        >>> with ThreadPoolExecutor(2) as threads, Crew.of(threads) as crew:
        ...     list(crew.map(power, 2, [1, 2, 3]))
        [2, 4, 8]
    """

    def __init__(self, staff: Staff | None) -> None:
        self.staff = staff
        self._numbers = count()
        self._keys: dict[int, tuple[str, Any]] = {}
        self._has_warned = False

    @classmethod
    def of(cls, workers: Workers) -> "Crew":
        """The crew for what somebody passed as `workers`.

        Args:
            workers: how many processes to start; an executor (`ProcessPoolExecutor`, Dask's
                `client.get_executor()`, `MPIPoolExecutor`), or something that can map (`map`
                itself, the pools of multiprocessing and Ray), which stay with their owner; None
                for this process alone.

        Raises:
            SettingError: nobody can be meant by that.

        Example:
            >>> Crew.of(0)
            Traceback (most recent call last):
            edunn.errors.SettingError: workers is 0 but must be a whole number, 1 or more.
        """
        return cls(staff_of(workers))

    @property
    def is_alone(self) -> bool:
        """Whether this process does all the work itself."""
        return self.staff is None

    def map(
        self, work: Work, shared: Any, items: Iterable[Any], *, together: int | None = None
    ) -> Iterator[Any]:
        """`work(shared, item)` for each item, in their order, each as soon as it is there.

        Args:
            work: a function that the workers can import.
            shared: what all items share. A crew knows it again by identity: pass the same object
                each time, and do not change it.
            together: how many items travel together; as a rule, each worker gets one parcel. With
                few items that take long, 1 leaves no worker without work.

        Raises:
            WorkerError: workers were lost, or something cannot be sent to them.
            Exception: what the work raised.
        """
        if together is not None:
            require_count("together", together)
        if self.staff is None:
            return (work(shared, item) for item in items)
        return self._answers(self.staff, work, shared, list(items), together)

    def close(self, at_once: bool = False) -> None:
        """End the processes that the crew started; a next `map` would start new ones.

        Args:
            at_once: do not wait for what they are doing.
        """
        self._keys.clear()
        if self.staff is not None:
            self.staff.end(at_once)

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.close(at_once=kind is not None)

    def _answers(
        self, staff: Staff, work: Work, shared: Any, items: list[Any], together: int | None
    ) -> Iterator[Any]:
        size = staff.size()
        parcels = _cut(items, together or ceil(len(items) / size))
        queue = self._tasks(staff, work, shared, parcels)
        expected = deque(task.number for task in queue)
        arrived: dict[int, Done | Exception] = {}
        with closing(staff.answers(queue, size)) as answers:
            for task, answer in answers:
                if answer is None:
                    queue.append(task._replace(shared=Sealed.of(shared)))
                    continue
                arrived[task.number] = answer
                while expected and expected[0] in arrived:
                    yield from self._results(arrived.pop(expected.popleft()))

    def _tasks(
        self, staff: Staff, work: Work, shared: Any, parcels: Iterable[Sequence[Any]]
    ) -> deque[Task]:
        key = self._key_of(shared)
        if staff.shares_memory:
            orders = (Open((work, parcel)) for parcel in parcels)
            return deque(Task(next(self._numbers), key, order, Open(shared)) for order in orders)
        return deque(Task(next(self._numbers), key, Sealed.of((work, p))) for p in parcels)

    def _key_of(self, shared: Any) -> str:
        """The name by which workers know it; to keep it here keeps its identity its own."""
        if id(shared) not in self._keys:
            self._keys[id(shared)] = (uuid4().hex, shared)
            while len(self._keys) > KEPT:
                del self._keys[next(iter(self._keys))]
        return self._keys[id(shared)][0]

    def _results(self, answer: Done | Exception) -> list[Any]:
        """The results, or the first exception: the same one for any number of workers."""
        if isinstance(answer, Exception):
            raise answer
        if not answer.one_thread and not self._has_warned:
            self._has_warned = True
            warnings.warn(
                "linear algebra in the workers may use several threads each, which is slow and may "
                "change last digits. Install threadpoolctl there (it comes with edunn-lab[scale]), "
                "or start them with OMP_NUM_THREADS=1 and OPENBLAS_NUM_THREADS=1.",
                RuntimeWarning,
                stacklevel=3,
            )
        return answer.results


def _cut(items: Sequence[Any], length: int) -> Iterator[Sequence[Any]]:
    """Neighbours stay together, `length` at a time."""
    return (items[start : start + length] for start in range(0, len(items), length or 1))
