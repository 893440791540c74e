"""A network is layers in a row, seen as a function of one vector: `y = f(x; theta)`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import final

import numpy as np

from edunn.activations import ActivationFunction
from edunn.arrays import Array, Named, Shape
from edunn.layers import Activation, Cache, Layer, LayerState
from edunn.parameters import Layout

Views = Sequence[Named]
"""One dict of named arrays a layer: parameters, their gradients, or statistics."""


@dataclass
class Learned:
    """All that changes while a network learns; everything else about it stays as it was built."""

    theta: Array
    """The parameters, `(n,)`."""

    statistics: Views
    """The measured numbers of each layer."""


@final
@dataclass(frozen=True)
class Network:
    """Layers in a row, and the layout of the one vector that they share.

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
        for layer in self.layers:
            shapes.append(layer.output_shape(shapes[-1]))
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
        """The curve that the outputs come from; None where the last layer is of another kind."""
        last = self.layers[-1]
        return last.function if isinstance(last, Activation) else None

    @cached_property
    def lowest_learner(self) -> int:
        """The index of the first layer with parameters: the backward pass ends there."""
        return self.layout.places[0].layer if self.layout.places else len(self.layers)

    @cached_property
    def runs_statistics(self) -> bool:
        """Whether some layer's statistics change with every mini-batch."""
        return any(type(layer).updated is not Layer.updated for layer in self.layers)

    def initial_theta(self, random: np.random.Generator, dtype: str = "float64") -> Array:
        """A fresh theta, `(n,)`, as the layers' initializers draw it."""
        theta = np.empty(self.layout.size)
        fresh = self._ask_each(lambda layer, shape: layer.initial_parameters(shape, random))
        for layer, name, _, where in self.layout.places:
            theta[where] = fresh[layer][name].ravel()
        return theta.astype(dtype)

    def initial_statistics(self) -> Views:
        """The statistics of every layer before any row was seen."""
        return self._ask_each(lambda layer, shape: layer.initial_statistics(shape))

    def measured(self, theta: Array, x: Array, statistics: Views) -> Views:
        """The statistics after each layer had a look at all training rows that reach it."""
        p = self.layout.views(theta)
        measured = list(statistics)
        for k, layer in enumerate(self.layers):
            measured[k] = layer.measured(x, measured[k])
            x, _ = layer.forward(x, p[k], LayerState(measured[k]))
        return measured

    def forward(
        self, p: Views, x: Array, statistics: Views, random: np.random.Generator | None = None
    ) -> tuple[Array, list[Cache]]:
        """The output, and what each layer met on the way.

        Shapes: x (B, I) -> (B, O), or (P, B, O) where `p` are the views of a population.
        """
        caches = []
        for k, layer in enumerate(self.layers):
            x, cache = layer.forward(x, p[k], LayerState(statistics[k], random))
            caches.append(cache)
        return x, caches

    def backward(self, dy: Array, caches: Sequence[Cache], p: Views, dp: Views) -> None:
        """Carry `dy`, dL/dy of the output, back to the lowest layer that learns, filling `dp`."""
        for k in reversed(range(self.lowest_learner, len(self.layers))):
            layer = self.layers[k]
            layer.parameter_gradients(dy, caches[k], p[k], dp[k])
            if k > self.lowest_learner:
                dy = layer.input_gradient(dy, caches[k], p[k])

    def updated(self, statistics: Views, caches: Sequence[Cache]) -> Views:
        """The statistics after one mini-batch of training.

        Where the loss is measured on scores, the last layer was not asked and has no cache.
        """
        updated = list(statistics)
        for k, cache in enumerate(caches):
            updated[k] = self.layers[k].updated(updated[k], cache)
        return updated

    def _ask_each(self, question: Callable[[Layer, Shape], Named]) -> list[Named]:
        return [question(*pair) for pair in zip(self.layers, self.shapes, strict=False)]
