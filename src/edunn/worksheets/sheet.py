"""A worksheet: numbers that are given, and lines to compute, one number a line.

A line has a formula, and the slips that are known there: formulas that a student may have used
instead. Both are computed from the numbers before them, given or computed, so that a worksheet can
be graded with the numbers that the student went on with.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, final

import numpy as np

from edunn.arrays import Array
from edunn.worksheets.expressions import Expression, Numbers, label

CLOSE = 0.006
"""An answer this near is right: numbers are written with two decimals at least ..."""

CLOSE_SHARE = 0.004
"""... or this near as a share of the right one."""


class Slip(NamedTuple):
    """A known mistake: the formula that it computes, and what to tell the student.

    Example:
        >>> Slip("two_forgotten", "y - t", "The derivative of a square has a factor 2.").name
        'two_forgotten'
    """

    name: str
    formula: str
    sentence: str


@final
@dataclass(frozen=True)
class Line:
    """One number to compute.

    Example:
        >>> line = Line("z", "w*x + b", (Slip("bias_forgotten", "w*x", "Add the bias."),))
        >>> numbers = {"w": 2.0, "x": 3.0, "b": 1.0}
        >>> line.value(numbers), line.slips_seen(numbers)
        (7.0, {'bias_forgotten': 6.0})
    """

    label: str
    formula: str
    slips: tuple[Slip, ...] = ()
    words: str = ""
    """What the key says instead of a formula that is easier told than written."""

    def value(self, numbers: Numbers) -> float:
        """The right number, from those before it."""
        return Expression(self.formula).value(numbers)

    def slips_seen(self, numbers: Numbers) -> dict[str, float]:
        """What each slip gives, of those that make a difference here."""
        right = self.value(numbers)
        found = {slip.name: Expression(slip.formula).value(numbers) for slip in self.slips}
        return {name: wrong for name, wrong in found.items() if not is_close(wrong, right)}

    def derivation(self, numbers: Numbers) -> str:
        """The formula with letters, and with numbers; or the words for it."""
        if self.words:
            return self.words
        with_numbers = Expression(self.formula).with_numbers(numbers)
        return f"{self.formula} = {with_numbers}".replace(" ** ", "^").replace("**", "^")


def any_numbers(numbers: Numbers) -> bool:
    """The condition of a sheet without one.

    Example:
        >>> any_numbers({})
        True
    """
    return True


@final
@dataclass(frozen=True)
class Sheet:
    """A worksheet with its numbers.

    Args:
        kind: its name in the list of kinds.
        title, instructions, formulas: what is printed above it.
        given: arrays and numbers by name, in the order in which they are printed.
        lines: what is to be computed, in order.
        condition: what its numbers, given and computed, must be like to be worth computing.

    Example:
        >>> given = {"x": np.array([1.0, 2.0])}
        >>> lines = (Line("s", "x[0] + x[1]"),)
        >>> sheet = Sheet("sum", "A sum", "Add.", ("s = x + y",), given, lines)
        >>> sheet.key
        {'s': 3.0}
    """

    kind: str
    title: str
    instructions: str
    formulas: tuple[str, ...]
    given: Mapping[str, Array]
    lines: tuple[Line, ...]
    condition: Callable[[Numbers], bool] = any_numbers

    @property
    def numbers(self) -> dict[str, float]:
        """The numbers that are given, by their labels."""
        return dict(_labelled(self.given))

    @property
    def key(self) -> dict[str, float]:
        """The right number of each line."""
        known = self.numbers
        for line in self.lines:
            known[line.label] = line.value(known)
        return {line.label: known[line.label] for line in self.lines}

    @property
    def is_clear(self) -> bool:
        """Whether every slip shows somewhere, and no two of a line give the same number."""
        known = self.numbers | self.key
        if not self.condition(known):
            return False
        seen = [line.slips_seen(known) for line in self.lines]
        every = {slip.name for line in self.lines for slip in line.slips}
        shown = {name for slips in seen for name in slips}
        return every == shown and all(_are_apart(slips.values()) for slips in seen)


def is_close(one: float, other: float) -> bool:
    """Whether an answer is that number, up to its rounding.

    Example:
        >>> is_close(0.33, 1 / 3), is_close(0.34, 1 / 3), is_close(1.0, float("nan"))
        (True, False, False)
    """
    return abs(one - other) <= max(CLOSE, CLOSE_SHARE * abs(other))


def _are_apart(values: Iterable[float]) -> bool:
    listed = list(values)
    return not any(
        is_close(one, other) for k, one in enumerate(listed) for other in listed[k + 1 :]
    )


def _labelled(given: Mapping[str, Array]) -> Iterator[tuple[str, float]]:
    for name, array in given.items():
        for place in np.ndindex(np.shape(array)):
            yield label(name, *place), float(np.asarray(array)[place])
