"""Cards: a trace is a row of steps, each a card with a formula, its numbers, and a sentence."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from textwrap import wrap
from typing import Any, TypeAlias, final

import numpy as np

from edunn.arrays import Array, Named, Shape
from edunn.trace.pencil import Line, Pencil, written

PHASES = ("input", "forward", "loss", "backward", "update")
"""The order of things in one step of training."""

Working: TypeAlias = Callable[[Pencil], Iterable[Line | str]]
"""What writes down how the numbers of a step come about."""


def no_working(pencil: Pencil) -> Iterator[Line | str]:
    """Nothing to add to the formula."""
    yield from ()


@final
@dataclass(frozen=True)
class Step:
    """One formula with all numbers that went in and came out.

    Example:
        >>> step = Step("forward", "a1", "a1 = relu(z1)", "Only what is positive passes.",
        ...             {"z1": np.array([[-1.0, 2.0]]), "a1": np.array([[0.0, 2.0]])})
        >>> step.shapes
        {'z1': (1, 2), 'a1': (1, 2)}
    """

    phase: str
    """One of PHASES."""

    name: str
    """What the step finds out: "z1", "da1", "W1_new"."""

    formula: str
    """In ASCII, with the names of the arrays."""

    explanation: str
    """The same in words."""

    values: Named
    """What went in and what came out, by name; copies that nobody can change."""

    layer: int | None = None
    """Which layer of the network, counted from 1; None where it concerns all."""

    title: str = ""
    """That layer in a word or two."""

    working: Working = field(default=no_working, repr=False, compare=False)
    """What writes it out with the numbers."""

    def __post_init__(self) -> None:
        values = {name: np.array(value) for name, value in self.values.items()}
        for value in values.values():
            value.flags.writeable = False
        object.__setattr__(self, "values", values)

    @property
    def shapes(self) -> dict[str, Shape]:
        """The shape of each array."""
        return {name: value.shape for name, value in self.values.items()}

    def lines(self, digits: int = 4, width: int = 100) -> list[str]:
        """The formula with the numbers in the places of the letters."""
        with np.errstate(all="ignore"):  # what overflowed in training shall overflow on paper
            return list(written(list(self.working(Pencil(digits, width))), width))

    def text(self, digits: int = 4, width: int = 100) -> str:
        """The card as text: the formula, the sentence, the numbers."""
        shape = " x ".join(map(str, self.shapes.get(self.name, ())))
        facts = ": ".join(part for part in (self.title, shape) if part)
        gap = width - len(self.formula) - len(facts)
        head = self.formula + (" " * gap if gap > 2 else "\n") + facts
        words = wrap(self.explanation, width - 2, initial_indent="  ", subsequent_indent="  ")
        numbers = [f"    {line}" for line in self.lines(digits, width - 4)]
        return "\n".join([head.rstrip(), *words, *numbers])


@final
@dataclass(frozen=True)
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
          Every unit adds up what comes in, each number times its
          weight, and its bias.
            z1[0] = 2*0.5 + 3*(-1) + 0 = -2
        >>> trace.arrays["theta_new"]
        array([6.5, 8. , 3. ])
    """

    steps: tuple[Step, ...]
    """In the order in which they happen."""

    heading: str = "One step of training"

    @property
    def arrays(self) -> dict[str, Array]:
        """Every array of every step by its name."""
        return {name: value for step in self.steps for name, value in step.values.items()}

    def __getitem__(self, name: str) -> Step:
        """The step that finds out `name`.

        Raises:
            KeyError: no step does.
        """
        for step in self.steps:
            if step.name == name:
                return step
        raise KeyError(f"no step finds out {name!r}. There are: {[s.name for s in self.steps]}.")

    def to_dict(self, digits: int = 4, width: int = 100) -> dict[str, Any]:
        """Plain values: each array once, as nested lists, and the steps that name them."""
        arrays = {name: _plain(value.tolist()) for name, value in self.arrays.items()}
        steps = [
            {
                "phase": step.phase,
                "layer": step.layer,
                "title": step.title,
                "name": step.name,
                "formula": step.formula,
                "explanation": step.explanation,
                "shapes": {name: list(shape) for name, shape in step.shapes.items()},
                "lines": step.lines(digits, width),
            }
            for step in self.steps
        ]
        return {"heading": self.heading, "steps": steps, "arrays": arrays}

    def to_json(self, digits: int = 4, width: int = 100) -> str:
        """The same as a JSON text; a number that is not finite is `null`."""
        return json.dumps(self.to_dict(digits, width), allow_nan=False)

    def text(self, digits: int = 4, width: int = 100) -> str:
        """All of it for a reader with a pencil, every number with so many digits."""
        parts = [*wrap(self.heading, width), *wrap(_how_to_read(self.arrays["x"], digits), width)]
        for phase in PHASES:
            cards = [step.text(digits, width) for step in self.steps if step.phase == phase]
            if cards:
                parts += ["", f"-- {phase.upper()} {'-' * (width - len(phase) - 4)}"]
                parts += [f"\n{card}" for card in cards]
        return "\n".join(parts)

    def __str__(self) -> str:
        return self.text()


def _how_to_read(x: Array, digits: int) -> str:
    precision = np.finfo(x.dtype).precision + 1
    words = (
        f"Numbers are shown to {digits} digits, updates to {digits + 2}. The computer keeps about "
        f"{precision} ({x.dtype}), so where paper gives 0 a tiny rest may stand."
    )
    if len(x) == 1:
        return f"{words} There is one row, so it needs no index: z1[1] is its unit 1, after unit 0."
    return f"{words} z1[0,1] is row 0, unit 1. Of {len(x)} rows, the first is worked out."


def _plain(value: Any) -> Any:
    """Lists and finite numbers as they are, NaN and infinity as None."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value if np.isfinite(value) else None
