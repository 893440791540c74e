"""Start: from a way of learning to the training that goes it."""

import numpy as np

from edunn.errors import SettingError
from edunn.evolution import Strategy
from edunn.network import Learned
from edunn.objective import Objective
from edunn.optimizers import Optimizer
from edunn.training.base import Plan, Training
from edunn.training.descent import Descent
from edunn.training.generations import Generations
from edunn.training.records import Examples


def begin(
    way: Optimizer | Strategy,
    objective: Objective,
    learned: Learned,
    examples: Examples,
    plan: Plan,
    random: np.random.Generator,
) -> Training:
    """A training that has not taken a step yet; `Model.training` calls this.

    Raises:
        SettingError: fitness or target for a way that follows the slope.

    Example:
        >>> from edunn import Model
        >>> type(Model([[2], [2, "softmax"]]).training("adam", [[0, 1]], [0])).__name__
        'Descent'
    """
    if isinstance(way, Strategy):
        return Generations(objective, learned, examples, plan, random, way)
    if plan.fitness is not None or plan.target is not None:
        raise SettingError(
            "fitness and target are for evolution; an optimizer makes the loss small. "
            'Leave them out, or train with "genetic_algorithm".'
        )
    return Descent(objective, learned, examples, plan, random, way)
