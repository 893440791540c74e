"""From an experiment, which is plain data, to the recipe of its training, and back."""

from typing import Any

from edunn.data import Dataset
from edunn.errors import SettingError
from edunn.experiments.defaults import Network, network_for, target_scaling_for
from edunn.experiments.recipe import Recipe
from edunn.messages import Message as Coded
from edunn.studio.wire.settings import (
    AlgorithmChoice,
    DenseChoice,
    DropoutChoice,
    Experiment,
    LayerChoice,
    Suited,
)

WITH_OWN_FIELD = (
    "batch_size",
    "class_weight",
    "epochs",
    "generations",
    "random_state",
    "sample_weight",
    "seed",
    "shuffle",
    "shuffle_data",
    "validation_data",
    "validation_split",
    "workers",
)
"""Settings of a training that have a place of their own in an experiment, or none."""


def suited_to(data: Dataset) -> Suited:
    """The defaults for this data, as the fields of an experiment.

    Example:
        >>> from edunn.data import load
        >>> suited_to(load("mnist")).hidden[0].units
        64
    """
    recipe = Recipe.suiting(data)
    settings = dict(recipe.settings)
    scale = recipe.network[0][1:]
    return Suited(
        scaling=scale[0]["scale"] if scale else "none",
        hidden=[DenseChoice(units=n, activation=name) for n, name in recipe.network[1:-1]],
        epochs=settings.pop("epochs"),
        batch_size=settings.pop("batch_size", None),
        algorithm=AlgorithmChoice(name=recipe.algorithm, settings=settings),
    )


def recipe_of(experiment: Experiment, data: Dataset) -> Recipe:
    """The experiment as a recipe for this data.

    Raises:
        SettingError: a setting that has a field of its own.

    Example:
        >>> from edunn.data import load
        >>> iris = load("iris")
        >>> fields = suited_to(iris).model_dump()
        >>> recipe_of(Experiment.model_validate(fields), iris) == Recipe.suiting(iris)
        True
    """
    algorithm = experiment.algorithm
    for name in algorithm.settings:
        if name in WITH_OWN_FIELD:
            raise SettingError(
                Coded("setting.in_its_own_place", name=name, algorithm=algorithm.name)
            )
    settings = {**algorithm.settings, "epochs": experiment.epochs}
    if experiment.batch_size is not None:
        settings["batch_size"] = experiment.batch_size
    network = network_of(experiment, data)
    model = target_scaling_for(data, network)
    return Recipe(network, algorithm.name, settings, model, experiment.loss)


def network_of(experiment: Experiment, data: Dataset) -> Network:
    """The network's short form, from the data's inputs to its targets.

    Example:
        >>> from edunn.data import load
        >>> network_of(Experiment(), load("iris"))
        [[4, {'scale': 'standardize'}], [8, 'relu'], [3, 'softmax']]
    """
    hidden: Network = []
    for choice in experiment.hidden:
        _add(choice, hidden)
    return network_for(data, hidden, experiment.scaling, experiment.output)


def _add(choice: LayerChoice, hidden: Network) -> None:
    """Append a layer of neurons, or let dropout follow the last one."""
    if isinstance(choice, DropoutChoice):
        own = hidden[-1][-1] if hidden and isinstance(hidden[-1][-1], dict) else {}
        if not hidden or "dropout" in own:
            raise SettingError(Coded("network.dropout_has_no_layer"))
        hidden[-1] = [*hidden[-1][:2], {**own, "dropout": choice.rate}]
        return
    settings: dict[str, Any] = {}
    if choice.initializer is not None:
        settings["initializer"] = choice.initializer
    if choice.regularizer is not None:
        settings |= dict.fromkeys(choice.regularizer.split("_"), choice.strength)
    hidden.append([choice.units, choice.activation, *([settings] if settings else [])])
