"""Evaluation: the quality of a model's predictions on rows whose labels are known."""

from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any, TypeAlias, final

import numpy as np
import numpy.typing as npt

from edunn.arrays import Array
from edunn.labels import ClassName
from edunn.messages import Message
from edunn.metrics import (
    Counts,
    Report,
    confusion_matrix,
    mean_absolute_error,
    r2,
    root_mean_squared_error,
)
from edunn.targets import Targets

Marks: TypeAlias = npt.NDArray[np.bool_]
"""Which labels each row has, `(B, O)`."""


@final
@dataclass(frozen=True)
class Evaluation:
    """The measures of a model's predictions on some rows.

    Classification has `accuracy`, `confusion_matrix` and `report`; regression has `mae`, `rmse` and
    `r2`. Multi-label classification has `accuracy`, the share of single labels that are right,
    `row_accuracy`, the share of rows with all labels right, and a `report` by column. What does not
    apply is None, as is `r2` of a single row, which has no variance.
    """

    loss: float
    accuracy: float | None = None
    confusion_matrix: npt.NDArray[np.integer[Any]] | None = field(default=None, compare=False)
    """Rows: the true class; columns: the predicted class; `(C, C)`."""

    classes: tuple[ClassName, ...] | None = None
    mae: float | None = None
    rmse: float | None = None
    r2: float | None = None
    row_accuracy: float | None = None
    counts: Counts | None = field(default=None, compare=False, repr=False)
    """TP, FP and FN of each column of multi-label targets."""

    @cached_property
    def report(self) -> Report | None:
        """Precision, recall, F1 and support of each class; prints as scikit-learn's report does."""
        if self.counts is not None and self.classes is not None:
            names = tuple(map(str, self.classes))
            return Report.of_counts(self.counts, self.row_accuracy or 0.0, names)
        if self.confusion_matrix is None or self.classes is None:
            return None
        return Report.of_matrix(self.confusion_matrix, list(map(str, self.classes)))

    @property
    def remark(self) -> str:
        """That a guess would be as good, as a message; empty where the predictions are better.

        The guess is the most frequent class of these rows, or the mean of their targets.
        """
        if self.r2 is not None and self.r2 < 0:
            return Message("evaluation.below_mean")
        if self.confusion_matrix is None or self.accuracy is None:
            return ""
        rows = self.confusion_matrix.sum(axis=1)
        share = float(rows.max() / rows.sum())
        if self.accuracy >= share:
            return ""
        return Message("evaluation.below_majority", accuracy=self.accuracy, share=share)

    def to_dict(self) -> dict[str, Any]:
        """The measures as plain values, ready for JSON."""
        measured = {field.name: getattr(self, field.name) for field in fields(self)}
        plain = {k: v for k, v in measured.items() if v is not None and k != "counts"}
        if self.confusion_matrix is not None:
            plain["confusion_matrix"] = self.confusion_matrix.tolist()
        if self.report is not None:
            plain["report"] = self.report.to_dict()
        return plain

    def __str__(self) -> str:
        if self.report is None:
            words = f"loss {self.loss:.4f}, mean absolute error {self.mae:.4f}"
            return words if self.r2 is None else f"{words}, R2 {self.r2:.4f}"
        words = f"loss {self.loss:.4f}, accuracy {self.accuracy:.4f}"
        if self.row_accuracy is not None:
            words += f" of labels, {self.row_accuracy:.4f} of whole rows"
        return f"{words}\n\n{self.report}"


def evaluate(loss: float, y: Array, t: Array, targets: Targets) -> Evaluation:
    """Compare outputs `y` with targets `t`, both `(B, O)`."""
    if targets.marks:
        return _of_marks(loss, targets.marked(y), targets.marked(t), targets)
    if targets.classes is None:
        return Evaluation(
            loss=loss,
            mae=mean_absolute_error(t, y),
            rmse=root_mean_squared_error(t, y),
            r2=r2(t, y) if len(t) > 1 else None,
        )
    true, predicted = targets.choose(t), targets.choose(y)
    return Evaluation(
        loss=loss,
        accuracy=float((true == predicted).mean()),
        confusion_matrix=confusion_matrix(true, predicted, range(len(targets.classes))),
        classes=targets.classes,
    )


def _of_marks(loss: float, y: Marks, t: Marks, targets: Targets) -> Evaluation:
    """Compare the labels that were predicted with those that are true, both `(B, O)`."""
    right = y == t
    counts = Counts((t & y).sum(axis=0), (~t & y).sum(axis=0), (t & ~y).sum(axis=0))
    return Evaluation(
        loss=loss,
        accuracy=float(right.mean()),
        row_accuracy=float(right.all(axis=1).mean()),
        classes=targets.marks,
        counts=counts,
    )
