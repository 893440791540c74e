"""Measures of rows that need no network: what the inputs by themselves know about the labels."""

from typing import Any

import numpy as np
import numpy.typing as npt

from edunn.arrays import Array, Indices

MOST = 800
"""So many rows are looked at, evenly spread: distances between all of them are computed."""

THRESHOLDS = np.linspace(0.05, 0.95, 19)
"""The quantiles at which one column is cut in two."""


def evenly(count: int, most: int = MOST) -> Indices:
    """Positions of at most so many rows, evenly spread.

    Example:
        >>> evenly(10, most=3)
        array([0, 4, 9])
    """
    return np.unique(np.linspace(0, count - 1, min(count, most)).round().astype(np.intp))


def drawn(count: int, most: int) -> Indices:
    """Positions of so many rows in their order, drawn by chance: the same ones in every call.

    Example:
        >>> drawn(10, most=3)
        array([5, 6, 9])
    """
    return np.sort(np.random.default_rng(0).choice(count, most, replace=False, shuffle=False))


def scaled(x: Array) -> Array:
    """Columns with mean 0 and deviation 1; a constant one becomes 0."""
    spread = x.std(axis=0)
    centred: Array = (x - x.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    return centred


def neighbours(x: Array) -> Indices:
    """The nearest other row of each row, `(N, N)` rows by nearness, itself last."""
    z = scaled(x)
    squares = (z**2).sum(axis=1)
    distances = squares[:, np.newaxis] + squares - 2 * z @ z.T
    np.fill_diagonal(distances, np.inf)
    return np.argsort(distances, axis=1, kind="stable")


def neighbour_accuracy(x: Array, labels: npt.NDArray[Any], count: int = 1) -> float:
    """How often the majority of a row's nearest other rows has its label.

    Args:
        x: rows of inputs, `(N, I)`.
        labels: class numbers, `(N,)`.
        count: so many neighbours vote.

    Example:
        >>> x = np.array([[0.0], [0.1], [5.0], [5.1]])
        >>> neighbour_accuracy(x, np.array([0, 0, 1, 1]))
        1.0
    """
    if len(x) < 3:
        return 0.0
    near = labels[neighbours(x)[:, : min(count, len(x) - 1)]]
    classes = np.unique(labels)
    votes = (near[:, :, np.newaxis] == classes).sum(axis=1)
    return float((classes[votes.argmax(axis=1)] == labels).mean())


def cut_accuracy(column: Array, labels: Indices) -> float:
    """How often one cut of a column tells class 1 from class 0.

    Example:
        >>> cut_accuracy(np.array([1.0, 2.0, 8.0, 9.0]), np.array([0, 0, 1, 1]))
        1.0
    """
    above = column[:, np.newaxis] > np.quantile(column, THRESHOLDS)
    right = (above == labels[:, np.newaxis].astype(bool)).mean(axis=0)
    return float(np.maximum(right, 1.0 - right).max())


def category_accuracy(column: Array, labels: Indices) -> float:
    """How often the most frequent class among the rows with the same value is right.

    Example:
        >>> category_accuracy(np.array([1.0, 2.0, 3.0, 1.0]), np.array([1, 0, 1, 1]))
        1.0
    """
    _, groups = np.unique(column, return_inverse=True)
    counts = np.zeros((groups.max() + 1, int(labels.max()) + 1))
    np.add.at(counts, (groups, labels), 1)
    return float(counts.max(axis=1).sum() / len(labels))


def sentinel_share(column: Array) -> tuple[float, float]:
    """A value that stands for a missing one: the share of the rows that have it, and the value.

    It is a whole number such as -1, -9, 999, and lies more than three deviations outside of all
    others.

    Example:
        >>> sentinel_share(np.array([1.0, 2.0, 1.5, -999.0]))
        (0.25, -999.0)
    """
    for value in (column.min(), column.max()):
        others = column[column != value]
        if len(others) < 3 or not _looks_missing(float(value)):
            continue
        gap = np.abs(others - value).min()
        if gap > 3 * max(float(others.std()), 1e-12):
            return 1.0 - len(others) / len(column), float(value)
    return 0.0, 0.0


def outlier_distance(t: Array) -> float:
    """How far the farthest target is from the median, in interquartile ranges.

    Example:
        >>> outlier_distance(np.array([0.0, 1.0, 2.0, 3.0, 100.0])).__round__()
        49
    """
    low, middle, high = np.quantile(t, [0.25, 0.5, 0.75])
    return float(np.abs(t - middle).max() / max(high - low, 1e-12))


def _looks_missing(value: float) -> bool:
    digits = f"{abs(value):.10g}"
    return value == -1 or set(digits) == {"9"}
