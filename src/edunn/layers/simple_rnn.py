"""SimpleRNN: the plain recurrent layer, whose state is a function of its input and its last state.

h[t] = f(z[t]),  z[t] = x[t] W + h[t-1] U + b
dz[t] = dh[t] f'(z[t]),  dh[t-1] += dz[t] U^T
"""

from dataclasses import dataclass, field
from typing import final

from edunn.activations import Elementwise, Tanh
from edunn.arrays import Array, Named
from edunn.errors import ArchitectureError
from edunn.layers.base import Cache
from edunn.layers.recurrent import Recurrent, states
from edunn.layers.through_time import RECURRENT_SUM, renamed
from edunn.messages import Message
from edunn.operations import LayerStep, LayerSteps


@final
@dataclass(frozen=True)
class SimpleRNN(Recurrent):
    """A simple recurrent layer, also called an Elman network.

    Its state h goes into the next step, so that the last one depends on the whole sequence. On the
    way back each step multiplies the gradient by U and by a derivative: over many steps it
    vanishes, or it explodes. An LSTM or a GRU has a remedy.

    Args:
        activation: the function f; tanh keeps the state between -1 and 1.

    Formula:   z[t] = x[t] W + h[t-1] U + b
               h[t] = f(z[t]),  with h[-1] = 0
    Gradient:  dz[t] = dh[t] f'(z[t]),  for t from the last step to the first
               dh[t-1] = dy[t-1] + dz[t] U^T
               dW = sum of x[t]^T dz[t],  dU = sum of h[t-1]^T dz[t],  db = sum of dz[t]
               dx[t] = dz[t] W^T
    Shapes:    x (B, T, I), W (I, H), U (H, H), b (H,), y (B, H) or (B, T, H); each may have P in
               front
    Source:    Elman (1990), "Finding structure in time"; Goodfellow, Bengio and Courville (2016),
               "Deep learning", section 10.2

    Raises:
        SettingError: an impossible setting.
        ArchitectureError: `activation` is not an activation of one number.
        ShapeError: rows that are no sequences.

    Example:
        >>> import numpy as np
        >>> from edunn.activations import Linear
        >>> from edunn.layers import LayerState
        >>> p = {"W": np.ones((1, 1)), "U": np.full((1, 1), 0.5), "b": np.zeros(1)}
        >>> layer = SimpleRNN(1, sequences=True, activation=Linear())
        >>> layer.forward(np.array([[[4.0], [2.0], [1.0]]]), p, LayerState())[0].ravel()
        array([4., 4., 3.])
    """

    activation: Elementwise = field(default_factory=Tanh)

    def __post_init__(self) -> None:
        super().__post_init__()
        if not isinstance(self.activation, Elementwise):
            raise ArchitectureError(Message("layer.no_activation", given=repr(self.activation)))

    def unrolled(self, z: Array, p: Named) -> Cache:
        """h of one time step after the other."""
        h_before, h = states(z, self.units)
        for t in range(len(z)):
            z[t] += h_before[t] @ p["U"]  # (B, H) (H, H) -> (B, H)
            h[t] = self.activation.value(z[t])
        return {"z": z, "h": h, "h_before": h_before}

    def backward(self, dh: Array, cache: Cache, p: Named) -> Cache:
        """Backpropagation through time: from the last step to the first."""
        z, h = cache["z"], cache["h"]
        dz = z.copy()
        for t in reversed(range(len(z))):
            dz[t] = self.activation.backward(dh[t], z[t], h[t])
            if t > 0:
                dh[t - 1] += dz[t] @ p["U"].mT
        return {"dh": dh, "dz": dz}

    def own_steps(self, state: str, cache: Cache) -> LayerSteps:
        """The weighted sum, and the activation of each."""
        steps = self.activation.trace_steps(cache["z"], cache["h"])
        value, back = steps["y"].operation, steps["dx"].operation
        names = {"x": "z", "y": state, "dy": "dh"}
        return {
            "z": RECURRENT_SUM,
            state: LayerStep("state", renamed(value, names)),
            "dz": LayerStep("through_time", renamed(back, names)),
        }
