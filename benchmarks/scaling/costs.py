"""What a message costs: per call, per task and per byte."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, final

import numpy as np

from benchmarks.scaling.timing import quickest
from edunn.workers import WorkerPool
from edunn.workers.backends import Backend, Outcomes
from edunn.workers.batches import Batch

MANY = 64
HEAVY = 16_000_000


@final
@dataclass(frozen=True)
class Costs:
    """The costs of a call of `WorkerPool.map`, in seconds."""

    kind: str
    call: float
    """Sending one task, and waiting for its result."""
    task: float
    """Each further task."""
    byte: float
    """Each byte on its way to a worker."""

    def seconds(self, workers: int, bytes_: float) -> float:
        """A call that gives each worker one task, and all of them together so many bytes."""
        return self.call + (workers - 1) * self.task + bytes_ * self.byte


def costs(kind: str, pool: WorkerPool, rounds: int) -> Costs:
    """Measure them: one task, many tasks, and one task with something heavy in it."""
    heavy, many = np.zeros(HEAVY, np.uint8), WorkerPool(AsMany(pool.backend))
    times = quickest(
        rounds,
        lambda: list(pool.map(nothing, None, [0])),
        lambda: list(many.map(nothing, None, range(MANY))),
        lambda: list(pool.map(nothing, None, [heavy])),
    )
    one, all_of_them, loaded = times
    return Costs(kind, one, (all_of_them - one) / (MANY - 1), (loaded - one) / HEAVY)


@final
class AsMany(Backend):
    """A backend that pretends to be large: all tasks are under way at once."""

    def __init__(self, backend: Backend | None) -> None:
        if backend is None:
            raise ValueError("there are no workers")
        self.backend = backend

    def size(self) -> int:
        return MANY

    def outcomes(self, queue: deque[Batch], size: int) -> Outcomes:
        return self.backend.outcomes(queue, size)


def nothing(_shared: object, _item: object) -> None:
    """The work of a task that costs only its message."""


@contextmanager
def dask_pool(workers: int) -> Iterator[WorkerPool]:
    """A Dask cluster on this machine, reached over the loopback."""
    from distributed import Client, LocalCluster

    settings: dict[str, Any] = {
        "n_workers": workers,
        "threads_per_worker": 1,
        "host": "127.0.0.1",
        "dashboard_address": "127.0.0.1:0",
        "worker_dashboard_address": None,
        "silence_logs": "CRITICAL",
    }
    with (
        LocalCluster(**settings) as cluster,
        Client(cluster) as client,
        WorkerPool.of(client) as pool,
    ):
        yield pool


KINDS: dict[str, Callable[[int], AbstractContextManager[WorkerPool]]] = {
    "own processes": WorkerPool.of,
    "Dask": dask_pool,
}
