"""How often a run in progress is published, and saved."""

from collections.abc import Callable
from time import perf_counter
from typing import final

from edunn.studio.runs.events import CurvesGrew, Event, RunChanged
from edunn.studio.runs.messages import NO_CURVES, Curves, Run
from edunn.training import History

APART = 0.1
"""Seconds between two events at least."""

OFTEN = 0.6
"""Seconds between two checkpoints at least."""

SHARE = 10
"""Saving takes at most one part in so many of the time."""


@final
class Publisher:
    """Publishes a run and its new records; the first `published` records are known already."""

    def __init__(self, publish: Callable[[Event], None], published: int) -> None:
        self._publish, self._published, self._at = publish, published, 0.0

    @property
    def is_due(self) -> bool:
        """Whether the last event is old enough for another one."""
        return perf_counter() - self._at >= APART

    def publish(self, run: Run, history: History) -> None:
        """Publish the run, and all records that were not published before."""
        fresh = Curves.of(history.since(self._published))
        if fresh.index:
            self._publish(CurvesGrew(run=run.id, curves=fresh))
        self._published, self._at = self._published + len(fresh.index), perf_counter()
        self._publish(RunChanged(run=run))

    def reset(self, run: Run) -> None:
        """Start again without records."""
        self._published = 0
        self._publish(CurvesGrew(run=run.id, curves=NO_CURVES, is_anew=True))


@final
class CheckpointWriter:
    """Calls `save` so often that a crash costs less than a second of training.

    Where saving is slow, for a very large network, it takes at most a tenth of the time. A single
    slow checkpoint, such as the first one, does not make them rarer.
    """

    def __init__(self, save: Callable[[int], None], saved: int) -> None:
        self._save, self._saved = save, saved
        self._at, self._seconds, self._seconds_before = perf_counter(), 0.0, 0.0

    @property
    def is_due(self) -> bool:
        """Whether it is time for a checkpoint."""
        usual = min(self._seconds, self._seconds_before)
        return perf_counter() - self._at > max(OFTEN, SHARE * usual)

    @property
    def has_written(self) -> bool:
        """Whether anything was saved by this writer."""
        return self._seconds > 0

    def write(self, records: int) -> None:
        """Save the run, which has so many records now."""
        started = perf_counter()
        self._save(min(self._saved, records))
        self._saved, self._at = records, perf_counter()
        self._seconds_before, self._seconds = self._seconds, self._at - started

    def reset(self) -> None:
        """Start again without records."""
        self._saved = 0
