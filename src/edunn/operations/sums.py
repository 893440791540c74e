"""Sums: of products, as in a dense or a convolutional layer, and of any other terms."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, final

import numpy as np

from edunn.arrays import Array, Named, Shape
from edunn.formulas import Formula, symbol
from edunn.operations.base import (
    ALL,
    Operation,
    Origin,
    Place,
    Places,
    Where,
    only_entry,
    shapes_of,
)


@final
@dataclass(frozen=True)
class Product(Operation):
    """A matrix product; one entry is a row of the left times a column of the right, and a bias.

    The factors may have further axes in front, such as time steps. Those that the result has not
    are added up: `dW` = x^T dy is a sum over rows, of sequences one over rows and times.

    Example:
        >>> Product("x", "W", bias="b").formula.text
        'x W + b'
        >>> Product("x", "dy", transposed="x").formula.text
        'x^T dy'
        >>> shapes = {"x": (9, 5, 3), "dy": (9, 5, 2)}
        >>> Product("x", "dy", transposed="x").sources((2, 1), shapes)["x"]
        (slice(None, None, None), slice(None, None, None), 2)
    """

    left: str
    right: str
    bias: str = ""
    transposed: str = ""
    """Which of the two is transposed."""

    is_of_rows: bool = False
    """Whether each row has a left^T right of its own, as in attention, instead of one for all."""

    @property
    def formula(self) -> Formula:
        """Both factors side by side, as in a textbook."""
        text = " ".join(q + "^T" * (q == self.transposed) for q in (self.left, self.right))
        latex = r" \, ".join(
            symbol(q) + r"^{\top}" * (q == self.transposed) for q in (self.left, self.right)
        )
        bias = f" + {self.bias}" if self.bias else ""
        return Formula(text + bias, latex + (f" + {symbol(self.bias)}" if self.bias else ""))

    @property
    def has_rows(self) -> bool:
        """Not in `x^T dy`, which adds them up."""
        return self.transposed != self.left or self.is_of_rows

    def sources(self, place: Place, shapes: Mapping[str, Shape]) -> dict[str, Where]:
        """A row and a column, each the other way round where it is transposed."""
        *front, i, j = place
        is_turned = self.transposed == self.left
        left = _line(len(shapes[self.left]), front, i, is_column=is_turned)
        right = _line(len(shapes[self.right]), front, j, is_column=self.transposed != self.right)
        found = {self.left: left, self.right: right}
        return found | ({self.bias: (j,)} if self.bias else {})

    @property
    def as_sum(self) -> "Sum":
        """The same as a sum of products."""
        term = Formula(f"{self.left}*{self.right}", "")
        return Sum(term, (self.left, self.right), np.multiply, bias=self.bias)


def _line(axes: int, front: Sequence[int], at: int, is_column: bool) -> Where:
    """A row or a column of a matrix; of several, in the matrix that belongs to the result's place.

    Axes in front that the result has not are taken whole.
    """
    before = tuple(front) if axes > 2 else ()
    if is_column:
        return (*before, *[ALL] * (axes - len(before) - 1), at)
    return (*before, at, ALL)


@final
@dataclass(frozen=True)
class Sum(Operation):
    """The sum of a formula: over rows, over places, over a row's outputs, or over weights.

    Without `places` the terms are those along all axes but the result's own, which are the last.

    Example:
        >>> Sum.of("dy").formula.text
        'sum of dy over rows'
        >>> Sum.of("dy", over="rows and places").sources((3,), {"dy": (9, 5, 5, 4)})["dy"]
        (slice(None, None, None), slice(None, None, None), slice(None, None, None), 3)
    """

    term: Formula
    letters: Sequence[str]
    terms: Callable[..., Array] = np.positive
    """Computes the terms from the arrays, then from those `numbers` that are arrays."""

    numbers: Mapping[str, float | Array] = field(default_factory=dict)
    """Letters of the formula that are no arrays of the trace."""

    sign: str = ""
    """A minus in front of the sum, that all terms share."""

    is_mean: bool = False
    """Whether it is divided by the number of terms."""

    bias: str = ""
    """What is added to the sum; its place is the last one of the result's."""

    over: str = "rows"
    """Over what it is a sum, in words."""

    places: Places | None = None
    """Finds the numbers of the terms, with as many for every letter, in the same order."""

    rule: Formula | None = None
    """The right side, where it is not the sum in words."""

    is_of_rows: bool = False
    """Whether each row has a sum of its own."""

    @classmethod
    def of(cls, letter: str, over: str = "rows", places: Places | None = None) -> "Sum":
        """The sum of an array's entries."""
        return cls(Formula(letter, symbol(letter)), (letter,), over=over, places=places)

    @property
    def formula(self) -> Formula:
        """The sum, in words."""
        if self.rule is not None:
            return self.rule
        word = "mean" if self.is_mean else "sum"
        symbols = r"\operatorname{mean}" if self.is_mean else r"\sum"
        latex = rf"{symbols}_{{\text{{{self.over}}}}} {self.term.latex}"
        return Formula(f"{word} of {self.term.text} over {self.over}", latex)

    @property
    def in_stable_form(self) -> "Sum":
        """The sum of the terms in their stable form."""
        return replace(self, term=self.term.in_stable_form)

    @property
    def has_rows(self) -> bool:
        """They are added up, unless each has a sum of its own."""
        return self.is_of_rows

    @property
    def arrays(self) -> dict[str, Array]:
        """Its numbers that are arrays."""
        return {name: q for name, q in self.numbers.items() if isinstance(q, np.ndarray)}

    def sources(self, place: Place, shapes: Mapping[str, Shape]) -> dict[str, Where]:
        """All along the axes that the result has not; or those at `places`."""
        found = self._where(place, shapes)
        return {letter: at for letter, at in found.items() if letter not in self.numbers}

    def taken(self, place: Place, arrays: Named) -> dict[str, Any]:
        """Those of the arrays, and of the numbers that are arrays."""
        every = {**arrays, **self.arrays}
        where = self._where(place, shapes_of(every))
        return {letter: every[letter][at] for letter, at in where.items()}

    def origin(self, place: Place, arrays: Named) -> Origin | None:
        """The one number of a sum over `places` that has no other, and changes nothing in it."""
        if self.places is None or self.bias or self.term.text not in self.letters:
            return None
        (letter,) = self.letters
        where = self.sources(place, shapes_of(arrays))[letter]
        return only_entry(letter, where) if np.size(arrays[letter][where]) == 1 else None

    def _where(self, place: Place, shapes: Mapping[str, Shape]) -> dict[str, Where]:
        found: dict[str, Where]
        if self.places is not None:
            found = dict(self.places(place, shapes))
        else:
            axes = {q: len(shapes[q]) - len(place) for q in (*self.letters, *self.arrays)}
            found = {letter: (*[ALL] * more, *place) for letter, more in axes.items()}
        return found | ({self.bias: place[-1:]} if self.bias else {})


@final
@dataclass(frozen=True)
class Added(Operation):
    """Several operations in one line, added up.

    Example:
        >>> Added((Product("x", "W"), Product("before", "U", bias="b"))).formula.text
        'x W + before U + b'
    """

    parts: Sequence[Operation]

    @property
    def formula(self) -> Formula:
        """One after the other."""
        formulas = [part.formula for part in self.parts]
        return Formula(" + ".join(q.text for q in formulas), " + ".join(q.latex for q in formulas))

    @property
    def has_rows(self) -> bool:
        """As the parts have."""
        return self.parts[0].has_rows

    def sources(self, place: Place, shapes: Mapping[str, Shape]) -> dict[str, Where]:
        """Those of all parts; of a letter that is in two of them, those of the first."""
        found: dict[str, Where] = {}
        for part in reversed(self.parts):
            found |= part.sources(place, shapes)
        return found

    def taken(self, place: Place, arrays: Named) -> dict[str, Any]:
        """What each part takes, by its number, as a letter may be in two of them."""
        return {str(k): part.taken(place, arrays) for k, part in enumerate(self.parts)}
