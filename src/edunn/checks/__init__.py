"""Checks: the gradient check, for layers, losses, gradients and functions of your own."""

from edunn.checks.gradients import check_gradients
from edunn.checks.report import GradientCheck, PartialDerivative

__all__ = ["GradientCheck", "PartialDerivative", "check_gradients"]
