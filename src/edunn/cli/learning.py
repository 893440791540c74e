"""From a data set to a trained network: what was asked for, with defaults filled in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, final

from edunn.cli.defaults import Defaults
from edunn.cli.networks import Literal, between, whole
from edunn.cli.units import Unit
from edunn.data import Dataset
from edunn.model import Model
from edunn.training import Training


class Parts(NamedTuple):
    """The rows to learn from, and those that are held back to see what was learned."""

    training: Dataset
    held_out: Dataset | None

    @classmethod
    def of(cls, data: Dataset, test: float | None, seed: int) -> "Parts":
        """Hold back a share of the rows; None is the publisher's own part or a quarter, 0 is none.

        Example:
            >>> from edunn.data import load
            >>> [len(rows) for rows in Parts.of(load("iris"), test=0.2, seed=0)]
            [120, 30]
        """
        return cls(data, None) if test == 0 else cls(*data.split(test, seed))

    def in_unit(self, unit: Unit | None) -> "Parts":
        """The same rows, with targets in another unit."""
        if unit is None:
            return self
        held_out = None if self.held_out is None else unit.applied(self.held_out)
        return Parts(unit.applied(self.training), held_out)


@final
@dataclass(frozen=True)
class Wish:
    """What somebody wants to be trained; None is "whatever suits the data".

    Example:
        >>> from edunn.data import load
        >>> Wish(hidden="8 tanh", scale="none").model(load("iris"))
        <Model 4 -> 8 -> 8 -> 3 -> 3, 67 parameters, float32>
    """

    layers: str | None = None
    hidden: str | None = None
    scale: str | None = None
    loss: str | None = None
    way: str | None = None
    learning_rate: float | None = None
    epochs: int | None = None
    batch_size: int | None = None
    seed: int = 0
    settings: Mapping[str, Any] = field(default_factory=dict)

    def network(self, data: Dataset) -> Literal:
        """The short form of the network."""
        usual = Defaults.suiting(data)
        scale = {None: usual.scale, "none": None}.get(self.scale, self.scale)
        if self.layers is not None:
            return whole(self.layers, data, scale)
        return between(usual.hidden if self.hidden is None else self.hidden, data, scale)

    def model(self, data: Dataset) -> Model:
        """The network, untrained."""
        usual = "cross_entropy" if data.task == "classification" else "mse"
        model = Model(self.network(data), self.loss or usual, seed=self.seed)
        model.columns = data.columns  # so that its file knows how to read tomorrow's table
        return model

    def training(self, model: Model, parts: Parts) -> Training:
        """The walk, before its first step."""
        usual = Defaults.suiting(parts.training)
        options = dict(self.settings)
        if self.learning_rate is not None:
            options["learning_rate"] = self.learning_rate
        elif self.way is None:
            options["learning_rate"] = usual.learning_rate
        return model.training(
            self.way or "adam",
            parts.training,
            epochs=usual.epochs if self.epochs is None else self.epochs,
            batch_size=self.batch_size,
            validation_data=parts.held_out,
            **options,
        )
