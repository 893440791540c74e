"""Targets: the numbers that a network is trained on, made from labels, and back.

The first training decides with `meaning_of` what the outputs stand for, and the model keeps it. For
classes it is their names. For a regression it may be a unit: a network starts with outputs around 0
and reaches prices around 250,000 only after very many steps, so the targets can be standardized,

    t' = (t - mean) / deviation          y = y' deviation + mean

with mean and deviation of the training set. The network then learns t', and its outputs y' are
converted back into the unit of the data.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import final

import numpy as np

from edunn.arrays import Array, Indices
from edunn.errors import DataError, SettingError, ShapeError
from edunn.guards import require_choice
from edunn.labels import (
    ClassName,
    Labels,
    checked_classes,
    classes_in,
    distinct,
    is_numeric,
    is_one_hot,
    plain,
)
from edunn.messages import Message
from edunn.network import Network
from edunn.objective import Objective

TARGET_SCALINGS = ("standardize",)


@final
@dataclass(frozen=True)
class Targets:
    """What the outputs of a network stand for.

    Args:
        outputs: the number of outputs, `O`.
        classes: the name of each class, or None for regression. One output stands for two classes.
        off: the target that means "not this class".
        mean, deviation: of the training set's targets, a number for each output; empty for targets
            that are learned as they are.

    Example:
        >>> from edunn.labels import as_labels
        >>> targets = Targets(outputs=3, classes=("cat", "dog", "emu"))
        >>> targets.encode(as_labels(["dog", "cat"]))
        array([[0., 1., 0.],
               [1., 0., 0.]])
        >>> targets.decode(np.array([[0.1, 0.2, 0.7]]))
        ['emu']
        >>> prices = Targets(outputs=1).standardized(np.array([[100.0], [300.0]]))
        >>> prices.encode(as_labels([400.0])), prices.restored(np.array([[2.0]]))
        (array([[2.]]), array([[400.]]))
    """

    outputs: int
    classes: tuple[ClassName, ...] | None = None
    off: float = 0.0
    mean: tuple[float, ...] = ()
    deviation: tuple[float, ...] = ()

    def encode(self, labels: Labels) -> Array:
        """Labels, as `as_labels` returns them, as targets `(N, O)`, float64.

        Raises:
            ShapeError: the shape of the labels does not fit this many outputs.
            DataError: a label is not one of the classes.
        """
        if labels.ndim == 2:
            t = self._from_rows(labels)
        else:
            t = self._from_numbers(labels) if self.classes is None else self._from_classes(labels)
        return (t - self.mean) / self.deviation if self.mean else t

    def standardized(self, t: Array) -> "Targets":
        """These targets in units of the spread of a training set `(N, O)`; classes have no unit.

        An output whose target is constant keeps its unit: its deviation counts as 1.
        """
        if self.classes is not None:
            return self
        deviation = t.std(axis=0)
        return replace(
            self,
            mean=tuple(t.mean(axis=0).tolist()),
            deviation=tuple(np.where(deviation > 0, deviation, 1.0).tolist()),
        )

    def restored(self, y: Array) -> Array:
        """Outputs or targets `(..., O)` of the network in the unit of the data."""
        if not self.mean:
            return y
        deviation, mean = np.asarray([self.deviation, self.mean], y.dtype)
        return np.asarray(y * deviation + mean)

    def indices(self, labels: Labels) -> Indices:
        """The class number of each label, `(N,)`; class numbers are kept.

        Raises:
            DataError: a label is not one of the classes.
        """
        places = {name: k for k, name in enumerate(self.classes or ())}
        names, rows = distinct(labels)
        if all(isinstance(name, int) and 0 <= name < len(places) for name in names):
            places = {k: k for k in range(len(places))} if _are_words(places) else places
        numbers = np.array([places.get(name, -1) for name in names], dtype=np.intp)[rows]
        if (numbers < 0).any():
            row, known = int((numbers < 0).argmax()), ", ".join(map(repr, places))
            name = plain(labels[row])
            raise DataError(Message("data.unknown_label", name=name, row=row, known=known))
        return numbers

    def choose(self, y: Array) -> Indices:
        """The class number that each row of outputs indicates: `(..., O)` -> `(...)`."""
        if self.outputs > 1:
            chosen: Indices = y.argmax(axis=-1)
            return chosen
        return np.asarray(y[..., 0] > (1.0 + self.off) / 2.0, dtype=np.intp)

    def decode(self, y: Array) -> list[ClassName]:
        """The class name that each row of outputs indicates.

        Raises:
            DataError: the outputs are numbers, not classes.
        """
        if self.classes is None:
            raise DataError(
                "the outputs of this model are numbers, not classes. Use predict instead."
            )
        return [self.classes[k] for k in self.choose(np.atleast_2d(y))]

    def _from_rows(self, labels: Labels) -> Array:
        if labels.shape[1] != self.outputs or not is_numeric(labels):
            raise self._wrong_shape(labels)
        t = labels.astype(np.float64)
        are_classes = self.classes is not None and np.isin(t, (0.0, 1.0)).all()
        return np.where(t == 0.0, self.off, t) if are_classes else t

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


def meaning_of(labels: Labels, objective: Objective, names: Sequence[str] | None = None) -> Targets:
    """What the outputs stand for, judging by the labels, the last activation and the loss.

    Args:
        names: the name of each class, where the labels are class numbers.

    Raises:
        DataError: the labels do not fit the network.
    """
    outputs = objective.network.shapes[-1][0]
    count = max(outputs, 2)  # one output is a yes or no
    if names:
        classes: tuple[ClassName, ...] | None = checked_classes(names, count)
    elif not _are_classes(labels, outputs, objective):
        classes = None
    else:
        classes = classes_in(labels, count) if labels.ndim == 1 else tuple(range(count))
    return Targets(outputs, classes, objective.loss.off)


def checked_scaling(scaling: str | None, network: Network) -> str | None:
    """The setting `target_scaling`, if the network's outputs have no bounds.

    Raises:
        SettingError: it is none of the values, or the last activation is not linear.
    """
    if scaling is None:
        return None
    require_choice("target_scaling", scaling, TARGET_SCALINGS)
    last = network.last_activation
    if last is not None and not last.is_linear:
        raise SettingError(
            f"target_scaling={scaling!r} needs outputs without bounds. Let the last layer be "
            "linear, or leave the targets as they are."
        )
    return scaling


def _are_classes(labels: Labels, outputs: int, objective: Objective) -> bool:
    """Whether labels are classes; numbers otherwise."""
    last, loss = objective.network.last_activation, objective.loss
    if labels.ndim == 2:
        is_exclusive = loss.is_for_classes and not loss.is_binary
        return is_one_hot(labels) or is_exclusive or (last is not None and last.is_distribution)
    if not is_numeric(labels):
        return True
    is_probability = last is not None and last.is_probability
    suits_classes = outputs > 1 or is_probability or loss.is_for_classes
    return suits_classes and bool((labels % 1 == 0).all())


def _are_words(places: dict[ClassName, int]) -> bool:
    return all(isinstance(name, str) for name in places)
