"""News of a run: what happened since it was last told, seldom enough for a page to follow."""

from collections.abc import Callable, Sequence
from time import perf_counter
from typing import final

from edunn.studio.records import curves_of, record_of
from edunn.studio.wire.events import CurvesGrew, Event, RunChanged
from edunn.studio.wire.runs import Run
from edunn.training import Epoch

APART = 0.1
"""Seconds between two events at least."""

OFTEN = 0.6
"""Seconds between two entries of the diary at least."""

SHARE = 10
"""Writing takes at most one part of so many."""


@final
class News:
    """Publishes new records and how the run is; `told` records are known already."""

    def __init__(self, publish: Callable[[Event], None], told: int) -> None:
        self._publish, self._told, self._at = publish, told, 0.0

    @property
    def is_due(self) -> bool:
        """Whether the last news are old enough."""
        return perf_counter() - self._at >= APART

    def tell(self, run: Run, records: Sequence[Epoch]) -> None:
        """Say how the run is, and all records that nobody has heard of."""
        fresh = records[self._told :]
        if fresh:
            curves = curves_of(map(record_of, fresh))
            self._publish(CurvesGrew(run=run.id, curves=curves))
        self._told, self._at = self._told + len(fresh), perf_counter()
        self._publish(RunChanged(run=run))

    def begin_anew(self, run: Run) -> None:
        """All records are gone."""
        self._told = 0
        self._publish(CurvesGrew(run=run.id, curves=curves_of([]), is_anew=True))


@final
class Diary:
    """Calls `keep` so often that a crash costs less than a second.

    Where writing itself is slow, for a very large network, it takes at most a tenth of the time. A
    single slow entry, such as the first one, is no reason to write more seldom.
    """

    def __init__(self, keep: Callable[[int], None], kept: int) -> None:
        self._keep, self._kept = keep, kept
        self._at, self._took, self._before = perf_counter(), 0.0, 0.0

    @property
    def is_due(self) -> bool:
        """Whether it is time to write."""
        usual = min(self._took, self._before)
        return perf_counter() - self._at > max(OFTEN, SHARE * usual)

    def write(self, records: int) -> None:
        """Write down everything; `records` are there now."""
        started = perf_counter()
        self._keep(min(self._kept, records))
        self._kept, self._at = records, perf_counter()
        self._before, self._took = self._took, self._at - started

    def begin_anew(self) -> None:
        """All records are gone."""
        self._kept = 0
