r"""From the formulas of a trace, written in ASCII, to LaTeX for KaTeX.

    z1 = x W1 + b1      ->  z_{1} = x \, W_{1} + b_{1}
    dW1 = x^T dz1       ->  dW_{1} = x^{\top} \, dz_{1}

A formula is read piece by piece: names of arrays become letters with indices, Greek and settings
their usual signs, and what is neither is prose and set upright.
"""

import re
from collections.abc import Iterator, Sequence

GREEK = {"theta", "beta", "epsilon", "rho", "alpha", "delta"}
SETTINGS = {"learning_rate": r"\eta", "weight_decay": r"\lambda", "decay": r"\mu"}
FUNCTIONS = {"sqrt": r"\sqrt", "exp": r"\exp", "log": r"\log", "tanh": r"\tanh"}
SCALARS = {"learning_rate", "weight_decay", "decay", "rho", "epsilon", "rate"}
"""What is one number: a product with it gets a dot, one of arrays, place by place, a circle."""

SIGNS = {
    "(": r"\left(",
    ")": r"\right)",
    "[": r"\left[",
    "]": r"\right]",
    ",": r",\;",
    "<": "<",
    ">": ">",
    "=": "=",
    "+": "+",
    "-": "-",
    "/": "/",
    "|": r"\vert ",
}
PIECE = re.compile(
    r"(?P<power>\^(?:T|\w+|\{\w+\}))|(?P<number>\d+(?:\.\d+)?(?:e[+-]?\d+)?)"
    r"|(?P<name>[A-Za-z]\w*(?:'s?)?)|(?P<sign>\S)"
)
LETTER = re.compile(r"(d?)([A-Za-z])(\d*)(?:_(\d+))?")


def latex(formula: str) -> str:
    r"""A formula of the trace for KaTeX.

    Example:
        >>> print(latex("z1 = x W1 + b1"))
        z_{1} = x \, W_{1} + b_{1}
        >>> print(latex("dz2 = (p - t) / B"))
        dz_{2} = \left( p - t \right) / B
    """
    pieces = [(match.lastgroup or "", match[0]) for match in PIECE.finditer(formula)]
    text = re.sub(r" +", " ", "".join(_written(pieces))).strip()
    while text != (text := re.sub(r"(\\text\{[^{}]*)\} \\, \\text\{", r"\1 ", text)):
        pass  # two words of prose became one; perhaps there are more
    return text


def _written(pieces: Sequence[tuple[str, str]]) -> Iterator[str]:
    depth: list[str] = []  # what closes each bracket that is open: a root has braces
    for k, (kind, text) in enumerate(pieces):
        before = pieces[k - 1] if k else ("", "")
        if kind == "power":
            yield "^{" + (r"\top" if text == "^T" else name(text[1:].strip("{}"))) + "}"
        elif text == "(":
            is_root = before[1] == "sqrt"
            depth.append("}" if is_root else r" \right) ")
            yield "{" if is_root else r"\left( "
        elif text == ")":
            yield depth.pop() if depth else ")"
        elif text == "*":
            yield rf" {_product(pieces, k)} "
        elif kind == "sign":
            yield f" {SIGNS.get(text, '')} "
        else:
            yield (r" \, " if _touches(before) else "") + name(text)


def _touches(before: tuple[str, str]) -> bool:
    """Whether a name follows another one, or a closed bracket, without a sign between them."""
    return before[0] in ("name", "power", "number") or before[1] in (")", "]")


def _product(pieces: Sequence[tuple[str, str]], k: int) -> str:
    """The sign of a product, by what stands beside it."""
    sides = (pieces[k - 1], pieces[k + 1])
    is_scalar = any(
        kind == "number" or text in SCALARS or text in "()" or text.startswith("beta")
        for kind, text in sides
        if kind != "sign" or text == ")"
    )
    return r"\cdot" if is_scalar else r"\odot"


def name(text: str) -> str:
    r"""One name: an array with its indices, a setting, a function, or a word of prose.

    Example:
        >>> print(name("dW1"), name("W1_new"), name("mask_r1"), name("beta1"), name("over"))
        dW_{1} W_{1}' \mathrm{mask}_{r_{1}} \beta_{1} \text{over}
    """
    if text in SETTINGS:
        return SETTINGS[text]
    if text in FUNCTIONS:
        return FUNCTIONS[text]
    if text.endswith("_new"):
        return name(text.removesuffix("_new")) + "'"
    if text.endswith(("_data", "_clipped")):
        stem, _, word = text.rpartition("_")
        return rf"{name(stem)}^{{\mathrm{{{word}}}}}"
    return _symbol(text)


def _symbol(text: str) -> str:
    if text.isdigit():
        return text
    letter = LETTER.fullmatch(text)
    if letter:
        d, stem, number, again = letter.groups()
        index = ",".join(part for part in (number, again) if part)
        return d + stem + (f"_{{{index}}}" if index else "")
    greek = re.fullmatch(r"(d?)([a-z]+?)(\d*)", text)
    if greek and greek[2] in GREEK:
        return greek[1] + "\\" + greek[2] + (f"_{{{greek[3]}}}" if greek[3] else "")
    return _words(text)


def _words(text: str) -> str:
    """Prose; or a word whose index is an array, such as `mask_r1`."""
    word, _, index = text.partition("_")
    if index and LETTER.fullmatch(index):
        return rf"\mathrm{{{word}}}_{{{name(index)}}}"
    plain = text.replace("_", r"\_")
    return rf"\text{{{plain}}}"
