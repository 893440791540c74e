"""Snapshots: a run at one moment, to be looked at while training goes on."""

from copy import copy
from dataclasses import dataclass, replace
from inspect import signature
from typing import Any, final

from edunn.arrays import Array
from edunn.evolution import Strategy
from edunn.model import Model
from edunn.network import Learned
from edunn.optimizers import Optimizer
from edunn.studio.plan import Planned
from edunn.studio.problems import Conflict
from edunn.training import History, Training
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
    """Evolution: the last generation evaluated, with `population`, `fitness` and `parents`."""
    ancestors: tuple[tuple[Array, Array | None], ...]
    """Fitness and parents of the last generations, the newest last."""
    learning_rate: float | None

    @property
    def algorithm(self) -> Optimizer | Strategy:
        """The optimizer, with the present learning rate, or the strategy."""
        choice, rate = self.planned.experiment.algorithm, self.learning_rate
        own = {name: value for name, value in choice.settings.items() if name not in NOT_ITS_OWN}
        algorithm = find_algorithm(choice.name, None, dict(own))
        if rate is not None and isinstance(algorithm, Optimizer):
            return replace(algorithm, learning_rate=rate)
        return algorithm


def owner_of(training: Training) -> Model:
    """The model that is trained.

    Raises:
        Conflict: the training belongs to no model.
    """
    model = training.owner
    if not isinstance(model, Model):
        raise Conflict("this training belongs to no model: there is nothing to look at.")
    return model


def copied(model: Model) -> Model:
    """A copy of the network that stays as it is while the original is trained.

    Example:
        >>> model = Model([[1], [1]], "mse", seed=1)
        >>> other = copied(model)
        >>> other.theta = [1.0, 1.0]
        >>> bool((model.theta == other.theta).any())
        False
    """
    other = copy(model)
    learned, history = model.learned, model.history
    other.learned = Learned(learned.theta.copy(), list(learned.statistics))
    other.history = History(list(history.records), history.engine, history.ending, history.note)
    return other
