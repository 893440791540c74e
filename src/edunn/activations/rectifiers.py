"""Rectifiers let positive numbers through unchanged; they differ in what they do below 0.

Where nothing is squashed the derivative stays 1, however many layers are stacked: rectifiers made
deep networks trainable. A ReLU unit that is never positive has derivative 0 for every row and never
learns again (a dead unit); its three successors here avoid that.
"""

from dataclasses import dataclass
from math import inf
from typing import ClassVar, final

import numpy as np

from edunn.activations.base import Elementwise
from edunn.arrays import Array
from edunn.formulas import Formula, cases
from edunn.guards import require_within, unbox


@final
@dataclass(frozen=True)
class ReLU(Elementwise):
    """The rectified linear unit: positive numbers pass unchanged, all others become 0.

    Formula:     y = max(x, 0)
    Derivative:  1 if x > 0, else 0 (at 0 it could be anything between; 0 is the custom)
    Shapes:      x, y, derivative: any, all equal
    Source:      Glorot, Bordes and Bengio (2011), "Deep sparse rectifier neural networks"

    Example:
        >>> ReLU().value(np.array([-2.0, 0.0, 3.0]))
        array([0., 0., 3.])
    """

    formula = Formula("max(x, 0)", r"\max(x,\, 0)")
    derivative_formula = Formula("1 if x > 0 else 0", cases("1", "x > 0", "0"))

    initializer: ClassVar[str] = "he_normal"
    kinks: ClassVar[tuple[float, ...]] = (0.0,)
    bounds: ClassVar[tuple[float, float]] = (0.0, inf)

    def value(self, x: Array) -> Array:
        """The larger of `x` and 0."""
        return np.maximum(x, 0.0)

    def derivative(self, x: Array, y: Array) -> Array:
        """The sign of an output that is never negative: 1 where `x` was positive."""
        return np.sign(y)


@final
@dataclass(frozen=True)
class LeakyReLU(Elementwise):
    """The leaky rectifier: negative numbers pass, scaled down, so no unit dies.

    The default is that of the paper and of PyTorch; Keras has 0.2.

    Args:
        slope_below: the slope of the line below 0, from 0 (a ReLU) to 1 (the identity).

    Formula:     y = x if x > 0, else slope_below * x
    Derivative:  1 if x > 0, else slope_below
    Shapes:      x, y, derivative: any, all equal
    Source:      Maas, Hannun and Ng (2013), "Rectifier nonlinearities improve neural network
                 acoustic models"

    Example:
        >>> LeakyReLU(slope_below=0.1).value(np.array([-2.0, 0.0, 3.0]))
        array([-0.2,  0. ,  3. ])
    """

    formula = Formula("max(x, slope_below*x)", r"\max(x,\, \text{slope below} \cdot x)")
    derivative_formula = Formula(
        "1 if x > 0 else slope_below", cases("1", "x > 0", r"\text{slope below}")
    )

    slope_below: float = 0.01
    initializer: ClassVar[str] = "he_normal"
    kinks: ClassVar[tuple[float, ...]] = (0.0,)
    bounds: ClassVar[tuple[float, float]] = (-inf, inf)

    def __post_init__(self) -> None:
        require_within("slope_below", self.slope_below, 0, 1)
        unbox(self)

    def value(self, x: Array) -> Array:
        """A line of slope 1 above 0, and a flatter one below."""
        return np.where(x > 0, x, self.slope_below * x)

    def derivative(self, x: Array, y: Array) -> Array:
        """The slope of the line that `x` is on."""
        return np.where(x > 0, np.ones_like(x), self.slope_below)


@final
@dataclass(frozen=True)
class ELU(Elementwise):
    """The exponential linear unit: below 0 it saturates smoothly at -alpha.

    Outputs may be negative, so their mean is nearer to 0, and the next layer learns faster.

    Args:
        alpha: minus the limit for large negative inputs; only with 1 is there no kink at 0.

    Formula:     y = x if x > 0, else alpha (exp(x) - 1)
    Derivative:  1 if x > 0, else alpha exp(x) = y + alpha
    Shapes:      x, y, derivative: any, all equal
    Source:      Clevert, Unterthiner and Hochreiter (2016), "Fast and accurate deep network
                 learning by exponential linear units (ELUs)"

    Example:
        >>> ELU().value(np.array([-1000.0, -1.0, 0.0, 3.0]))
        array([-1.        , -0.63212056,  0.        ,  3.        ])
    """

    formula = Formula(
        "x if x > 0 else alpha*(exp(x) - 1)",
        cases("x", "x > 0", r"\alpha \, (e^{x} - 1)"),
        "x if x > 0 else alpha*expm1(x)",
    )
    derivative_formula = Formula("1 if x > 0 else y + alpha", cases("1", "x > 0", r"y + \alpha"))

    alpha: float = 1.0
    initializer: ClassVar[str] = "he_normal"
    kinks: ClassVar[tuple[float, ...]] = (0.0,)
    bounds: ClassVar[tuple[float, float]] = (-inf, inf)

    def __post_init__(self) -> None:
        require_within("alpha", self.alpha, 0, inf)
        unbox(self)

    def value(self, x: Array) -> Array:
        """The line above 0, the curve below; `expm1` is exact where `exp(x) - 1` is not: near 0."""
        return np.where(x > 0, x, self.alpha * np.expm1(np.minimum(x, 0.0)))

    def derivative(self, x: Array, y: Array) -> Array:
        """`y + alpha` below 0: the output is all it takes."""
        return np.where(x > 0, np.ones_like(x), y + self.alpha)


@final
@dataclass(frozen=True)
class SELU(Elementwise):
    """The scaled ELU, which keeps mean 0 and variance 1 from layer to layer.

    Its two constants follow from that condition, so they are no settings. Start from LeCunNormal.

    Formula:     y = scale x if x > 0, else scale alpha (exp(x) - 1)
    Derivative:  scale if x > 0, else scale alpha exp(x) = y + scale alpha
    Shapes:      x, y, derivative: any, all equal
    Source:      Klambauer et al. (2017), "Self-normalizing neural networks"

    Example:
        >>> SELU().value(np.array([-1000.0, 0.0, 1.0]))
        array([-1.75809934,  0.        ,  1.05070099])
    """

    formula = Formula(
        "scale*x if x > 0 else scale*alpha*(exp(x) - 1)",
        cases(r"\lambda \, x", "x > 0", r"\lambda \, \alpha \, (e^{x} - 1)"),
        "scale*x if x > 0 else scale*alpha*expm1(x)",
    )
    derivative_formula = Formula(
        "scale if x > 0 else y + scale*alpha", cases(r"\lambda", "x > 0", r"y + \lambda \, \alpha")
    )

    initializer: ClassVar[str] = "lecun_normal"
    alpha: ClassVar[float] = 1.6732632423543772
    scale: ClassVar[float] = 1.0507009873554805
    kinks: ClassVar[tuple[float, ...]] = (0.0,)
    bounds: ClassVar[tuple[float, float]] = (-1.7581, inf)

    def value(self, x: Array) -> Array:
        """The line above 0, the curve below."""
        return self.scale * np.where(x > 0, x, self.alpha * np.expm1(np.minimum(x, 0.0)))

    def derivative(self, x: Array, y: Array) -> Array:
        """`y + scale alpha` below 0: the output is all it takes."""
        return np.where(x > 0, np.full_like(x, self.scale), y + self.scale * self.alpha)
