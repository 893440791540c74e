"""Work that the tests give to workers; a module of its own, because workers import it by name."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np


def power(base, exponent):
    return base**exponent


def process_of(_shared, _item):
    return os.getpid()


def threads_of(_shared, _item):
    """How many threads each linear algebra library of this process may use."""
    from threadpoolctl import threadpool_info

    return [x["num_threads"] for x in threadpool_info() if x["user_api"] == "blas"]


def product(matrix, seed):
    """Something whose last digits depend on the order of additions."""
    vector = np.random.default_rng(seed).normal(size=(matrix.shape[1], 40)).astype(np.float32)
    return (matrix @ vector).sum(axis=0)


class Notebook:
    """A shared thing that writes down which process unpacked it."""

    def __init__(self, path, name="notebook"):
        self.path, self.name = path, name

    def __setstate__(self, state):
        self.__dict__.update(state)
        with Path(self.path).open("a") as file:
            file.write(f"{os.getpid()} {self.name}\n")


def name_and_process(notebook, _item):
    time.sleep(0.01)
    return notebook.name, os.getpid()


def fail(_shared, item):
    raise KeyError(f"no {item}")


class AwkwardError(Exception):
    """Cannot be unpickled, as many an exception with two arguments."""

    def __init__(self, left, right):
        super().__init__(f"{left} and {right}")


def fail_awkwardly(_shared, _item):
    raise AwkwardError("this", "that")


def die_once(folder, item):
    """One item kills its process the first time it is tried, in the middle of the work."""
    mark = Path(folder, "died")
    if item == 3 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.02)
    return item * item


def die(_shared, _item):
    os.kill(os.getpid(), signal.SIGKILL)


def report_and_wait(folder, item):
    """Say which process is at work, and be at it until somebody gives a sign."""
    Path(folder, f"{os.getpid()}.{item}").touch()
    while not Path(folder, "go on").exists():
        time.sleep(0.01)
    return item


def meet(folder, item):
    """Come together with another worker: as long as one waits, it takes no second task."""
    Path(folder, f"{item}").touch()
    while len(list(Path(folder).iterdir())) < 2:
        time.sleep(0.01)
    return os.getpid()


def square(_shared, item):
    return item * item


def sum_of(array, _item):
    return float(array.sum())


@dataclass(frozen=True)
class Watched:
    """A fitness of somebody's own: how far the right output is above the others."""

    folder: Path | None = None
    """Where to note which process was asked."""

    def __call__(self, outputs, targets):
        if self.folder is not None:
            Path(self.folder, str(os.getpid())).touch()
        right = (outputs * targets).sum(axis=-1)
        return (2.0 * right - outputs.sum(axis=-1)).mean(axis=-1)


@dataclass(frozen=True)
class Killing:
    """The same, but the fiftieth time that it is asked, the process that it is in is killed."""

    folder: Path

    def __call__(self, outputs, targets):
        mark = Path(self.folder, "killed")
        Path(self.folder, f"{os.getpid()}.{time.monotonic_ns()}").touch()
        if len(list(Path(self.folder).iterdir())) >= 50 and not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return Watched()(outputs, targets)
