"""Origins: where one number of a trace comes from, and the one line that makes it."""

import re
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from edunn.arrays import Array
from edunn.errors import SettingError
from edunn.studio.looks.planes import finite
from edunn.studio.looks.recent import RECENT
from edunn.studio.looks.tracing import UNBROKEN, curve_of, parts_of, traced
from edunn.studio.wire.looks import Origin, OriginQuery
from edunn.trace import Step, Trace
from edunn.trace.pencil import Pencil, entry

if TYPE_CHECKING:
    from edunn.studio.snapshots import Snapshot

Place: TypeAlias = tuple[int, ...]
Where: TypeAlias = tuple[int | slice, ...]

MOST_PLACES = 64
WHOLE = slice(None)


def origin_look(run: int, snapshot: "Snapshot", query: OriginQuery) -> Origin:
    """The line that makes a number, and the places of what goes in.

    Raises:
        SettingError: there is no such step, or no such place in its array.

    Example:
        >>> from edunn.studio.looks.example import example
        >>> origin_look(1, example(), OriginQuery(step="db1", index=[4])).sources
        {'dz1': [[0, 4]]}
    """
    trace = RECENT.find(query.key) or traced(snapshot, query.part, query.row)
    q = array_of(trace, query.step)
    place = place_in(query.step, q, query.index)
    step = step_of(trace, query.step)
    pencil = Pencil(query.digits, UNBROKEN)
    if step is None:
        line = given(query.step, place, q[place], pencil)
        return Origin(line=line, value=finite(q[place]), sources={})
    part = part_of(trace, step, place)
    line = line_of(step, place, query.digits)
    for name, where in part.items():
        line = f"{entry(step.name, place)} = {given(name, where, q[place], pencil)}"
    sources: dict[str, Where] = {**part}
    if not part:
        sources = {**sources_of(step, place), **dict.fromkeys(curve_of(trace, step), place)}
    places = {name: _listed(trace.arrays[name], where) for name, where in sources.items()}
    return Origin(line=line, value=finite(q[place]), sources=places)


def array_of(trace: Trace, name: str) -> Array:
    """An array of the trace.

    Raises:
        SettingError: there is none of this name.
    """
    arrays = trace.arrays
    if name not in arrays:
        raise SettingError(f"there is no {name!r} in this trace. There are: {sorted(arrays)}.")
    return arrays[name]


def step_of(trace: Trace, name: str) -> Step | None:
    """The step that finds an array; None where it is given: a row, a target, a parameter."""
    steps = (step for step in trace.steps if step.name == name and step.phase != "input")
    return next(steps, None)


def given(name: str, place: Place, number: Any, pencil: Pencil) -> str:
    """The line of a number that nothing here makes."""
    return f"{entry(name, place)} = {pencil.number(number)}"


def part_of(trace: Trace, step: Step, place: Place) -> dict[str, Place]:
    """Where a step lays arrays in a row, `g = [dW1, db1]`: the one that this number is of."""
    number = place[0] if place else 0
    for name in parts_of(step):
        q = trace.arrays[name]
        if number < q.size:
            return {name: tuple(int(k) for k in np.unravel_index(number, q.shape))}
        number -= q.size
    return {}


def place_in(name: str, q: Array, index: list[int]) -> Place:
    """A place in an array; where a vector was shown as a row, its row may be given too.

    Raises:
        SettingError: the array has no such place.
    """
    shape = q.shape
    extra = len(index) - len(shape)
    place = tuple(index[max(extra, 0) :])
    is_inside = all(0 <= k < size for k, size in zip(place, shape, strict=False))
    if any(index[: max(extra, 0)]) or len(place) != len(shape) or not is_inside:
        raise SettingError(f"{name} is {shape}, so it has no place {index}.")
    return place


def sources_of(step: Step, place: Place) -> dict[str, Where]:
    """For each array that goes in, which of its places this number is made of.

    `z = x W + b` takes a row of x, a column of W, and one b; `dW = x^T dz` a column of each; all
    else takes the same place of everything, or a whole row where the step says so.
    """
    shape = np.shape(step.values[step.name])
    return _by_formula(step, place) or {
        name: _same_place(np.shape(q), shape, place)
        for name, q in step.values.items()
        if name != step.name
    }


def _by_formula(step: Step, place: Place) -> dict[str, Where]:
    """The places that a product of matrices, or a sum over a row, takes; else nothing."""
    formula = step.formula
    if found := re.fullmatch(r"\S+ = (\S+) (W\d+) \+ (b\d+)", formula):
        row, unit = place
        return {found[1]: (row, WHOLE), found[2]: (WHOLE, unit), found[3]: (unit,)}
    if found := re.fullmatch(r"\S+ = (\S+)\^T (d\S+)", formula):
        return {found[1]: (WHOLE, place[0]), found[2]: (WHOLE, place[1])}
    if found := re.fullmatch(r"\S+ = sum of (d\S+) over rows", formula):
        return {found[1]: (WHOLE, place[0])}
    if found := re.fullmatch(r"\S+ = (d\S+) (W\d+)\^T", formula):
        row, unit = place
        return {found[1]: (row, WHOLE), found[2]: (unit, WHOLE)}
    if "softmax(" in formula or "sum of" in formula:
        inputs = (name for name, q in step.values.items() if np.ndim(q) == 2 and name != step.name)
        return dict.fromkeys(inputs, (place[0], WHOLE))
    return {}


def _same_place(shape: Place, mine: Place, place: Place) -> Where:
    """The same place where shapes agree; of a vector that is a row of mine, the column."""
    if shape == mine:
        return place
    if len(shape) == 1 and place and shape[0] == mine[-1]:
        return place[-1:]
    return (WHOLE,) * len(shape)


def _listed(q: Array, where: Where) -> list[list[int]]:
    """The places that `where` takes, written out; those of the largest numbers if too many."""
    numbers = np.arange(np.size(q)).reshape(np.shape(q))[where].ravel()
    if numbers.size > MOST_PLACES:
        sizes = np.nan_to_num(np.abs(np.ravel(q)[numbers]))
        numbers = np.sort(numbers[np.argsort(-sizes, kind="stable")[:MOST_PLACES]])
    return [[int(k) for k in np.unravel_index(number, np.shape(q))] for number in numbers]


def line_of(step: Step, place: Place, digits: int) -> str:
    """The step's own line for this number; of a large array, a line written for it."""
    lines = [re.sub(r" += ", " = ", line, count=1) for line in step.lines(digits, UNBROKEN)]
    is_one_row = len(place) == 2 and len(step.values[step.name]) == 1
    names = (entry(step.name, place), entry(step.name, place[is_one_row:]))
    own = (line for line in lines if line.partition(" = ")[0] in names)
    return next(own, "") or _written(step, place, lines, Pencil(digits, UNBROKEN))


def _written(step: Step, place: Place, lines: list[str], pencil: Pencil) -> str:
    """A line that the step has no room for: its products, or its letters as numbers."""
    taken = {name: step.values[name][where] for name, where in sources_of(step, place).items()}
    products = re.fullmatch(r"\S+ = (\S+?)(?:\^T)? (\S+?)(?:\^T)?(?: \+ (\S+))?", step.formula)
    if products and all(name in taken for name in products.groups() if name):
        left, right = taken[products[1]], taken[products[2]]
        text = pencil.products(left, right)
        text += f" + {pencil.factor(taken[products[3]])}" if products[3] else ""
    else:
        numbers = {name: pencil.factor(q) for name, q in taken.items() if np.size(q) == 1}
        numbers |= settings_of(step, lines)
        right_side = step.formula.partition(" = ")[2]
        text = re.sub(r"[A-Za-z]\w*", lambda name: numbers.get(name[0], name[0]), right_side)
    line = pencil.line(entry(step.name, place), text, step.values[step.name][place])
    return " = ".join(part for part in line if part)


def settings_of(step: Step, lines: list[str]) -> dict[str, str]:
    """The numbers that are the same for every entry: settings in the words, the rate in a line."""
    words = re.findall(r"(\w+) = ([\d.e+-]*\d)(?=;|\.$)", step.explanation)
    rates = [("rate", line.rpartition(" = ")[2]) for line in lines if line.startswith("rate = ")]
    return dict(words + rates)
