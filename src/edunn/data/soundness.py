"""What every data set must be: rows that fit together, and numbers that can be learned from."""

from typing import Any

import numpy as np
import numpy.typing as npt

from edunn.errors import DataError, ShapeError


def as_array(numbers: npt.ArrayLike, name: str) -> npt.NDArray[Any]:
    """Make an array of what came; Python objects become texts or numbers where they all can.

    Raises:
        ShapeError: the rows have different lengths.

    Example:
        >>> as_array([[1, 2], [3, 4]], "inputs").shape
        (2, 2)
    """
    try:
        array = np.asarray(numbers)
        return np.array(array.tolist()) if array.dtype.kind == "O" else array
    except ValueError:
        raise ShapeError(
            f"{name} have rows of different lengths. Give every row the same number of entries."
        ) from None


def check_shapes(values: npt.NDArray[Any], targets: npt.NDArray[Any], columns: int) -> None:
    """Refuse values that are not (N, K) for K columns, or targets that are not (N,) or (N, O).

    Raises:
        ShapeError: some length does not fit.
        DataError: there is no row.
    """
    if values.ndim != 2:
        raise ShapeError(
            f"inputs are {values.shape}, expected (rows, inputs). "
            "For a single input a row, pass inputs.reshape(-1, 1)."
        )
    if values.shape[1] != columns:
        raise ShapeError(
            f"inputs are {values.shape}, but {columns} column name(s) came. Name each column once."
        )
    if targets.ndim not in (1, 2) or len(targets) != len(values):
        raise ShapeError(
            f"targets are {targets.shape} and inputs {values.shape}: each row needs one target."
        )
    if not len(values):
        raise DataError("the data set is empty: there is not one row. Add rows to learn from.")


def check_numbers(
    values: npt.NDArray[Any], targets: npt.NDArray[Any], class_names: tuple[str, ...] | None
) -> None:
    """Refuse infinite values, missing targets, and class numbers that have no name.

    Raises:
        DataError: names the first row at fault, counted from 0.
    """
    if values.dtype.kind not in "fu":
        raise DataError(
            f"inputs are of {values.dtype}, expected numbers. Read tables with words by from_csv, "
            "or encode the words yourself."
        )
    if values.dtype.kind == "f" and np.isinf(values).any():
        row, column = np.argwhere(np.isinf(values))[0]
        raise DataError(
            f"row {row}, input {column} is infinite. Correct it, or make it NaN to have it filled."
        )
    if class_names is not None:
        _check_classes(targets, class_names)
    elif targets.dtype.kind not in "fiub" or not np.isfinite(targets).all():
        raise DataError("a regression target is not a finite number. Correct it or drop its row.")


def _check_classes(targets: npt.NDArray[Any], class_names: tuple[str, ...]) -> None:
    known = len(class_names)
    if targets.ndim != 1 or targets.dtype.kind not in "iu":
        raise DataError(
            f"targets are {targets.shape} of {targets.dtype}, but with class_names they must be "
            "(rows,) whole numbers, each a position in class_names. For one-hot rows, pass "
            "targets.argmax(axis=1)."
        )
    wrong = np.flatnonzero((targets < 0) | (targets >= known))
    if len(wrong):
        row = wrong[0]
        raise DataError(
            f"row {row} is of class {targets[row]}, but {known} name(s) came: classes count from 0."
        )
