"""The report: tables in Markdown, and below each a sentence or two computed from it."""

from collections.abc import Iterable, Iterator, Sequence

from benchmarks.scaling.costs import Costs
from benchmarks.scaling.gains import Gain
from benchmarks.scaling.model import MANY, Load
from benchmarks.sheet import Sheet, duration

MESSAGES = """### Messages

The cost of `WorkerPool.map` without any work.
"""

TWO_WORKERS = """### Two workers

All processes, including this one, use one thread for linear algebra. *Efficiency* is the time with
one worker divided by twice the time with two. *2 against alone* also includes the cost of leaving
this process. The first row is the limit of the machine.
"""

MODEL = """### A model of many

    seconds(W) = parent + call + (W - 1) task + bytes * byte + ceil(pieces / W) * piece

The costs of messages are those above. The parent's own work and its messages follow one another;
only the pieces are divided. A piece is an individual, or a micro-batch of 1,024 rows.
"""

SPEEDS = """The speed of the workers by this model, as a multiple of this process alone:
"""

BREAK_EVEN = """For the workers to be busy half of the time, a piece has to take at least:
"""


def told(found: Sequence[Costs], gained: Sequence[Gain], carried: Sequence[Load]) -> Iterator[str]:
    """All tables, each with its sentences."""
    yield from (MESSAGES, *of_costs(found))
    yield from (TWO_WORKERS, *of_gains(gained))
    yield from (MODEL, *of_loads(carried), SPEEDS)
    for its in found:
        yield from of_speeds(carried, its)
    yield BREAK_EVEN
    for its in found:
        yield from of_break_even(carried, its)


def of_costs(measured: Sequence[Costs]) -> Iterator[str]:
    """What a message costs, and what it is worth."""
    yield table(
        ["workers", "call with one task", "each further task", "each further megabyte"],
        ([it.kind, spoken(it.call), spoken(it.task), spoken(it.byte * 1e6)] for it in measured),
    )
    least = ", ".join(f"{spoken(it.task)} ({it.kind})" for it in measured)
    yield (
        f"A task that takes less time than its message is not worth sending: {least}. "
        "Items are therefore sent in batches, and what all of them share is sent once.\n"
    )


def of_gains(measured: Sequence[Gain]) -> Iterator[str]:
    """What two workers gain; the first row is the machine itself."""
    yield table(
        ["piece of work", "alone", "1 worker", "2 workers", "2 against alone", "efficiency"],
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
    work = sorted(measured[1:], key=lambda gain: gain.times_as_fast)
    paying = sum(gain.times_as_fast > 1 for gain in work)
    least, most = work[0], work[-1]
    yield (
        f"Two workers are faster in {paying} of these {len(work)} kinds of work: from "
        f"{least.times_as_fast:.2f} x for “{least.title}” to {most.times_as_fast:.2f} x for "
        f"“{most.title}”. Where one worker takes much longer than this process alone, messages or "
        "the start of processes cost more than the second worker saves.\n"
    )


def of_loads(loads: Sequence[Load]) -> Iterator[str]:
    """What the model is made of, and the limit of any number of workers with free messages."""
    yield table(
        ["load", "pieces", "time of a piece", "the parent's own work", "bytes, 10 workers"],
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
    bound = min(loads, key=lambda load: load.limit)
    yield (
        "Even if messages were free, the parent's own work would limit any number of workers: the "
        f"lowest limit is {times(bound.limit)} times the speed, for “{bound.title}”. More workers "
        "than pieces have nothing to do.\n"
    )


def of_speeds(loads: Sequence[Load], costs: Costs) -> Iterator[str]:
    """How many times as fast so many workers are, by the model."""
    yield table(
        [f"times as fast: {costs.kind}", *(f"{many:,} workers" for many in MANY)],
        (
            [load.title, *(times(load.times_as_fast(many, costs)) for many in MANY)]
            for load in loads
        ),
    )
    counts = (
        f"{sum(load.times_as_fast(many, costs) > 1 for load in loads)} with {many:,} workers"
        for many in MANY
    )
    yield f"Of {len(loads)} loads, this many become faster: {', '.join(counts)}.\n"


def of_break_even(loads: Sequence[Load], costs: Costs) -> Iterator[str]:
    """How long a piece takes, and how long it would have to."""
    needs = [[load.break_even(many, costs) for many in MANY] for load in loads]
    yield table(
        [
            f"time of a piece: {costs.kind}",
            "is",
            *(f"{many:,} workers need" for many in MANY),
        ],
        (
            [load.title, spoken(load.piece), *map(spoken, row)]
            for load, row in zip(loads, needs, strict=True)
        ),
    )
    worst = (
        f"{spoken(max(column))} for {many:,} workers"
        for many, column in zip(MANY, zip(*needs, strict=True), strict=True)
    )
    yield f"A piece that is long enough for any of these loads: {', '.join(worst)}.\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; all columns but the first are numbers."""
    return Sheet(head, list(rows)).markdown("---:") + "\n"


def times(ratio: float) -> str:
    """A ratio with two digits."""
    return f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.2g}"


def spoken(seconds: float) -> str:
    """A time with two digits and a unit that suits it."""
    return duration(max(seconds, 0.0), digits=2)
