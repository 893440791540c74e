"""Labels: the known class or value of each row, as a user passes it.

Class names, integers, one-hot rows or plain numbers, in a list, an array, a Series or a DataFrame.
`as_labels` reads them once, wherever they come from; everything behind it works on the array that
it returns. How labels become the numbers that a network is trained on is in `edunn.targets`.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from edunn.arrays import Indices
from edunn.errors import DataError, ShapeError
from edunn.messages import Message

ClassName: TypeAlias = str | int

Labels: TypeAlias = npt.NDArray[Any]
"""Labels of any kind, `(N,)` or, one-hot or numbers, `(N, O)`."""


def as_labels(given: Any) -> Labels:
    """Labels of any form as an array; one column `(N, 1)` becomes `(N,)`.

    Raises:
        DataError: there are no labels, or one is missing or not finite.
        ShapeError: more than two axes.

    Example:
        >>> as_labels([["yes"], ["no"]])
        array(['yes', 'no'], dtype='<U3')
    """
    try:
        labels = np.asarray(given)
    except ValueError as error:
        raise DataError(f"labels must all be of one length, but NumPy says: {error}.") from None
    if labels.ndim == 0 or not len(labels):
        raise DataError(f"labels are {given!r}: no rows. Pass one label for each row of inputs.")
    if labels.ndim > 2:
        raise ShapeError(
            f"labels are {labels.shape}: expected one a row, (N,), or one row of numbers, (N, O)."
        )
    if labels.ndim == 2 and labels.shape[1] == 1:
        labels = labels[:, 0]
    if labels.dtype == object:
        labels = _of_one_kind(labels)
    missing = np.flatnonzero(_is_missing(labels))
    if missing.size:
        row = int(missing[0])
        raise DataError(
            f"the label in row {row} is {labels[row]}: missing or not finite. "
            "Drop the row or fill it in."
        )
    return labels


def is_numeric(labels: Labels) -> bool:
    """Whether the labels are numbers (or bools)."""
    return labels.dtype.kind in "iufb"


def is_one_hot(labels: Labels) -> bool:
    """Whether each row has a single 1 among zeros.

    Example:
        >>> is_one_hot(np.array([[0, 1], [1, 0]])), is_one_hot(np.array([[1, 1], [1, 0]]))
        (True, False)
    """
    if labels.ndim != 2 or not is_numeric(labels):
        return False
    return bool(np.isin(labels, (0, 1)).all() and (labels.sum(axis=1) == 1).all())


def plain(label: Any) -> Any:
    """NumPy scalars as Python's own, and whole numbers as ints: 1.0, True and 1 are one class.

    Example:
        >>> plain(np.float64(2.0)), plain(np.str_("iris"))
        (2, 'iris')
    """
    value = label.item() if isinstance(label, np.generic) else label
    is_whole = isinstance(value, bool) or (isinstance(value, float) and value.is_integer())
    return int(value) if is_whole else value


def classes_in(labels: Labels, count: int) -> tuple[ClassName, ...]:
    """The names of `count` classes: 0, 1, ... for class numbers, else the labels found, in order.

    Raises:
        DataError: there are more or fewer.

    Example:
        >>> classes_in(np.array([2, 0, 2]), count=3), classes_in(np.array(["b", "a"]), count=2)
        ((0, 1, 2), ('a', 'b'))
    """
    found, _ = distinct(labels)
    if all(isinstance(name, int) and 0 <= name < count for name in found):
        return tuple(range(count))
    return checked_classes(sorted(found, key=_rank), count)


def distinct(labels: Labels) -> tuple[list[Any], Indices]:
    """The different labels, as Python's own values, and for each row the place of its label.

    Example:
        >>> distinct(np.array(["b", "a", "b"]))
        (['a', 'b'], array([1, 0, 1]))
    """
    if labels.dtype != object:
        values, places = np.unique(labels, return_inverse=True)
        return [plain(value) for value in values], places
    names = [plain(label) for label in labels]  # of several kinds: they cannot be sorted
    place = {name: k for k, name in enumerate(dict.fromkeys(names))}
    return list(place), np.array([place[name] for name in names], dtype=np.intp)


def checked_classes(names: Sequence[Any], count: int) -> tuple[ClassName, ...]:
    """The names as they are, if there are `count` of them.

    Raises:
        DataError: there are more or fewer.
    """
    if len(names) == count:
        return tuple(names)
    shown = ", ".join(map(repr, names[:5])) + (" ..." if len(names) > 5 else "")
    raise DataError(
        Message(
            "data.classes_of_labels", count=len(names), shown=shown, units=count, hint=len(names)
        )
    )


def _of_one_kind(labels: Labels) -> Labels:
    """Python objects as texts or as numbers, if they are all of one kind."""
    kinds = {type(label) for label in labels.ravel().tolist()}
    return np.array(labels.tolist()) if len(kinds) == 1 and kinds < {str, int, float} else labels


def _rank(name: ClassName) -> tuple[bool, ClassName]:
    """Numbers before words, each in their own order."""
    return isinstance(name, str), name


def _is_missing(labels: Labels) -> npt.NDArray[np.bool_]:
    """Which rows have None, NaN or infinity in them."""
    if is_numeric(labels):
        finite = np.isfinite(labels.reshape(len(labels), -1))
        return np.asarray(~finite.all(axis=1))
    if labels.ndim == 1 and labels.dtype == object:
        return np.array([label is None or label != label for label in labels])
    return np.zeros(len(labels), dtype=np.bool_)
