"""Reproducing: the founding article's experiments, from the command line to the report."""

import sys
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.peers.python import answer
from benchmarks.work import Goal, Trial
from edunn.experiments import EXPERIMENTS


def reproduce() -> float:
    """The seconds of `edunn reproduce` for all experiments but MNIST's."""
    keys = [experiment.key for experiment in EXPERIMENTS if experiment.data != "mnist"]
    only = [word for key in keys for word in ("--only", key)]
    with TemporaryDirectory() as folder:
        start = perf_counter()
        answer([sys.executable, "-m", "edunn", "reproduce", "--quiet", "--out", folder, *only])
        return perf_counter() - start


REPRODUCE = Trial(
    name="reproduce",
    chapter="Starting",
    title="`edunn reproduce` without MNIST",
    about="The whole command, Python's start and the report included: the article's experiments on "
    "Iris and Heart, and a few of ours, up to 20 seeds each, on as many processes as cores.",
    unit="s",
    prepare=lambda: reproduce,
    goal=Goal(most=20),
    rounds=3,
    is_long=True,
)
