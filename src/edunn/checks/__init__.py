"""Checks: tools that tell a right program from one that only looks right."""

from edunn.checks.gradients import check_gradients
from edunn.checks.report import GradientCheck, Slopes

__all__ = ["GradientCheck", "Slopes", "check_gradients"]
