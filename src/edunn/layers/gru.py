"""GRU: the gated recurrent unit, a recurrent layer that blends its last state with a new one.

r, u = sigmoid(z_r + v_r), sigmoid(z_u + v_u),  n = tanh(z_n + r v_n)
h[t] = (1 - u) n + u h[t-1],  z[t] = x[t] W + b,  v[t] = h[t-1] U + c
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np

from edunn.activations.sigmoid import sigmoid
from edunn.arrays import Array, Named, Shape
from edunn.layers.base import Cache
from edunn.layers.recurrent import Recurrent, rows_of, states


@final
@dataclass(frozen=True)
class GRU(Recurrent):
    """A gated recurrent unit: an LSTM with two gates and no memory besides its state.

    The update gate u says how much of the last state is kept, the reset gate r how much of it goes
    into the new state n. Where u is near 1 the state and its gradient stay as they are.

    The reset gate is applied after the product with U, which has a bias of its own, c: the form of
    PyTorch, and of Keras with `reset_after=True`. Cho et al. (2014) reset the state before the
    product, and write z for u.

    Formula:   z[t] = x[t] W + b,  v[t] = h[t-1] U + c,  each in three blocks of H columns: r, u, n
               r = sigmoid(z_r + v_r),  u = sigmoid(z_u + v_u),  n = tanh(z_n + r v_n)
               h[t] = (1 - u[t]) n[t] + u[t] h[t-1],  with h[-1] = 0
    Gradient:  for t from the last step to the first:
               dz_n = dh (1 - u) (1 - n^2),            dv_n = dz_n r
               dz_r = dv_r = dz_n v_n r (1 - r),       dz_u = dv_u = dh (h[t-1] - n) u (1 - u)
               dh[t-1] = dy[t-1] + dh[t] u[t] + dv[t] U^T
               dW = sum of x[t]^T dz[t],    db = sum of dz[t],  dx[t] = dz[t] W^T
               dU = sum of h[t-1]^T dv[t],  dc = sum of dv[t]
    Shapes:    x (B, T, I), W (I, 3H), U (H, 3H), b and c (3H,), y (B, H) or (B, T, H); each may
               have P in front
    Source:    Cho et al. (2014), "Learning phrase representations using RNN encoder-decoder for
               statistical machine translation"

    Raises:
        SettingError: an impossible setting.
        ShapeError: rows that are no sequences.

    Example:
        >>> GRU(3).parameter_shapes((10, 2))
        {'W': (2, 9), 'U': (3, 9), 'b': (9,), 'c': (9,)}
    """

    blocks: ClassVar[int] = 3

    def parameter_shapes(self, shape: Shape) -> Mapping[str, Shape]:
        """`W` is (I, 3H), `U` is (H, 3H), `b` and `c` are (3H,)."""
        shapes = super().parameter_shapes(shape)
        return {**shapes, "c": shapes["b"]}

    def unrolled(self, z: Array, p: Named) -> Cache:
        """Gates and state of one time step after the other."""
        h_before, h = states(z, self.units)
        v, (r, u, n) = z.copy(), (h.copy() for _ in "run")
        z_r, z_u, z_n = np.split(z, 3, axis=-1)  # views
        v_r, v_u, v_n = np.split(v, 3, axis=-1)
        for t in range(len(z)):
            v[t] = h_before[t] @ p["U"] + p["c"][..., np.newaxis, :]  # (B, H) (H, 3H) -> (B, 3H)
            r[t] = sigmoid(z_r[t] + v_r[t])
            u[t] = sigmoid(z_u[t] + v_u[t])
            n[t] = np.tanh(z_n[t] + r[t] * v_n[t])
            h[t] = (1 - u[t]) * n[t] + u[t] * h_before[t]
        return {"z": z, "v": v, "r": r, "u": u, "n": n, "h": h, "h_before": h_before}

    def backward(self, dh: Array, cache: Cache, p: Named) -> Cache:
        """Backpropagation through time: from the last step to the first."""
        (v, r, u, n), h_before = (cache[q] for q in "vrun"), cache["h_before"]
        dz, dv, v_n = np.zeros_like(v), np.zeros_like(v), np.split(v, 3, axis=-1)[2]
        (dz_r, dz_u, dz_n), (dv_r, dv_u, dv_n) = (np.split(q, 3, axis=-1) for q in (dz, dv))
        for t in reversed(range(len(dz))):
            dz_n[t] = dh[t] * (1 - u[t]) * (1 - n[t] ** 2)
            dz_u[t] = dv_u[t] = dh[t] * (h_before[t] - n[t]) * u[t] * (1 - u[t])
            dz_r[t] = dv_r[t] = dz_n[t] * v_n[t] * r[t] * (1 - r[t])
            dv_n[t] = dz_n[t] * r[t]
            if t > 0:
                dh[t - 1] += dh[t] * u[t] + dv[t] @ p["U"].mT  # (B, 3H) (3H, H) -> (B, H)
        return {"dh": dh, "dz": dz, "dv": dv}

    def recurrent_gradients(self, h_before: Array, cache: Cache, dp: Named) -> None:
        """`dU` and `dc`, from dv in place of dz."""
        dv = rows_of(cache["dv"])  # (B T, 3H)
        np.matmul(h_before.mT, dv, out=dp["U"])
        np.add.reduce(dv, axis=-2, out=dp["c"])
