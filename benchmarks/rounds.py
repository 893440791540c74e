"""Rounds: all contestants do the work in turn, again and again, and ratios are taken by round.

Another program that takes the processor for a second slows a whole round, not one side of it; and
the median passes over the rounds in which it came and went.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import final

from benchmarks.work import Contestant, Peer, Workload

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


def measure(contestants: Sequence[Contestant], rounds: int) -> list[tuple[float, ...]]:
    """The seconds of each contestant in each round, after one round to warm up."""
    times = [[contestant.seconds() for contestant in contestants] for _ in range(rounds + 1)]
    return list(zip(*times[1:], strict=True))
