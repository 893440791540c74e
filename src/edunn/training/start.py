"""Start: from a way of learning to the training that goes it."""

from math import ceil

import numpy as np

from edunn.errors import SettingError
from edunn.evolution import Strategy
from edunn.fused import Fused, choose
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
    engine: str = "auto",
) -> Training:
    """A training that has not taken a step yet; `Model.training` calls this.

    Raises:
        SettingError: fitness or target for a way that follows the slope; the fused engine for what
            it cannot do.

    Example:
        >>> from edunn import Model
        >>> type(Model([[2], [2, "softmax"]]).training("adam", [[0, 1]], [0])).__name__
        'Descent'
    """
    if isinstance(way, Strategy):
        if engine == "fused":
            raise SettingError(
                "engine='fused' is for optimizers; there is no compiled evolution yet. "
                "Use engine='auto'."
            )
        return Generations(objective, learned, examples, plan, random, way)
    if plan.fitness is not None or plan.target is not None:
        raise SettingError(
            "fitness and target are for evolution; an optimizer makes the loss small. "
            'Leave them out, or train with "genetic_algorithm".'
        )
    batch_size = plan.rows_at_once(len(examples.x))
    steps = plan.epochs * ceil(len(examples.x) / batch_size)
    is_fused, why_not = choose(engine, objective, way, batch_size, steps)
    fused = Fused(objective, *examples) if is_fused else None
    training = Descent(objective, learned, examples, plan, random, way, fused)
    training.history.note = why_not
    return training
