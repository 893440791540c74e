"""What `edunn train` does when nothing is said: what suits the data and the way of learning."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, final

from edunn.data import Dataset
from edunn.optimizers import CosineDecay

MANY_ROWS = 5_000
MANY_INPUTS = 64

BY_EVOLUTION = {"population_size": 2000, "sigma": 0.02, "weight_decay": 0.1}
"""For images: enough individuals to tell a direction; the decay keeps late steps from noise."""


@final
@dataclass(frozen=True)
class Defaults:
    """A recipe that learns most small tables in seconds, and MNIST in a minute.

    Example:
        >>> from edunn.data import load
        >>> usual = Defaults.suiting(load("iris"))
        >>> usual.hidden, usual.scale, usual.told()
        ('16', 'standardize', {'epochs': 100, 'batch_size': 32, 'learning_rate': 0.01})
        >>> Defaults.suiting(load("iris"), way="pgpe").told()
        {'epochs': 100}
    """

    hidden: str
    """The sizes of the hidden layers."""

    scale: str | None
    """Columns of different units must be brought to one size, or the largest drowns the others."""

    epochs: int
    batch_size: int | None = None
    """None, here and below, is whatever the way does by itself."""

    learning_rate: float | None = None
    """A small table gives few steps an epoch, so each may be longer."""

    settings: Mapping[str, Any] = field(default_factory=dict)
    """What else the way is told."""

    anneals: bool = False
    """Whether the learning rate falls to 0, along a cosine, in the course of the training."""

    watches: bool = True
    """Whether the rows held out are looked at after every epoch, not only in the end."""

    @classmethod
    def suiting(cls, data: Dataset, way: str | None = None) -> "Defaults":
        """The recipe for this data, and for this way of learning; None is ours, Adam."""
        has_units = all(column.unit != 1.0 for column in data.columns.columns)  # pixels / 255
        is_long, is_wide = len(data) > MANY_ROWS, len(data.feature_names) > MANY_INPUTS
        if way == "low_rank_es" and is_long and is_wide:
            return cls("64", "center", 8000, 256, 0.003, BY_EVOLUTION, anneals=True, watches=False)
        return cls(
            hidden="64" if is_wide else "16",
            scale=None if has_units else "standardize",
            epochs=10 if is_long else 100,
            batch_size=None if way else (128 if is_long else 32),
            learning_rate=None if way else (0.002 if is_long else 0.01),
        )

    def told(self, **asked: Any) -> dict[str, Any]:
        """The settings of a training: ours, but for those that somebody asked for."""
        usual = {name: getattr(self, name) for name in ("epochs", "batch_size", "learning_rate")}
        wished = {name: value for name, value in asked.items() if value is not None}
        told = {**usual, **self.settings, **wished}
        if self.anneals and isinstance(rate := told["learning_rate"], float):
            told["learning_rate"] = CosineDecay(rate, steps=told["epochs"])
        return {name: value for name, value in told.items() if value is not None}
