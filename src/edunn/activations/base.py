"""An activation bends a straight line: without one, any stack of layers is a single layer.

Each is a value, its derivative, and the reasons, side by side. The contract of the family:

- `value(x)` gives `y`, of the same shape; any finite number is answered without a warning.
- `backward(dy, x, y)` answers "if the loss changes by `dy` for each output, by how much for each
  input?": `dx = dy^T (dy/dx)`, the chain rule. `dq` always means dL/dq and has the shape of `q`.

Most activations look at one number at a time; for those the Jacobian dy/dx is diagonal, its
diagonal is called the derivative, and the chain rule is a plain product. Softmax mixes a whole row.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from edunn.arrays import Array


@dataclass(frozen=True)
class ActivationFunction(ABC):
    """What every activation can do; see the module's docstring for the contract."""

    kinks: ClassVar[tuple[float, ...]] = ()
    """Inputs where the derivative jumps: there the derivative is a convention."""

    @abstractmethod
    def value(self, x: Array) -> Array:
        """The output `y`, of the shape of `x`."""

    @abstractmethod
    def backward(self, dy: Array, x: Array, y: Array) -> Array:
        """`dx`, given `dy` and what `value` met: its input `x` and its output `y`."""


@dataclass(frozen=True)
class Elementwise(ActivationFunction):
    """An activation that looks at one number at a time."""

    @abstractmethod
    def derivative(self, x: Array, y: Array) -> Array:
        """dy/dx at each place, of the shape of `x`."""

    def backward(self, dy: Array, x: Array, y: Array) -> Array:
        """The chain rule for a diagonal Jacobian: `dx = dy * derivative`."""
        return dy * self.derivative(x, y)
