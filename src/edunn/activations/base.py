"""An activation bends a straight line: without one, any stack of layers is a single layer.

Each is a value, its derivative, and the reasons, side by side. The contract of the family:

- `value(x)` gives `y`, of the same shape, without a warning for any finite number.
- `backward(dy, x, y)` is the chain rule (a vector-Jacobian product): `dx = dy^T (dy/dx)`, how the
  loss changes with each input. `dq` always means dL/dq and has the shape of `q`.

Most activations work on one number at a time; for those the Jacobian dy/dx is diagonal, its
diagonal is the derivative, and the chain rule is a plain product. Softmax mixes a whole row.

What is written for an array here, the compiled engine compiles for one number: `edunn.fused` holds
no formula of an element-wise activation.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from edunn.arrays import Array
from edunn.formulas import Formula, call, settings_of
from edunn.operations import Entrywise, LayerStep, LayerSteps

DERIVATIVE = r"\frac{\partial y}{\partial x}"
CHAIN_RULE = Formula("dy*derivative", rf"dy \odot {DERIVATIVE}")


@dataclass(frozen=True)
class ActivationFunction(ABC):
    """The contract of every activation; see the module's docstring."""

    kinks: ClassVar[tuple[float, ...]] = ()
    """Inputs where the derivative jumps: there the derivative is a convention."""

    initializer: ClassVar[str] = "glorot_uniform"
    """The default initializer of the weights in front of it, by its name in the catalogue."""

    is_probability: ClassVar[bool] = False
    """Whether each output by itself is the probability of a class, from 0 to 1."""

    is_distribution: ClassVar[bool] = False
    """Whether each row of outputs is a distribution over classes: positive, with sum 1."""

    bounds: ClassVar[tuple[float, float] | None] = None
    """No output lies below the first or above the second; None if that is not known."""

    is_linear: ClassVar[bool] = False
    """Whether it bends nothing."""

    compiled_excess: ClassVar[float] = 0.0
    """Nanoseconds that a population loses for each number in the compiled engine (measured)."""

    @abstractmethod
    def value(self, x: Array) -> Array:
        """The output `y`, of the shape of `x`."""

    @abstractmethod
    def backward(self, dy: Array, x: Array, y: Array) -> Array:
        """`dx`, given `dy`, the input `x`, and the output `y = value(x)`."""

    def trace_steps(self, x: Array, y: Array) -> LayerSteps:
        """How `y` and `dx` come about, by letter; a trace only lists what is left out."""
        return {}


@dataclass(frozen=True)
class Elementwise(ActivationFunction):
    """An activation that works on one number at a time."""

    formula: ClassVar[Formula | None] = None
    """`y` in terms of `x`; a trace prints it with the names of arrays, and with their numbers."""

    derivative_formula: ClassVar[Formula | None] = None
    """dy/dx in terms of `x` and `y`."""

    @abstractmethod
    def derivative(self, x: Array, y: Array) -> Array:
        """dy/dx at each place, of the shape of `x`."""

    def backward(self, dy: Array, x: Array, y: Array) -> Array:
        """The chain rule for a diagonal Jacobian: `dx = dy * derivative`."""
        return dy * self.derivative(x, y)

    def trace_steps(self, x: Array, y: Array) -> LayerSteps:
        """The formula, number by number, and the chain rule."""
        formula = self.formula or call(type(self).__name__.lower(), "x")
        value = Entrywise(formula, ("x",), settings_of(self, formula))
        factor = {"derivative": self.derivative(x, y)}
        derivative = self.derivative_formula
        return {
            "y": LayerStep("activation", value),
            "dx": LayerStep(
                "chain_rule",
                Entrywise(CHAIN_RULE, ("dy", "x", "y"), factor),
                [] if derivative is None else [derivative.equal_to("derivative", DERIVATIVE)],
            ),
        }
