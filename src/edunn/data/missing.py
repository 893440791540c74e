"""Missing values: where they are, and the sentences that own up to what was done about them."""

from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from edunn.data.columns import Columns, Values
from edunn.text import plural

Missing: TypeAlias = Literal["impute", "drop"]
"""Fill the gaps, or drop the rows that have one."""


def gaps(values: Values) -> npt.NDArray[np.bool_]:
    """Mark the missing cells of values (N, K); bytes have none.

    Example:
        >>> gaps(np.array([[1.0, np.nan]]))
        array([[False,  True]])
    """
    return np.isnan(values) if values.dtype.kind == "f" else np.zeros(values.shape, dtype=bool)


def filling_notes(columns: Columns, values: Values) -> tuple[str, ...]:
    """Say what filled the gaps, a sentence for each rule.

    Example:
        >>> filling_notes(Columns.numeric(("age", "height")), np.array([[1.0, np.nan], [2.0, 3.0]]))
        ("1 missing cell in 1 column (height: 1) filled with the training rows' median",)
    """
    missing = gaps(values)
    notes = []
    for rule in ("median", "most frequent value"):
        follows = np.array([column.rule == rule for column in columns.columns])
        mine = missing & follows
        if mine.any():
            cells = plural(int(mine.sum()), "missing cell")
            places = plural(int(mine.any(axis=0).sum()), "column")
            counts = per_column(columns.names, mine)
            notes.append(f"{cells} in {places} ({counts}) filled with the training rows' {rule}")
    return tuple(notes)


def dropping_note(columns: Columns, values: Values) -> str:
    """Say which rows were dropped for their gaps.

    Example:
        >>> dropping_note(Columns.numeric(("age",)), np.array([[1.0], [np.nan]]))
        '1 row with a missing cell dropped (age: 1), 1 row left'
    """
    missing = gaps(values)
    dropped = int(missing.any(axis=1).sum())
    counts = per_column(columns.names, missing)
    left = plural(len(values) - dropped, "row")
    return f"{plural(dropped, 'row')} with a missing cell dropped ({counts}), {left} left"


def per_column(names: tuple[str, ...], missing: npt.NDArray[np.bool_]) -> str:
    """Count the marked cells of each column that has any: `ca: 4, thal: 2`."""
    counts = zip(names, missing.sum(axis=0), strict=True)
    return ", ".join(f"{name}: {count}" for name, count in counts if count)
