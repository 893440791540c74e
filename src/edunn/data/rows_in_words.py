"""Rows in words: some rows of a data set as a table, and how often each class occurs."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from edunn.arrays import Array
from edunn.labels import ClassName
from edunn.notebook import TextTable
from edunn.text import abridged, plural, shown, text_table


def rows_in_words(
    names: Sequence[str],
    target_name: str,
    inputs: Array,
    targets: npt.NDArray[Any],
    most: int = 7,
) -> TextTable:
    """Rows `(N, I)` with their targets as a table, of many columns `most`: the first and the last.

    Example:
        >>> print(rows_in_words(["x1"], "kind", np.array([[1.5], [2.0]]), np.array(["a", "b"])))
         x1  kind
        1.5     a
          2     b
    """
    pairs = zip(inputs, targets, strict=True)
    cells = [[*abridged(list(map(shown, row)), most), shown(target)] for row, target in pairs]
    header = [*abridged(names, most), target_name]
    return TextTable(text_table(header, cells), header, cells)


def targets_in_words(targets: npt.NDArray[Any], names: Sequence[ClassName] | None) -> str:
    """How many numbers a row has, or the classes and how many rows belong to each.

    Example:
        >>> targets_in_words(np.array([0, 1, 1]), ["no", "yes"])
        '2 classes (no: 1, yes: 2)'
    """
    if names is None:
        return plural(1 if targets.ndim == 1 else targets.shape[1], "number")
    counts = np.bincount(targets, minlength=len(names))
    each = [f"{name}: {count:,}" for name, count in zip(names, counts, strict=True)]
    return f"{plural(len(each), 'class')} ({', '.join(abridged(each, most=12))})"
