"""A snapshot: a run at one moment, for whoever wants to look while it goes on."""

from copy import copy
from dataclasses import dataclass
from typing import Any, final

from edunn.arrays import Array
from edunn.model import Model
from edunn.network import Learned
from edunn.studio.plan import Planned
from edunn.studio.problems import Conflict
from edunn.training import History, Training


@final
@dataclass(frozen=True)
class Snapshot:
    """A run as it was at one moment; nobody trains this copy of the network."""

    planned: Planned
    model: Model
    epoch: int
    training_state: Any
    """Evolution: the generation scored last, with `population`, `fitness` and `parents`."""
    ancestors: tuple[tuple[Array, Array | None], ...]
    """Fitness and parents of the last generations, the newest last."""
    learning_rate: float | None


def twin(training: Training) -> Model:
    """The same network, for looking at it while the other one goes on learning.

    Raises:
        Conflict: the training belongs to no model.
    """
    model = training.keeper
    if not isinstance(model, Model):
        raise Conflict("this training belongs to no model: there is nothing to look at.")
    twin = copy(model)
    learned = model.learned
    twin.learned = Learned(learned.theta.copy(), list(learned.statistics))
    history = model.history
    twin.history = History(list(history.records), history.engine, history.ending, history.note)
    return twin
