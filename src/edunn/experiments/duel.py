"""A duel: two recipes, seed against seed.

Both runs of a seed begin with the same chance and are judged on the same rows, so they are a pair.
The sign test asks of each pair only who was better: if there were no difference, that would be the
toss of a coin.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb
from typing import Any, final

from edunn.text import plural

LUCK = 0.05
"""A difference that chance alone makes this often, or more often, may be luck."""


def sign_test(wins: int, losses: int) -> float:
    """How often tossing a coin for each pair would give a difference this large, either way.

    Ties tell nothing and are left out.

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
class Duel:
    """How often one was better than another, seed by seed.

    Args:
        winner, loser: who won more seeds, and who fewer.
        wins, losses, ties: counted for the winner.
        pairs: how many such duels are looked at: the more there are, the sooner one is won by luck.
        subject: what both are values of, if anything.

    Example:
        >>> print(Duel.of("0.01", [0.9, 0.8, 0.7], "0.001", [0.5, 0.6, 0.7], subject="rate"))
        rate 0.01 beats 0.001 in 2 of 3 seeds (1 tie): too few seeds to tell it from luck, p = 0.5.
        >>> print(Duel("big", "small", wins=19, losses=1))
        big beats small in 19 of 20 seeds: hardly luck, p < 0.0001.
    """

    winner: str
    loser: str
    wins: int
    losses: int
    ties: int = 0
    pairs: int = 1
    subject: str = ""

    @classmethod
    def of(
        cls,
        first: str,
        firsts: Sequence[float],
        second: str,
        seconds: Sequence[float],
        *,
        pairs: int = 1,
        subject: str = "",
    ) -> "Duel":
        """Count, for each seed, whose number is larger."""
        paired = list(zip(firsts, seconds, strict=True))
        wins, losses = sum(a > b for a, b in paired), sum(a < b for a, b in paired)
        ties = len(paired) - wins - losses
        if wins < losses:
            return cls(second, first, losses, wins, ties, pairs, subject)
        return cls(first, second, wins, losses, ties, pairs, subject)

    @property
    def seeds(self) -> int:
        """How many pairs were looked at."""
        return self.wins + self.losses + self.ties

    @property
    def p(self) -> float:
        """The sign test's, times `pairs` (Bonferroni's caution), at most 1."""
        return min(1.0, self.pairs * sign_test(self.wins, self.losses))

    @property
    def may_be_luck(self) -> bool:
        """Whether nobody should rely on it."""
        return self.p >= LUCK

    @property
    def could_tell(self) -> bool:
        """Whether so many seeds, all won by one side, would be more than luck."""
        return self.pairs * sign_test(self.seeds, 0) < LUCK

    def to_dict(self) -> dict[str, Any]:
        """All of it as plain values."""
        return {**vars(self), "p": self.p, "may_be_luck": self.may_be_luck}

    def __str__(self) -> str:
        winner = f"{self.subject} {self.winner}".strip()
        if not self.wins:
            return f"{winner} and {self.loser} are equal in all {plural(self.seeds, 'seed')}."
        ties = f" ({plural(self.ties, 'tie')})" if self.ties else ""
        share = f"{self.wins} of {plural(self.seeds, 'seed')}"
        if self.wins == self.losses:
            return f"{winner} and {self.loser} win {share} each{ties}: no difference."
        return (
            f"{winner} beats {self.loser} in {share}{ties}: {self._verdict()}, {_in_words(self.p)}."
        )

    def _verdict(self) -> str:
        if not self.may_be_luck:
            return "hardly luck"
        return "that may be luck" if self.could_tell else "too few seeds to tell it from luck"


def _in_words(p: float) -> str:
    """Two digits, and no more than four decimals."""
    return f"p = {p:.2g}" if p >= 0.0001 else "p < 0.0001"
