"""Activation: the layer that applies an activation function.

y = f(x),  dx = dy^T (dy/dx)
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, final

from edunn.activations.base import ActivationFunction
from edunn.arrays import Array, Named
from edunn.errors import ArchitectureError
from edunn.layers.base import Cache, Layer, LayerState
from edunn.messages import in_short
from edunn.operations import LayerSteps


@final
@dataclass(frozen=True)
class Activation(Layer):
    """Apply a function to every number, or for softmax to every row.

    Formula:   y = f(x)
    Gradient:  dx = dy^T (dy/dx), for an element-wise function dy * f'(x)
    Shapes:    x, y: (..., B, I)

    Raises:
        ArchitectureError: `function` is not an activation.

    Example:
        >>> import numpy as np
        >>> from edunn.activations import Softmax
        >>> y, cache = Activation(Softmax()).forward(np.zeros((1, 2)), {}, LayerState())
        >>> y
        array([[0.5, 0.5]])
    """

    letter: ClassVar[str] = "a"

    function: ActivationFunction

    def __post_init__(self) -> None:
        super().__post_init__()
        if not isinstance(self.function, ActivationFunction):
            raise ArchitectureError(
                f"function is {in_short(self.function)!r} but Activation takes an activation "
                "object such as ReLU(). Names go straight into the list: "
                'Model(layers=[Dense(8), "relu"], inputs=4).'
            )

    @property
    def as_activation(self) -> ActivationFunction:
        """The function."""
        return self.function

    def title(self, name: Callable[[object], str]) -> str:
        """The name of the function: `relu`."""
        return name(self.function)

    def forward(self, x: Array, p: Named, state: LayerState) -> tuple[Array, Cache]:
        """The value of the function."""
        y = self.function.value(x)
        return y, {"x": x, "y": y}

    def input_gradient(self, dy: Array, cache: Cache, p: Named) -> Array:
        """`dx`: the derivative times `dy`."""
        return self.function.backward(dy, cache["x"], cache["y"])

    def trace_steps(self, cache: Cache) -> LayerSteps:
        """Those of the function."""
        return self.function.trace_steps(cache["x"], cache["y"])
