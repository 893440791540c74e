"""Curves that squash any number into a bounded range: the first activations in history."""

from dataclasses import dataclass
from typing import final

import numpy as np

from edunn.activations.base import Elementwise
from edunn.arrays import Array


@final
@dataclass(frozen=True)
class Sigmoid(Elementwise):
    """Squash every number into (0, 1): the old model of a neuron that fires or rests.

    Formula:  y = 1 / (1 + exp(-x))
    Slope:    dy/dx = y (1 - y), never above 1/4, so a deep stack of sigmoids learns slowly
    Shapes:   x, y, slope: any, all equal

    Example:
        >>> Sigmoid().value(np.array([-1000.0, 0.0, 1000.0]))
        array([0. , 0.5, 1. ])
    """

    def value(self, x: Array) -> Array:
        """`y`, with an exponential that never sees a positive number: no overflow."""
        e = np.exp(-np.abs(x))
        return np.where(x >= 0, 1.0, e) / (1.0 + e)

    def slope(self, x: Array, y: Array) -> Array:
        """`y (1 - y)`: the output is all it takes."""
        return y * (1.0 - y)
