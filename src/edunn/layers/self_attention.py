"""SelfAttention: the layer in which every time step takes what it needs from the others.

y = (A v) Wo + bo,  A = softmax(q k^T / sqrt(d)),  q = x Wq + bq,  k = x Wk + bk,  v = x Wv + bv
dA = do v^T,  dv = A^T do,  ds = A (dA - sum(dA A)) / sqrt(d),  dq = ds k,  dk = ds^T q
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, final

import numpy as np

from edunn.activations.softmax import softmax
from edunn.arrays import Array, Named, Shape, place_rows
from edunn.errors import ShapeError
from edunn.guards import require_count, require_switch, unbox
from edunn.initializers import Initializer, default_for, default_for_biases
from edunn.layers.attention_steps import AttentionSteps
from edunn.layers.base import Cache, Layer, LayerState, require_initializers
from edunn.messages import Message
from edunn.operations import LayerSteps

PROJECTIONS = ("query", "key", "value", "output")
"""The parts, each a dense layer of its own."""


@final
@dataclass(frozen=True)
class SelfAttention(Layer):
    """Multi-head self-attention: each time step is a mean of the others, weighted by how they fit.

    Of every time step three things are made: a query (what it looks for), a key (what it offers)
    and a value (what it gives). Where query and key point the same way, the attention weight is
    large. The columns are divided among heads, each of which attends by itself.

    Args:
        heads: how many, h; they must divide the columns, D = h d.
        causal: whether a time step takes from those before it and from itself only, as it must
            where the next one is to be predicted.

    Formula:   q = x Wq + bq,  k = x Wk + bk,  v = x Wv + bv, and for each head
               A = softmax(q k^T / sqrt(d)),  o = A v;  y = o Wo + bo
    Gradient:  do = dy Wo^T, and for each head  dA = do v^T,  dv = A^T do,
               ds = A (dA - sum of dA A) / sqrt(d),  dq = ds k,  dk = ds^T q;
               dx = dq Wq^T + dk Wk^T + dv Wv^T, and dWq = x^T dq and so on, as in a dense layer
    Shapes:    x, y (B, T, D); q, k, v, o (B, h, T, d); A (B, h, T, T), every row has the sum 1;
               W (D, D), b (D,) of each projection; all may have P in front
    Source:    Vaswani et al. (2017), "Attention is all you need", section 3.2

    Raises:
        ShapeError: rows that are no sequences, or heads that do not divide their columns.

    Example:
        >>> layer = SelfAttention(causal=True)
        >>> p = layer.initial_parameters((3, 2), np.random.default_rng(0))
        >>> y, cache = layer.forward(np.zeros((1, 3, 2)), p, LayerState())
        >>> cache["A"][0, 0].round(2)
        array([[1.  , 0.  , 0.  ],
               [0.5 , 0.5 , 0.  ],
               [0.33, 0.33, 0.33]])
    """

    letter: ClassVar[str] = "z"

    heads: int = 1
    causal: bool = False
    initializer: Initializer = field(default_factory=default_for)
    bias_initializer: Initializer = field(default_factory=default_for_biases)

    def __post_init__(self) -> None:
        super().__post_init__()
        require_count("heads", self.heads)
        require_switch("causal", self.causal)
        require_initializers(self)
        unbox(self)

    def title(self, name: Callable[[object], str]) -> str:
        """Name and heads: `self_attention 2`."""
        return f"{name(self)} {self.heads}"

    def output_shape(self, shape: Shape) -> Shape:
        """The same."""
        require_sequence("SelfAttention", shape)
        if shape[-1] % self.heads:
            raise ShapeError(Message("layer.heads", heads=self.heads, columns=shape[-1]))
        return shape

    def parameter_shapes(self, shape: Shape) -> Mapping[str, Shape]:
        """`W` (D, D) and `b` (D,) of each projection."""
        D = shape[-1]
        own = {"W": (D, D), "b": (D,)}
        return {f"{part}.{name}": size for part in PROJECTIONS for name, size in own.items()}

    def initial_parameters(self, shape: Shape, random: np.random.Generator) -> Named:
        """Those of each projection, drawn as in a dense layer."""
        draws = {"W": self.initializer.draw, "b": self.bias_initializer.draw}
        shapes = self.parameter_shapes(shape)
        return {name: draws[name[-1]](size, random) for name, size in shapes.items()}

    def forward(self, x: Array, p: Named, state: LayerState) -> tuple[Array, Cache]:
        """The values of all time steps, weighted by attention."""
        q, k, v = (project(x, p, part) for part in PROJECTIONS[:3])  # (B, T, D) each
        d = q.shape[-1] // self.heads
        s = self._split(q) @ self._split(k).mT / np.sqrt(d, dtype=x.dtype)  # (B, h, T, T)
        mask = {"mask": np.tri(x.shape[-2], dtype=x.dtype)} if self.causal else {}
        if mask:
            s = np.where(mask["mask"] > 0, s, -np.inf)  # exp(-inf) is 0
        A = softmax.value(s)
        o = joined_heads(A @ self._split(v))  # (B, h, T, T) (B, h, T, d) -> (B, T, D)
        cache = {"x": x, "q": q, "k": k, "v": v, **mask, "A": A, "o": o}
        return project(o, p, "output"), cache

    def parameter_gradients(self, dy: Array, cache: Cache, p: Named, dp: Named) -> None:
        """Those of each projection, as of a dense layer."""
        found = self._gradients(dy, cache, p)
        for part, letter, given in zip(PROJECTIONS, ("dq", "dk", "dv", "dy"), "xxxo", strict=True):
            rows, dz = place_rows(found[given], 1), place_rows(found[letter], 1)  # (B T, D)
            np.matmul(rows.mT, dz, out=dp[f"{part}.W"])
            np.add.reduce(dz, axis=-2, out=dp[f"{part}.b"])

    def input_gradient(self, dy: Array, cache: Cache, p: Named) -> Array:
        """`dx`: what comes back through queries, keys and values."""
        found = self._gradients(dy, cache, p)
        dx = back(found["dq"], p, "query")
        dx += back(found["dk"], p, "key")
        dx += back(found["dv"], p, "value")
        return dx

    def _gradients(self, dy: Array, cache: Cache, p: Named) -> Cache:
        """`dq`, `dk` and `dv`, `(B, T, D)`, kept in the cache: both methods above need them."""
        if cache.get("dy") is not dy:
            do, A = back(dy, p, "output"), cache["A"]
            q, k, v, g = (self._split(it) for it in (cache["q"], cache["k"], cache["v"], do))
            dA = g @ v.mT
            ds = softmax.backward(dA, A, A) / np.sqrt(q.shape[-1], dtype=A.dtype)
            dq, dk, dv = (joined_heads(it) for it in (ds @ k, ds.mT @ q, A.mT @ g))
            cache |= {"dy": dy, "do": do, "dA": dA, "ds": ds, "dq": dq, "dk": dk, "dv": dv}
        return cache

    def _split(self, q: Array) -> Array:
        """The columns of each head by themselves, `(B, T, h d)` to `(B, h, T, d)`."""
        return q.reshape(*q.shape[:-1], self.heads, -1).swapaxes(-3, -2)

    def trace_steps(self, cache: Cache) -> LayerSteps:
        """Projections, scores, weights and values, and all of it backward."""
        return AttentionSteps(cache, cache["q"].shape[-1] // self.heads).every()


def joined_heads(q: Array) -> Array:
    """The columns of all heads side by side, `(B, h, T, d)` to `(B, T, h d)`."""
    q = q.swapaxes(-3, -2)
    return q.reshape(*q.shape[:-2], -1)


def project(x: Array, p: Named, part: str) -> Array:
    """The dense layer of one part at every time step: x W + b, `(B, T, D)`."""
    y = place_rows(x, 1) @ p[f"{part}.W"]  # (B T, D) (D, D) -> (B T, D)
    y += p[f"{part}.b"][..., np.newaxis, :]
    return y.reshape(*y.shape[:-2], *x.shape[-3:])


def back(dz: Array, p: Named, part: str) -> Array:
    """The way back through it: dz W^T, `(B, T, D)`."""
    dx = place_rows(dz, 1) @ p[f"{part}.W"].mT
    return dx.reshape(dz.shape)


def require_sequence(layer: str, shape: Shape) -> None:
    """Refuse rows that are no sequences `(T, D)`.

    Raises:
        ShapeError: what the layer got, and how to make a sequence of it.
    """
    if len(shape) != 2:
        raise ShapeError(Message("layer.no_sequence", layer=layer, shape=shape))
