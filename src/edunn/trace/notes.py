"""Notes: one step of training, taken by the code that trains, while every layer keeps a diary.

Nothing is computed twice or otherwise. Each layer is wrapped in a `Noted` one, which does what the
layer does and writes down what it was given and what it gave. The objective finds the slope and the
optimizer takes its step with these layers, and never knows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, final

import numpy as np

from edunn.arrays import Array, Named, Shape
from edunn.layers import Cache, Layer, LayerState
from edunn.network import Views
from edunn.objective import Objective
from edunn.optimizers import Optimizer
from edunn.training.records import Examples


def nothing() -> Array:
    """The derivative that nobody asked for: no numbers at all."""
    return np.empty(0)


@final
@dataclass(eq=False)
class Diary:
    """What one layer met in one step."""

    x: Array
    """What came in."""

    y: Array
    """What went out."""

    memory: Cache
    """What else it kept for the way back."""

    dy: Array = field(default_factory=nothing)
    """The derivative of the loss by `y`; nothing where the way back ended before this layer."""

    dx: Array = field(default_factory=nothing)
    """The derivative of the loss by `x`; nothing if nobody below asked."""

    dp: dict[str, Array] = field(default_factory=dict)
    """The gradient of each parameter, before any regularizer pulls."""


@final
@dataclass(frozen=True)
class Noted(Layer):
    """A layer that does what another one does, and writes it down.

    Example:
        >>> from edunn.activations import ReLU
        >>> from edunn.layers import Activation
        >>> noted = Noted(Activation(ReLU()))
        >>> y, memory = noted.forward(np.array([[-1.0, 2.0]]), {}, LayerState())
        >>> noted.pages[0].y
        array([[0., 2.]])
    """

    layer: Layer
    pages: list[Diary] = field(default_factory=list)

    def parameter_shapes(self, shape: Shape) -> Mapping[str, Shape]:
        """Those of the layer."""
        return self.layer.parameter_shapes(shape)

    def output_shape(self, shape: Shape) -> Shape:
        """That of the layer."""
        return self.layer.output_shape(shape)

    def forward(self, x: Array, p: Named, state: LayerState) -> tuple[Array, Cache]:
        """The layer's own answer, noted."""
        y, memory = self.layer.forward(x, p, state)
        self.pages.append(Diary(x, y, memory))
        return y, memory

    def parameter_gradients(self, dy: Array, memory: Cache, p: Named, dp: Named) -> None:
        """The layer's own gradients, noted before anything is added to them."""
        self.layer.parameter_gradients(dy, memory, p, dp)
        self.pages[-1].dy = dy
        self.pages[-1].dp = {name: gradient.copy() for name, gradient in dp.items()}

    def input_gradient(self, dy: Array, memory: Cache, p: Named) -> Array:
        """The layer's own answer, noted."""
        dx = self.layer.input_gradient(dy, memory, p)
        self.pages[-1].dx = dx
        return dx


@final
@dataclass(frozen=True)
class Notes:
    """All that one step of training met, not yet in words."""

    objective: Objective
    optimizer: Optimizer
    rows: Examples
    statistics: Views
    diaries: list[Diary]
    """A page for each layer up to the scores."""

    scores: Array
    """What the loss was measured on, `(B, O)`."""

    g: Array
    """The slope, `(n,)`."""

    before: Any
    """The optimizer's state before the step, with theta in it."""

    after: Any
    """The optimizer's state after it."""

    @property
    def dscores(self) -> Array:
        """The derivative of the loss by the scores; nothing where no layer learns."""
        return self.diaries[-1].dy if self.diaries else nothing()


def take_notes(
    objective: Objective,
    optimizer: Optimizer,
    theta: Array,
    rows: Examples,
    statistics: Views,
    random: np.random.Generator | None = None,
) -> Notes:
    """Take one step of training from `theta`, `(n,)`, with layers that keep a diary.

    The network's last activation is left alone where loss and activation are joined: training
    does not ask it either.
    """
    layers = objective.network.layers
    noted = [
        Noted(layer, regularizer=layer.regularizer) for layer in objective.logits_network.layers
    ]
    network = replace(objective.network, layers=(*noted, *layers[len(noted) :]))
    before = optimizer.start(theta.copy())
    with np.errstate(all="ignore"):
        gradient = replace(objective, network=network).gradient(
            before.theta, rows.x, rows.t, statistics, rows.weights, random
        )
        after = optimizer.step(before, gradient.g)
    diaries = [layer.pages[0] for layer in noted]
    return Notes(
        objective, optimizer, rows, statistics, diaries, gradient.z, gradient.g, before, after
    )
