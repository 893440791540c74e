"""Metrics of regression: mean absolute error, root mean squared error, and R^2.

    MAE = mean |t - y|,  RMSE = sqrt(mean (t - y)^2),  R^2 = 1 - sum (t - y)^2 / sum (t - mean t)^2

Arrays are `(B,)`, or `(B, O)` with one column for each output: then it is the mean over columns.
"""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from edunn.errors import DataError, ShapeError

Numbers: TypeAlias = npt.NDArray[np.float64]


def mean_absolute_error(true: npt.ArrayLike, predicted: npt.ArrayLike) -> float:
    """The mean absolute error, in the unit of the target.

    Formula:  mean |t - y|

    Example:
        >>> mean_absolute_error([1.0, 2.0, 4.0], [1.0, 3.0, 2.0])
        1.0
    """
    t, y = _paired(true, predicted)
    return float(np.abs(t - y).mean())


def root_mean_squared_error(true: npt.ArrayLike, predicted: npt.ArrayLike) -> float:
    """The root mean squared error, in the unit of the target; large errors weigh more.

    Formula:  sqrt(mean (t - y)^2)

    Example:
        >>> root_mean_squared_error([0.0, 0.0], [3.0, 3.0])
        3.0
    """
    t, y = _paired(true, predicted)
    return float(np.sqrt(np.square(t - y).mean(axis=0)).mean())


def r2(true: npt.ArrayLike, predicted: npt.ArrayLike) -> float:
    """The coefficient of determination, R^2: 1 is perfect, 0 no better than always the mean.

    For a constant target it is 1 where every prediction is correct, else 0.

    Formula:  1 - sum (t - y)^2 / sum (t - mean t)^2
    Raises:   DataError for a single row, which has no spread

    Example:
        >>> r2([1.0, 2.0, 3.0], [1.0, 2.0, 4.0])
        0.5
    """
    t, y = _paired(true, predicted)
    if len(t) < 2:
        raise DataError("r2 compares with the spread of the targets, and one row has none.")
    errors = np.square(t - y).sum(axis=0, keepdims=True)  # (1,) or (1, O)
    spread = np.square(t - t.mean(axis=0)).sum(axis=0, keepdims=True)
    unexplained = np.divide(errors, spread, out=np.sign(errors), where=spread > 0)
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
