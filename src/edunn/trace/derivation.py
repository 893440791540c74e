"""Derivations: the lines of a step, and where each of its numbers comes from.

A line is `name = expression = result`. The result is the number that training computed; the
expression leads to it, and can be typed into Python.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import final

import numpy as np

from edunn.arrays import Array, Named, Shape
from edunn.messages import Message
from edunn.operations import (
    ALL,
    Operation,
    Origin,
    Place,
    Rowwise,
    Where,
)
from edunn.trace.calculation import Calculation
from edunn.trace.number_format import (
    FEW_ROWS,
    Line,
    NumberFormat,
    cell,
    chosen,
    entry,
    other_rows,
    unshown,
)


@dataclass(frozen=True)
class Derivation(ABC):
    """How the numbers of one array come about."""

    name: str
    """The array."""

    arrays: Named
    """The array itself, and those that go in, by name."""

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of the arrays that go in."""
        return tuple(name for name in self.arrays if name != self.name)

    @abstractmethod
    def lines(self, numbers: NumberFormat) -> Iterator[Line | str]:
        """Lines for the entries worth one, and notes on the others."""

    @abstractmethod
    def line(self, place: Place, numbers: NumberFormat) -> Line:
        """The line of one entry."""

    def intermediate_lines(self, place: Place, numbers: NumberFormat) -> Iterator[Line]:
        """The lines that come before the line of one entry, with what is computed on the way."""
        return iter(())

    def origin(self, place: Place) -> Origin | None:
        """The one entry that a number was taken from, such as a maximum; None if computed."""
        return None

    def sources(self, place: Place) -> dict[str, Where]:
        """For each array that goes in, which of its entries this one is made of.

        By default the same place of arrays of the same shape, and the whole of others.
        """
        shapes = {name: np.shape(q) for name, q in self.arrays.items()}
        same = shapes[self.name]
        return {
            name: place if shapes[name] == same else (ALL,) * len(shapes[name])
            for name in self.inputs
        }


@final
@dataclass(frozen=True)
class Listed(Derivation):
    """Numbers that are only shown: what is given, and what a layer of another kind computes."""

    all_rows: bool = False

    def lines(self, numbers: NumberFormat) -> Iterator[Line | str]:
        """The first row of each array."""
        for name, q in self.arrays.items():
            has_rows = q.ndim > 1 or self.all_rows
            row = q[0] if has_rows else q
            yield numbers.listed(name, row, *([0] if has_rows and len(q) > 1 else []))
            if self.all_rows:
                yield from other_rows(numbers, name, q)

    def line(self, place: Place, numbers: NumberFormat) -> Line:
        """The number itself."""
        line = numbers.line(entry(self.name, place), "", self.arrays[self.name][place])
        return line.about(self.name, place)


@final
@dataclass(frozen=True)
class Derived(Derivation):
    """Numbers that an operation makes of others.

    Example:
        >>> from edunn.operations import Product
        >>> x, W = np.array([[2.0, 3.0]]), np.array([[5.0], [7.0]])
        >>> names = {"x": "x", "W": "W1"}
        >>> arrays = {"x": x, "W1": W, "z1": x @ W}
        >>> product = Derived("z1", arrays, Product("x", "W"), names, "units")
        >>> [str(line) for line in product.lines(NumberFormat())]
        ['z1[0] = 2*5 + 3*7 = 31']
    """

    operation: Operation

    names: Mapping[str, str]
    """The names of the arrays, by their letters in the operation."""

    plural: str
    """What the entries are called together: units, weights."""

    rows: int = 1
    """How many rows are worked out."""

    listed_rows: int = FEW_ROWS
    """Up to which row at least the results are listed."""

    @property
    def q(self) -> Array:
        """The numbers."""
        return self.arrays[self.name]

    @cached_property
    def by_letter(self) -> dict[str, Array]:
        """The arrays, by their letters."""
        names = self.names.items()
        return {letter: self.arrays[name] for letter, name in names if name in self.arrays}

    def lines(self, numbers: NumberFormat) -> Iterator[Line | str]:
        """A line for each entry of the first row, or of a parameter; then the other rows."""
        if not self.operation.has_rows:
            yield from (self.line(place, numbers) for place in chosen(self.q))
            yield from unshown(self.q, self.plural)
            return
        yield from self._steps(numbers)
        inside = (0,) * (self.q.ndim - 2) if isinstance(self.operation, Rowwise) else ()
        for r in range(min(len(self.q), self.rows)):
            places = chosen(self.q[r, *inside])
            yield from (self.line((r, *inside, *place), numbers) for place in places)
        yield from unshown(self.q[0, *inside], self.plural)
        if inside:
            yield Message("trace.more_rows", count=prod(self.q.shape[1:-1]) - 1)
        yield from other_rows(numbers, self.name, self.q, self.rows, self.listed_rows)

    def _steps(self, numbers: NumberFormat) -> Iterator[Line]:
        """How that comes about which the first row's entries are made of."""
        if isinstance(self.operation, Rowwise):
            row = self.operation.row((0,) * self.q.ndim, self.by_letter)
            for name, step in self.operation.steps.items():
                for place in chosen(row[name]):
                    taken, result = step.taken(place, row), row[name][place]
                    yield Calculation(entry(name, place), step, taken, result).line(numbers)

    def line(self, place: Place, numbers: NumberFormat) -> Line:
        """The operation with the numbers in the places of the letters."""
        has_rows = self.operation.has_rows
        name = cell(self.name, self.q, place) if has_rows else entry(self.name, place)
        taken = self.operation.taken(place, self.by_letter)
        line = Calculation(name, self.operation, taken, self.q[place]).line(numbers)
        line = line.about(self.name, place)
        return line._replace(note=line.note or self._note(place))

    def intermediate_lines(self, place: Place, numbers: NumberFormat) -> Iterator[Line]:
        """What is computed on the way to this entry of a row, and what the whole row shares."""
        if not isinstance(self.operation, Rowwise):
            return
        row = self.operation.row(place, self.by_letter)
        for name, step in self.operation.steps.items():
            at = place[-1:] if np.ndim(row[name]) else ()
            taken = step.taken(at, row)
            yield Calculation(entry(name, at), step, taken, row[name][at]).line(numbers)

    def origin(self, place: Place) -> Origin | None:
        """That of the operation, by the names of the arrays."""
        found = self.operation.origin(place, self.by_letter)
        return found and Origin(self.names[found.letter], found.place)

    def _note(self, place: Place) -> str:
        """Which entry the number is, if it was only taken from another array."""
        found = self.origin(place)
        return cell(found.letter, self.arrays[found.letter], found.place) if found else ""

    def sources(self, place: Place) -> dict[str, Where]:
        """Those of the operation, by the names of the arrays."""
        shapes = {letter: q.shape for letter, q in self.by_letter.items()}
        found = self.operation.sources(place, shapes)
        return {self.names[letter]: where for letter, where in found.items()}


@final
@dataclass(frozen=True)
class Chain(Derivation):
    """A single number, and those on the way to it, each in a line of its own."""

    calculations: Sequence[Calculation | str]
    """The last one gives the number."""

    def lines(self, numbers: NumberFormat) -> Iterator[Line | str]:
        """All of them."""
        for step in self.calculations:
            if isinstance(step, str):
                yield step
            else:
                line = step.line(numbers)
                yield line.about(line.name, ()) if line.name in self.arrays else line

    def line(self, place: Place, numbers: NumberFormat) -> Line:
        """The last of the lines."""
        *_, last = (line for line in self.lines(numbers) if isinstance(line, Line))
        return last


@final
@dataclass(frozen=True)
class Concatenated(Derivation):
    """The arrays of all parameters, one after the other, as a single vector.

    Example:
        >>> whole = Concatenated("g", {"g": np.arange(5.0)}, {"dW1": (2, 2), "db1": (1,)})
        >>> whole.sources((3,)), str(whole.line((4,), NumberFormat()))
        ({'dW1': (1, 1)}, 'g[4] = db1[0] = 4')
    """

    shapes: Mapping[str, Shape]
    """The arrays that it consists of, and their shapes."""

    @property
    def inputs(self) -> tuple[str, ...]:
        """The arrays."""
        return tuple(self.shapes)

    def lines(self, numbers: NumberFormat) -> Iterator[Line | str]:
        """The beginning of each vector."""
        for name, q in self.arrays.items():
            yield Line(name, "", numbers.row(q))

    def line(self, place: Place, numbers: NumberFormat) -> Line:
        """Which entry of which array it is."""
        name, where = self._part(place[0])
        result = numbers.number(self.arrays[self.name][place])
        return Line(entry(self.name, place), entry(name, where), result, self.name, place)

    def sources(self, place: Place) -> dict[str, Where]:
        """That entry."""
        return dict([self._part(place[0])])

    def _part(self, number: int) -> tuple[str, Place]:
        for name, shape in self.shapes.items():
            size = prod(shape)
            if number < size:
                return name, tuple(int(k) for k in np.unravel_index(number, shape))
            number -= size
        raise IndexError("there is no such entry")
