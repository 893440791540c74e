"""A comparison: recipes beside each other, on the same rows and seeds."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean
from typing import Any, final

from edunn.experiments.contest import Contest
from edunn.experiments.distribution import shown
from edunn.experiments.duel import Duel
from edunn.experiments.grid import Axis
from edunn.experiments.runs import Runs
from edunn.experiments.scores import MEASURES
from edunn.text import plural, text_table

SCHEMA = "edunn.comparison/1"

CAUTION = (
    "p: how often chance alone would give a difference as clear, by the exact sign test on seeds "
    "that are not tied; times the number of rivals, because the best was picked after the fact."
)
"""What stands below sentences with a p in them."""


@final
@dataclass(frozen=True)
class Comparison:
    """What came out for each recipe; all of them had the same seeds and splits.

    Args:
        runs: by the name of each recipe.
        axes: of a grid, whose cells the recipes are; the last axis runs fastest.
        seconds: how long it took, on the clock.

    Example:
        >>> from concurrent.futures import ThreadPoolExecutor
        >>> from edunn.experiments import Recipe, compare
        >>> recipe = Recipe([[4], [3, "softmax"]], settings={"epochs": 5, "batch_size": 10})
        >>> with ThreadPoolExecutor(1) as here:
        ...     comparison = compare(recipe.grid(learning_rate=[0.0001, 0.1]), "iris", 8, here)
        >>> comparison.ranking[0]
        'learning_rate 0.1'
        >>> print(comparison.sentences[0])
        learning_rate 0.1 beats 0.0001 in 7 of 8 seeds (1 tie): hardly luck, p = 0.016.
    """

    runs: Mapping[str, Runs]
    axes: tuple[Axis, ...] = ()
    seconds: float = 0.0

    @property
    def data(self) -> str:
        """The name of the rows."""
        return self._first.data

    @property
    def measure(self) -> str:
        """What is compared: accuracy; rmse where numbers are answered."""
        return self._first.measure

    @property
    def larger_wins(self) -> bool:
        """Whether more of the measure is better."""
        return MEASURES[self.measure]

    @property
    def seeds(self) -> tuple[int, ...]:
        """Those of every recipe."""
        return tuple(run.seed for run in self._first)

    @property
    def contest(self) -> Contest:
        """All recipes against each other, on rows never seen."""
        values = {name: runs.values() for name, runs in self.runs.items()}
        return Contest(values, self.larger_wins)

    @property
    def ranking(self) -> tuple[str, ...]:
        """The names, best first, by the median on rows never seen."""
        return self.contest.ranking

    def along(self, axis: Axis) -> Contest:
        """The values of one axis against each other, the others averaged seed by seed."""
        by_word = {word: self._averaged(axis, k) for k, word in enumerate(axis.words)}
        return Contest(by_word, self.larger_wins, axis.name)

    @property
    def duels(self) -> tuple[Duel, ...]:
        """The best against its rivals: along each axis of a grid, else among all recipes."""
        contests = [self.along(axis) for axis in self.axes] or [self.contest]
        return tuple(duel for contest in contests for duel in contest.duels())

    @property
    def averaging(self) -> str:
        """What to know about sentences on one setting where others vary, too."""
        if len(self.axes) < 2:
            return ""
        return "Each setting by itself: seed by seed, averaged over all values of the others."

    @property
    def sentences(self) -> tuple[str, ...]:
        """Who beats whom, and whether that may be luck."""
        return tuple(map(str, self.duels))

    def table(self) -> str:
        """The recipes as a table, best first."""
        header = ["", f"median {self.measure}", "half within", "all within", "on learned rows"]
        return text_table(header, [self._row(name) for name in self.ranking])

    def to_dict(self) -> dict[str, Any]:
        """All numbers as plain values."""
        return {
            "schema": SCHEMA,
            "data": self.data,
            "measure": self.measure,
            "seeds": list(self.seeds),
            "seconds": round(self.seconds, 1),
            "axes": {axis.name: list(axis.words) for axis in self.axes},
            "ranking": list(self.ranking),
            "duels": [duel.to_dict() for duel in self.duels],
            "recipes": {name: runs.to_dict() for name, runs in self.runs.items()},
        }

    def to_json(self) -> str:
        """The same as a text."""
        return json.dumps(self.to_dict(), ensure_ascii=False, allow_nan=False, indent=1)

    def __str__(self) -> str:
        facts = f"{self.data}, {plural(len(self.seeds), 'seed')}; {self.measure} on rows never seen"
        lines = (
            facts,
            self.table(),
            self.averaging,
            *self.sentences,
            CAUTION if self.duels else "",
        )
        return "\n".join(filter(None, lines))

    @property
    def _first(self) -> Runs:
        return next(iter(self.runs.values()))

    def _row(self, name: str) -> list[str]:
        it, learned = self.runs[name].held_out, self.runs[name].training
        half = f"{shown(it.lower_quartile)} .. {shown(it.upper_quartile)}"
        every = f"{shown(it.low)} .. {shown(it.high)}"
        return [name, shown(it.median), half, every, shown(learned.median)]

    def _averaged(self, axis: Axis, place: int) -> tuple[float, ...]:
        """For each seed the mean over all cells at one place of an axis."""
        stride, cells = 1, list(self.runs.values())
        for other in self.axes[self.axes.index(axis) + 1 :]:
            stride *= len(other.values)
        chosen = [
            runs.values() for k, runs in enumerate(cells) if k // stride % len(axis.values) == place
        ]
        return tuple(fmean(of_seed) for of_seed in zip(*chosen, strict=True))
