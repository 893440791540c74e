"""A network: a sequence of layers, seen as a function of one vector, `y = f(x; theta)`.

    for layer in layers:              # forward pass
        x = layer.forward(x)
    for layer in reversed(layers):    # backward pass
        dy = layer.input_gradient(dy)

The backward pass is the chain rule, from the output to the input; on the way each layer computes
the gradient of its own parameters from the `dy` that arrives there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import NamedTuple, final

import numpy as np

from edunn.activations import ActivationFunction, Linear
from edunn.arrays import Array, Named, Shape
from edunn.errors import ArchitectureError, ShapeError
from edunn.guards import require_memory
from edunn.layers import Cache, Layer, LayerState
from edunn.messages import Message
from edunn.parameters import Layout

PARAMETER_BYTES = 24
"""Bytes of memory for a parameter while it is learned: itself, its gradient, an average of that."""

Views = Sequence[Named]
"""One dict of named arrays a layer: parameters, their gradients, or statistics."""


MANY = 2**26
"""Numbers of one array from which on rows are taken some at a time: 256 MB in float32."""

AT_ONCE = 2**20
"""So many numbers then: they fit a processor's cache."""


@final
@dataclass
class Learned:
    """All that changes while a network learns; everything else stays as it was built."""

    theta: Array
    """The parameters, `(n,)`."""

    statistics: Views
    """The running statistics of each layer."""


class ForwardPass(NamedTuple):
    """What a forward pass computes."""

    outputs: list[Array]
    """The input, then the output of each layer: `(B, I) ... (B, O)`."""

    caches: list[Cache]
    """What each layer keeps for the backward pass."""


@final
@dataclass(frozen=True)
class Network:
    """A sequence of layers, and the layout of the one vector that holds their parameters.

    Args:
        layers: from the input to the output.
        input_shape: the shape of one row of inputs.

    Example:
        >>> from edunn.layers import Dense
        >>> Network((Dense(2), Dense(3)), input_shape=(4,)).layout.size
        19
    """

    layers: tuple[Layer, ...]
    input_shape: Shape

    @cached_property
    def shapes(self) -> tuple[Shape, ...]:
        """The shape of one row before the first layer, then after each layer."""
        shapes = [self.input_shape]
        for k, layer in enumerate(self.layers, start=1):
            try:
                shapes.append(layer.output_shape(shapes[-1]))
            except ShapeError as error:
                raise ShapeError(
                    Message("layer.does_not_fit", layer=k, reason=error.args[0])
                ) from None
        return tuple(shapes)

    @cached_property
    def layout(self) -> Layout:
        """Where each layer's parameters lie in theta."""
        return Layout(
            [
                layer.parameter_shapes(shape)
                for layer, shape in zip(self.layers, self.shapes, strict=False)
            ]
        )

    @property
    def last_activation(self) -> ActivationFunction | None:
        """The activation of the output; None where the last layer is of another kind."""
        return self.layers[-1].as_activation

    @cached_property
    def ending(self) -> ActivationFunction | None:
        """The activation of the outputs, linear behind a dense layer; None if it is not known.

        Dropout behind it is left out of account.
        """
        last = next((layer for layer in reversed(self.layers) if not layer.is_random), None)
        if last is None:
            return None
        return Linear() if last.is_dense else last.as_activation

    @cached_property
    def lowest_learner(self) -> int:
        """The index of the first layer with parameters; the backward pass ends there."""
        return self.layout.places[0].layer if self.layout.places else len(self.layers)

    @cached_property
    def first_changing(self) -> int:
        """The index of the first layer that learns or draws; those below never change."""
        below = self.layers[: self.lowest_learner]
        changing = (k for k, layer in enumerate(below) if not layer.is_constant)
        return next(changing, self.lowest_learner)

    @cached_property
    def runs_statistics(self) -> bool:
        """Whether some layer's statistics change with every mini-batch."""
        return any(
            type(layer).updated is not Layer.updated and layer.runs_statistics
            for layer in self.layers
        )

    def initial_theta(self, random: np.random.Generator, dtype: str = "float64") -> Array:
        """A fresh theta, `(n,)`, as the layers' initializers draw it."""
        theta = np.empty(self.layout.size)
        fresh = self._each(lambda layer, shape: layer.initial_parameters(shape, random))
        for layer, name, _, where in self.layout.places:
            theta[where] = fresh[layer][name].ravel()
        return theta.astype(dtype)

    def initial_statistics(self) -> Views:
        """The statistics of every layer before the first row."""
        return self._each(lambda layer, shape: layer.initial_statistics(shape))

    def measured(self, theta: Array, x: Array, statistics: Views) -> Views:
        """The statistics after each layer has measured the training set as it arrives there."""
        p, measured = self.layout.views(theta), list(statistics)
        for k, layer in enumerate(self.layers):
            if type(layer).measured is not Layer.measured:
                arriving = self.outputs(p, x, measured, depth=k)
                measured[k] = layer.measured(arriving, measured[k])
        return measured

    def traced(
        self,
        p: Views,
        x: Array,
        statistics: Views,
        random: np.random.Generator | None = None,
        depth: int | None = None,
    ) -> ForwardPass:
        """The forward pass, with the output of every layer.

        Args:
            p: each layer's parameters by name, as `layout.views(theta)` gives them.
            random: for training: the source of dropout's masks; None for prediction.
            depth: how many layers run; None for all.

        Shapes: x (B, I) -> (B, O), or (P, B, O) where `p` are the views of a population.
        """
        outputs, caches = [x], []
        for k, layer in enumerate(self.layers[:depth]):
            state = LayerState(statistics[k], random, random is not None, self.shapes[k])
            x, cache = layer.forward(x, p[k], state)
            if k == 0 and x.dtype == np.float64 and layer.is_scaling:
                x = self._rounded(x, p)
            outputs.append(x)
            caches.append(cache)
        return ForwardPass(outputs, caches)

    def _rounded(self, x: Array, p: Views) -> Array:
        """Scaled rows in the dtype of the parameters: their digits are cut after scaling."""
        lowest = p[self.lowest_learner] if self.lowest_learner < len(p) else {}
        return x.astype(next((q.dtype for q in lowest.values()), x.dtype), copy=False)

    def forward(
        self,
        p: Views,
        x: Array,
        statistics: Views,
        random: np.random.Generator | None = None,
        depth: int | None = None,
    ) -> tuple[Array, list[Cache]]:
        """The output of the last layer, and the cache of each, as `traced` computes them."""
        outputs, caches = self.traced(p, x, statistics, random, depth)
        return outputs[-1], caches

    def outputs(self, p: Views, x: Array, statistics: Views, depth: int | None = None) -> Array:
        """What `forward` gives in prediction: where its arrays are large, for some rows at a time.

        Example:
            >>> from edunn import Model
            >>> images = Model([[28, 28, 1], ["conv", 64, 7], ["flatten"], [1]], "mse")
            >>> p, x = images.network.layout.views(images.theta), np.ones((3000, 28, 28, 1))
            >>> images.network.outputs(p, x, images.learned.statistics).shape
            (3000, 1)
        """
        pairs = zip(self.layers[:depth], self.shapes, strict=False)
        width = max((layer.widest_output(shape) for layer, shape in pairs), default=0)
        if width * len(x) <= MANY:
            return self.forward(p, x, statistics, depth=depth)[0]
        size = max(1, AT_ONCE // width)
        parts = (x[start : start + size] for start in range(0, len(x), size))
        y = [self.forward(p, part, statistics, depth=depth)[0] for part in parts]
        after = self.shapes[len(self.layers) if depth is None else depth]
        return np.concatenate(y, axis=-1 - len(after))

    def backward(self, dy: Array, caches: Sequence[Cache], p: Views, dp: Views) -> None:
        """The backward pass: from `dy`, dL/dy of the output, the gradient of each parameter.

        It begins at the last layer that ran, fills `dp`, and ends at the lowest with parameters.
        """
        for k in reversed(range(self.lowest_learner, len(caches))):
            layer = self.layers[k]
            if dp[k]:
                layer.parameter_gradients(dy, caches[k], p[k], dp[k])
            if k > self.lowest_learner:
                dy = layer.input_gradient(dy, caches[k], p[k])

    def input_gradient(self, dy: Array, caches: Sequence[Cache], p: Views) -> Array:
        """`dx`: the backward pass to the input of the network, for saliency."""
        for layer, cache, own in reversed(list(zip(self.layers, caches, p, strict=False))):
            dy = layer.input_gradient(dy, cache, own)
        return dy

    def updated(self, statistics: Views, caches: Sequence[Cache]) -> Views:
        """The statistics after one mini-batch of training.

        Where the loss takes the logits, the last layer does not run and has no cache.
        """
        updated = list(statistics)
        for k, cache in enumerate(caches):
            updated[k] = self.layers[k].updated(updated[k], cache)
        return updated

    def _each(self, of: Callable[[Layer, Shape], Named]) -> list[Named]:
        return [of(*pair) for pair in zip(self.layers, self.shapes, strict=False)]


def require_place(layer: Layer, shape: Shape, is_lowest: bool) -> None:
    """Refuse a layer of more parameters than memory has room for, and words that were learned.

    Args:
        shape: the shape of one row of its input.
        is_lowest: whether no layer below it has parameters.

    Raises:
        SettingError: the parameters are too many.
        ArchitectureError: an embedding, which has no gradient for a layer below.

    Example:
        >>> from edunn.layers import Dense
        >>> require_place(Dense(2), (4,), is_lowest=True)
    """
    parameters = sum(map(prod, layer.parameter_shapes(shape).values()))
    require_memory("parameters", parameters, PARAMETER_BYTES)
    if layer.takes_words and not is_lowest:
        raise ArchitectureError(Message("layer.words_first"))
