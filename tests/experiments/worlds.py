"""Experiments that take milliseconds, and results that nobody measured."""

from dataclasses import replace

from edunn.experiments import EXPERIMENTS, Curve, Experiment, Result, Run, Score

TABLE = {experiment.key: experiment for experiment in EXPERIMENTS}

TINY = Experiment(
    key="tiny",
    title="Tiny <Iris>",
    data="iris",
    network=[[4], [3, "relu"], [3, "softmax"]],
    way="gradient_descent",
    settings={"learning_rate": 0.01, "epochs": 3, "batch_size": 10},
    seeds=2,
)
TINY_GENETIC = replace(TINY, key="tiny-genetic", way="genetic_algorithm", settings={"epochs": 3})


def score(accuracy, rows=1000):
    right = round(accuracy * rows)
    curve = Curve((1, 2, 3), (0.9, 0.5, 0.4), (0.2, accuracy / 2, accuracy))
    return Score(("no", "yes"), ((right, rows - right), (0, 0)), curve)


def result(key, accuracies, held_out=None):
    """A result of the article's table with these training accuracies."""
    runs = (
        Run(seed, score(accuracy), score(accuracy if held_out is None else held_out))
        for seed, accuracy in enumerate(accuracies)
    )
    return Result(TABLE[key], tuple(runs))


def same(first, second):
    """Whether two results have the same numbers, whatever time they took."""
    timeless = [
        replace(r, runs=tuple(replace(run, seconds=0.0) for run in r.runs)) for r in (first, second)
    ]
    return timeless[0] == timeless[1]
