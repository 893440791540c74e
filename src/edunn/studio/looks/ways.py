"""The way of learning that an experiment chose, as an object."""

from dataclasses import replace
from inspect import signature
from typing import TYPE_CHECKING

from edunn.evolution import Strategy
from edunn.model import Model
from edunn.optimizers import Optimizer
from edunn.training.algorithms import find_algorithm

if TYPE_CHECKING:
    from edunn.studio.snapshots import Snapshot

NOT_ITS_OWN = {*signature(Model.training).parameters, "patience"}
"""What is told beside the settings of a way but is the training's: fitness, early_stopping ..."""


def algorithm_of(snapshot: "Snapshot") -> Optimizer | Strategy:
    """The optimizer, with the learning rate of now, or the strategy."""
    choice, rate = snapshot.planned.experiment.way, snapshot.learning_rate
    settings = {name: value for name, value in choice.settings.items() if name not in NOT_ITS_OWN}
    way = find_algorithm(choice.name, None, dict(settings))
    if rate is not None and isinstance(way, Optimizer):
        return replace(way, learning_rate=rate)
    return way
