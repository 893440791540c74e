"""The trace of one example: `Model.trace`, packed for the page."""

from collections import OrderedDict
from hashlib import blake2b
from threading import Lock
from typing import Literal, final

import numpy as np
from flask import Response
from pydantic import Field

from edunn.catalogue import label_of
from edunn.data import Dataset
from edunn.errors import SettingError
from edunn.formulas import SETTINGS, symbol
from edunn.messages import Message as Coded
from edunn.operations import Kind
from edunn.optimizers import Optimizer
from edunn.studio.messages import Message, Sentence
from edunn.studio.routing import RunPath, reply, session, topic
from edunn.studio.runs.snapshots import Snapshot
from edunn.studio.views.packing import Part, Row, rows_of
from edunn.studio.views.prediction import Prediction, prediction_of
from edunn.studio.views.sequences import Attention, Unrolled, attentions, tokens_of, unrolled
from edunn.studio.views.trace_arrays import TraceArray, arrays_of
from edunn.trace import Step, Trace
from edunn.trace.number_format import Line, NumberFormat

api = topic("trace")

MOST_LINES = 200

UNBROKEN = 10**6
"""How wide a line may be: the page breaks it where its own width ends."""

MOST = 8


class TraceQuery(Message):
    """A request for a trace: one example through the network, forward and backward."""

    part: Part = "held_out"
    row: int = Field(default=0, ge=0)
    digits: int = Field(default=4, ge=2, le=9)


class TraceLine(Message):
    """A line of a derivation: name = expression = result."""

    text: str = Field(description="With an expression that can be typed into Python.")
    latex: str = Field(default="", description="The same for KaTeX; empty where it is of words.")
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
    letters: dict[str, str] = Field(description="What each setting is in the formulas, for KaTeX.")
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
    prediction: Prediction | None
    steps: list[TraceStep]
    arrays: list[TraceArray]
    tokens: list[str] = Field(
        default=[], description="The character or word of each time step; empty without any."
    )
    unrolled: list[Unrolled] = Field(default=[], description="Every recurrent layer.")
    attentions: list[Attention] = Field(default=[], description="Every layer of attention.")
    batch: Sentence | None = Field(
        default=None, description="The mini-batch that a step of the training has the row in."
    )
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
    example = rows_of(data, query.part, np.array([query.row]))[0]
    return TraceView(
        run=run,
        epoch=snapshot.epoch,
        heading=trace.heading,
        key=RECENT.keep(trace),
        rows=len(data),
        example=example,
        prediction=prediction_of(trace, model.targets, example.label),
        steps=[_step(step, query.digits) for step in trace.steps],
        arrays=arrays_of(trace, model.objective, heads),
        tokens=tokens_of(data, query.row, model.network),
        unrolled=unrolled(trace, model.objective),
        attentions=heads,
        batch=_batch(snapshot, query.part),
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


def _batch(snapshot: Snapshot, part: Part) -> Sentence | None:
    """Of rows that steps are made of: not of held-out ones, nor where a step takes one row."""
    rows = min(snapshot.batch_size or 1, len(snapshot.planned.training))
    is_in_one = part == "training" and isinstance(snapshot.algorithm, Optimizer) and rows > 1
    return Sentence.of(Coded("trace.of_batch", rows=rows)) if is_in_one else None


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
        letters={name: SETTINGS.get(name) or symbol(name) for name in step.settings},
        uses=list(step.derived.inputs),
        lines=lines,
    )


def _lines(step: Step, numbers: NumberFormat) -> list[TraceLine]:
    with np.errstate(all="ignore"):  # what overflowed in training may overflow here
        return [
            line_of(line) if isinstance(line, Line) else _remark(line)
            for line in step.derived.lines(numbers)
        ]


def line_of(line: Line) -> TraceLine:
    """A line of numbers."""
    place = list(line.place)
    return TraceLine(text=str(line), latex=line.latex, array=line.array, index=place)


def _remark(text: str) -> TraceLine:
    """A line of words."""
    return TraceLine(text=text, sentence=Sentence.of(text))


@api.get("/runs/<int:run>/trace", responses={200: TraceView})
def get_trace(path: RunPath, query: TraceQuery) -> Response:
    """One example through the network, forward and backward."""
    return reply(session().view(path.run, trace_view, query))
