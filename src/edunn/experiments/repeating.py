"""Repeating: recipes times seeds, spread over the cores; all is decided before the first run.

- The seeds and the rows.
- Validation: what cannot be run is refused at once, not after an hour.
- The engine. Whether loading the compiled engine pays depends on how much there is to do: one
  training of a tiny network is too short, a thousand of them are not. So all runs of a recipe use
  the engine that `auto` would choose for one training as long as all runs together.
- Shared trainings. A training needs its number of epochs only to stop. So one of 300 epochs
  passes, number by number, through the end of one of 100, and recipes that differ in nothing but
  their epochs share one. (Not where a rule may end it early and restore an earlier epoch.)

So no number depends on how many workers there are, or on what this process did before.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil
from typing import Any, final

from edunn.data import Dataset
from edunn.errors import SettingError
from edunn.experiments.grid import naming
from edunn.experiments.recipe import Recipe
from edunn.experiments.running import Job, Result, perform, rows_of, spread
from edunn.experiments.runs import Run, Runs
from edunn.guards import require_count
from edunn.progress import live_count
from edunn.workers import Workers

TRIAL_ROWS = 1_000
"""Enough rows to find out whether a recipe fits them."""

EARLY = ("early_stopping", "patience", "target")
"""Settings that may end a training before its last epoch."""

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
    rows is held out, each class in proportion. (Of fewer than ten rows, none is held out.)

    Args:
        data: the name of a data set, a Dataset, or `(inputs, labels)`.
        seeds: how many (0, 1, 2 ...), or which.
        workers: the number of processes (None: one for each core), an executor, or all else that
            `WorkerPool.of` takes; no number depends on it.
        progress: called before the first training and after each; a notebook shows a bar.

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
    return run_all({"the recipe": recipe}, data, seeds, workers, progress)["the recipe"]


def run_all(
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
    found = spread(partial(perform, source), jobs, workers)  # refuses bad workers at once
    done = list(reported(found, len(jobs), progress))
    own, note = _by_recipe(trainings, done, len(numbers)), " ".join(rows.holding_out_note)
    return {name: Runs(recipe, rows.name, own[name], note) for name, recipe in recipes.items()}


def reported(results: Iterable[Result], total: int, progress: Progress | None) -> Iterator[Result]:
    """The results, each after a report of how many are done; the first report is before them all.

    Example:
        >>> list(reported("ab", 2, print))
        0 2
        1 2
        2 2
        ['a', 'b']
    """
    report = progress or live_count("trainings") or (lambda *_: None)
    report(0, total)
    for done, result in enumerate(results, start=1):
        report(done, total)
        yield result


def seeds_of(seeds: int | Iterable[int]) -> tuple[int, ...]:
    """The seeds, given as their number or one by one.

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
    """The rows as a job takes them: the name of a data set, or the rows themselves.

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


def validated(recipes: Mapping[str, Recipe], data: Dataset, runs: int) -> dict[str, Recipe]:
    """The recipes, each with the engine chosen for so many runs.

    Raises:
        EduNNError: one does not fit the data, or has a setting that does not exist.

    Example:
        >>> from edunn.data import load
        >>> recipe = Recipe([[4], [3, "softmax"]], settings={"epochs": 2})
        >>> validated({"tiny": recipe}, load("iris"), runs=20)["tiny"].model
        {'engine': 'numpy'}
    """
    few = data.take(slice(TRIAL_ROWS))
    for name, recipe in recipes.items():
        if not isinstance(recipe, Recipe):
            raise SettingError(f"{name} is {recipe!r} but must be a Recipe([[4], [3, 'softmax']]).")
        with naming(name):
            recipe.begun(recipe.built(0, few), few)
    epochs = runs * sum(recipe.epochs for recipe in recipes.values())
    as_long = ceil(epochs * len(data) / len(few))  # the same number of steps, on few rows
    return {name: it.varied(engine=_engine(it, as_long, few)) for name, it in recipes.items()}


def _engine(recipe: Recipe, epochs: int, few: Dataset) -> str:
    """The engine that a training of so many epochs would have."""
    long = recipe.varied(epochs=epochs)
    return long.begun(long.built(0, few), few).history.engine


@final
@dataclass(frozen=True)
class SharedTraining:
    """One training for several recipes.

    Args:
        recipe: the one with the most epochs.
        stops: by the name of each recipe, after which epoch its training is complete.
    """

    recipe: Recipe
    stops: Mapping[str, int]

    @property
    def epochs(self) -> tuple[int, ...]:
        """The epochs at which to score, in order."""
        return tuple(sorted(set(self.stops.values())))


def shared_trainings(recipes: Mapping[str, Recipe]) -> list[SharedTraining]:
    """As few trainings as give the results of all these recipes.

    Example:
        >>> recipe = Recipe([[4], [3, "softmax"]])
        >>> grid = recipe.grid(learning_rate=[0.1, 1.0], epochs=[5, 9])
        >>> for shared in shared_trainings(grid.cells):
        ...     print(shared.recipe.epochs, dict(shared.stops))
        9 {'learning_rate 0.1, epochs 5': 5, 'learning_rate 0.1, epochs 9': 9}
        9 {'learning_rate 1, epochs 5': 5, 'learning_rate 1, epochs 9': 9}
    """
    found: list[SharedTraining] = []
    for name, recipe in recipes.items():
        place = next((k for k, it in enumerate(found) if _is_same(it.recipe, recipe)), None)
        if place is None:
            found.append(SharedTraining(recipe, {name: recipe.epochs}))
        else:
            found[place] = _joined(found[place], name, recipe)
    return found


def _joined(shared: SharedTraining, name: str, recipe: Recipe) -> SharedTraining:
    longest = max(shared.recipe, recipe, key=lambda it: it.epochs)
    return SharedTraining(longest, {**shared.stops, name: recipe.epochs})


def _is_same(one: Recipe, other: Recipe) -> bool:
    """Whether they differ in nothing but the epochs, and all of these are done."""
    may_end_early = any(name in one.settings for name in EARLY)
    return not may_end_early and _without_epochs(one) == _without_epochs(other)


def _without_epochs(recipe: Recipe) -> tuple[Any, ...]:
    settings = {k: v for k, v in recipe.settings.items() if k not in ("epochs", "generations")}
    return recipe.network, recipe.algorithm, settings, recipe.model, recipe.loss


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
