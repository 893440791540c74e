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
from typing import final

from benchmarks.comparison import Contestant
from benchmarks.peers.python import output_of
from benchmarks.tasks import Breeding, Rows, Sampling, Task, iris, mnist, stored
from benchmarks.workloads import (
    ENGINES,
    FRAMEWORKS,
    GENETIC,
    SMALL,
    STRATEGIES,
    TINY,
    Entrant,
)

ROOT = Path(__file__).parents[1]


@final
class Holding(Contestant):
    """Holds the rows and does nothing: what no framework can do without."""

    def __init__(self, task: Task) -> None:
        self.rows = task.rows()

    def work(self) -> None:
        self.rows.x.sum()  # touches every row


@final
@dataclass(frozen=True)
class Peak:
    """What one process held at most; None where its package is not installed."""

    work: str
    name: str
    bytes: int | None


DESCENT, EVOLUTION = "MNIST 784-128-10, batch 64, SGD: one epoch", "Iris 4-2-3: ten generations"
LEAST = "Python, NumPy and the rows"

HOLDING = Entrant("numpy", Holding)

ENTRANTS: dict[str, dict[str, Entrant]] = {
    DESCENT: {LEAST: HOLDING, **ENGINES, **FRAMEWORKS},
    EVOLUTION: {LEAST: HOLDING, **GENETIC, **STRATEGIES},
}
ROWS: dict[str, Callable[[], Rows]] = {DESCENT: mnist, EVOLUTION: iris}


def peaks() -> Iterator[Peak]:
    """Of every entrant, one process after the other."""
    for work, entrants in ENTRANTS.items():
        with TemporaryDirectory() as folder:
            ROWS[work]().store(Path(folder))
            for name, entrant in entrants.items():
                is_there = find_spec(entrant.package) is not None
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
    rules = [Breeding()] if name in GENETIC else [Sampling()] if name in STRATEGIES else []
    ENTRANTS[work][name].enter(task, *rules).work()
    print(most_held())


if __name__ == "__main__":
    main(*sys.argv[1:])
