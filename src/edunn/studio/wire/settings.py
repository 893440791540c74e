"""The settings of an experiment: all that decides a run. They fit into a link."""

from typing import Any, Literal, TypeAlias

from pydantic import Field, model_validator

from edunn.studio import limits
from edunn.studio.messages import Message, Name

Setting: TypeAlias = bool | int | float | str
"""One setting of an algorithm: a number, a switch or a name."""


Scaling: TypeAlias = Literal["standardize", "min_max", "center", "none"]
"""How inputs are scaled."""


class DataChoice(Message):
    """Which rows to learn from, and which are only looked at."""

    name: Name = "iris"
    rows: int | None = Field(
        default=None, ge=4, le=limits.ROWS, description="Toys: how many to draw."
    )
    noise: float | None = Field(
        default=None, ge=0, le=10, description="Toys: how far points are nudged."
    )
    test: float = Field(default=0.25, gt=0, lt=1, description="The share of rows that is held out.")
    seed: int = Field(
        default=0, ge=0, le=2**31, description="Decides which rows those are, and toys."
    )


class DenseChoice(Message):
    """A layer of neurons, each with its activation."""

    kind: Literal["dense"] = "dense"
    units: int = Field(default=8, ge=1, le=limits.UNITS)
    activation: str = "relu"
    initializer: str | None = Field(default=None, description="null is what suits the activation.")
    regularizer: Literal["l1", "l2", "l1_l2"] | None = None
    strength: float = Field(default=0.01, ge=0, le=100, description="Of the regularizer: lambda.")


class DropoutChoice(Message):
    """Silences each number of the layer before with this probability, while training."""

    kind: Literal["dropout"] = "dropout"
    rate: float = Field(default=0.2, ge=0, lt=1)


LayerChoice: TypeAlias = DenseChoice | DropoutChoice


def one_layer() -> list[LayerChoice]:
    """What a new experiment begins with."""
    return [DenseChoice()]


class AlgorithmChoice(Message):
    """How the network learns: an optimizer or a strategy of evolution, with its own settings."""

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
        default_factory=one_layer,
        max_length=limits.LAYERS,
        description="From the input to the output; the output layer is made to fit the data.",
    )
    output: str | None = Field(
        default=None,
        description="Its activation; null is softmax for classes and linear for numbers.",
    )
    loss: str | None = Field(
        default=None, description="null is cross_entropy for classes, else mse."
    )
    algorithm: AlgorithmChoice = AlgorithmChoice(settings={"learning_rate": 0.01})
    epochs: int = Field(default=100, ge=1, le=limits.EPOCHS, description="Epochs, or generations.")
    batch_size: int | None = Field(
        default=None, ge=1, le=limits.ROWS, description="null is 32; for evolution all rows."
    )
    seed: int = Field(
        default=0, ge=0, le=2**31, description="Decides first weights and all chance."
    )

    @model_validator(mode="before")
    @classmethod
    def _renamed(cls, given: Any) -> Any:
        """Runs and links of earlier versions call the algorithm a way."""
        if isinstance(given, dict) and "way" in given:
            given = {"algorithm" if key == "way" else key: it for key, it in given.items()}
        return given
