"""A start that only turns: no direction of the signal is stretched more than another."""

from dataclasses import dataclass
from math import prod
from typing import final

import numpy as np

from edunn.arrays import Array, Shape
from edunn.guards import require_positive
from edunn.initializers.base import Initializer


@final
@dataclass(frozen=True)
class Orthogonal(Initializer):
    """A random rotation: lengths and angles survive any number of linear layers.

    Where a layer has more inputs than outputs its columns are at right angles, else its rows; all
    have the length `gain`. Axes in front count as inputs.

    Args:
        gain: what every length is multiplied by; the square root of 2 suits ReLU.

    Formula:  W = gain Q, where Q R = a matrix of standard normal numbers and R's diagonal is
              positive, which makes every rotation as likely as any other;  b = 0
    Source:   Saxe et al. (2014), "Exact solutions to the nonlinear dynamics of learning in deep
              linear neural networks"; Mezzadri (2007), "How to generate random matrices from the
              classical compact groups"

    Example:
        >>> W = Orthogonal().draw((3, 2), np.random.default_rng(0))
        >>> bool(np.allclose(W.T @ W, np.eye(2)))
        True
    """

    gain: float = 1.0

    def __post_init__(self) -> None:
        require_positive("gain", self.gain)

    def draw(self, shape: Shape, random: np.random.Generator) -> Array:
        """A tall `Q`, laid on its side if the weight is wide; nothing is drawn for a bias."""
        if len(shape) == 1:
            return np.zeros(shape)
        rows, columns = prod(shape[:-1]), shape[-1]
        tall = (max(rows, columns), min(rows, columns))
        Q, R = np.linalg.qr(random.standard_normal(tall))
        turn: Array = Q * np.copysign(self.gain, np.diagonal(R))
        return (turn if rows >= columns else turn.T).reshape(shape)
