"""LayerNorm: the layer that gives the numbers of each row mean 0 and variance 1.

y = gamma n + beta,  n = (x - mean) / sqrt(variance + epsilon)
dx = (dn - mean(dn) - n mean(dn n)) / sqrt(variance + epsilon),  dn = gamma dy
"""

from dataclasses import dataclass
from typing import final

import numpy as np

from edunn.arrays import Array, Named, place_rows
from edunn.guards import require_positive, unbox
from edunn.layers.base import Cache, LayerState
from edunn.layers.norm_steps import layer_norm_steps
from edunn.layers.normalization import Normalization
from edunn.operations import LayerSteps


@final
@dataclass(frozen=True)
class LayerNorm(Normalization):
    """Layer normalization: each row gets mean 0 and variance 1, then is scaled and shifted.

    Batch normalization takes the mean of a column over the rows, this the mean of a row over its
    columns. So it is the same in training and in prediction, and needs no moving averages. In a
    sequence each time step is a row of its own, in an image each pixel.

    Args:
        epsilon: added to the variance, so that nothing is divided by 0.

    Formula:   y = gamma n + beta,  n = (x - mean) / sqrt(variance + epsilon)
    Gradient:  dgamma = sum of dy n,  dbeta = sum of dy, over rows;  dn = gamma dy,
               dx = (dn - mean(dn) - n mean(dn n)) / sqrt(variance + epsilon), means over the row
    Shapes:    x, y, n: (B, C), (B, T, C) or (B, H, V, C); gamma, beta: (C,)
    Source:    Ba, Kiros and Hinton (2016), "Layer normalization", section 3

    Raises:
        SettingError: epsilon is not positive.

    Example:
        >>> p = {"gamma": np.ones(2), "beta": np.zeros(2)}
        >>> LayerNorm().forward(np.array([[1.0, 3.0]]), p, LayerState())[0].round(3)
        array([[-1.,  1.]])
    """

    epsilon: float = 1e-5

    def __post_init__(self) -> None:
        super().__post_init__()
        require_positive("epsilon", self.epsilon, hint=1e-5)
        unbox(self)

    def forward(self, x: Array, p: Named, state: LayerState) -> tuple[Array, Cache]:
        """The normalized rows, stretched by gamma and moved by beta."""
        mean, variance = x.mean(axis=-1, keepdims=True), x.var(axis=-1, keepdims=True)
        deviation = np.sqrt(variance + self.epsilon)
        n = (x - mean) / deviation
        rows = place_rows(n, max(0, len(state.shape) - 1))  # (B, T, C) -> (B T, C)
        y = p["gamma"][..., np.newaxis, :] * rows + p["beta"][..., np.newaxis, :]
        shape = x.shape[x.ndim - max(1, len(state.shape)) - 1 :]
        return y.reshape(*y.shape[:-2], *shape), {"normal": n, "deviation": deviation}

    def input_gradient(self, dy: Array, cache: Cache, p: Named) -> Array:
        """`dx`: the mean and the variance of the row move with x."""
        places = dy.ndim - p["gamma"].ndim - 1
        dn = place_rows(dy, places) * p["gamma"][..., np.newaxis, :]
        dn, n = dn.reshape(dy.shape), cache["normal"]
        dn -= dn.mean(axis=-1, keepdims=True) + n * (dn * n).mean(axis=-1, keepdims=True)
        return dn / cache["deviation"]

    def trace_steps(self, cache: Cache) -> LayerSteps:
        """Mean, variance and deviation of each row, then its numbers."""
        return layer_norm_steps(self.epsilon)
