"""Rows: the training set of an estimator, with its weights and the part that is held back."""

from typing import Any, NamedTuple

import numpy as np
from sklearn.model_selection import train_test_split

from edunn.arrays import Array
from edunn.errors import DataError, SettingError
from edunn.labels import Labels
from edunn.training.weights import as_weights


class Rows(NamedTuple):
    """A training set, and a validation set if there is one.

    Example:
        >>> rows = Rows(np.zeros((2, 1)), np.array([0, 1]), weights=np.array([1.0, 3.0]))
        >>> rows.mean_weight, rows.relative_weights
        (2.0, array([0.5, 1.5]))
    """

    X: Array
    y: Labels
    weights: Array | None = None
    validation: tuple[Array, Labels] | None = None

    @property
    def mean_weight(self) -> float:
        """How many rows a row counts as, in the mean."""
        return 1.0 if self.weights is None else float(self.weights.mean())

    @property
    def relative_weights(self) -> Array | None:
        """The weights with mean 1, so that ten times all weights take no larger steps."""
        return None if self.weights is None else self.weights / self.mean_weight

    def split(self, share: float, seed: int, strata: Labels | None) -> "Rows":
        """These rows with a share of them held back for validation.

        Args:
            share: of the rows.
            seed: decides which.
            strata: what both parts have in the same shares.

        Raises:
            DataError: there are too few rows for two parts.
        """
        rows = np.arange(len(self.X))
        try:
            kept, held = train_test_split(rows, test_size=share, random_state=seed, stratify=strata)
        except ValueError as error:
            raise DataError(
                f"early_stopping cannot hold back validation_fraction={share} of {len(rows)} rows "
                f"({error}). Hold back more of them, or leave early_stopping out."
            ) from None
        weights = None if self.weights is None else self.weights[kept]
        return Rows(self.X[kept], self.y[kept], weights, (self.X[held], self.y[held]))


def weights_of(rows: int, sample_weight: Any) -> Array | None:
    """A weight for each row, `(N,)`; None if all count the same.

    Raises:
        ShapeError: there is not one for each row.
        SettingError: one is no number, negative or not finite, or all of them are zero.

    Example:
        >>> weights_of(2, [1, 3])
        array([1., 3.])
    """
    if sample_weight is None:
        return None
    weights = as_weights(sample_weight, rows)
    if not weights.any():
        raise SettingError("sample_weight is zero for every row. Give one a positive weight.")
    return weights
