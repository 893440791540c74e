"""PositionalEncoding: the layer that tells time steps apart, by waves that are added to them.

y[t] = x[t] + encoding[t],   encoding[t, 2i] = sin(t / 10000^(2i/D)),  [t, 2i + 1] = cos of the same
"""

from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np

from edunn.arrays import Array, Named, Shape
from edunn.formulas import Formula
from edunn.layers.base import Cache, Layer, LayerState
from edunn.layers.self_attention import require_sequence
from edunn.operations import Entrywise, LayerStep, LayerSteps

SUM = Formula("x + encoding", r"x + \text{encoding}")


@final
@dataclass(frozen=True)
class PositionalEncoding(Layer):
    """A positional encoding: sines and cosines of the place in a sequence, added to its numbers.

    Attention takes a sequence as a set: put its time steps in another order, and each gives the
    same. With a different vector added at every place, "first" and "last" can be learned. The
    waves of the first columns are short and tell neighbours apart, those of the last are long.

    Formula:   y[t] = x[t] + encoding[t],
               encoding[t, 2i] = sin(t / 10000^(2i/D)),  encoding[t, 2i + 1] = cos(t / 10000^(2i/D))
    Gradient:  dx = dy
    Shapes:    x, y (B, T, D), encoding (T, D); x and y may have P in front
    Source:    Vaswani et al. (2017), "Attention is all you need", section 3.5

    Raises:
        ShapeError: rows that are no sequences.

    Example:
        >>> y, _ = PositionalEncoding().forward(np.zeros((1, 2, 2)), {}, LayerState())
        >>> y.round(3)
        array([[[0.   , 1.   ],
                [0.841, 0.54 ]]])
    """

    letter: ClassVar[str] = "e"

    def output_shape(self, shape: Shape) -> Shape:
        """The same."""
        require_sequence("PositionalEncoding", shape)
        return shape

    def forward(self, x: Array, p: Named, state: LayerState) -> tuple[Array, Cache]:
        """The sum of both."""
        encoding = encoding_of(*x.shape[-2:]).astype(x.dtype)
        return x + encoding, {"encoding": encoding}

    def input_gradient(self, dy: Array, cache: Cache, p: Named) -> Array:
        """`dx` = `dy`."""
        return dy

    def trace_steps(self, cache: Cache) -> LayerSteps:
        """Two numbers added; and back, `dy` itself."""
        return {
            "y": LayerStep("encoding", Entrywise(SUM, ("x", "encoding"))),
            "dx": LayerStep("encoding_backward", Entrywise(Formula("dy", "dy"), ("dy",))),
        }


def encoding_of(T: int, D: int) -> Array:
    """The waves, `(T, D)`.

    Example:
        >>> encoding_of(3, 2).round(3)
        array([[ 0.   ,  1.   ],
               [ 0.841,  0.54 ],
               [ 0.909, -0.416]])
    """
    column = np.arange(D)
    angle = np.arange(T)[:, np.newaxis] / 10000.0 ** (2 * (column // 2) / D)
    return np.where(column % 2 == 0, np.sin(angle), np.cos(angle))
