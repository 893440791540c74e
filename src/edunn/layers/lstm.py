"""LSTM: long short-term memory, a recurrent layer whose memory is written and read through gates.

i, f, o = sigmoid(z_i), sigmoid(z_f), sigmoid(z_o),  g = tanh(z_g),  z[t] = x[t] W + h[t-1] U + b
c[t] = f c[t-1] + i g,  h[t] = o tanh(c[t])
"""

from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np

from edunn.activations.sigmoid import sigmoid
from edunn.arrays import Array, Named, Shape
from edunn.guards import require_within
from edunn.layers.base import Cache
from edunn.layers.recurrent import Recurrent, states
from edunn.layers.through_time import RECURRENT_SUM, before, entrywise, sigmoid_of, times_after
from edunn.operations import Added, Beside, LayerStep, LayerSteps


@final
@dataclass(frozen=True)
class LSTM(Recurrent):
    """A long short-term memory: gates decide what its cells keep, take in and show.

    The forget gate f multiplies the memory c of each cell, the input gate i what is added to it,
    the output gate o what is shown of it. Where f is near 1 the memory and its gradient stay as
    they are, step after step; so the forget gate begins open, with a bias of 1.

    Args:
        forget_bias: what is added to the first bias of the forget gate; as in Keras, 1.

    Formula:   z[t] = x[t] W + h[t-1] U + b,  in four blocks of H columns: z_i, z_f, z_g, z_o
               i = sigmoid(z_i),  f = sigmoid(z_f),  g = tanh(z_g),  o = sigmoid(z_o)
               c[t] = f[t] c[t-1] + i[t] g[t]
               h[t] = o[t] tanh(c[t]),  with h[-1] = c[-1] = 0
    Gradient:  for t from the last step to the first:
               dc[t] += dh[t] o (1 - tanh(c)^2)
               dz_i = dc g i (1 - i),    dz_f = dc c[t-1] f (1 - f)
               dz_g = dc i (1 - g^2),    dz_o = dh tanh(c) o (1 - o)
               dc[t-1] = dc[t] f[t],     dh[t-1] = dy[t-1] + dz[t] U^T
               dW = sum of x[t]^T dz[t],  dU = sum of h[t-1]^T dz[t],  db = sum of dz[t]
               dx[t] = dz[t] W^T
    Shapes:    x (B, T, I), W (I, 4H), U (H, 4H), b (4H,), y (B, H) or (B, T, H); each may have P in
               front
    Source:    Hochreiter and Schmidhuber (1997), "Long short-term memory"; Gers, Schmidhuber and
               Cummins (2000), "Learning to forget"

    Raises:
        SettingError: an impossible setting.
        ShapeError: rows that are no sequences.

    Example:
        >>> LSTM(3).parameter_shapes((10, 2))
        {'W': (2, 12), 'U': (3, 12), 'b': (12,)}
    """

    blocks: ClassVar[int] = 4

    forget_bias: float = 1.0

    def __post_init__(self) -> None:
        super().__post_init__()
        require_within("forget_bias", self.forget_bias, -np.inf, np.inf)

    def initial_parameters(self, shape: Shape, random: np.random.Generator) -> Named:
        """`W`, `U` and `b`, where the forget gate is open."""
        p = super().initial_parameters(shape, random)
        p["b"][self.units : 2 * self.units] += self.forget_bias
        return p

    def unrolled(self, z: Array, p: Named) -> Cache:
        """Gates, memory and state of one time step after the other."""
        (h_before, h), (c_before, c) = states(z, self.units), states(z, self.units)
        gates, tanh_c = z.copy(), c.copy()
        i, f, g, o = np.split(gates, 4, axis=-1)  # views
        *_, z_g, _ = np.split(z, 4, axis=-1)
        for t in range(len(z)):
            z[t] += h_before[t] @ p["U"]  # (B, H) (H, 4H) -> (B, 4H)
            gates[t] = sigmoid(z[t])
            g[t] = np.tanh(z_g[t])
            c[t] = f[t] * c_before[t] + i[t] * g[t]
            tanh_c[t] = np.tanh(c[t])
            h[t] = o[t] * tanh_c[t]
        memory = {"c": c, "tanh_c": tanh_c, "h": h, "h_before": h_before, "c_before": c_before}
        return {"z": z, "i": i, "f": f, "g": g, "o": o} | memory

    def backward(self, dh: Array, cache: Cache, p: Named) -> Cache:
        """Backpropagation through time: from the last step to the first."""
        i, f, g, o = (cache[gate] for gate in "ifgo")
        tanh_c, c_before = cache["tanh_c"], cache["c_before"]
        dc, dz = np.zeros_like(dh), np.zeros_like(cache["z"])
        dz_i, dz_f, dz_g, dz_o = np.split(dz, 4, axis=-1)
        for t in reversed(range(len(dz))):
            dc[t] += dh[t] * o[t] * (1 - tanh_c[t] ** 2)
            dz_i[t] = dc[t] * g[t] * i[t] * (1 - i[t])
            dz_f[t] = dc[t] * c_before[t] * f[t] * (1 - f[t])
            dz_g[t] = dc[t] * i[t] * (1 - g[t] ** 2)
            dz_o[t] = dh[t] * tanh_c[t] * o[t] * (1 - o[t])
            if t > 0:
                dc[t - 1] = dc[t] * f[t]
                dh[t - 1] += dz[t] @ p["U"].mT  # (B, 4H) (4H, H) -> (B, H)
        return {"dh": dh, "dc": dc, "dz": dz}

    def own_steps(self, state: str, cache: Cache) -> LayerSteps:
        """The gates, the memory and the state; then their gradients."""
        H, dh = self.units, "dh*o*(1 - tanh(c)^2)"
        dz = dict(zip("ifgo", np.split(cache.get("dz", cache["z"]), 4, axis=-1), strict=True))
        back = {
            "i": entrywise("dc*g*i*(1 - i)", r"dc \, g \, i \, (1 - i)", "dc g i"),
            "f": entrywise(
                "dc*c_before*f*(1 - f)", r"dc \, c[t-1] \, f \, (1 - f)", "dc c_before f"
            ),
            "g": entrywise("dc*i*(1 - g^2)", r"dc \, i \, (1 - g^2)", "dc i g"),
            "o": entrywise("dh*tanh(c)*o*(1 - o)", r"dh \, \tanh(c) \, o \, (1 - o)", "dh c o"),
        }
        latex = r"dh \, o \, (1 - \tanh(c)^2)"
        return {
            "c_before": LayerStep("before", before("c")),
            "z": RECURRENT_SUM,
            "i": LayerStep("gate", sigmoid_of("z", "z_i", "z")),
            "f": LayerStep("gate", sigmoid_of("z", "z_f", "z", z=H)),
            "g": LayerStep("candidate", entrywise("tanh(z)", r"\tanh(z_g)", "z", z=2 * H)),
            "o": LayerStep("gate", sigmoid_of("z", "z_o", "z", z=3 * H)),
            "c": LayerStep(
                "memory", entrywise("f*c_before + i*g", r"f \, c[t-1] + i \, g", "f c_before i g")
            ),
            state: LayerStep("state", entrywise("o*tanh(c)", r"o \, \tanh(c)", "o c")),
            "dc": LayerStep(
                "through_time", Added((entrywise(dh, latex, "dh o c"), times_after("dc", "f")))
            ),
            **{f"dz_{k}": LayerStep("through_time", back[k], array=q) for k, q in dz.items()},
            "dz": LayerStep("rearranging_backward", Beside([f"dz_{k}" for k in dz], H)),
        }
