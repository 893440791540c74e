"""A contest: several names with a number a seed each, who is best, and whether that is luck."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean
from typing import final

from edunn.experiments.distribution import Distribution
from edunn.experiments.duel import Duel

RIVALS = 5
"""Against how many others the best is held, at most, in sentences."""


@final
@dataclass(frozen=True)
class Contest:
    """Who is best by the median of its seeds, and who beats whom seed by seed.

    Args:
        values: a number for each seed, in the same order for every name.
        larger_wins: whether more is better.
        subject: what the names are values of, if anything.

    Example:
        >>> values = {"1": (0.5,) * 8, "10": (0.9,) * 8, "100": (0.8,) * 8}
        >>> contest = Contest(values, larger_wins=True, subject="epochs")
        >>> contest.ranking
        ('10', '100', '1')
        >>> print(contest.duels()[0])
        epochs 10 beats 100 in 8 of 8 seeds: hardly luck, p = 0.016.
    """

    values: Mapping[str, tuple[float, ...]]
    larger_wins: bool
    subject: str = ""

    @property
    def ranking(self) -> tuple[str, ...]:
        """The names, best first: by median; where medians are equal, by mean, then as given."""
        return tuple(sorted(self.values, key=self._place, reverse=self.larger_wins))

    def duels(self) -> tuple[Duel, ...]:
        """The best against the next in rank."""
        best, *others = self.ranking
        return tuple(self.duel(best, other) for other in others[:RIVALS])

    def duel(self, first: str, second: str) -> Duel:
        """These two, seed by seed."""
        sign = 1 if self.larger_wins else -1
        a, b = ([sign * value for value in self.values[name]] for name in (first, second))
        return Duel.of(first, a, second, b, pairs=len(self.values) - 1, subject=self.subject)

    def _place(self, name: str) -> tuple[float, float]:
        values = self.values[name]
        return Distribution.of(values).median, fmean(values)
