"""An experiment: the settings that decide a run, which fit into a link, and their recipe."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Discriminator, Field, Tag, model_validator

from edunn import regularizers
from edunn.catalogue import FAMILIES, canonical
from edunn.data import Dataset
from edunn.errors import SettingError
from edunn.experiments.defaults import Network, network_for, target_scaling_for
from edunn.experiments.recipe import Recipe
from edunn.messages import Message as Coded
from edunn.studio import limits
from edunn.studio.messages import Message, Name

Setting: TypeAlias = bool | int | float | str
"""One setting of an algorithm: a number, a switch or a name."""


Scaling: TypeAlias = Literal["standardize", "min_max", "center", "none"]
"""How inputs are scaled."""


Regularizer: TypeAlias = Literal["l1", "l2", "l1_l2"]
"""Which penalty of large weights."""


class DataChoice(Message):
    """The data set, and its split into training and held-out rows."""

    name: Name = "iris"
    rows: int | None = Field(
        default=None, ge=4, le=limits.ROWS, description="Toys: the number of rows."
    )
    noise: float | None = Field(
        default=None, ge=0, le=10, description="Toys: the standard deviation of the noise."
    )
    test: float = Field(default=0.25, gt=0, lt=1, description="The share of rows that is held out.")
    seed: int = Field(default=0, ge=0, le=2**31, description="Of the split and of toys.")

    @model_validator(mode="before")
    @classmethod
    def _renamed(cls, given: Any) -> Any:
        """Runs and links of earlier versions call the noisy points xor; they have a setting."""
        is_noisy = isinstance(given, dict) and any(given.get(name) for name in ("rows", "noise"))
        if is_noisy and str(given.get("name", "")).lower() == "xor":
            given = {**given, "name": "noisy_xor"}
        return given


class DenseChoice(Message):
    """A layer of neurons, each with its activation."""

    kind: Literal["dense"] = "dense"
    units: int = Field(default=8, ge=1, le=limits.UNITS)
    activation: str = "relu"
    initializer: str | None = Field(
        default=None, description="null is the default of the activation."
    )
    regularizer: Regularizer | None = None
    strength: float = Field(default=0.01, ge=0, le=100, description="Of the regularizer: lambda.")


class DropoutChoice(Message):
    """Sets each output of the layer before to 0 with this probability, while training."""

    kind: Literal["dropout"] = "dropout"
    rate: float = Field(default=0.2, ge=0, lt=1)


class NamedLayerChoice(Message):
    """Any other layer of the catalogue, such as a convolution: its name and its settings."""

    kind: Literal["layer"] = "layer"
    name: str = Field(max_length=40)
    settings: dict[str, Setting] = Field(
        default_factory=dict,
        max_length=40,
        description="filters, kernel ...: those that the catalogue lists for it.",
        examples=[{"filters": 8, "kernel": 5}],
    )
    activation: str | None = Field(default=None, description="What follows it; null is nothing.")


def _kind_of(given: Any) -> Any:
    """The kind of a layer; without one it is dense."""
    return given.get("kind", "dense") if isinstance(given, Mapping) else getattr(given, "kind", "")


LayerChoice: TypeAlias = Annotated[
    Annotated[DenseChoice, Tag("dense")]
    | Annotated[DropoutChoice, Tag("dropout")]
    | Annotated[NamedLayerChoice, Tag("layer")],
    Discriminator(_kind_of),
]
"""A hidden layer: what is wrong with one is told about its own kind."""


class AlgorithmChoice(Message):
    """The algorithm: an optimizer or an evolution strategy, with its settings."""

    name: str = "adam"
    settings: dict[str, Setting] = Field(
        default_factory=dict,
        max_length=40,
        description="learning_rate, population_size ...: those that the catalogue lists for it.",
        examples=[{"learning_rate": 0.01}],
    )


class Suited(Message):
    """The defaults for one data set: fields of an experiment."""

    scaling: Scaling
    hidden: list[LayerChoice]
    algorithm: AlgorithmChoice
    epochs: int
    batch_size: int | None


class Experiment(Message):
    """All that decides a run: the same experiment gives the same numbers, bit for bit."""

    data: DataChoice = DataChoice()
    scaling: Scaling = "standardize"
    hidden: list[LayerChoice] = Field(
        default=[DenseChoice(units=16, activation="tanh", regularizer="l2", strength=0.27)],
        max_length=limits.LAYERS,
        description="From the input to the output; the output layer fits the data.",
    )
    output: str | None = Field(
        default=None,
        description="Its activation; null is softmax for classes and linear for numbers.",
    )
    loss: str | None = Field(
        default=None, description="null is cross_entropy for classes, else mse."
    )
    algorithm: AlgorithmChoice = AlgorithmChoice(settings={"learning_rate": 0.005})
    epochs: int = Field(default=100, ge=1, le=limits.EPOCHS, description="Epochs, or generations.")
    batch_size: int | None = Field(
        default=None, ge=1, le=limits.ROWS, description="null is 32; for evolution all rows."
    )
    seed: int = Field(
        default=0, ge=0, le=2**31, description="Of the initial weights and all randomness."
    )

    @model_validator(mode="before")
    @classmethod
    def _renamed(cls, given: Any) -> Any:
        """Runs and links of earlier versions call the algorithm a way."""
        if isinstance(given, dict) and "way" in given:
            given = {"algorithm" if key == "way" else key: it for key, it in given.items()}
        return given


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
"""Settings of a training that have a field of their own in an experiment, or none."""


def suited_to(data: Dataset) -> Suited:
    """The defaults for this data, as the fields of an experiment.

    Example:
        >>> from edunn.data import load
        >>> suited_to(load("mnist")).hidden[0].units
        64
    """
    recipe = Recipe.suiting(data)
    settings = dict(recipe.settings)
    scale = [it for it in recipe.network[0] if isinstance(it, Mapping)]
    return Suited(
        scaling=scale[0]["scale"] if scale else "none",
        hidden=[_choice(*layer) for layer in recipe.network[1:-1]],
        epochs=settings.pop("epochs"),
        batch_size=settings.pop("batch_size", None),
        algorithm=AlgorithmChoice(name=recipe.algorithm, settings=settings),
    )


def _choice(start: int | str, *others: Any) -> LayerChoice:
    """A hidden layer of the defaults: of neurons, perhaps with a penalty, or a named one."""
    settings = others[-1] if others and isinstance(others[-1], Mapping) else {}
    activation = next((it for it in others if isinstance(it, str)), None)
    if isinstance(start, str):
        numbers = (it for it in others if isinstance(it, int | float))
        own = dict(zip(_settings_of(start), numbers, strict=False)) | dict(settings)
        return NamedLayerChoice(name=start, settings=own, activation=activation)
    layer = DenseChoice(units=start, activation=activation or "linear")
    if not settings:
        return layer
    return layer.model_copy(update={"regularizer": "l2", "strength": settings["l2"]})


def _settings_of(layer: str) -> list[str]:
    """The settings of a layer of the catalogue in their order; none of an unknown one."""
    kind = FAMILIES["layer"].get(canonical(layer))
    return [field.name for field in fields(kind) if not field.kw_only] if kind else []


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
        [[4, {'scale': 'standardize'}], [16, 'tanh', {'l2': 0.27}], [3, 'softmax']]
    """
    hidden = [element_of(choice) for choice in experiment.hidden]
    return network_for(data, hidden, experiment.scaling, experiment.output)


def element_of(choice: LayerChoice) -> list[Any]:
    """A layer as an element of the short form.

    Example:
        >>> element_of(DenseChoice(units=8)), element_of(DropoutChoice())
        ([8, 'relu'], ['dropout', 0.2])
        >>> settings = {"filters": 8, "kernel": 5, "padding": "same"}
        >>> element_of(NamedLayerChoice(name="conv", settings=settings, activation="relu"))
        ['conv', 8, 5, 'relu', {'padding': 'same'}]
    """
    if isinstance(choice, DropoutChoice):
        return ["dropout", choice.rate]
    if isinstance(choice, NamedLayerChoice):
        return _named(choice)
    return _dense_element(choice)


def _named(choice: NamedLayerChoice) -> list[Any]:
    """The numbers among its first settings in their order, the others by name."""
    settings = dict(choice.settings)
    first: list[Setting] = []
    for name in _settings_of(choice.name):
        if type(settings.get(name)) not in (int, float):
            break
        first.append(settings.pop(name))
    ending = [] if choice.activation is None else [choice.activation]
    return [choice.name, *first, *ending, *([settings] if settings else [])]


def penalty_of(name: Regularizer, strength: float) -> regularizers.Regularizer:
    """A regularizer by its name, with this strength in every part of it.

    Example:
        >>> penalty_of("l1_l2", 0.5)
        ElasticNet(l1=0.5, l2=0.5)
    """
    kind = regularizers.NAMES[name]
    return kind(**{field.name: strength for field in fields(kind)})


def _dense_element(choice: DenseChoice) -> list[Any]:
    settings: dict[str, Any] = {}
    if choice.initializer is not None:
        settings["initializer"] = choice.initializer
    if choice.regularizer is not None:
        settings |= dict.fromkeys(choice.regularizer.split("_"), choice.strength)
    return [choice.units, choice.activation, *([settings] if settings else [])]
