"""A loss measures how wrong an output is; its gradient says in which direction it is less wrong.

The contract of the family, for outputs `y` and targets `t` of one shape `(..., B, O)`:

- `per_example(y, t)` is the loss of each row, `(..., B)`;
- `gradient(y, t)` is the derivative of each row's loss by that row's outputs, `(..., B, O)`.

Most losses are the mean (some the sum) of what each output costs. They are written as two formulas
for one output, `cost(y, t)` and its `derivative(y, t)`, which the compiled engine compiles as well.

In a population all individuals share the rows, so `y` is `(P, B, O)` while `t` may stay `(B, O)`.

The mean over rows, with or without weights, is taken in one place only: the objective. Textbooks
differ in a half, in sums or means: each class names its choice.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from edunn.arrays import Array
from edunn.formulas import Formula, settings_of
from edunn.guards import require_within, unbox
from edunn.operations import Entrywise, Operation, Sum


@dataclass(frozen=True)
class Loss(ABC):
    """The contract of every loss; see the module's docstring."""

    off: ClassVar[float] = 0.0
    """The target that means "not this class" (the one that means "this class" is 1)."""

    is_for_classes: ClassVar[bool] = False
    """Whether its targets are classes, not measured numbers."""

    is_binary: ClassVar[bool] = False
    """Whether each output by itself is a yes or no, so that there are two classes an output."""

    takes_probabilities: ClassVar[bool] = False
    """Whether it is the logarithm of its outputs, which have to be probabilities."""

    is_of_error: ClassVar[bool] = False
    """Whether it depends on the error y - t alone, so that it means the same from any zero."""

    is_mean: ClassVar[bool] = False
    """Whether a row's loss is the mean over its outputs."""

    cost_formula: ClassVar[Formula | None] = None
    """What one output costs, in terms of `y` and `t`."""

    derivative_formula: ClassVar[Formula | None] = None
    """The derivative of that; of a loss of logits, in terms of the probability `y`."""

    label_smoothing = 0.0
    """The share of the targets that is spread over all classes; a setting of some losses."""

    @abstractmethod
    def per_example(self, y: Array, t: Array) -> Array:
        """The loss of each row, `(..., B)`."""

    @abstractmethod
    def gradient(self, y: Array, t: Array) -> Array:
        """d per_example / d y, of the shape of `y`."""

    def smoothed(self, t: Array) -> Array:
        """The targets after label smoothing, which only some losses have."""
        return t

    @classmethod
    def row_formula(cls, y: str = "y") -> Formula | None:
        """A row's loss in terms of its outputs, which are called `y`, and its targets, if known."""
        return None

    def row_operation(self, y: Array, t: Array, /) -> Operation | None:
        """How a row's loss is made of its `y` and `t`, `(O,)`, for a trace; None if unknown."""
        return None

    def gradient_operation(self, y: Array, t: Array, /) -> Entrywise:
        """How the gradient is made of outputs and targets; here its numbers are only listed."""
        return Entrywise(Formula("core", ""), ("y", "t"), {"core": self.gradient(y, t)})


@dataclass(frozen=True)
class PerOutputLoss(Loss):
    """A loss that is the mean, or the sum, over a row's outputs of what each one costs."""

    is_mean: ClassVar[bool] = True
    """Otherwise it is the sum."""

    @classmethod
    def sign(cls) -> str:
        """The minus that all terms of a sum have, to be written once in front of it."""
        cost = cls.cost_formula
        return "-" if cost and cost.text.startswith("-") and not cls.is_mean else ""

    @classmethod
    def row_formula(cls, y: str = "y") -> Formula | None:
        """A row's loss in terms of its outputs, which are called `y`, and its targets.

        Example:
            >>> from edunn.losses import CrossEntropy, MeanSquaredError
            >>> CrossEntropy.row_formula("p").text, MeanSquaredError.row_formula().text
            ('-sum_o t_o*log(p_o)', 'mean_o (y_o - t_o)^2')
        """
        if cls.cost_formula is None:
            return None
        cost, sign = cls.cost_formula.renamed({"y": f"{y}_o", "t": "t_o"}), cls.sign()
        text, latex = ("mean_o", r"\frac{1}{O} \sum_{o}") if cls.is_mean else ("sum_o", r"\sum_{o}")
        return Formula(
            f"{sign}{text} {cost.text[len(sign) :]}", f"{sign}{latex} {cost.latex[len(sign) :]}"
        )

    def row_operation(self, y: Array, t: Array, /) -> Operation | None:
        """The mean or sum of the costs."""
        cost, sign = self.cost_formula, self.sign()
        if cost is None:
            return None
        settings = settings_of(self, cost)
        term = Formula(cost.text[len(sign) :], "", cost.stable[len(sign) :])
        return Sum(term, ("y", "t"), self.cost, settings, sign, self.is_mean)

    def gradient_operation(self, y: Array, t: Array, /) -> Entrywise:
        """The derivative, divided by the number of outputs if the loss is their mean."""
        if self.derivative_formula is None:
            return super().gradient_operation(y, t)
        share = f"/{outputs(t)}" if self.is_mean and outputs(t) > 1 else ""
        settings = settings_of(self, self.derivative_formula)
        return Entrywise(self.derivative_formula.times(share), ("y", "t"), settings)

    @abstractmethod
    def cost(self, y: Array, t: Array, /) -> Array:
        """What each output costs, of the shape of `y`."""

    @abstractmethod
    def derivative(self, y: Array, t: Array, /) -> Array:
        """d cost / d y of each output, of the shape of `y`."""

    def per_example(self, y: Array, t: Array) -> Array:
        """The mean or sum of the costs, `(..., B)`."""
        costs = self.cost(y, self.smoothed(t) if self.label_smoothing else t)
        return row_mean(costs) if self.is_mean else row_sum(costs)

    def gradient(self, y: Array, t: Array) -> Array:
        """The derivative of the mean or sum by each output, `(..., B, O)`."""
        dy = self.derivative(y, self.smoothed(t) if self.label_smoothing else t)
        return dy / outputs(y) if self.is_mean else dy


@dataclass(frozen=True)
class CrossEntropyLoss(PerOutputLoss):
    """What all cross-entropies share: label smoothing.

    A share of each target's certainty is spread evenly over all classes. Targets that are never
    quite 1 keep a network from growing its logits without bound.

    Source: Szegedy et al. (2016), "Rethinking the Inception architecture", section 7

    Example:
        >>> from edunn.losses import CrossEntropy
        >>> CrossEntropy(label_smoothing=0.5).smoothed(np.array([1.0, 0.0]))
        array([0.75, 0.25])
    """

    label_smoothing: float = 0.0
    is_for_classes: ClassVar[bool] = True
    takes_probabilities: ClassVar[bool] = True

    def __post_init__(self) -> None:
        require_within("label_smoothing", self.label_smoothing, 0, 1)
        unbox(self)

    def smoothed(self, t: Array) -> Array:
        """`(1 - label_smoothing) t + label_smoothing / classes`."""
        share, classes = self.label_smoothing, 2 if self.is_binary else outputs(t)
        return (1.0 - share) * t + share / classes if share else t


def row_sum(q: Array) -> Array:
    """Add up each row: `(..., B, O) -> (..., B)`; on short rows quicker than `q.sum(axis=-1)`."""
    total: Array = np.add.reduce(q, axis=-1)
    return total


def row_mean(q: Array) -> Array:
    """The mean of each row: `(..., B, O) -> (..., B)`; on short rows quicker than `q.mean`."""
    return row_sum(q) / outputs(q)


def outputs(q: Array) -> int:
    """The number of outputs of a row: `O`."""
    width: int = q.shape[-1]
    return width
