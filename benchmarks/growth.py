"""How cost grows: the time of one row, or of one individual, as one size goes up.

At each value of the size all contestants work in turn, as in a comparison, but with less time.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from statistics import median
from typing import Any, final

from benchmarks.comparison import Contestant, in_turn
from benchmarks.tasks import Breeding, Sampling, Task, noise
from benchmarks.workloads import ENGINES, FRAMEWORKS, GENETIC, STRATEGIES, TINY, Enter, Entrant

PATIENCE = 3.0
"""Seconds to measure all contestants at one value, if one round leaves room for more."""

MOST = 5
"""Rounds at one value."""

GENERATIONS = 2
"""At a time, for every population."""

LARGEST = {"PyGAD, genetic": 1_000}
"""The last value that does not take too long."""

Curve = dict[int, float]
"""Seconds for one unit at each value."""


@final
@dataclass(frozen=True)
class Line:
    """One contestant over all values of a sweep.

    Args:
        name: for the plot.
        package: what must be installed.
        enter: builds the contestant for a value.
        largest: the last value that does not take too long.
    """

    name: str
    package: str
    enter: Callable[[int], Contestant]
    largest: int = 10**9

    def is_able(self, value: int) -> bool:
        """Whether it is to be measured at this value."""
        return value <= self.largest and find_spec(self.package) is not None


@final
@dataclass(frozen=True)
class Sweep:
    """One size that goes up.

    Args:
        name: of the plot's file, and for the columns of the table.
        title, axis, about: for the reader.
        unit: what the time is given for: one row, or one individual.
        units: how many of them a contestant's piece of work has.
        values: of the size.
        lines: the contestants.
    """

    name: str
    title: str
    axis: str
    about: str
    unit: str
    units: Callable[[int], int]
    values: tuple[int, ...]
    lines: tuple[Line, ...]


@final
@dataclass(frozen=True)
class Growth:
    """A sweep, and the curve of each of its lines."""

    sweep: Sweep
    curves: dict[str, Curve]

    @property
    def values(self) -> list[int]:
        """The values at which any line was measured."""
        return sorted({value for curve in self.curves.values() for value in curve})

    @property
    def missing(self) -> list[str]:
        """The lines that were measured nowhere: their package is not installed."""
        return [line.name for line in self.sweep.lines if not self.curves[line.name]]


def grow(sweep: Sweep, quick: bool = False) -> Growth:
    """Measure the values of a sweep; every third, if it is to be quick."""
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


def task(rows: int, sizes: tuple[int, ...], batch_size: int) -> Task:
    """Plain gradient descent on random rows."""
    made = partial(noise, rows, sizes[0], sizes[-1])
    return Task(made, sizes, batch_size, algorithm="gradient_descent", learning_rate=0.01)


def lines(entrants: Mapping[str, Entrant], given: Callable[[int], tuple[Any, ...]]) -> list[Line]:
    """A line for each entrant, which is built with what belongs to a value."""
    return [
        Line(name, package, partial(entered, enter, given), LARGEST.get(name, Line.largest))
        for name, (package, enter) in entrants.items()
    ]


def entered(enter: Enter, given: Callable[[int], tuple[Any, ...]], value: int) -> Contestant:
    return enter(*given(value))


def descents(task_of: Callable[[int], Task]) -> tuple[Line, ...]:
    """EduNN's engines and some peers on the task that belongs to a value."""
    peers = {name: FRAMEWORKS[name] for name in ("PyTorch", "scikit-learn", "JAX, one scan")}
    return tuple(lines(ENGINES | peers, lambda value: (task_of(value),)))


def bred(population: int) -> tuple[Task, Breeding]:
    return TINY, Breeding(population, generations=GENERATIONS - 1)  # the founders are one more


def sampled(population: int) -> tuple[Task, Sampling]:
    return TINY, Sampling(population, generations=GENERATIONS)


SWEEPS = (
    Sweep(
        name="width",
        title="A wider hidden layer",
        axis="units of the hidden layer",
        about="A network 64-width-10, batch 32, SGD.",
        unit="row",
        units=lambda width: 1_024,
        values=tuple(2**k for k in range(1, 13)),
        lines=descents(lambda width: task(1_024, (64, width, 10), 32)),
    ),
    Sweep(
        name="batch",
        title="Larger mini-batches",
        axis="rows of a mini-batch",
        about="A network 64-64-10, SGD.",
        unit="row",
        units=lambda batch: 4_096,
        values=tuple(2**k for k in range(13)),
        lines=descents(lambda batch: task(4_096, (64, 64, 10), batch)),
    ),
    Sweep(
        name="rows",
        title="More rows",
        axis="training rows",
        about="A network 4-2-3, batch 32, SGD.",
        unit="row",
        units=lambda rows: rows,
        values=(100, 316, 1_000, 3_162, 10_000, 31_623, 100_000, 316_228, 1_000_000),
        lines=descents(lambda rows: task(rows, TINY.sizes, 32)),
    ),
    Sweep(
        name="population",
        title="A larger population",
        axis="individuals",
        about="Iris 4-2-3, one generation scored on all 150 rows.",
        unit="individual",
        units=lambda population: population,
        values=(10, 32, 100, 316, 1_000, 3_162, 10_000),
        lines=(*lines(GENETIC, bred), *lines(STRATEGIES, sampled)),
    ),
)
