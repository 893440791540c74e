"""Proofs: a training as it was beside the same with a change, seed by seed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from statistics import median
from typing import Any, Literal, TypeAlias, final

from edunn import notebook
from edunn.doctor.quality import ACCURACY, Measure
from edunn.plots import Chart
from edunn.plots.bands import Band, Distribution, brief, epochs_panel
from edunn.plots.strips import ranking_panel
from edunn.text import as_json, plural, text_table

Side: TypeAlias = Literal["before", "after"]
"""The training as it was, or with the change."""

SIDES: tuple[Side, Side] = ("before", "after")

ALIKE = 0.1
"""A control that changes accuracy by no more changes nothing."""

Curves: TypeAlias = Mapping[str, Sequence[Any]]
"""Columns of a history, by name."""


@final
@dataclass(frozen=True)
class Trial:
    """One row of a proof: a seed, and what was measured without and with the change.

    Args:
        curves: the learning curves of both trainings; none where no training is compared.

    Example:
        >>> Trial(seed=0, before=0.5, after=0.75).before
        0.5
    """

    seed: int
    before: float
    after: float
    curves: Mapping[Side, Curves] = field(default_factory=dict, repr=False, compare=False)


@final
@dataclass(frozen=True, repr=False)
class Proof:
    """A training as it was beside the same with the change, seed by seed.

    Args:
        trials: a row for each seed.
        measure: what was measured.
        curve: the column of the learning curves that shows it; empty where there is none.
        is_control: whether the point is that the change changes nothing.

    Example:
        >>> print(Proof.of([0.5, 0.6, 0.4], [0.9, 0.95, 0.9]))
        accuracy 0.500 (0.400 .. 0.600) -> 0.900 (0.900 .. 0.950), better in 3 of 3 seeds
        seed    before  after    gain
        0        0.500  0.900  +0.400
        1        0.600  0.950  +0.350
        2        0.400  0.900  +0.500
        median   0.500  0.900  +0.400
    """

    trials: tuple[Trial, ...]
    measure: Measure = ACCURACY
    curve: str = ""
    is_control: bool = False

    @classmethod
    def of(
        cls, before: Sequence[float], after: Sequence[float], measure: Measure = ACCURACY
    ) -> "Proof":
        """The proof with these numbers, seed by seed from 0 on."""
        pairs = enumerate(zip(before, after, strict=True))
        return cls(tuple(Trial(seed, *pair) for seed, pair in pairs), measure)

    @property
    def before(self) -> tuple[float, ...]:
        """What was measured without the change, for each seed; infinite where it diverged."""
        return tuple(trial.before for trial in self.trials)

    @property
    def after(self) -> tuple[float, ...]:
        """What was measured with the change."""
        return tuple(trial.after for trial in self.trials)

    @property
    def gain(self) -> float:
        """How much better the median is with the change; infinite where it diverged without."""
        return self.measure.gain(median(self.before), median(self.after))

    @property
    def recovered(self) -> float:
        """The share of what was missing to the best, and is gained: comparable between measures.

        Example:
            >>> Proof.of([0.5], [0.9]).recovered
            0.8
        """
        missing = self.measure.gain(median(self.before), self.measure.best)
        if not isfinite(missing):
            return 1.0 if self.gain > 0 else 0.0
        return self.gain / missing if missing > 0 else 0.0

    @property
    def better(self) -> int:
        """The number of seeds in which the change is better."""
        return sum(self.measure.gain(t.before, t.after) > 0 for t in self.trials)

    @property
    def holds(self) -> bool:
        """Whether it proves the finding: the change is better, or a control changes nothing."""
        if self.is_control:
            return abs(self.gain) <= ALIKE
        return self.gain > 0 and 2 * self.better > len(self.trials)

    @property
    def summary(self) -> str:
        """The medians and ranges in a line."""
        words = f"{self.measure.name} {_range(self.before)} -> {_range(self.after)}"
        if self.is_control:
            return f"{words}: {'no difference' if self.holds else 'a difference'}"
        return f"{words}, better in {self.better} of {plural(len(self.trials), 'seed')}"

    def bands(self, column: str) -> dict[Side, Band]:
        """A column of the learning curves over all seeds: the median, and the range around it.

        A training that ended sooner stays where it ended.
        """
        curves = {side: [trial.curves[side] for trial in self.trials] for side in SIDES}
        bands: dict[Side, Band] = {side: band_of(side, curves[side], column) for side in SIDES}
        return bands

    def table(self) -> str:
        """A line for each seed, and the medians."""
        return text_table(HEADER, self._lines(), left=(0,))

    def plot(self) -> Chart:
        """What was measured, a dot for each seed; and both learning curves, as bands."""
        values = {side: [v for v in getattr(self, side) if isfinite(v)] for side in SIDES}
        name, wins = self.measure.name, self.measure.larger_wins
        known: dict[str, list[float]] = {side: found for side, found in values.items() if found}
        panels = [ranking_panel(name.capitalize(), known, name, wins)] if known else []
        if self.curve and self.trials[0].curves:
            bands = [band.finite for band in self.bands(self.curve).values()]
            panels.append(epochs_panel(f"{self.curve}, median and range", bands, self.curve))
        return Chart(tuple(panels))

    def to_dict(self) -> dict[str, Any]:
        """All but the curves, as plain values; what is infinite is None."""
        facts = {
            "measure": self.measure.name,
            "larger_wins": self.measure.larger_wins,
            "seeds": [trial.seed for trial in self.trials],
            "before": self.before,
            "after": self.after,
            "gain": self.gain,
            "better": self.better,
            "is_control": self.is_control,
            "holds": self.holds,
        }
        plain: dict[str, Any] = as_json(facts)
        return plain

    def _lines(self) -> list[tuple[str, ...]]:
        rows = [(str(t.seed), t.before, t.after) for t in self.trials]
        rows.append(("median", median(self.before), median(self.after)))
        return [
            (name, _number(old), _number(new), _signed(self.measure.gain(old, new)))
            for name, old, new in rows
        ]

    def __str__(self) -> str:
        return f"{self.summary}\n{self.table()}"

    __repr__ = __str__

    def _repr_html_(self) -> str:
        table = notebook.table(HEADER, self._lines(), left=(0,))
        return notebook.page(self.summary, table, self.plot().element())


HEADER = ("seed", "before", "after", "gain")


def band_of(name: str, curves: Sequence[Curves], column: str) -> Band:
    """The band of a column over the curves of many seeds.

    Example:
        >>> band_of("after", [{"loss": [0.5, 0.2]}, {"loss": [0.7]}], "loss").high
        array([0.7, 0.7])
    """
    known = [list(curve[column]) for curve in curves if curve.get(column)]
    longest = max(map(len, known), default=0)
    padded = [values + values[-1:] * (longest - len(values)) for values in known]
    return Band.of(name, range(1, longest + 1), padded)


def _range(values: Sequence[float]) -> str:
    """Median, least and largest, as text."""
    it = Distribution.of(values)
    return f"{_number(it.median)} ({_number(it.low)} .. {_number(it.high)})"


def _number(value: float) -> str:
    return brief(value) if isfinite(value) else "diverged"


def _signed(gain: float) -> str:
    return f"{gain:+.3f}"
