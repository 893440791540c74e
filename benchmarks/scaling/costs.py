"""What a message costs: per call, per task and per byte."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, final

import numpy as np

from benchmarks.scaling.timing import quickest
from edunn.workers import Crew
from edunn.workers.staff import Answers, Staff
from edunn.workers.tasks import Task

MANY = 64
HEAVY = 16_000_000


@final
@dataclass(frozen=True)
class Costs:
    """The costs of a call of `Crew.map`, in seconds."""

    kind: str
    call: float
    """Sending one task, and waiting for its answer."""
    task: float
    """Each further task."""
    byte: float
    """Each byte on its way to a worker."""

    def seconds(self, workers: int, bytes_: float) -> float:
        """A call that gives each worker one task, and all of them together so many bytes."""
        return self.call + (workers - 1) * self.task + bytes_ * self.byte


def costs(kind: str, crew: Crew, rounds: int) -> Costs:
    """Measure them: one task, many tasks, and one task with something heavy in it."""
    heavy, crowd = np.zeros(HEAVY, np.uint8), Crew(AsMany(crew.staff))
    times = quickest(
        rounds,
        lambda: list(crew.map(nothing, None, [0])),
        lambda: list(crowd.map(nothing, None, range(MANY))),
        lambda: list(crew.map(nothing, None, [heavy])),
    )
    one, all_of_them, loaded = times
    return Costs(kind, one, (all_of_them - one) / (MANY - 1), (loaded - one) / HEAVY)


@final
class AsMany(Staff):
    """A staff that pretends to be large: all tasks are under way at once."""

    def __init__(self, staff: Staff | None) -> None:
        if staff is None:
            raise ValueError("nobody is there")
        self.staff = staff

    def size(self) -> int:
        return MANY

    def answers(self, queue: deque[Task], size: int) -> Answers:
        return self.staff.answers(queue, size)


def nothing(_shared: object, _item: object) -> None:
    """The work of a task that costs only its message."""


@contextmanager
def own_crew(workers: int) -> Iterator[Crew]:
    """Processes of our own."""
    with Crew.of(workers) as crew:
        yield crew


@contextmanager
def dask_crew(workers: int) -> Iterator[Crew]:
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
        Crew.of(client) as crew,
    ):
        yield crew


KINDS = {"own processes": own_crew, "Dask": dask_crew}
