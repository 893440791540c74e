"""From a data set to a trained network.

Request  what was asked for, with defaults filled in where nothing was
Parts    the rows to learn from, and those held out
Lesson   the request carried out on the parts: a model, its training, and how well it does
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, final

from edunn.cli.defaults import Defaults
from edunn.cli.networks import Literal, between, whole
from edunn.data import Dataset
from edunn.evaluation import Evaluation
from edunn.experiments.units import Unit, unit_for
from edunn.model import Model
from edunn.progress import watch
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
class Request:
    """What somebody wants to be trained; None is "whatever suits the data".

    Example:
        >>> from edunn.data import load
        >>> Request(hidden="8 tanh", scale="none").model(load("iris"))
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
        usual = Defaults.suiting(data, self.way)
        scale = {None: usual.scale, "none": None}.get(self.scale, self.scale)
        if self.layers is not None:
            return whole(self.layers, data, scale)
        return between(usual.hidden if self.hidden is None else self.hidden, data, scale)

    def model(self, data: Dataset) -> Model:
        """The network, untrained."""
        usual = "cross_entropy" if data.task == "classification" else "mse"
        return Model(self.network(data), self.loss or usual, seed=self.seed)

    def training(self, model: Model, parts: Parts) -> Training:
        """The training, before its first step."""
        usual = Defaults.suiting(parts.training, self.way)
        return model.training(
            self.way or "adam",
            parts.training,
            validation_data=parts.held_out if usual.watches else None,
            **self.told(usual),
        )

    def told(self, usual: Defaults) -> dict[str, Any]:
        """The settings of the training."""
        own = {name: getattr(self, name) for name in ("epochs", "batch_size", "learning_rate")}
        return usual.told(**own, **self.settings)


@final
@dataclass(frozen=True)
class Lesson:
    """A network, the rows it learns from, and its training.

    Example:
        >>> from edunn.data import load
        >>> lesson = Lesson.begun(Request(epochs=3), Parts.of(load("iris"), 0.2, seed=0))
        >>> lesson.learn(progress=False), len(lesson.training.history)
        (True, 3)
        >>> list(lesson.scored())
        ['training rows', 'held-out rows']
    """

    request: Request
    parts: Parts
    model: Model
    training: Training
    unit: Unit | None
    """In which the targets are learned; None is their own."""

    @classmethod
    def begun(cls, request: Request, parts: Parts) -> "Lesson":
        """Everything ready for the first epoch.

        Raises:
            EduNNError: something that was asked for does not exist, or does not fit the rows.
        """
        model = request.model(parts.training)
        unit = unit_for(model, parts.training)
        return cls(request, parts, model, request.training(model, parts.in_unit(unit)), unit)

    def learn(self, progress: bool | None) -> bool:
        """Train to the end: True. After Ctrl-C: False, with the model as far as it got."""
        try:
            watch(self.training, progress)
        except KeyboardInterrupt:
            return False
        finally:
            if self.unit is not None:
                self.unit.taken_back(self.model)
        return True

    def scored(self) -> dict[str, tuple[Evaluation, int]]:
        """How well the network does on each part, and how many rows that is."""
        groups = {"training rows": self.parts.training, "held-out rows": self.parts.held_out}
        return {
            name: (self.model.evaluate(rows), len(rows))
            for name, rows in groups.items()
            if rows is not None
        }
