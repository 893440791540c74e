"""Bands: many seeds as one curve, the median of their numbers and the range around it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf, isnan
from statistics import median
from typing import NamedTuple, final

import numpy as np

from edunn.arrays import Array
from edunn.plots.curves import Series, curve_panel
from edunn.plots.panel import Panel
from edunn.text import as_json


class Distribution(NamedTuple):
    """The median, the extremes and the quartiles of some numbers.

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
        """The distribution of at least one number; infinity is allowed, NaN is not."""
        ordered = sorted(values)
        quartiles = _quantile(ordered, 0.25), _quantile(ordered, 0.75)
        return cls(median(ordered), ordered[0], ordered[-1], *quartiles)

    def to_dict(self) -> dict[str, float | None]:
        """The numbers by name; an infinite one is None."""
        numbers: dict[str, float | None] = as_json(self._asdict())
        return numbers

    @property
    def range(self) -> str:
        """From the smallest to the largest, as text."""
        return f"{brief(self.low)} .. {brief(self.high)}"

    @property
    def half(self) -> str:
        """From the lower to the upper quartile, as text: half of the numbers are in between."""
        return f"{brief(self.lower_quartile)} .. {brief(self.upper_quartile)}"

    def __str__(self) -> str:
        return f"{brief(self.median)} ({self.range})"


def brief(value: float) -> str:
    """A measure as text: three decimals, or three significant digits where they say more.

    Example:
        >>> [brief(value) for value in (0.98, 1 / 3, 0.0001234, 1234.5)]
        ['0.980', '0.333', '0.000123', '1.23e+03']
    """
    return f"{value:.3f}" if value == 0 or 0.01 <= abs(value) < 100 else f"{value:.3g}"


def _quantile(ordered: Sequence[float], share: float) -> float:
    """The quantile by linear interpolation between neighbours.

    Textbooks differ; this is the rule that NumPy and spreadsheets follow by default.
    """
    place = share * (len(ordered) - 1)
    lower, upper = ordered[int(place)], ordered[min(int(place) + 1, len(ordered) - 1)]
    part = place - int(place)
    return lower if part == 0 or lower == upper else lower + part * (upper - lower)


@final
@dataclass(frozen=True)
class Band:
    """The curves of many seeds as one: their median, and the range between the extremes.

    Args:
        name: what the curves show.
        x: where they were measured: epochs or forward passes.
        low, middle, high: the smallest, median and largest value there.

    Example:
        >>> Band.of("loss", (1, 2), [(0.9, 0.1), (0.7, 0.3)]).middle
        array([0.8, 0.2])
    """

    name: str
    x: Array
    low: Array
    middle: Array
    high: Array

    @classmethod
    def of(cls, name: str, x: Sequence[float], curves: Sequence[Sequence[float]]) -> "Band":
        """The band of these curves, as far as all of them go; NaN counts as infinity."""
        points = [Distribution.of(map(_worst_if_nan, at)) for at in zip(*curves, strict=False)]
        edges = np.array([(point.low, point.median, point.high) for point in points], float)
        return cls(name, np.array(x[: len(points)], float), *edges.reshape(-1, 3).T)

    @property
    def finite(self) -> "Band":
        """The band without the points where a curve is infinite."""
        kept = np.isfinite(self.high) & np.isfinite(self.low)
        return Band(self.name, *(a[kept] for a in (self.x, self.low, self.middle, self.high)))

    def as_series(self, colour: int, is_dashed: bool = False) -> Series:
        """The curve of a plot: the median as a line, with its band."""
        edges = (list(self.x), list(self.middle), list(self.low), list(self.high))
        return Series(self.name, *edges, colour, is_dashed)


def _worst_if_nan(value: float) -> float:
    """A loss that is not a number is as bad as infinity."""
    return inf if isnan(value) else value


def epochs_panel(title: str, bands: Sequence[Band], column: str) -> Panel:
    """Curves over epochs, the second one dashed.

    Example:
        >>> before = Band.of("before", (1, 2), [(0.9, 0.7), (0.9, 0.8)])
        >>> epochs_panel("Loss", [before], "loss").description
        'Median loss: before from 0.9 to 0.75'
    """
    known = [band.as_series(k + 1, is_dashed=k == 1) for k, band in enumerate(bands) if len(band.x)]
    words = f"Median {column}: " + "; ".join(curve.ends for curve in known)
    return curve_panel(title, known, "epoch", column, 1.0 if column == "accuracy" else None, words)
