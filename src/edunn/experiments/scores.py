"""What a run leaves behind: for two kinds of rows, how well they were answered, and the way there.

For classes that is a confusion matrix, from which accuracy and report follow; for numbers, errors.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isfinite, isnan
from typing import Any, NamedTuple, final

import numpy as np

from edunn.errors import DataError, UnknownNameError
from edunn.evaluation import Evaluation
from edunn.metrics import Report
from edunn.training import Epoch

POINTS = 60
"""How many points of a learning curve are kept."""


def points(count: int) -> list[int]:
    """Places of at most `POINTS` among so many, first and last included.

    Example:
        >>> points(3), len(points(1000)), points(1000)[-1]
        ([0, 1, 2], 60, 999)
    """
    return sorted({round(k * (count - 1) / (POINTS - 1)) for k in range(POINTS)}) if count else []


@final
@dataclass(frozen=True)
class Curve:
    """How loss and accuracy went, epoch by epoch (thinned out).

    Example:
        >>> records = [Epoch(k, 1 / k, 0.5, 10 * k) for k in range(1, 1001)]
        >>> curve = Curve.of(records)
        >>> len(curve.epochs), curve.epochs[-1], curve.loss[0]
        (60, 1000, 1.0)
    """

    epochs: tuple[int, ...] = ()
    loss: tuple[float, ...] = ()
    accuracy: tuple[float, ...] = ()

    @classmethod
    def of(cls, records: Sequence[Epoch], prefix: str = "") -> "Curve":
        """At most `POINTS` records, first and last included; prefix `val_` for rows looked at.

        A column that was not measured is empty.
        """
        kept = [records[k] for k in points(len(records))]
        columns = ([getattr(r, f"{prefix}{name}") for r in kept] for name in ("loss", "accuracy"))
        known = (() if None in column else tuple(column) for column in columns)
        return cls(tuple(record.index for record in kept), *known)

    def to_dict(self) -> dict[str, list[Any]]:
        """The columns as lists, rounded; what is not finite is None."""
        return {
            "epochs": list(self.epochs),
            "loss": [_rounded(value) for value in self.loss],
            "accuracy": [_rounded(value) for value in self.accuracy],
        }


MEASURES = {"accuracy": True, "r2": True, "loss": False, "rmse": False, "mae": False}
"""What a score can be measured by, and whether larger is better."""


class Errors(NamedTuple):
    """How far the answers of a regression are off.

    Example:
        >>> Errors(mae=0.5, rmse=0.7, r2=0.9).rmse
        0.7
    """

    mae: float
    """The mean of the absolute errors."""
    rmse: float
    """The root of the mean of the squared errors: large ones count more."""
    r2: float
    """The share of the targets' spread that is explained: 1 at best, 0 for answering their mean."""


@final
@dataclass(frozen=True)
class Score:
    """How a trained network answered some rows.

    Args:
        loss: what training makes small, on these rows.
        classes: the names of the classes; none for a regression.
        matrix: the confusion matrix: `matrix[true][chosen]` counts rows.
        errors: of a regression.
        curve: how it came to that.

    Example:
        >>> score = Score(0.4, ("no", "yes"), ((3, 1), (0, 4)))
        >>> score.accuracy, score.report.classes[1].precision
        (0.875, 0.8)
    """

    loss: float
    classes: tuple[str, ...] = ()
    matrix: tuple[tuple[int, ...], ...] = ()
    errors: Errors | None = None
    curve: Curve = Curve()

    @classmethod
    def of(cls, evaluation: Evaluation, curve: Curve) -> "Score":
        """The score that follows from an evaluation; what is no number counts as infinitely bad."""
        loss = _or(evaluation.loss, inf)
        if evaluation.confusion_matrix is None:
            mae, rmse = _or(evaluation.mae, inf), _or(evaluation.rmse, inf)
            return cls(loss, errors=Errors(mae, rmse, _or(evaluation.r2, -inf)), curve=curve)
        classes = tuple(map(str, evaluation.classes or ()))
        counts = tuple(map(tuple, evaluation.confusion_matrix.tolist()))
        return cls(loss, classes, counts, curve=curve)

    @property
    def accuracy(self) -> float:
        """The share of rows on the diagonal; a regression has none and raises a DataError."""
        if not self.matrix:
            raise DataError("a regression has no accuracy: ask for its rmse, mae, r2 or loss.")
        counts = np.array(self.matrix)
        return float(counts.trace() / counts.sum())

    @property
    def report(self) -> Report:
        """Precision, recall and F1 of each class."""
        return Report.of_matrix(self.matrix, self.classes)

    @property
    def measures(self) -> tuple[str, ...]:
        """The names of what `measure` can tell, the usual one first."""
        return ("accuracy", "loss") if self.errors is None else ("rmse", "mae", "r2", "loss")

    def measure(self, name: str) -> float:
        """One number of `MEASURES`.

        Raises:
            UnknownNameError: these rows have no such measure.
        """
        if name not in self.measures:
            raise UnknownNameError.of("measure of these rows", name, self.measures)
        value: float = getattr(self.errors if hasattr(self.errors, name) else self, name)
        return value

    def to_dict(self) -> dict[str, Any]:
        """All of it as plain values."""
        facts: dict[str, Any] = {name: _finite(self.measure(name)) for name in self.measures}
        if self.matrix:
            facts["confusion_matrix"] = [list(row) for row in self.matrix]
            facts["report"] = self.report.to_dict()
        return facts | {"curve": self.curve.to_dict()}


@final
@dataclass(frozen=True)
class Run:
    """One seed's outcome: on the rows that the network learned from, and on rows it never saw.

    Example:
        >>> perfect = Score(0.01, ("no", "yes"), ((2, 0), (0, 2)))
        >>> Run(seed=7, training=perfect, held_out=perfect).training.accuracy
        1.0
    """

    seed: int
    training: Score
    held_out: Score
    seconds: float = 0.0
    """How long its trainings took."""

    ending: str = ""
    """Why a training ended before its last epoch; empty if it did not."""

    engine: str = "numpy"
    """What did the arithmetic."""

    def to_dict(self) -> dict[str, Any]:
        """All of it as plain values."""
        scores = {"training": self.training.to_dict(), "held_out": self.held_out.to_dict()}
        return {
            "seed": self.seed,
            **scores,
            "seconds": round(self.seconds, 3),
            "ending": self.ending,
            "engine": self.engine,
        }


def _or(value: float | None, otherwise: float) -> float:
    return otherwise if value is None or isnan(value) else value


def _finite(value: float) -> float | None:
    return value if isfinite(value) else None


def _rounded(value: float) -> float | None:
    return float(f"{value:.5g}") if isfinite(value) else None
