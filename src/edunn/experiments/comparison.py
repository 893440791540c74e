"""Comparing: several recipes with the same seeds, on the same rows.

compare({"small": recipe, "large": other}, "iris", seeds=20)     # by name
compare(recipe.grid(learning_rate=[0.01, 0.1]), "iris")          # all combinations
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean
from time import perf_counter
from typing import Any, final

from edunn import notebook
from edunn.errors import SettingError
from edunn.experiments.curve import MEASURES
from edunn.experiments.grid import Axis, Grid
from edunn.experiments.heat import Heat
from edunn.experiments.panels import heat_panel
from edunn.experiments.recipe import Recipe
from edunn.experiments.repeating import Progress, run_all
from edunn.experiments.runs import Runs
from edunn.experiments.statistics import PairedComparison, Ranking
from edunn.notebook import TextTable
from edunn.plots import Chart
from edunn.plots.bands import brief
from edunn.plots.strips import ranking_panel
from edunn.text import joined, plural, text_table
from edunn.workers import Workers

SCHEMA = "edunn.comparison/2"

MOST_NAMED = 5
"""A sentence names so many recipes at most."""

P_VALUE = (
    "p is the probability of a difference at least this large by chance alone (exact sign test on "
    "the seeds without ties), times the number of rivals, because the first was picked afterwards."
)
"""A note below sentences with a p-value."""


def compare(
    recipes: Mapping[str, Recipe] | Grid[Recipe],
    data: Any,
    seeds: int | Iterable[int] = 20,
    workers: Workers = None,
    progress: Progress | None = None,
) -> "Comparison":
    """Train by several recipes with the same seeds on the same splits.

    Args:
        recipes: by name, or a grid of them: `recipe.grid(learning_rate=[0.01, 0.1])`.
        data, seeds, workers, progress: see `repeat`.

    Raises:
        EduNNError: something does not fit, with what would, before the first run.

    Example:
        >>> from concurrent.futures import ThreadPoolExecutor
        >>> small = Recipe([[4], [3, "softmax"]], settings={"epochs": 5})
        >>> with ThreadPoolExecutor(1) as here:
        ...     found = compare({"small": small, "idle": small.varied(epochs=1)}, "iris", 2, here)
        >>> sorted(found.runs), found.seeds
        (['idle', 'small'], (0, 1))
    """
    started = perf_counter()
    cells, axes = (recipes.cells, recipes.axes) if isinstance(recipes, Grid) else (recipes, ())
    if not isinstance(cells, Mapping) or not cells:
        raise SettingError(
            "there is nothing to compare. Pass recipes by name, {'small': Recipe(...), ...}, or a "
            "grid: recipe.grid(learning_rate=[0.01, 0.1])."
        )
    runs = run_all(cells, data, seeds, workers, progress)
    return Comparison(runs, axes, perf_counter() - started)


@final
@dataclass(frozen=True, repr=False)
class Comparison:
    """The runs of several recipes with the same seeds and splits.

    Args:
        runs: by the name of each recipe.
        axes: those of the grid, if the recipes are its cells; the last axis varies fastest.
        seconds: the elapsed time.

    Example:
        >>> from concurrent.futures import ThreadPoolExecutor
        >>> from edunn.experiments import Recipe, compare
        >>> recipe = Recipe([[4], [3, "softmax"]], settings={"epochs": 5, "batch_size": 10})
        >>> with ThreadPoolExecutor(1) as here:
        ...     comparison = compare(recipe.grid(learning_rate=[0.0001, 0.1]), "iris", 8, here)
        >>> comparison.ranking[0]
        'learning_rate 0.1'
        >>> print(comparison.sentences[0])
        learning_rate 0.1 beats 0.0001 in 7 of 8 seeds (1 tie): unlikely to be chance, p = 0.016.
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
        """What is compared: accuracy for classes, rmse for numbers, the loss in a race."""
        return self._first.measure

    @property
    def larger_wins(self) -> bool:
        """Whether larger values of the measure are better."""
        return MEASURES[self.measure]

    @property
    def seeds(self) -> tuple[int, ...]:
        """Those of every recipe."""
        return tuple(run.seed for run in self._first)

    @property
    def by_recipe(self) -> Ranking:
        """All recipes ranked by the measure on held-out rows."""
        values = {name: runs.values() for name, runs in self.runs.items()}
        return Ranking(values, self.larger_wins)

    def by_value(self, axis: Axis) -> Ranking:
        """The values of one axis ranked, averaged seed by seed over the other axes."""
        by_word = {word: self._averaged(axis, k) for k, word in enumerate(axis.words)}
        return Ranking(by_word, self.larger_wins, axis.name)

    @property
    def ranking(self) -> tuple[str, ...]:
        """The names by their medians on held-out rows, the best median first."""
        return self.by_recipe.names

    @property
    def best(self) -> str | None:
        """The recipe that clearly beats every other one, seed by seed; None if none does."""
        unbeaten = self.by_recipe.unbeaten
        return unbeaten[0] if len(self.runs) > len(unbeaten) == 1 else None

    @property
    def verdict(self) -> str:
        """Which recipe is best; or which have the best medians and cannot be told apart."""
        first, *others = self.by_recipe.unbeaten
        median = f"median {self.measure} {brief(self.runs[first].held_out.median)}"
        if self.best:
            return f"Best on {self.rows_in_words}: {first}, {median}{self._doubt}."
        if not others:
            return f"On {self.rows_in_words}: {median}."
        tied = [first, *others] if len(others) < MOST_NAMED else [first, f"{len(others)} others"]
        return (
            f"No recipe is clearly the best on {self.rows_in_words}: {joined(tied)} cannot be told "
            f"apart with {plural(len(self.seeds), 'seed')}. First by its median: {first}, {median}."
        )

    @property
    def _doubt(self) -> str:
        """What is to be said of a best recipe, if the seeds are few."""
        ranking = self.by_recipe
        first, *others = ranking.names
        is_sure = all(ranking.compare(first, other).is_significant for other in others)
        return "" if is_sure else ", though so few seeds cannot rule out chance"

    @property
    def note(self) -> str:
        """A remark on the rows, if there is one: that none of so few is held out."""
        return self._first.note

    @property
    def notes(self) -> tuple[str, ...]:
        """What deserves attention in the trainings, recipe by recipe."""
        return tuple(f"{name}: {note}" for name, runs in self.runs.items() for note in runs.notes)

    @property
    def rows_in_words(self) -> str:
        """The rows that recipes are compared on: held-out rows, or all of a tiny table."""
        return "the rows of the training" if self.note else "held-out rows"

    @property
    def pairs(self) -> tuple[PairedComparison, ...]:
        """The first in rank and its rivals: along each axis of a grid, else among all recipes."""
        rankings = [self.by_value(axis) for axis in self.axes] or [self.by_recipe]
        return tuple(pair for ranking in rankings for pair in ranking.comparisons)

    @property
    def averaging(self) -> str:
        """A note on sentences about one setting where others vary, too."""
        if len(self.axes) < 2:
            return ""
        return "Each setting by itself: seed by seed, averaged over all values of the others."

    @property
    def sentences(self) -> tuple[str, ...]:
        """What beats what, and whether that may be chance."""
        return tuple(map(str, self.pairs))

    def table(self) -> TextTable:
        """The recipes as a table, by their medians."""
        rows = [self._row(name) for name in self.ranking]
        return TextTable(text_table(self._header, rows), self._header, rows, left=(0,))

    def plot(self) -> Chart:
        """A heat map of a grid of two settings; else a strip of dots for each recipe."""
        title = f"{self.measure.capitalize()} on {self.rows_in_words}"
        if len(self.axes) == 2:
            return Chart((heat_panel(title, Heat.of(self)),))
        values = {name: self.runs[name].values() for name in self.ranking}
        return Chart((ranking_panel(title, values, self.measure, self.larger_wins),))

    def to_dict(self) -> dict[str, Any]:
        """All numbers as plain values."""
        return {
            "schema": SCHEMA,
            "data": self.data,
            "measure": self.measure,
            "seeds": list(self.seeds),
            "seconds": round(self.seconds, 1),
            "axes": {axis.name: list(axis.words) for axis in self.axes},
            "note": self.note,
            "ranking": list(self.ranking),
            "best": self.best,
            "verdict": self.verdict,
            "paired_comparisons": [pair.to_dict() for pair in self.pairs],
            "recipes": {name: runs.to_dict() for name, runs in self.runs.items()},
        }

    def to_json(self) -> str:
        """The same as JSON text."""
        return json.dumps(self.to_dict(), ensure_ascii=False, allow_nan=False, indent=1)

    def __repr__(self) -> str:
        recipes, seeds = plural(len(self.runs), "recipe"), plural(len(self.seeds), "seed")
        return f"<Comparison of {recipes} on {self.data}, {seeds}: {self.verdict}>"

    def _repr_html_(self) -> str:
        table = notebook.table(self._header, list(map(self._row, self.ranking)), left=(0,))
        remarks = filter(None, [self.note, self.averaging, *self.sentences, *self.notes])
        parts = notebook.text(self.verdict), self.plot().element(), table
        method = notebook.text(P_VALUE, pale=True) if self.pairs else None
        return notebook.page("Comparison", *parts, notebook.listed(list(remarks)), method)

    def __str__(self) -> str:
        seeds = plural(len(self.seeds), "seed")
        lines = (
            f"{self.data}, {seeds}; {self.measure} on {self.rows_in_words}",
            self.note,
            self.table(),
            self.verdict,
            self.averaging,
            *self.sentences,
            P_VALUE if self.pairs else "",
        )
        return "\n".join(filter(None, lines))

    @property
    def _first(self) -> Runs:
        return next(iter(self.runs.values()))

    @property
    def _header(self) -> list[str]:
        return ["", f"median {self.measure}", "half within", "all within", "training set"]

    def _row(self, name: str) -> list[str]:
        it, training = self.runs[name].held_out, self.runs[name].training
        return [name, brief(it.median), it.half, it.range, brief(training.median)]

    def _averaged(self, axis: Axis, place: int) -> tuple[float, ...]:
        """For each seed the mean over all cells at one place of an axis."""
        stride, cells = 1, list(self.runs.values())
        for other in self.axes[self.axes.index(axis) + 1 :]:
            stride *= len(other.values)
        chosen = [
            runs.values() for k, runs in enumerate(cells) if k // stride % len(axis.values) == place
        ]
        return tuple(fmean(of_seed) for of_seed in zip(*chosen, strict=True))
