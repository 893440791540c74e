"""What is compared: workloads, the contestants that do them, and the bar each must clear."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from shutil import which
from time import perf_counter
from typing import NamedTuple, final


class Outcome(NamedTuple):
    """What a contestant has learned, so that a test can see that all do the same work."""

    parameters: int
    dtype: str
    updates: int
    """Steps of the optimizer so far; for evolution, populations scored so far."""

    loss: float
    """Over all rows; for evolution, the share of rows that the best individual gets wrong."""


class Contestant(ABC):
    """One framework, ready to do one piece of work again and again.

    Attributes:
        pieces: how many epochs or generations one call of `work` is; times are told for one.
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
        """What came of it so far; None where nothing is learned."""
        return None


@final
@dataclass(frozen=True)
class Bar:
    """What a comparison must show; exactly one of the two is given.

    Args:
        speed: EduNN is at least so many times as fast.
        time: EduNN takes at most so many times as long.
    """

    speed: float | None = None
    time: float | None = None

    def is_met(self, ratio: float) -> bool:
        """Whether a ratio, the peer's seconds over EduNN's, clears the bar."""
        if self.speed is not None:
            return ratio >= self.speed
        return self.time is None or 1.0 / ratio <= self.time

    def __str__(self) -> str:
        if self.speed is not None:
            return f"≥ {self.speed:g}"
        return f"≤ {self.time:g}"


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
        """Whether all that it needs is there."""
        has_program = self.program is None or which(self.program) is not None
        return has_program and find_spec(self.package) is not None


@final
@dataclass(frozen=True)
class Workload:
    """One piece of work that EduNN and its peers do in turn.

    Args:
        name: for `--only`, which takes the beginning of a name too.
        chapter: of the page, under which it is told.
        title: what is done, for the report.
        piece: what one measured time is the time of.
        about: what a reader must know to judge the comparison.
        ours: builds EduNN's contestant.
        peers: the others.
        rounds: how often all do it; a run with `--quick` makes a fifth of them.
    """

    name: str
    chapter: str
    title: str
    piece: str
    about: str
    ours: Callable[[], Contestant]
    peers: tuple[Peer, ...]
    rounds: int = 25


@final
@dataclass(frozen=True)
class Goal:
    """What a trial must show; exactly one of the two is given.

    Args:
        most: the number is at most this.
        least: the number is at least this.
    """

    most: float | None = None
    least: float | None = None

    def is_met(self, number: float) -> bool:
        """Whether the number clears the bar."""
        if self.most is not None:
            return number <= self.most
        return self.least is None or number >= self.least

    def __str__(self) -> str:
        return f"≥ {self.least:g}" if self.most is None else f"≤ {self.most:g}"


@final
@dataclass(frozen=True)
class Trial:
    """One piece of work that EduNN does alone: its number itself must clear a bar.

    Args:
        name, chapter, title, about, rounds: as for a workload.
        unit: "s" for seconds, or "" for a share such as an accuracy.
        prepare: gives a function that makes one attempt and says its number.
        goal: what the median must be.
        package: what must be installed.
        is_long: whether it takes minutes; a run with `--quick` leaves it out, unless it is named.
    """

    name: str
    chapter: str
    title: str
    about: str
    unit: str
    prepare: Callable[[], Callable[[], float]]
    goal: Goal
    rounds: int = 5
    package: str = "numpy"
    is_long: bool = False
