"""A plan: an experiment, which is plain data, with its rows and its recipe."""

from dataclasses import dataclass
from math import prod
from typing import final

from edunn.architecture import Defaults, build_network
from edunn.data import Dataset
from edunn.errors import SettingError
from edunn.experiments.recipe import Recipe
from edunn.messages import Message as Coded
from edunn.model import Model
from edunn.network import Network
from edunn.studio import limits
from edunn.studio.datasets import options_of, parts
from edunn.studio.experiment import Experiment, recipe_of
from edunn.studio.new_tables import TableOptions
from edunn.studio.workspace import Workspace
from edunn.training import Training

GENES = 50_000_000
"""Numbers in a whole population, of which a laptop can hold several."""


@final
@dataclass(frozen=True)
class Planned:
    """An experiment with its rows: everything ready for the first step.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     plan = planned(Experiment(epochs=3), Workspace(Path(folder)))
        >>> len(plan.begun(plan.model()).finish())
        3
    """

    experiment: Experiment
    training: Dataset
    held_out: Dataset
    recipe: Recipe
    network: Network
    reading: TableOptions
    """The options by which a table of one's own is read."""

    @property
    def holds_out(self) -> bool:
        """Whether rows are held out; of a tiny table, none is."""
        return self.held_out is not self.training

    def model(self) -> Model:
        """The network, untrained: the seed decides its weights."""
        return self.recipe.built(self.experiment.seed, self.training)

    def begun(self, model: Model) -> Training:
        """The training before its first step."""
        return self.recipe.begun(model, self.training, self.held_out)


def planned(experiment: Experiment, workspace: Workspace) -> Planned:
    """The plan of an experiment: its rows, and a network that fits them.

    Raises:
        NotFound: no such data set.
        ArchitectureError: a layer does not exist, or does not fit the one below.
        EduNNError: what else does not fit, or is more than a laptop can carry.
    """
    training, held_out = parts(workspace.data, experiment.data)
    recipe = recipe_of(experiment, training)
    network = build_network(recipe.network, None, None, Defaults())
    refuse_giants(experiment, network)
    reading = options_of(workspace.data, experiment.data)
    return Planned(experiment, training, held_out, recipe, network, reading)


def refuse_giants(experiment: Experiment, network: Network) -> None:
    """Raise an error for a network, or a population of them, that is too large for a laptop.

    Raises:
        SettingError: what is too large, and how large it may be.
    """
    parameters, numbers = network.layout.size, numbers_of_a_row(network)
    if numbers > limits.NUMBERS_OF_A_ROW:
        raise SettingError(
            Coded("network.is_too_wide", numbers=numbers, most=limits.NUMBERS_OF_A_ROW)
        )
    if parameters > limits.PARAMETERS:
        raise SettingError(
            Coded("network.is_too_large", parameters=parameters, most=limits.PARAMETERS)
        )
    size = experiment.algorithm.settings.get("population_size", 0)
    if isinstance(size, str):
        raise SettingError(Coded("setting.population_is_no_number", size=size))
    is_drawn_cheaply = experiment.algorithm.name == "low_rank_es"
    if size > limits.POPULATION or (size * parameters > GENES and not is_drawn_cheaply):
        most = min(limits.POPULATION, GENES // max(1, parameters))
        raise SettingError(Coded("setting.population_is_too_large", size=size, most=most))


def numbers_of_a_row(network: Network) -> int:
    """The most numbers that one layer holds for one row: its output, or its patches of an image.

    Example:
        >>> layers = [[28, 28, 1], ["conv", 8, 5], ["flatten"], [10]]
        >>> numbers_of_a_row(build_network(layers, None, None, Defaults()))  # 24 x 24 x 25
        14400
    """
    most = prod(network.input_shape)
    for layer, x, y in zip(network.layers, network.shapes, network.shapes[1:], strict=False):
        W = layer.parameter_shapes(x).get("W", (1,))
        most = max(most, prod(y), prod(y[:-1]) * W[0])
    return most
