"""Derivations: the lines of a step, and where each of its numbers comes from.

A line is `name = expression = result`. The result is the number that training computed; the
expression leads to it, and can be typed into Python.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, final

import numpy as np

from edunn.arrays import Array, Named
from edunn.formulas import ALL, Entrywise, Formula, Operation, Place, Product, RowSum, Where
from edunn.trace.number_format import (
    Line,
    NumberFormat,
    cell,
    chosen,
    entry,
    other_rows,
    unshown,
)


class Derivation(ABC):
    """How the numbers of one array come about."""

    @property
    @abstractmethod
    def inputs(self) -> tuple[str, ...]:
        """The names of the arrays that go in."""

    @abstractmethod
    def lines(self, numbers: NumberFormat) -> Iterator[Line | str]:
        """Lines for the entries worth one, and notes on the others."""

    @abstractmethod
    def line(self, place: Place, numbers: NumberFormat) -> Line:
        """The line of one entry."""

    @abstractmethod
    def sources(self, place: Place) -> dict[str, Where]:
        """For each array that goes in, which of its entries this one is made of."""


@final
@dataclass(frozen=True)
class Listed(Derivation):
    """Numbers that are only shown: what is given, and what a layer of another kind computes."""

    name: str
    arrays: Named
    """What goes in, and what comes out."""

    all_rows: bool = False

    @property
    def inputs(self) -> tuple[str, ...]:
        """All arrays but the result."""
        return tuple(name for name in self.arrays if name != self.name)

    def lines(self, numbers: NumberFormat) -> Iterator[Line | str]:
        """The first row of each array."""
        for name, q in self.arrays.items():
            has_rows = q.ndim > 1 or self.all_rows
            where = f"{name}[0]" if has_rows and len(q) > 1 else name
            yield Line(where, "", numbers.row(q[:1] if has_rows else q))
            if self.all_rows:
                yield from other_rows(numbers, name, q)

    def line(self, place: Place, numbers: NumberFormat) -> Line:
        """The number itself."""
        line = numbers.line(entry(self.name, place), "", self.arrays[self.name][place])
        return line.about(self.name, place)

    def sources(self, place: Place) -> dict[str, Where]:
        """The same place of arrays of the same shape, else the whole array."""
        shape = self.arrays[self.name].shape
        return {
            name: place if self.arrays[name].shape == shape else (ALL,) * self.arrays[name].ndim
            for name in self.inputs
        }


@dataclass(frozen=True)
class Derived(Derivation):
    """Numbers that an operation makes of others.

    Example:
        >>> x, W = np.array([[2.0, 3.0]]), np.array([[5.0], [7.0]])
        >>> named = {"x": "x", "W": "W1"}
        >>> product = Derived("z1", x @ W, Product("x", "W"), {"x": x, "W": W}, named, "units")
        >>> [str(line) for line in product.lines(NumberFormat())]
        ['z1[0] = 2*5 + 3*7 = 31']
    """

    name: str
    q: Array
    operation: Operation
    arrays: Named
    """The arrays around, by letter."""

    names: Mapping[str, str]
    """The names of the arrays, by letter."""

    plural: str
    """What the entries are called together: units, weights."""

    @cached_property
    def letters(self) -> tuple[str, ...]:
        """The letters of the operation that are arrays."""
        return tuple(self.operation.sources((0,) * self.q.ndim, self._shapes))

    @property
    def inputs(self) -> tuple[str, ...]:
        """What the operation takes."""
        return tuple(self.names[letter] for letter in self.letters)

    @property
    def _shapes(self) -> dict[str, tuple[int, ...]]:
        return {letter: array.shape for letter, array in self.arrays.items()}

    def lines(self, numbers: NumberFormat) -> Iterator[Line | str]:
        """A line for each entry of the first row, or of a parameter; then the other rows."""
        if not self.operation.has_rows:
            for place in chosen(self.q):
                yield self.line(place, numbers)
            yield from unshown(self.q, self.plural)
            return
        for place in chosen(self.q[0]):
            yield self.line((0, *place), numbers)
        yield from unshown(self.q[0], self.plural)
        yield from other_rows(numbers, self.name, self.q)

    def line(self, place: Place, numbers: NumberFormat) -> Line:
        """The operation with the numbers in the places of the letters."""
        text = expression(self.operation, self._taken(place), numbers)
        return self._written(place, text, numbers)

    def _written(self, place: Place, text: str, numbers: NumberFormat) -> Line:
        has_rows = self.operation.has_rows
        name = cell(self.name, self.q, place) if has_rows else entry(self.name, place)
        return numbers.line(name, text, self.q[place]).about(self.name, place)

    def sources(self, place: Place) -> dict[str, Where]:
        """Those of the operation, by the names of the arrays."""
        found = self.operation.sources(place, self._shapes)
        return {self.names[letter]: where for letter, where in found.items()}

    def _taken(self, place: Place) -> dict[str, Any]:
        found = self.operation.sources(place, self._shapes)
        taken: dict[str, Any] = {
            letter: self.arrays[letter][where] for letter, where in found.items()
        }
        if isinstance(self.operation, Entrywise):
            for letter, q in self.operation.numbers.items():
                taken[letter] = q[place] if isinstance(q, np.ndarray) else q
        return taken


@final
@dataclass(frozen=True)
class SoftmaxDerived(Derived):
    """The exponentials of a row of logits, their sum, and the shares."""

    def lines(self, numbers: NumberFormat) -> Iterator[Line | str]:
        """First what is divided, and by what."""
        x, e = self.arrays["x"][0], self._exponentials(0)
        for (k,) in chosen(e):
            text = numbers.fill(Formula("exp(x - top)", ""), x=x[k], top=x.max())
            yield numbers.line(f"e[{k}]", text, e[k])
        yield numbers.line("sum", numbers.sum(e), e.sum())
        yield from super().lines(numbers)

    def line(self, place: Place, numbers: NumberFormat) -> Line:
        """The share of one exponential."""
        e = self._exponentials(place[0])
        text = numbers.fill(Formula("e/sum", ""), e=e[place[1]], sum=e.sum())
        return self._written(place, text, numbers)

    def _exponentials(self, row: int) -> Array:
        x = self.arrays["x"][row]
        e: Array = np.exp(x - x.max())
        return e


@final
@dataclass(frozen=True)
class SoftmaxBackwardDerived(Derived):
    """The gradient by each logit of a softmax."""

    def lines(self, numbers: NumberFormat) -> Iterator[Line | str]:
        """First the sum that is subtracted."""
        dy, y = self.arrays["dy"][0], self.arrays["y"][0]
        yield numbers.line("sum", numbers.products(dy, y), (dy * y).sum())
        yield from super().lines(numbers)

    def line(self, place: Place, numbers: NumberFormat) -> Line:
        """The probability times what its derivative exceeds the sum by."""
        dy, y = self.arrays["dy"][place[0]], self.arrays["y"][place[0]]
        k = place[1]
        text = numbers.fill(Formula("y*(dy - sum)", ""), y=y[k], dy=dy[k], sum=(dy * y).sum())
        return self._written(place, text, numbers)


def expression(operation: Operation, taken: Mapping[str, Any], numbers: NumberFormat) -> str:
    """The operation on the numbers `taken`, by letter; empty if no line can hold it."""
    match operation:
        case Product(left, right, bias):
            text = numbers.products(taken[left], taken[right])
            return f"{text} + {numbers.factor(taken[bias])}" if bias else text
        case RowSum(of):
            return numbers.sum(taken[of])
        case Entrywise(rule):
            return numbers.fill(rule, **taken)
    return ""
