"""Snapshots: a run at one moment, to be looked at while training goes on."""

from dataclasses import dataclass, replace
from inspect import signature
from typing import Any, final

from edunn.arrays import Array
from edunn.evolution import Strategy
from edunn.model import Model
from edunn.optimizers import Optimizer
from edunn.studio.plan import Planned
from edunn.training.algorithms import find_algorithm

NOT_ITS_OWN = {*signature(Model.training).parameters, "patience"}
"""Given beside the settings of an algorithm, but the training's: fitness, early_stopping ..."""


@final
@dataclass(frozen=True)
class Snapshot:
    """A run at one moment, with a copy of its network that is not trained."""

    planned: Planned
    model: Model
    epoch: int
    training_state: Any
    """Evolution: the generation scored last, with `population`, `fitness` and `parents`."""
    ancestors: tuple[tuple[Array, Array | None], ...]
    """Fitness and parents of the last generations, the newest last."""
    learning_rate: float | None

    @property
    def algorithm(self) -> Optimizer | Strategy:
        """The optimizer, with the present learning rate, or the strategy."""
        choice, rate = self.planned.experiment.way, self.learning_rate
        own = {name: value for name, value in choice.settings.items() if name not in NOT_ITS_OWN}
        algorithm = find_algorithm(choice.name, None, dict(own))
        if rate is not None and isinstance(algorithm, Optimizer):
            return replace(algorithm, learning_rate=rate)
        return algorithm
