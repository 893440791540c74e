r"""From the formulas of a trace, written in ASCII, to LaTeX for KaTeX.

    z1 = x W1 + b1        ->  z_{1} = x \, W_{1} + b_{1}
    dz2 = (p - t) / B     ->  dz_{2} = \frac{p - t}{B}
    db1 = sum of dz1 ...  ->  db_{1} = \sum_{\text{rows}} dz_{1}

A formula is read as arithmetic is: a sum of terms, a term of factors, a factor in brackets or a
name. What is not arithmetic is prose, and set upright.
"""

import re
from typing import NamedTuple, final

from edunn.studio.looks.letters import SCALARS, name

PIECE = re.compile(
    r"(?P<power>\^(?:T|\w+|\{\w+\}))|(?P<number>\d+(?:\.\d+)?(?:e[+-]?\d+)?)"
    r"|(?P<name>[A-Za-z]\w*(?:'s?)?)|(?P<sign>\S)"
)
BETWEEN = {"+": " + ", "-": " - ", "<": " < ", ">": " > ", "=": " = ", ",": r",\; "}
"""Signs that part terms; what binds more closely is a factor's business."""

CLOSING = {"(": ")", "[": "]"}
SUM_OVER = re.compile(r"\bsum of (.+?) over (rows)\b")
MEAN_OVER = "mean of the rows' losses"
MEAN = r"\frac{1}{B} \sum_{\text{rows}} \text{row loss}"
CASES = re.compile(r"(?:(.+?) = )?(.+?) if (.+?), else (.+)")


@final
class Part(NamedTuple):
    """A piece of a formula that is set already."""

    text: str
    is_scalar: bool = False
    inside: str = ""
    """What brackets hold."""
    levels: tuple[str, str] | None = None
    """Of a fraction, what is above and below its line."""


def latex(formula: str) -> str:
    r"""A formula of the trace for KaTeX.

    Example:
        >>> print(latex("z1 = x W1 + b1"))
        z_{1} = x \, W_{1} + b_{1}
        >>> print(latex("dz2 = (p - t) / B"))
        dz_{2} = \frac{p - t}{B}
    """
    if found := CASES.fullmatch(formula):
        name, *parts = (latex(part) if part else "" for part in found.groups())
        return (f"{name} = " if name else "") + _cases(*parts)
    formula = SUM_OVER.sub(r"SUM \1", formula).replace("sum of ", "TOTAL ")
    formula = re.sub(r"\|([^|]+)\|", r"abs(\1)", formula.replace(MEAN_OVER, "MEAN"))
    text = Reader(formula).all()
    while text != (text := re.sub(r"(\\text\{[^{}]*)\} \\, \\text\{", r"\1 ", text)):
        pass  # two words of prose became one; perhaps there are more
    return text.strip()


def _cases(one: str, condition: str, other: str) -> str:
    rows = rf"{one} & \text{{if}} \; {condition} \\ {other} & \text{{else}}"
    return rf"\begin{{cases}} {rows} \end{{cases}}"


def aligned(formulas: list[str]) -> str:
    r"""Formulas under each other, their signs of equality in a column; a name is not said twice.

    Example:
        >>> print(aligned(["a1 = z1"]), aligned(["q = x", "h = y"]))
        a_{1} = z_{1} \begin{aligned} q &= x \\ h &= y \end{aligned}
    """
    lines = [latex(formula) for formula in formulas]
    if len(lines) == 1:
        return lines[0]
    names = ["", *(line.partition(" = ")[0] for line in lines)]
    columns = [line.replace(" = ", " &= ", 1) for line in lines]
    rows = r" \\ ".join(
        line.removeprefix(before) if line.startswith(f"{before} &") else line
        for before, line in zip(names, columns, strict=False)
    )
    return rf"\begin{{aligned}} {rows} \end{{aligned}}"


@final
class Reader:
    """Reads a formula from left to right, piece by piece."""

    def __init__(self, formula: str) -> None:
        found = PIECE.finditer(formula)
        self._pieces = [(match.lastgroup or "", match[0], match.start()) for match in found]
        self._place = 0

    def all(self) -> str:
        """The whole of it; a bracket that nobody opened is left out."""
        text = ""
        while self._next != ("", ""):
            text += self.terms().text
            if self._next[1] in (")", "]"):
                self._place += 1
        return text

    def terms(self) -> Part:
        """Terms, and the signs between them, up to a bracket that closes."""
        text, scalar = "", True
        while self._next[1] not in ("", ")", "]"):
            if self._next[1] in BETWEEN:
                sign = BETWEEN[self._take()]
                text += sign if text and not text.endswith(("= ", r"\; ")) else sign.strip()
                continue
            part = self.term()
            text, scalar = text + part.text, scalar and part.is_scalar
        return Part(text, scalar)

    def term(self) -> Part:
        """Factors: multiplied by a sign or by standing together, or over each other."""
        left = self.factor()
        while self._next[1] not in ("", ")", "]", *BETWEEN):
            if self._next[1] == "*":
                self._take()
                left = product(left, self.factor())
            elif self._next[1] == "/":
                self._take()
                left = over(left, self.factor())
            else:
                right = self.factor()
                left = Part(rf"{left.text} \, {right.text}")
        return left

    def factor(self) -> Part:
        """A name, a number, a function of something, or a bracket; with its power."""
        kind, text = self._next
        if not text:
            return Part("")  # the formula breaks off after a sign
        is_called = self._is_called
        self._take()
        if text in CLOSING:
            part = self._bracket(text)
        elif text == "SUM":
            part = Part(rf"\sum_{{\text{{rows}}}} {self.factor().text}")
        elif text == "TOTAL":
            part = Part(rf"\sum {self.term().text}")
        elif text == "MEAN":
            part = Part(MEAN)
        elif kind == "name" and is_called:
            part = self._call(text)
        elif kind in ("name", "number"):
            is_scalar = kind == "number" or text in SCALARS or text.startswith("beta")
            part = Part(name(text), is_scalar)
        else:
            part = Part("")
        return self._raised(part)

    def _call(self, text: str) -> Part:
        self._take()
        inside = self._inside(")")
        if text == "sqrt":
            return Part(rf"\sqrt{{{inside.text}}}", inside.is_scalar)
        if text == "abs":
            return Part(rf"\left\vert {inside.text} \right\vert", inside.is_scalar)
        return Part(rf"{name(text)}\left( {inside.text} \right)")

    def _bracket(self, opening: str) -> Part:
        inside = self._inside(CLOSING[opening])
        text = rf"\left{opening} {inside.text} \right{CLOSING[opening]}"
        return Part(text, inside.is_scalar, inside.text if opening == "(" else "")

    def _inside(self, closing: str) -> Part:
        part = self.terms()
        if self._next[1] == closing:
            self._take()
        return part

    def _raised(self, part: Part) -> Part:
        while self._next[0] == "power":
            power = self._take()[1:].strip("{}")
            above = r"\top" if power == "T" else name(power)
            part = Part(f"{part.text}^{{{above}}}", part.is_scalar)
        return part

    @property
    def _next(self) -> tuple[str, str]:
        return self._pieces[self._place][:2] if self._place < len(self._pieces) else ("", "")

    @property
    def _is_called(self) -> bool:
        """Whether a bracket follows a name at once, as that of a function does."""
        here, after = self._pieces[self._place], self._pieces[self._place + 1 :]
        return bool(after) and after[0][1] == "(" and after[0][2] == here[2] + len(here[1])

    def _take(self) -> str:
        self._place += 1
        return self._pieces[self._place - 1][1]


def product(left: Part, right: Part) -> Part:
    """With a dot where one side is one number; of arrays, place by place, with a circle."""
    sign = r"\cdot" if left.is_scalar or right.is_scalar else r"\odot"
    return Part(f"{left.text} {sign} {right.text}", left.is_scalar and right.is_scalar)


def over(left: Part, right: Part) -> Part:
    """A fraction; what is divided twice gets one line with both below."""
    above, below = left.inside or left.text, right.inside or right.text
    if left.levels:
        above, below = left.levels[0], rf"{left.levels[1]} \cdot {below}"
    is_scalar = left.is_scalar and right.is_scalar
    return Part(rf"\frac{{{above}}}{{{below}}}", is_scalar, levels=(above, below))
