"""Starting: what the compiled engine costs before its first step."""

import atexit
import os
import sys
from collections.abc import Callable
from functools import partial
from shutil import rmtree
from tempfile import TemporaryDirectory, mkdtemp

from benchmarks.peers.python import answer
from benchmarks.work import Goal, Trial

CHAPTER = "Starting"

FIRST_AND_SECOND = """
from time import perf_counter
from edunn import Model
from edunn.data import load

def seconds():
    model = Model([[4], [2, "relu"], [3, "softmax"]], seed=0, engine="fused")
    start = perf_counter()
    model.train("gradient_descent", load("iris"), epochs=1, batch_size=1, progress=False)
    return perf_counter() - start

first, second = seconds(), seconds()
print(first - second)
"""
"""How much longer the first training of a process takes than the same one again."""


def delay(cache: str) -> float:
    """The delay of the first fused training in a fresh process; the kernel is kept in `cache`."""
    world = os.environ | {"NUMBA_CACHE_DIR": cache}
    return float(answer([sys.executable, "-c", FIRST_AND_SECOND], world))


def first_ever() -> float:
    """With nothing kept from before: Numba is loaded, and the kernel compiled."""
    with TemporaryDirectory() as cache:
        return delay(cache)


def later() -> Callable[[], float]:
    """With the kernel found on disk: Numba is loaded, and the kernel read."""
    cache = mkdtemp()
    atexit.register(rmtree, cache, ignore_errors=True)
    delay(cache)
    return partial(delay, cache)


FIRST_USE = Trial(
    name="first-use",
    chapter=CHAPTER,
    title="First fused training after installing",
    about="A fresh process and an empty cache: how much longer the first fused training takes than "
    "the same one again. Numba is loaded and the kernel compiled, for one dtype.",
    unit="s",
    prepare=lambda: first_ever,
    goal=Goal(most=15),
    rounds=3,
    package="numba",
)
LATER_START = Trial(
    name="later-start",
    chapter=CHAPTER,
    title="First fused training of a later process",
    about="A fresh process, and the kernel on disk: how much longer the first fused training takes "
    "than the same one again. Numba is loaded and the kernel read.",
    unit="s",
    prepare=later,
    goal=Goal(most=0.5),
    rounds=7,
    package="numba",
)
