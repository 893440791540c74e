"""The sweeps: which size goes up, and who is watched."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from typing import final

from benchmarks.peers import edunn
from benchmarks.tasks import Breeding, Sampling, Task, noise
from benchmarks.work import Contestant
from benchmarks.workloads.descent import FRAMEWORKS, TINY
from benchmarks.workloads.evolution import deap, evosax, pygad

READABLE, FUSED, AUTO = "EduNN, readable", "EduNN, fused", "EduNN, auto"


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
        unit: what the time is told for: one row, or one individual.
        units: how many of them a contestant's piece of work has.
        values: of the size.
        lines: who is watched.
    """

    name: str
    title: str
    axis: str
    about: str
    unit: str
    units: Callable[[int], int]
    values: tuple[int, ...]
    lines: tuple[Line, ...]


def task(rows: int, sizes: tuple[int, ...], batch_size: int) -> Task:
    """Plain gradient descent on rows of chance."""
    made = partial(noise, rows, sizes[0], sizes[-1])
    return Task(made, sizes, batch_size, way="gradient_descent", learning_rate=0.01)


def descents(task_of: Callable[[int], Task]) -> tuple[Line, ...]:
    """EduNN's engines and some peers on a task that a value makes."""

    def entering(enter: Callable[[Task], Contestant]) -> Callable[[int], Contestant]:
        return lambda value: enter(task_of(value))

    engines = (
        Line(READABLE, "numpy", entering(partial(edunn.Descent, engine="numpy"))),
        Line(FUSED, "numba", entering(partial(edunn.Descent, engine="fused"))),
        Line(AUTO, "numpy", entering(partial(edunn.Descent, engine="auto"))),
    )
    watched = ("PyTorch", "scikit-learn", "JAX, one scan")
    peers = ((name, *FRAMEWORKS[name]) for name in watched)
    return *engines, *(Line(name, package, entering(enter)) for name, package, enter in peers)


GENERATIONS = 2
"""At a time, for every population."""


def bred(population: int) -> Breeding:
    """The genetic algorithm with so many individuals."""
    return Breeding(population, generations=GENERATIONS - 1)  # the founders are one more


def sampled(population: int) -> Sampling:
    """OpenAI-ES with so many individuals."""
    return Sampling(population, generations=GENERATIONS)


WIDTH = Sweep(
    name="width",
    title="A wider hidden layer",
    axis="units of the hidden layer",
    about="A network 64-width-10, batch 32, SGD.",
    unit="row",
    units=lambda width: 1_024,
    values=tuple(2**k for k in range(1, 13)),
    lines=descents(lambda width: task(1_024, (64, width, 10), 32)),
)
BATCH = Sweep(
    name="batch",
    title="Larger mini-batches",
    axis="rows of a mini-batch",
    about="A network 64-64-10, SGD.",
    unit="row",
    units=lambda batch: 4_096,
    values=tuple(2**k for k in range(13)),
    lines=descents(lambda batch: task(4_096, (64, 64, 10), batch)),
)
ROWS = Sweep(
    name="rows",
    title="More rows",
    axis="rows learned from",
    about="A network 4-2-3, batch 32, SGD.",
    unit="row",
    units=lambda rows: rows,
    values=(100, 316, 1_000, 3_162, 10_000, 31_623, 100_000, 316_228, 1_000_000),
    lines=descents(lambda rows: task(rows, TINY.sizes, 32)),
)
POPULATION = Sweep(
    name="population",
    title="A larger population",
    axis="individuals",
    about="Iris 4-2-3, one generation scored on all 150 rows.",
    unit="individual",
    units=lambda population: population,
    values=(10, 32, 100, 316, 1_000, 3_162, 10_000),
    lines=(
        Line("EduNN, genetic", "numpy", lambda size: edunn.breeding(TINY, bred(size))),
        Line("DEAP, genetic", "deap", lambda size: deap(bred(size))),
        Line("PyGAD, genetic", "pygad", lambda size: pygad(bred(size)), largest=1_000),
        Line("EduNN, OpenAI-ES", "numpy", lambda size: edunn.sampling(TINY, sampled(size))),
        Line("evosax, OpenAI-ES", "evosax", lambda size: evosax(sampled(size))),
    ),
)
SWEEPS = (WIDTH, BATCH, ROWS, POPULATION)
