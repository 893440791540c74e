"""What is compared: workloads, the contestants that do them, and the bar each must clear."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
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
    """Another framework in a workload.

    Args:
        name: as its users call it.
        package: what must be installed.
        enter: builds the contestant; nothing of the package is imported before.
        bar: what the comparison must show; None is for information.
    """

    name: str
    package: str
    enter: Callable[[], Contestant]
    bar: Bar | None = None

    @property
    def is_installed(self) -> bool:
        """Whether the package can be imported."""
        return find_spec(self.package) is not None


@final
@dataclass(frozen=True)
class Workload:
    """One piece of work that EduNN and its peers do in turn.

    Args:
        name: for `--only`.
        title: what is done, for the report.
        piece: what one measured time is the time of.
        about: what a reader must know to judge the comparison.
        ours: builds EduNN's contestant.
        peers: the others.
        rounds: how often all do it; a run with `--quick` makes a fifth of them.
    """

    name: str
    title: str
    piece: str
    about: str
    ours: Callable[[], Contestant]
    peers: tuple[Peer, ...]
    rounds: int = 25
