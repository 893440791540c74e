"""Checks: the gradient check, for layers, activations and losses of your own."""

from edunn.checks.gradients import check_gradients
from edunn.checks.report import GradientCheck, PartialDerivative

__all__ = ["GradientCheck", "PartialDerivative", "check_gradients"]
