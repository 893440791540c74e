"""Splitting rows into a training set and a test set, on which the network is evaluated.

A purely random split may leave a rare class out of one part. A *stratified* split gives each class
its share of both parts, to within one row.
"""

from numbers import Real

import numpy as np

from edunn.arrays import Indices
from edunn.errors import DataError, SettingError
from edunn.messages import Message
from edunn.seeds import Seed, generator

LEAST_TO_HOLD_OUT = 10
"""A table with fewer rows holds out none, unless a share is given."""


def stratified_rows(groups: Indices, test: float, seed: Seed) -> tuple[Indices, Indices]:
    """Draw training and test rows at random, each group in proportion.

    A group with a single row stays in the training set.

    Args:
        groups: (N,) each row's class, counted from 0; all 0 for a split without classes.
        test: the share of rows in the test set, between 0 and 1.
        seed: the same seed gives the same split.

    Returns:
        Positions of the training set and of the test set, both in random order.

    Raises:
        SettingError: `test` is not a share.
        DataError: there are too few rows for both parts.

    Example:
        >>> train, test = stratified_rows(np.array([0, 0, 0, 0, 1, 1, 1, 1]), test=0.25, seed=0)
        >>> len(train), sorted(int(row) // 4 for row in test)
        (6, [0, 1])
    """
    if not isinstance(test, Real) or not 0 < test < 1:
        raise SettingError(f"test is {test!r} but must be a share between 0 and 1, such as 0.25.")
    counts = np.bincount(groups)
    held_back = _held_back(counts, test)
    if not held_back.sum():
        raise DataError(
            Message("data.too_few_to_split", rows=len(groups), classes=np.count_nonzero(counts))
        )
    order = generator(seed).permutation(len(groups))
    in_test = np.zeros(len(groups), dtype=bool)
    for group, count in enumerate(held_back):
        in_test[order[groups[order] == group][:count]] = True
    return order[~in_test[order]], order[in_test[order]]


def _held_back(counts: Indices, test: float) -> Indices:
    """The number of test rows of each class, by the method of largest remainders."""
    total = int(counts.sum())
    wanted = min(max(round(total * test), 1), total - 1)
    quotas = counts * test
    most = np.maximum(counts - 1, 0)
    held_back = np.minimum(quotas.astype(np.intp), most)
    by_remainder = np.argsort(held_back - quotas, kind="stable")
    open_classes = by_remainder[(held_back < most)[by_remainder]]
    held_back[open_classes[: max(wanted - int(held_back.sum()), 0)]] += 1
    return held_back
