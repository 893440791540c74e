"""Measuring growth: at each value all in turn, as in a comparison, but with less time."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import final

from benchmarks.growth.sweeps import Sweep
from benchmarks.rounds import in_turn
from benchmarks.work import Contestant

PATIENCE = 3.0
"""Seconds to measure all contestants at one value, if one round leaves room for more."""

MOST = 5
"""Rounds at one value."""

Curve = dict[int, float]
"""Seconds for one unit at each value."""


@final
@dataclass(frozen=True)
class Growth:
    """A sweep, and the curve of each of its lines."""

    sweep: Sweep
    curves: dict[str, Curve]

    @property
    def missing(self) -> list[str]:
        """The lines that were measured nowhere: their package is not installed."""
        return [line.name for line in self.sweep.lines if not self.curves[line.name]]


def grow(sweep: Sweep, quick: bool = False) -> Growth:
    """Go through the values of a sweep; every third, if it is to be quick."""
    curves: dict[str, Curve] = {line.name: {} for line in sweep.lines}
    for value in sweep.values[:: 3 if quick else 1]:
        able = [line for line in sweep.lines if line.is_able(value)]
        for line, seconds in zip(able, typical([a.enter(value) for a in able]), strict=True):
            curves[line.name][value] = seconds / sweep.units(value)
    return Growth(sweep, curves)


def typical(contestants: Sequence[Contestant]) -> list[float]:
    """The median seconds of each contestant, after one round to warm up."""
    in_turn(contestants, 1)
    first = in_turn(contestants, 1)
    seconds = sum(c.pieces * times[0] for c, times in zip(contestants, first, strict=True))
    more = min(MOST, int(PATIENCE / seconds)) - 1
    rest = in_turn(contestants, more) if more > 0 else [()] * len(contestants)
    return [median((*one, *others)) for one, others in zip(first, rest, strict=True)]
