"""Softmax: the one activation that works on a whole row."""

from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np

from edunn.activations.base import ActivationFunction
from edunn.arrays import Array, Named
from edunn.formulas import Formula
from edunn.operations import Entrywise, LayerStep, LayerSteps, Rowwise, Sum


@final
@dataclass(frozen=True)
class Softmax(ActivationFunction):
    """Softmax: turns a row of logits into probabilities, all positive, with sum 1.

    Only differences between logits count, so the largest is subtracted first: `exp` then never
    overflows.

    Formula:     y_i = exp(x_i) / sum_j exp(x_j)
    Gradient:    dx_i = y_i (dy_i - sum_j dy_j y_j), since dy_j/dx_i = y_j ([i = j] - y_i)
    Shapes:      x, y: (..., C); each row along the last axis is one distribution
    Source:      Bridle (1990), "Probabilistic interpretation of feedforward classification network
                 outputs"; Goodfellow et al. (2016), Deep Learning, section 6.2.2.3

    Example:
        >>> Softmax().value(np.array([1000.0, 1000.0]))
        array([0.5, 0.5])
    """

    formula = Formula("exp(x) / (sum of exp(x))", r"\frac{e^{x}}{\sum e^{x}}")
    backward_formula = Formula(
        "y * (dy - sum of dy * y)", r"y \odot \left( dy - \sum dy \odot y \right)"
    )

    is_distribution: ClassVar[bool] = True
    bounds: ClassVar[tuple[float, float]] = (0.0, 1.0)

    def value(self, x: Array) -> Array:
        """Probabilities along the last axis."""
        e: Array = np.exp(x - x.max(axis=-1, keepdims=True))
        total: Array = e.sum(axis=-1, keepdims=True)
        return e / total

    def backward(self, dy: Array, x: Array, y: Array) -> Array:
        """The Jacobian-vector product, without building the (C, C) Jacobian."""
        mean: Array = (dy * y).sum(axis=-1, keepdims=True)
        return y * (dy - mean)

    def trace_steps(self, x: Array, y: Array) -> LayerSteps:
        """Both formulas take a whole row, and begin with a sum over it."""
        value = Rowwise(
            self.formula,
            ("x",),
            entry=Formula("e/sum", ""),
            parts=_parts_of_value,
            steps={"e": Entrywise(Formula("exp(x - top)", ""), ("x", "top")), "sum": Sum.of("e")},
        )
        backward = Rowwise(
            self.backward_formula,
            ("dy", "y"),
            entry=Formula("y*(dy - sum)", ""),
            parts=lambda dy, y: {"sum": (dy * y).sum()},
            steps={"sum": Sum(Formula("dy*y", ""), ("dy", "y"), np.multiply)},
        )
        return {
            "y": LayerStep("softmax", value),
            "dx": LayerStep("softmax_backward", backward),
        }


softmax = Softmax()
"""For layers that are made of it, such as attention."""


def _parts_of_value(x: Array) -> Named:
    """What the probabilities of one row are made of, as in `value`."""
    top = x.max()
    e = np.exp(x - top)
    return {"top": np.full_like(x, top), "e": e, "sum": e.sum()}
