"""Targets: the numbers that a network is trained on, made from labels, and back.

The first training decides with `meaning_of` what the outputs stand for, and the model keeps it. For
classes it is their names. For a regression it may be a unit: a network starts with outputs around 0
and reaches prices around 250,000 only after very many steps, so the targets can be standardized,

    t' = (t - mean) / deviation          y = y' deviation + mean

with mean and deviation of the training set. The network then learns t', and its outputs y' are
converted back into the unit of the data. By default that is done for targets that are far from 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, final

import numpy as np
import numpy.typing as npt

from edunn.arrays import Array, Indices, mean_and_deviation
from edunn.errors import DataError, SettingError, ShapeError
from edunn.guards import require_choice
from edunn.labels import (
    ClassName,
    Labels,
    are_words,
    checked_classes,
    chosen,
    classes_in,
    classes_named,
    is_numeric,
    is_one_hot,
    middle_of,
    plain,
    positions_in,
)
from edunn.layers.scaling import loses_digits
from edunn.messages import Message
from edunn.network import Network
from edunn.objective import Objective

TARGET_SCALINGS = ("auto", "standardize", "none")

FAR = 10.0
"""A network starts with outputs around 0: targets around, or spread over, more than this are far.
"""


@final
@dataclass(frozen=True)
class Targets:
    """What the outputs of a network stand for.

    Args:
        outputs: the number of outputs, `O`.
        classes: the name of each class, or None for regression. One output stands for two classes.
            Whole numbers are compared by value: 1, 1.0 and "1" are one class.
        marks: for multi-label targets, where any number of outputs can be true at once, the name of
            each output; empty for all others.
        off: the target that means "not this class".
        names: of the outputs of a regression, such as "price"; empty if unknown.
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
    marks: tuple[ClassName, ...] = ()
    names: tuple[str, ...] = ()

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

    def standardized(self, t: Array, weights: Array | None = None) -> "Targets":
        """These targets in units of the spread of a training set `(N, O)`; classes have no unit.

        An output whose target is constant keeps its unit: its deviation counts as 1.

        Args:
            weights: of its rows, `(N,)`: one of weight 2 counts as if it were there twice.
        """
        if self.classes is not None:
            return self
        mean, deviation = mean_and_deviation(t, weights)
        unit = np.where(deviation > 0, deviation, 1.0)
        return replace(self, mean=tuple(mean.tolist()), deviation=tuple(unit.tolist()))

    def restored(self, y: Array) -> Array:
        """Outputs or targets `(..., O)` of the network in the unit of the data.

        In float64 where the dtype of the network has too few digits for a mean so large.
        """
        if not self.mean:
            return y
        unit = {"shift": np.array(self.mean), "scale": np.array(self.deviation)}
        dtype = np.float64 if loses_digits(unit, str(y.dtype)) else y.dtype
        return np.asarray(y * unit["scale"].astype(dtype) + unit["shift"].astype(dtype))

    def indices(self, labels: Labels) -> Indices:
        """The class number of each label, `(N,)`; of classes with words for names, those are kept.

        Raises:
            DataError: a label is not one of the classes.
        """
        numbers = positions_in(self.classes or (), labels)
        if (numbers < 0).any():
            row, known = int((numbers < 0).argmax()), ", ".join(map(repr, self.classes or ()))
            name = plain(labels[row])
            raise DataError(Message("data.unknown_label", name=name, row=row, known=known))
        return numbers

    def choose(self, y: Array) -> Indices:
        """The class number that each row of outputs indicates: `(..., O)` -> `(...)`."""
        return chosen(y, self.off)

    def marked(self, y: Array) -> npt.NDArray[np.bool_]:
        """Which outputs `(..., O)` say yes: those above the middle between no and yes."""
        return np.asarray(y > middle_of(self.off))

    def occurrences(self, t: Array) -> Indices:
        """How many rows of targets `(N, O)` have each class, or each label: `(C,)`."""
        if self.classes is None:
            return np.asarray(self.marked(t).sum(axis=0))
        return np.bincount(self.choose(t), minlength=len(self.classes))

    def decode(self, y: Array) -> list[Any]:
        """The class name that each row of outputs indicates; of multi-label ones, a list of names.

        Raises:
            DataError: the outputs are numbers, not classes.
        """
        if self.marks:
            rows = self.marked(np.atleast_2d(y)).tolist()
            return [[name for name, on in zip(self.marks, row, strict=True) if on] for row in rows]
        if self.classes is None:
            raise DataError(
                "the outputs of this model are numbers, not classes. Use predict instead."
            )
        return [self.classes[k] for k in self.choose(np.atleast_2d(y))]

    def _from_rows(self, labels: Labels) -> Array:
        if labels.shape[1] != self.outputs or not is_numeric(labels):
            raise self._wrong_shape(labels)
        t = labels.astype(np.float64)
        is_named = self.classes is not None or bool(self.marks)
        are_classes = is_named and np.isin(t, (0.0, 1.0)).all()
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


def meaning_of(
    labels: Labels,
    objective: Objective,
    names: Sequence[ClassName] | None = None,
    columns: Sequence[str] = (),
) -> Targets:
    """What the outputs stand for, judging by the labels, the last activation and the loss.

    Args:
        names: the name of each class, as a Dataset or the user lists them.
        columns: the names of the columns of labels `(N, O)`, if there are any.

    Raises:
        DataError: the labels do not fit the network.
    """
    outputs = objective.network.shapes[-1][0]
    count = max(outputs, 2)  # one output is a yes or no
    off = objective.loss.off
    named = tuple(columns) if len(columns) == outputs else ()
    if names:
        is_part = len(names) < count and not are_words(names)
        classes = classes_named(names, count) if is_part else checked_classes(names, count)
        return Targets(outputs, classes, off)
    if labels.ndim == 2 and outputs > 1 and objective.loss.is_binary:
        marks: tuple[ClassName, ...] = named or tuple(range(outputs))
        return Targets(outputs, None, off, marks=marks)
    if not _are_classes(labels, outputs, objective):
        return Targets(outputs, None, off, names=named)
    found = classes_in(labels, count) if labels.ndim == 1 else tuple(range(count))
    return Targets(outputs, found, off)


def are_far(t: Array, objective: Objective) -> bool:
    """Whether the numbers `t`, `(N, O)`, are to be learned in units of their spread by default.

    They are if a mean or a deviation is above `FAR`, the outputs have no bounds, and the loss is a
    function of the error y - t, without a setting of your own in the unit of the targets.

    Example:
        >>> from edunn import Model
        >>> prices = np.array([[250_000.0], [180_000.0]])
        >>> [are_far(prices, Model([[1], [1]], loss).objective) for loss in ("mse", "hinge")]
        [True, False]
    """
    last, loss = objective.network.ending, objective.loss
    if last is None or not last.is_linear or not loss.is_of_error or loss != type(loss)():
        return False
    mean, deviation = mean_and_deviation(t)
    return bool(deviation.any() and max(np.abs(mean).max(), deviation.max()) > FAR)


def checked_scaling(scaling: str | None, network: Network) -> str:
    """The setting `target_scaling`; to standardize, the network's outputs must have no bounds.

    Raises:
        UnknownNameError: it is none of the values.
        SettingError: the last activation is not linear.
    """
    if scaling is None:
        return "none"
    require_choice("target_scaling", scaling, TARGET_SCALINGS)
    last = network.last_activation
    if scaling == "standardize" and last is not None and not last.is_linear:
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


def check_targets(t: Array, objective: Objective, off: float = 0.0) -> None:
    """Require of targets `(N, O)` what the outputs can reach: for softmax, rows with the sum 1.

    Raises:
        DataError: it cannot; the message names the row.

    Example:
        >>> from edunn import Model
        >>> objective = Model([[1], [2, "softmax"]]).objective
        >>> check_targets(np.array([[0.0, 1.0], [1.0, 1.0]]), objective)  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        edunn.errors.DataError: the targets in row 1 have the sum 2, but the outputs of softmax ...
    """
    last, loss = objective.network.last_activation, objective.loss
    if loss.is_binary:
        outside = (t < off) | (t > 1.0)
        if outside.any():
            row, column = (int(k) for k in np.argwhere(outside)[0])
            words = {"row": row, "value": float(t[row, column]), "low": off}
            raise DataError(Message("data.not_yes_or_no", loss=type(loss).__name__, **words))
    elif last is not None and last.is_distribution and off == 0.0:
        sums = t.sum(axis=1)
        wrong = np.flatnonzero(~np.isclose(sums, 1.0, atol=1e-3) | (t < 0.0).any(axis=1))
        if len(wrong):
            row = int(wrong[0])
            raise DataError(Message("data.no_shares", row=row, sum=float(sums[row])))
