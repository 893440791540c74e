"""Copies of a network that are not trained."""

from copy import copy

from edunn.model import Model
from edunn.network import Learned
from edunn.studio.problems import Conflict
from edunn.training import History, Training


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
