r"""A line of a derivation in LaTeX: `z1[0] = 0.5*2 + 1 = 2` as a textbook would set it.

A line's expression can be typed into Python (with ^ for a power), so Python's parser reads it here,
and each of its parts is set: a quotient as a fraction, `sqrt` as a root, `1e-07` as a power of ten.
Parentheses are set anew, where the order of operations needs them.
"""

import ast
import re
from functools import lru_cache, singledispatchmethod
from typing import NamedTuple, final

from edunn.formulas import cases, symbol
from edunn.trace.typed import REST

PRODUCT, UNARY, POWER, ATOM = 2, 3, 4, 5
"""How strongly the parts of an expression hold together; a sum the least, with 1."""

SUM, CHOICE = 1, 0

PLACE = re.compile(r"([\w.]+)\[([\d:,]+)\]")
"""One number of an array, or a few in a row: `W1[0,1]`, `x[13,10:18,0]`."""

FUNCTIONS = {"log": r"\ln", "tanh": r"\tanh", "cosh": r"\cosh", "sin": r"\sin", "cos": r"\cos"}
COMPARISONS = {ast.Lt: "<", ast.Gt: ">", ast.LtE: r"\le", ast.GtE: r"\ge", ast.Eq: "="}


def equation(name: str, expression: str, result: str, note: str = "") -> str:
    r"""`name = expression = result` in LaTeX, with the note behind it.

    Example:
        >>> print(equation("z1[0]", "0.5*(-2) + [780 more terms: 2.1] + 1e-07", "1.1"))
        z_{1}[0] = 0.5 \cdot (-2) + [\text{780 more terms: } {2.1}] + 10^{-7} = 1.1
        >>> print(equation("m1[0,0]", "max(1, 3)", "3", "a1[0,1]"))
        m_{1}[0,\allowbreak 0] = \max(1,\allowbreak 3) = 3 \quad \text{from } a_{1}[0,\allowbreak 1]
    """
    sides = [named(name), typeset(expression), typeset(result)]
    line = " = ".join(side for side in sides if side)
    return line + (rf" \quad {_remark(note)}" if note else "")


@lru_cache(maxsize=1024)
def named(name: str) -> str:
    r"""The name of an array, or of numbers in it.

    Example:
        >>> print(named("dW1[0,2]"), named("rate"), named("penalty of W1"))
        dW_{1}[0,\allowbreak 2] \text{rate} \text{penalty of }W_{1}
    """
    if found := PLACE.fullmatch(name):
        places = found[2].replace(":", "{:}").replace(",", r",\allowbreak ")
        return f"{symbol(found[1])}[{places}]"
    before, of, array = name.rpartition(" of ")
    return rf"\text{{{before} of }}{symbol(array)}" if of else symbol(name)


def typeset(expression: str) -> str:
    r"""An expression, or a row of numbers in brackets.

    Example:
        >>> print(typeset("1/(1 + exp(-(0.5 + (-2))))"))
        \frac{1}{1 + e^{-(0.5 + (-2))}}
        >>> print(typeset("[0, 1, ... 782 more]"))
        [0,\allowbreak 1,\allowbreak \ldots\,\text{782 more}]
    """
    if not expression:
        return ""
    row = re.sub(r", \.\.\. ([\d,]+) more\]$", r", '\1 more']", expression)
    typed = REST.sub(lambda found: f"rest({found[1]}, {_words(found[0])!r})", row)
    typed = typed.replace("^", "**")
    try:
        return _Typed(typed).part(ast.parse(typed.strip(), mode="eval").body).latex
    except SyntaxError:  # words, such as those of a student's own layer
        return rf"\text{{{expression.replace('_', ' ')}}}"


def _words(rest: str) -> str:
    """What the rest of a long sum is: "780 more terms: "."""
    return re.sub(r"^\[|(?<=: ).*", "", rest)


def _remark(note: str) -> str:
    if PLACE.fullmatch(note):
        return rf"\text{{from }} {named(note)}"
    return rf"\text{{({note})}}"


def number(text: str) -> str:
    r"""A number, its exponent as a power of ten.

    Example:
        >>> print(number("2.5e-06"), number("1e+20"), number("inf"))
        2.5 \cdot 10^{-6} 10^{20} \infty
    """
    if text in ("inf", "nan"):
        return r"\infty" if text == "inf" else r"\text{NaN}"
    digits, e, exponent = text.partition("e")
    if not e:
        return text
    power = f"10^{{{int(exponent)}}}"
    return power if digits == "1" else rf"{digits} \cdot {power}"


class Part(NamedTuple):
    """A part of an expression, and how strongly it holds together."""

    latex: str
    strength: int

    def within(self, strength: int, *, is_first: bool = False) -> str:
        """In parentheses, where what is around it holds more strongly; so is a sign in mid-line."""
        is_signed = self.latex.startswith("-") and not is_first
        return f"({self.latex})" if self.strength < strength or is_signed else self.latex


@final
class _Typed:
    """Sets one expression; numbers are set as they were typed."""

    def __init__(self, text: str) -> None:
        self._text = text.strip()

    @singledispatchmethod
    def part(self, node: ast.expr) -> Part:
        """A part of it; what is unknown is set as it was typed."""
        return Part(rf"\text{{{self._typed(node).replace('_', ' ')}}}", ATOM)

    def _typed(self, node: ast.expr) -> str:
        return self._text[node.col_offset : node.end_col_offset]

    @part.register
    def _(self, node: ast.Constant) -> Part:
        if isinstance(node.value, str):
            return Part(rf"\ldots\,\text{{{node.value}}}", ATOM)
        text = number(self._typed(node))
        return Part(text, PRODUCT if "^" in text else ATOM)

    @part.register
    def _(self, node: ast.Name) -> Part:
        is_number = node.id in ("inf", "nan")
        return Part(number(node.id) if is_number else _letter(node.id), ATOM)

    @part.register(ast.Subscript)
    @part.register(ast.Attribute)
    def _(self, node: ast.expr) -> Part:
        return Part(named(self._typed(node).replace(" ", "")), ATOM)

    @part.register
    def _(self, node: ast.List) -> Part:
        return Part(f"[{self._listed(node.elts)}]", ATOM)

    @part.register
    def _(self, node: ast.UnaryOp) -> Part:
        return Part(f"-{self.part(node.operand).within(PRODUCT)}", UNARY)

    @part.register
    def _(self, node: ast.BinOp) -> Part:
        left, right = self.part(node.left), self.part(node.right)
        match node.op:
            case ast.Div():
                return Part(rf"\frac{{{left.latex}}}{{{right.latex}}}", UNARY)
            case ast.Pow():
                base = left.within(ATOM)
                return Part(f"{base}^{{{right.latex}}}", POWER)
            case ast.Mult():
                return Part(rf"{left.within(PRODUCT)} \cdot {right.within(UNARY)}", PRODUCT)
            case ast.Sub():
                return Part(f"{left.within(SUM, is_first=True)} - {right.within(PRODUCT)}", SUM)
        return Part(f"{left.within(SUM, is_first=True)} + {right.within(SUM)}", SUM)

    @part.register
    def _(self, node: ast.IfExp) -> Part:
        one, other = self.part(node.body), self.part(node.orelse)
        condition = rf"\text{{if }} {self.part(node.test).latex}"
        return Part(cases(one.latex, condition, other.latex), CHOICE)

    @part.register
    def _(self, node: ast.Compare) -> Part:
        sign = COMPARISONS[type(node.ops[0])]
        left, right = self.part(node.left), self.part(node.comparators[0])
        return Part(f"{left.latex} {sign} {right.latex}", CHOICE)

    @part.register
    def _(self, node: ast.Call) -> Part:
        name = self._typed(node.func)
        arguments = [self.part(argument) for argument in node.args]
        first = arguments[0].latex
        if name == "rest":
            words = ast.literal_eval(node.args[1])
            return Part(rf"[\text{{{words}}} {{{first}}}]", ATOM)
        if name in ("exp", "sqrt", "abs"):
            shapes = {"exp": "e^{%s}", "sqrt": r"\sqrt{%s}", "abs": r"\lvert %s \rvert"}
            return Part(shapes[name] % first, POWER if name == "exp" else ATOM)
        word = FUNCTIONS.get(name, rf"\{name}" if name in ("max", "min") else "")
        return Part(f"{word or _operator(name)}({self._listed(node.args)})", ATOM)

    def _listed(self, nodes: list[ast.expr]) -> str:
        """Parts with commas, after which a line may break."""
        return r",\allowbreak ".join(self.part(node).latex for node in nodes)


def _letter(name: str) -> str:
    return r"\pi" if name == "pi" else symbol(name)


def _operator(name: str) -> str:
    return rf"\operatorname{{{name.replace('_', chr(92) + ' ')}}}"
