"""Cards of the update: what the optimizer makes of the slope, one number of theta after another."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from functools import partial
from math import sqrt
from typing import Any

import numpy as np

from edunn.arrays import Array
from edunn.optimizers import Optimizer
from edunn.parameters import Place
from edunn.trace.cards import Step
from edunn.trace.formulas import UPDATES, settings_of
from edunn.trace.letters import named
from edunn.trace.notes import Notes
from edunn.trace.pencil import MOST_ENTRIES, Line, Pencil, chosen, entry, unshown


def slope_card(notes: Notes, places: Sequence[Place]) -> Step:
    """All gradients as the one vector that an optimizer sees."""
    values = {"theta": notes.before.theta, "g": notes.g}
    words = "All gradients in a row, in the order of theta: the optimizer sees no network."
    clipped = notes.optimizer.clipped(notes.g)
    if is_clipped(notes):
        values["g_clipped"] = clipped
        words += " It is too steep, and clipped before it is used."
    formula = f"g = [{', '.join(f'd{at.name}' for at in places)}]"
    return Step("update", "g", formula, words, values, working=partial(_vectors, values))


def is_clipped(notes: Notes) -> bool:
    """Whether the optimizer takes another slope than the one that was found."""
    return not np.array_equal(notes.optimizer.clipped(notes.g), notes.g, equal_nan=True)


def update_cards(notes: Notes, places: Sequence[Place]) -> Iterator[Step]:
    """Each parameter's step, then the new theta and what the optimizer keeps for the next one."""
    for at in places:
        yield _update(notes, at)
    before, after = memories(notes.before), memories(notes.after)
    values = before | {f"{name}_new": q for name, q in after.items()}
    words = "All of theta after this step" + _kept(before)
    formula = f"theta_new = {named(notes.optimizer)} step from theta"
    working = partial(_vectors, {"theta_new": after["theta"]})
    yield Step("update", "theta_new", formula, words, values, working=working)


def memories(state: Any) -> dict[str, Array]:
    """The vectors of an optimizer's state by name, theta first; numbers such as `t` left out.

    Example:
        >>> from edunn.optimizers import Momentum
        >>> memories(Momentum().start(np.array([1.0])))
        {'theta': array([1.]), 'v': array([0.])}
    """
    contents = state._asdict() if hasattr(state, "_asdict") else vars(state)
    found = {name: q for name, q in contents.items() if np.shape(q) == state.theta.shape}
    return {"theta": state.theta} | found


def _update(notes: Notes, at: Place) -> Step:
    """The step of one parameter: its formulas with letters, and with numbers."""
    before, after = memories(notes.before), memories(notes.after)
    letters = _letters(at.name, before, "g_clipped" if is_clipped(notes) else f"d{at.name}")
    vectors = before | {f"{name}_new": q for name, q in after.items()}
    vectors |= {"g": notes.optimizer.clipped(notes.g)}
    arrays = {letter: vectors[key][at.where].reshape(at.shape) for key, letter in letters.items()}
    values = {name: q for name, q in arrays.items() if name != "g_clipped"}
    *first, last = _formulas(notes.optimizer, letters)
    words = "; ".join([*first, *_settings(notes)]) + "."
    working = partial(_entries, notes, arrays, letters)
    title = named(notes.optimizer)
    return Step("update", f"{at.name}_new", last, words, values, at.layer + 1, title, working)


def _letters(name: str, before: Mapping[str, Array], g: str) -> dict[str, str]:
    """From the letters of an optimizer's formula to the names of one parameter's arrays."""
    letters = {"theta": name, "theta_new": f"{name}_new", "g": g}
    for memory in before:
        if memory != "theta":
            letters |= {memory: f"{memory}_{name}", f"{memory}_new": f"{memory}_{name}_new"}
    return letters


def _formulas(optimizer: Optimizer, letters: Mapping[str, str]) -> list[str]:
    """An optimizer's formulas, the new theta last, with the names of one parameter's arrays."""
    if type(optimizer) not in UPDATES:
        new, old = letters["theta_new"], letters["theta"]
        return [f"{new} = {old} + step of {named(optimizer)}"]
    known = (
        {field.name: field.name for field in fields(optimizer)}
        | {"t": "t", "rate": "rate"}
        | dict(letters)
    )
    return [
        f"{letters.get(f'{key}_new', key)} = {template.format(**known)}"
        for key, template in UPDATES[type(optimizer)].items()
    ]


def _settings(notes: Notes) -> list[str]:
    """The numbers that stand for the letters which are the same for every parameter."""
    numbers = {name: value for name, value in _numbers(notes).items() if name != "rate"}
    template = " ".join(UPDATES.get(type(notes.optimizer), {}).values())
    return [f"{name} = {value:g}" for name, value in numbers.items() if f"{{{name}}}" in template]


def _numbers(notes: Notes) -> dict[str, Any]:
    """The optimizer's settings, the learning rate of this step, and how many steps this makes."""
    optimizer = notes.optimizer
    now = {"learning_rate": optimizer.rate(notes.before.t), "t": notes.after.t}
    numbers: dict[str, Any] = settings_of(optimizer) | now
    if "rate" in UPDATES.get(type(optimizer), {}):
        numbers["rate"] = _corrected(**numbers)
    return numbers


def _corrected(learning_rate: float, beta1: float, beta2: float, t: int, **others: float) -> float:
    """Adam's rate, with both of its means corrected for their start at 0."""
    return learning_rate * sqrt(1.0 - beta2**t) / (1.0 - beta1**t)


def _kept(before: Mapping[str, Array]) -> str:
    names = [name for name in before if name != "theta"]
    return f", and the optimizer's memory: {', '.join(names)}." if names else "."


# The working


def _vectors(arrays: Mapping[str, Array], pencil: Pencil) -> Iterator[Line | str]:
    for name, q in arrays.items():
        yield Line(name, "", pencil.row(q))


def _entries(
    notes: Notes, arrays: Mapping[str, Array], letters: Mapping[str, str], pencil: Pencil
) -> Iterator[Line | str]:
    templates = UPDATES.get(type(notes.optimizer), {"theta": "{theta} + {step}"})
    pencil, g = pencil.finer, arrays[letters["g"]]  # a step is small: 4 digits may not show it
    templates = dict(templates)
    if "rate" in templates:
        numbers = _numbers(notes)
        yield pencil.line("rate", pencil.fill(templates.pop("rate"), **numbers), numbers["rate"])
    most = MOST_ENTRIES if len(templates) == 1 else MOST_ENTRIES // 2
    for place in chosen(g, most):
        numbers = _numbers(notes) | {key: arrays[name][place] for key, name in letters.items()}
        numbers["step"] = numbers["theta_new"] - numbers["theta"]
        for key, template in templates.items():
            name = letters[f"{key}_new"]
            text = pencil.fill(template, **numbers)
            yield pencil.line(entry(name, place), text, arrays[name][place])
    yield from unshown(g, f"numbers of {letters['theta']}", most)
