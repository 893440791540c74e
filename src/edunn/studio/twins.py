"""Twins: a copy of a network that nobody trains."""

from copy import copy

from edunn.model import Model
from edunn.network import Learned
from edunn.studio.problems import Conflict
from edunn.training import History, Training


def learner_of(training: Training) -> Model:
    """The model that learns in a training.

    Raises:
        Conflict: it belongs to no model.
    """
    model = training.owner
    if not isinstance(model, Model):
        raise Conflict("this training belongs to no model: there is nothing to look at.")
    return model


def twin(model: Model) -> Model:
    """The same network, for looking at it while the other one goes on learning.

    Example:
        >>> model = Model([[1], [1]], "mse", seed=1)
        >>> other = twin(model)
        >>> other.theta = [1.0, 1.0]
        >>> bool((model.theta == other.theta).any())
        False
    """
    other = copy(model)
    learned, history = model.learned, model.history
    other.learned = Learned(learned.theta.copy(), list(learned.statistics))
    other.history = History(list(history.records), history.engine, history.ending, history.note)
    return other
