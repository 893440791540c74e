"""Steps of the layers, forward and backward, by each layer's own `trace_steps`.

A layer without them, such as a student's own, has the same steps with its arrays listed.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from typing import final

from edunn.arrays import Array, Named
from edunn.formulas import Formula, call
from edunn.layers import Layer
from edunn.messages import Message
from edunn.operations import Kind, LayerStep, LayerSteps
from edunn.trace.derivation import Derived, Listed
from edunn.trace.recorder import LayerRecord
from edunn.trace.steps import Step
from edunn.trace.symbols import Symbols

PLURALS: dict[Kind, str] = {
    "softmax": "classes",
    "weight_gradient": "weights",
    "kernel_gradient": "weights",
    "bias_gradient": "biases",
    "weighted_sum_backward": "inputs",
    "convolution_backward": "inputs",
    "max_pooling_backward": "inputs",
    "average_pooling_backward": "inputs",
    "rearranging_backward": "inputs",
    "softmax_backward": "logits",
}
"""What the entries of an array are called; else units."""

BY_NAME: Set[Kind] = {"activation", "softmax"}
"""Functions that are shown by their name, and their formula under it."""


@final
@dataclass(frozen=True)
class Around:
    """The arrays around one layer, by letter, and their names in the network.

    Args:
        p: its parameters.
        others: its statistics, and the rest of its cache: `mask` or `scale`.
        penalized: names of parameters with a regularizer, which adds to the gradient later.
    """

    layer: Layer
    p: Named
    others: Named
    it: Symbols
    record: LayerRecord
    penalized: Set[str] = frozenset()

    @cached_property
    def steps(self) -> LayerSteps:
        """The layer's own."""
        return self.layer.trace_steps({**self._given, **self.record.cache})

    @property
    def intermediates(self) -> dict[str, Array]:
        """The arrays between input, output and gradients that have a step of their own."""
        given, steps = self._given, self.steps.items()
        of_training = {"y", "dx", *(f"d{name}" for name in self.record.dp)}
        found = {
            letter: given.get(letter) if step.array is None else step.array
            for letter, step in steps
            if letter not in of_training
        }
        return {letter: q for letter, q in found.items() if q is not None}

    @property
    def arrays(self) -> dict[str, Array]:
        """By letter; a gradient only where it was computed."""
        return {**self._given, **self.intermediates}

    @property
    def _given(self) -> dict[str, Array]:
        """Without the arrays that only steps have."""
        record = self.record
        gradients = {f"d{name}": q for name, q in record.dp.items()}
        return {
            "x": record.x,
            **self.p,
            **self.others,
            "y": record.y,
            **gradients,
            "dy": record.dy,
            "dx": record.dx,
        }

    @property
    def names(self) -> dict[str, str]:
        """By letter."""
        it = self.it
        return {
            **{name: it.extra(name) for name in (*self.others, *self.intermediates)},
            **{name: it.parameter(name) for name in self.p},
            **{f"d{name}": self._gradient(it.parameter(name)) for name in self.p},
            "x": it.x,
            "y": it.y,
            "dx": f"d{it.x}",
            "dy": f"d{it.y}",
        }

    def _gradient(self, parameter: str) -> str:
        return f"d{parameter}" + ("_data" if parameter in self.penalized else "")

    def forward(self) -> Iterator[Step]:
        """How `y` comes about, what lies on the way to it first."""
        for letter in self.intermediates:
            if not self._is_gradient(letter):
                yield self._step(letter, {})
        others = {} if self.intermediates else self.others  # which have steps of their own
        letters = ["x", *self.p, *others, "y"]
        yield self._step("y", {self.names[letter]: self.arrays[letter] for letter in letters})

    def backward(self) -> Iterator[Step]:
        """How the loss changes with each parameter, then with the input."""
        if not self.record.dy.size:
            return
        for letter in self.intermediates:
            if self._is_gradient(letter):
                yield self._step(letter, {})
        for letter in [*(f"d{name}" for name in self.record.dp), "dx"]:
            if self.arrays[letter].size:
                used = {letter: self.arrays[letter], "dy": self.record.dy}
                yield self._step(letter, {self.names[q]: array for q, array in used.items()})

    def _is_gradient(self, letter: str) -> bool:
        """Whether it is the gradient of another array: `dq`."""
        step = self.steps.get(letter)
        if step is not None and step.is_backward:
            return True
        name = letter[1:].partition("_")[0]  # z, of the block dz_i too
        return letter.startswith("d") and name in {*self.arrays, *self.record.cache}

    def _step(self, letter: str, values: Named) -> Step:
        given = self.steps.get(letter)
        name = self.names[letter]
        if given is None:
            return self._listed(letter, values)
        names = self._names_in(given)
        arrays = self._used(letter, given, names)
        plural = PLURALS.get(given.kind, "units")
        formula, rules = self._formulas(letter, given, names)
        return Step(
            "backward" if self._is_gradient(letter) else "forward",
            given.kind,
            name,
            formula,
            self._explained(given.kind, names),
            arrays | dict(values),
            self.it.layer,
            self.it.title,
            rules,
            given.operation.settings,
            Derived(name, arrays, given.operation, names, plural),
        )

    def _names_in(self, step: LayerStep) -> dict[str, str]:
        """The names of the arrays, by the letters of the step."""
        names = self.names
        if not step.letters:
            return names
        return {own: names[letter] for own, letter in step.letters.items() if letter in names}

    def _used(self, letter: str, given: LayerStep, names: Mapping[str, str]) -> dict[str, Array]:
        """The arrays that go into one, and that itself, by name."""
        named = {self.names[q]: array for q, array in self.arrays.items()}
        shapes = {own: named[name].shape for own, name in names.items() if name in named}
        place = (0,) * self.arrays[letter].ndim
        used = [names[own] for own in given.operation.sources(place, shapes)]
        return {name: named[name] for name in (*used, self.names[letter])}

    def _formulas(
        self, letter: str, given: LayerStep, names: Mapping[str, str]
    ) -> tuple[Formula, list[Formula]]:
        """The step's own formula and its rules, with the names of the arrays."""
        name = self.names[letter]
        others = {q: other for q, other in names.items() if other != name}  # "mean = mean of x"
        own = given.operation.formula.renamed(others).named(name)
        rules = [rule.renamed(names) for rule in given.rules]
        if given.kind in BY_NAME and not given.letters:
            return call(self.it.title, "x").renamed(names).named(name), [own, *rules]
        return own, rules

    def _listed(self, letter: str, values: Named) -> Step:
        """What a layer does not explain."""
        name, it, is_forward = self.names[letter], self.it, letter == "y"
        kind: Kind = "layer" if is_forward else "layer_backward"
        called = call(it.title, "x").renamed(self.names).named(name)
        return Step(
            "forward" if is_forward else "backward",
            kind,
            name,
            called if is_forward else from_(name, self.names["dy"]),
            self._explained(kind, self.names),
            values,
            it.layer,
            it.title,
            derivation=Listed(name, values if is_forward else {name: self.arrays[letter]}),
        )

    def _explained(self, kind: Kind, names: Mapping[str, str]) -> Message:
        known = {letter: names.get(letter, letter) for letter in ("x", "y", "dx", "dy")}
        return Message(f"trace.{kind}", **known)


def from_(name: str, source: str) -> Formula:
    """`name` comes from `source`, in a way that is not known here."""
    latex = Formula("dx from dy", r"dx \leftarrow dy").renamed({"dx": name, "dy": source}).latex
    return Formula(f"{name} from {source}", latex)


def around(
    layer: Layer,
    p: Named,
    statistics: Named,
    it: Symbols,
    record: LayerRecord,
    penalized: Set[str] = frozenset(),
) -> Around:
    """The arrays around one layer; of its cache, all but input and output."""
    cached = {**statistics, **record.cache}.items()
    others = {name: q for name, q in cached if q is not record.x and q is not record.y}
    return Around(layer, p, others, it, record, penalized)
