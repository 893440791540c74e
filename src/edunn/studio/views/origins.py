"""Origins: where one number of a trace comes from, and the line that computes it."""

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
from edunn.studio.views.trace import RECENT, UNBROKEN, traced
from edunn.text import finite
from edunn.trace.number_format import NumberFormat, entry

api = topic("origins")

MOST_PLACES = 64


class OriginQuery(Message):
    """A request for the sources of one number of a trace."""

    part: Part = "held_out"
    row: int = Field(default=0, ge=0)
    step: str = Field(max_length=40, description="The array, named as the step that finds it.")
    index: list[int] = Field(
        max_length=8, description="Its place: row, then column; of an image row, column, channel."
    )
    digits: int = Field(default=6, ge=2, le=9)
    key: str | None = Field(
        default=None,
        max_length=40,
        description="The trace's; else a new trace of the present network.",
    )


class Origin(Message):
    """The one line that makes a number, and the places of what goes in."""

    line: str
    value: Number = Field(description="The number, with all its digits.")
    sources: dict[str, list[list[int]]] = Field(
        default={}, description="Array -> places, at most 64 each."
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
    if name not in arrays:
        raise SettingError(Coded("trace.no_array", name=name, known=", ".join(sorted(arrays))))
    q = arrays[name]
    place = place_in(name, q, query.index)
    numbers = NumberFormat(query.digits, UNBROKEN)
    steps = (step for step in trace.steps if step.name == name and step.phase != "input")
    step = next(steps, None)
    if step is None:  # a row, a target, a parameter: no step computes it
        line = f"{entry(name, place)} = {numbers.number(q[place])}"
        return Origin(line=line, value=finite(q[place]))
    with np.errstate(all="ignore"):
        line = str(step.derived.line(place, numbers))
    sources = step.derived.sources(place).items()
    places = {name: _listed(arrays[name], where) for name, where in sources}
    return Origin(line=line, value=finite(q[place]), sources=places)


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
