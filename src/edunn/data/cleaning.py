"""Cleaning: what the arrays of a data set must be, and what is done about missing values.

Inputs and targets must fit together, row by row, and hold finite numbers. A missing value is NaN;
its row is dropped, or the gap is filled (*imputed*). Either is reported in the data set's `notes`.
"""

from typing import Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from edunn.arrays import as_plain
from edunn.data.columns import Columns, Values
from edunn.errors import DataError, SettingError, ShapeError
from edunn.labels import ClassName, are_classes, is_one_hot, numbered, positions_in
from edunn.messages import Message, counted

Missing: TypeAlias = Literal["impute", "drop"]
"""Fill the gaps, or drop the rows that have any."""


Task: TypeAlias = Literal["classification", "regression"]
"""Tell classes apart, or predict numbers."""


def gaps(values: Values) -> npt.NDArray[np.bool_]:
    """A mask of the missing cells of values (N, K); bytes have none.

    Example:
        >>> gaps(np.array([[1.0, np.nan]]))
        array([[False,  True]])
    """
    return np.isnan(values) if values.dtype.kind == "f" else np.zeros(values.shape, dtype=bool)


def filling_notes(columns: Columns, values: Values) -> tuple[str, ...]:
    """Notes on how the gaps were filled, one for each rule.

    Example:
        >>> filling_notes(Columns.numeric(("age", "height")), np.array([[1.0, np.nan], [2.0, 3.0]]))
        ('1 missing cell in 1 column (height: 1) filled with the median of the training set',)
    """
    missing = gaps(values)
    notes = []
    for rule in ("median", "most frequent value"):
        follows = np.array([column.rule == rule for column in columns.columns])
        mine = missing & follows
        if mine.any():
            cells = counted(int(mine.sum()), "missing_cell")
            places = counted(int(mine.any(axis=0).sum()), "column")
            code = "data.filled_with_median" if rule == "median" else "data.filled_with_mode"
            counts = per_column(columns.names, mine)
            notes.append(Message(code, cells=cells, columns=places, counts=counts))
    return tuple(notes)


def dropping_note(columns: Columns, values: Values) -> str:
    """A note on the rows that were dropped for their gaps.

    Example:
        >>> dropping_note(Columns.numeric(("age",)), np.array([[1.0], [np.nan]]))
        '1 row with a missing cell dropped (age: 1), 1 row left'
    """
    missing = gaps(values)
    dropped = int(missing.any(axis=1).sum())
    counts = per_column(columns.names, missing)
    left = counted(len(values) - dropped, "row")
    rows = counted(dropped, "row")
    return Message("data.rows_dropped", rows=rows, counts=counts, left=left)


def per_column(names: tuple[str, ...], missing: npt.NDArray[np.bool_]) -> str:
    """The number of marked cells of each column that has any: `ca: 4, thal: 2`."""
    counts = zip(names, missing.sum(axis=0), strict=True)
    return ", ".join(f"{name}: {count}" for name, count in counts if count)


def as_array(numbers: npt.ArrayLike, name: str) -> npt.NDArray[Any]:
    """The numbers as an array; Python objects become texts or numbers if all of them can.

    Raises:
        ShapeError: the rows have different lengths.

    Example:
        >>> as_array([[1, 2], [3, 4]], "inputs").shape
        (2, 2)
    """
    if isinstance(numbers, (list, tuple)) and len(set(map(np.size, numbers))) > 1:
        raise ShapeError(
            f"{name} have rows of different lengths. Give every row the same number of entries."
        )
    array = as_plain(numbers, name)
    return as_plain(array.tolist(), name) if array.dtype.kind == "O" else array


def check_shapes(values: npt.NDArray[Any], targets: npt.NDArray[Any], columns: int) -> None:
    """Check that values are (N, K) for K columns, and targets (N,) or (N, O).

    Raises:
        ShapeError: a length does not fit.
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
        raise DataError(Message("data.is_empty"))


def check_numbers(
    values: npt.NDArray[Any], targets: npt.NDArray[Any], class_names: tuple[ClassName, ...] | None
) -> None:
    """Check that values are finite or missing, targets finite, and classes named.

    Raises:
        DataError: with the first wrong row, counted from 0.
    """
    if values.dtype.kind not in "fu":
        raise DataError(
            f"inputs are of {values.dtype}, expected numbers. Read tables with words by from_csv, "
            "or encode the words yourself."
        )
    if values.dtype.kind == "f" and np.isinf(values).any():
        row, column = np.argwhere(np.isinf(values))[0]
        raise DataError(Message("data.infinite", row=row, column=column))
    if class_names is not None:
        _check_classes(targets, class_names)
    elif targets.dtype.kind not in "fiub" or not np.isfinite(targets).all():
        raise DataError(Message("data.target_not_finite"))


def positions_of(
    labels: npt.NDArray[Any], class_names: tuple[ClassName, ...]
) -> npt.NDArray[np.intp]:
    """The position of each label (N,) among the names of the classes.

    Raises:
        DataError: a label has no name; the message tells its row.

    Example:
        >>> positions_of(np.array([2, 1]), (1, 2))
        array([1, 0])
    """
    found = positions_in(class_names, labels)
    if (found < 0).any():
        row = int(found.argmin())
        raise _no_name(row, labels[row], len(class_names))
    return found


def _no_name(row: int, label: Any, known: int) -> DataError:
    return DataError(
        f"row {row} is of class {label}, but {known} name(s) came. Labels are class names, or "
        "positions: classes count from 0."
    )


def _check_classes(targets: npt.NDArray[Any], class_names: tuple[ClassName, ...]) -> None:
    known = len(class_names)
    if targets.ndim != 1 or targets.dtype.kind not in "iu":
        raise DataError(
            f"targets are {targets.shape} of {targets.dtype}, but with class_names they must be "
            "(rows,) whole numbers, each a position in class_names. For one-hot rows, pass "
            "targets.argmax(axis=1)."
        )
    wrong = np.flatnonzero((targets < 0) | (targets >= known))
    if len(wrong):
        raise _no_name(wrong[0], targets[wrong[0]], known)


def as_task(
    labels: npt.NDArray[Any], names: tuple[ClassName, ...] | None, task: Task | None
) -> tuple[npt.NDArray[Any], tuple[ClassName, ...] | None]:
    """Labels as positions in the names of their classes, or for a regression as they are.

    Raises:
        SettingError: the task is none of the two, or class names came with a regression.
    """
    if task not in (None, "classification", "regression") or (names and task == "regression"):
        raise SettingError(
            f"task is {task!r}: expected 'classification', or 'regression' without class_names."
        )
    if task == "regression":
        return labels, None
    if is_one_hot(labels):
        return labels.argmax(axis=1), names or tuple(range(labels.shape[1]))
    if names is None and (are_classes(labels) or (task and labels.ndim == 1)):
        found, positions = numbered(labels)
        return positions, found
    if names is not None and labels.ndim == 1:
        return positions_of(labels, names), names
    return labels, names
