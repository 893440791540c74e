"""The trace of one example: `Model.trace`, packed for cards that fold and formulas that are set."""

from typing import TYPE_CHECKING

import numpy as np

from edunn.arrays import Array
from edunn.data import Dataset
from edunn.errors import SettingError
from edunn.optimizers import GradientDescent, Optimizer
from edunn.studio.looks.latex import latex
from edunn.studio.looks.planes import finite_rows, plane_of
from edunn.studio.looks.rows import Part, rows_of
from edunn.studio.looks.ways import way_of
from edunn.studio.wire.looks import TraceArray, TraceLook, TraceQuery, TraceStep
from edunn.trace import Step, Trace
from edunn.trace.letters import named

if TYPE_CHECKING:
    from edunn.studio.snapshots import Snapshot

MOST_NUMBERS, MOST_LINES = 4096, 200

INSTEAD = (
    "Evolution follows no slope, so it has no step to show. This is the step that plain gradient "
    "descent would take here, downhill on the same loss."
)


def trace_look(run: int, snapshot: "Snapshot", query: TraceQuery) -> TraceLook:
    """One example's way through the network, forward and backward, with every number.

    Raises:
        SettingError: the part has no such row.

    Example:
        >>> from edunn.studio.looks.example import example
        >>> look = trace_look(1, example(), TraceQuery(row=5))
        >>> look.steps[1].formula, look.steps[1].uses
        ('z1 = x W1 + b1', ['x', 'W1', 'b1'])
    """
    trace = traced(snapshot, query.part, query.row)
    data = part_of(snapshot, query.part, query.row)
    return TraceLook(
        run=run,
        epoch=snapshot.epoch,
        heading=trace.heading,
        example=rows_of(data, query.part, np.array([query.row]))[0],
        steps=[_step(step, query.digits) for step in trace.steps],
        arrays=[_array(name, q) for name, q in trace.arrays.items()],
        how=_how(snapshot),
    )


def traced(snapshot: "Snapshot", part: Part, row: int) -> Trace:
    """The trace of one row. The same snapshot and row give the same numbers, dropout included."""
    one = part_of(snapshot, part, row).take(_place(row))
    return snapshot.model.trace(one, way=_stepper(snapshot), seed=snapshot.epoch)


def part_of(snapshot: "Snapshot", part: Part, row: int) -> Dataset:
    """Training or held-out rows.

    Raises:
        SettingError: the part has no such row.
    """
    data = snapshot.planned.training if part == "training" else snapshot.planned.held_out
    if row >= len(data):
        words = part.replace("_", "-")
        raise SettingError(f"there is no {words} row {row}: they are 0 to {len(data) - 1}.")
    return data


def _place(row: int) -> slice:
    return slice(row, row + 1)


def _stepper(snapshot: "Snapshot") -> Optimizer:
    way = way_of(snapshot)
    return way if isinstance(way, Optimizer) else GradientDescent()


def _how(snapshot: "Snapshot") -> str:
    way = way_of(snapshot)
    if not isinstance(way, Optimizer):
        return INSTEAD
    return (
        f"The first step of {named(way)} from the network as it is now, on this row alone; what "
        "the optimizer remembers of earlier steps is left out."
    )


def _step(step: Step, digits: int) -> TraceStep:
    lines = step.lines(digits)
    if len(lines) > MOST_LINES:
        lines = [*lines[:MOST_LINES], f"... and {len(lines) - MOST_LINES:,} more lines"]
    return TraceStep(
        phase=step.phase,  # type: ignore[arg-type]  # a str that is one of PHASES
        layer=step.layer,
        title=step.title,
        name=step.name,
        formula=step.formula,
        latex=latex(step.formula),
        explanation=step.explanation,
        uses=[name for name in step.values if name != step.name],
        lines=lines,
    )


def _array(name: str, q: Array) -> TraceArray:
    is_large = q.size > MOST_NUMBERS
    return TraceArray(
        name=name,
        shape=list(q.shape),
        values=None if is_large else finite_rows(q),
        plane=plane_of(q) if is_large else None,
    )
