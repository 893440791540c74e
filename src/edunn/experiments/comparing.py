"""Comparing: many recipes, each with many seeds."""

from collections.abc import Iterable, Mapping
from time import perf_counter
from typing import Any

from edunn.errors import SettingError
from edunn.experiments.comparison import Comparison
from edunn.experiments.grid import Grid
from edunn.experiments.recipe import Recipe
from edunn.experiments.repeating import Progress, run_all
from edunn.workers import Workers


def compare(
    recipes: Mapping[str, Recipe] | Grid[Recipe],
    data: Any,
    seeds: int | Iterable[int] = 20,
    workers: Workers = None,
    progress: Progress | None = None,
) -> Comparison:
    """Run all recipes with the same seeds on the same splits, and see which are better.

    Args:
        recipes: by name, or a grid of them: `recipe.grid(learning_rate=[0.01, 0.1])`.
        data, seeds, workers, progress: see `repeat`.

    Raises:
        EduNNError: what does not fit, and what would, before the first run.

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
    runs = run_all(cells, data, seeds, workers, progress)
    return Comparison(runs, axes, perf_counter() - started)
