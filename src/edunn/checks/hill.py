"""The hill: the loss as a function of theta in float64, and its slope found in both ways."""

from typing import Any, NamedTuple

import numpy as np

from edunn.arrays import Array
from edunn.checks.report import Slopes
from edunn.model import Model
from edunn.network import Views
from edunn.objective import Examples
from edunn.training.preparing import Given, Intake


class Hill(NamedTuple):
    """The loss as a function of theta, in float64."""

    model: Model
    theta: Array
    rows: Examples
    statistics: Views

    @classmethod
    def of(cls, model: Model, inputs: Any, labels: Any) -> "Hill":
        """The hill that these rows make of a model; before any training, they are measured too."""
        intake = Intake(model.objective, "float64", model.targets, model.feature_names)
        rows, _ = intake.examples(Given.of(inputs, labels))
        theta, statistics = model.theta.astype(np.float64), model.learned.statistics
        if model.targets is None:
            statistics = model.network.measured(theta, rows.x, statistics)
        return cls(model, theta, rows, statistics)

    def gradient(self) -> Array:
        """By backpropagation, `(n,)`."""
        x, t, _ = self.rows
        return self.model.objective.gradient(self.theta, x, t, self.statistics).g

    def height(self, k: int, step: float) -> float:
        """The loss, after a step along parameter `k`."""
        x, t, _ = self.rows
        theta = self.theta.copy()
        if step:
            theta[k] += step
        return float(self.model.objective.value(theta, x, t, self.statistics))

    def slopes(self, k: int, h: float, analytic: float, floor: float, tolerance: float) -> Slopes:
        """Both slopes along parameter `k`; where they disagree, kinks are looked for."""
        h = h * max(1.0, abs(float(self.theta[k])))
        down, up = self.sides(k, h)
        numeric = (down + up) / 2.0  # (L(theta + h) - L(theta - h)) / 2h
        error = relative_error(analytic, numeric, floor)
        kink = not error <= tolerance and self.has_kink(k, h, analytic)
        return Slopes("", analytic, numeric, error, kink)

    def has_kink(self, k: int, h: float, analytic: float) -> bool:
        """Whether the slopes of both sides differ by a jump, and the slope by hand lies between.

        On a smooth curve the difference falls in proportion to the step; a jump does not.
        """
        (down, up), (near_down, near_up) = self.sides(k, h), self.sides(k, h / 8.0)
        jump, near_jump = up - down, near_up - near_down
        margin = 0.01 * abs(jump)
        lies_between = min(down, up) - margin <= analytic <= max(down, up) + margin
        return lies_between and abs(jump - 8.0 * near_jump) > 0.1 * abs(jump)

    def sides(self, k: int, h: float) -> tuple[float, float]:
        """The slope of the loss downwards and upwards along parameter `k`."""
        below, here, above = (self.height(k, step) for step in (-h, 0.0, h))
        return (here - below) / h, (above - here) / h


def relative_error(analytic: float, numeric: float, floor: float) -> float:
    """|analytic - numeric| / max(|analytic|, |numeric|, floor).

    Example:
        >>> relative_error(1.0, 1.5, floor=1e-4).__round__(3)
        0.333
    """
    return abs(analytic - numeric) / max(abs(analytic), abs(numeric), floor)
