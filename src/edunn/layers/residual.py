"""Residual: the layer that adds what a chain of layers computes to its own input.

y = x + f(x),  dx = dy + dx',  where dx' is what comes back through the chain
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np

from edunn.arrays import Array, Named, Shape
from edunn.errors import ShapeError
from edunn.layers.base import Cache, Layer, LayerState
from edunn.layers.chain import Chain
from edunn.layers.chain_steps import chain_steps, gradient_before, sum_steps
from edunn.layers.parts import joined, of_part
from edunn.messages import Message
from edunn.operations import LayerSteps
from edunn.regularizers import Regularizer


@final
@dataclass(frozen=True)
class Residual(Chain):
    """A residual block: a chain of layers that learns only what is to be added to its input.

    If nothing need be changed, the chain has to learn 0, which is easy; and the gradient reaches
    the layers below undiminished, along the `x` of the sum. So networks of many layers learn.

    The parameters of the chain's layers, and what they keep in the cache, have the number of the
    layer in front, counted from 0: "0.W", "0.b", "2.W".

    Args:
        layers: the chain, from its input to its output, which must have the shape of the input.

    Formula:   y = x + f(x), where f is one layer of the chain after the other
    Gradient:  dx = dy + dx', where dx' comes back through the chain, the last layer first
    Shapes:    x, f(x), y: (B, I), (B, T, I) or (B, H, V, C), all equal
    Source:    He, Zhang, Ren and Sun (2016), "Deep residual learning for image recognition",
               section 3.1

    Raises:
        ShapeError: the chain changes the shape; both are told.
        ArchitectureError: it is empty, or has something else in it than layers.

    Example:
        >>> from edunn.activations import ReLU
        >>> from edunn.layers import Activation
        >>> x, block = np.array([[-1.0, 2.0]]), Residual((Activation(ReLU()),))
        >>> block.forward(x, {}, LayerState(shape=(2,)))[0]
        array([[-1.,  4.]])
    """

    letter: ClassVar[str] = "h"

    def output_shape(self, shape: Shape) -> Shape:
        """The shape of the input, which the chain must not change."""
        after = self._end(shape)
        if after != shape:
            raise ShapeError(Message("layer.residual", before=shape, after=after))
        return shape

    def parameter_shapes(self, shape: Shape) -> Mapping[str, Shape]:
        """Those of the layers, by the number of each: "0.W"."""
        return self._named(shape, lambda it: it.layer.parameter_shapes(it.shape))

    def initial_parameters(self, shape: Shape, random: np.random.Generator) -> Named:
        """Those of the layers, in their order."""
        return self._named(shape, lambda it: it.layer.initial_parameters(it.shape, random))

    def regularizer_of(self, parameter: str) -> Regularizer | None:
        """That of the layer of the chain, or else the block's own."""
        number, _, name = parameter.partition(".")
        return self.layers[int(number)].regularizer_of(name) or self.regularizer

    @property
    def runs_statistics(self) -> bool:
        """Whether a layer of the chain measures mini-batches."""
        return any(
            type(layer).updated is not Layer.updated and layer.runs_statistics
            for layer in self.layers
        )

    def updated(self, statistics: Named, cache: Cache) -> Named:
        """The statistics of each layer after one mini-batch."""
        return joined(
            (k, layer.updated(of_part(statistics, k), of_part(cache, k)))
            for k, layer in enumerate(self.layers)
        )

    def forward(self, x: Array, p: Named, state: LayerState) -> tuple[Array, Cache]:
        """The input, plus what the chain makes of it."""
        f, cache = self.through(x, p, state)
        return x + f, cache

    def parameter_gradients(self, dy: Array, cache: Cache, p: Named, dp: Named) -> None:
        """Those of the layers, each from the gradient that arrives there."""
        self._backward(dy, cache, p, dp)

    def input_gradient(self, dy: Array, cache: Cache, p: Named) -> Array:
        """`dx`: `dy` itself, plus what comes back through the chain."""
        if cache.get("dy") is not dy:
            self._backward(dy, cache, p, {})
        return dy + cache["d0.x"]

    def _backward(self, dy: Array, cache: Cache, p: Named, dp: Named) -> None:
        """The backward pass through the chain; its gradients are kept in the cache."""
        g, found = dy, {"dy": dy}
        for k in reversed(range(len(self.layers))):
            layer, own, own_p, own_dp = self.layers[k], *(of_part(q, k) for q in (cache, p, dp))
            if own_dp:
                layer.parameter_gradients(g, own, own_p, own_dp)
            g = layer.input_gradient(g, own, own_p)
            found |= joined([(k, own)]) | {gradient_before(k): g}
        cache |= found

    def trace_steps(self, cache: Cache) -> LayerSteps:
        """Those of the layers in the chain, and the sum."""
        return {**chain_steps(self.layers, cache), **sum_steps(len(self.layers) - 1)}
