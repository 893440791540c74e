"""All that a run has measured."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import final

from benchmarks.growth import Growth
from benchmarks.memory import Peak
from benchmarks.rounds import Attempts, Result


@final
@dataclass(frozen=True)
class Measured:
    """The results of a run; what was not asked for is empty.

    Args:
        machine: facts about where and when, see `benchmarks.machine`.
        results: of the comparisons.
        attempts: of the trials.
        growths: of the sweeps.
        peaks: of memory.
    """

    machine: Mapping[str, str]
    results: tuple[Result, ...] = ()
    attempts: tuple[Attempts, ...] = ()
    growths: tuple[Growth, ...] = ()
    peaks: tuple[Peak, ...] = ()

    @property
    def chapters(self) -> list[str]:
        """In the order of the comparisons and trials."""
        told = [r.workload.chapter for r in self.results]
        return list(dict.fromkeys([*told, *(a.trial.chapter for a in self.attempts)]))
