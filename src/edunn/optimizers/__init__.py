"""Optimizers: walks downhill that ask for the slope. See `base` for the contract."""

from edunn.optimizers.adaptive import AdaGrad, Adam, AdamW, RMSprop
from edunn.optimizers.base import Optimizer, State
from edunn.optimizers.descent import GradientDescent, Momentum, Nesterov
from edunn.optimizers.plateau import PlateauMemory, ReduceOnPlateau
from edunn.optimizers.schedules import (
    Constant,
    CosineDecay,
    ExponentialDecay,
    InverseTimeDecay,
    Schedule,
    StepDecay,
)

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
