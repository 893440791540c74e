"""Formulas as data: what is computed, in ASCII and in LaTeX, and which numbers go into one entry.

Each activation, loss, regularizer, optimizer and layer owns its formulas, in its own letters (`x`,
`y`, `W`, a setting's name). A trace puts other names in the places of the letters, such as `z1`, or
numbers; a terminal prints the ASCII, a page the LaTeX.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, final

from edunn.arrays import Array, Shape

Kind: TypeAlias = Literal[
    "example",
    "scaling",
    "weighted_sum",
    "activation",
    "softmax",
    "dropout",
    "no_dropout",
    "layer",
    "loss",
    "loss_gradient",
    "weight_gradient",
    "bias_gradient",
    "penalty_gradient",
    "weighted_sum_backward",
    "chain_rule",
    "softmax_backward",
    "dropout_backward",
    "scaling_backward",
    "layer_backward",
    "gradient",
    "update",
    "result",
]
"""What a step of a training step does."""

Place: TypeAlias = tuple[int, ...]
Where: TypeAlias = tuple[int | slice, ...]
ALL = slice(None)


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

    def renamed(self, names: Mapping[str, str]) -> "Formula":
        """The same with other names for its letters."""
        symbols = {symbol(letter): symbol(name) for letter, name in names.items()}
        return Formula(_replaced(self.text, names), _replaced(self.latex, symbols))

    def filled(self, numbers: Mapping[str, str]) -> str:
        """The ASCII with numbers, as they are to be written, in the places of its letters."""
        return _replaced(self.text, numbers)

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


MARKS = {
    "_new": "'",
    "_data": r"^{\mathrm{data}}",
    "_penalty": r"^{\mathrm{penalty}}",
    "_clipped": r"_{\mathrm{clipped}}",
}
"""What the end of a name becomes in LaTeX."""

ARRAY_NAME = re.compile(r"(d?)([A-Za-z]|theta)(\d*)(?:_(\d+|[a-z]))?")


def symbol(name: str) -> str:
    r"""A name in LaTeX.

    Example:
        >>> print(symbol("dW1"), symbol("W1_new"), symbol("mask_r1"), symbol("row_losses"))
        dW_{1} W_{1}' \mathrm{mask}_{r_{1}} \text{row losses}
    """
    for ending, mark in MARKS.items():
        if name.endswith(ending):
            return symbol(name.removesuffix(ending)) + mark
    if found := ARRAY_NAME.fullmatch(name):
        d, letter, *indices = found.groups()
        index = ",".join(filter(None, indices))
        return d + letter.replace("theta", r"\theta") + (f"_{{{index}}}" if index else "")
    word, _, array = name.rpartition("_")
    if word and ARRAY_NAME.fullmatch(array):
        base = word if len(word) == 1 else rf"\mathrm{{{word}}}"
        return f"{base}_{{{symbol(array)}}}"
    return rf"\text{{{name.replace('_', ' ')}}}"


def _replaced(text: str, names: Mapping[str, str]) -> str:
    """`text` with every whole letter among `names` replaced, all at once."""
    letters = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    pattern = rf"(?<![\w\\])(?:{letters})(?![\w'])"
    return re.sub(pattern, lambda found: names[found[0]], text) if names else text


@dataclass(frozen=True)
class Operation(ABC):
    """How every entry of an array is made of entries of others, all of them letters of a layer."""

    @property
    @abstractmethod
    def formula(self) -> Formula:
        """The right side of the equation."""

    @property
    def has_rows(self) -> bool:
        """Whether the result has a row for each row of the mini-batch."""
        return True

    @abstractmethod
    def sources(self, place: Place, shapes: Mapping[str, Shape]) -> dict[str, Where]:
        """For each letter, which of its entries the entry at `place` is made of."""


@final
@dataclass(frozen=True)
class Product(Operation):
    """A matrix product; one entry is a row of the left times a column of the right, and a bias.

    Example:
        >>> Product("x", "W", bias="b").formula.text
        'x W + b'
        >>> Product("x", "dy", transposed="x").formula.text
        'x^T dy'
    """

    left: str
    right: str
    bias: str = ""
    transposed: str = ""
    """Which of the two is transposed."""

    @property
    def formula(self) -> Formula:
        """Both factors side by side, as in a textbook."""
        text = " ".join(q + "^T" * (q == self.transposed) for q in (self.left, self.right))
        latex = r" \, ".join(
            symbol(q) + r"^{\top}" * (q == self.transposed) for q in (self.left, self.right)
        )
        bias = f" + {self.bias}" if self.bias else ""
        return Formula(text + bias, latex + bias)

    @property
    def has_rows(self) -> bool:
        """Not in `x^T dy`, which adds them up."""
        return self.transposed != self.left

    def sources(self, place: Place, shapes: Mapping[str, Shape]) -> dict[str, Where]:
        """A row and a column, each the other way round where it is transposed."""
        i, j = place
        found: dict[str, Where] = {
            self.left: (ALL, i) if self.transposed == self.left else (i, ALL),
            self.right: (j, ALL) if self.transposed == self.right else (ALL, j),
        }
        return found | ({self.bias: (j,)} if self.bias else {})


@final
@dataclass(frozen=True)
class RowSum(Operation):
    """The sum over the rows of a mini-batch."""

    of: str

    @property
    def formula(self) -> Formula:
        """The sum, in words."""
        return Formula(f"sum of {self.of} over rows", rf"\sum_{{\text{{rows}}}} {symbol(self.of)}")

    @property
    def has_rows(self) -> bool:
        """They are added up."""
        return False

    def sources(self, place: Place, shapes: Mapping[str, Shape]) -> dict[str, Where]:
        """One column."""
        return {self.of: (ALL, *place)}


@final
@dataclass(frozen=True)
class Entrywise(Operation):
    """The same formula for every entry.

    Example:
        >>> each = Entrywise(Formula("(x - shift)/scale", ""), ("x", "shift", "scale"))
        >>> each.sources((3, 1), {"x": (9, 2), "shift": (2,), "scale": (2,)})
        {'x': (3, 1), 'shift': (1,), 'scale': (1,)}
    """

    rule: Formula
    letters: Sequence[str]
    """The arrays that an entry depends on."""

    numbers: Mapping[str, float | Array] = field(default_factory=dict)
    """Letters of the formula that are no arrays of the trace: settings, or a derivative found."""

    is_of_parameters: bool = False

    @property
    def has_rows(self) -> bool:
        """Not where the arrays are parameters."""
        return not self.is_of_parameters

    @property
    def formula(self) -> Formula:
        """The rule."""
        return self.rule

    def sources(self, place: Place, shapes: Mapping[str, Shape]) -> dict[str, Where]:
        """The same place of all; of a vector, the column."""
        return {letter: place[-len(shapes[letter]) :] for letter in self.letters}


@final
@dataclass(frozen=True)
class Rowwise(Operation):
    """A formula in which all entries of a row take part, such as a softmax."""

    rule: Formula
    letters: Sequence[str]

    @property
    def formula(self) -> Formula:
        """The rule."""
        return self.rule

    def sources(self, place: Place, shapes: Mapping[str, Shape]) -> dict[str, Where]:
        """The whole row of all."""
        return dict.fromkeys(self.letters, (place[0], ALL))


@final
@dataclass(frozen=True)
class LayerStep:
    """How one array of a layer comes about: its output, a gradient, or the input's gradient."""

    kind: Kind
    operation: Operation
    rules: Sequence[Formula] = ()
    """More equations, in the layer's letters."""


LayerSteps: TypeAlias = Mapping[str, LayerStep]
"""By letter: `y`, `dW`, `dx`."""
