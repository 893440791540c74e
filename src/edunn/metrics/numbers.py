"""Measures for numbers: how far off are the predictions, in units that a person can judge?

Arrays are `(B,)`, or `(B, O)` with one column an output: then a measure is the mean over columns.
"""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from edunn.errors import DataError, ShapeError

Numbers: TypeAlias = npt.NDArray[np.float64]


def mean_absolute_error(true: npt.ArrayLike, predicted: npt.ArrayLike) -> float:
    """Tell how far off a prediction is on average, in the unit of the target.

    Formula:  mean |t - y|

    Example:
        >>> mean_absolute_error([1.0, 2.0, 4.0], [1.0, 3.0, 2.0])
        1.0
    """
    t, y = _paired(true, predicted)
    return float(np.abs(t - y).mean())


def root_mean_squared_error(true: npt.ArrayLike, predicted: npt.ArrayLike) -> float:
    """Tell how far off a prediction is, in the unit of the target; a large miss counts extra.

    Formula:  sqrt(mean (t - y)^2)

    Example:
        >>> root_mean_squared_error([0.0, 0.0], [3.0, 3.0])
        3.0
    """
    t, y = _paired(true, predicted)
    return float(np.sqrt(np.square(t - y).mean(axis=0)).mean())


def r2(true: npt.ArrayLike, predicted: npt.ArrayLike) -> float:
    """Compare with a model that always says the mean: 1 is perfect, 0 no better, below 0 worse.

    A target that never varies has nothing to explain: 1 where every prediction is right, else 0.

    Formula:  1 - sum (t - y)^2 / sum (t - mean t)^2
    Raises:   DataError for a single row, which has no spread

    Example:
        >>> r2([1.0, 2.0, 3.0], [1.0, 2.0, 4.0])
        0.5
    """
    t, y = _paired(true, predicted)
    if len(t) < 2:
        raise DataError("r2 compares with the spread of the targets, and one row has none.")
    missed = np.square(t - y).sum(axis=0, keepdims=True)  # (1,) or (1, O)
    spread = np.square(t - t.mean(axis=0)).sum(axis=0, keepdims=True)
    unexplained = np.divide(missed, spread, out=np.sign(missed), where=spread > 0)
    return float(1.0 - np.mean(unexplained))


def _paired(true: npt.ArrayLike, predicted: npt.ArrayLike) -> tuple[Numbers, Numbers]:
    t, y = np.asarray(true, np.float64), np.asarray(predicted, np.float64)
    if t.ndim == 0 or t.shape != y.shape:
        raise ShapeError(
            f"targets are {t.shape} and predictions {y.shape}, but they must have one shape, (B,) "
            "or (B, O). A single column becomes (B,) with predictions[:, 0]."
        )
    if t.size == 0:
        raise DataError("there are no numbers to compare. Pass at least one row.")
    return t, y
