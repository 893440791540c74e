"""Repeating and comparing: recipes times seeds, spread over the cores.

repeat(recipe, "iris", seeds=20)                                 # Runs of one recipe
compare({"small": recipe, "large": other}, "iris", seeds=20)     # a Comparison of several
compare(recipe.grid(learning_rate=[0.01, 0.1]), "iris")          # of all combinations
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from time import perf_counter
from typing import Any

from edunn.errors import SettingError
from edunn.experiments.comparison import Comparison
from edunn.experiments.grid import Grid
from edunn.experiments.planning import (
    SharedTraining,
    seeds_of,
    shared_trainings,
    source_of,
    validated,
)
from edunn.experiments.recipe import Recipe
from edunn.experiments.running import Job, perform, rows_of, spread
from edunn.experiments.runs import Run, Runs
from edunn.workers import Workers

Progress = Callable[[int, int], object]
"""Called with how many trainings are done, and how many there are."""


def repeat(
    recipe: Recipe,
    data: Any,
    seeds: int | Iterable[int] = 20,
    workers: Workers = None,
    progress: Progress | None = None,
) -> Runs:
    """Train by a recipe with many seeds.

    The seed decides the initial weights, all random numbers in training, and which quarter of the
    rows is held out, each class in proportion.

    Args:
        data: the name of a data set, a Dataset, or `(inputs, labels)`.
        seeds: how many (0, 1, 2 ...), or which.
        workers: the number of processes (None: one for each core), an executor, or all else that
            `WorkerPool.of` takes; no number depends on it.
        progress: called after every training.

    Raises:
        EduNNError: something does not fit, with what would, before the first run.

    Example:
        >>> from concurrent.futures import ThreadPoolExecutor
        >>> recipe = Recipe([[4], [3, "softmax"]], "adam", {"epochs": 50, "learning_rate": 0.1})
        >>> with ThreadPoolExecutor(1) as here:
        ...     runs = repeat(recipe, "iris", seeds=3, workers=here)
        >>> print(runs.held_out)
        0.974 (0.974 .. 1.000)
    """
    return _run_all({"the recipe": recipe}, data, seeds, workers, progress)["the recipe"]


def compare(
    recipes: Mapping[str, Recipe] | Grid[Recipe],
    data: Any,
    seeds: int | Iterable[int] = 20,
    workers: Workers = None,
    progress: Progress | None = None,
) -> Comparison:
    """Train by several recipes with the same seeds on the same splits.

    Args:
        recipes: by name, or a grid of them: `recipe.grid(learning_rate=[0.01, 0.1])`.
        data, seeds, workers, progress: see `repeat`.

    Raises:
        EduNNError: something does not fit, with what would, before the first run.

    Example:
        >>> from concurrent.futures import ThreadPoolExecutor
        >>> small = Recipe([[4], [3, "softmax"]], settings={"epochs": 5})
        >>> with ThreadPoolExecutor(1) as here:
        ...     found = compare({"small": small, "idle": small.varied(epochs=1)}, "iris", 2, here)
        >>> sorted(found.runs), found.seeds
        (['idle', 'small'], (0, 1))
    """
    started = perf_counter()
    cells, axes = (recipes.cells, recipes.axes) if isinstance(recipes, Grid) else (recipes, ())
    if not isinstance(cells, Mapping) or not cells:
        raise SettingError(
            "there is nothing to compare. Pass recipes by name, {'small': Recipe(...), ...}, or a "
            "grid: recipe.grid(learning_rate=[0.01, 0.1])."
        )
    runs = _run_all(cells, data, seeds, workers, progress)
    return Comparison(runs, axes, perf_counter() - started)


def _run_all(
    recipes: Mapping[str, Recipe],
    data: Any,
    seeds: int | Iterable[int],
    workers: Workers,
    progress: Progress | None,
) -> dict[str, Runs]:
    """Each recipe's runs, one for each seed, with the same seeds and the same split for all."""
    source, numbers = source_of(data), seeds_of(seeds)
    rows = rows_of(source)
    trainings = shared_trainings(validated(recipes, rows, len(numbers)))
    jobs = [Job(it.recipe, seed, it.epochs) for it in trainings for seed in numbers]
    done: list[tuple[Run, ...]] = []
    for runs in spread(partial(perform, source), jobs, workers):
        done.append(runs)
        if progress is not None:
            progress(len(done), len(jobs))
    found = _by_recipe(trainings, done, len(numbers))
    return {name: Runs(recipe, rows.name, found[name]) for name, recipe in recipes.items()}


def _by_recipe(
    trainings: Sequence[SharedTraining], done: Sequence[tuple[Run, ...]], seeds: int
) -> dict[str, tuple[Run, ...]]:
    """The runs of each recipe, out of the trainings that it shared with others."""
    found = {}
    for k, training in enumerate(trainings):
        of_seeds = done[k * seeds : (k + 1) * seeds]
        for name, stop in training.stops.items():
            found[name] = tuple(runs[training.epochs.index(stop)] for runs in of_seeds)
    return found
