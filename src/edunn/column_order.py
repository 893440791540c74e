"""The order of a table's columns: rows of the same names in another order are put in order."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from edunn.arrays import Indices, column_names
from edunn.errors import DataError
from edunn.messages import Message
from edunn.text import abridged


def names_of(table: Any) -> tuple[str, ...]:
    """The names of the columns of a DataFrame, or of a row of it; empty for everything else.

    Raises:
        DataError: the DataFrame is a query without rows.
    """
    names: Any = column_names(table)
    if not names and getattr(table, "ndim", 0) == 1 and hasattr(table, "index"):
        names = table.index if hasattr(table.index, "dtype") else ()  # a row is a Series
    return tuple(map(str, names))


def order_of(given: Sequence[str], known: Sequence[str]) -> Indices | None:
    """The position, among the given columns, of each known one; None if they are in order.

    Columns that only count, as `x1, x2 ...` or `0, 1 ...` do, are no names: they come as they are.

    Raises:
        DataError: a column is absent, or unknown.

    Example:
        >>> order_of(["b", "a"], ["a", "b"])
        array([1, 0])
    """
    given, known = tuple(given), tuple(known)
    if not given or not known or given == known:
        return None
    if set(given) == set(known) and len(given) == len(known) == len(set(known)):
        place = {name: k for k, name in enumerate(given)}
        return np.array([place[name] for name in known])
    if _only_counts(given) or _only_counts(known):
        return None
    absent = [name for name in known if name not in given]
    unknown = [name for name in given if name not in known or given.count(name) > 1]
    lists = {"absent": absent, "unknown": unknown, "names": known}
    raise DataError(Message("data.other_columns", **{k: _few(v) for k, v in lists.items()}))


def _only_counts(names: Sequence[str]) -> bool:
    """Whether names were made up, by EduNN or by pandas."""
    made_up = ([f"x{k + 1}" for k in range(len(names))], [str(k) for k in range(len(names))])
    return list(names) in made_up


def _few(names: Sequence[str]) -> str:
    return ", ".join(abridged([repr(name) for name in names])) or Message("data.none")
