"""Settling: before the first run, refuse what cannot be run, and choose the engine once for all.

Whether loading the compiled engine pays depends on how much there is to do. One training of a tiny
network is too short; a thousand of them are not. So a recipe goes, in all of its runs, by the
engine that `auto` would take for one training as long as all runs together, whatever this process
did before and however many workers share them. (Two engines agree to rounding; within one
comparison that shall not matter at all.)
"""

from collections.abc import Mapping
from math import ceil

from edunn.data import Dataset
from edunn.errors import EduNNError
from edunn.experiments.recipe import Recipe

TRIAL_ROWS = 1_000
"""Enough rows to find out whether a recipe fits them."""


def settled(recipes: Mapping[str, Recipe], data: Dataset, runs: int) -> dict[str, Recipe]:
    """The recipes, each with its engine chosen for so many runs.

    Raises:
        EduNNError: one does not fit the data, or has a setting that does not exist.

    Example:
        >>> from edunn.data import load
        >>> recipe = Recipe([[4], [3, "softmax"]], settings={"epochs": 2})
        >>> settled({"tiny": recipe}, load("iris"), runs=20)["tiny"].model
        {'engine': 'numpy'}
    """
    few = data.take(slice(TRIAL_ROWS))
    for name, recipe in recipes.items():
        _refuse_what_cannot_run(name, recipe, few)
    epochs = runs * sum(recipe.epochs for recipe in recipes.values())
    as_long = ceil(epochs * len(data) / len(few))  # the same number of steps, on few rows
    return {name: it.varied(engine=_engine(it, as_long, few)) for name, it in recipes.items()}


def _refuse_what_cannot_run(name: str, recipe: Recipe, few: Dataset) -> None:
    try:
        recipe.begun(recipe.built(0, few), few)
    except EduNNError as error:
        raise type(error)(f"{name}: {error}") from None


def _engine(recipe: Recipe, epochs: int, few: Dataset) -> str:
    """The engine that a training of so many epochs would have."""
    long = recipe.varied(epochs=epochs)
    return long.begun(long.built(0, few), few).history.engine
