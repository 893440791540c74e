"""Histograms of an evaluation: of confidence, right beside wrong, and of a regression's errors."""

import numpy as np
import numpy.typing as npt
from pydantic import Field

from edunn.arrays import Array
from edunn.studio.messages import Message, Number

BINS, ERROR_BINS = 10, 15


class Bin(Message):
    """One bar of the confidence histogram."""

    low: float
    high: float
    right: int
    wrong: int
    mean: Number = Field(description="The mean confidence of its rows; null without any.")


class ErrorBin(Message):
    """One bar of the histogram of errors, prediction minus target."""

    low: float
    high: float
    count: int


def bins(sure: Array, is_right: npt.NDArray[np.bool_]) -> list[Bin]:
    """The histogram of confidence, in ten bins from 0 to 1.

    Example:
        >>> bins(np.array([0.9, 1.0]), np.array([True, False]))[-1]
        Bin(low=0.9, high=1.0, right=1, wrong=1, mean=0.95)
    """
    sure = np.nan_to_num(sure)
    step = np.minimum((sure * BINS).astype(np.intp), BINS - 1)
    right = np.bincount(step[is_right], minlength=BINS)
    wrong = np.bincount(step[~is_right], minlength=BINS)
    sums = np.bincount(step, weights=sure, minlength=BINS)
    return [
        Bin(
            low=k / BINS,
            high=(k + 1) / BINS,
            right=int(right[k]),
            wrong=int(wrong[k]),
            mean=float(sums[k] / (right[k] + wrong[k])) if right[k] + wrong[k] else None,
        )
        for k in range(BINS)
    ]


def error_bins(errors: Array) -> list[ErrorBin]:
    """The histogram of errors, in bins of one width around 0; without those that are not finite.

    Example:
        >>> [bar.count for bar in error_bins(np.array([-1.5, 0.0, 0.3, np.nan]))]
        [1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0]
    """
    errors = errors[np.isfinite(errors)]
    most = float(np.abs(errors).max(initial=0.0)) or 1.0
    counts, edges = np.histogram(errors, ERROR_BINS, (-most, most))
    return [
        ErrorBin(low=float(low), high=float(high), count=int(count))
        for low, high, count in zip(edges, edges[1:], counts, strict=False)
    ]
