"""What the tables say, in a sentence or two below each: computed, so that it stays true."""

from collections.abc import Sequence

from benchmarks.scaling.costs import Costs
from benchmarks.scaling.gains import Gain
from benchmarks.scaling.model import CROWDS, Load
from benchmarks.scaling.units import spoken, times


def of_costs(measured: Sequence[Costs]) -> str:
    """What a message is worth."""
    least = ", ".join(f"{spoken(it.task)} ({it.kind})" for it in measured)
    return (
        f"A task that takes less time than its message is not worth sending: {least}. So "
        "neighbouring items travel together, and what all of them share travels once.\n"
    )


def of_gains(measured: Sequence[Gain]) -> str:
    """Where two workers pay; the first row is the machine itself."""
    work = sorted(measured[1:], key=lambda gain: gain.times_as_fast)
    paying = sum(gain.times_as_fast > 1 for gain in work)
    least, most = work[0], work[-1]
    return (
        f"Two workers pay in {paying} of these {len(work)} kinds of work: from "
        f"{least.times_as_fast:.2f} x for “{least.title}” to {most.times_as_fast:.2f} x for "
        f"“{most.title}”. Where one worker takes much longer than this process alone, messages, or "
        "the start of a process, outweigh what the second one saves.\n"
    )


def of_limits(loads: Sequence[Load]) -> str:
    """What no number of workers could exceed, were messages free."""
    bound = min(loads, key=lambda load: load.limit)
    return (
        "What the parent does alone limits any number of workers, were messages free: the lowest "
        f"limit is {times(bound.limit)} times the speed, for “{bound.title}”. And no more workers "
        "have something to do than there are pieces.\n"
    )


def of_speeds(loads: Sequence[Load], costs: Costs) -> str:
    """How many of the loads gain."""
    counts = (
        f"{sum(load.times_as_fast(crowd, costs) > 1 for load in loads)} with {crowd:,} workers"
        for crowd in CROWDS
    )
    return f"Of {len(loads)} loads, so many gain anything: {', '.join(counts)}.\n"


def of_break_even(loads: Sequence[Load], costs: Costs) -> str:
    """How long a piece would be long enough in any of these loads."""
    worst = (
        f"{spoken(max(load.break_even(crowd, costs) for load in loads))} for {crowd:,} workers"
        for crowd in CROWDS
    )
    return f"A piece that is long enough whatever the load: {', '.join(worst)}.\n"
