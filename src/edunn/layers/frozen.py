"""Frozen: a chain of layers that do not learn.

y = f(x),  dx = what comes back through f
"""

from dataclasses import dataclass
from math import prod
from typing import ClassVar, final

import numpy as np

from edunn.arrays import Array, Named, Shape
from edunn.errors import ArchitectureError
from edunn.guards import require_count, require_memory, unbox
from edunn.layers.base import Cache, LayerState
from edunn.layers.chain import Chain
from edunn.layers.chain_steps import WHOLE, chain_steps, gradient_before
from edunn.layers.parts import joined, of_part
from edunn.messages import Message, in_short
from edunn.operations import LayerSteps
from edunn.seeds import generator

WEIGHT_BYTES = 16
"""Bytes of memory for a frozen weight, as it is drawn and as it is used."""


@final
@dataclass(frozen=True)
class Frozen(Chain):
    """A chain of layers whose weights are drawn once and stay: random features.

    What the layers above learn may be as simple as a weighted sum, if there are enough different
    features to choose from, and a random convolution with pooling has plenty. There is little to
    search for then, which suits evolution; and below the first layer that learns, the features
    are computed once for all epochs.

    The weights are no part of theta. They are kept among the statistics, so files save them, with
    the number of their layer in front: "0.W", "0.b". Penalties do not count them. The layers do in
    training what they do in prediction.

    Args:
        layers: the chain, from its input to its output.
        seed: of the weights; another one gives other features, whatever the seed of the model.

    Formula:   y = f(x), where f is one layer of the chain after the other
    Gradient:  dx comes back through the chain, the last layer first; there is no other
    Shapes:    x, y: any that the chain takes and gives
    Source:    Rahimi and Recht (2007), "Random features for large-scale kernel machines"; Jarrett,
               Kavukcuoglu, Ranzato and LeCun (2009), "What is the best multi-stage architecture
               for object recognition?", for random convolutions

    Raises:
        ArchitectureError: the chain is empty, or has something else in it than layers that can
            stay as they are: not dropout, and not batch normalization.
        SettingError: the seed is no whole number, 0 or more.

    Example:
        >>> from edunn import Model
        >>> model = Model([[4], ["frozen", [[50, "relu"]]], [3, "softmax"]])
        >>> model.theta.size, sorted(model.learned.statistics[0])
        (153, ['0.W', '0.b'])
    """

    letter: ClassVar[str] = "f"

    seed: int = 0

    def __post_init__(self) -> None:
        super().__post_init__()
        require_count("seed", self.seed, least=0)
        unbox(self)
        for layer in self.layers:
            if not layer.is_constant:
                raise ArchitectureError(Message("layer.not_frozen", given=in_short(layer)))

    def output_shape(self, shape: Shape) -> Shape:
        """That behind the chain."""
        return self._end(shape)

    def initial_statistics(self, shape: Shape) -> Named:
        """The weights of the layers, drawn from the seed in their order, and their statistics."""
        sizes = self._named(shape, lambda it: it.layer.parameter_shapes(it.shape))
        require_memory("frozen weights", sum(map(prod, sizes.values())), WEIGHT_BYTES)
        random = generator(self.seed)
        drawn = self._named(shape, lambda it: it.layer.initial_parameters(it.shape, random))
        return {**drawn, **super().initial_statistics(shape)}

    def forward(self, x: Array, p: Named, state: LayerState) -> tuple[Array, Cache]:
        """What the chain makes of the input, with its own weights in the dtype of the rows."""
        own = {name: q.astype(x.dtype, copy=False) for name, q in state.statistics.items()}
        y, cache = self.through(x, own, LayerState(own, shape=state.shape))
        return y, own | cache | {"shape": np.array(state.shape)}

    def input_gradient(self, dy: Array, cache: Cache, p: Named) -> Array:
        """`dx`, and on the way the gradient of each layer's output."""
        g, shape = dy, tuple(cache["shape"].astype(int))
        for k, layer, before in reversed(list(self._chain(shape))):
            own = of_part(cache, k)
            weights = {name: own.pop(name) for name in layer.parameter_shapes(before)}
            g = layer.input_gradient(g, own, weights)
            cache |= joined([(k, own)]) | ({gradient_before(k): g} if k else {})
        return g

    def trace_steps(self, cache: Cache) -> LayerSteps:
        """Those of the layers in the chain."""
        return chain_steps(self.layers, cache, WHOLE)
