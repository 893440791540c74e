"""Measures of a model on rows: what a training and the same with a change are compared by."""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf, isfinite
from typing import final

import numpy as np

from edunn.doctor.rows import Pair
from edunn.learning import Learner
from edunn.messages import Message


def quality(model: Learner, rows: Pair) -> float:
    """Accuracy, or R2 of a regression; minus infinity where there is none."""
    value = model.evaluate(*rows).score
    return -inf if value is None or not isfinite(value) else float(value)


def score(value: float, classifies: bool) -> Message:
    """A quality in words: an accuracy in percent, or R2."""
    if classifies:
        return Message("doctor.score.share", share=value)
    return Message("doctor.score.r2", r2=value)


def loss(model: Learner, rows: Pair) -> float:
    """The loss; infinite where the outputs are."""
    value = float(model.evaluate(*rows).loss)
    return value if isfinite(value) else inf


def mean_recall(model: Learner, rows: Pair) -> float:
    """The mean recall of the classes: each counts alike, however rare."""
    counts = model.evaluate(*rows).confusion_matrix
    if counts is None:
        return -inf
    return float(np.mean(np.diag(counts) / np.maximum(counts.sum(axis=1), 1)))


def typical_error(model: Learner, rows: Pair) -> float:
    """The median absolute error, which a few wild targets do not move."""
    error = np.abs(model.predict(rows.x).ravel() - np.asarray(rows.labels, dtype=float).ravel())
    return float(np.median(error))


def falls(model: Learner, rows: Pair) -> float:
    """The share of the generations in which the best fitness of the population falls."""
    return float((np.diff(np.array(model.history.history["best"])) < 0).mean())


@final
@dataclass(frozen=True)
class Measure:
    """What is compared.

    Args:
        name: in words.
        of: the number of a model on rows.
        larger_wins: whether larger is better; for a loss or an error it is not.
        curve: the column of the history that shows how it came to be.

    Example:
        >>> LOSS.gain(0.5, 0.1), ACCURACY.gain(0.5, 0.1)
        (0.4, -0.4)
    """

    name: str
    of: Callable[[Learner, Pair], float] = field(default=quality, repr=False)
    larger_wins: bool = True
    curve: str = "loss"

    @property
    def worst(self) -> float:
        """The value of a training that diverged."""
        return -inf if self.larger_wins else inf

    @property
    def best(self) -> float:
        """The best that there can be: accuracy 1, or no error."""
        return 1.0 if self.larger_wins else 0.0

    def gain(self, before: float, after: float) -> float:
        """How much better the second is; 0 where both diverged."""
        if before == after:
            return 0.0
        return after - before if self.larger_wins else before - after


ACCURACY = Measure(Message("doctor.measure.accuracy"), curve="accuracy")
R2 = Measure(Message("doctor.measure.r2"))
LOSS = Measure(Message("doctor.measure.loss"), loss, larger_wins=False)
HELD_OUT_LOSS = Measure(
    Message("doctor.measure.held_out_loss"), loss, larger_wins=False, curve="val_loss"
)
MEAN_RECALL = Measure(Message("doctor.measure.mean_recall"), mean_recall)
TYPICAL_ERROR = Measure(Message("doctor.measure.typical_error"), typical_error, larger_wins=False)
FALLS = Measure(Message("doctor.measure.falls"), falls, larger_wins=False)
