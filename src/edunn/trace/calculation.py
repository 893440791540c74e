"""Calculations: the line of one number, which leads to it when it is typed into Python."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from edunn.operations import Added, Entrywise, Largest, Operation, Product, Rowwise, Sum
from edunn.trace.number_format import Line, NumberFormat
from edunn.trace.typed import calculated

EXACT = 17
"""With so many digits a number is written in full."""


class Calculation(NamedTuple):
    """One number, and how it is computed from others.

    Example:
        >>> from edunn.formulas import Formula
        >>> e = Calculation("e[0]", Entrywise(Formula("exp(x)", ""), ("x",)), {"x": 2.0}, 7.389)
        >>> str(e.line(NumberFormat()))
        'e[0] = exp(2) = 7.389'
    """

    name: str
    operation: Operation | None
    """None if it is not known."""

    taken: Mapping[str, Any]
    """What the operation takes, by letter."""

    result: Any

    instead: "Calculation | None" = None
    """Another way to the same number, for where this one does not lead to its digits."""

    def line(self, numbers: NumberFormat) -> Line:
        """`name = expression = result`, in the shortest form that gives the result in Python.

        Rounded numbers may give another last digit, or even log(0). So first more digits are shown,
        then the formula's stable form, then another way. Where training itself rounded (float32),
        the result has as many digits as the expression gives; a sum that cancels out is 0.
        """
        if self.operation is None:
            return numbers.line(self.name, "", self.result)
        first = self._written(self.operation, self.taken, numbers, numbers)
        if numbers.gives(first) or not np.isfinite(self.result):
            return first
        longer = (line for shown in numbers.of_rounded() for line in self._longer(numbers, shown))
        return next(longer, None) or self._cancelled(numbers) or first

    def _longer(self, numbers: NumberFormat, shown: NumberFormat) -> Iterator[Line]:
        """The longer lines that give the result in the format `shown`, the best first."""
        for operation, taken in self._ways():
            for digits in range(shown.digits, EXACT + 1):
                line = self._written(operation, taken, numbers.with_digits(digits), shown)
                if shown.gives(line):
                    yield line

    def _cancelled(self, numbers: NumberFormat) -> Line | None:
        """The line of a sum that is 0, but for what rounding left of it; None for other sums."""
        operation = self.operation.as_sum if isinstance(self.operation, Product) else self.operation
        if not isinstance(operation, Sum):
            return None
        sizes = np.abs(operation.terms(*columns_of(operation, self.taken).values()))
        lost = 4 * np.finfo(np.asarray(self.result).dtype).eps * sizes.sum()
        note = f"{numbers.number(self.result)} by rounding"
        for digits in range(numbers.digits, EXACT + 1 if abs(self.result) <= lost else 0):
            line = self._written(operation, self.taken, numbers.with_digits(digits), numbers)
            typed = calculated(line.expression)
            if typed is not None and abs(typed) <= sizes.max() * 10.0**-numbers.digits:
                return line._replace(result="0", note=note)
        return None

    def _written(
        self,
        operation: Operation,
        taken: Mapping[str, Any],
        inside: NumberFormat,
        outside: NumberFormat,
    ) -> Line:
        """The line of one operation, its numbers and its result each in a format of its own."""
        return outside.line(self.name, expression(operation, taken, inside), self.result)

    def _ways(self) -> Iterator[tuple[Operation, Mapping[str, Any]]]:
        """The operations that lead to the number, and what each takes."""
        if self.operation is not None:
            yield self.operation, self.taken
            if self.operation.in_stable_form != self.operation:
                yield self.operation.in_stable_form, self.taken
        if self.instead is not None:
            yield from self.instead._ways()


def expression(operation: Operation, taken: Mapping[str, Any], numbers: NumberFormat) -> str:
    """The operation on the numbers `taken`, by letter; empty if no line can hold it."""
    match operation:
        case Product():
            return _sum(operation.as_sum, taken, numbers)
        case Sum():
            return _sum(operation, taken, numbers)
        case Added(parts):
            each = (expression(part, taken[str(k)], numbers) for k, part in enumerate(parts))
            return " + ".join(each)
        case Largest(letter):
            return numbers.largest(np.ravel(taken[letter]))
        case Entrywise(formula) | Rowwise(entry=formula):
            return numbers.fill(formula, **taken)
    return ""


def columns_of(operation: Sum, taken: Mapping[str, Any]) -> dict[str, Any]:
    """The numbers that the terms are made of, by letter, as many for each."""
    return {q: np.ravel(taken[q]) for q in (*operation.letters, *operation.arrays)}


def _sum(operation: Sum, taken: Mapping[str, Any], numbers: NumberFormat) -> str:
    """The terms, what they are divided by, and what is added to them."""
    columns = columns_of(operation, taken)
    terms = operation.terms(*columns.values())

    def write(k: int) -> str:
        term = {letter: q[k] for letter, q in columns.items()}
        return numbers.fill(operation.term, **{**operation.numbers, **term})

    text = numbers.total(terms, write)
    if operation.is_mean and len(terms) > 1:
        text = f"({text})/{len(terms)}"
    if operation.bias:
        text = f"{text} + {numbers.factor(taken[operation.bias])}"
    return f"-({text})" if operation.sign else text
