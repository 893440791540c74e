"""How numbers are written: rounded alike everywhere, in lines and in sums that stay readable.

A line is `name = expression = result`, and the expression typed into Python gives the result. A sum
that would be too long is shortened: its largest terms stand in full, the others as
`[780 more terms: 0.213]`, with what they add up to. So is a maximum of many numbers, the rest of
them as `[96 more numbers, the largest: 0.2]`. Of an image or a sequence that is only listed, the
numbers around the largest are shown, under the name that NumPy has for them: `x[13,10:18,0]`.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import isclose
from textwrap import wrap
from typing import Any, NamedTuple, final

import numpy as np

from edunn.arrays import Array
from edunn.formulas import Formula
from edunn.messages import Message
from edunn.operations import Place
from edunn.trace.typed import calculated
from edunn.trace.typeset import equation

MOST_TERMS = 12
"""A sum with more terms than this is shortened."""

MOST_ENTRIES = 16
"""Of an array with more entries than this, a few are worked out."""

FEW_TERMS, FEW_ENTRIES, FEW_ROWS, FEW_NUMBERS = 4, 6, 4, 8
"""How many stand in full where something is shortened."""


ROUNDING = 1e-12
"""What a float64 computation may lose, relative to its result."""


FLOAT32 = 7
"""The digits of a float32."""


class Line(NamedTuple):
    """`name = expression = result`."""

    name: str
    expression: str
    result: str
    array: str = ""
    place: Place = ()
    """The entry that it is about, if it is one of an array of the trace."""

    note: str = ""
    """What Python takes for a comment: where a number comes from that is not computed."""

    def about(self, array: str, place: Place) -> "Line":
        """The same, about this entry."""
        return self._replace(array=array, place=place)

    def __str__(self) -> str:
        return " = ".join(filter(None, self[:3])) + self.comment

    @property
    def latex(self) -> str:
        """The same as a textbook would set it."""
        return equation(*self[:3], self.note)

    @property
    def comment(self) -> str:
        """The note as it is printed."""
        return f"  # {self.note}" if self.note else ""


@final
@dataclass(frozen=True)
class NumberFormat:
    """How numbers are written.

    Args:
        digits: significant digits of every number; the computer keeps all of them.
        width: where lines are broken.
        keeps_units: whether a number below ten million has all digits before the point.

    Example:
        >>> line = Formula("x*w + b", "")
        >>> NumberFormat(digits=3).fill(line, x=5.1, w=-0.2468, b=0)
        '5.1*(-0.247) + 0'
    """

    digits: int = 4
    width: int = 100
    keeps_units: bool = True

    def number(self, value: Any) -> str:
        """A number with so many digits, and an exponent only where it would be very long."""
        value = float(value)
        if self.keeps_units and 10.0**self.digits <= abs(value) < 1e7:
            return f"{value:.0f}"
        return f"{value + 0.0:.{self.digits}g}"  # + 0.0 turns -0 into 0

    def with_digits(self, digits: int) -> "NumberFormat":
        """The same with another number of digits."""
        return NumberFormat(digits, self.width)

    def of_rounded(self) -> "Iterator[NumberFormat]":
        """This format, then those for a number that is off in its last digits, as in float32."""
        yield self
        for digits in (*range(self.digits + 1, FLOAT32), *range(self.digits, 0, -1)):
            yield NumberFormat(digits, self.width, keeps_units=False)

    @property
    def finer(self) -> "NumberFormat":
        """Two digits more, for what hardly changes."""
        return self.with_digits(self.digits + 2)

    def factor(self, value: Any) -> str:
        """A number inside an expression: with parentheses if it has a sign."""
        text = self.number(value)
        return f"({text})" if text.startswith("-") else text

    def fill(self, formula: Formula, **numbers: Any) -> str:
        """A formula with the numbers in the places of its letters."""
        return formula.filled({name: self.factor(value) for name, value in numbers.items()})

    def line(self, name: str, expression: str, result: Any) -> Line:
        """A line; an expression that is the result already is left out."""
        text, expression = self.number(result), _tidied(expression)
        return Line(name, "" if expression == text else expression, text)

    def gives(self, line: Line) -> bool:
        """Whether the expression of a line, typed into Python, gives its result, so rounded.

        The last digits of a number written in full depend on the order of the operations.
        """
        typed, result = calculated(line.expression or line.result), float(line.result)
        if typed is None:
            return False
        return self.number(typed) == line.result or isclose(typed, result, rel_tol=ROUNDING)

    def total(self, terms: Array, write: Callable[[int], str]) -> str:
        """A sum of `terms`, `(n,)`, each as `write` writes it; a long one is shortened."""
        if len(terms) <= MOST_TERMS:
            return " + ".join(write(k) for k in range(len(terms))) or "0"
        shown = largest(terms, FEW_TERMS)
        rest = np.delete(terms.astype(np.float64), shown).sum()
        more = f"[{len(terms) - len(shown):,} more terms: {self.number(rest)}]"
        return " + ".join([*(write(k) for k in shown), more])

    def largest(self, q: Array) -> str:
        """The largest of some numbers, `(n,)`, where there are many with the rest in brackets.

        Example:
            >>> NumberFormat().largest(np.array([1.0, 3.0, -2.0]))
            'max(1, 3, -2)'
        """
        if len(q) <= MOST_TERMS:
            shown = list(map(self.number, q))
        else:
            most = sorted(int(k) for k in np.argsort(-q, kind="stable")[:FEW_TERMS])
            rest = np.delete(q, most).max()
            more = f"[{len(q) - len(most):,} more numbers, the largest: {self.number(rest)}]"
            shown = [*map(self.number, q[most]), more]
        return f"max({', '.join(shown)})" if len(shown) > 1 else "".join(shown)

    def row(self, numbers: Array) -> str:
        """A row of numbers in brackets; the end of a long one is only counted."""
        flat = numbers.ravel()
        shown = flat[:FEW_NUMBERS]
        more = f", ... {flat.size - shown.size:,} more" if flat.size > shown.size else ""
        text = ", ".join(map(self.number, shown)) + more
        return text if flat.size == 1 else f"[{text}]"

    def listed(self, name: str, q: Array, *front: int) -> Line:
        """The numbers of a row, `front` its place; of an image those around the largest.

        Example:
            >>> print(NumberFormat().listed("x", np.eye(20)[:, :, np.newaxis], 3))
            x[3,0,0:8,0] = [1, 0, 0, 0, 0, 0, 0, 0]
        """
        if q.ndim < 2 or q.size <= FEW_NUMBERS:
            return Line(entry(name, front), "", self.row(q))
        place = largest(q.ravel(), 1)[0] if q.size else 0
        at = [int(k) for k in np.unravel_index(place, q.shape)]
        axis = q.ndim - (1 if q.ndim == 2 else 2)  # along the columns of an image
        first = max(0, min(at[axis] - FEW_NUMBERS // 2, q.shape[axis] - FEW_NUMBERS))
        last = min(first + FEW_NUMBERS, q.shape[axis])
        before, after = at[:axis], at[axis + 1 :]
        shown = entry(name, [*front, *before, f"{first}:{last}", *after])
        line = np.moveaxis(q, axis, -1)[(*before, *after)]
        return Line(shown, "", self.row(line[first:last]))


def largest(values: Array, most: int) -> list[int]:
    """The places of the largest sizes in a flat array, in their order.

    Example:
        >>> largest(np.array([0.1, -3.0, 0.0, 2.0]), 2)
        [1, 3]
    """
    order = np.argsort(-np.abs(values), kind="stable")
    return sorted(int(k) for k in order[:most])


def chosen(q: Array, most: int = MOST_ENTRIES) -> list[Place]:
    """The places worth a line: all of a small array, the largest few of a large one."""
    flat = largest(q.ravel(), q.size if q.size <= most else FEW_ENTRIES)
    return [tuple(int(k) for k in np.unravel_index(place, q.shape)) for place in flat]


def unshown(q: Array, what: str, most: int = MOST_ENTRIES, **names: str) -> Iterator[str]:
    """How many entries have no line; `what` is the end of the message's code."""
    if q.size > most:
        yield Message(f"trace.more_{what}", count=q.size - FEW_ENTRIES, **names)


def entry(name: str, place: Sequence[int | str]) -> str:
    """The name of one number: `W1[0,1]`; a number alone needs no place."""
    return f"{name}[{','.join(map(str, place))}]" if place else name


def cell(name: str, q: Array, place: Sequence[int]) -> str:
    """The name of an entry of `q`, `(B, O)`; where there is one row, the row needs no index."""
    return entry(name, place[1:] if len(q) == 1 else place)


def other_rows(
    numbers: NumberFormat, name: str, q: Array, first: int = 1, last: int = FEW_ROWS
) -> Iterator[Line | str]:
    """The results of the rows from `first` to `last`, and how many there are after those."""
    for r, row in islice(enumerate(q), first, last):
        yield numbers.listed(name, row, r)
    if len(q) > last:
        yield Message("trace.more_rows", count=len(q) - last)


def written(lines: Sequence[Line | str], width: int) -> Iterator[str]:
    """Lines under each other, their first `=` aligned, broken where they are too wide."""
    names = max((len(line.name) for line in lines if isinstance(line, Line)), default=0)
    for line in lines:
        if isinstance(line, str):
            yield from wrap(line, width, subsequent_indent="    ")
            continue
        text = " = ".join(filter(None, line[1:3])) + line.comment
        yield from _broken(f"{line.name:<{names}} = ", text, width)


def _tidied(expression: str) -> str:
    """Without the parentheses that mean nothing: `max((-1), 0)`, `(-1) + 2`, `(1 - 2)`."""
    if re.fullmatch(r"\([^()]*\)", expression):
        expression = expression[1:-1]
    return re.sub(r"(^|\()\((-[^()]+)\)(?![\^*])", r"\1\2", expression)


def _broken(start: str, text: str, width: int) -> Iterator[str]:
    """Break before a sign or `=`, or after a comma, so that no term is torn."""
    line = start
    for part in re.split(r"(?= [-+=] )|(?<=, )", text):
        if len(line) + len(part) > width and line.strip() != start.strip():
            yield line.rstrip()
            line, part = " " * len(start), part.lstrip()
        line += part
    yield line
