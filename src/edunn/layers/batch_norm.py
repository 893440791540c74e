"""BatchNorm: the layer that gives each column of a mini-batch mean 0 and variance 1.

y = gamma n + beta,  n = (x - mean) / sqrt(variance + epsilon)
dx = (dn - mean(dn) - n mean(dn n)) / sqrt(variance + epsilon),  dn = gamma dy
"""

from dataclasses import dataclass
from typing import final

import numpy as np

from edunn.arrays import Array, Named, Shape, place_rows
from edunn.guards import require_positive, require_within, unbox
from edunn.layers.base import Cache, LayerState
from edunn.layers.norm_steps import batch_norm_steps
from edunn.layers.normalization import Normalization
from edunn.operations import LayerSteps


@final
@dataclass(frozen=True)
class BatchNorm(Normalization):
    """Batch normalization: each column gets mean 0 and variance 1, then is scaled and shifted.

    Mean and variance are those of the mini-batch; for an image they are taken over its pixels too,
    channel by channel, for a sequence over its time steps. In prediction, and in evolution, they
    are moving averages of all mini-batches so far, so that no row depends on the others. A single
    number has no variance: alone in its mini-batch, it is normalized as in prediction.

    The moving variance is the unbiased one, divided by N - 1, as in the paper and in PyTorch;
    Keras divides by N.

    Args:
        momentum: the share of a moving average that stays at each step; 1 - it in PyTorch.
        epsilon: added to the variance, so that nothing is divided by 0.

    Formula:   y = gamma n + beta,  n = (x - mean) / sqrt(variance + epsilon)
    Gradient:  dgamma = sum of dy n,  dbeta = sum of dy,  dn = gamma dy,
               dx = (dn - mean(dn) - n mean(dn n)) / sqrt(variance + epsilon);
               in prediction, where mean and variance are constants, dx = dn / sqrt(...)
    Shapes:    x, y, n: (B, C), (B, T, C) or (B, H, V, C); gamma, beta, mean, variance: (C,)
    Source:    Ioffe and Szegedy (2015), "Batch normalization: accelerating deep network training
               by reducing internal covariate shift", algorithms 1 and 2

    Raises:
        SettingError: momentum is not from 0 to 1, or epsilon not positive.

    Example:
        >>> p = {"gamma": np.ones(1), "beta": np.zeros(1)}
        >>> state = LayerState(random=np.random.default_rng(0), is_training=True)
        >>> y, cache = BatchNorm().forward(np.array([[1.0], [3.0]]), p, state)
        >>> y.round(3)
        array([[-1.],
               [ 1.]])
    """

    momentum: float = 0.9
    epsilon: float = 1e-5

    def __post_init__(self) -> None:
        super().__post_init__()
        require_within("momentum", self.momentum, 0, 1)
        require_positive("epsilon", self.epsilon, hint=1e-5)
        unbox(self)

    def initial_statistics(self, shape: Shape) -> Named:
        """Mean 0 and variance 1: no change."""
        return {"moving_mean": np.zeros(shape[-1:]), "moving_variance": np.ones(shape[-1:])}

    def updated(self, statistics: Named, cache: Cache) -> Named:
        """The moving averages, a step nearer to this mini-batch."""
        if "variance" not in cache:
            return statistics
        N = cache["normal"].size // cache["mean"].size
        found = {
            "moving_mean": cache["mean"],
            "moving_variance": cache["variance"] * (N / (N - 1)),
        }
        return {
            name: self.momentum * old + (1.0 - self.momentum) * found[name]
            for name, old in statistics.items()
        }

    def forward(self, x: Array, p: Named, state: LayerState) -> tuple[Array, Cache]:
        """The normalized rows, stretched by gamma and moved by beta."""
        places = max(0, len(state.shape) - 1)
        rows = place_rows(x, places)  # (B, H, V, C) -> (B H V, C)
        cache = self._mean_and_deviation(rows, state)
        n = (rows - cache["mean"][..., np.newaxis, :]) / cache["deviation"][..., np.newaxis, :]
        y = p["gamma"][..., np.newaxis, :] * n + p["beta"][..., np.newaxis, :]
        shape = x.shape[x.ndim - places - 2 :]
        cache["normal"] = n.reshape(*n.shape[:-2], *shape)
        return y.reshape(*y.shape[:-2], *shape), cache

    def _mean_and_deviation(self, rows: Array, state: LayerState) -> Cache:
        """Those of the mini-batch with its variance; without it, those of the moving averages."""
        if state.is_training and rows.shape[-2] > 1:
            mean, variance = rows.mean(axis=-2), rows.var(axis=-2)
            deviation = np.sqrt(variance + self.epsilon)
            return {"mean": mean, "variance": variance, "deviation": deviation}
        mean, variance = (
            state.statistics[name].astype(rows.dtype) for name in ("moving_mean", "moving_variance")
        )
        return {"mean": mean, "deviation": np.sqrt(variance + self.epsilon)}

    def input_gradient(self, dy: Array, cache: Cache, p: Named) -> Array:
        """`dx`: in training, mean and variance move with x."""
        places = dy.ndim - p["gamma"].ndim - 1
        dn = place_rows(dy, places) * p["gamma"][..., np.newaxis, :]
        if "variance" in cache:
            n = place_rows(cache["normal"], places)
            dn -= dn.mean(axis=-2, keepdims=True) + n * (dn * n).mean(axis=-2, keepdims=True)
        return (dn / cache["deviation"][..., np.newaxis, :]).reshape(dy.shape)

    def trace_steps(self, cache: Cache) -> LayerSteps:
        """Mean, variance and deviation of each column, then the numbers of each row."""
        return batch_norm_steps(cache, self.epsilon)
