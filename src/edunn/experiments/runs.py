"""Runs with curves: what every experiment produces, whether it compares, varies or races.

Curve   loss and accuracy along a training, over epochs and forward passes
Score   how well a trained network does on some rows, with the curve that led there
Run     one seed: its scores on the training set and on held-out rows
Runs    one recipe: its runs over many seeds
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf, isnan
from typing import Any, final

from edunn import notebook
from edunn.errors import UnknownNameError
from edunn.evaluation import Evaluation
from edunn.experiments.curve import MEASURES, NO_CURVE, ROWS, Column, Curve, Rows
from edunn.experiments.recipe import Recipe
from edunn.plots import Chart
from edunn.plots.bands import Band, Distribution, brief, epochs_panel
from edunn.plots.strips import ranking_panel
from edunn.text import as_json, plural


@final
@dataclass(frozen=True)
class Score:
    """How well a trained network does on some rows, and its learning curve on them.

    Example:
        >>> score = Score(Evaluation(0.4, accuracy=0.875))
        >>> score.measures, score.measure("accuracy")
        (('accuracy', 'loss'), 0.875)
    """

    evaluation: Evaluation
    curve: Curve = NO_CURVE

    @property
    def accuracy(self) -> float | None:
        """The share of rows that are classified correctly; None for a regression."""
        return self.evaluation.accuracy

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures of these rows, the default first."""
        if self.evaluation.rmse is not None:
            return ("rmse", "mae", "r2", "loss")
        return ("loss",) if self.accuracy is None else ("accuracy", "loss")

    def measure(self, name: str) -> float:
        """One of `MEASURES`; one that is not a number counts as infinitely bad.

        Raises:
            UnknownNameError: these rows have no such measure.
        """
        if name not in self.measures:
            raise UnknownNameError.of("measure of these rows", name, self.measures)
        value: float | None = getattr(self.evaluation, name)
        worst = -inf if MEASURES[name] else inf
        return worst if value is None or isnan(value) else value

    def to_dict(self) -> dict[str, Any]:
        """All of it as plain values."""
        measured = {name: self.measure(name) for name in self.measures}
        plain: dict[str, Any] = as_json(self.evaluation.to_dict() | measured)
        return plain | {"curve": self.curve.to_dict()}


@final
@dataclass(frozen=True)
class Run:
    """The result for one seed: scores on the training set and on held-out rows.

    Args:
        seconds: the computing time of its trainings.
        ending: why a training ended before its last epoch; empty if it did not.
        engine: what did the arithmetic.
        notes: what deserves attention in its trainings.

    Example:
        >>> perfect = Score(Evaluation(0.01, accuracy=1.0))
        >>> Run(seed=7, training=perfect, held_out=perfect).held_out.measure("accuracy")
        1.0
    """

    seed: int
    training: Score
    held_out: Score
    seconds: float = 0.0
    ending: str = ""
    engine: str = "numpy"
    notes: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """All of it as plain values."""
        scores = {"training": self.training.to_dict(), "held_out": self.held_out.to_dict()}
        return {
            "seed": self.seed,
            **scores,
            "seconds": round(self.seconds, 3),
            "ending": self.ending,
            "engine": self.engine,
            "notes": list(self.notes),
        }


@final
@dataclass(frozen=True, repr=False)
class Runs:
    """The runs of one recipe over many seeds.

    Args:
        recipe: what was run.
        data: the name of the rows.
        runs: one for each seed.
        note: a remark on the rows; that none is held out, if they are few.

    Example:
        >>> scores = [Score(Evaluation(0.5, accuracy)) for accuracy in (0.7, 0.9, 0.8)]
        >>> several = tuple(Run(seed, score, score) for seed, score in enumerate(scores))
        >>> runs = Runs(Recipe([[4], [2, "softmax"]]), "iris", several)
        >>> print(runs.held_out)
        0.800 (0.700 .. 0.900)
        >>> runs.median_run.seed
        2
    """

    recipe: Recipe
    data: str
    runs: tuple[Run, ...]
    note: str = ""

    def __len__(self) -> int:
        return len(self.runs)

    def __iter__(self) -> Iterator[Run]:
        return iter(self.runs)

    def __getitem__(self, place: int) -> Run:
        return self.runs[place]

    @property
    def measure(self) -> str:
        """The default measure: accuracy for classes, rmse for numbers, the loss in a race."""
        return self.runs[0].training.measures[0]

    @property
    def training(self) -> Distribution:
        """The default measure on the training set."""
        return self.distribution("training")

    @property
    def held_out(self) -> Distribution:
        """The default measure on held-out rows."""
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

    def curves(self, rows: Rows = "held_out") -> tuple[Curve, ...]:
        """The learning curve of each run."""
        return tuple(getattr(run, rows).curve for run in self.runs)

    def band(self, name: str, rows: Rows, column: Column, x: Sequence[float]) -> Band:
        """The median of the learning curves and their range, measured at `x`."""
        return Band.of(name, x, [getattr(curve, column) for curve in self.curves(rows)])

    @property
    def median_run(self) -> Run:
        """The run in the middle, by its measure on the training set: a typical one."""
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

    @property
    def notes(self) -> tuple[str, ...]:
        """What deserves attention in the trainings: each note once, with the number of its seeds.

        Example:
            >>> score = Score(Evaluation(0.5, 0.9))
            >>> noted = (Run(1, score, score), Run(2, score, score, notes=("All rows are alike.",)))
            >>> Runs(Recipe([[4], [2, "softmax"]]), "iris", noted).notes
            ('With 1 of 2 seeds: All rows are alike.',)
        """
        found: dict[str, list[str]] = {}
        for run in self:
            for code, note in {getattr(note, "code", note): note for note in run.notes}.items():
                found.setdefault(code, []).append(note)
        of = plural(len(self), "seed")
        return tuple(f"With {len(notes)} of {of}: {notes[0]}" for notes in found.values())

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

    def plot(self) -> Chart:
        """The measure of each seed on both parts of the rows, and the curves that led there."""
        values = {words: self.values(rows) for rows, words in ROWS.items()}
        title = f"{self.measure.capitalize()} of {plural(len(self), 'seed')} on {self.data}"
        strips = ranking_panel(title, values, self.measure, MEASURES[self.measure])
        column: Column = "accuracy" if self.measure == "accuracy" else "loss"
        bands = [
            self.band(words, rows, column, self.curves(rows)[0].epochs).finite
            for rows, words in ROWS.items()
        ]
        return Chart(
            (strips, epochs_panel(f"{column.capitalize()}, median and range", bands, column))
        )

    def __repr__(self) -> str:
        measure = f"held-out {self.measure} {self.held_out}"
        return f"<Runs: {plural(len(self), 'seed')} on {self.data}, {measure}>"

    def _repr_html_(self) -> str:
        recipe, *lines = str(self).splitlines()
        notes = notebook.listed([*map(str.strip, lines), *self.notes])
        return notebook.page(recipe, notes, self.plot().element())

    def __str__(self) -> str:
        facts = f"{plural(len(self), 'seed')} on {self.data}, {self.seconds:.1f} s of training"
        lines = [f"{self.recipe}", f"{facts}:", *map(self._in_words, ROWS)]
        if self.endings:
            seed, why = next(iter(self.endings.items()))
            lines.append(f"  {plural(len(self.endings), 'run')} ended early; seed {seed}: {why}")
        return "\n".join(lines)

    def _in_words(self, rows: Rows) -> str:
        it, loss = self.distribution(rows), self.distribution(rows, "loss")
        return (
            f"  {ROWS[rows]}: median {self.measure} {brief(it.median)}, half of the runs "
            f"{it.half}, all {it.range}; median loss {brief(loss.median)}"
        )
