"""The trials: what EduNN does alone, and the bar for its number."""

import atexit
import os
import sys
from collections.abc import Callable
from functools import partial
from shutil import rmtree
from subprocess import Popen
from tempfile import TemporaryDirectory, mkdtemp
from time import perf_counter

from benchmarks.comparison import Bar, Trial
from benchmarks.peers.edunn import descent
from benchmarks.peers.python import output_of
from benchmarks.workloads import DESCENT, EVOLUTION, SMALL, STARTING
from edunn.data import load
from edunn.experiments import Recipe
from edunn.experiments.article import EXPERIMENTS

MINUTES = 5

EPOCHS = 20
"""So many epochs are measured with and without a busy neighbour."""

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


def accuracy() -> float:
    """On the 10,000 held-out digits; the rows are loaded before the clock starts."""
    rows, held_out = load("mnist").split(seed=0)
    end = perf_counter() + 60 * MINUTES
    recipe = Recipe.suiting(rows, "low_rank_es")
    model = recipe.built(0, rows)
    for _ in recipe.begun(model, rows):
        if perf_counter() > end:
            break
    return float(model.evaluate(held_out).accuracy or 0.0)


def delay(cache: str) -> float:
    """The delay of the first fused training in a fresh process; the kernel is kept in `cache`."""
    world = os.environ | {"NUMBA_CACHE_DIR": cache}
    return float(output_of([sys.executable, "-c", FIRST_AND_SECOND], world))


def first_ever() -> float:
    """With an empty cache: Numba is loaded, and the kernel compiled."""
    with TemporaryDirectory() as cache:
        return delay(cache)


def later() -> Callable[[], float]:
    """With the kernel found on disk: Numba is loaded, and the kernel read."""
    cache = mkdtemp()
    atexit.register(rmtree, cache, ignore_errors=True)
    delay(cache)
    return partial(delay, cache)


def beside_a_neighbour() -> Callable[[], float]:
    """The time of some epochs while a loop takes one core, in their time without it."""
    training = descent(SMALL, "auto", EPOCHS)
    training.seconds()

    def ratio() -> float:
        quiet = training.seconds()
        with Popen([sys.executable, "-c", "while True: pass"]) as neighbour:
            try:
                return training.seconds() / quiet
            finally:
                neighbour.kill()

    return ratio


def reproduce() -> float:
    """The seconds of `edunn reproduce` for all experiments but MNIST's."""
    keys = [experiment.key for experiment in EXPERIMENTS if experiment.data != "mnist"]
    only = [word for key in keys for word in ("--only", key)]
    with TemporaryDirectory() as folder:
        start = perf_counter()
        page = f"{folder}/report.html"
        output_of([sys.executable, "-m", "edunn", "reproduce", "--quiet", "--output", page, *only])
        return perf_counter() - start


TRIALS: tuple[Trial, ...] = (
    Trial(
        "mnist-evolution",
        EVOLUTION,
        f"MNIST, evolution alone: held-out accuracy after {MINUTES} minutes at most",
        "What `edunn train mnist --algorithm low_rank_es` does: 10 softmax units on 1,024 "
        "features of 64 random convolutions, evolved in 4,000 generations of 2,000 individuals on "
        "mini-batches of 256 rows, without any derivative; one run with one seed, ended after five "
        "minutes at the latest.",
        unit="",
        prepare=lambda: accuracy,
        goal=Bar(least=0.98),
        rounds=1,
        is_long=True,
    ),
    Trial(
        "busy-neighbour",
        DESCENT,
        "MNIST 784-128-10, batch 64, beside a program that takes one core",
        f"{EPOCHS} epochs while a loop of another process is busy, in the time of as many without "
        'it; `engine="auto"`, SGD.',
        unit="",
        prepare=beside_a_neighbour,
        goal=Bar(most=2),
        rounds=3,
    ),
    Trial(
        "first-use",
        STARTING,
        "First fused training after installing",
        "A fresh process and an empty cache: how much longer the first fused training takes than "
        "the same one again. Numba is loaded and the kernel compiled, for one dtype.",
        unit="s",
        prepare=lambda: first_ever,
        goal=Bar(most=15),
        rounds=3,
        package="numba",
    ),
    Trial(
        "later-start",
        STARTING,
        "First fused training of a later process",
        "A fresh process, and the kernel on disk: how much longer the first fused training takes "
        "than the same one again. Numba is loaded and the kernel read.",
        unit="s",
        prepare=later,
        goal=Bar(most=1.2),
        rounds=7,
        package="numba",
    ),
    Trial(
        "reproduce",
        STARTING,
        "`edunn reproduce` without MNIST",
        "The whole command, Python's start and the report included: the article's experiments on "
        "Iris and Heart, and a few of ours, up to 20 seeds each, on as many processes as cores.",
        unit="s",
        prepare=lambda: reproduce,
        goal=Bar(most=25),
        rounds=3,
        is_long=True,
    ),
)
