"""Many runs at once: recipes times seeds, spread over the cores.

Every number is decided here, before the first run: the seeds, the engine, who shares a training.
So the results do not depend on how many workers there are.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from edunn.data import Dataset
from edunn.errors import SettingError
from edunn.experiments.courses import Shared, courses
from edunn.experiments.pool import spread
from edunn.experiments.recipe import Recipe
from edunn.experiments.running import Job, perform, rows_of
from edunn.experiments.runs import Runs
from edunn.experiments.scores import Run
from edunn.experiments.settling import settled
from edunn.guards import require_count
from edunn.workers import Workers

Progress = Callable[[int, int], object]
"""Told how many runs are done, and how many there are."""


def repeat(
    recipe: Recipe,
    data: Any,
    seeds: int | Iterable[int] = 20,
    workers: Workers = None,
    progress: Progress | None = None,
) -> Runs:
    """Train by a recipe with many seeds, on rows that differ from seed to seed.

    The seed decides the first weights, all chance in training, and which quarter of the rows is
    held out, each class in proportion.

    Args:
        data: the name of a data set, a Dataset, or `(inputs, labels)`.
        seeds: how many (0, 1, 2 ...), or which.
        workers: how many processes (None: one a core), an executor, or anything else that
            `WorkerPool.of` takes; it changes no number.
        progress: called after every training.

    Raises:
        EduNNError: what does not fit, and what would, before the first run.

    Example:
        >>> from concurrent.futures import ThreadPoolExecutor
        >>> recipe = Recipe([[4], [3, "softmax"]], "adam", {"epochs": 50, "learning_rate": 0.1})
        >>> with ThreadPoolExecutor(1) as here:
        ...     runs = repeat(recipe, "iris", seeds=3, workers=here)
        >>> print(runs.held_out)
        0.974 (0.974 .. 1.000)
    """
    return run_all({"the recipe": recipe}, data, seeds, workers, progress)["the recipe"]


def run_all(
    recipes: Mapping[str, Recipe],
    data: Any,
    seeds: int | Iterable[int],
    workers: Workers,
    progress: Progress | None,
) -> dict[str, Runs]:
    """Each recipe's runs, one a seed, with the same seeds and the same split for all."""
    source, numbers = source_of(data), seeds_of(seeds)
    rows = rows_of(source)
    shared = courses(settled(recipes, rows, len(numbers)))
    jobs = [Job(it.recipe, seed, it.places) for it in shared for seed in numbers]
    done: list[tuple[Run, ...]] = []
    for runs in spread(partial(perform, source), jobs, workers):
        done.append(runs)
        if progress is not None:
            progress(len(done), len(jobs))
    found = _by_recipe(shared, done, len(numbers))
    return {name: Runs(recipe, rows.name, found[name]) for name, recipe in recipes.items()}


def seeds_of(seeds: int | Iterable[int]) -> tuple[int, ...]:
    """The seeds, from how many or which.

    Raises:
        SettingError: none, one that is no seed, or one twice.

    Example:
        >>> seeds_of(3), seeds_of([7, 8])
        ((0, 1, 2), (7, 8))
    """
    if not isinstance(seeds, Iterable):
        require_count("seeds", seeds)
        return tuple(range(seeds))
    numbers = tuple(seeds)
    for seed in numbers:
        require_count("each of seeds", seed, least=0)
    if not numbers or len(set(numbers)) < len(numbers):
        raise SettingError(
            f"seeds is {list(numbers)}, but must be a number of seeds, or a list without repeats: "
            "the same seed gives the same run."
        )
    return tuple(map(int, numbers))


def source_of(data: Any) -> str | Dataset:
    """What a job is told about its rows: a name, or the rows themselves.

    Raises:
        EduNNError: `(inputs, labels)` that do not fit together.

    Example:
        >>> source_of(([[0.0], [1.0]], ["no", "yes"]))
        Dataset 'arrays': 2 rows, 1 input -> 2 classes (no: 1, yes: 1)
    """
    if isinstance(data, (str, Dataset)):
        return data
    if not isinstance(data, (tuple, list)) or len(data) != 2:
        raise SettingError(
            f"data is {type(data).__name__}, but must be the name of a data set, a Dataset, or a "
            "pair of inputs and labels."
        )
    return Dataset.from_arrays(*data)


def _by_recipe(
    shared: Sequence[Shared], done: Sequence[tuple[Run, ...]], seeds: int
) -> dict[str, tuple[Run, ...]]:
    """The runs of each recipe, out of the trainings that it shared with others."""
    found = {}
    for k, it in enumerate(shared):
        of_seeds = done[k * seeds : (k + 1) * seeds]
        for name, stop in it.stops.items():
            found[name] = tuple(runs[it.places.index(stop)] for runs in of_seeds)
    return found
