"""Experiments that take milliseconds, and invented results."""

from dataclasses import replace

import numpy as np

from edunn.evaluation import Evaluation
from edunn.experiments import Comparison, Curve, Grid, Recipe, Run, Runs, Score
from edunn.experiments.article import EXPERIMENTS, Experiment, Result

TABLE = {experiment.key: experiment for experiment in EXPERIMENTS}

TINY = Experiment(
    key="tiny",
    title="Tiny <Iris>",
    data="iris",
    recipe=Recipe(
        [[4], [3, "relu"], [3, "softmax"]],
        "gradient_descent",
        {"learning_rate": 0.01, "epochs": 3, "batch_size": 10},
    ),
    seeds=2,
)
TINY_GENETIC = replace(
    TINY,
    key="tiny-genetic",
    recipe=replace(TINY.recipe, algorithm="genetic_algorithm", settings={"epochs": 3}),
)


def score(accuracy, rows=1000):
    right = round(accuracy * rows)
    curve = Curve((1, 2, 3), (0.9, 0.5, 0.4), (0.2, accuracy / 2, accuracy))
    matrix = np.array([[right, rows - right], [0, 0]])
    return Score(Evaluation(1 - accuracy, right / rows, matrix, ("no", "yes")), curve)


def result(key, accuracies, held_out=None):
    """A result of the article's table with these training accuracies."""
    return Result(TABLE[key], runs(TABLE[key].recipe, accuracies, held_out))


def runs(recipe, accuracies, held_out=None):
    """Runs with these accuracies; those on held-out rows are the same, or one for all."""
    outcomes = (
        Run(seed, score(accuracy), score(accuracy if held_out is None else held_out))
        for seed, accuracy in enumerate(accuracies)
    )
    return Runs(recipe, "iris", tuple(outcomes))


def grid(accuracy, seeds=3, **axes):
    """A comparison over a grid, with an accuracy for each combination and seed."""
    made = Grid.over(axes, lambda **c: runs(TINY.recipe, [accuracy(k, **c) for k in range(seeds)]))
    return Comparison(made.cells, made.axes)


def timeless(runs):
    """The runs without the seconds that they took."""
    return tuple(replace(run, seconds=0.0) for run in runs)
