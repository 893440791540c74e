"""The way of learning that an experiment chose, as an object."""

from typing import TYPE_CHECKING

from edunn.evolution import Strategy
from edunn.optimizers import Optimizer
from edunn.training.ways import find_way

if TYPE_CHECKING:
    from edunn.studio.running import Snapshot


def way_of(snapshot: "Snapshot") -> Optimizer | Strategy:
    """The optimizer, with the learning rate of now, or the strategy."""
    choice = snapshot.planned.experiment.way
    settings = dict(choice.settings)
    rate = snapshot.learning_rate
    way = find_way(choice.name, None, dict(settings))
    if rate is not None and isinstance(way, Optimizer):
        return find_way(choice.name, None, settings | {"learning_rate": rate})
    return way
