"""Metrics of classification: the confusion matrix, accuracy, precision, recall and F1.

For one class at a time, say "setosa", each row is one of four cases:

    TP  true positive    a setosa, predicted as one        precision = TP / (TP + FP)
    FP  false positive   another, predicted as a setosa    recall    = TP / (TP + FN)
    FN  false negative   a setosa, predicted as another    F1        = 2 TP / (2 TP + FP + FN)
    TN  true negative    another, predicted as another     accuracy  = share of correct rows

A share of nothing is 0. Labels are `(B,)`, one for each row: numbers or texts. `classes`, `(C,)`,
are the classes to count, in this order; by default all that occur, sorted.
"""

from dataclasses import dataclass
from typing import Any, TypeAlias, final

import numpy as np
import numpy.typing as npt

from edunn.arrays import Array
from edunn.errors import DataError, ShapeError

Labels: TypeAlias = npt.NDArray[Any]
Integers: TypeAlias = npt.NDArray[np.int64]
Booleans: TypeAlias = npt.NDArray[np.bool_]


@final
@dataclass(frozen=True)
class Counts:
    """TP, FP and FN of each class: all that precision, recall and F1 depend on.

    Formula:  precision = TP / (TP + FP)
              recall    = TP / (TP + FN)
              F1        = 2 TP / (2 TP + FP + FN), the harmonic mean of the two
              support   = TP + FN
    Shapes:   each (C,)
    Source:   Manning, Raghavan, Schuetze (2008), Introduction to Information Retrieval, section 8.3

    Example:
        >>> Counts.of(["cat", "cat", "dog"], ["cat", "dog", "dog"]).precision
        array([1. , 0.5])
    """

    TP: Integers
    FP: Integers
    FN: Integers

    @classmethod
    def of(
        cls,
        true: npt.ArrayLike,
        predicted: npt.ArrayLike,
        classes: npt.ArrayLike | None = None,
    ) -> "Counts":
        """The counts of labels, class by class."""
        true_of, predicted_of = _memberships(true, predicted, classes)  # (C, B) both
        return cls(
            TP=(true_of & predicted_of).sum(axis=1),
            FP=(~true_of & predicted_of).sum(axis=1),
            FN=(true_of & ~predicted_of).sum(axis=1),
        )

    @classmethod
    def of_matrix(cls, matrix: npt.ArrayLike) -> "Counts":
        """The counts of a confusion matrix, `(C, C)`; correct rows are on its diagonal.

        Example:
            >>> Counts.of_matrix([[3, 1], [0, 4]]).FP
            array([0, 1])
        """
        counts = np.asarray(matrix, np.int64)
        TP = counts.diagonal()
        return cls(TP=TP, FP=counts.sum(axis=0) - TP, FN=counts.sum(axis=1) - TP)

    def pooled(self) -> "Counts":
        """All classes pooled as if they were one, `(1,)`."""
        return Counts(*(x.sum(keepdims=True) for x in (self.TP, self.FP, self.FN)))

    @property
    def precision(self) -> Array:
        """The share of correct rows among those predicted as this class."""
        return _share(self.TP, self.TP + self.FP)

    @property
    def recall(self) -> Array:
        """The share of correct rows among those of this class."""
        return _share(self.TP, self.TP + self.FN)

    @property
    def f1(self) -> Array:
        """The harmonic mean of precision and recall."""
        return _share(2 * self.TP, 2 * self.TP + self.FP + self.FN)

    @property
    def support(self) -> Integers:
        """The number of rows of this class."""
        return self.TP + self.FN


def confusion_matrix(
    true: npt.ArrayLike, predicted: npt.ArrayLike, classes: npt.ArrayLike | None = None
) -> Integers:
    """The confusion matrix: row = the true class, column = the predicted one, `(C, C)`.

    Correct rows are on the diagonal. Rows of the data with a label outside `classes` are left out.

    Raises:
        DataError: `classes` is empty, or none of them occurs among the true labels.

    Example:
        >>> confusion_matrix(["cat", "cat", "dog"], ["cat", "dog", "dog"])
        array([[1, 1],
               [0, 1]])
    """
    true_of, predicted_of = _memberships(true, predicted, classes)
    if not true_of.any():
        raise DataError(
            f"none of the classes {np.asarray(classes).tolist()} occurs among the true labels, "
            f"such as {np.asarray(true).tolist()[0]!r}. Pass the classes that the labels are of."
        )
    return true_of.astype(np.int64) @ predicted_of.T.astype(np.int64)  # (C, B) (B, C) -> (C, C)


def accuracy(true: npt.ArrayLike, predicted: npt.ArrayLike) -> float:
    """The share of rows with the correct label.

    Example:
        >>> accuracy([0, 1, 1, 2], [0, 1, 2, 2])
        0.75
    """
    true, predicted = _paired(true, predicted)
    return float((true == predicted).mean())


def precision(
    true: npt.ArrayLike, predicted: npt.ArrayLike, classes: npt.ArrayLike | None = None
) -> Array:
    """Precision of each class: TP / (TP + FP), `(C,)`.

    Example:
        >>> precision([0, 1, 1, 1], [0, 0, 1, 1])
        array([0.5, 1. ])
    """
    return Counts.of(true, predicted, classes).precision


def recall(
    true: npt.ArrayLike, predicted: npt.ArrayLike, classes: npt.ArrayLike | None = None
) -> Array:
    """Recall of each class: TP / (TP + FN), `(C,)`.

    Example:
        >>> recall([0, 1, 1, 1, 1], [0, 0, 1, 1, 1])
        array([1.  , 0.75])
    """
    return Counts.of(true, predicted, classes).recall


def f1(
    true: npt.ArrayLike, predicted: npt.ArrayLike, classes: npt.ArrayLike | None = None
) -> Array:
    """F1 of each class, high only where precision and recall are: 2 TP / (2 TP + FP + FN), `(C,)`.

    Example:
        >>> f1([0, 0, 1, 1], [0, 0, 0, 1]).round(2)
        array([0.8 , 0.67])
    """
    return Counts.of(true, predicted, classes).f1


def support(
    true: npt.ArrayLike, predicted: npt.ArrayLike, classes: npt.ArrayLike | None = None
) -> Integers:
    """Support of each class, the number of its rows: TP + FN, `(C,)`.

    Example:
        >>> support([0, 1, 1, 1], [0, 0, 1, 1])
        array([1, 3])
    """
    return Counts.of(true, predicted, classes).support


def _memberships(
    true: npt.ArrayLike, predicted: npt.ArrayLike, classes: npt.ArrayLike | None
) -> tuple[Booleans, Booleans]:
    """Which rows are of which class, and which were predicted to be: `(C, B)` both."""
    true, predicted = _paired(true, predicted)
    every = np.union1d(true, predicted) if classes is None else np.asarray(classes)
    if every.ndim != 1 or not every.size:
        raise DataError("classes is empty: pass at least one, or leave it out to count all.")
    column = every[:, np.newaxis]  # (C, 1), against rows of (B,)
    return true == column, predicted == column


def _paired(true: npt.ArrayLike, predicted: npt.ArrayLike) -> tuple[Labels, Labels]:
    true, predicted = np.asarray(true), np.asarray(predicted)
    if true.ndim != 1 or true.shape != predicted.shape:
        raise ShapeError(
            f"true labels are {true.shape} and predicted labels {predicted.shape}, but both must "
            "be (B,), one label per row. Are these probabilities of classes? Use y.argmax(axis=1)."
        )
    if true.size == 0:
        raise DataError("there are no labels to compare. Pass at least one row.")
    if isinstance(true[0], str) != isinstance(predicted[0], str):
        raise DataError(
            f"true labels look like {true[0]!r} but predicted labels like {predicted[0]!r}. "
            "Pass names for both, or numbers for both."
        )
    return true, predicted


def _share(part: Integers, whole: Integers) -> Array:
    return np.divide(part, whole, out=np.zeros(part.shape), where=whole > 0)


def calibration_error(true: npt.ArrayLike, probabilities: Array, bins: int = 15) -> float:
    """The expected calibration error: how far "90 % sure" is from being right 9 times of 10.

    Rows are sorted into bins of equal width by their confidence, the largest probability.

    Formula:  ECE = sum over bins of (share of rows) |accuracy - mean confidence|
    Shapes:   true (B,), positions of the classes; probabilities (B, C)
    Source:   Guo et al. (2017), "On calibration of modern neural networks", equation 3

    Example:
        >>> calibration_error([0, 1], np.array([[0.75, 0.25], [0.75, 0.25]]))
        0.25
    """
    confidence, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == np.asarray(true)
    of_bin = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = np.bincount(of_bin, weights=right - confidence, minlength=bins)
    return float(np.abs(gaps).sum() / len(confidence))
