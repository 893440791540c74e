"""Open runs: those in memory, and those that leave it because they rest.

A training holds its rows as numbers, and evolution its populations too: hundreds of megabytes, for
a large run. All of it is in the run's file as well, so a run that rests may be closed, and is
opened again when it is next looked at. The run that was used last stays open.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from time import monotonic
from typing import final

import numpy as np

from edunn.messages import Message as Coded
from edunn.studio.messages import Conflict
from edunn.studio.runs.run_thread import RunThread
from edunn.training import EvolutionTraining, Training

OPEN = 16
"""Runs in memory at a time; those in progress always are."""

LARGE = 8_000_000
"""Bytes of a run that leaves the memory when it has rested for a while."""

A_WHILE = 60.0
"""Seconds."""

RESTING = 500_000_000
"""Bytes of all runs that rest, together."""

IN_PROGRESS = 3_000_000_000
"""Bytes of all runs in progress, together, of which no run can leave."""


@final
class OpenRuns:
    """The runs in memory, the one used last at the end; its owner has the lock.

    Example:
        >>> OpenRuns().get(1) is None
        True
    """

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._threads: OrderedDict[int, RunThread] = OrderedDict()
        self._used: dict[int, float] = {}
        self._now = now

    def __len__(self) -> int:
        return len(self._threads)

    def threads(self) -> dict[int, RunThread]:
        """All of them, by their numbers."""
        return dict(self._threads)

    def get(self, number: int) -> RunThread | None:
        """The run, if it is open."""
        return self._threads.get(number)

    def use(self, number: int) -> RunThread | None:
        """The run, if it is open, which from now on is the one used last."""
        thread = self._threads.get(number)
        if thread is not None:
            self._threads.move_to_end(number)
            self._used[number] = self._now()
        return thread

    def enter(self, number: int, thread: RunThread) -> None:
        """Add a run, as the one used last."""
        self._threads[number] = thread
        self.use(number)

    def pop(self, number: int) -> RunThread | None:
        """Take out a run."""
        self._used.pop(number, None)
        return self._threads.pop(number, None)

    def clear(self) -> None:
        """Take out all runs."""
        self._threads.clear()
        self._used.clear()

    def leaving(self) -> list[RunThread]:
        """Take out the runs that are to be closed now."""
        others = list(self._threads.items())[:-1]
        resting = {number: bytes_of(one.run.training) for number, one in others if one.is_at_rest}
        found, total, count = [], sum(resting.values()), len(self._threads)
        for number, size in resting.items():
            is_old = size > LARGE and self._now() - self._used[number] > A_WHILE
            if is_old or total > RESTING or count > OPEN:
                found.append(number)
                total, count = total - size, count - 1
        return [thread for number in found if (thread := self.pop(number))]

    def require_memory(self, training: Training) -> None:
        """Refuse a run for which the runs in progress leave no memory.

        Raises:
            Conflict: it is one.
        """
        running = (one.run for one in self.threads().values() if one.run.is_running)
        taken, own = sum(bytes_of(run.training) for run in running), bytes_of(training)
        if taken and taken + own > IN_PROGRESS:
            raise Conflict(Coded("run.no_memory", taken=taken / 1e6, own=own / 1e6))


def bytes_of(training: Training) -> int:
    """The bytes of the arrays of a training: its rows, and what its algorithm keeps.

    Example:
        >>> from edunn import Model
        >>> bytes_of(Model([[2], [1]], "mse").training("sgd", [[0.0, 1.0]], [1.0]))
        24
    """
    copies = 2 if isinstance(training, EvolutionTraining) else 1  # the last generation is recorded
    rows = [*training.examples, *(training.plan.validation or ())]
    state = {id(part): part for part in getattr(training, "state", ())}
    return _bytes(rows) + copies * _bytes(state.values())


def _bytes(parts: Iterable[object]) -> int:
    """The bytes of those that are arrays."""
    return sum(part.nbytes for part in parts if isinstance(part, np.ndarray))
