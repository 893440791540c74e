"""The classification report: a line for each class, then the averages, as in scikit-learn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, final
from xml.etree.ElementTree import Element

import numpy as np
import numpy.typing as npt

from edunn.arrays import Array
from edunn.errors import DataError, ShapeError
from edunn.metrics.classification import Counts, Integers, accuracy
from edunn.notebook import page, table

HEADERS = ("precision", "recall", "f1-score", "support")


class Scores(NamedTuple):
    """One line of the report.

    Example:
        >>> Scores(precision=1.0, recall=0.5, f1=2 / 3, support=4).recall
        0.5
    """

    precision: float
    recall: float
    f1: float
    support: int


@final
@dataclass(frozen=True, repr=False)
class Report:
    """Precision, recall, F1 and support of each class, and their averages.

    A single accuracy may hide a class that is never recognized. There are three averages:

    Formula:  micro    = all classes pooled; over every class, this is the accuracy
              macro    = mean over classes: a rare class counts as much as a common one
              weighted = mean over classes, each weighted by its support
    Source:   Opitz and Burst (2019), Macro F1 and Macro F1: theirs is "averaged F1", as here

    Example:
        >>> report = Report.of(["cat", "cat", "dog"], ["cat", "dog", "dog"])
        >>> report.accuracy, report.macro.precision
        (0.6666666666666666, 0.75)
        >>> print(report)
                      precision    recall  f1-score   support
        <BLANKLINE>
                 cat       1.00      0.50      0.67         2
                 dog       0.50      1.00      0.67         1
        <BLANKLINE>
            accuracy                           0.67         3
           macro avg       0.75      0.75      0.67         3
        weighted avg       0.83      0.67      0.67         3
        <BLANKLINE>
    """

    accuracy: float
    names: tuple[str, ...]
    classes: tuple[Scores, ...]
    micro: Scores
    macro: Scores
    weighted: Scores
    covers_all: bool
    """Whether the classes include every label that occurs, so that micro is the accuracy."""

    @classmethod
    def of(
        cls,
        true: npt.ArrayLike,
        predicted: npt.ArrayLike,
        class_names: Sequence[str] | None = None,
        *,
        classes: npt.ArrayLike | None = None,
    ) -> "Report":
        """The report on predicted labels, `(B,)`, given the true ones, `(B,)`.

        `class_names` are the names to print, one for each of `classes`.

        Raises:
            ShapeError, DataError: the labels do not fit each other, or the names the classes.
        """
        occurring = np.union1d(np.asarray(true), np.asarray(predicted))
        chosen = occurring if classes is None else np.asarray(classes)
        return cls._made(
            Counts.of(true, predicted, chosen),
            accuracy(true, predicted),
            _names(class_names, chosen.tolist()),
            covers_all=set(occurring.tolist()) <= set(chosen.tolist()),
        )

    @classmethod
    def of_matrix(cls, matrix: npt.ArrayLike, class_names: Sequence[str] | None = None) -> "Report":
        """The report on a confusion matrix `(C, C)`: `matrix[true][predicted]` is a count of rows.

        Raises:
            ShapeError, DataError: no square, no row at all, or not a name for each class.

        Example:
            >>> Report.of_matrix([[3, 1], [0, 4]], ["no", "yes"]).classes[1].precision
            0.8
        """
        counts = np.asarray(matrix)
        if counts.ndim != 2 or len(set(counts.shape)) > 1:
            raise ShapeError(f"a confusion matrix is (C, C), but this one is {counts.shape}.")
        rows = int(counts.sum())
        if not rows:
            raise DataError("the confusion matrix counts no rows. Pass at least one.")
        names = _names(class_names, list(range(len(counts))))
        return cls._made(Counts.of_matrix(counts), float(counts.trace() / rows), names)

    @classmethod
    def of_counts(cls, counts: Counts, accuracy: float, names: Sequence[str]) -> "Report":
        """The report on independent labels, a line for each, as scikit-learn's of indicators.

        Example:
            >>> counts = Counts(np.array([2, 1]), np.array([0, 1]), np.array([1, 0]))
            >>> Report.of_counts(counts, 0.5, ["dog", "outdoors"]).micro.recall
            0.75
        """
        return cls._made(counts, accuracy, tuple(names), covers_all=False)

    @classmethod
    def _made(
        cls, counts: Counts, accuracy: float, names: tuple[str, ...], covers_all: bool = True
    ) -> "Report":
        return cls(
            accuracy=accuracy,
            names=names,
            classes=_lines(counts),
            micro=_lines(counts.pooled())[0],
            macro=_average(counts, None),
            weighted=_average(counts, counts.support),
            covers_all=covers_all,
        )

    def text(self, digits: int = 2) -> str:
        """The report as a table, equal to scikit-learn's to the character."""
        width = max(len("weighted avg"), digits, *map(len, self.names))

        def line(name: str, cells: Iterable[str]) -> str:
            return f"{name:>{width}}  {' '.join(f'{cell:>9}' for cell in cells)}"

        rows = [line(name, self._cells(scores, digits)) for name, scores in self._rows()]
        averages = [line(name, self._cells(scores, digits)) for name, scores in self._averages()]
        if self.covers_all:  # the accuracy is one number, not three
            averages[0] = line("accuracy", ["", "", *self._cells(self.micro, digits)[2:]])
        return "\n".join([line("", HEADERS), "", *rows, "", *averages, ""])

    def to_dict(self) -> dict[str, float | dict[str, float]]:
        """The same numbers as plain values, with the keys of scikit-learn.

        Example:
            >>> Report.of([0, 1, 1], [0, 1, 0]).to_dict()["0"]
            {'precision': 0.5, 'recall': 1.0, 'f1-score': 0.6666666666666666, 'support': 1.0}
        """
        rows = [*self._rows(), *self._averages()]
        table: dict[str, float | dict[str, float]] = {
            name: dict(zip(HEADERS, map(float, scores), strict=True)) for name, scores in rows
        }
        return table | ({"accuracy": self.accuracy} if self.covers_all else {})

    def _cells(self, scores: Scores, digits: int) -> list[str]:
        # as scikit-learn, which prints 3.0 where no row at all is correct
        support = scores.support if self.accuracy > 0 else float(scores.support)
        return [*(f"{share:.{digits}f}" for share in scores[:3]), str(support)]

    def _rows(self) -> list[tuple[str, Scores]]:
        return list(zip(self.names, self.classes, strict=True))

    def _averages(self) -> list[tuple[str, Scores]]:
        return [
            ("accuracy" if self.covers_all else "micro avg", self.micro),
            ("macro avg", self.macro),
            ("weighted avg", self.weighted),
        ]

    def element(self) -> Element:
        """The table as HTML."""
        lines = [[name, *self._cells(scores, 2)] for name, scores in self._rows()]
        averages = [[name, *self._cells(scores, 2)] for name, scores in self._averages()]
        if self.covers_all:
            averages[0][1:3] = ["", ""]
        return table(["", *HEADERS], [*lines, *averages])

    def _repr_html_(self) -> str:
        return page("", self.element())

    def __repr__(self) -> str:
        return f"<Report: accuracy {self.accuracy:.4f} of {len(self.names)} classes>"

    def __str__(self) -> str:
        return self.text()


def classification_report(
    true: npt.ArrayLike,
    predicted: npt.ArrayLike,
    class_names: Sequence[str] | None = None,
    *,
    classes: npt.ArrayLike | None = None,
    digits: int = 2,
) -> str:
    """Precision, recall, F1 and support of each class as a table of text.

    `classes` and `class_names` are `labels` and `target_names` in scikit-learn. A share of nothing
    is printed as 0, without a warning.

    Example:
        >>> print(classification_report([0, 1, 1], [0, 1, 0], ["ham", "spam"], digits=1))
                      precision    recall  f1-score   support
        <BLANKLINE>
                 ham        0.5       1.0       0.7         1
                spam        1.0       0.5       0.7         2
        <BLANKLINE>
            accuracy                            0.7         3
           macro avg        0.8       0.8       0.7         3
        weighted avg        0.8       0.7       0.7         3
        <BLANKLINE>
    """
    return Report.of(true, predicted, class_names, classes=classes).text(digits)


def _names(class_names: Sequence[str] | None, classes: list[object]) -> tuple[str, ...]:
    names = tuple(map(str, classes if class_names is None else class_names))
    if len(names) != len(classes):
        raise DataError(
            f"{len(names)} class names came for {len(classes)} classes: {classes}. "
            f"Does one not occur among these rows? Then pass classes=range({len(names)})."
        )
    return names


def _lines(counts: Counts) -> tuple[Scores, ...]:
    columns = (counts.precision, counts.recall, counts.f1, counts.support)
    return tuple(Scores(*row) for row in zip(*(c.tolist() for c in columns), strict=True))


def _average(counts: Counts, weights: Integers | None) -> Scores:
    """The average over the classes; weights that are all 0 count as equal."""
    if weights is not None and not weights.any():
        weights = None

    def mean(shares: Array) -> float:
        return float(np.average(shares, weights=weights))

    return Scores(
        mean(counts.precision), mean(counts.recall), mean(counts.f1), int(counts.support.sum())
    )
