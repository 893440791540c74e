"""Evolution on MNIST: how many unseen digits are right after five minutes without a slope."""

from time import perf_counter

from benchmarks.work import Goal, Trial
from edunn.cli.learning import Lesson, Parts, Request
from edunn.data import load

MINUTES = 5


def accuracy() -> float:
    """On the 10,000 held-out digits; the rows are loaded before the clock starts."""
    parts = Parts.of(load("mnist"), test=None, seed=0)
    lesson = Lesson.begun(Request(way="rank_one_es"), parts)
    end = perf_counter() + 60 * MINUTES
    for _ in lesson.training:
        if perf_counter() > end:
            break
    return float(lesson.model.evaluate(parts.held_out).accuracy or 0.0)


MNIST_EVOLUTION = Trial(
    name="mnist-evolution",
    chapter="Evolution",
    title=f"MNIST, evolution alone: held-out accuracy after {MINUTES} minutes at most",
    about="What `edunn train mnist --optimizer rank_one_es` does: a network 784-64-10 evolved in "
    "8,000 generations of 2,000 individuals on mini-batches of 256 rows, which never sees a "
    "derivative; one run, one seed, ended after five minutes if it is not done.",
    unit="",
    prepare=lambda: accuracy,
    goal=Goal(least=0.95),
    rounds=1,
    is_long=True,
)
