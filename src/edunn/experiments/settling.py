"""Settling: before the first run, refuse what cannot be run, and choose the engine once for all.

Whether loading the compiled engine pays depends on how much there is to do. One training of a tiny
network is too short; a thousand of them are not. So the steps of all runs are added up, and the
runs of a recipe go by one engine, whatever this process did before and however many workers share
them. (Two engines agree to rounding; within one comparison that shall not matter at all.)
"""

from collections.abc import Mapping
from math import ceil
from typing import NamedTuple

from edunn.data import Dataset
from edunn.errors import EduNNError
from edunn.experiments.recipe import Recipe
from edunn.fused import choose
from edunn.training import Descent, Training

TRIAL_ROWS = 1_000
"""Enough rows to find out whether a recipe fits them."""


class Trial(NamedTuple):
    """A recipe, tried out so far that its training is ready to begin."""

    recipe: Recipe
    training: Training
    rows: int
    """How many rows it will learn from."""

    @property
    def batch_size(self) -> int:
        """How many rows a mini-batch will have."""
        return self.training.plan.rows_at_once(self.rows)

    @property
    def steps(self) -> int:
        """How many mini-batches a run will have, at most."""
        return self.training.plan.epochs * ceil(self.rows / self.batch_size)

    def settled(self, steps: int) -> Recipe:
        """The recipe with its engine, if there are so many steps in all."""
        asked = self.recipe.model.get("engine", "auto")
        if asked != "auto" or not isinstance(self.training, Descent):
            return self.recipe
        objective, optimizer = self.training.objective, self.training.optimizer
        is_fused, _ = choose(asked, objective, optimizer, self.batch_size, steps)
        return self.recipe.varied(engine="fused" if is_fused else "numpy")


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
    trials = {name: _trial(name, recipe, data) for name, recipe in recipes.items()}
    steps = runs * sum(trial.steps for trial in trials.values())
    return {name: trial.settled(steps) for name, trial in trials.items()}


def _trial(name: str, recipe: Recipe, data: Dataset) -> Trial:
    few = data.take(slice(TRIAL_ROWS))
    try:
        training = recipe.begun(recipe.built(0, few), few)
    except EduNNError as error:
        raise type(error)(f"{name}: {error}") from None
    return Trial(recipe, training, len(data))
