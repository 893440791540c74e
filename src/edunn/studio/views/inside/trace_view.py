"""The trace of one example: `Model.trace`, packed for the page."""

from typing import TYPE_CHECKING

import numpy as np

from edunn.arrays import Array
from edunn.catalogue import label_of
from edunn.data import Dataset
from edunn.errors import SettingError
from edunn.formulas import symbol
from edunn.messages import Message
from edunn.optimizers import Optimizer
from edunn.studio.messages import Sentence
from edunn.studio.views.inside.messages import (
    TraceArray,
    TraceLine,
    TraceQuery,
    TraceStep,
    TraceView,
)
from edunn.studio.views.inside.recent import RECENT
from edunn.studio.views.planes import finite_rows, plane_of
from edunn.studio.views.rows import Part, rows_of
from edunn.trace import Step, Trace
from edunn.trace.number_format import Line, NumberFormat

if TYPE_CHECKING:
    from edunn.studio.runs.snapshots import Snapshot

MOST_NUMBERS, MOST_LINES = 4096, 200
UNBROKEN = 10**6
"""How wide a line may be: the page breaks it where its own width ends."""


def trace_view(run: int, snapshot: "Snapshot", query: TraceQuery) -> TraceView:
    """One example's way through the network, forward and backward, with every number.

    Raises:
        SettingError: the part has no such row.

    Example:
        >>> from edunn.studio.example import example
        >>> look = trace_view(1, example(), TraceQuery(row=5))
        >>> look.steps[1].formula, look.steps[1].uses
        ('z1 = x W1 + b1', ['x', 'W1', 'b1'])
    """
    trace = traced(snapshot, query.part, query.row)
    data = part_of(snapshot, query.part, query.row)
    return TraceView(
        run=run,
        epoch=snapshot.epoch,
        heading=trace.heading,
        key=RECENT.keep(trace),
        rows=len(data),
        example=rows_of(data, query.part, np.array([query.row]))[0],
        steps=[_step(step, query.digits) for step in trace.steps],
        arrays=[_array(trace, name, q) for name, q in trace.arrays.items()],
        how=Sentence.of(_how(snapshot)),
    )


def traced(snapshot: "Snapshot", part: Part, row: int) -> Trace:
    """The trace of one row. The same snapshot and row give the same numbers, dropout included."""
    rows = part_of(snapshot, part, row).take(_place(row))
    return snapshot.model.trace(rows, algorithm=_stepper(snapshot), seed=snapshot.epoch)


def part_of(snapshot: "Snapshot", part: Part, row: int) -> Dataset:
    """Training or held-out rows.

    Raises:
        SettingError: the part has no such row.
    """
    data = snapshot.planned.training if part == "training" else snapshot.planned.held_out
    if row >= len(data):
        raise SettingError(Message(f"trace.no_row.{part}", row=row, last=len(data) - 1))
    return data


def _place(row: int) -> slice:
    return slice(row, row + 1)


def _stepper(snapshot: "Snapshot") -> Optimizer | str:
    algorithm = snapshot.algorithm
    return algorithm if isinstance(algorithm, Optimizer) else "gradient_descent"


def _how(snapshot: "Snapshot") -> Message:
    algorithm = snapshot.algorithm
    if not isinstance(algorithm, Optimizer):
        return Message("trace.of_evolution")
    return Message("trace.of_optimizer", name=label_of(algorithm))


def _step(step: Step, digits: int) -> TraceStep:
    lines = _lines(step, NumberFormat(digits, UNBROKEN))
    if len(lines) > MOST_LINES:
        more = Message("trace.more_lines", count=len(lines) - MOST_LINES)
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


def _array(trace: Trace, name: str, q: Array) -> TraceArray:
    is_large, role = q.size > MOST_NUMBERS, trace.roles.get(name)
    return TraceArray(
        name=name,
        latex=symbol(name),
        shape=list(q.shape),
        part=role.part if role else None,
        layer=role.layer if role else None,
        values=None if is_large else finite_rows(q),
        plane=plane_of(q) if is_large else None,
    )
