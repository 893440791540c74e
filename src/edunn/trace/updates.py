"""Steps of the update: what the optimizer makes of the gradient, one parameter after another."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod, sqrt
from typing import Any, final

import numpy as np

from edunn.arrays import Array, Named, Shape
from edunn.catalogue import label_of
from edunn.formulas import Formula, Place, Where, settings_of, symbol
from edunn.messages import Message
from edunn.parameters import Place as ParameterPlace
from edunn.trace.derivation import Derivation
from edunn.trace.number_format import MOST_ENTRIES, Line, NumberFormat, chosen, entry, unshown
from edunn.trace.recorder import StepRecord
from edunn.trace.steps import Step


def whole_gradient_step(record: StepRecord, places: Sequence[ParameterPlace]) -> Step:
    """All gradients as the one vector that an optimizer is given."""
    values = {"theta": record.before.theta, "g": record.g}
    is_clipped = not np.array_equal(_clipped(record), record.g, equal_nan=True)
    if is_clipped:
        values["g_clipped"] = _clipped(record)
    gradients = [f"d{at.name}" for at in places]
    latex = r",\; ".join(map(symbol, gradients))
    return Step(
        "update",
        "gradient",
        "g",
        Formula(f"[{', '.join(gradients)}]", rf"\left[ {latex} \right]").named("g"),
        Message("trace.gradient_clipped" if is_clipped else "trace.gradient"),
        values,
        derivation=Concatenated("g", values, {f"d{at.name}": at.shape for at in places}),
    )


def update_steps(record: StepRecord, places: Sequence[ParameterPlace]) -> Iterator[Step]:
    """Each parameter's update, then the new theta and what the optimizer keeps."""
    for at in places:
        yield _update(record, at)
    before, after = vectors_of(record.before), vectors_of(record.after)
    values = before | {f"{name}_new": q for name, q in after.items()}
    kept = ", ".join(name for name in before if name != "theta")
    step = f"{label_of(record.optimizer)} step from theta"
    yield Step(
        "update",
        "result",
        "theta_new",
        Formula(step, rf"\text{{{step[:-5].replace('_', ' ')}}} \theta").named("theta_new"),
        Message("trace.result_with_state", names=kept) if kept else Message("trace.result"),
        values,
        derivation=Concatenated(
            "theta_new",
            {"theta_new": after["theta"]},
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


def _clipped(record: StepRecord) -> Array:
    g: Array = record.optimizer.clipped(record.g)
    return g


def _update(record: StepRecord, at: ParameterPlace) -> Step:
    """The update of one parameter: its formulas with names, and with numbers."""
    before, after = vectors_of(record.before), vectors_of(record.after)
    is_clipped = not np.array_equal(_clipped(record), record.g, equal_nan=True)
    names = _names(at.name, before, "g_clipped" if is_clipped else f"d{at.name}")
    vectors = before | {f"{name}_new": q for name, q in after.items()} | {"g": _clipped(record)}
    arrays = {letter: vectors[letter][at.where].reshape(at.shape) for letter in names}
    derivation = UpdateDerivation(record, arrays, names)
    *rules, formula = derivation.equations
    return Step(
        "update",
        "update",
        f"{at.name}_new",
        formula,
        Message("trace.update"),
        {names[letter]: q for letter, q in arrays.items() if names[letter] != "g_clipped"},
        at.layer + 1,
        label_of(record.optimizer),
        rules,
        {name: q for name, q in derivation.constants.items() if name != "rate"},
        derivation,
    )


def _names(parameter: str, before: Named, g: str) -> dict[str, str]:
    """From the letters of an optimizer's formulas to the names of one parameter's arrays."""
    names = {"theta": parameter, "theta_new": f"{parameter}_new", "g": g}
    for vector in before:
        if vector != "theta":
            names |= {vector: f"{vector}_{parameter}", f"{vector}_new": f"{vector}_{parameter}_new"}
    return names


@final
@dataclass(frozen=True)
class UpdateDerivation(Derivation):
    """The formulas of an optimizer for the entries of one parameter."""

    record: StepRecord
    arrays: Named
    """By letter."""

    names: Mapping[str, str]
    """By letter."""

    @property
    def inputs(self) -> tuple[str, ...]:
        """The parameter, its gradient, and what the optimizer kept and keeps for it."""
        result = self.names["theta_new"]
        return tuple(name for name in self.names.values() if name not in (result, "g_clipped"))

    @property
    def formulas(self) -> Mapping[str, Formula]:
        """By letter; of an optimizer without formulas, such as a student's own, the step alone."""
        step = Formula("theta + step", rf"\theta + \text{{step of {self._title}}}")
        return self.record.optimizer.formulas or {"theta": step}

    @property
    def equations(self) -> list[Formula]:
        """The formulas with the names of the arrays, the new parameter's last."""
        if not self.record.optimizer.formulas:
            new, old = self.names["theta_new"], self.names["theta"]
            latex = self.formulas["theta"].renamed({"theta": old}).latex
            return [Formula(f"{old} + step of {label_of(self.record.optimizer)}", latex).named(new)]
        return [
            formula.renamed(self.names).named(self.names.get(f"{letter}_new", letter))
            for letter, formula in self.formulas.items()
        ]

    @property
    def _title(self) -> str:
        return label_of(self.record.optimizer).replace("_", " ")

    @cached_property
    def constants(self) -> dict[str, float]:
        """What is the same for every entry: settings, the learning rate of this step, `t`."""
        optimizer, formulas = self.record.optimizer, self.formulas
        numbers = settings_of(optimizer, *formulas.values())
        rate = {"learning_rate": optimizer.rate(self.record.before.t)}
        count = {"t": self.record.after.t}
        letters = frozenset().union(*(formula.letters for formula in formulas.values()))
        known = {**numbers, **rate, **count}
        if "rate" in formulas:
            known["rate"] = _corrected(**known)
        return {name: q for name, q in known.items() if name in letters}

    def lines(self, numbers: NumberFormat) -> Iterator[Line | str]:
        """The rate, if there is one, then all formulas for each entry."""
        numbers, g = numbers.finer, self.arrays["g"]  # a step is small: 4 digits may not show it
        if "rate" in self.formulas:
            text = numbers.fill(self.formulas["rate"], **self.constants)
            yield numbers.line("rate", text, self.constants["rate"])
        most = MOST_ENTRIES if len(self._by_entry) == 1 else MOST_ENTRIES // 2
        for place in chosen(g, most):
            for letter in self._by_entry:
                yield self._line(letter, place, numbers)
        yield from unshown(g, "numbers", most, name=self.names["theta"])

    def line(self, place: Place, numbers: NumberFormat) -> Line:
        """The new number of the parameter."""
        return self._line("theta", place, numbers)

    def sources(self, place: Place) -> dict[str, Where]:
        """The same place of all."""
        return dict.fromkeys(self.inputs, place)

    @property
    def _by_entry(self) -> list[str]:
        return [letter for letter in self.formulas if letter != "rate"]

    def _line(self, letter: str, place: Place, numbers: NumberFormat) -> Line:
        name, q = self.names[f"{letter}_new"], self.arrays[f"{letter}_new"]
        taken = {key: array[place] for key, array in self.arrays.items()}
        step = {"step": taken["theta_new"] - taken["theta"]}
        text = numbers.fill(self.formulas[letter], **self.constants, **taken, **step)
        return numbers.line(entry(name, place), text, q[place]).about(name, place)


def _corrected(learning_rate: float, beta1: float, beta2: float, t: int, **others: float) -> float:
    """Adam's rate, with both of its means corrected for their start at 0."""
    return learning_rate * sqrt(1.0 - beta2**t) / (1.0 - beta1**t)


@final
@dataclass(frozen=True)
class Concatenated(Derivation):
    """The arrays of all parameters, one after the other, as a single vector.

    Example:
        >>> whole = Concatenated("g", {"g": np.arange(5.0)}, {"dW1": (2, 2), "db1": (1,)})
        >>> whole.sources((3,)), str(whole.line((4,), NumberFormat()))
        ({'dW1': (1, 1)}, 'g[4] = db1[0] = 4')
    """

    name: str
    values: Named
    """The vectors to show; one of them is the result."""

    shapes: Mapping[str, Shape]
    """The arrays that it consists of, and their shapes."""

    @property
    def inputs(self) -> tuple[str, ...]:
        """The arrays."""
        return tuple(self.shapes)

    def lines(self, numbers: NumberFormat) -> Iterator[Line | str]:
        """The beginning of each vector."""
        for name, q in self.values.items():
            yield Line(name, "", numbers.row(q))

    def line(self, place: Place, numbers: NumberFormat) -> Line:
        """Which entry of which array it is."""
        name, where = self._part(place[0])
        result = numbers.number(self.values[self.name][place])
        return Line(entry(self.name, place), entry(name, where), result, self.name, place)

    def sources(self, place: Place) -> dict[str, Where]:
        """That entry."""
        return dict([self._part(place[0])])

    def _part(self, number: int) -> tuple[str, Place]:
        for name, shape in self.shapes.items():
            size = prod(shape)
            if number < size:
                return name, tuple(int(k) for k in np.unravel_index(number, shape))
            number -= size
        raise IndexError("there is no such entry")
