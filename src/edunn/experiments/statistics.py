"""Statistics over seeds: distributions, bands of curves, paired comparisons, rankings.

One run proves nothing, so every result here is a number for each seed. Both runs of a seed start
from the same random numbers and are scored on the same rows; so two recipes are compared seed by
seed, as pairs. The sign test counts only which of each pair is better: if there were no difference,
that would be the toss of a coin.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import comb
from statistics import fmean, median
from typing import Any, final

from edunn.text import plural

SIGNIFICANCE = 0.05
"""A difference that chance alone produces this often, or more often, may be chance."""

RIVALS = 5
"""The first in rank is compared with so many others, at most."""


def sign_test(wins: int, losses: int) -> float:
    """The two-sided p-value of the exact sign test: of a difference this large by coin tosses.

    Ties carry no information and are left out.

    Formula:  p = 2 (C(n, 0) + C(n, 1) + ... + C(n, k)) / 2^n,  n = wins + losses, k the fewer of
              both; at most 1
    Source:   W. J. Dixon, A. M. Mood: The Statistical Sign Test. Journal of the American
              Statistical Association 41 (1946), 557-566

    Example:
        >>> sign_test(wins=9, losses=1)
        0.021484375
        >>> sign_test(wins=3, losses=3)
        1.0
    """
    n, fewer = wins + losses, min(wins, losses)
    return min(1.0, 2 * sum(comb(n, k) for k in range(fewer + 1)) / (1 << n))


@final
@dataclass(frozen=True)
class PairedComparison:
    """How often one recipe was better than another, seed by seed.

    Args:
        winner, loser: which was better for more seeds, and which for fewer.
        wins, losses, ties: counted for the winner.
        comparisons: how many such comparisons are made: the more, the likelier is a false alarm.
        subject: the setting whose values are compared, if it is one.

    Example:
        >>> print(PairedComparison("0.01", "0.1", wins=2, losses=0, ties=1))
        0.01 beats 0.1 in 2 of 3 seeds (1 tie): too few seeds to rule out chance, p = 0.5.
        >>> print(PairedComparison("big", "small", wins=19, losses=1))
        big beats small in 19 of 20 seeds: unlikely to be chance, p < 0.0001.
    """

    winner: str
    loser: str
    wins: int
    losses: int
    ties: int = 0
    comparisons: int = 1
    subject: str = ""

    @property
    def seeds(self) -> int:
        """The number of pairs."""
        return self.wins + self.losses + self.ties

    @property
    def p(self) -> float:
        """The sign test's p-value times `comparisons` (Bonferroni correction), at most 1."""
        return min(1.0, self.comparisons * sign_test(self.wins, self.losses))

    @property
    def is_significant(self) -> bool:
        """Whether the difference is unlikely to be chance: p below 0.05."""
        return self.p < SIGNIFICANCE

    @property
    def could_be_significant(self) -> bool:
        """Whether so many seeds, all won by one side, would be significant."""
        return self.comparisons * sign_test(self.seeds, 0) < SIGNIFICANCE

    @property
    def is_clear(self) -> bool:
        """Whether one side is ahead: significantly, or in all seeds where these are too few."""
        return self.is_significant or (self.wins == self.seeds and not self.could_be_significant)

    def to_dict(self) -> dict[str, Any]:
        """All of it as plain values."""
        return {**vars(self), "p": self.p, "is_significant": self.is_significant}

    def __str__(self) -> str:
        winner = f"{self.subject} {self.winner}".strip()
        if not self.wins:
            return f"{winner} and {self.loser} are equal in all {plural(self.seeds, 'seed')}."
        ties = f" ({plural(self.ties, 'tie')})" if self.ties else ""
        share = f"{self.wins} of {plural(self.seeds, 'seed')}"
        if self.wins == self.losses:
            return f"{winner} and {self.loser} win {share} each{ties}: no difference."
        p = f"p = {self.p:.2g}" if self.p >= 0.0001 else "p < 0.0001"
        return f"{winner} beats {self.loser} in {share}{ties}: {self._verdict()}, {p}."

    def _verdict(self) -> str:
        if self.is_significant:
            return "unlikely to be chance"
        return "may be chance" if self.could_be_significant else "too few seeds to rule out chance"


@final
@dataclass(frozen=True)
class Ranking:
    """Several names with a number for each seed, ranked by their medians.

    Args:
        values: a number for each seed, in the same order for every name.
        larger_wins: whether larger numbers are better.
        subject: the setting whose values the names are, if it is one.

    Example:
        >>> values = {"1": (0.5,) * 8, "10": (0.9,) * 8, "100": (0.8,) * 8}
        >>> ranking = Ranking(values, larger_wins=True, subject="epochs")
        >>> ranking.names
        ('10', '100', '1')
        >>> print(ranking.comparisons[0])
        epochs 10 beats 100 in 8 of 8 seeds: unlikely to be chance, p = 0.016.
    """

    values: Mapping[str, tuple[float, ...]]
    larger_wins: bool
    subject: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names, the best median first; where medians are equal, by mean, then as given."""
        by_merit = sorted(self.values, key=self._merit, reverse=self.larger_wins)
        return tuple(by_merit)

    @property
    def places(self) -> dict[str, int]:
        """The place of each name, 1 for the best: equal medians share one."""
        medians = {name: median(values) for name, values in self.values.items()}
        sign = 1 if self.larger_wins else -1
        return {
            name: 1 + sum(sign * other > sign * own for other in medians.values())
            for name, own in medians.items()
        }

    @property
    def comparisons(self) -> tuple[PairedComparison, ...]:
        """The first compared with the next few in rank."""
        first, *others = self.names
        return tuple(self.compare(first, other) for other in others[:RIVALS])

    @property
    def unbeaten(self) -> tuple[str, ...]:
        """The first in rank, and all that it does not clearly beat, seed by seed.

        If it stands alone, it is the best; otherwise none is. A ranking by medians always has a
        first, even among equals.

        Example:
            >>> Ranking({"a": (0.9,) * 8, "b": (0.9,) * 8, "c": (0.5,) * 8}, True).unbeaten
            ('a', 'b')
        """
        first, *others = self.names
        return (first, *(name for name in others if not self._beats(first, name)))

    def _beats(self, first: str, second: str) -> bool:
        pair = self.compare(first, second)
        return pair.winner == first and pair.is_clear

    def compare(self, first: str, second: str) -> PairedComparison:
        """Two of the names, seed by seed."""
        sign = 1 if self.larger_wins else -1
        pairs = list(zip(self.values[first], self.values[second], strict=True))
        wins = sum(sign * a > sign * b for a, b in pairs)
        losses = sum(sign * a < sign * b for a, b in pairs)
        if wins < losses:
            first, second, wins, losses = second, first, losses, wins
        ties, rivals = len(pairs) - wins - losses, len(self.values) - 1
        return PairedComparison(first, second, wins, losses, ties, rivals, self.subject)

    def _merit(self, name: str) -> tuple[float, float]:
        return median(self.values[name]), fmean(self.values[name])
