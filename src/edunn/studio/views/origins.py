"""Origins: where one number of a trace comes from, and the line that computes it."""

from collections.abc import Iterator, Sequence
from typing import final

import numpy as np
from flask import Response
from pydantic import Field

from edunn.arrays import Array
from edunn.errors import SettingError
from edunn.messages import Message as Coded
from edunn.operations import Place, Where
from edunn.studio.messages import Message, Number
from edunn.studio.routing import RunPath, reply, session, topic
from edunn.studio.runs.snapshots import Snapshot
from edunn.studio.views.packing import Part
from edunn.studio.views.sequences import attentions
from edunn.studio.views.trace import RECENT, UNBROKEN, TraceLine, line_of, traced
from edunn.studio.views.trace_arrays import TraceArray, arrays_of
from edunn.text import finite
from edunn.trace import Step, Trace
from edunn.trace.number_format import Line, NumberFormat, entry

api = topic("origins")

MOST_PLACES = 64


class Entry(Message):
    """One number of a trace."""

    step: str = Field(max_length=40, description="The array, named as the step that finds it.")
    index: list[int] = Field(
        max_length=8, description="Its place: row, then column; of an image row, column, channel."
    )


class TraceOf(Message):
    """Which trace a number is in, and with how many digits it is shown."""

    part: Part = "held_out"
    row: int = Field(default=0, ge=0)
    digits: int = Field(default=6, ge=2, le=9)
    key: str | None = Field(
        default=None,
        max_length=40,
        description="The trace's; else a new trace of the present network.",
    )


@final
class OriginQuery(TraceOf, Entry):
    """A request for the sources of one number of a trace."""


@final
class LinesQuery(TraceOf):
    """A request for the lines of several numbers, such as all gates of one time step."""

    numbers: list[Entry] = Field(max_length=MOST_PLACES)


@final
class ArrayQuery(TraceOf):
    """A request for one array of a trace."""

    name: str = Field(max_length=40)


class Lines(Message):
    """Lines that lead from one number to the next."""

    lines: list[TraceLine]


class Origin(Message):
    """The one line that makes a number, and the places of what goes in."""

    line: TraceLine
    intermediate: list[TraceLine] = Field(
        default=[], description="The lines before it: what a softmax computes on the way."
    )
    value: Number = Field(description="The number, with all its digits.")
    sources: dict[str, list[list[int]]] = Field(
        default={}, description="Array -> places, at most 64 each."
    )
    taken: dict[str, list[int]] = Field(
        default={}, description="Array -> the one place of the sources that a maximum came from."
    )
    field: list[int] | None = Field(
        default=None,
        description="Its receptive field: first row, first column, last row and last column of the "
        "input image that it depends on. null where the input is no image.",
    )


def origin_view(run: int, snapshot: Snapshot, query: OriginQuery) -> Origin:
    """The line that computes a number, and the places of what goes in.

    Raises:
        SettingError: there is no such array, or no such place in it.

    Example:
        >>> from edunn.studio.example import example
        >>> origin_view(1, example(), OriginQuery(step="db1", index=[4])).sources
        {'dz1': [[0, 4]]}
    """
    trace = RECENT.find(query.key) or traced(snapshot, query.part, query.row)
    name, arrays = query.step, trace.arrays
    place = place_in(trace, name, query.index)
    value = finite(arrays[name][place])
    step = step_of(trace, name)
    *before, line = map(line_of, lines_of(trace, name, place, NumberFormat(query.digits, UNBROKEN)))
    if step is None:
        return Origin(line=line, value=value)
    derived = step.derived
    places = {q: _listed(arrays[q], where) for q, where in derived.sources(place).items()}
    found = derived.origin(place)
    taken = {found.letter: list(found.place)} if found and len(places[found.letter]) > 1 else {}
    field = field_of(trace, name, place)
    return Origin(
        line=line, intermediate=before, value=value, sources=places, taken=taken, field=field
    )


def lines_view(run: int, snapshot: Snapshot, query: LinesQuery) -> Lines:
    """The lines of several numbers, in the order of the request.

    Raises:
        SettingError: there is no such array, or no such place in it.

    Example:
        >>> from edunn.studio.example import example
        >>> numbers = [Entry(step="z1", index=[0, 1]), Entry(step="a1", index=[0, 1])]
        >>> [line.array for line in lines_view(1, example(), LinesQuery(numbers=numbers)).lines]
        ['z1', 'a1']
    """
    trace = RECENT.find(query.key) or traced(snapshot, query.part, query.row)
    shown, found = NumberFormat(query.digits, UNBROKEN), []
    for number in query.numbers:
        place = place_in(trace, number.step, number.index)
        *before, line = lines_of(trace, number.step, place, shown)
        found += [line_of(one.about("", ())) for one in before]
        found.append(line_of(line.about(number.step, place)))
    return Lines(lines=found)


def array_view(run: int, snapshot: Snapshot, query: ArrayQuery) -> TraceArray:
    """One array of a trace with its numbers, however many they are.

    Raises:
        SettingError: there is no such array.

    Example:
        >>> from edunn.studio.example import example
        >>> array_view(1, example(), ArrayQuery(name="b1")).shape
        [6]
    """
    trace = RECENT.find(query.key) or traced(snapshot, query.part, query.row)
    arrays = arrays_of(trace, snapshot.model.objective, attentions(trace), is_whole=True)
    found = [array for array in arrays if array.name == query.name]
    if not found:
        known = ", ".join(sorted(array.name for array in arrays))
        raise SettingError(Coded("trace.no_array", name=query.name, known=known))
    return found[0]


def step_of(trace: Trace, name: str) -> Step | None:
    """The step that computes an array; None for a row, a target, a parameter."""
    return next((q for q in trace.steps if q.name == name and q.phase != "input"), None)


def lines_of(trace: Trace, name: str, place: Place, numbers: NumberFormat) -> list[Line]:
    """The lines that lead to a number; the last one gives it."""
    step = step_of(trace, name)
    if step is None:
        return [Line(entry(name, place), "", numbers.number(trace.arrays[name][place]))]
    before: list[Line] = []
    if step.kind == "attention_weights":  # each is made of the score at the same place
        before = lines_of(trace, step.derived.inputs[0], place, numbers)
    with np.errstate(all="ignore"):  # what overflowed in training may overflow here
        lines = [
            *step.derived.intermediate_lines(place, numbers),
            step.derived.line(place, numbers),
        ]
    return before + lines


def field_of(trace: Trace, name: str, place: Place) -> list[int] | None:
    """The receptive field of a number: the part of the input image that it is computed from.

    It is followed back step by step, by the first and the last place of each array that goes in.

    Example:
        >>> from edunn import Model
        >>> layers = [[8, 8, 1], ["conv", 2, 3], ["max_pool", 2], ["flatten"], [2, "softmax"]]
        >>> trace = Model(layers, seed=1).trace(np.ones((1, 8, 8, 1)), [0])
        >>> field_of(trace, "z1", (0, 2, 1, 0)), field_of(trace, "m1", (0, 1, 0, 0))
        ([2, 1, 4, 3], [2, 0, 5, 3])
        >>> field_of(trace, "z2", (0, 1))
        [0, 0, 7, 7]
    """
    if trace.arrays["x"].ndim != 4:
        return None
    corners: dict[str, list[Place]] = {name: [place]}
    for step in reversed([step for step in trace.steps if step.phase == "forward"]):
        for source, found in _goes_in(trace, step, corners.get(step.name, [])):
            both = [*corners.get(source, []), *found]
            corners[source] = [tuple(np.min(both, axis=0)), tuple(np.max(both, axis=0))]
    if "x" not in corners:
        return None
    return [int(number) for corner in corners["x"] for number in corner[1:3]]


def _goes_in(
    trace: Trace, step: Step, places: Sequence[Place]
) -> Iterator[tuple[str, list[Place]]]:
    """The arrays from which a step computes these places, without parameters, and their corners."""
    for place in places:
        for source, where in step.derived.sources(place).items():
            role = trace.roles.get(source)
            if role is None or role.part == "neurons":
                yield source, _corners(trace.arrays[source], where)


def _corners(q: Array, where: Where) -> list[Place]:
    """The first and the last index of what `where` takes, axis by axis."""
    numbers = np.arange(q.size).reshape(q.shape)[where].ravel()
    if not numbers.size:
        return []
    places = np.stack(np.unravel_index(numbers, q.shape))
    return [tuple(places.min(axis=1).tolist()), tuple(places.max(axis=1).tolist())]


def place_in(trace: Trace, name: str, index: list[int]) -> Place:
    """A place in an array; where a vector was shown as a row, its row may be given too.

    Raises:
        SettingError: there is no such array, or no such place in it.
    """
    arrays = trace.arrays
    if name not in arrays:
        raise SettingError(Coded("trace.no_array", name=name, known=", ".join(sorted(arrays))))
    shape = arrays[name].shape
    extra = len(index) - len(shape)
    place = tuple(index[max(extra, 0) :])
    is_inside = all(0 <= k < size for k, size in zip(place, shape, strict=False))
    if any(index[: max(extra, 0)]) or len(place) != len(shape) or not is_inside:
        raise SettingError(Coded("trace.no_place", name=name, shape=str(shape), index=str(index)))
    return place


def _listed(q: Array, where: Where) -> list[list[int]]:
    """The places that `where` takes, written out; those of the largest numbers if too many."""
    numbers = np.arange(np.size(q)).reshape(np.shape(q))[where].ravel()
    if numbers.size > MOST_PLACES:
        sizes = np.nan_to_num(np.abs(np.ravel(q)[numbers]))
        numbers = np.sort(numbers[np.argsort(-sizes, kind="stable")[:MOST_PLACES]])
    return [[int(k) for k in np.unravel_index(number, np.shape(q))] for number in numbers]


@api.post("/runs/<int:run>/origin", responses={200: Origin})
def find_origin(path: RunPath, body: OriginQuery) -> Response:
    """The sources of one number of a trace."""
    return reply(session().view(path.run, origin_view, body))


@api.post("/runs/<int:run>/lines", responses={200: Lines})
def find_lines(path: RunPath, body: LinesQuery) -> Response:
    """The lines of several numbers of a trace."""
    return reply(session().view(path.run, lines_view, body))


@api.get("/runs/<int:run>/trace/array", responses={200: TraceArray})
def get_trace_array(path: RunPath, query: ArrayQuery) -> Response:
    """One array of a trace, for those that are too large to be sent with it."""
    return reply(session().view(path.run, array_view, query))
