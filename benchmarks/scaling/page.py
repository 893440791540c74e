"""The tables, as Markdown."""

from collections.abc import Iterable, Sequence

from benchmarks.scaling.costs import Costs
from benchmarks.scaling.gains import Gain
from benchmarks.scaling.model import CROWDS, Load
from benchmarks.scaling.units import spoken, times

MESSAGES = """### Messages

What `WorkerPool.map` costs when the work is nothing.
"""

TWO_WORKERS = """### Two workers

All processes, this one too, use one thread for linear algebra. *Efficiency* is the time with one
worker over twice the time with two. *2 against alone* also counts what it costs to leave this
process. The first row is what the machine has to give.
"""

MODEL = """### A model of many

    seconds(W) = parent + call + (W - 1) task + bytes * byte + ceil(pieces / W) * piece

The messages' costs are those above. What the parent does alone, and its messages, come one after
the other; only the pieces are shared. A piece is an individual, or a micro-batch of 1,024 rows.
"""

SPEEDS = """By that, so many workers are so many times as fast as this process alone:
"""

BREAK_EVEN = """And so long a piece would have to take for workers to be at work half of the time:
"""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; all columns but the first are numbers."""
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, rule, *rows]) + "\n"


def costs_table(measured: Sequence[Costs]) -> str:
    """What a message costs."""
    head = ["workers", "call with one task", "each further task", "each further megabyte"]
    return table(
        head,
        ([it.kind, spoken(it.call), spoken(it.task), spoken(it.byte * 1e6)] for it in measured),
    )


def gains_table(measured: Sequence[Gain]) -> str:
    """What two workers gain."""
    head = ["piece of work", "alone", "1 worker", "2 workers", "2 against alone", "efficiency"]
    return table(
        head,
        (
            [
                gain.title,
                *map(spoken, (gain.alone, gain.one, gain.two)),
                f"{gain.times_as_fast:.2f} x",
                f"{gain.efficiency:.0%}",
            ]
            for gain in measured
        ),
    )


def loads_table(loads: Sequence[Load]) -> str:
    """What the model is made of."""
    head = ["load", "pieces", "time of a piece", "the parent's own", "bytes, 10 workers"]
    return table(
        head,
        (
            [
                load.title,
                f"{load.pieces:,}",
                spoken(load.piece),
                spoken(load.parent),
                f"{(load.shared_bytes + min(10, load.pieces) * load.bytes_each) / 1e6:,.3g} MB",
            ]
            for load in loads
        ),
    )


def speeds_table(loads: Sequence[Load], costs: Costs) -> str:
    """How many times as fast so many workers are, by the model."""
    return table(
        [f"times as fast: {costs.kind}", *(f"{crowd:,} workers" for crowd in CROWDS)],
        (
            [load.title, *(times(load.times_as_fast(crowd, costs)) for crowd in CROWDS)]
            for load in loads
        ),
    )


def break_even_table(loads: Sequence[Load], costs: Costs) -> str:
    """How long a piece takes, and how long it would have to."""
    return table(
        [
            f"time of a piece: {costs.kind}",
            "is",
            *(f"{crowd:,} workers need" for crowd in CROWDS),
        ],
        (
            [
                load.title,
                spoken(load.piece),
                *(spoken(load.break_even(crowd, costs)) for crowd in CROWDS),
            ]
            for load in loads
        ),
    )
