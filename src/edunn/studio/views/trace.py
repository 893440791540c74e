"""The trace of one example: `Model.trace`, packed for the page."""

from collections import OrderedDict
from hashlib import blake2b
from threading import Lock
from typing import Literal, final

import numpy as np
from flask import Response
from pydantic import Field

from edunn.arrays import Array, Shape
from edunn.catalogue import label_of
from edunn.data import Dataset
from edunn.errors import SettingError
from edunn.formulas import symbol
from edunn.messages import Message as Coded
from edunn.network import Network
from edunn.objective import Objective
from edunn.operations import Kind
from edunn.optimizers import Optimizer
from edunn.studio.messages import Message, Number, Sentence
from edunn.studio.routing import RunPath, reply, session, topic
from edunn.studio.runs.snapshots import Snapshot
from edunn.studio.views.layers import kernel_of
from edunn.studio.views.packing import Part, Plane, Row, finite_rows, plane_of, rows_of
from edunn.studio.views.sequences import Attention, Unrolled, attentions, tokens_of, unrolled
from edunn.trace import Step, Trace
from edunn.trace.number_format import Line, NumberFormat
from edunn.trace.symbols import Role, symbols_of

api = topic("trace")

MOST_NUMBERS, MOST_LINES = 4096, 200

UNBROKEN = 10**6
"""How wide a line may be: the page breaks it where its own width ends."""

MOST = 8


class TraceQuery(Message):
    """A request for a trace: one example through the network, forward and backward."""

    part: Part = "held_out"
    row: int = Field(default=0, ge=0)
    digits: int = Field(default=4, ge=2, le=9)


class TraceArray(Message):
    """One array of the trace. Large ones come as a picture."""

    name: str
    latex: str = Field(description="The name for KaTeX.")
    shape: list[int]
    part: Literal["neurons", "weights", "biases", "targets"] | None = Field(
        description="What its entries belong to, gradients included; null: neither."
    )
    layer: int | None = Field(
        description="Which layer with weights it belongs to, from 1; 0 is the input."
    )
    values: list[list[Number]] | None = Field(
        description="As rows of the last axis; a vector is one row."
    )
    plane: Plane | None
    images: list[int] | None = Field(
        default=None,
        description="Of feature maps and kernels: rows, columns, and how many there are; in the "
        "order of the numbers, those of one pixel lie together.",
    )


class TraceLine(Message):
    """A line of a derivation: name = expression = result."""

    text: str
    array: str = Field(default="", description="The array of the entry that it is about.")
    index: list[int] = Field(default=[], description="The place of that entry.")
    sentence: Sentence | None = Field(default=None, description="Of a line of words.")


class TraceStep(Message):
    """One step: a formula with the numbers that went in and came out."""

    phase: Literal["input", "forward", "loss", "backward", "update"]
    kind: Kind
    layer: int | None
    title: str
    name: str
    formula: str = Field(description="In ASCII, with the names of the arrays.")
    latex: str = Field(description="The same for KaTeX, with the rules that say more.")
    explanation: Sentence
    settings: dict[str, float] = Field(description="The settings in the formulas.")
    uses: list[str] = Field(description="Arrays that go in.")
    lines: list[TraceLine] = Field(description="With the numbers in the places of the letters.")


class TraceView(Message):
    """`Model.trace` of one example."""

    run: int
    epoch: int
    heading: str
    key: str = Field(description="Names this trace in questions about its numbers.")
    rows: int = Field(description="How many rows this part has.")
    example: Row
    steps: list[TraceStep]
    arrays: list[TraceArray]
    tokens: list[str] = Field(
        default=[], description="The character or word of each time step; empty without any."
    )
    unrolled: list[Unrolled] = Field(default=[], description="Every recurrent layer.")
    attentions: list[Attention] = Field(default=[], description="Every layer of attention.")
    how: Sentence = Field(
        description="Whose step is shown; for evolution, why it is one of gradient descent."
    )


@final
class Recent:
    """The last traces by their keys; thread-safe.

    Example:
        >>> from edunn import Model
        >>> trace = Model([[1], [1]], "mse", seed=1).trace([[1]], [[1]])
        >>> recent = Recent()
        >>> recent.find(recent.keep(trace)) is trace
        True
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._traces: OrderedDict[str, Trace] = OrderedDict()
        self._lock = Lock()

    def keep(self, trace: Trace) -> str:
        """Keep a trace, drop the oldest beyond the limit, and return its key."""
        arrays = trace.arrays
        names = [name for name in ("x", "theta") if name in arrays]
        key = blake2b(b"".join(arrays[name].tobytes() for name in names), digest_size=12)
        with self._lock:
            self._traces[key.hexdigest()] = trace
            self._traces.move_to_end(key.hexdigest())
            while len(self._traces) > self._most:
                self._traces.popitem(last=False)
        return key.hexdigest()

    def find(self, key: str | None) -> Trace | None:
        """The trace of this key, if it is still kept."""
        with self._lock:
            return self._traces.get(key or "")


RECENT = Recent()
"""Those of this process."""


def trace_view(run: int, snapshot: Snapshot, query: TraceQuery) -> TraceView:
    """One example's way through the network, forward and backward, with every number.

    Raises:
        SettingError: the part has no such row.

    Example:
        >>> from edunn.studio.example import example
        >>> view = trace_view(1, example(), TraceQuery(row=5))
        >>> view.steps[1].formula, view.steps[1].uses
        ('z1 = x W1 + b1', ['x', 'W1', 'b1'])
    """
    trace = traced(snapshot, query.part, query.row)
    data, model = part_of(snapshot, query.part, query.row), snapshot.model
    heads = attentions(trace)
    return TraceView(
        run=run,
        epoch=snapshot.epoch,
        heading=trace.heading,
        key=RECENT.keep(trace),
        rows=len(data),
        example=rows_of(data, query.part, np.array([query.row]))[0],
        steps=[_step(step, query.digits) for step in trace.steps],
        arrays=_arrays(trace, model.objective, heads),
        tokens=tokens_of(data, query.row, model.network),
        unrolled=unrolled(trace, model.objective),
        attentions=heads,
        how=Sentence.of(_how(snapshot)),
    )


def traced(snapshot: Snapshot, part: Part, row: int) -> Trace:
    """The trace of one row. The same snapshot and row give the same numbers, dropout included."""
    rows = part_of(snapshot, part, row).take(slice(row, row + 1))
    return snapshot.model.trace(rows, algorithm=_stepper(snapshot), seed=snapshot.epoch)


def part_of(snapshot: Snapshot, part: Part, row: int) -> Dataset:
    """Training or held-out rows.

    Raises:
        SettingError: the part has no such row.
    """
    data = snapshot.planned.training if part == "training" else snapshot.planned.held_out
    if row >= len(data):
        raise SettingError(Coded(f"trace.no_row.{part}", row=row, last=len(data) - 1))
    return data


def _stepper(snapshot: Snapshot) -> Optimizer | str:
    algorithm = snapshot.algorithm
    return algorithm if isinstance(algorithm, Optimizer) else "gradient_descent"


def _how(snapshot: Snapshot) -> Coded:
    algorithm = snapshot.algorithm
    if not isinstance(algorithm, Optimizer):
        return Coded("trace.of_evolution")
    return Coded("trace.of_optimizer", name=label_of(algorithm))


def _step(step: Step, digits: int) -> TraceStep:
    lines = _lines(step, NumberFormat(digits, UNBROKEN))
    if len(lines) > MOST_LINES:
        more = Coded("trace.more_lines", count=len(lines) - MOST_LINES)
        lines = [*lines[:MOST_LINES], _remark(more)]
    return TraceStep(
        phase=step.phase,
        kind=step.kind,
        layer=step.layer,
        title=step.title,
        name=step.name,
        formula=step.formula.text,
        latex=step.latex,
        explanation=Sentence.of(step.explanation),
        settings=dict(step.settings),
        uses=list(step.derived.inputs),
        lines=lines,
    )


def _lines(step: Step, numbers: NumberFormat) -> list[TraceLine]:
    with np.errstate(all="ignore"):  # what overflowed in training may overflow here
        return [
            TraceLine(text=str(line), array=line.array, index=list(line.place))
            if isinstance(line, Line)
            else _remark(line)
            for line in step.derived.lines(numbers)
        ]


def _remark(text: str) -> TraceLine:
    """A line of words."""
    return TraceLine(text=text, sentence=Sentence.of(text))


def _arrays(trace: Trace, objective: Objective, heads: list[Attention]) -> list[TraceArray]:
    kernels, symbols = _kernels(objective.network), symbols_of(objective)
    matrices = {name for layer in heads for name in layer.matrices}
    layers = {step.name: symbols[step.layer - 1].number for step in trace.steps if step.layer}
    found = []
    for name, q in trace.arrays.items():
        role = trace.roles.get(name)
        images = q.shape[1:] if q.ndim == 4 and name not in matrices else None
        if role and role.part == "weights":
            images = kernels.get(role.layer)
        found.append(_array(name, q, images, role, layers.get(name)))
    return found


def _kernels(network: Network) -> dict[int, Shape]:
    """The kernels of each convolution, (k, l, C O), by its number among the layers that learn."""
    found: dict[int, Shape] = {}
    number = 0
    for layer, shape in zip(network.layers, network.shapes, strict=False):
        parameters, kernel = layer.parameter_shapes(shape), kernel_of(layer, shape)
        number += bool(parameters)
        if kernel is not None:
            found[number] = (*kernel[:2], kernel[2] * parameters["W"][1])
    return found


def _array(
    name: str, q: Array, images: Shape | None, role: Role | None, layer: int | None
) -> TraceArray:
    is_large = q.size > MOST_NUMBERS
    rows = q.reshape(-1, q.shape[-1]) if q.ndim > 2 else q
    return TraceArray(
        name=name,
        latex=symbol(name),
        shape=list(q.shape),
        part=role.part if role else None,
        layer=role.layer if role else layer,
        values=None if is_large else finite_rows(rows),
        plane=plane_of(rows) if is_large else None,
        images=None if images is None else list(images),
    )


@api.get("/runs/<int:run>/trace", responses={200: TraceView})
def get_trace(path: RunPath, query: TraceQuery) -> Response:
    """One example through the network, forward and backward."""
    return reply(session().view(path.run, trace_view, query))
