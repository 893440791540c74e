"""Optimizers: ways to lower a loss by its gradient. See `base` for the contract."""

from edunn.optimizers.adam import AdaGrad, Adam, AdamW, RMSprop
from edunn.optimizers.base import Optimizer, State
from edunn.optimizers.schedules import (
    Constant,
    CosineDecay,
    ExponentialDecay,
    InverseTimeDecay,
    PlateauMemory,
    ReduceOnPlateau,
    Schedule,
    StepDecay,
)
from edunn.optimizers.sgd import GradientDescent, Momentum, Nesterov

NAMES: dict[str, type[Optimizer]] = {
    "gradient_descent": GradientDescent,
    "momentum": Momentum,
    "nesterov": Nesterov,
    "adagrad": AdaGrad,
    "rmsprop": RMSprop,
    "adam": Adam,
    "adamw": AdamW,
}
"""Every optimizer by its name."""

SCHEDULES: dict[str, type[Schedule]] = {
    "constant": Constant,
    "step": StepDecay,
    "exponential": ExponentialDecay,
    "inverse_time": InverseTimeDecay,
    "cosine": CosineDecay,
    "reduce_on_plateau": ReduceOnPlateau,
}
"""Every learning-rate schedule by its name."""

__all__ = [
    "AdaGrad",
    "Adam",
    "AdamW",
    "Constant",
    "CosineDecay",
    "ExponentialDecay",
    "GradientDescent",
    "InverseTimeDecay",
    "Momentum",
    "Nesterov",
    "Optimizer",
    "PlateauMemory",
    "RMSprop",
    "ReduceOnPlateau",
    "Schedule",
    "State",
    "StepDecay",
]
