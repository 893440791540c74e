"""The common part of recurrent layers: the same weights at every time step of a sequence.

    z[t] = x[t] W + h[t-1] U + b          the weighted sums of a step, with h[-1] = 0
    h[t] = what the layer makes of them   its state, which goes into the next step, and up

A loop over the time steps is *unrolled*, like a network with a layer for each step, all of them
with the same W, U and b. Backwards through time the loop runs from the last step to the first;
dh[t] is the sum of what comes from above and of what comes from the step after, dz[t+1] U^T. Then

    dW = sum of x[t]^T dz[t],  dU = sum of h[t-1]^T dz[t],  db = sum of dz[t],  dx[t] = dz[t] W^T

over rows and time. In a loop the time is the first axis of an array, `(T, ..., B, H)`; in the cache
it stands behind the rows, `(..., B, T, H)`.
"""

from abc import abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np

from edunn.arrays import Array, Named, Shape
from edunn.errors import ShapeError
from edunn.guards import require_count, require_switch, unbox
from edunn.initializers import Initializer, Orthogonal, default_for, default_for_biases
from edunn.layers.base import Cache, Layer, LayerState, require_initializers
from edunn.layers.through_time import all_steps, through_U
from edunn.messages import Message
from edunn.operations import LayerSteps, Operation


@dataclass(frozen=True)
class Recurrent(Layer):
    """What all recurrent layers share: their parameters, and the products that need no loop.

    A layer with gates has their weights side by side, a block of H columns each. A block's weights
    are drawn by themselves, so that its fan-out is H. A penalty falls on W alone, not on U.

    Args:
        units: how many, H: the numbers of the state h.
        sequences: whether the output is h of all time steps, `(T, H)`; else of the last, `(H,)`.
        initializer: draws W.
        recurrent_initializer: draws U; an orthogonal one neither stretches nor shrinks h.
        bias_initializer: draws b.
    """

    letter: ClassVar[str] = "h"

    blocks: ClassVar[int] = 1
    """How many blocks of H columns W has."""

    units: int
    sequences: bool = False
    initializer: Initializer = field(default_factory=default_for)
    recurrent_initializer: Initializer = field(default_factory=Orthogonal)
    bias_initializer: Initializer = field(default_factory=default_for_biases)

    def __post_init__(self) -> None:
        super().__post_init__()
        require_initializers(self)
        require_count("units", self.units)
        require_switch("sequences", self.sequences)
        unbox(self)

    @abstractmethod
    def unrolled(self, z: Array, p: Named) -> Cache:
        """All arrays of all time steps, h among them, given z = x W + b, which grows by h U."""

    @abstractmethod
    def backward(self, dh: Array, cache: Cache, p: Named) -> Cache:
        """dz, and all else on the way, given the dh that comes from above, which may be changed."""

    def output_shape(self, shape: Shape) -> Shape:
        """A state for each time step, `(T, H)`, or the last one, `(H,)`.

        Raises:
            ShapeError: rows that are no sequences.
        """
        if len(shape) != 2:
            name = type(self).__name__
            raise ShapeError(Message("layer.no_sequence", layer=name, shape=shape))
        return (shape[0], self.units) if self.sequences else (self.units,)

    def parameter_shapes(self, shape: Shape) -> Mapping[str, Shape]:
        """`W` is (I, H), `U` is (H, H), `b` is (H,); with gates, one such block for each."""
        H = self.blocks * self.units
        return {"W": (shape[-1], H), "U": (self.units, H), "b": (H,)}

    def initial_parameters(self, shape: Shape, random: np.random.Generator) -> Named:
        """`W`, `U` and `b`, block by block."""
        initializers = {"W": self.initializer, "U": self.recurrent_initializer}
        return {
            name: np.concatenate(
                [
                    initializers.get(name, self.bias_initializer).draw((*rows, self.units), random)
                    for _ in range(self.blocks)
                ],
                axis=-1,
            )
            for name, (*rows, _) in self.parameter_shapes(shape).items()
        }

    def title(self, name: Callable[[object], str]) -> str:
        """Name and units: `lstm 8`."""
        return f"{name(self)} {self.units}"

    def forward(self, x: Array, p: Named, state: LayerState) -> tuple[Array, Cache]:
        """x W + b of all time steps in one product; then step by step."""
        z = rows_of(x) @ p["W"]  # (B T, I) (I, H) -> (B T, H)
        z += p["b"][..., np.newaxis, :]
        steps = self.unrolled(time_first(z.reshape(*z.shape[:-2], *x.shape[-3:-1], -1)), p)
        cache = {"x": x} | {name: time_inside(q) for name, q in steps.items()}
        return cache["h"] if self.sequences else cache["h"][..., -1, :], cache

    def parameter_gradients(self, dy: Array, cache: Cache, p: Named, dp: Named) -> None:
        """`dW`, `dU` and `db`: sums over rows and time."""
        dz = self._through_time(dy, cache, p)
        np.matmul(rows_of(cache["x"]).mT, dz, out=dp["W"])  # (I, B T) (B T, H) -> (I, H)
        np.add.reduce(dz, axis=-2, out=dp["b"])
        self.recurrent_gradients(rows_of(cache["h_before"]), cache, dp)

    def recurrent_gradients(self, h_before: Array, cache: Cache, dp: Named) -> None:
        """`dU`, given h[t-1] as rows, `(B T, H)`."""
        np.matmul(h_before.mT, rows_of(cache["dz"]), out=dp["U"])

    def input_gradient(self, dy: Array, cache: Cache, p: Named) -> Array:
        """`dx[t]` = dz[t] W^T."""
        dx = self._through_time(dy, cache, p) @ p["W"].mT  # (B T, H) (H, I) -> (B T, I)
        return dx.reshape(*dx.shape[:-2], *cache["x"].shape[-3:])

    def trace_steps(self, cache: Cache) -> LayerSteps:
        """The steps that all share, around those of the layer."""
        state = "y" if self.sequences else "h"
        own = self.own_steps(state, cache)
        return all_steps(state, not self.sequences, own, self.steps_back())

    @abstractmethod
    def own_steps(self, state: str, cache: Cache) -> LayerSteps:
        """How z, the gates, h (its letter is `state`) and their gradients come about."""

    def steps_back(self) -> list[Operation]:
        """What the state of a time step gets from the step after."""
        return [through_U("dz")]

    def _through_time(self, dy: Array, cache: Cache, p: Named) -> Array:
        """`dz` as rows, `(B T, H)`; for the same dy it is computed once."""
        if cache.get("dy") is not dy:
            h = time_first(cache["h"])
            dh = time_first(dy).copy() if self.sequences else np.zeros_like(h)
            if not self.sequences:
                dh[-1] = dy
            steps = {name: time_first(q) for name, q in cache.items() if name not in ("x", "dy")}
            gradients = self.backward(dh, steps, p)
            cache |= {name: time_inside(q) for name, q in gradients.items()} | {"dy": dy}
        return rows_of(cache["dz"])


def time_first(q: Array) -> Array:
    """A view with the time in front, `(T, ..., B, H)`, so that `q[t]` is one time step."""
    return np.moveaxis(q, -2, 0)


def time_inside(q: Array) -> Array:
    """A view with the time behind the rows, `(..., B, T, H)`."""
    return np.moveaxis(q, 0, -2)


def rows_of(q: Array) -> Array:
    """All time steps of all sequences as rows, `(B T, H)`."""
    return q.reshape(*q.shape[:-3], -1, q.shape[-1])


def states(z: Array, units: int) -> tuple[Array, Array]:
    """The states before each step and those after it, `(T, ..., B, H)`: views of one zero array.

    What is written after step t - 1 stands before step t; before the first step there is 0.

    Example:
        >>> before, after = states(np.empty((3, 1, 1)), 1)
        >>> after[0] = 5
        >>> before.ravel()
        array([0., 5., 0.])
    """
    both = np.zeros((len(z) + 1, *z.shape[1:-1], units), z.dtype)
    return both[:-1], both[1:]
