"""Losses: how wrong an output is, and in which direction it is less wrong. See `base`."""

from edunn.losses.base import Loss, PerOutputLoss
from edunn.losses.classification import BinaryCrossEntropy, CrossEntropy, Hinge, KLDivergence
from edunn.losses.from_logits import SigmoidBinaryCrossEntropy, SoftmaxCrossEntropy, fused_loss
from edunn.losses.pairing import default_loss, require_probabilities
from edunn.losses.regression import Huber, LogCosh, MeanAbsoluteError, MeanSquaredError

NAMES: dict[str, type[Loss]] = {
    "mse": MeanSquaredError,
    "mae": MeanAbsoluteError,
    "huber": Huber,
    "log_cosh": LogCosh,
    "cross_entropy": CrossEntropy,
    "binary_cross_entropy": BinaryCrossEntropy,
    "hinge": Hinge,
    "kl_divergence": KLDivergence,
}
"""Every loss by its name; those from logits are chosen by the objective, not by name."""

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
    "PerOutputLoss",
    "SigmoidBinaryCrossEntropy",
    "SoftmaxCrossEntropy",
    "default_loss",
    "fused_loss",
    "require_probabilities",
]
