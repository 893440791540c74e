"""Formulas as data: what is computed, in ASCII and in LaTeX.

Each activation, loss, regularizer, optimizer and layer owns its formulas, in its own letters (`x`,
`y`, `W`, a setting's name). A trace puts other names in the places of the letters, such as `z1`, or
numbers; a terminal prints the ASCII, a page the LaTeX.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import final


@final
@dataclass(frozen=True)
class Formula:
    r"""A formula in ASCII, as Python computes it (with ^ for a power), and in LaTeX.

    Example:
        >>> sigmoid = Formula("1/(1 + exp(-x))", r"\frac{1}{1 + e^{-x}}")
        >>> print(sigmoid.renamed({"x": "z1"}).latex)
        \frac{1}{1 + e^{-z_{1}}}
        >>> sigmoid.filled({"x": "0.5"})
        '1/(1 + exp(-0.5))'
    """

    text: str
    latex: str

    stable: str = ""
    """The ASCII in another form, for numbers where the text overflows, divides by zero or loses its
    digits, and with what the computation clips; empty if there is none."""

    def renamed(self, names: Mapping[str, str]) -> "Formula":
        """The same with other names for its letters."""
        symbols = {symbol(letter): symbol(name) for letter, name in names.items()}
        text, stable = (_replaced(q, names) for q in (self.text, self.stable))
        return Formula(text, _replaced(self.latex, symbols), stable)

    def filled(self, numbers: Mapping[str, str]) -> str:
        """The ASCII with numbers, as they are to be written, in the places of its letters."""
        return _replaced(self.text, numbers)

    def times(self, factors: str) -> "Formula":
        """The ASCII with factors such as `/2` after it.

        Example:
            >>> Formula("log(x)", "", "log(x) if x > 0 else 0").times("/2").in_stable_form.text
            '(log(x) if x > 0 else 0)/2'
        """
        stable = f"({self.stable}){factors}" if self.stable and factors else self.stable
        return Formula(self.text + factors, self.latex, stable)

    @property
    def in_stable_form(self) -> "Formula":
        """The formula with its stable text, if it has one, in place of the other."""
        return Formula(self.stable or self.text, self.latex)

    @property
    def letters(self) -> frozenset[str]:
        """The words in the ASCII: letters, settings, functions."""
        return frozenset(re.findall(r"[A-Za-z]\w*", self.text))

    def named(self, name: str) -> "Formula":
        """The equation that gives `name` this value."""
        return self.equal_to(name, symbol(name))

    def equal_to(self, text: str, latex: str) -> "Formula":
        """The equation with this left side."""
        return Formula(f"{text} = {self.text}", f"{latex} = {self.latex}")


def settings_of(thing: object, *formulas: Formula) -> dict[str, float]:
    """The attributes of `thing` that are numbers and stand in one of its formulas, by name."""
    letters = sorted(frozenset().union(*(formula.letters for formula in formulas)))
    settings = {name: getattr(thing, name, None) for name in letters}
    return {name: q for name, q in settings.items() if isinstance(q, int | float)}


def cases(one: str, condition: str, other: str) -> str:
    """The LaTeX of `one if condition else other`."""
    return rf"\begin{{cases}} {one} & {condition} \\ {other} & \text{{otherwise}} \end{{cases}}"


def call(function: str, letter: str) -> Formula:
    r"""A function by its name.

    Example:
        >>> print(call("leaky_relu", "x").latex)
        \operatorname{leaky\ relu}\left( x \right)
    """
    word = function.replace("_", r"\ ")
    return Formula(
        f"{function}({letter})", rf"\operatorname{{{word}}}\left( {symbol(letter)} \right)"
    )


def aligned(equations: Iterable[Formula]) -> str:
    r"""The LaTeX of equations, one under the other; the same left side is written once.

    Example:
        >>> relu = Formula("max(x, 0)", r"\max(x, 0)")
        >>> print(aligned([call("relu", "x").named("y"), relu.named("y")]))
        \begin{aligned} y &= \operatorname{relu}\left( x \right) \\  &= \max(x, 0) \end{aligned}
    """
    pairs = [equation.latex.partition(" = ") for equation in equations]
    if len(pairs) == 1:
        return "".join(pairs[0])
    before = ["", *(left for left, *_ in pairs)]
    rows = r" \\ ".join(
        f"{'' if left == above else left} &= {right}"
        for above, (left, _, right) in zip(before, pairs, strict=False)
    )
    return rf"\begin{{aligned}} {rows} \end{{aligned}}"


SETTINGS = {
    "learning_rate": r"\eta",
    "weight_decay": r"\lambda",
    "strength": r"\lambda",
    "scale": r"\lambda",
    "l1": r"\lambda_{1}",
    "l2": r"\lambda_{2}",
    "beta1": r"\beta_1",
    "beta2": r"\beta_2",
    "decay": r"\mu",
    **{letter: rf"\{letter}" for letter in ("alpha", "delta", "epsilon", "rho")},
}
"""The letters of settings in LaTeX; every other setting is a word."""

MARKS = {
    "_new": "'",
    "_data": r"^{\mathrm{data}}",
    "_penalty": r"^{\mathrm{penalty}}",
    "_clipped": r"_{\mathrm{clipped}}",
}
"""What the end of a name becomes in LaTeX."""

ARRAY_NAME = re.compile(r"(d?)([A-Za-z]|theta)(\d*)(?:_(\d+|[a-z]))?")

PART_NAME = re.compile(r"(?:([a-z])_)?(d?)([a-z_]+)\.([A-Za-z]\d+)")
"""A parameter of one part of a layer, `query.W1`, or what an optimizer keeps for it."""


def symbol(name: str) -> str:
    r"""A name in LaTeX.

    Example:
        >>> print(symbol("dW1"), symbol("W1_new"), symbol("mask_r1"), symbol("row_losses"))
        dW_{1} W_{1}' \mathrm{mask}_{r_{1}} \text{row losses}
        >>> print(symbol("query.W1"), symbol("dquery.W1"), symbol("m_query.W1"))
        W_{\mathrm{query},1} dW_{\mathrm{query},1} m_{W_{\mathrm{query},1}}
    """
    for ending, mark in MARKS.items():
        if name.endswith(ending):
            return symbol(name.removesuffix(ending)) + mark
    if found := PART_NAME.fullmatch(name):
        kept, d, part, array = found.groups()
        parameter = d + symbol(array).replace("_{", rf"_{{\mathrm{{{part}}},", 1)
        return f"{kept}_{{{parameter}}}" if kept else parameter
    if found := ARRAY_NAME.fullmatch(name):
        d, letter, *indices = found.groups()
        index = ",".join(filter(None, indices))
        return d + letter.replace("theta", r"\theta") + (f"_{{{index}}}" if index else "")
    word, _, array = name.rpartition("_")
    if word and ARRAY_NAME.fullmatch(array):
        return _with_array(word, array)
    return rf"\text{{{name.replace('_', ' ')}}}"


def _with_array(word: str, array: str) -> str:
    """A word that says more about an array, with the array as its index."""
    if len(word) == len("h_before") and word.endswith("_before"):  # the state before
        return rf"{word[0]}_{{\text{{before}},{symbol(array)}}}"
    if re.fullmatch(r"d[A-Za-z](_[a-z])?", word):
        return f"{{{symbol(word)}}}_{{{symbol(array)}}}"
    base = word if len(word) == 1 else rf"\mathrm{{{word.replace('_', chr(92) + ' ')}}}"
    return f"{base}_{{{symbol(array)}}}"


def _replaced(text: str, names: Mapping[str, str]) -> str:
    """`text` with every whole letter among `names` replaced at once; "mean of" is no letter."""
    letters = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    pattern = rf"(?<![\w\\])(?:{letters})(?![\w']| of )"
    return re.sub(pattern, lambda found: names[found[0]], text) if names else text
