"""The recorder: one step of training, taken by the code that trains, with all arrays recorded.

Nothing is computed twice or otherwise. Each layer is wrapped in a `RecordedLayer`, which does what
the layer does and keeps its inputs and outputs; objective and optimizer run as they do in training.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, final

import numpy as np

from edunn.arrays import Array, Named, Shape
from edunn.layers import Cache, Layer, LayerState
from edunn.network import Views
from edunn.objective import Examples, Objective
from edunn.optimizers import Optimizer
from edunn.regularizers import Regularizer


def nothing() -> Array:
    """A gradient that is not computed: no numbers at all."""
    return np.empty(0)


@final
@dataclass(eq=False)
class LayerRecord:
    """The arrays of one layer in one step."""

    x: Array
    y: Array
    cache: Cache

    dy: Array = field(default_factory=nothing)
    """dL/dy; nothing below the lowest layer that learns."""

    dx: Array = field(default_factory=nothing)
    """dL/dx; nothing where no layer below learns."""

    dp: dict[str, Array] = field(default_factory=dict)
    """The gradient of each parameter, before any regularizer adds to it."""


@final
@dataclass(frozen=True)
class RecordedLayer(Layer):
    """A layer that does what another one does, and records it.

    Example:
        >>> from edunn.activations import ReLU
        >>> from edunn.layers import Activation
        >>> recorded = RecordedLayer(Activation(ReLU()))
        >>> y, cache = recorded.forward(np.array([[-1.0, 2.0]]), {}, LayerState())
        >>> recorded.records[0].y
        array([[0., 2.]])
    """

    layer: Layer
    records: list[LayerRecord] = field(default_factory=list)

    def parameter_shapes(self, shape: Shape) -> Mapping[str, Shape]:
        """Those of the layer."""
        return self.layer.parameter_shapes(shape)

    def regularizer_of(self, parameter: str) -> Regularizer | None:
        """That of the layer."""
        return self.layer.regularizer_of(parameter)

    def output_shape(self, shape: Shape) -> Shape:
        """That of the layer."""
        return self.layer.output_shape(shape)

    def forward(self, x: Array, p: Named, state: LayerState) -> tuple[Array, Cache]:
        """The layer's own, recorded."""
        y, cache = self.layer.forward(x, p, state)
        self.records.append(LayerRecord(x, y, cache))
        return y, cache

    def parameter_gradients(self, dy: Array, cache: Cache, p: Named, dp: Named) -> None:
        """The layer's own, recorded before a regularizer adds to them."""
        self.layer.parameter_gradients(dy, cache, p, dp)
        self.records[-1].dy = dy
        self.records[-1].dp = {name: gradient.copy() for name, gradient in dp.items()}

    def input_gradient(self, dy: Array, cache: Cache, p: Named) -> Array:
        """The layer's own, recorded."""
        dx = self.layer.input_gradient(dy, cache, p)
        self.records[-1].dy, self.records[-1].dx = dy, dx
        return dx


@final
@dataclass(frozen=True)
class StepRecord:
    """All arrays of one step of training."""

    objective: Objective
    optimizer: Optimizer
    rows: Examples
    statistics: Views
    layers: list[LayerRecord]
    """One for each layer up to the logits."""

    z: Array
    """What the loss was computed from, `(B, O)`."""

    g: Array
    """The gradient, `(n,)`."""

    before: Any
    """The optimizer's state before the step, with theta in it."""

    after: Any
    """The optimizer's state after it."""

    @property
    def dz(self) -> Array:
        """dL/dz; nothing where no layer learns."""
        return self.layers[-1].dy if self.layers else nothing()

    @cached_property
    def clipped(self) -> Array:
        """The gradient as the optimizer uses it."""
        return self.optimizer.clipped(self.g)

    @property
    def is_clipped(self) -> bool:
        """Whether that is another one."""
        return not np.array_equal(self.clipped, self.g, equal_nan=True)


def record_step(
    objective: Objective,
    optimizer: Optimizer,
    theta: Array,
    rows: Examples,
    statistics: Views,
    random: np.random.Generator | None = None,
) -> StepRecord:
    """Take one step of training from `theta`, `(n,)`, with layers that record.

    The last activation is not among them where it is part of the loss, as in training.
    """
    layers = objective.network.layers
    recorded = [
        RecordedLayer(layer, regularizer=layer.regularizer)
        for layer in objective.logits_network.layers
    ]
    network = replace(objective.network, layers=(*recorded, *layers[len(recorded) :]))
    before = optimizer.start(theta.copy())
    with np.errstate(all="ignore"):
        gradient = replace(objective, network=network).gradient(
            before.theta, rows.x, rows.t, statistics, rows.weights, random
        )
        after = optimizer.step(before, gradient.g)
    records = [layer.records[0] for layer in recorded]
    return StepRecord(
        objective, optimizer, rows, statistics, records, gradient.z, gradient.g, before, after
    )
