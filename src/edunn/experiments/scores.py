"""What a run leaves behind: for two kinds of rows, a confusion matrix and a learning curve.

Everything else (accuracy, report) follows from the confusion matrix.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isfinite
from statistics import median
from typing import Any, NamedTuple, final

import numpy as np

from edunn.metrics import Report
from edunn.training import Epoch

POINTS = 60
"""How many points of a learning curve are kept."""


class Distribution(NamedTuple):
    """Many runs as three numbers, because one run proves nothing.

    Example:
        >>> print(Distribution.of([0.9, 0.5, 0.7]))
        0.700 (0.500 .. 0.900)
    """

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Iterable[float]) -> "Distribution":
        """Median, smallest and largest of at least one number."""
        known = sorted(values)
        return cls(median(known), known[0], known[-1])

    def __str__(self) -> str:
        return f"{self.median:.3f} ({self.low:.3f} .. {self.high:.3f})"


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
        """At most `POINTS` records, first and last included; prefix `val_` for unseen rows."""
        chosen = np.unique(np.linspace(0, len(records) - 1, POINTS).round().astype(int))
        kept = [records[k] for k in chosen if len(records)]
        return cls(
            tuple(record.index for record in kept),
            tuple(getattr(record, f"{prefix}loss") for record in kept),
            tuple(getattr(record, f"{prefix}accuracy") for record in kept),
        )

    def to_dict(self) -> dict[str, list[Any]]:
        """The columns as lists, rounded; what is not finite is None."""
        return {
            "epochs": list(self.epochs),
            "loss": [_rounded(value) for value in self.loss],
            "accuracy": [_rounded(value) for value in self.accuracy],
        }


@final
@dataclass(frozen=True)
class Score:
    """How a trained network answered some rows.

    Args:
        classes: the names of the classes.
        matrix: the confusion matrix: `matrix[true][chosen]` counts rows.
        curve: how it came to that.

    Example:
        >>> score = Score(("no", "yes"), ((3, 1), (0, 4)))
        >>> score.accuracy, score.report.classes[1].precision
        (0.875, 0.8)
    """

    classes: tuple[str, ...]
    matrix: tuple[tuple[int, ...], ...]
    curve: Curve = Curve()

    @property
    def accuracy(self) -> float:
        """The share of rows on the diagonal."""
        counts = np.array(self.matrix)
        return float(counts.trace() / counts.sum())

    @property
    def report(self) -> Report:
        """Precision, recall and F1 of each class."""
        counts = np.array(self.matrix)
        true, chosen = (
            np.repeat(axis.ravel(), counts.ravel()) for axis in np.indices(counts.shape)
        )
        return Report.of(true, chosen, self.classes, classes=range(len(self.classes)))

    def to_dict(self) -> dict[str, Any]:
        """All of it as plain values."""
        return {
            "accuracy": self.accuracy,
            "confusion_matrix": [list(row) for row in self.matrix],
            "report": self.report.to_dict(),
            "curve": self.curve.to_dict(),
        }


@final
@dataclass(frozen=True)
class Run:
    """One seed's outcome: on the rows that the network learned from, and on rows it never saw.

    Example:
        >>> perfect = Score(("no", "yes"), ((2, 0), (0, 2)))
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

    def to_dict(self) -> dict[str, Any]:
        """All of it as plain values."""
        scores = {"training": self.training.to_dict(), "held_out": self.held_out.to_dict()}
        return {
            "seed": self.seed,
            **scores,
            "seconds": round(self.seconds, 3),
            "ending": self.ending,
        }


def _rounded(value: float) -> float | None:
    return float(f"{value:.5g}") if isfinite(value) else None
