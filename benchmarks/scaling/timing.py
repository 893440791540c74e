"""Timing on a machine that others use, too: in turns, in quiet moments, the least counts."""

import time
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

WINDOW = 0.2
BUSY = 0.1
"""A moment is quiet if all programs together take less than this part of one core."""

PATIENCE = 3.0
"""Seconds to wait for a quiet moment at most."""


def quickest(rounds: int, *calls: Callable[[], object]) -> list[float]:
    """The least time of each call; they take turns of three, and a first turn does not count."""
    times: list[list[float]] = [[] for _ in calls]
    for _ in range(rounds + 1):
        wait_for_quiet()
        for call, seconds in zip(calls, times, strict=True):
            seconds.append(min(timed(call) for _ in range(3)))
    return [min(seconds[1:]) for seconds in times]


def timed(call: Callable[[], object]) -> float:
    """How long it took."""
    started = perf_counter()
    call()
    return perf_counter() - started


def wait_for_quiet() -> None:
    """Wait until no other program is at work, as far as the system reports it; not for ever."""
    deadline = perf_counter() + PATIENCE
    while worked_meanwhile(WINDOW) > BUSY and perf_counter() < deadline:
        pass


def worked_meanwhile(seconds: float) -> float:
    """How many cores were at work, on average, while we slept."""
    before, started = ticks_at_work(), perf_counter()
    time.sleep(seconds)
    return (ticks_at_work() - before) / 100 / (perf_counter() - started)


def ticks_at_work() -> int:
    """Hundredths of a second that all cores together have worked; 0 where it is unknown."""
    statistics = Path("/proc/stat")
    if not statistics.exists():
        return 0
    user, nice, system = statistics.read_text("ascii").split(maxsplit=4)[1:4]
    return int(user) + int(nice) + int(system)
