"""A distribution: many runs in a few numbers, because one run proves nothing."""

from collections.abc import Iterable, Sequence
from math import isfinite
from statistics import median
from typing import NamedTuple


class Distribution(NamedTuple):
    """The middle of some numbers, and how far they lie from it.

    Half of the numbers lie between the quartiles, all of them between `low` and `high`.

    Example:
        >>> numbers = Distribution.of([0.9, 0.5, 0.7, 0.8, 0.6])
        >>> print(numbers)
        0.700 (0.500 .. 0.900)
        >>> numbers.lower_quartile, numbers.upper_quartile
        (0.6, 0.8)
    """

    median: float
    low: float
    high: float
    lower_quartile: float
    upper_quartile: float

    @classmethod
    def of(cls, values: Iterable[float]) -> "Distribution":
        """The distribution of at least one number; infinity is welcome, NaN is not."""
        known = sorted(values)
        quartiles = _quantile(known, 0.25), _quantile(known, 0.75)
        return cls(median(known), known[0], known[-1], *quartiles)

    def to_dict(self) -> dict[str, float | None]:
        """The numbers by name; what is infinite is None."""
        return {k: v if isfinite(v) else None for k, v in self._asdict().items()}

    def __str__(self) -> str:
        return f"{shown(self.median)} ({shown(self.low)} .. {shown(self.high)})"


def shown(value: float) -> str:
    """A measure for people: three decimals, or three digits where that says more.

    Example:
        >>> [shown(value) for value in (0.98, 1 / 3, 0.0001234, 1234.5)]
        ['0.980', '0.333', '0.000123', '1.23e+03']
    """
    return f"{value:.3f}" if value == 0 or 0.01 <= abs(value) < 100 else f"{value:.3g}"


def _quantile(known: Sequence[float], share: float) -> float:
    """The number below which that share lies: between two neighbours, in proportion.

    Textbooks differ; this is the rule that NumPy and spreadsheets follow by default.
    """
    place = share * (len(known) - 1)
    lower, upper = known[int(place)], known[min(int(place) + 1, len(known) - 1)]
    part = place - int(place)
    return lower if part == 0 or lower == upper else lower + part * (upper - lower)
