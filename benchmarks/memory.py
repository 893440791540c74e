"""Memory: the peak of a process of its own, with one framework and one piece of work.

`python -m benchmarks.memory WORK NAME FOLDER` is such a process: it reads the rows from the folder,
works once, and prints the bytes.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, final

from benchmarks.comparison import Contestant
from benchmarks.growth import AUTO, FUSED, READABLE
from benchmarks.peers import edunn
from benchmarks.peers.python import output_of
from benchmarks.tasks import Breeding, Rows, Sampling, Task, iris, mnist, stored
from benchmarks.workloads import FRAMEWORKS, SMALL, TINY, deap, evosax, pygad

ROOT = Path(__file__).parents[1]


@final
class Holding(Contestant):
    """Holds the rows and does nothing: what no framework can do without."""

    def __init__(self, task: Task) -> None:
        self.rows = task.rows()

    def work(self) -> None:
        self.rows.x.sum()  # touches every row


class Use(NamedTuple):
    """A process to measure: what must be installed, and how it enters with a task."""

    package: str
    enter: Callable[[Task], Contestant]


@final
@dataclass(frozen=True)
class Peak:
    """What one process held at most; None where its package is not installed."""

    work: str
    name: str
    bytes: int | None


DESCENT, EVOLUTION = "MNIST 784-128-10, batch 64, SGD: one epoch", "Iris 4-2-3: ten generations"
LEAST = "Python, NumPy and the rows"

USES: dict[str, dict[str, Use]] = {
    DESCENT: {
        LEAST: Use("numpy", Holding),
        READABLE: Use("numpy", partial(edunn.Descent, engine="numpy")),
        AUTO: Use("numpy", partial(edunn.Descent, engine="auto")),
        FUSED: Use("numba", partial(edunn.Descent, engine="fused")),
        **{name: Use(package, enter) for name, (package, enter) in FRAMEWORKS.items()},
    },
    EVOLUTION: {
        LEAST: Use("numpy", Holding),
        "EduNN, genetic": Use("numpy", partial(edunn.breeding, rules=Breeding())),
        "PyGAD, genetic": Use("pygad", lambda _: pygad(Breeding())),
        "DEAP, genetic": Use("deap", lambda _: deap(Breeding())),
        "EduNN, OpenAI-ES": Use("numpy", partial(edunn.sampling, rules=Sampling())),
        "evosax, OpenAI-ES": Use("evosax", lambda _: evosax(Sampling())),
    },
}
ROWS: dict[str, Callable[[], Rows]] = {DESCENT: mnist, EVOLUTION: iris}


def peaks() -> Iterator[Peak]:
    """Of every use, one process after the other."""
    for work, uses in USES.items():
        with TemporaryDirectory() as folder:
            ROWS[work]().store(Path(folder))
            for name, use in uses.items():
                is_there = find_spec(use.package) is not None
                yield Peak(work, name, peak_of(work, name, folder) if is_there else None)


def peak_of(work: str, name: str, folder: str) -> int:
    """The peak of a fresh process, in bytes."""
    return int(output_of([sys.executable, "-m", "benchmarks.memory", work, name, folder], cwd=ROOT))


def most_held() -> int:
    """The most bytes that this process ever held.

    Linux hands `ru_maxrss` down from parent to child, so the peak of the parent would show in it.
    """
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text("utf-8").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))
    from resource import RUSAGE_SELF, getrusage

    return getrusage(RUSAGE_SELF).ru_maxrss  # in bytes on macOS


def main(work: str, name: str, folder: str) -> None:
    """Work once, as the contestant of that name."""
    task = replace(SMALL if work == DESCENT else TINY, rows=partial(stored, Path(folder)))
    USES[work][name].enter(task).work()
    print(most_held())


if __name__ == "__main__":
    main(*sys.argv[1:])
