"""Losses for numbers: how far is the output from the target?"""

from dataclasses import dataclass
from typing import final

import numpy as np

from edunn.arrays import Array
from edunn.losses.base import Loss


@final
@dataclass(frozen=True)
class MeanSquaredError(Loss):
    """The mean of the squared distances: one large miss costs more than many small ones.

    As in Keras and PyTorch there is no half in front (scikit-learn's squared loss has one).

    Formula:  row loss = mean_o (y_o - t_o)^2
    Slope:    2 (y - t) / O
    Shapes:   y, t, slope: (..., B, O); rows: (..., B)
    Source:   Goodfellow et al. (2016), Deep Learning, section 5.1.4

    Example:
        >>> MeanSquaredError().rows(np.array([[1.0, 3.0]]), np.array([[1.0, 1.0]]))
        array([2.])
    """

    def rows(self, y: Array, t: Array) -> Array:
        """Mean over the outputs of each row."""
        return np.square(y - t).mean(axis=-1)

    def slope(self, y: Array, t: Array) -> Array:
        """Proportional to the miss: far away, the pull is strong."""
        return (y - t) * (2.0 / y.shape[-1])
