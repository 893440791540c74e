"""Operations between two time steps, for the traces of recurrent layers.

A time step is made of the one before it, and a gradient of the one after it. Where there is none, a
sum has no terms, and is 0.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from edunn.activations.sigmoid import SIGMOID
from edunn.arrays import Shape
from edunn.formulas import Formula, symbol
from edunn.operations import (
    ALL,
    Added,
    Entrywise,
    LayerStep,
    LayerSteps,
    Operation,
    Place,
    Places,
    Product,
    Sum,
    Where,
)

NONE = slice(0, 0)
"""No entries of an axis."""


RECURRENT_SUM = LayerStep(
    "recurrent_sum", Added((Product("x", "W"), Product("h_before", "U", bias="b")))
)
"""z = x W + h[t-1] U + b."""


def renamed(operation: Operation, names: Mapping[str, str]) -> Operation:
    """An operation on single entries with other letters; all others as they are."""
    if not isinstance(operation, Entrywise):
        return operation
    letters = [names[letter] for letter in operation.letters]
    return replace(operation, rule=operation.rule.renamed(names), letters=letters)


def sigmoid_of(text: str, latex: str, letters: str, **columns: int) -> Entrywise:
    """A gate: the sigmoid of a number, in a form that never overflows where it has to be."""
    if " " in text:
        text, latex = f"({text})", f"({latex})"
    rule = replace(SIGMOID.renamed({"x": text}), latex=SIGMOID.latex.replace("x", latex))
    return replace(entrywise("", "", letters, **columns), rule=rule)


def entrywise(text: str, latex: str, letters: str, **columns: int) -> Entrywise:
    """The same formula at every place; of some letters, `columns` further right.

    Example:
        >>> gate = entrywise("1/(1 + exp(-z))", "", "z", z=4)
        >>> gate.sources((0, 2, 1), {"z": (1, 3, 8)})
        {'z': (0, 2, 5)}
    """
    names = letters.split()

    def places(place: Place, shapes: Mapping[str, Shape]) -> dict[str, Where]:
        *front, j = place
        return {q: (*front, j + columns.get(q, 0)) for q in names}

    return Entrywise(Formula(text, latex), names, places=places)


def before(letter: str) -> Sum:
    """The entry of the time step before: h[t-1], or 0.

    Example:
        >>> before("h").sources((0, 2, 1), {})["h"], before("h").sources((0, 0, 1), {})["h"]
        ((0, 1, 1), (0, slice(0, 0, None), 1))
    """

    def places(place: Place, shapes: Mapping[str, Shape]) -> dict[str, Where]:
        row, t, j = place
        return {letter: (row, t - 1 if t > 0 else NONE, j)}

    return _moved(letter, f"{letter}[t-1]", places)


def from_above(is_last_only: bool) -> Sum:
    """What a state gets from the layer above: dy of its time step, or dy for the last one alone."""

    def places(place: Place, shapes: Mapping[str, Shape]) -> dict[str, Where]:
        row, t, j = place
        is_last = t == shapes["dh"][1] - 1
        last: Where = (row, j) if is_last else (row, NONE)
        return {"dy": last if is_last_only else place}

    return _moved("dy", "dy", places)


def times_after(letter: str, factor: str) -> Sum:
    """The product of two numbers of the time step after: dc[t+1] f[t+1]."""

    def places(place: Place, shapes: Mapping[str, Shape]) -> dict[str, Where]:
        row, t, j = place
        after: Where = (row, t + 1 if t + 1 < shapes[letter][1] else NONE, j)
        return {letter: after, factor: after}

    text = f"{letter}[t+1] {factor}[t+1]"
    return Sum(
        Formula(f"{letter}*{factor}", ""),
        (letter, factor),
        np.multiply,
        places=places,
        rule=Formula(text, rf"{symbol(letter)}[t+1] \, {factor}[t+1]"),
        is_of_rows=True,
    )


def through_U(letter: str) -> Sum:  # noqa: N802 - the letter of the formula
    """What comes back from the time step after, through the weights U: dz[t+1] U^T."""

    def places(place: Place, shapes: Mapping[str, Shape]) -> dict[str, Where]:
        row, t, j = place
        if t + 1 == shapes[letter][1]:
            return {letter: (row, t, NONE), "U": (j, NONE)}
        return {letter: (row, t + 1, ALL), "U": (j, ALL)}

    return Sum(
        Formula(f"{letter}*U", ""),
        (letter, "U"),
        np.multiply,
        places=places,
        rule=Formula(f"{letter}[t+1] U^T", rf"{symbol(letter)}[t+1] \, U^{{\top}}"),
        is_of_rows=True,
    )


def all_steps(
    state: str, is_last_only: bool, steps: LayerSteps, dh: Sequence[Operation]
) -> LayerSteps:
    """The steps of a recurrent layer: those that all share, around its own.

    Args:
        state: the letter of all states; `y` where they are the output.
        steps: the layer's own, in their order.
        dh: what a state gets from the time step after.
    """
    last = {"y": LayerStep("last_state", _last(state))} if is_last_only else {}
    return {
        "dh": LayerStep("through_time", Added((from_above(is_last_only), *dh))),
        "h_before": LayerStep("before", before(state)),
        **steps,
        **last,
        "dW": LayerStep("weight_gradient", Product("x", "dz", transposed="x")),
        "dU": LayerStep("weight_gradient", Product("h_before", "dz", transposed="h_before")),
        "db": LayerStep("bias_gradient", Sum.of("dz", over="rows and steps")),
        "dx": LayerStep("weighted_sum_backward", Product("dz", "W", transposed="W")),
    }


def _last(letter: str) -> Sum:
    """The entry of the last time step."""

    def places(place: Place, shapes: Mapping[str, Shape]) -> dict[str, Where]:
        row, j = place
        return {letter: (row, shapes[letter][1] - 1, j)}

    return _moved(letter, f"{letter}[T-1]", places)


def _moved(letter: str, text: str, places: Places) -> Sum:
    """One entry or none."""
    rule = Formula(text, text.replace(letter, symbol(letter), 1))
    term = Formula(letter, symbol(letter))
    return Sum(term, (letter,), places=places, rule=rule, is_of_rows=True)
