"""Runs: one recipe with many seeds, and the distributions that they make."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, final

from edunn.experiments.distribution import Distribution, shown
from edunn.experiments.recipe import Recipe
from edunn.experiments.scores import MEASURES, Run
from edunn.text import plural

Rows = Literal["training", "held_out"]
PLACES: dict[Rows, str] = {"training": "rows learned from", "held_out": "rows never seen"}


@final
@dataclass(frozen=True)
class Runs:
    """What all runs of a recipe say together.

    Args:
        recipe: what was run.
        data: the name of the rows.
        runs: one a seed.

    Example:
        >>> from edunn.experiments import Score
        >>> recipe = Recipe([[4], [2, "softmax"]])
        >>> scores = [Score(0.5, ("a", "b"), ((3, 1), (seed, 4))) for seed in (0, 1, 2)]
        >>> runs = Runs(recipe, "iris", tuple(Run(seed, s, s) for seed, s in enumerate(scores)))
        >>> print(runs.held_out)
        0.778 (0.700 .. 0.875)
        >>> runs.median_run.seed
        1
    """

    recipe: Recipe
    data: str
    runs: tuple[Run, ...]

    def __len__(self) -> int:
        return len(self.runs)

    def __iter__(self) -> Iterator[Run]:
        return iter(self.runs)

    def __getitem__(self, place: int) -> Run:
        return self.runs[place]

    @property
    def measure(self) -> str:
        """What these runs are usually measured by: accuracy; rmse, where they answer numbers."""
        return self.runs[0].training.measures[0]

    @property
    def training(self) -> Distribution:
        """The usual measure on the rows learned from."""
        return self.distribution("training")

    @property
    def held_out(self) -> Distribution:
        """The usual measure on rows never seen."""
        return self.distribution("held_out")

    def distribution(self, rows: Rows = "held_out", measure: str | None = None) -> Distribution:
        """Any measure on either part of the rows.

        Raises:
            UnknownNameError: these rows have no such measure.
        """
        return Distribution.of(self.values(rows, measure))

    def values(self, rows: Rows = "held_out", measure: str | None = None) -> tuple[float, ...]:
        """The measure of each run, in the order of the seeds."""
        name = measure or self.measure
        return tuple(getattr(run, rows).measure(name) for run in self.runs)

    @property
    def median_run(self) -> Run:
        """The run in the middle, by its measure on the training rows: no better than usual."""
        sign = 1 if MEASURES[self.measure] else -1
        ordered = sorted(self, key=lambda r: (sign * r.training.measure(self.measure), r.seed))
        return ordered[(len(ordered) - 1) // 2]

    @property
    def seconds(self) -> float:
        """The computing time of all runs."""
        return sum(run.seconds for run in self)

    @property
    def endings(self) -> dict[int, str]:
        """Why a training ended early, by seed."""
        return {run.seed: run.ending for run in self if run.ending}

    def to_dict(self) -> dict[str, Any]:
        """All of it as plain values."""
        return {
            **self.recipe.to_dict(),
            "data": self.data,
            "measure": self.measure,
            "training": self.training.to_dict(),
            "held_out": self.held_out.to_dict(),
            "median_seed": self.median_run.seed,
            "seconds": round(self.seconds, 3),
            "runs": [run.to_dict() for run in self],
        }

    def __str__(self) -> str:
        facts = f"{plural(len(self), 'seed')} on {self.data}, {self.seconds:.1f} s of training"
        lines = [f"{self.recipe}", f"{facts}:", *map(self._in_words, PLACES)]
        if self.endings:
            seed, why = next(iter(self.endings.items()))
            lines.append(f"  {plural(len(self.endings), 'run')} ended early; seed {seed}: {why}")
        return "\n".join(lines)

    def _in_words(self, rows: Rows) -> str:
        it, loss = self.distribution(rows), self.distribution(rows, "loss")
        half = f"half of the runs {shown(it.lower_quartile)} .. {shown(it.upper_quartile)}"
        every = f"all {shown(it.low)} .. {shown(it.high)}"
        return (
            f"  {PLACES[rows]}: median {self.measure} {shown(it.median)}, {half}, {every}; "
            f"median loss {shown(loss.median)}"
        )
