"""Expressions: the formula of an activation, put together again in another language.

An activation has its formula as ASCII that Python can read, "x if x > 0 else alpha*expm1(x)". Here
it is taken apart by Python's own parser, and each operation is handed to a language, which gives a
value: a piece of text for a program, the name of a node for ONNX. So a language holds the
operations it can do, and no formula.
"""

import ast
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, final

from edunn.activations import Elementwise
from edunn.formulas import settings_of

Value = TypeVar("Value")

OPERATORS: dict[type, str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.Pow: "**",
    ast.Lt: "<",
    ast.Gt: ">",
}


class Language(ABC, Generic[Value]):
    """What a language makes of each operation in a formula."""

    @abstractmethod
    def number(self, value: float) -> Value:
        """A constant."""

    @abstractmethod
    def call(self, function: str, *given: Value) -> Value:
        """exp, log, log1p, expm1, abs, sqrt, tanh, sin, erf or erfc of one value; min or max."""

    @abstractmethod
    def operation(self, sign: str, left: Value, right: Value) -> Value:
        """A sum, difference, product, quotient or power, or a comparison, `<` or `>`."""

    @abstractmethod
    def choice(self, test: Value, one: Value, other: Value) -> Value:
        """`one` where the test holds, else `other`."""


def translated(thing: Any, x: Value, language: Language[Value]) -> Value | None:
    """What a language makes of an activation's formula; None where it has none that it can read.

    Args:
        thing: the activation of one number; its formula is taken in the form that never overflows.
        x: the input, in that language.

    Example:
        >>> from edunn.activations import LeakyReLU
        >>> translated(LeakyReLU(0.2), "x", Program({"max": "np.maximum"}, "np.where({}, {}, {})"))
        'np.maximum(x, (0.2 * x))'
    """
    formula = thing.formula if isinstance(thing, Elementwise) else None
    if formula is None:
        return None
    text = formula.in_stable_form.text.replace("^", "**")
    settings = settings_of(thing, formula)
    letters = {"x": x} | {name: language.number(q) for name, q in settings.items()}
    try:
        return _of(ast.parse(text, mode="eval").body, letters, language)
    except (SyntaxError, KeyError, NotImplementedError):  # words, or another function
        return None


def _of(node: ast.AST, letters: Mapping[str, Value], language: Language[Value]) -> Value:
    match node:
        case ast.Constant(int() | float() as value):
            return language.number(value)
        case ast.Name(name):
            return letters[name]
        case ast.UnaryOp(operand=operand):
            return language.operation("-", language.number(0), _of(operand, letters, language))
        case ast.Call(ast.Name(function), given):
            return language.call(function, *(_of(it, letters, language) for it in given))
        case ast.IfExp(test, body, orelse):
            return language.choice(*(_of(it, letters, language) for it in (test, body, orelse)))
        case ast.BinOp(left, operator, right) | ast.Compare(left, [operator], [right]):
            sign = OPERATORS[type(operator)]
            return language.operation(
                sign, _of(left, letters, language), _of(right, letters, language)
            )
    raise NotImplementedError(ast.unparse(node))


@final
@dataclass(frozen=True)
class Program(Language[str]):
    """A language that is written as text, by its names of functions.

    Args:
        functions: its name for each of ours.
        choosing: a condition, with three places.
        constant: a number where an array is needed, with one place.
    """

    functions: Mapping[str, str]
    choosing: str
    constant: str = "{}"

    def number(self, value: float) -> str:
        """The number."""
        return str(value)

    def call(self, function: str, *given: str) -> str:
        """The function of these."""
        return f"{self.functions[function]}({', '.join(map(self._array, given))})"

    def operation(self, sign: str, left: str, right: str) -> str:
        """The two with the sign between them."""
        return f"(-{right})" if left == "0" else f"({left} {sign} {right})"

    def choice(self, test: str, one: str, other: str) -> str:
        """One of two."""
        return self.choosing.format(test, self._array(one), self._array(other))

    def _array(self, value: str) -> str:
        return self.constant.format(value) if _is_number(value) else value


def unparsed(text: str) -> str:
    """An expression of Python without parentheses that nobody needs.

    Example:
        >>> unparsed("np.exp((-(x ** 2)))")
        'np.exp(-x ** 2)'
    """
    return ast.unparse(ast.parse(text, mode="eval"))


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
