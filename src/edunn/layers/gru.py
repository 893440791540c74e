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
from edunn.layers.through_time import entrywise, sigmoid_of, through_U, times_after
from edunn.operations import Beside, LayerStep, LayerSteps, Operation, Product, Sum


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

    def trace_steps(self, cache: Cache) -> LayerSteps:
        """Those of all recurrent layers, where dU and dc are sums of dv."""
        return {
            **super().trace_steps(cache),
            "dU": LayerStep("weight_gradient", Product("h_before", "dv", transposed="h_before")),
            "dc": LayerStep("bias_gradient", Sum.of("dv", over="rows and steps")),
        }

    def own_steps(self, state: str, cache: Cache) -> LayerSteps:
        """The gates and the state; then their gradients."""
        H = self.units
        dz, dv = (np.split(cache.get(f"d{q}", cache[q]), 3, axis=-1) for q in "zv")
        back = {
            "n": entrywise("dh*(1 - u)*(1 - n^2)", r"dh \, (1 - u) (1 - n^2)", "dh u n"),
            "r": entrywise(
                "dz_n*v*r*(1 - r)", r"dz_{n} \, v_n \, r \, (1 - r)", "dz_n v r", v=2 * H
            ),
            "u": entrywise(
                "dh*(h_before - n)*u*(1 - u)",
                r"dh \, (h[t-1] - n) \, u \, (1 - u)",
                "dh h_before n u",
            ),
        }
        blocks = {"n": dz[2], "r": dz[0], "u": dz[1]}
        new = entrywise("tanh(z + r*v)", r"\tanh(z_n + r \, v_n)", "z r v", z=2 * H, v=2 * H)
        h = entrywise("(1 - u)*n + u*h_before", r"(1 - u) \, n + u \, h[t-1]", "u n h_before")
        return {
            "z": LayerStep("weighted_sum", Product("x", "W", bias="b")),
            "v": LayerStep("recurrent_sum", Product("h_before", "U", bias="c")),
            "r": LayerStep("gate", sigmoid_of("z + v", "z_r + v_r", "z v")),
            "u": LayerStep("gate", sigmoid_of("z + v", "z_u + v_u", "z v", z=H, v=H)),
            "n": LayerStep("candidate", new),
            state: LayerStep("state", h),
            **{f"dz_{k}": LayerStep("through_time", back[k], array=q) for k, q in blocks.items()},
            "dv_n": LayerStep(
                "through_time", entrywise("dz_n*r", r"dz_{n} \, r", "dz_n r"), array=dv[2]
            ),
            "dz": LayerStep("rearranging_backward", Beside(("dz_r", "dz_u", "dz_n"), H)),
            "dv": LayerStep("rearranging_backward", Beside(("dz_r", "dz_u", "dv_n"), H)),
        }

    def steps_back(self) -> list[Operation]:
        """What was kept of the state, and what went through U."""
        return [times_after("dh", "u"), through_U("dv")]
