"""Evaluation: the quality of a model's predictions on rows whose labels are known."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any, TypeAlias, final

import numpy as np
import numpy.typing as npt

from edunn import notebook
from edunn.arrays import Array
from edunn.errors import DataError
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
from edunn.plots import Chart, confusion, predicted_over_true
from edunn.targets import Targets

Marks: TypeAlias = npt.NDArray[np.bool_]
"""Which labels each row has, `(B, O)`."""

MOST_POINTS = 500
"""So many rows of a regression are kept for its plot."""


@final
@dataclass(frozen=True, repr=False)
class Evaluation:
    """The measures of a model's predictions on some rows.

    Classification has `accuracy`, `confusion_matrix` and `report`; regression has `mae`, `rmse` and
    `r2`. Multi-label classification has `accuracy`, the share of single labels that are right,
    `row_accuracy`, the share of rows with all labels right, and a `report` by column. What does not
    apply is None, as is `r2` of a single row, which has no variance.

    It unpacks into the loss and the score: `loss, accuracy = model.evaluate(inputs, labels)`, as in
    Keras with the metric accuracy.

    Example:
        >>> loss, accuracy = Evaluation(loss=0.25, accuracy=0.75)
        >>> accuracy
        0.75
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

    points: tuple[Array, Array] | None = field(default=None, compare=False, repr=False)
    """Of a regression, targets and predictions `(B, O)` to be plotted, of at most 500 rows."""

    @property
    def score(self) -> float | None:
        """The main measure: the accuracy, or R2 of a regression; None is R2 of a single row.

        Of a multi-label network it is the accuracy of single labels, as in Keras; scikit-learn's
        score is that of whole rows, `row_accuracy`.
        """
        return self.r2 if self.accuracy is None else self.accuracy

    def __iter__(self) -> Iterator[Any]:
        return iter((self.loss, self.score))

    def __getitem__(self, index: int) -> Any:
        """The loss, 0, or the score, 1, as Keras numbers them."""
        return (self.loss, self.score)[index]

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

    def plot(self) -> Chart:
        """The confusion matrix; of a regression, the predictions over the targets.

        Raises:
            DataError: of several labels a row, or of a race, there is neither.
        """
        if self.confusion_matrix is not None and self.classes is not None:
            matrix, names = self.confusion_matrix.tolist(), list(map(str, self.classes))
            return confusion(Message("plot.confusion"), matrix, names)
        if self.points is None:
            raise DataError(
                "this evaluation has no plot: neither a confusion matrix of classes, nor targets "
                "and predictions of a regression. Print it, or plot that of model.evaluate(...)."
            )
        return predicted_over_true(*(each.T.tolist() for each in self.points))

    def to_dict(self) -> dict[str, Any]:
        """The measures as plain values, ready for JSON."""
        measured = {field.name: getattr(self, field.name) for field in fields(self)}
        plain = {
            k: v for k, v in measured.items() if v is not None and k not in ("counts", "points")
        }
        if self.confusion_matrix is not None:
            plain["confusion_matrix"] = self.confusion_matrix.tolist()
        if self.report is not None:
            plain["report"] = self.report.to_dict()
        return plain

    def __repr__(self) -> str:
        return f"<Evaluation: {self._measures}>"

    def _repr_html_(self) -> str:
        report = self.report and self.report.element()
        has_plot = self.points is not None or self.confusion_matrix is not None
        chart = self.plot().element() if has_plot else None
        remark = notebook.text(self.remark) if self.remark else None
        return notebook.page(f"Evaluation: {self._measures}", remark, report, chart)

    def __str__(self) -> str:
        return self._measures if self.report is None else f"{self._measures}\n\n{self.report}"

    @property
    def _measures(self) -> str:
        if self.report is None:
            errors = {"mean absolute error": self.mae, "R2": self.r2, "accuracy": self.accuracy}
            known = [f"{name} {value:.4f}" for name, value in errors.items() if value is not None]
            return ", ".join([f"loss {self.loss:.4f}", *known])
        words = f"loss {self.loss:.4f}, accuracy {self.accuracy:.4f}"
        if self.row_accuracy is not None:
            words += f" of labels, {self.row_accuracy:.4f} of whole rows"
        return words


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
            points=_thinned(t, y),
        )
    true, predicted = targets.choose(t), targets.choose(y)
    return Evaluation(
        loss=loss,
        accuracy=float((true == predicted).mean()),
        confusion_matrix=confusion_matrix(true, predicted, range(len(targets.classes))),
        classes=targets.classes,
    )


def _thinned(t: Array, y: Array) -> tuple[Array, Array]:
    """Rows to be plotted: all, or of many every so many."""
    step = -(-len(t) // MOST_POINTS)
    return t[::step].copy(), y[::step].copy()


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
