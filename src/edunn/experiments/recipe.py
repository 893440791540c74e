"""A recipe: everything that decides a training, apart from its rows and its seed.

It is plain data, so it can be printed, sent to another process, and varied setting by setting:

    recipe = Recipe.suiting(load("iris"), epochs=50)           # the defaults for this data
    recipe = Recipe([[4], [8, "relu"], [3, "softmax"]], "adam", {"epochs": 50})
    recipe.varied(learning_rate=0.1)
    recipe.grid(learning_rate=[0.01, 0.1], epochs=[10, 50])

Rows and seeds are given beside it, because one recipe is run on many of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from inspect import signature
from typing import Any, final

from edunn.catalogue import FAMILIES, normalized
from edunn.data import Dataset
from edunn.errors import SettingError, UnknownNameError
from edunn.evolution import recipes as genetic
from edunn.experiments.defaults import Defaults, input_for, network_for, scaled, target_scaling_for
from edunn.experiments.grid import Grid
from edunn.layers import Layer
from edunn.messages import Message, Names, listed
from edunn.model import Model
from edunn.optimizers import CosineDecay
from edunn.progress import watch
from edunn.text import as_json, in_words, network_in_words, spoken
from edunn.training import Plan, Training
from edunn.training.algorithms import find_algorithm

PARTS = ("network", "algorithm", "loss")
OF_THE_MODEL = ("initializer", "regularizer", "target_scaling", "dtype", "engine")
ALIASES = {"optimizer": "algorithm", "loss_function": "loss", "layers": "network"}
TWINS = {"generations": "epochs", "shuffle": "shuffle_data", "patience": "early_stopping"}
"""Two names of one setting of a training; the later one replaces the earlier."""

BESIDE = ("seed", "random_state", "validation_data")
"""Not part of a recipe: seeds and rows are given beside it."""


@final
@dataclass(frozen=True)
class Recipe:
    """The network, the algorithm and all settings of a training.

    Args:
        network: the short form, or layer objects (the data decides the number of inputs).
        algorithm: the name of an optimizer or strategy, or such an object.
        settings: of the algorithm and the training: epochs, batch size, learning rate ...
        model: of the model: initializer, regularizer, target scaling, dtype, engine.
        loss: a name or a loss; None is that of the last layer for classes, and mse for numbers.

    Raises:
        SettingError: a seed or rows among the settings.
        UnknownNameError: a setting that no algorithm and no training has.

    Example:
        >>> recipe = Recipe([[4], [3, "softmax"]], "adam", {"epochs": 2})
        >>> print(recipe.varied(learning_rate=0.1, initializer="zeros"))
        4 - 3 softmax; adam, rate 0.1, 2 epochs, initializer zeros
    """

    network: Sequence[Any]
    algorithm: Any = "gradient_descent"
    settings: Mapping[str, Any] = field(default_factory=dict)
    model: Mapping[str, Any] = field(default_factory=dict)
    loss: Any = None

    def __post_init__(self) -> None:
        for name in (*self.settings, *self.model):
            _refuse_beside(name)
        known = _known_settings()
        for name, value in self.settings.items():
            if name not in known:
                find_algorithm(self.algorithm, None, {name: value})  # says what is meant

    @classmethod
    def suiting(
        cls,
        data: Dataset,
        algorithm: Any = None,
        *,
        network: Sequence[Any] | None = None,
        hidden: Sequence[Sequence[Any]] | None = None,
        scaling: str | None = None,
        output: str | None = None,
        loss: Any = None,
        **settings: Any,
    ) -> "Recipe":
        """The recipe with the defaults for this data; whatever is given replaces a default.

        Args:
            data: decides the number of inputs and outputs, and all that is left out.
            algorithm: a name; None is Adam. One chosen by name keeps its own default settings.
            network: the whole short form, or
            hidden: only its hidden layers: `[[8, "relu"], [4, "tanh"]]`.
            scaling: of the inputs: "standardize", "min_max", "center" or "none".
            output: the last activation.
            loss: as for `Recipe`.
            settings: of the algorithm, the training or the model.

        Raises:
            UnknownNameError: there is no such scaling, or a slip in the name of a part.

        Example:
            >>> from edunn.data import load
            >>> print(Recipe.suiting(load("iris"), epochs=50))
            4 (scale standardize) - 16 tanh (l2 0.27) - 3 softmax; adam, rate 0.005, 50 epochs
        """
        defaults = Defaults.suiting(data, algorithm)
        scaling = defaults.scaling if scaling is None else scaling
        if network is None:
            hidden = defaults.hidden if hidden is None else hidden
            network = network_for(data, hidden, scaling, output)
        elif _has_no_scaling(network[0]):
            network = [scaled(network[0], scaling), *network[1:]]
        recipe = cls(network, algorithm or "adam", model=target_scaling_for(data, network))
        recipe = recipe.varied(**defaults.settings).varied(loss=loss, **settings)
        return recipe._annealed() if defaults.anneals else recipe

    @property
    def epochs(self) -> int:
        """The number of epochs or generations, at most."""
        settings = self.settings
        epochs: int = settings.get("generations", settings.get("epochs", Plan().epochs))
        return epochs

    def varied(self, **settings: Any) -> "Recipe":
        """The same with other settings, of any part: network, algorithm, loss, model, training.

        Raises:
            SettingError: a seed or rows.
            UnknownNameError: a slip in the name of a part.
        """
        recipe = self
        for name, value in settings.items():
            recipe = recipe._with(normalized(name), value)
        return recipe

    def grid(self, **axes: Sequence[Any]) -> Grid["Recipe"]:
        """A recipe for each combination of these values.

        Raises:
            SettingError: no axis, or one without values, or with a value twice.

        Example:
            >>> grid = Recipe([[4], [3, "softmax"]]).grid(learning_rate=[0.1, 1.0], epochs=[5])
            >>> list(grid.cells)
            ['learning_rate 0.1, epochs 5', 'learning_rate 1, epochs 5']
        """
        return Grid.over(axes, self.varied)

    def built(self, seed: int, data: Dataset) -> Model:
        """The model, untrained: the seed decides its initial weights and all that follows."""
        automatic = None if data.task == "classification" else "mse"
        loss = automatic if self.loss is None else self.loss
        if any(isinstance(part, Layer) for part in self.network):
            inputs = tuple(input_for(data, self.network))
            return Model(None, loss, layers=self.network, inputs=inputs, seed=seed, **self.model)
        return Model(self.network, loss, seed=seed, **self.model)

    def begun(self, model: Model, rows: Dataset, watched: Dataset | None = None) -> Training:
        """The training before its first step; `watched` rows are evaluated after each epoch."""
        return model.training(self.algorithm, rows, validation_data=watched, **self.settings)

    def train(
        self,
        rows: Dataset,
        validation_data: Dataset | None = None,
        *,
        seed: int = 0,
        progress: bool | None = None,
    ) -> Model:
        """A model trained by this recipe; `validation_data` is evaluated after each epoch.

        Raises:
            EduNNError: the recipe does not fit the rows, or the training diverged.

        Example:
            >>> from edunn.data import load
            >>> rows, held_out = load("iris").split(seed=0)
            >>> model = Recipe.suiting(rows).train(rows, held_out, seed=0)
            >>> model.evaluate(held_out).accuracy > 0.9
            True
        """
        model = self.built(seed, rows)
        watch(self.begun(model, rows, validation_data), progress)
        return model

    @property
    def network_in_words(self) -> str:
        """The layers as a line: `4 - 2 relu - 3 softmax`."""
        return network_in_words(self.network)

    @property
    def training_in_words(self) -> str:
        """Algorithm and settings as a line: `gradient descent, rate 0.001, 500 epochs`."""
        known = [name for name in _FIRST if name in self.settings]
        parts = [Message(f"recipe.{k}", value=in_words(self.settings[k])) for k in known]
        loss = {} if self.loss is None else {"loss": self.loss}
        usual = ("target_scaling", "standardize")
        model = {k: v for k, v in self.model.items() if (k, v) != usual}
        others = {**self.settings, **model, **loss}
        parts += [_setting(k, v) for k, v in others.items() if k not in known]
        algorithm = in_words(self.algorithm)
        return listed([Names(spoken(algorithm), algorithm), *parts], "list.comma")

    def __str__(self) -> str:
        return f"{self.network_in_words}; {self.training_in_words}"

    def to_dict(self) -> dict[str, Any]:
        """The same as plain values, ready for JSON; objects among the settings as text."""
        facts: dict[str, Any] = as_json(vars(self))
        return facts

    def _annealed(self) -> "Recipe":
        """The same with a learning rate that falls to 0 along a cosine, if it was a number."""
        rate = self.settings["learning_rate"]
        if not isinstance(rate, float):
            return self
        return self.varied(learning_rate=CosineDecay(rate, steps=self.epochs))

    def _with(self, name: str, value: Any) -> "Recipe":
        name = ALIASES.get(name, name)
        _refuse_beside(name)
        if name in PARTS:
            return replace(self, **{name: value})
        if name in OF_THE_MODEL:
            return replace(self, model={**self.model, name: value})
        _refuse_misspelt(name)
        twin = TWINS.get(name, name)
        others = {k: v for k, v in self.settings.items() if TWINS.get(k, k) != twin}
        return replace(self, settings={**others, name: value})


_FIRST = ("learning_rate", "epochs", "generations", "batch_size", "population_size")
"""Settings that come first in the words of a recipe, as messages of their own."""


def _setting(name: str, value: Any) -> Message:
    named = Names(spoken(name), name)
    return Message("recipe.setting", name=named, value=Names(in_words(value)))


def _has_no_scaling(first: Any) -> bool:
    """Whether it is an input of the short form, and has only sizes."""
    return isinstance(first, list | tuple) and not any(isinstance(it, Mapping) for it in first)


def _refuse_beside(name: str) -> None:
    if name in BESIDE:
        raise SettingError(
            f"{name} is not a setting of a recipe: the seed decides the initial weights, which "
            "rows are held out, and all that follows. Pass repeat or compare seeds=20, or a list."
        )


def _known_settings() -> set[str]:
    """The names of all settings: those of a training, and those of every algorithm.

    Whether an algorithm has a setting of another one is for the training to decide.
    """
    algorithms = (*FAMILIES["optimizer"].values(), *FAMILIES["strategy"].values())
    own = {setting.name for algorithm in algorithms for setting in fields(algorithm)}
    of_training = signature(Model.training).parameters
    return own | {*of_training, *TWINS, *genetic.SETTINGS, *genetic.ALIASES, "preset"}


def _refuse_misspelt(name: str) -> None:
    """A slip in the name of a part; all other names are checked by the training."""
    parts = (*PARTS, *ALIASES, *OF_THE_MODEL)
    if get_close_matches(name, parts, n=1, cutoff=0.8):
        raise UnknownNameError.of("part of a recipe", name, parts)
