"""Comparisons: what EduNN and its peers do side by side, how it is measured, and the bars.

All contestants do the work in turn, round after round, and a ratio compares two times of the same
round. Another program that occupies the processor for a second slows a whole round, not one side of
it, and the median ignores the rounds in which that happened.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from shutil import which
from statistics import median
from time import perf_counter, sleep
from typing import NamedTuple, final

QUICK = 5
"""`--quick` divides the number of rounds by this, but leaves at least three."""

LONG = 0.05
"""Work of more seconds may take several threads."""

REST = 0.3
"""Seconds between two contestants then: some keep their threads' cores for 0.2 s after the work."""


class Outcome(NamedTuple):
    """What a contestant has learned, for the tests that all contestants do the same work."""

    parameters: int
    dtype: str
    updates: int
    """Steps of the optimizer so far; for evolution, populations scored so far."""

    loss: float
    """Over all rows; for evolution, the error rate of the best individual."""


class Contestant(ABC):
    """One framework, ready to do one piece of work again and again.

    Attributes:
        pieces: how many epochs or generations one call of `work` is; times are reported for one.
    """

    pieces = 1

    @abstractmethod
    def work(self) -> None:
        """The piece of work, once: this is what is measured."""

    def seconds(self) -> float:
        """Do the work; the seconds that one piece of it took."""
        start = perf_counter()
        self.work()
        return (perf_counter() - start) / self.pieces

    def outcome(self) -> Outcome | None:
        """The result so far; None where nothing is learned."""
        return None


@final
@dataclass(frozen=True)
class Bar:
    """A limit that a number must keep; exactly one of the two is given.

    In a comparison, `least` is about EduNN's speed and `most` about its time, as multiples of the
    peer's.
    """

    least: float | None = None
    most: float | None = None

    def is_met(self, number: float) -> bool:
        if self.least is not None:
            return number >= self.least
        return self.most is None or number <= self.most

    def __str__(self) -> str:
        return f"≤ {self.most:g}" if self.least is None else f"≥ {self.least:g}"


@final
@dataclass(frozen=True)
class Peer:
    """Another framework in a workload, or the limit itself.

    Args:
        name: as its users call it.
        package: what must be installed.
        enter: builds the contestant; nothing of the package is imported before.
        bar: what the comparison must show; None is for information.
        program: what must be on the search path, too.
    """

    name: str
    package: str
    enter: Callable[[], Contestant]
    bar: Bar | None = None
    program: str | None = None

    @property
    def is_installed(self) -> bool:
        has_program = self.program is None or which(self.program) is not None
        return has_program and find_spec(self.package) is not None


@final
@dataclass(frozen=True)
class Workload:
    """One piece of work that EduNN and its peers do in turn.

    Args:
        name: for `--only`, which takes the beginning of a name too.
        chapter: the chapter of the page.
        title: what is done, for the report.
        piece: what one measured time is the time of.
        about: what a reader needs in order to judge the comparison.
        ours: builds EduNN's contestant.
        peers: the others.
        rounds: how often all do it.
        brief: less of the same work, which `--quick` does instead; None if it is short already.
    """

    name: str
    chapter: str
    title: str
    piece: str
    about: str
    ours: Callable[[], Contestant]
    peers: tuple[Peer, ...]
    rounds: int = 25
    brief: "Workload | None" = None


@final
@dataclass(frozen=True)
class Trial:
    """One piece of work that EduNN does alone: its number itself must clear a bar.

    Args:
        name, chapter, title, about, rounds: as for a workload.
        unit: "s" for seconds, or "" for a share such as an accuracy.
        prepare: returns a function that makes one attempt and returns its number.
        goal: the bar for the median.
        package: what must be installed.
        is_long: whether it takes minutes; `--quick` leaves it out, unless it is named.
    """

    name: str
    chapter: str
    title: str
    about: str
    unit: str
    prepare: Callable[[], Callable[[], float]]
    goal: Bar
    rounds: int = 5
    package: str = "numpy"
    is_long: bool = False


@final
@dataclass(frozen=True)
class Comparison:
    """EduNN against one peer: seconds for one piece of the work, round by round."""

    peer: Peer
    ours: tuple[float, ...]
    theirs: tuple[float, ...]

    @property
    def ratios(self) -> tuple[float, ...]:
        """How many times as fast EduNN was in each round."""
        return tuple(b / a for a, b in zip(self.ours, self.theirs, strict=True))

    @property
    def ratio(self) -> float:
        return median(self.ratios)

    @property
    def is_about_time(self) -> bool:
        """Whether the bar limits EduNN's time instead of its speed."""
        return self.peer.bar is not None and self.peer.bar.most is not None

    @property
    def is_met(self) -> bool | None:
        """Whether the bar is cleared; None where there is none."""
        number = 1.0 / self.ratio if self.is_about_time else self.ratio
        return None if self.peer.bar is None else self.peer.bar.is_met(number)


@final
@dataclass(frozen=True)
class Result:
    """All comparisons of one workload, and the peers that are not installed."""

    workload: Workload
    comparisons: tuple[Comparison, ...]
    missing: tuple[str, ...]


@final
@dataclass(frozen=True)
class Attempts:
    """A trial, and the number of each attempt."""

    trial: Trial
    numbers: tuple[float, ...]

    @property
    def number(self) -> float | None:
        """The median; None where something that is needed is not installed."""
        return median(self.numbers) if self.numbers else None

    @property
    def is_met(self) -> bool | None:
        """Whether the bar is cleared; None where nothing was measured."""
        return None if self.number is None else self.trial.goal.is_met(self.number)


def compare(workload: Workload, quick: bool = False) -> Result:
    """Let EduNN and every installed peer do the work in turn."""
    if quick and workload.brief:
        workload = workload.brief
    peers = [peer for peer in workload.peers if peer.is_installed]
    rounds = max(3, workload.rounds // QUICK) if quick else workload.rounds
    ours, *theirs = measure([workload.ours(), *(peer.enter() for peer in peers)], rounds)
    return Result(
        workload,
        tuple(Comparison(peer, ours, times) for peer, times in zip(peers, theirs, strict=True)),
        tuple(peer.name for peer in workload.peers if not peer.is_installed),
    )


def attempt(trial: Trial, quick: bool = False) -> Attempts:
    """Make the attempts of a trial; a single one if it is to be quick."""
    if not find_spec(trial.package):
        return Attempts(trial, ())
    once = trial.prepare()
    return Attempts(trial, tuple(once() for _ in range(1 if quick else trial.rounds)))


def measure(contestants: Sequence[Contestant], rounds: int) -> list[tuple[float, ...]]:
    """The seconds of each contestant in each round, after one round to warm up."""
    shortest = min(first for (first,) in in_turn(contestants, 1))
    return in_turn(contestants, rounds, rest=REST if shortest > LONG else 0.0)


def in_turn(
    contestants: Sequence[Contestant], rounds: int, rest: float = 0.0
) -> list[tuple[float, ...]]:
    """The seconds of each, `rest` seconds after the one before."""
    times: list[list[float]] = []
    for _ in range(rounds):
        times.append([])
        for contestant in contestants:
            sleep(rest)
            times[-1].append(contestant.seconds())
    return list(zip(*times, strict=True))
