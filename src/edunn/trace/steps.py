"""Steps: a trace is a row of them, each a formula, its numbers, and a sentence."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import wrap
from typing import Any, Literal, TypeAlias, final, get_args
from xml.etree.ElementTree import Element

import numpy as np

from edunn import notebook
from edunn.arrays import Array, Named, Shape
from edunn.formulas import Formula, aligned
from edunn.markup import tag
from edunn.messages import Message
from edunn.operations import Kind
from edunn.text import abridged, as_json
from edunn.trace.derivation import Derivation, Listed
from edunn.trace.number_format import NumberFormat, written
from edunn.trace.symbols import Role

Phase: TypeAlias = Literal["input", "forward", "loss", "backward", "update"]

PHASES: tuple[Phase, ...] = get_args(Phase)
"""In the order in which they happen."""


@final
@dataclass(frozen=True, repr=False)
class Step:
    """One formula with all numbers that went in and came out.

    Example:
        >>> z, a = np.array([[-1.0, 2.0]]), np.array([[0.0, 2.0]])
        >>> formula, words = Formula("a1 = relu(z1)", "a_1 = ..."), Message("trace.activation")
        >>> Step("forward", "activation", "a1", formula, words, {"z1": z, "a1": a}).shapes
        {'z1': (1, 2), 'a1': (1, 2)}
    """

    phase: Phase
    kind: Kind
    name: str
    """The array that it computes: "z1", "da1", "W1_new"."""

    formula: Formula
    """With the names of the arrays."""

    explanation: Message
    values: Named
    """The arrays that go in and come out, by name; read-only copies."""

    layer: int | None = None
    """Which layer of the network, counted from 1; None where it concerns all."""

    title: str = ""
    """That layer in a word or two."""

    rules: Sequence[Formula] = ()
    """More formulas, in the order in which they are used: those of an activation or optimizer."""

    settings: Mapping[str, float] = field(default_factory=dict)
    """The settings in the formulas, which are the same for every entry."""

    derivation: Derivation | None = field(default=None, repr=False, compare=False)
    """Where the numbers come from; None only lists them."""

    def __post_init__(self) -> None:
        values = {name: np.array(value) for name, value in self.values.items()}
        for value in values.values():
            value.flags.writeable = False
        object.__setattr__(self, "values", values)

    @property
    def shapes(self) -> dict[str, Shape]:
        """The shape of each array."""
        return {name: value.shape for name, value in self.values.items()}

    @property
    def derived(self) -> Derivation:
        """The derivation, or the list of arrays."""
        return self.derivation or Listed(self.name, self.values)

    @property
    def latex(self) -> str:
        """The formula and the rules, for KaTeX."""
        before = self.kind == "update"  # an optimizer's memory comes before its step
        formulas = [*self.rules, self.formula] if before else [self.formula, *self.rules]
        return aligned(formulas)

    @property
    def sentence(self) -> str:
        """The explanation, with rules and settings."""
        settings = (f"{name} = {value:g}" for name, value in self.settings.items())
        facts = "; ".join([*(rule.text for rule in self.rules), *settings])
        return f"{self.explanation} Here {facts}." if facts else str(self.explanation)

    def lines(self, digits: int = 4, width: int = 100) -> list[str]:
        """The formula with the numbers in the places of the letters."""
        with np.errstate(all="ignore"):  # what overflowed in training may overflow here
            return list(written(list(self.derived.lines(NumberFormat(digits, width))), width))

    def text(self, digits: int = 4, width: int = 100) -> str:
        """The formula, the sentence, and the numbers."""
        shape = " x ".join(map(str, self.shapes.get(self.name, ())))
        facts = ": ".join(part for part in (self.title, shape) if part)
        formula = self.formula.text
        gap = width - len(formula) - len(facts)
        head = formula + (" " * gap if gap > 2 else "\n") + facts
        words = wrap(self.sentence, width - 2, initial_indent="  ", subsequent_indent="  ")
        numbers = [f"    {line}" for line in self.lines(digits, width - 4)]
        return "\n".join([head.rstrip(), *words, *numbers])

    def element(self, is_open: bool = False) -> Element:
        """The formula, which opens to the sentence and the numbers, as HTML."""
        shape = " x ".join(map(str, self.shapes.get(self.name, ())))
        facts = ": ".join(part for part in (self.title, shape or "a number") if part)
        summary = tag("span", self.formula.text, tag("span", f"  ({facts})", style=notebook.PALE))
        formula = notebook.formula(self.latex, self.formula.text)
        numbers = notebook.code("\n".join(self.lines()))
        parts = formula, notebook.text(self.sentence, pale=True), numbers
        return notebook.fold(summary, *parts, is_open=is_open)

    def _repr_html_(self) -> str:
        return notebook.page("", self.element(is_open=True))

    def __repr__(self) -> str:
        return f"<Step {self.name}: {self.formula.text}>"

    def to_dict(self, digits: int = 4, width: int = 100) -> dict[str, Any]:
        """Plain values; the arrays are only named, with their shapes."""
        return {
            "phase": self.phase,
            "kind": self.kind,
            "layer": self.layer,
            "title": self.title,
            "name": self.name,
            "formula": self.formula.text,
            "latex": self.latex,
            "explanation": self.sentence,
            "settings": dict(self.settings),
            "shapes": {name: list(shape) for name, shape in self.shapes.items()},
            "lines": self.lines(digits, width),
        }


@final
@dataclass(frozen=True, repr=False)
class Trace:
    """One step of training with every number written down: print it, or take the arrays.

    Example:
        >>> from edunn import Model
        >>> model = Model([[2], [1]], "mse", learning_rate=0.5, dtype="float64")
        >>> model.theta = [0.5, -1, 0]
        >>> trace = model.trace([[2, 3]], [[1]])
        >>> [step.name for step in trace.steps]
        ['x', 'z1', 'loss', 'dz1', 'dW1', 'db1', 'g', 'W1_new', 'b1_new', 'theta_new']
        >>> print(trace["z1"].text(width=60))
        z1 = x W1 + b1                                dense 1: 1 x 1
          Every unit adds up its inputs, each times its weight, and
          its bias.
            z1[0] = 2*0.5 + 3*(-1) + 0 = -2
        >>> trace.arrays["theta_new"]
        array([6.5, 8. , 3. ])
    """

    steps: tuple[Step, ...]
    """In the order in which they happen."""

    heading: str = "One step of training"

    roles: Mapping[str, Role] = field(default_factory=dict)
    """Which arrays stand for neurons, weights and biases of which layer."""

    @property
    def arrays(self) -> dict[str, Array]:
        """Every array of every step by its name."""
        return {name: value for step in self.steps for name, value in step.values.items()}

    def __getitem__(self, name: str) -> Step:
        """The step that computes `name`.

        Raises:
            KeyError: no step does.
        """
        for step in self.steps:
            if step.name == name:
                return step
        known = ", ".join(step.name for step in self.steps)
        raise KeyError(f"no step computes {name!r}. There are: {known}.")

    def to_dict(self, digits: int = 4, width: int = 100) -> dict[str, Any]:
        """Plain values: each array once, as nested lists, and the steps that name them."""
        arrays = {name: as_json(value) for name, value in self.arrays.items()}
        steps = [step.to_dict(digits, width) for step in self.steps]
        return {"heading": self.heading, "steps": steps, "arrays": arrays}

    def to_json(self, digits: int = 4, width: int = 100) -> str:
        """The same as a JSON text; a number that is not finite is `null`."""
        return json.dumps(self.to_dict(digits, width), allow_nan=False)

    def text(self, digits: int = 4, width: int = 100) -> str:
        """All of it, every number with so many digits."""
        parts = [*wrap(self.heading, width), *wrap(_how_to_read(self.arrays["x"], digits), width)]
        for phase in PHASES:
            steps = [step.text(digits, width) for step in self.steps if step.phase == phase]
            if steps:
                parts += ["", f"-- {phase.upper()} {'-' * (width - len(phase) - 4)}"]
                parts += [f"\n{step}" for step in steps]
        return "\n".join(parts)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        names = ", ".join(abridged([step.name for step in self.steps]))
        return f"<Trace of {len(self.steps)} steps: {names}; print it to see all numbers>"

    def _repr_html_(self) -> str:
        parts = []
        for phase in PHASES:
            steps = [step.element() for step in self.steps if step.phase == phase]
            parts.append(notebook.fold(tag("b", phase), *steps, is_open=True) if steps else None)
        how = notebook.text(_how_to_read(self.arrays["x"], 4), pale=True)
        return notebook.page(self.heading, *parts, how)


def _how_to_read(x: Array, digits: int) -> str:
    precision = np.finfo(x.dtype).precision + 1
    words = (
        f"Numbers are shown to {digits} digits, updates to {digits + 2}. The computer keeps about "
        f"{precision} ({x.dtype}), so where paper gives 0 a tiny number may stand."
    )
    if len(x) == 1:
        one = "x[1,2,0] is its row 1, column 2, channel 0" if x.ndim == 4 else "z1[1] is its unit 1"
        return f"{words} There is one row, so it needs no index: {one}, counted from 0."
    pixel, unit = "x[0,1,2,0] is image 0, row 1, column 2, channel 0", "z1[0,1] is row 0, unit 1"
    one = pixel if x.ndim == 4 else unit
    return f"{words} {one}. Of {len(x)} rows, the first is worked out."
