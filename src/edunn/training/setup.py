"""The setup of a training: what it was asked for, and the parameters that it began with."""

from dataclasses import dataclass, replace
from typing import final

from edunn.arrays import Array
from edunn.evolution import Strategy
from edunn.optimizers import Optimizer
from edunn.training.base import Plan


@final
@dataclass(frozen=True, eq=False)
class Setup:
    """What a model remembers of its last training, besides the history.

    Example:
        >>> from edunn import Model
        >>> model = Model([[1], [1]], "mse")
        >>> history = model.train("sgd", [[0.0]], [1.0], epochs=3)
        >>> model.setup.algorithm.learning_rate, model.setup.plan.epochs
        (0.01, 3)
    """

    algorithm: Optimizer | Strategy
    plan: Plan
    theta: Array
    """The parameters before the first step, `(n,)`."""

    is_validated: bool

    @classmethod
    def of(cls, algorithm: Optimizer | Strategy, plan: Plan, theta: Array) -> "Setup":
        """The setup of a training with this plan, which began with these parameters."""
        plain = replace(plan, validation=None, workers=None)
        return cls(algorithm, plain, theta, plan.validation is not None)
