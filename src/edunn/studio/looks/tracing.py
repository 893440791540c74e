"""The trace of one example: `Model.trace`, packed for cards that fold and formulas that are set."""

import re
from typing import TYPE_CHECKING

import numpy as np

from edunn.arrays import Array
from edunn.data import Dataset
from edunn.errors import SettingError
from edunn.optimizers import GradientDescent, Optimizer
from edunn.studio.looks.latex import aligned
from edunn.studio.looks.letters import name as letters
from edunn.studio.looks.planes import finite_rows, plane_of
from edunn.studio.looks.recent import RECENT
from edunn.studio.looks.rows import Part, rows_of
from edunn.studio.looks.rules import rules_of
from edunn.studio.looks.ways import algorithm_of
from edunn.studio.wire.looks import TraceArray, TraceLook, TraceQuery, TraceStep
from edunn.trace import Step, Trace
from edunn.trace.letters import named

if TYPE_CHECKING:
    from edunn.studio.snapshots import Snapshot

MOST_NUMBERS, MOST_LINES = 4096, 200
UNBROKEN = 10**6
"""How wide a line may be: the page breaks it where its own width ends."""

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
        key=RECENT.keep(trace),
        rows=len(data),
        example=rows_of(data, query.part, np.array([query.row]))[0],
        steps=[_step(trace, step, query.digits) for step in trace.steps],
        arrays=[_array(name, q) for name, q in trace.arrays.items()],
        how=_how(snapshot),
    )


def traced(snapshot: "Snapshot", part: Part, row: int) -> Trace:
    """The trace of one row. The same snapshot and row give the same numbers, dropout included."""
    part_of(snapshot, part, row)  # is there such a row?
    rows = snapshot.planned.rows[part == "held_out"]  # in the unit in which they are learned
    model = snapshot.learner or snapshot.model
    return model.trace(rows.take(_place(row)), way=_stepper(snapshot), seed=snapshot.epoch)


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
    way = algorithm_of(snapshot)
    return way if isinstance(way, Optimizer) else GradientDescent()


def _how(snapshot: "Snapshot") -> str:
    way = algorithm_of(snapshot)
    if not isinstance(way, Optimizer):
        return INSTEAD
    return (
        f"The first step of {named(way)} from the network as it is now, on this row alone; what "
        "the optimizer remembers of earlier steps is left out."
    )


def uses_of(trace: Trace, step: Step) -> list[str]:
    """The arrays that go into a step, also those that its formula has only in words.

    Example:
        >>> from edunn.studio.looks.example import example
        >>> trace = traced(example(), "held_out", 0)
        >>> uses_of(trace, trace["dz1"]), uses_of(trace, trace["g"])
        (['da1', 'z1', 'a1'], ['dW1', 'db1', 'dW2', 'db2'])
    """
    if step.name == "g":
        return parts_of(step)
    return [name for name in step.values if name != step.name] + curve_of(trace, step)


def parts_of(step: Step) -> list[str]:
    """The arrays that a step lays in a row, `g = [dW1, db1]`."""
    found = re.fullmatch(r"g = \[(.+)\]", step.formula)
    return found[1].split(", ") if found else []


def curve_of(trace: Trace, step: Step) -> list[str]:
    """What went into a curve and came out, where its slope is a factor: there it is found."""
    if not step.formula.endswith("* slope"):
        return []
    forward = [one for one in trace.steps if one.phase == "forward" and one.layer == step.layer]
    return list(forward[0].values) if forward else []


def _step(trace: Trace, step: Step, digits: int) -> TraceStep:
    lines = step.lines(digits, UNBROKEN)
    if len(lines) > MOST_LINES:
        lines = [*lines[:MOST_LINES], f"... and {len(lines) - MOST_LINES:,} more lines"]
    return TraceStep(
        phase=step.phase,  # type: ignore[arg-type]  # a str that is one of PHASES
        layer=step.layer,
        title=step.title,
        name=step.name,
        formula=step.formula,
        latex=aligned(rules_of(step)),
        explanation=step.explanation,
        uses=uses_of(trace, step),
        lines=lines,
    )


def _array(name: str, q: Array) -> TraceArray:
    is_large = q.size > MOST_NUMBERS
    return TraceArray(
        name=name,
        latex=letters(name),
        shape=list(q.shape),
        values=None if is_large else finite_rows(q),
        plane=plane_of(q) if is_large else None,
    )
