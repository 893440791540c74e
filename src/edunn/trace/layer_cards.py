"""Cards of the layers: what each makes of its input, and how the derivative passes back through it.

Every function here takes the letters and the diary of one layer and lays out what is written in it.
A layer of another kind, such as a student's own, gets the same cards, with its arrays listed.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np

from edunn.activations import Elementwise, Softmax
from edunn.arrays import Array, Named
from edunn.layers import Activation, Dense, Dropout, Layer, Scaling
from edunn.trace import layer_workings as workings
from edunn.trace.cards import Step, Working
from edunn.trace.formulas import quoted
from edunn.trace.letters import Letters
from edunn.trace.notes import Diary


def forward_card(layer: Layer, p: Named, statistics: Named, it: Letters, page: Diary) -> Step:
    """How `y` comes about."""
    extras = {**statistics, **page.memory}
    known = (id(page.x), id(page.y))
    values = {
        it.x: page.x,
        **{it.parameter(name): value for name, value in p.items()},
        **{it.extra(name): q for name, q in extras.items() if id(q) not in known},
        it.y: page.y,
    }
    formula, words, working = _forward(layer, p, statistics, it, page)
    return Step("forward", it.y, formula, words, values, it.layer, it.title, working)


def backward_cards(
    layer: Layer, p: Named, it: Letters, page: Diary, pulled: frozenset[str]
) -> Iterator[Step]:
    """How the loss changes with each parameter, then with what came in.

    `pulled` names the parameters whose gradient a regularizer still adds to.
    """
    if not page.dy.size:
        return
    for name, gradient in page.dp.items():
        parameter = it.parameter(name)
        found = f"d{parameter}" + ("_data" if parameter in pulled else "")
        values = {it.x: page.x, f"d{it.y}": page.dy, found: gradient}
        formula, words, working = _parameter(layer, name, found, it, page)
        yield Step("backward", found, formula, words, values, it.layer, it.title, working)
    if page.dx.size:
        formula, words, working = _input(layer, p, it, page)
        used = {it.parameter(name): value for name, value in p.items()}
        values = {f"d{it.y}": page.dy, **used, f"d{it.x}": page.dx}
        yield Step("backward", f"d{it.x}", formula, words, values, it.layer, it.title, working)


def _forward(
    layer: Layer, p: Named, statistics: Named, it: Letters, page: Diary
) -> tuple[str, str, Working]:
    x, y = page.x, page.y
    match layer:
        case Dense():
            formula = f"{it.y} = {it.x} {it.parameter('W')} + {it.parameter('b')}"
            words = "Every unit adds up what comes in, each number times its weight, and its bias."
            return formula, words, partial(workings.sums, it, x[0], p, y)
        case Activation(function=function):
            return _curve(function, it, page)
        case Dropout():
            return _dropout(it, page)
        case Scaling():
            formula = f"{it.y} = ({it.x} - {it.extra('shift')}) / {it.extra('scale')}"
            words = f"Each column is brought to one size: {quoted(layer, 'Formula')}."
            numbers = {**statistics, "x": x}
            working = partial(workings.each, it.y, y, "({x} - {shift})/{scale}", numbers)
            return formula, words, working
    formula = f"{it.y} = {it.title}({it.x})"
    words = quoted(layer, "Formula") or "What this layer does is written in its own `forward`."
    extras = {it.extra(name): q for name, q in page.memory.items()}
    return formula, words, partial(workings.listed, {it.x: x, **extras, it.y: y})


def _parameter(
    layer: Layer, name: str, found: str, it: Letters, page: Diary
) -> tuple[str, str, Working]:
    rows = "" if len(page.x) == 1 else ", added up over the rows"
    if isinstance(layer, Dense) and name == "W":
        words = (
            f"A weight's derivative is its unit's, times the number it was multiplied with{rows}."
        )
        return f"{found} = {it.x}^T d{it.y}", words, partial(workings.outer, found, page)
    if isinstance(layer, Dense) and name == "b":
        words = f"A bias is added as it is, so its derivative is its unit's{rows}."
        return f"{found} = sum of d{it.y} over rows", words, partial(workings.biases, found, page)
    words = quoted(layer, "Gradient") or "The layer's own `parameter_gradients` finds it."
    return f"{found} from d{it.y}", words, partial(workings.listed, {found: page.dp[name]})


def _input(layer: Layer, p: Named, it: Letters, page: Diary) -> tuple[str, str, Working]:
    dx, dy = f"d{it.x}", f"d{it.y}"
    match layer:
        case Dense():
            words = (
                "An input acts through each of its weights; what comes back by them is added up."
            )
            working = partial(workings.back_through_weights, dx, page, p["W"])
            return f"{dx} = {dy} {it.parameter('W')}^T", words, working
        case Activation(function=Elementwise() as function):
            slope = quoted(function, "Slope", {"x": it.x, "y": it.y})
            words = f"The chain rule: {dy} times the slope of the curve, {slope or 'its own'}."
            return f"{dx} = {dy} * slope", words, partial(workings.bent, function, dx, page)
        case Activation(function=Softmax()):
            formula = f"{dx} = {it.y} * ({dy} - sum of {dy} * {it.y})"
            words = "Raising one score lowers all other probabilities, so a row acts together."
            return formula, words, partial(workings.softmax_back, dx, page)
        case Dropout():
            words = "What was silenced learns nothing; what was scaled up counts as much more."
            numbers = {"mask": np.array(1.0)} | page.memory | {"dy": page.dy}
            working = partial(workings.each, dx, page.dx, "{dy}*{mask}", numbers)
            return f"{dx} = {dy} * {it.extra('mask')}", words, working
        case Scaling():
            words = "A wide column moves the output less."
            numbers = page.memory | {"dy": page.dy}
            working = partial(workings.each, dx, page.dx, "{dy}/{scale}", numbers)
            return f"{dx} = {dy} / {it.extra('scale')}", words, working
    words = quoted(layer, "Gradient") or "The layer's own `input_gradient` finds it."
    return f"{dx} from {dy}", words, partial(workings.listed, {dx: page.dx})


def _curve(function: Any, it: Letters, page: Diary) -> tuple[str, str, Working]:
    formula = f"{it.y} = {it.title}({it.x})"
    rule = quoted(function, "Formula", {"x": it.x, "y": it.y})
    if isinstance(function, Softmax):
        return softmax_words(it, page.x, page.y)
    words = f"Each number goes through the curve by itself{': ' + rule if rule else ''}."
    return formula, words, partial(workings.bend, function, it, page)


def softmax_words(it: Letters, x: Array, y: Array) -> tuple[str, str, Working]:
    """Formula, sentence and working of a softmax, `x` and `y` `(B, C)`."""
    words = (
        f"Scores become probabilities, all positive and together 1: e = exp({it.x}), divided by "
        f"the sum of the row. The largest score is taken off first; that changes nothing but the "
        f"size of e."
    )
    return f"{it.y} = softmax({it.x})", words, partial(workings.softmax, it, x, y)


def _dropout(it: Letters, page: Diary) -> tuple[str, str, Working]:
    if "mask" not in page.memory:
        working = partial(workings.listed, {it.y: page.y})
        return f"{it.y} = {it.x}", "Nothing is dropped here.", working
    mask = it.extra("mask")
    words = "Chance silences a share of the numbers; the others are scaled up to make good for it."
    numbers = page.memory | {"x": page.x}
    working = partial(workings.each, it.y, page.y, "{x}*{mask}", numbers)
    return f"{it.y} = {it.x} * {mask}", words, working
