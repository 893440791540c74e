"""Expressions: a formula as it is typed, which can be computed and written with its numbers.

    z1[0]  =  x[0]*W1[0,0] + x[1]*W1[1,0] + b1[0]  =  1*0.5 + 2*1 + 0  =  2.5

One text serves all three: the symbols are its letters, the numbers are put in their places, and the
value is computed from them. So a formula stands once, and a later line can be computed from the
numbers that a student wrote in an earlier one. It is Python's notation for numbers, `+ - * / **`,
and the functions in `FUNCTIONS`; a name may have indices, `W1[0,1]`.
"""

import ast
import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, final

from edunn.errors import DataError

Numbers = Mapping[str, float]
"""Numbers by their labels: `{"x[0]": 1.0, "W1[0,1]": -2.0}`."""


def better(one: float, other: float, its: float, others: float) -> float:
    """Of two rows the one with the greater fitness; the first, if they are equal.

    Example:
        >>> better(2, 0, -1.0, -9.0)
        2
    """
    return one if its >= others else other


def chosen(row: float, *values: float) -> float:
    """The value of that row.

    Example:
        >>> chosen(1, 10.0, 20.0)
        20.0
    """
    if not 0 <= row < len(values):
        raise DataError(f"there is no row {row:g}: they are counted from 0 to {len(values) - 1}.")
    return values[int(row)]


def fittest(*fitness: float) -> float:
    """The row with the greatest fitness; the first, if there are several.

    Example:
        >>> fittest(-4.0, -1.0, -9.0)
        1
    """
    return fitness.index(max(fitness))


def positive(z: float) -> float:
    """1 above 0, else 0: the derivative of relu.

    Example:
        >>> positive(2.5), positive(0.0)
        (1.0, 0.0)
    """
    return float(z > 0)


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "abs": abs,
    "better": better,
    "chosen": chosen,
    "exp": math.exp,
    "fittest": fittest,
    "ln": math.log,
    "max": max,
    "positive": positive,
}

OPERATORS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}


@final
@dataclass(frozen=True)
class Expression:
    """A formula.

    Example:
        >>> z = Expression("x[0]*W[0,1] + b")
        >>> numbers = {"x[0]": 2.0, "W[0,1]": -1.5, "b": 0.5}
        >>> z.value(numbers), z.with_numbers(numbers)
        (-2.5, '2*(-1.5) + 0.5')
    """

    text: str

    def value(self, numbers: Numbers) -> float:
        """What it gives for these numbers; NaN where that cannot be computed, such as 1 / 0.

        Raises:
            KeyError: one of the numbers is missing.
        """
        try:
            return float(_value(_tree(self.text), numbers))
        except (ArithmeticError, DataError, ValueError):
            return math.nan

    def with_numbers(self, numbers: Numbers) -> str:
        """The formula with the numbers in the places of the letters."""
        return ast.unparse(_Filled(numbers).visit(ast.parse(self.text, mode="eval"))).replace(
            " * ", "*"
        )


def as_written(number: float) -> str:
    """A number as one writes it: with four decimals at most, and without zeros at the end.

    Example:
        >>> as_written(2.50), as_written(-0.0), as_written(1 / 3)
        ('2.5', '0', '0.3333')
    """
    return f"{round(number, 4) + 0.0:.4f}".rstrip("0").rstrip(".")


def label(name: str, *place: int) -> str:
    """The name of one number of an array.

    Example:
        >>> label("W1", 0, 2), label("rate")
        ('W1[0,2]', 'rate')
    """
    return f"{name}[{','.join(map(str, place))}]" if place else name


@cache
def _tree(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


def _value(node: ast.expr, numbers: Numbers) -> float:
    match node:
        case ast.Constant(value=(int() | float()) as number):
            return float(number)
        case ast.Name() | ast.Subscript():
            return numbers[_label(node)]
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return -_value(inner, numbers)
        case ast.BinOp(left=left, op=operation, right=right):
            return OPERATORS[type(operation)](_value(left, numbers), _value(right, numbers))
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return float(FUNCTIONS[name](*(_value(argument, numbers) for argument in arguments)))
    raise TypeError(f"no formula of a worksheet: {ast.unparse(node)}")


@cache
def _label(node: ast.expr) -> str:
    return ast.unparse(node).replace(" ", "").replace("[(", "[").replace(")]", "]")


@final
class _Filled(ast.NodeTransformer):
    """Puts numbers in the places of names; a negative one in brackets."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers

    def visit_Call(self, node: ast.Call) -> ast.Call:
        """A function keeps its name; a number alone between its commas needs no brackets."""
        arguments = [self.visit(argument) for argument in node.args]
        for argument in arguments:
            if isinstance(argument, ast.Name):
                argument.id = argument.id.strip("()")
        return ast.Call(node.func, arguments, [])

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """A number by itself."""
        return self._number(node)

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        """A number of an array."""
        return self._number(node)

    def _number(self, node: ast.expr) -> ast.expr:
        text = as_written(self._numbers[_label(node)])
        return ast.Name(f"({text})" if text.startswith("-") else text)
