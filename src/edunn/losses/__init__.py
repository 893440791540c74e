"""Losses: how wrong is an output, and which way is less wrong? See `base` for the contract."""

from edunn.losses.base import Loss
from edunn.losses.classification import BinaryCrossEntropy, CrossEntropy, Hinge, KLDivergence
from edunn.losses.from_logits import SigmoidBinaryCrossEntropy, SoftmaxCrossEntropy, fused_loss
from edunn.losses.regression import Huber, LogCosh, MeanAbsoluteError, MeanSquaredError

__all__ = [
    "BinaryCrossEntropy",
    "CrossEntropy",
    "Hinge",
    "Huber",
    "KLDivergence",
    "LogCosh",
    "Loss",
    "MeanAbsoluteError",
    "MeanSquaredError",
    "SigmoidBinaryCrossEntropy",
    "SoftmaxCrossEntropy",
    "fused_loss",
]
