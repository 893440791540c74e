r"""MathML: the LaTeX of formulas as elements that a browser draws by itself, without a program.

Only the LaTeX that `edunn.formulas` is made of is known: fractions, roots, sums, powers and
indices, words, cases and aligned equations. What lies outside of it is refused, so that a formula
is either right or not drawn at all.

Source: MathML Core (W3C), which Chromium, Firefox and Safari draw
"""

import re
from collections.abc import Callable, Mapping
from typing import final
from xml.etree.ElementTree import Element

from edunn.errors import DataError
from edunn.markup import tag

TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\d+(?:\.\d+)?|\S")

LETTERS = {
    "alpha": "\N{GREEK SMALL LETTER ALPHA}",
    "beta": "β",
    "chi": "χ",
    "delta": "δ",
    "epsilon": "ϵ",
    "eta": "η",
    "lambda": "λ",
    "mu": "μ",
    "rho": "\N{GREEK SMALL LETTER RHO}",
    "sigma": "\N{GREEK SMALL LETTER SIGMA}",
    "theta": "θ",
    "varphi": "φ",
    "Phi": "Φ",
    "partial": "∂",
    "top": "\N{DOWN TACK}",
}
OPERATORS = {
    "cdot": "⋅",
    "odot": "⊙",
    "sum": "∑",
    "cup": "\N{UNION}",
    "ldots": "…",
    "leftarrow": "←",
    "pm": "±",
    "sim": "\N{TILDE OPERATOR}",
    "lvert": "|",
    "rvert": "|",
    "{": "{",
    "}": "}",
}
SIGNS = {"-": "\N{MINUS SIGN}", "*": "⋅"}
FUNCTIONS = ("tanh", "max", "min", "ln", "cosh", "sin", "cos", "exp", "log")
SPACES = {",": "0.17em", ";": "0.28em", "quad": "1em", " ": "0.25em", "!": "0em"}
FENCES = {"(": "(", ")": ")", "[": "[", "]": "]", "\\lvert": "|", "\\rvert": "|", ".": ""}


def mathml(latex: str) -> Element:
    r"""The formula as a `math` element, to be shown on a line of its own.

    Raises:
        DataError: this is more LaTeX than formulas have.

    Example:
        >>> from edunn.markup import as_text
        >>> as_text(mathml("x_2"))
        '<math displaystyle="true"><msub><mi>x</mi><mn>2</mn></msub></math>'
    """
    reader = _Reader(latex)
    row = reader.row(())
    if reader.tokens:
        raise DataError(f"{reader.tokens[0]} stands alone in the formula {latex}.")
    return tag("math", *row, displaystyle="true")


@final
class _Reader:
    """Reads LaTeX from left to right; what is left is in `tokens`."""

    def __init__(self, latex: str) -> None:
        self.latex = latex
        self.tokens = TOKEN.findall(latex)

    def row(self, ends: tuple[str, ...]) -> list[Element]:
        """The elements up to one of these tokens, which stays."""
        found: list[Element] = []
        while self.tokens and self.tokens[0] not in ("}", *ends):
            found.append(self.scripted())
        return found

    def scripted(self) -> Element:
        """An element with its index and its power, if it has any."""
        base, below, above = self.atom(), None, None
        while self.tokens and self.tokens[0] in ("_", "^", "'"):
            mark = self.tokens.pop(0)
            if mark == "_":
                below = self.atom()
            else:
                more = tag("mo", "\N{PRIME}") if mark == "'" else self.atom()
                above = more if above is None else tag("mrow", above, more)
        is_sum = base.text == OPERATORS["sum"]
        if below is not None and above is not None:
            return tag("munderover" if is_sum else "msubsup", base, below, above)
        if below is not None:
            return tag("munder" if is_sum else "msub", base, below)
        return base if above is None else tag("msup", base, above)

    def atom(self) -> Element:
        """One letter, number, sign, group or command."""
        if not self.tokens:
            raise DataError(f"the formula {self.latex} ends too early.")
        token = self.tokens.pop(0)
        if token.startswith("\\"):
            return self.command(token[1:])
        if token == "{":
            return self.closed(())
        if token[0].isdigit():
            return tag("mn", token)
        return tag("mi" if token.isalpha() else "mo", SIGNS.get(token, token))

    def command(self, name: str) -> Element:
        """What a command stands for."""
        if name in LETTERS:
            return tag("mi", LETTERS[name])
        if name in OPERATORS:
            return tag("mo", OPERATORS[name])
        if name in FUNCTIONS:
            is_close = self.tokens[:1] in (["("], ["\\left"], ["_"], ["^"], ["}"])
            return tag("mrow", tag("mi", name), None if is_close else tag("mspace", width="0.17em"))
        if name in SPACES:
            return tag("mspace", width=SPACES[name])
        reading: Mapping[str, Callable[[], Element]] = {
            "frac": lambda: tag("mfrac", self.group(), self.group()),
            "sqrt": lambda: tag("msqrt", self.group()),
            "text": lambda: tag("mtext", self.words()),
            "operatorname": lambda: tag("mi", self.words()),
            "mathrm": lambda: tag("mtext", self.words()),
            "left": self.fenced,
            "begin": self.table,
        }
        if name not in reading:
            raise DataError(f"\\{name} is unknown in the formula {self.latex}.")
        return reading[name]()

    def group(self) -> Element:
        """What stands in braces."""
        self.expect("{")
        return self.closed(())

    def closed(self, ends: tuple[str, ...]) -> Element:
        row = tag("mrow", *self.row(ends))
        self.expect("}")
        return row

    def words(self) -> str:
        """The text in braces, as it is written."""
        self.expect("{")
        start = self.latex.rindex("{", 0, self._place() + 1)
        end = self.latex.index("}", start)
        text = self.latex[start + 1 : end]
        while self.tokens.pop(0) != "}":
            pass
        return re.sub(r"\\(.)", r"\1", text).replace(" ", "\N{NO-BREAK SPACE}")

    def fenced(self) -> Element:
        """Brackets as tall as what is between them."""
        left = FENCES[self.tokens.pop(0)]
        inside = self.row(("\\right",))
        self.expect("\\right")
        right = FENCES[self.tokens.pop(0)]
        return tag("mrow", tag("mo", left), *inside, tag("mo", right))

    def table(self) -> Element:
        """Cases behind a brace, or equations below each other with their signs aligned."""
        kind = self.words()
        lines = [[self.row(("&", "\\\\", "\\end"))]]
        while self.tokens and self.tokens[0] != "\\end":
            if self.tokens.pop(0) == "&":
                lines[-1].append(self.row(("&", "\\\\", "\\end")))
            else:
                lines.append([self.row(("&", "\\\\", "\\end"))])
        self.expect("\\end")
        self.words()
        sides = ("left", "left") if kind == "cases" else ("right", "left")
        rows = (
            tag("mtr", *(_cell(cell, side) for cell, side in zip(line, sides, strict=False)))
            for line in lines
        )
        table = tag("mtable", *rows)
        return tag("mrow", tag("mo", "{"), table) if kind == "cases" else table

    def expect(self, token: str) -> None:
        """Take the next token, which has to be this one."""
        if not self.tokens or self.tokens.pop(0) != token:
            raise DataError(f"{token} is missing in the formula {self.latex}.")

    def _place(self) -> int:
        """The place in the text of the token before the next one."""
        left = len(self.tokens)
        places = [found.start() for found in TOKEN.finditer(self.latex)]
        return places[len(places) - left - 1]


def _cell(content: list[Element], side: str) -> Element:
    style = f"text-align: {side}; padding: 0.15em 0.2em"
    return tag("mtd", tag("mrow", *content), style=style, displaystyle="true")
