"""Steps of the update: what the optimizer makes of the gradient, one parameter after another."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, final

import numpy as np

from edunn.arrays import Array, Named
from edunn.catalogue import label_of
from edunn.formulas import Formula, symbol
from edunn.messages import Message
from edunn.operations import Entrywise, Place
from edunn.optimizers import Optimizer
from edunn.parameters import Place as ParameterPlace
from edunn.trace.calculation import Calculation
from edunn.trace.derivation import Concatenated, Derivation, Derived
from edunn.trace.number_format import MOST_ENTRIES, Line, NumberFormat, chosen, unshown
from edunn.trace.recorder import StepRecord
from edunn.trace.steps import Step

MOST_LETTERS = 90
"""A line that lists all gradients may be so long; of a longer one the middle is left out."""


def whole_gradient_step(record: StepRecord, places: Sequence[ParameterPlace]) -> Step:
    """All gradients as the one vector that an optimizer is given."""
    values = {"theta": record.before.theta, "g": record.g}
    if record.is_clipped:
        values["g_clipped"] = record.clipped
    gradients = [f"d{at.name}" for at in places]
    latex, text = r",\; ".join(map(symbol, gradients)), ", ".join(gradients)
    if len(text) > MOST_LETTERS:
        text = ", ".join([*gradients[:3], "...", *gradients[-2:]])
    return Step(
        "update",
        "gradient",
        "g",
        Formula(f"[{text}]", rf"\left[ {latex} \right]").named("g"),
        Message("trace.gradient_clipped" if record.is_clipped else "trace.gradient"),
        values,
        derivation=Concatenated("g", values, {f"d{at.name}": at.shape for at in places}),
    )


def update_steps(record: StepRecord, places: Sequence[ParameterPlace]) -> Iterator[Step]:
    """Each parameter's update, then the new theta and what the optimizer keeps."""
    for at in places:
        yield _update(record, at)
    vectors = before_and_after(record)
    kept = ", ".join(name for name in vectors_of(record.before) if name != "theta")
    step = f"{label_of(record.optimizer)} step from theta"
    yield Step(
        "update",
        "result",
        "theta_new",
        Formula(step, rf"\text{{{step[:-5].replace('_', ' ')}}} \theta").named("theta_new"),
        Message("trace.result_with_state", names=kept) if kept else Message("trace.result"),
        vectors,
        derivation=Concatenated(
            "theta_new",
            {"theta_new": vectors["theta_new"]},
            {f"{at.name}_new": at.shape for at in places},
        ),
    )


def vectors_of(state: Any) -> dict[str, Array]:
    """The vectors of an optimizer's state by name, theta first; numbers such as `t` left out.

    Example:
        >>> from edunn.optimizers import Momentum
        >>> vectors_of(Momentum().start(np.array([1.0])))
        {'theta': array([1.]), 'v': array([0.])}
    """
    contents = state._asdict() if hasattr(state, "_asdict") else vars(state)
    found = {name: q for name, q in contents.items() if np.shape(q) == state.theta.shape}
    return {"theta": state.theta} | found


def before_and_after(record: StepRecord) -> dict[str, Array]:
    """The vectors of the optimizer's state before the step, `v`, and after it, `v_new`."""
    after = vectors_of(record.after)
    return vectors_of(record.before) | {f"{name}_new": q for name, q in after.items()}


def _update(record: StepRecord, at: ParameterPlace) -> Step:
    """The update of one parameter: its formulas with names, and with numbers."""
    names = _names(at.name, vectors_of(record.before), record.is_clipped)
    vectors = before_and_after(record) | {"g": record.clipped}
    arrays = {letter: vectors[letter][at.where].reshape(at.shape) for letter in names}
    constants = record.optimizer.constants(record.before.t)
    formulas = _formulas(record.optimizer)
    *rules, formula = [
        formula.renamed(names).named(names.get(f"{letter}_new", letter))
        for letter, formula in formulas.items()
    ]
    shown = {names[letter]: q for letter, q in arrays.items() if names[letter] != "g_clipped"}
    parts = _parts(record.optimizer, arrays, names, constants)
    shared = [
        Calculation(letter, Entrywise(formula, (), constants), constants, constants[letter])
        for letter, formula in formulas.items()
        if letter in constants
    ]
    return Step(
        "update",
        "update",
        f"{at.name}_new",
        formula,
        Message("trace.update"),
        shown,
        at.layer + 1,
        label_of(record.optimizer),
        rules,
        {name: q for name, q in constants.items() if name not in formulas},
        UpdateDerivation(f"{at.name}_new", shown, arrays["g"], shared, parts),
    )


def _names(parameter: str, vectors: Named, is_clipped: bool) -> dict[str, str]:
    """From the letters of an optimizer's formulas to the names of one parameter's arrays."""
    names = {"theta": parameter, "theta_new": f"{parameter}_new"}
    names["g"] = "g_clipped" if is_clipped else f"d{parameter}"
    for vector in vectors:
        if vector != "theta":
            names |= {vector: f"{vector}_{parameter}", f"{vector}_new": f"{vector}_{parameter}_new"}
    return names


def _formulas(optimizer: Optimizer) -> Mapping[str, Formula]:
    """By letter; of an optimizer without formulas, such as a student's own, the step alone."""
    label = label_of(optimizer)
    latex = rf"\theta + \text{{step of {label.replace('_', ' ')}}}"
    return optimizer.formulas or {"theta": Formula(f"theta + step of {label}", latex)}


def _parts(
    optimizer: Optimizer, arrays: Named, names: Mapping[str, str], constants: Mapping[str, float]
) -> list[Derived]:
    """What each formula gives that differs from entry to entry, the new parameter last."""

    def part(letter: str, formula: Formula, numbers: Mapping[str, Any]) -> Derived:
        new = f"{letter}_new"
        used = [q for q in arrays if q in formula.letters]
        rule = Entrywise(formula, used, numbers, is_of_parameters=True)
        found = {names[q]: arrays[q] for q in (*used, new)}
        return Derived(names[new], found, rule, names, "numbers")

    if not optimizer.formulas:
        step = {"step": arrays["theta_new"] - arrays["theta"]}
        return [part("theta", Formula("theta + step", ""), step)]
    formulas = optimizer.formulas.items()
    return [part(name, formula, constants) for name, formula in formulas if name not in constants]


@final
@dataclass(frozen=True)
class UpdateDerivation(Derivation):
    """What an optimizer keeps for a parameter, and the parameter, entry by entry."""

    g: Array
    """The gradient: its largest entries get lines."""

    shared: Sequence[Calculation]
    """What is the same for all entries."""

    parts: Sequence[Derived]
    """The arrays; the last is the parameter."""

    def lines(self, numbers: NumberFormat) -> Iterator[Line | str]:
        """What all entries share, then all formulas for each entry."""
        numbers = numbers.finer  # a step is small: 4 digits may not show it
        yield from (step.line(numbers) for step in self.shared)
        most = MOST_ENTRIES if len(self.parts) == 1 else MOST_ENTRIES // 2
        for place in chosen(self.g, most):
            yield from (part.line(place, numbers) for part in self.parts)
        yield from unshown(self.g, "numbers", most, name=self.parts[-1].names["theta"])

    def line(self, place: Place, numbers: NumberFormat) -> Line:
        """The new number of the parameter."""
        return self.parts[-1].line(place, numbers)
