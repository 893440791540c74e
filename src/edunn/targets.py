"""Targets: how labels become the numbers that a network is to answer, and back.

Labels may be class names, whole numbers, one-hot rows, or plain numbers (regression); lists, arrays,
Series and DataFrames are all taken. What was found out at the first training is kept with the model.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, final

import numpy as np

from edunn.activations import BinaryStep, HardSigmoid, Sigmoid, Softmax
from edunn.arrays import Array
from edunn.errors import DataError, ShapeError
from edunn.layers import Activation, Layer
from edunn.losses import BinaryCrossEntropy, CrossEntropy, Hinge, KLDivergence, Loss

ClassName = str | int


@final
@dataclass(frozen=True)
class Targets:
    """What a network's outputs stand for.

    Args:
        outputs: how many numbers the network answers, `O`.
        classes: the name of each class, or None for regression. One output stands for two classes.
        off: the target that means "not this class".

    Example:
        >>> targets = Targets(outputs=3, classes=("cat", "dog", "emu"))
        >>> targets.encode(["dog", "cat"])
        array([[0., 1., 0.],
               [1., 0., 0.]])
        >>> targets.decode(np.array([[0.1, 0.2, 0.7]]))
        ['emu']
    """

    outputs: int
    classes: tuple[ClassName, ...] | None = None
    off: float = 0.0

    def encode(self, labels: Any) -> Array:
        """Labels as targets `(N, O)`, float64.

        Raises:
            ShapeError: the labels' shape cannot be meant for this many outputs.
            DataError: a label is missing, not finite, or not one of the classes.
        """
        given = as_labels(labels)
        if given.ndim == 2 and given.shape[1] == self.outputs and _is_numeric(given):
            return self._from_numbers(given.astype(np.float64))
        if given.ndim == 2 and given.shape[1] == 1:
            given = given[:, 0]
        if given.ndim != 1:
            raise self._wrong_shape(given.shape)
        if self.classes is None:
            return self._from_column(given)
        return self._from_classes(self.indices(given))

    def indices(self, labels: Any) -> np.ndarray[Any, np.dtype[np.intp]]:
        """The class number of each label, `(N,)`; class numbers are taken as they are.

        Raises:
            DataError: a label is not one of the classes.
        """
        places = {name: k for k, name in enumerate(self.classes or ())}
        names = [_plain(label) for label in as_labels(labels)]
        if all(isinstance(name, int) and 0 <= name < len(places) for name in names):
            return np.array(names, dtype=np.intp)  # class numbers, whatever the classes' names
        for row, name in enumerate(names):
            if name not in places:
                known = ", ".join(map(repr, places))
                raise DataError(
                    f"label {name!r} in row {row} is not a class of this model, which knows {known}."
                )
        return np.array([places[name] for name in names], dtype=np.intp)

    def choose(self, y: Array) -> np.ndarray[Any, np.dtype[np.intp]]:
        """The class number that each row of outputs speaks for: `(..., O)` -> `(...)`."""
        if self.outputs > 1:
            return y.argmax(axis=-1)
        return (y[..., 0] > (1.0 + self.off) / 2.0).astype(np.intp)

    def decode(self, y: Array) -> list[ClassName]:
        """The class name that each row of outputs speaks for.

        Raises:
            DataError: the outputs are numbers, not classes.
        """
        if self.classes is None:
            raise DataError("this model answers with numbers, not classes. Use predict instead.")
        return [self.classes[k] for k in self.choose(np.atleast_2d(y))]

    def _from_numbers(self, t: Array) -> Array:
        if not np.isfinite(t).all():
            row = int(np.flatnonzero(~np.isfinite(t).all(axis=1))[0])
            raise DataError(f"the target in row {row} is {t[row]}: missing or not finite.")
        is_indicator = self.classes is not None and np.isin(t, (0.0, 1.0)).all()
        return np.where(t == 0.0, self.off, t) if is_indicator else t

    def _from_column(self, labels: np.ndarray[Any, Any]) -> Array:
        if self.outputs != 1:
            raise self._wrong_shape(labels.shape)
        if not _is_numeric(labels):
            raise DataError(f"the targets are names such as {labels[0]!r}, but numbers are expected.")
        return self._from_numbers(labels.astype(np.float64)[:, np.newaxis])

    def _from_classes(self, indices: np.ndarray[Any, Any]) -> Array:
        if self.outputs == 1:
            return np.where(indices == 1, 1.0, self.off)[:, np.newaxis]
        return np.where(indices[:, np.newaxis] == np.arange(self.outputs), 1.0, self.off)

    def _wrong_shape(self, shape: tuple[int, ...]) -> ShapeError:
        rows = shape[0] if shape else 0
        return ShapeError(
            f"targets are {shape} but the model's output is ({rows}, {self.outputs}). Did you forget "
            "to one-hot encode the labels? Pass class names or integers as they are and Model.train "
            "encodes them."
        )


def targets_for(
    labels: Any, layers: Sequence[Layer], outputs: int, loss: Loss, names: Sequence[str] | None = None
) -> Targets:
    """Find out what the outputs stand for, by the labels, the last activation and the loss.

    Args:
        names: the name of each class, where the labels are class numbers.

    Raises:
        ShapeError, DataError: the labels do not fit the network.
    """
    given = as_labels(labels)
    last = layers[-1].function if isinstance(layers[-1], Activation) else None
    speaks_of_classes = isinstance(loss, (BinaryCrossEntropy, CrossEntropy, Hinge, KLDivergence)) or (
        isinstance(last, (Sigmoid, Softmax, BinaryStep, HardSigmoid))
    )
    if given.ndim == 2 and given.shape[1] == 1 and outputs > 1:
        given = given[:, 0]
    classes = names and _checked_names(names, outputs)
    if not classes and given.ndim == 2:
        is_one_hot = _is_numeric(given) and np.isin(given, (0, 1)).all() and (given.sum(1) == 1).all()
        classes = tuple(range(max(outputs, 2))) if speaks_of_classes or is_one_hot else None
    elif not classes:
        classes = _classes_in(given, outputs, speaks_of_classes)
    return Targets(outputs, classes or None, loss.off)


def as_labels(labels: Any) -> np.ndarray[Any, Any]:
    """Lists, Series, DataFrames and arrays alike as an array; missing labels are refused.

    Raises:
        DataError: no labels at all, or a missing one.
    """
    given = np.asarray(labels)
    if given.ndim == 0 or not len(given):
        raise DataError(f"labels are {labels!r}: no rows. Pass one label for each row of inputs.")
    if given.dtype == object:
        missing = [row for row, label in enumerate(given) if np.ndim(label) == 0 and label != label]
        missing += [row for row, label in enumerate(given) if label is None]
        if missing:
            raise DataError(f"the label in row {missing[0]} is missing. Drop the row or fill it in.")
    return given


def _checked_names(names: Sequence[str], outputs: int) -> tuple[ClassName, ...]:
    if len(names) != max(outputs, 2):
        raise DataError(_misfit(list(names), max(outputs, 2)))
    return tuple(names)


def _misfit(found: list[Any], needed: int) -> str:
    shown = ", ".join(map(repr, found[:5])) + (" ..." if len(found) > 5 else "")
    return (
        f"the labels name {len(found)} classes ({shown}) but the network's last layer is made for "
        f"{needed}. Give the last layer {len(found)} units, or check the labels."
    )


def _classes_in(
    labels: np.ndarray[Any, Any], outputs: int, speaks_of_classes: bool
) -> tuple[ClassName, ...] | None:
    found = sorted({_plain(label) for label in labels}, key=lambda name: (str(type(name)), name))
    whole = _is_numeric(labels) and np.equal(np.mod(labels, 1), 0).all()
    needed = max(outputs, 2)
    if _is_numeric(labels) and (not whole or (outputs == 1 and not speaks_of_classes)):
        return None  # plain numbers
    if whole and 0 <= labels.min() and labels.max() < needed:
        return tuple(range(needed))
    if len(found) != needed:
        raise DataError(_misfit(found, needed))
    return tuple(found)


def _is_numeric(labels: np.ndarray[Any, Any]) -> bool:
    return labels.dtype.kind in "iufb"


def _plain(label: Any) -> Any:
    """NumPy scalars as Python's own; whole floats as ints, so that 1.0 and 1 are one class."""
    value = label.item() if isinstance(label, np.generic) else label
    return int(value) if isinstance(value, (bool, float)) and value == int(value) else value
