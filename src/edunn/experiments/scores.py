"""Scores: how well a trained network does on some rows, and the learning curve that led there.

Classes have a confusion matrix, from which precision and recall follow; numbers have errors.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isnan
from typing import Any, Literal, NamedTuple, TypeAlias, final

from edunn.errors import UnknownNameError
from edunn.evaluation import Evaluation
from edunn.metrics import Report
from edunn.text import as_json
from edunn.training import Epoch

POINTS = 60
"""A learning curve keeps at most so many points."""

MEASURES = {"accuracy": True, "r2": True, "loss": False, "rmse": False, "mae": False}
"""What a score can be measured by, and whether larger is better."""

Column: TypeAlias = Literal["loss", "accuracy"]


def points(count: int) -> list[int]:
    """At most `POINTS` evenly spaced positions among so many, first and last included.

    Example:
        >>> points(3), len(points(1000)), points(1000)[-1]
        ([0, 1, 2], 60, 999)
    """
    return sorted({round(k * (count - 1) / (POINTS - 1)) for k in range(POINTS)}) if count else []


@final
@dataclass(frozen=True)
class Curve:
    """A learning curve: loss and accuracy over epochs and forward passes (thinned out).

    Example:
        >>> records = [Epoch(k, 1 / k, 0.5, 10 * k) for k in range(1, 1001)]
        >>> curve = Curve.of(records)
        >>> len(curve.epochs), curve.epochs[-1], curve.loss[0]
        (60, 1000, 1.0)
    """

    epochs: tuple[int, ...] = ()
    loss: tuple[float, ...] = ()
    accuracy: tuple[float, ...] = ()
    forward_passes: tuple[int, ...] = ()

    @classmethod
    def of(cls, records: Sequence[Epoch], prefix: str = "") -> "Curve":
        """At most `POINTS` records, first and last included; prefix `val_` for validation rows.

        A column that was not measured is empty.
        """
        kept = [records[k] for k in points(len(records))]
        columns = ([getattr(r, f"{prefix}{name}") for r in kept] for name in ("loss", "accuracy"))
        loss, accuracy = (() if None in column else tuple(column) for column in columns)
        passes = tuple(record.forward_passes for record in kept)
        return cls(tuple(record.index for record in kept), loss, accuracy, passes)

    def first(self, goal: float, column: Column = "accuracy") -> int | None:
        """The position of the first point that is as good as the goal; None if there is none.

        Example:
            >>> Curve((1, 5, 9), (0.9, 0.5, 0.3), (0.4, 0.8, 0.9)).first(0.75)
            1
        """
        sign = 1 if MEASURES[column] else -1
        values: tuple[float, ...] = getattr(self, column)
        return next((k for k, value in enumerate(values) if sign * value >= sign * goal), None)

    def to_dict(self) -> dict[str, list[Any]]:
        """The columns as lists, rounded; what is not finite is None."""
        return {
            "epochs": list(self.epochs),
            "forward_passes": list(self.forward_passes),
            "loss": [as_json(float(f"{value:.5g}")) for value in self.loss],
            "accuracy": [as_json(float(f"{value:.5g}")) for value in self.accuracy],
        }


class Errors(NamedTuple):
    """How far the outputs of a regression are from the targets.

    Example:
        >>> Errors(mae=0.5, rmse=0.7, r2=0.9).rmse
        0.7
    """

    mae: float
    """The mean of the absolute errors, in the units of the target."""
    rmse: float
    """The root of the mean of the squared errors: large ones count more."""
    r2: float
    """The share of the targets' variance that is explained: 1 at best, 0 for their mean."""


@final
@dataclass(frozen=True)
class Score:
    """How well a trained network does on some rows.

    Args:
        loss: the loss on these rows.
        accuracy: the share of rows that are classified correctly; None for a regression.
        matrix: the confusion matrix, if it was counted: `matrix[true][predicted]`.
        classes: the names of its classes.
        errors: of a regression.
        curve: the learning curve on these rows.

    Example:
        >>> score = Score(0.4, 7 / 8, ((3, 1), (0, 4)), ("no", "yes"))
        >>> score.measures, score.report.classes[1].precision
        (('accuracy', 'loss'), 0.8)
    """

    loss: float
    accuracy: float | None = None
    matrix: tuple[tuple[int, ...], ...] = ()
    classes: tuple[str, ...] = ()
    errors: Errors | None = None
    curve: Curve = Curve()

    @classmethod
    def of(cls, evaluation: Evaluation, curve: Curve) -> "Score":
        """The score in an evaluation; a measure that is NaN counts as infinitely bad."""
        loss = _or(evaluation.loss, inf)
        if evaluation.confusion_matrix is None:
            mae, rmse = _or(evaluation.mae, inf), _or(evaluation.rmse, inf)
            return cls(loss, errors=Errors(mae, rmse, _or(evaluation.r2, -inf)), curve=curve)
        classes = tuple(map(str, evaluation.classes or ()))
        counts = tuple(map(tuple, evaluation.confusion_matrix.tolist()))
        return cls(loss, evaluation.accuracy, counts, classes, curve=curve)

    @property
    def report(self) -> Report:
        """Precision, recall and F1 of each class."""
        return Report.of_matrix(self.matrix, self.classes)

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures that these rows have, the default first."""
        if self.errors is not None:
            return ("rmse", "mae", "r2", "loss")
        return ("loss",) if self.accuracy is None else ("accuracy", "loss")

    def measure(self, name: str) -> float:
        """One of `MEASURES`.

        Raises:
            UnknownNameError: these rows have no such measure.
        """
        if name not in self.measures:
            raise UnknownNameError.of("measure of these rows", name, self.measures)
        value: float = getattr(self.errors if hasattr(self.errors, name) else self, name)
        return value

    def to_dict(self) -> dict[str, Any]:
        """All of it as plain values."""
        facts: dict[str, Any] = {name: as_json(self.measure(name)) for name in self.measures}
        if self.matrix:
            facts["confusion_matrix"] = [list(row) for row in self.matrix]
            facts["report"] = self.report.to_dict()
        return facts | {"curve": self.curve.to_dict()}


def _or(value: float | None, otherwise: float) -> float:
    return otherwise if value is None or isnan(value) else value
