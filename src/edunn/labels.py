"""Labels: the known class or value of each row, as a user passes it.

Class names, integers, one-hot rows or plain numbers, in a list, an array, a Series or a DataFrame.
`as_labels` reads them once, wherever they come from; everything behind it works on the array that
it returns. How labels become the numbers that a network is trained on is in `edunn.targets`.

Classes keep the names that they came with, but whole numbers are compared by value: 1, 1.0, True
and the text "1" are one class. So are the classes of models saved by earlier versions, whose names
were texts.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from edunn.arrays import Indices, as_plain
from edunn.errors import DataError, ShapeError
from edunn.label_cells import missing, texts_or_numbers
from edunn.messages import Message

ClassName: TypeAlias = str | int

Labels: TypeAlias = npt.NDArray[Any]
"""Labels of any kind, `(N,)` or, one-hot or numbers, `(N, O)`."""

WHOLE_NUMBER = re.compile(r"0|-?[1-9][0-9]{0,17}")
"""A whole number as a text, in its only spelling."""

MOST_WHOLE_CLASSES = 20
"""Floats with more different values than this are measured, not classes."""


def as_labels(given: Any) -> Labels:
    """Labels of any form as an array of numbers or texts; one column `(N, 1)` becomes `(N,)`.

    Raises:
        DataError: there are no labels, one is missing or not finite, or one is no label at all.
        ShapeError: more than two axes.

    Example:
        >>> as_labels([["yes"], ["no"]])
        array(['yes', 'no'], dtype='<U3')
        >>> as_labels([b"yes", b"no"])
        array(['yes', 'no'], dtype='<U3')
    """
    labels = as_plain(given, "labels")
    if labels.ndim == 0 or not len(labels):
        raise DataError(Message("data.no_labels", given=_in_short(given)))
    if labels.ndim > 2:
        raise ShapeError(
            f"labels are {labels.shape}: expected one a row, (N,), or one row of numbers, (N, O)."
        )
    if labels.dtype.kind not in "fiub":
        labels = texts_or_numbers(labels, given)
    if labels.ndim == 2 and labels.shape[1] == 1:
        labels = labels[:, 0]
    if is_numeric(labels) and not np.isfinite(labels).all():
        row = int(np.argwhere(~np.isfinite(labels))[0, 0])
        raise missing(row, labels[row])
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


def are_classes(labels: Labels) -> bool:
    """Whether labels by themselves, without a network, are classes rather than numbers.

    Texts and integers are. Floats are if they count the classes, as a file of numbers has them:
    whole, from 0 or 1 (or -1 and 1), without a gap, and each one about twice or more.

    Example:
        >>> are_classes(np.array([1.0, 0.0, 1.0])), are_classes(np.array([1.0, 2.5, 1.0]))
        (True, False)
    """
    if labels.ndim != 1:
        return False
    if labels.dtype.kind != "f":
        return True
    if (labels % 1 != 0).any():
        return False
    found = np.unique(labels)
    most = min(MOST_WHOLE_CLASSES, max(2, len(labels) // 2))
    counts = found[0] in (0, 1) and found[-1] - found[0] == len(found) - 1
    return bool(1 < len(found) <= most and (counts or found.tolist() == [-1, 1]))


def plain(label: Any) -> Any:
    """NumPy scalars as Python's own, and whole numbers as ints: 1.0, True and 1 are one class.

    Example:
        >>> plain(np.float64(2.0)), plain(np.str_("iris"))
        (2, 'iris')
    """
    value = label.item() if isinstance(label, np.generic) else label
    is_whole = isinstance(value, bool) or (isinstance(value, float) and value.is_integer())
    return int(value) if is_whole else value


def value_of(name: Any) -> Any:
    """What a class name or label is compared by: whole numbers by value, in texts as well.

    Example:
        >>> value_of("1"), value_of(1.0), value_of("01"), value_of("iris")
        (1, 1, '01', 'iris')
    """
    value = name if isinstance(name, (int, str)) else plain(name)
    if isinstance(value, str) and WHOLE_NUMBER.fullmatch(value):
        return int(value)
    return value


def are_words(names: Sequence[ClassName]) -> bool:
    """Whether no class is called by a whole number, so that a number can only be its position."""
    return not any(isinstance(value_of(name), int) for name in names)


def finder(names: Sequence[ClassName]) -> Callable[[Any], int]:
    """A function that finds the class number of a label; it gives -1 where there is none.

    Whole numbers are found by value. Classes that are called by words only may also be called by
    their positions, as a number.

    Example:
        >>> [finder((1, 2))(label) for label in (2, "2", 0)]
        [1, 1, -1]
        >>> [finder(("no", "yes"))(label) for label in ("yes", 1, "1")]
        [1, 1, -1]
    """
    places = {value_of(name): k for k, name in enumerate(names)}
    if any(isinstance(value, int) for value in places):
        return lambda label: places.get(value_of(label), -1)
    places |= {k: k for k in range(len(names))}
    return lambda label: places.get(plain(label), -1)


def classes_named(names: Sequence[Any], count: int) -> tuple[ClassName, ...]:
    """The names of `count` classes, of which these occur: 0, 1, ... where they fit.

    Raises:
        DataError: there are more or fewer.

    Example:
        >>> classes_named([0, 2], count=3), classes_named([1, 2, 3], count=3)
        ((0, 1, 2), (1, 2, 3))
    """
    if all(isinstance(name, int) and 0 <= name < count for name in names):
        return tuple(range(count))
    return checked_classes(names, count)


def checked_classes(names: Sequence[Any], count: int) -> tuple[ClassName, ...]:
    """The names as they are, if there are `count` of them.

    Raises:
        DataError: there are more or fewer, or one comes twice.
    """
    if len({value_of(name) for name in names}) < len(names):
        raise DataError(Message("data.class_twice", names=", ".join(map(repr, names))))
    if len(names) == count:
        return tuple(names)
    if len(names) == 1:
        raise DataError(Message("data.one_class", name=names[0]))
    shown = ", ".join(map(repr, names[:5])) + (" ..." if len(names) > 5 else "")
    raise DataError(
        Message(
            "data.classes_of_labels", count=len(names), shown=shown, units=count, hint=len(names)
        )
    )


def rank(name: ClassName) -> tuple[bool, ClassName]:
    """Numbers before words, each in their own order."""
    return isinstance(name, str), name


def positions_in(names: Sequence[ClassName], labels: Labels) -> Indices:
    """The class number of each label, `(N,)`; -1 for a label that is none of the names.

    Example:
        >>> positions_in((1, 2, 3), np.array(["3", "1", "7"]))
        array([ 2,  0, -1])
    """
    if labels.dtype.kind in "iu" and tuple(names) == tuple(range(len(names))):
        return np.where((labels >= 0) & (labels < len(names)), labels, -1).astype(np.intp)
    found, rows = distinct(labels)
    return np.array(list(map(finder(names), found)), dtype=np.intp)[rows]


def classes_in(labels: Labels, count: int) -> tuple[ClassName, ...]:
    """The names of `count` classes: 0, 1, ... for class numbers, else the labels found, in order.

    Raises:
        DataError: there are more or fewer.

    Example:
        >>> classes_in(np.array([2, 0, 2]), count=3), classes_in(np.array(["b", "a"]), count=2)
        ((0, 1, 2), ('a', 'b'))
    """
    found, _ = distinct(labels)
    return classes_named(sorted(found, key=rank), count)


def distinct(labels: Labels) -> tuple[list[Any], Indices]:
    """The different labels, as Python's own values, and for each row the place of its label.

    Example:
        >>> distinct(np.array(["b", "a", "b"]))
        (['a', 'b'], array([1, 0, 1]))
    """
    if labels.dtype != object:
        values, places = np.unique(labels, return_inverse=True)
        return [plain(value) for value in values], places
    keys = [plain(label) for label in labels]  # of several kinds: they cannot be sorted
    place = {key: k for k, key in enumerate(dict.fromkeys(keys))}
    return list(place), np.array([place[key] for key in keys], dtype=np.intp)


def numbered(labels: Labels) -> tuple[tuple[ClassName, ...], Indices]:
    """The classes among labels, numbers before words and in order, and each row's class number.

    Example:
        >>> numbered(np.array([7, 5, 7]))
        ((5, 7), array([1, 0, 1]))
    """
    found, rows = distinct(labels)
    order = sorted(range(len(found)), key=lambda k: rank(found[k]))
    names = tuple(found[k] for k in order)
    return names, np.argsort(order)[rows]


def middle_of(off: float) -> float:
    """The middle between the target that means "not this class" and the one that means it, 1."""
    return (1.0 + off) / 2.0


def chosen(y: npt.NDArray[Any], off: float = 0.0) -> Indices:
    """The class number that each row of outputs or targets indicates: `(..., O)` -> `(...)`.

    That of the largest output; a single output is class 1 above the middle, else class 0.

    Args:
        off: the target that means "not this class".

    Example:
        >>> chosen(np.array([[0.0, 1.0], [1.0, 0.0]])), chosen(np.array([[1.0], [-1.0]]), off=-1.0)
        (array([1, 0]), array([1, 0]))
    """
    if y.shape[-1] > 1:
        return np.asarray(y.argmax(axis=-1))
    return np.asarray(y[..., 0] > middle_of(off)).astype(np.intp)


def as_class_names(given: Any) -> tuple[ClassName, ...]:
    """The names of classes that a user lists, before or beside the rows.

    Raises:
        DataError: they cannot be names, or one comes twice.

    Example:
        >>> as_class_names(np.array([1, 2])), as_class_names(["no", "yes"])
        ((1, 2), ('no', 'yes'))
    """
    is_list = isinstance(given, Iterable) and not isinstance(given, (str, bytes, Mapping, set))
    is_list = is_list and not (isinstance(given, np.ndarray) and given.ndim == 0)
    names = as_labels(list(given)) if is_list else np.empty(0)
    if names.ndim != 1 or not len(names):
        raise DataError(Message("data.no_class_names", given=given))
    return checked_classes(tuple(map(plain, names)), len(names))


def _in_short(given: Any) -> str:
    """What came, in a few characters."""
    text = repr(given) if isinstance(given, (int, float, str, list, tuple, np.ndarray)) else ""
    return text if 0 < len(text) <= 40 else f"of the kind {type(given).__name__}"
