"""Targets: how labels become the numbers that a network is to answer, and back.

What the first training finds out about them, by `meaning_of`, stays with the model.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, final

import numpy as np
import numpy.typing as npt

from edunn.activations import BinaryStep, HardSigmoid, Sigmoid, Softmax
from edunn.arrays import Array
from edunn.errors import DataError, ShapeError
from edunn.labels import (
    ClassName,
    Labels,
    as_labels,
    checked_classes,
    classes_in,
    is_numeric,
    is_one_hot,
    plain,
)
from edunn.losses import BinaryCrossEntropy, CrossEntropy, Hinge, KLDivergence
from edunn.objective import Objective


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

    def encode(self, given: Any) -> Array:
        """Labels as targets `(N, O)`, float64.

        Raises:
            ShapeError: the labels' shape cannot be meant for this many outputs.
            DataError: a label is missing, not finite, or not one of the classes.
        """
        labels = as_labels(given)
        if labels.ndim == 2:
            return self._from_rows(labels)
        return self._from_numbers(labels) if self.classes is None else self._from_classes(labels)

    def indices(self, given: Any) -> npt.NDArray[np.intp]:
        """The class number of each label, `(N,)`; class numbers are taken as they are.

        Raises:
            DataError: a label is not one of the classes.
        """
        places = {name: k for k, name in enumerate(self.classes or ())}
        names = [plain(label) for label in as_labels(given)]
        if all(isinstance(name, int) and 0 <= name < len(places) for name in names):
            places = {k: k for k in range(len(places))} if _are_words(places) else places
        for row, name in enumerate(names):
            if name not in places:
                known = ", ".join(map(repr, places))
                raise DataError(
                    f"label {name!r} in row {row} is no class of this model, which knows {known}."
                )
        return np.array([places[name] for name in names], dtype=np.intp)

    def choose(self, y: Array) -> npt.NDArray[np.intp]:
        """The class number that each row of outputs speaks for: `(..., O)` -> `(...)`."""
        if self.outputs > 1:
            chosen: npt.NDArray[np.intp] = y.argmax(axis=-1)
            return chosen
        return np.asarray(y[..., 0] > (1.0 + self.off) / 2.0, dtype=np.intp)

    def decode(self, y: Array) -> list[ClassName]:
        """The class name that each row of outputs speaks for.

        Raises:
            DataError: the outputs are numbers, not classes.
        """
        if self.classes is None:
            raise DataError("this model answers with numbers, not classes. Use predict instead.")
        return [self.classes[k] for k in self.choose(np.atleast_2d(y))]

    def _from_rows(self, labels: Labels) -> Array:
        if labels.shape[1] != self.outputs or not is_numeric(labels):
            raise self._wrong_shape(labels)
        t = labels.astype(np.float64)
        speaks_of_classes = self.classes is not None and np.isin(t, (0.0, 1.0)).all()
        return np.where(t == 0.0, self.off, t) if speaks_of_classes else t

    def _from_numbers(self, labels: Labels) -> Array:
        if self.outputs != 1:
            raise self._wrong_shape(labels)
        if not is_numeric(labels):
            raise DataError(
                f"the targets are names such as {plain(labels[0])!r}; numbers are expected."
            )
        return labels.astype(np.float64)[:, np.newaxis]

    def _from_classes(self, labels: Labels) -> Array:
        numbers = self.indices(labels)[:, np.newaxis]  # (N, 1)
        is_on = numbers == (1 if self.outputs == 1 else np.arange(self.outputs))
        return np.where(is_on, 1.0, self.off)

    def _wrong_shape(self, labels: Labels) -> ShapeError:
        return ShapeError(
            f"targets are {labels.shape} but the model's output is ({len(labels)}, {self.outputs})."
            " Did you forget to one-hot encode the labels? Pass class names or integers as they "
            "are and Model.train encodes them."
        )


def meaning_of(given: Any, objective: Objective, names: Sequence[str] | None = None) -> Targets:
    """Find out what the outputs stand for, by the labels, the last activation and the loss.

    Args:
        names: the name of each class, where the labels are class numbers.

    Raises:
        DataError: the labels do not fit the network.
    """
    labels = as_labels(given)
    outputs = objective.network.shapes[-1][0]
    count = max(outputs, 2)  # one output is a yes or no
    if names:
        classes: tuple[ClassName, ...] | None = checked_classes(names, count)
    elif not _are_classes(labels, outputs, objective):
        classes = None
    else:
        classes = classes_in(labels, count) if labels.ndim == 1 else tuple(range(count))
    return Targets(outputs, classes, objective.loss.off)


def _are_classes(labels: Labels, outputs: int, objective: Objective) -> bool:
    """Whether labels are classes, or numbers to be met."""
    last, loss = objective.network.last_activation, objective.loss
    if labels.ndim == 2:
        suits_classes = isinstance(last, Softmax) or isinstance(loss, (CrossEntropy, Hinge))
        return is_one_hot(labels) or suits_classes
    if not is_numeric(labels):
        return True
    suits_classes = (
        outputs > 1
        or isinstance(last, (Sigmoid, HardSigmoid, BinaryStep))
        or isinstance(loss, (BinaryCrossEntropy, CrossEntropy, Hinge, KLDivergence))
    )
    return suits_classes and bool((labels % 1 == 0).all())


def _are_words(places: dict[ClassName, int]) -> bool:
    return all(isinstance(name, str) for name in places)
