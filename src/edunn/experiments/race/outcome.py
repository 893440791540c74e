"""The outcome of a race: who stands where at equal passes, and who was anywhere first.

    outcome = Outcome.of(race)                     # runs it; or Outcome(race, laps) while it runs
    outcome.standings(), outcome.needed("adam", 0.95)

A race for accuracy is decided by the accuracy on rows held out, a regression's by their loss; by
the median of the seeds, and equals share a place.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from math import inf, isfinite, isnan
from typing import Any, Literal, NamedTuple, TypeAlias, final

import numpy as np

from edunn.experiments.distribution import Distribution
from edunn.experiments.pages.bands import Band
from edunn.experiments.race.race import Race
from edunn.experiments.race.runner import Lap

GOALS = (0.9, 0.95)
"""Accuracies that everybody asks for."""

Column: TypeAlias = Literal["loss", "accuracy", "val_loss", "val_accuracy"]


class Standing(NamedTuple):
    """A lane at the last mark.

    Example:
        >>> Standing(1, "adam", Distribution.of([0.97, 0.95, 1.0]), ()).score.median
        0.97
    """

    place: int
    """1 for the best; equals share theirs."""

    lane: str
    score: Distribution
    """Accuracy on rows held out, or for a regression their loss: median and extremes of seeds."""

    endings: tuple[str, ...]
    """Why it ended before the budget, once for each seed that did."""


@final
@dataclass(frozen=True)
class Outcome:
    """The laps of a race, whole or so far.

    Example:
        >>> from edunn.data import load
        >>> from edunn.experiments.race.race import Lane
        >>> lanes = Lane("adam", {"learning_rate": 0.01}), Lane("random_search")
        >>> outcome = Outcome.of(Race(load("iris"), [[4], [3, "softmax"]], lanes, 50_000, seeds=3))
        >>> [(standing.place, standing.lane) for standing in outcome.standings()]
        [(1, 'adam learning_rate=0.01'), (2, 'random_search')]
        >>> outcome.needed("random_search", 0.99).median
        inf
    """

    race: Race
    laps: Sequence[Lap]

    @classmethod
    def of(cls, race: Race) -> "Outcome":
        """Run the race to its end."""
        return cls(race, tuple(race.laps()))

    @property
    def goal_column(self) -> Column:
        """What decides: "val_accuracy", or "val_loss" where numbers are learned."""
        return "val_accuracy" if self.race.classifies else "val_loss"

    @property
    def measure(self) -> str:
        """The same as a word."""
        return self.goal_column.removeprefix("val_")

    @cached_property
    def runs(self) -> dict[str, dict[int, list[Lap]]]:
        """The laps of each lane and seed, in order."""
        runs: dict[str, dict[int, list[Lap]]] = {
            lane.name: defaultdict(list) for lane in self.race.lanes
        }
        for lap in self.laps:
            runs[lap.lane][lap.seed].append(lap)
        return runs

    @cached_property
    def marks(self) -> tuple[int, ...]:
        """The marks that all lanes have reached with all seeds."""
        reached: dict[int, int] = defaultdict(int)
        for lap in self.laps:
            reached[lap.mark] += 1
        everybody = len(self.race.lanes) * self.race.seeds
        return tuple(mark for mark, count in reached.items() if count == everybody)

    def band(self, lane: str, column: Column) -> Band:
        """The median of the seeds, and all between the extremes, at each mark."""
        runs = self.runs[lane].values()
        columns = zip(*(self._column(run, column) for run in runs), strict=True)  # a mark each
        spreads = [Distribution.of(map(_known, values)) for values in columns]
        low, middle, high = np.array([(d.low, d.median, d.high) for d in spreads]).reshape(-1, 3).T
        return Band(lane, np.array(self.marks, dtype=float), low, middle, high)

    def last(self, lane: str, column: Column) -> Distribution:
        """Median and extremes at the last mark."""
        runs = self.runs[lane].values()
        return Distribution.of(_known(self._column(run, column)[-1]) for run in runs)

    def standings(self) -> tuple[Standing, ...]:
        """The lanes from first to last."""
        found = [self._standing(lane.name) for lane in self.race.lanes]
        merits = [self._merit(standing.score.median) for standing in found]
        placed = [
            standing._replace(place=1 + sum(other > merit for other in merits))
            for standing, merit in zip(found, merits, strict=True)
        ]
        return tuple(sorted(placed))

    def needed(self, lane: str, goal: float) -> Distribution:
        """How many passes the lane used until it first was as good as the goal; inf is never.

        Of the seeds: median, smallest, largest. Exact to one mark, a quarter more or less.
        """
        return Distribution.of(self._first(run, goal) for run in self.runs[lane].values())

    def reached_by(self, lane: str, goal: float) -> int:
        """With how many seeds the lane was ever as good as the goal."""
        return sum(isfinite(self._first(run, goal)) for run in self.runs[lane].values())

    def won(self, lane: str, other: str) -> tuple[int, int]:
        """With how many seeds the lane ended better than the other, and with how many level."""
        ours, theirs = (
            [self._merit(getattr(run[-1], self.goal_column)) for run in self.runs[name].values()]
            for name in (lane, other)
        )
        pairs = list(zip(ours, theirs, strict=True))
        return sum(a > b for a, b in pairs), sum(a == b for a, b in pairs)

    def to_dict(self) -> dict[str, Any]:
        """All of it as plain values: standings, curves over passes, and every lap."""
        race = self.race
        return {
            "data": race.data.name,
            "task": race.data.task,
            "network": race.network,
            "budget": race.budget,
            "seeds": race.seeds,
            "lanes": [
                {"name": lane.name, "way": str(lane.way), "settings": dict(lane.settings)}
                for lane in race.lanes
            ],
            "standings": [self._told(standing) for standing in self.standings()],
            "marks": self.marks,
            "laps": [asdict(lap) for lap in self.laps],
        }

    def _told(self, standing: Standing) -> dict[str, Any]:
        curves = {
            column: asdict(self.band(standing.lane, column))
            for column in ("accuracy", "val_accuracy", "loss", "val_loss")
            if self.race.classifies or "loss" in column
        }
        for curve in curves.values():
            del curve["name"], curve["epochs"]
        needed = {f"{goal:g}": self.needed(standing.lane, goal)._asdict() for goal in self.goals}
        told = {**standing._asdict(), "score": standing.score._asdict()}
        return {**told, "passes_needed": needed, "curves": curves}

    @property
    def goals(self) -> tuple[float, ...]:
        """The accuracies to ask for; a loss has no such round numbers."""
        return GOALS if self.race.classifies else ()

    def _standing(self, lane: str) -> Standing:
        endings = (run[-1].ending for run in self.runs[lane].values())
        score = self.last(lane, self.goal_column)
        return Standing(0, lane, score, tuple(ending for ending in endings if ending))

    def _first(self, run: Sequence[Lap], goal: float) -> float:
        places = (
            lap.passes
            for lap in run
            if self._merit(getattr(lap, self.goal_column)) >= self._merit(goal)
        )
        return next(places, inf)

    def _merit(self, score: float) -> float:
        """Bigger is better; what is not finite is worst."""
        signed = score if self.race.classifies else -score
        return signed if isfinite(signed) else -inf

    def _column(self, run: Sequence[Lap], column: Column) -> list[float]:
        return [getattr(lap, column) for lap in run[: len(self.marks)]]


def _known(value: float) -> float:
    """A loss that is not a number is as bad as infinity."""
    return inf if isnan(value) else value
