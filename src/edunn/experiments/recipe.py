"""A recipe: all that decides a training, but for the rows and the seed.

It is plain data, so that it can be printed, sent to another process, and varied setting by setting:

    recipe = Recipe([[4], [8, "relu"], [3, "softmax"]], "adam", {"epochs": 50})
    recipe.varied(learning_rate=0.1)
    recipe.grid(learning_rate=[0.01, 0.1], epochs=[10, 50])
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any, final

from edunn.catalogue import normalized
from edunn.data import Dataset
from edunn.errors import SettingError, UnknownNameError
from edunn.experiments.grid import Grid
from edunn.experiments.words import in_words, network_in_words, plain, spoken
from edunn.layers import Layer
from edunn.model import Model
from edunn.training import Plan, Training

PARTS = ("network", "way", "loss")
OF_THE_MODEL = ("initializer", "regularizer", "dtype", "engine")
ALIASES = {"optimizer": "way", "loss_function": "loss", "layers": "network"}
TWINS = {"generations": "epochs", "shuffle": "shuffle_data", "patience": "early_stopping"}
"""Two names of one setting of a training: who says the one takes the other back."""

CHANCE = ("seed", "random_state", "validation_data")
"""What is no part of a recipe: seeds and rows are given beside it."""


@final
@dataclass(frozen=True)
class Recipe:
    """Everything that decides how a network turns out, apart from its rows and from chance.

    Args:
        network: the short form, or layer objects (how wide a row is, the data knows).
        way: how it learns: a name, or an optimizer or strategy.
        settings: what the training is told: epochs, batch size, learning rate ...
        model: what the model is told besides: initializer, regularizer, dtype, engine.
        loss: a name or a loss; None suits the data: cross-entropy for classes, mse for numbers.

    Raises:
        SettingError: a seed or rows among the settings.

    Example:
        >>> recipe = Recipe([[4], [3, "softmax"]], "adam", {"epochs": 2})
        >>> print(recipe.varied(learning_rate=0.1, initializer="zeros"))
        4 - 3 softmax; adam, rate 0.1, 2 epochs, initializer zeros
    """

    network: Sequence[Any]
    way: Any = "gradient_descent"
    settings: Mapping[str, Any] = field(default_factory=dict)
    model: Mapping[str, Any] = field(default_factory=dict)
    loss: Any = None

    def __post_init__(self) -> None:
        for name in (*self.settings, *self.model):
            _refuse_chance(name)

    @property
    def epochs(self) -> int:
        """For how many epochs or generations it learns, at most."""
        settings = self.settings
        epochs: int = settings.get("generations", settings.get("epochs", Plan().epochs))
        return epochs

    def varied(self, **settings: Any) -> "Recipe":
        """The same with other settings, of whatever part: network, way, loss, model, training.

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
        """The model, untrained: the seed decides its first weights and all that follows."""
        usual = "cross_entropy" if data.task == "classification" else "mse"
        loss = usual if self.loss is None else self.loss
        if any(isinstance(part, Layer) for part in self.network):
            inputs = len(data.feature_names)
            return Model(None, loss, layers=self.network, inputs=inputs, seed=seed, **self.model)
        return Model(self.network, loss, seed=seed, **self.model)

    def begun(self, model: Model, rows: Dataset, watched: Dataset | None = None) -> Training:
        """The training, before its first step; `watched` rows are only looked at."""
        return model.training(self.way, rows, validation_data=watched, **self.settings)

    @property
    def network_in_words(self) -> str:
        """The layers as a line: `4 - 2 relu - 3 softmax`."""
        return network_in_words(self.network)

    @property
    def training_in_words(self) -> str:
        """The way and its settings as a line: `gradient descent, rate 0.001, 500 epochs`."""
        known = {name: words for name, words in _WORDS.items() if name in self.settings}
        parts = [words.format(in_words(self.settings[name])) for name, words in known.items()]
        loss = {} if self.loss is None else {"loss": self.loss}
        others = {**self.settings, **self.model, **loss}
        parts += [f"{spoken(k)} {in_words(v)}" for k, v in others.items() if k not in known]
        return ", ".join([spoken(in_words(self.way)), *parts])

    def __str__(self) -> str:
        return f"{self.network_in_words}; {self.training_in_words}"

    def to_dict(self) -> dict[str, Any]:
        """The same as plain values, ready for JSON; objects among the settings as text."""
        facts: dict[str, Any] = plain(vars(self))
        return facts

    def _with(self, name: str, value: Any) -> "Recipe":
        name = ALIASES.get(name, name)
        _refuse_chance(name)
        if name in PARTS:
            return replace(self, **{name: value})
        if name in OF_THE_MODEL:
            return replace(self, model={**self.model, name: value})
        _refuse_misspelt(name)
        twin = TWINS.get(name, name)
        others = {k: v for k, v in self.settings.items() if TWINS.get(k, k) != twin}
        return replace(self, settings={**others, name: value})


_WORDS = {
    "learning_rate": "rate {}",
    "epochs": "{} epochs",
    "generations": "{} generations",
    "batch_size": "batch {}",
    "population_size": "population {}",
}


def _refuse_chance(name: str) -> None:
    if name in CHANCE:
        raise SettingError(
            f"{name} is no setting of a recipe: the seed decides the first weights, which rows are "
            "held out, and all that follows. Pass repeat or compare seeds=20, or a list of seeds."
        )


def _refuse_misspelt(name: str) -> None:
    """What is no part and no setting of the model is the training's to judge; but not a slip."""
    parts = (*PARTS, *ALIASES, *OF_THE_MODEL)
    if get_close_matches(name, parts, n=1, cutoff=0.8):
        raise UnknownNameError.of("part of a recipe", name, parts)
