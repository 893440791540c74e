"""Operations: how each entry of an array is made of entries of others, all of them by letter.

With them a layer describes how its output and its gradients come about. A trace then writes the
numbers into the formula, and finds for any number those that it is made of.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias, final

import numpy as np

from edunn.arrays import Array, Named, Shape
from edunn.formulas import Formula, symbol

Kind: TypeAlias = Literal[
    "example",
    "scaling",
    "weighted_sum",
    "activation",
    "softmax",
    "dropout",
    "no_dropout",
    "layer",
    "loss",
    "loss_gradient",
    "weight_gradient",
    "bias_gradient",
    "penalty_gradient",
    "weighted_sum_backward",
    "chain_rule",
    "softmax_backward",
    "dropout_backward",
    "scaling_backward",
    "layer_backward",
    "gradient",
    "update",
    "result",
]
"""What a step of a training step does."""

Place: TypeAlias = tuple[int, ...]
Where: TypeAlias = tuple[int | slice, ...]
ALL = slice(None)


@dataclass(frozen=True)
class Operation(ABC):
    """How every entry of an array is made of entries of others, all of them letters of a layer."""

    @property
    @abstractmethod
    def formula(self) -> Formula:
        """The right side of the equation."""

    @property
    def in_stable_form(self) -> "Operation":
        """The same with the stable form of its formula."""
        return self

    @property
    def has_rows(self) -> bool:
        """Whether the result has a row for each row of the mini-batch."""
        return True

    @property
    def settings(self) -> dict[str, float]:
        """The numbers in the formula that are the same for every entry."""
        return {}

    @abstractmethod
    def sources(self, place: Place, shapes: Mapping[str, Shape]) -> dict[str, Where]:
        """For each letter, which of its entries the entry at `place` is made of."""

    def taken(self, place: Place, arrays: Named) -> dict[str, Any]:
        """The numbers that the entry at `place` is made of, by letter."""
        shapes = {letter: q.shape for letter, q in arrays.items()}
        return {letter: arrays[letter][at] for letter, at in self.sources(place, shapes).items()}


@final
@dataclass(frozen=True)
class Product(Operation):
    """A matrix product; one entry is a row of the left times a column of the right, and a bias.

    Example:
        >>> Product("x", "W", bias="b").formula.text
        'x W + b'
        >>> Product("x", "dy", transposed="x").formula.text
        'x^T dy'
    """

    left: str
    right: str
    bias: str = ""
    transposed: str = ""
    """Which of the two is transposed."""

    @property
    def formula(self) -> Formula:
        """Both factors side by side, as in a textbook."""
        text = " ".join(q + "^T" * (q == self.transposed) for q in (self.left, self.right))
        latex = r" \, ".join(
            symbol(q) + r"^{\top}" * (q == self.transposed) for q in (self.left, self.right)
        )
        bias = f" + {self.bias}" if self.bias else ""
        return Formula(text + bias, latex + bias)

    @property
    def has_rows(self) -> bool:
        """Not in `x^T dy`, which adds them up."""
        return self.transposed != self.left

    def sources(self, place: Place, shapes: Mapping[str, Shape]) -> dict[str, Where]:
        """A row and a column, each the other way round where it is transposed."""
        i, j = place
        found: dict[str, Where] = {
            self.left: (ALL, i) if self.transposed == self.left else (i, ALL),
            self.right: (j, ALL) if self.transposed == self.right else (ALL, j),
        }
        return found | ({self.bias: (j,)} if self.bias else {})


@final
@dataclass(frozen=True)
class Sum(Operation):
    """The sum of a formula along the first axis: over rows, a row's outputs, or weights.

    Example:
        >>> Sum.of("dy").formula.text
        'sum of dy over rows'
    """

    term: Formula
    letters: Sequence[str]
    terms: Callable[..., Array] = np.positive
    """Computes the terms from the arrays."""

    numbers: Mapping[str, float] = field(default_factory=dict)
    """Letters of the formula that are settings."""

    sign: str = ""
    """A minus in front of the sum, that all terms share."""

    divisor: int | None = None
    """How many the sum is divided by, if it is a mean."""

    @classmethod
    def of(cls, letter: str) -> "Sum":
        """The sum of an array's entries."""
        return cls(Formula(letter, symbol(letter)), (letter,))

    @property
    def formula(self) -> Formula:
        """The sum, in words."""
        latex = rf"\sum_{{\text{{rows}}}} {self.term.latex}"
        return Formula(f"sum of {self.term.text} over rows", latex)

    @property
    def in_stable_form(self) -> "Sum":
        """The sum of the terms in their stable form."""
        return replace(self, term=self.term.in_stable_form)

    @property
    def has_rows(self) -> bool:
        """They are added up."""
        return False

    def sources(self, place: Place, shapes: Mapping[str, Shape]) -> dict[str, Where]:
        """One column of all."""
        return dict.fromkeys(self.letters, (ALL, *place))


@final
@dataclass(frozen=True)
class Entrywise(Operation):
    """The same formula for every entry.

    Example:
        >>> each = Entrywise(Formula("(x - shift)/scale", ""), ("x", "shift", "scale"))
        >>> each.sources((3, 1), {"x": (9, 2), "shift": (2,), "scale": (2,)})
        {'x': (3, 1), 'shift': (1,), 'scale': (1,)}
    """

    rule: Formula
    letters: Sequence[str]
    """The arrays that an entry depends on."""

    numbers: Mapping[str, float | Array] = field(default_factory=dict)
    """Letters of the formula that are no arrays of the trace: settings, or a derivative found."""

    is_of_parameters: bool = False

    @property
    def in_stable_form(self) -> "Entrywise":
        """The stable form of the rule."""
        return replace(self, rule=self.rule.in_stable_form)

    @property
    def has_rows(self) -> bool:
        """Not where the arrays are parameters."""
        return not self.is_of_parameters

    @property
    def settings(self) -> dict[str, float]:
        """Its numbers, but for a derivative."""
        return {name: float(q) for name, q in self.numbers.items() if not np.ndim(q)}

    @property
    def formula(self) -> Formula:
        """The rule."""
        return self.rule

    def sources(self, place: Place, shapes: Mapping[str, Shape]) -> dict[str, Where]:
        """The same place of all; of a vector, the column."""
        return {letter: place[-len(shapes[letter]) :] for letter in self.letters}

    def taken(self, place: Place, arrays: Named) -> dict[str, Any]:
        """Those of the arrays, and the other numbers."""
        others = {
            name: q[place] if isinstance(q, np.ndarray) else q for name, q in self.numbers.items()
        }
        return super().taken(place, arrays) | others


@final
@dataclass(frozen=True)
class Rowwise(Operation):
    """A formula in which all entries of a row take part, such as a softmax."""

    rule: Formula
    letters: Sequence[str]

    entry: Formula
    """One entry, in terms of the letters and of what is computed on the way."""

    parts: Callable[..., Named]
    """Computes that, by name, from a row of each array."""

    steps: Mapping[str, Operation]
    """How each of it that deserves a line comes about."""

    @property
    def formula(self) -> Formula:
        """The rule."""
        return self.rule

    def sources(self, place: Place, shapes: Mapping[str, Shape]) -> dict[str, Where]:
        """The whole row of all."""
        return dict.fromkeys(self.letters, (place[0], ALL))

    def row(self, number: int, arrays: Named) -> dict[str, Array]:
        """A row of each array, and what is computed from them."""
        rows = [arrays[letter][number] for letter in self.letters]
        return dict(zip(self.letters, rows, strict=True)) | dict(self.parts(*rows))

    def taken(self, place: Place, arrays: Named) -> dict[str, Any]:
        """The entries at this place of the row, and what the whole row shares."""
        row, column = place
        return {name: q[column] if q.ndim else q for name, q in self.row(row, arrays).items()}


@final
@dataclass(frozen=True)
class LayerStep:
    """How one array of a layer comes about: its output, a gradient, or the input's gradient."""

    kind: Kind
    operation: Operation
    rules: Sequence[Formula] = ()
    """More equations, in the layer's letters."""


LayerSteps: TypeAlias = Mapping[str, LayerStep]
"""By letter: `y`, `dW`, `dx`."""
