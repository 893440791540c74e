"""Rounds: all contestants do the work in turn, again and again, and ratios are taken by round.

Another program that takes the processor for a second slows a whole round, not one side of it; and
the median passes over the rounds in which it came and went.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from statistics import median
from typing import final

from benchmarks.work import Contestant, Peer, Trial, Workload

QUICK = 5
"""`--quick` makes so many times fewer rounds, but never fewer than three."""


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
        """The median of the ratios."""
        return median(self.ratios)

    @property
    def is_met(self) -> bool | None:
        """Whether the bar is cleared; None where there is none."""
        return None if self.peer.bar is None else self.peer.bar.is_met(self.ratio)


@final
@dataclass(frozen=True)
class Result:
    """All comparisons of one workload, and the peers that were not there."""

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
    peers = [peer for peer in workload.peers if peer.is_installed]
    rounds = max(3, workload.rounds // QUICK) if quick else workload.rounds
    ours, *theirs = measure([workload.ours(), *(peer.enter() for peer in peers)], rounds)
    return Result(
        workload,
        tuple(Comparison(peer, ours, times) for peer, times in zip(peers, theirs, strict=True)),
        tuple(peer.name for peer in workload.peers if not peer.is_installed),
    )


def attempt(trial: Trial, quick: bool = False) -> Attempts:
    """Let EduNN try, as often as the trial says; once if it is to be quick."""
    if not find_spec(trial.package):
        return Attempts(trial, ())
    once = trial.prepare()
    return Attempts(trial, tuple(once() for _ in range(1 if quick else trial.rounds)))


def measure(contestants: Sequence[Contestant], rounds: int) -> list[tuple[float, ...]]:
    """The seconds of each contestant in each round, after one round to warm up."""
    in_turn(contestants, 1)
    return in_turn(contestants, rounds)


def in_turn(contestants: Sequence[Contestant], rounds: int) -> list[tuple[float, ...]]:
    """The seconds of each contestant in each round."""
    times = [[contestant.seconds() for contestant in contestants] for _ in range(rounds)]
    return list(zip(*times, strict=True))
