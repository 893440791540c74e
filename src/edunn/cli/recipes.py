"""Recipes: from the options of the command line to a training on the rows of a data set."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, final

from edunn.cli.networks import read_hidden_layers, read_whole_network
from edunn.cli.safe_points import run
from edunn.data import Dataset
from edunn.evaluation import Evaluation
from edunn.experiments import Grid, Recipe
from edunn.model import Model
from edunn.training import Training

MOST_EVALUATIONS = 10_000_000
"""If all epochs together would evaluate more held-out rows than this, the last one alone does."""


def recipe_for(
    data: Dataset,
    *,
    layers: str | None = None,
    hidden: str | None = None,
    scale: str | None = None,
    **chosen: Any,
) -> Recipe:
    """The recipe with the options of the command line, and defaults for all others.

    Args:
        data: the rows, which decide the defaults.
        layers, hidden: the network, or its hidden layers, as text.
        scale: the scaling of the inputs.
        chosen: algorithm, loss and settings; None is an option that was not given.

    Raises:
        EduNNError: a layer cannot be read, or does not fit the data.

    Example:
        >>> from edunn.data import load
        >>> print(recipe_for(load("iris"), hidden="16, 8 tanh", scale="none", epochs=5))
        4 - 16 relu - 8 tanh - 3 softmax; adam, rate 0.005, 5 epochs
    """
    return Recipe.suiting(
        data,
        network=None if layers is None else read_whole_network(layers, data),
        hidden=None if hidden is None else read_hidden_layers(hidden),
        scaling=scale,
        **{name: value for name, value in chosen.items() if value is not None},
    )


def grid_of(data: Dataset, axes: dict[str, list[Any]], chosen: Mapping[str, Any]) -> Grid[Recipe]:
    """A recipe for each combination of the values of the axes; all else is the same.

    Raises:
        EduNNError: a network does not fit the data, or a value comes twice.

    Example:
        >>> from edunn.data import load
        >>> grid = grid_of(load("iris"), {"epochs": [5, 50]}, {"algorithm": "adam"})
        >>> print(grid.cells["epochs 50"])
        4 (scale standardize) - 16 tanh (l2 0.27) - 3 softmax; adam, 50 epochs
    """
    return Grid.over(axes, lambda **settings: recipe_for(data, **{**chosen, **settings}))


def notes_on_targets(data: Dataset, recipe: Recipe) -> list[str]:
    """A line for a regression whose targets are standardized."""
    if recipe.model.get("target_scaling") != "standardize":
        return []
    name = data.target_name
    return [f"  {name} is standardized for training: losses are those of the standardized values"]


def parts_of(data: Dataset, test: float | None, seed: int) -> tuple[Dataset, Dataset | None]:
    """The rows to learn from, and those held out: `test` is as for `PreparedTraining.of`."""
    holds_out = test != 0 and not (test is None and data.is_tiny)
    return data.split(test, seed) if holds_out else (data, None)


def watched_rows(held_out: Dataset | None, recipe: Recipe) -> Dataset | None:
    """The held-out rows, if they are few enough to be evaluated after each epoch."""
    evaluations = recipe.epochs * len(held_out or ()) if isinstance(recipe.epochs, int) else 0
    return held_out if evaluations <= MOST_EVALUATIONS else None


@final
@dataclass(frozen=True)
class PreparedTraining:
    """A recipe, the rows that it is applied to, its model, and its training.

    `rows` are the training set; `data` are these and the held-out rows together.

    Example:
        >>> from edunn.data import load
        >>> iris = load("iris")
        >>> prepared = PreparedTraining.of(recipe_for(iris, epochs=3), iris, test=0.2, seed=0)
        >>> prepared.run(progress=False), len(prepared.training.history)
        (True, 3)
        >>> [rows for _, rows in prepared.evaluations().values()]
        [120, 30]
    """

    recipe: Recipe
    data: Dataset
    rows: Dataset
    held_out: Dataset | None
    seed: int
    model: Model
    training: Training

    @classmethod
    def of(cls, recipe: Recipe, data: Dataset, test: float | None, seed: int) -> "PreparedTraining":
        """Hold out a share of the rows, and build the model and its training on the others.

        Args:
            test: the share, 0 for none; None is the publisher's own test set or a quarter, and
                none of a tiny table.

        Raises:
            EduNNError: something in the recipe does not exist, or does not fit the rows.
        """
        rows, held_out = parts_of(data, test, seed)
        model = recipe.built(seed, rows)
        watched = watched_rows(held_out, recipe)
        training = recipe.begun(model, rows, watched)
        return cls(recipe, data, rows, held_out, seed, model, training)

    def run(self, progress: bool | None) -> bool:
        """Train to the end: True; or until Ctrl-C: False, and the training can be saved."""
        return run(self.training, progress)

    def evaluations(self) -> dict[str, tuple[Evaluation, int]]:
        """The evaluation of each part, and how many rows it has."""
        return {name: (self.model.evaluate(rows), len(rows)) for name, rows in self.parts.items()}

    @property
    def parts(self) -> dict[str, Dataset]:
        """The training set, and the held-out rows if there are any."""
        held_out = {} if self.held_out is None else {"held-out rows": self.held_out}
        return {"training set": self.rows, **held_out}
