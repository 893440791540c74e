"""Weights: how much each row, or each class, counts in the loss."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from edunn.arrays import Array, as_numbers
from edunn.errors import DataError, SettingError, ShapeError
from edunn.guards import require_within
from edunn.labels import finder
from edunn.messages import Message, in_short
from edunn.objective import Examples
from edunn.targets import Targets


def as_weights(given: Any, rows: int) -> Array:
    """A weight for each row, `(N,)`, float64.

    Raises:
        ShapeError: not one weight a row.
        SettingError: a weight that is no number, negative or not finite.

    Example:
        >>> as_weights([1, 2], rows=2)
        array([1., 2.])
    """
    try:
        weights = as_numbers(given, "float64", "sample_weight")
    except DataError as error:
        raise SettingError(Message("setting.no_weights", reason=error.message)) from None
    if weights.shape != (rows,):
        raise ShapeError(f"sample_weight is {weights.shape} but there are {rows} rows of inputs.")
    if not np.isfinite(weights).all() or (weights < 0).any():
        raise SettingError("a sample_weight is negative or not finite: expected 0 or more.")
    return weights


def weigh_rows(examples: Examples, sample_weight: Any) -> Examples:
    """The examples with a weight for each row, `(N,)`.

    Raises:
        ShapeError, SettingError: the weights cannot be, or all of them are 0.
    """
    return _weighed(examples, as_weights(sample_weight, len(examples.x)), "sample_weight")


def weigh_classes(
    examples: Examples, targets: Targets, class_weight: Mapping[Any, float] | str
) -> Examples:
    """The examples with each row's weight times that of its class.

    Args:
        class_weight: a weight for each class by name (1 where none is given), or "balanced": in
            inverse proportion to how often each occurs, with mean 1 over the rows.

    Raises:
        SettingError: a weight for what is no class, or one that is negative or not finite.
    """
    if targets.classes is None:
        raise SettingError("class_weight was given, but the targets are numbers, not classes.")
    chosen = targets.choose(examples.t)
    if isinstance(class_weight, str) and class_weight == "balanced":
        counts = np.bincount(chosen, minlength=len(targets.classes))
        of_class = len(chosen) / ((counts > 0).sum() * np.maximum(counts, 1.0))
    else:
        of_class = _listed(targets.classes, class_weight)
    own = 1.0 if examples.weights is None else examples.weights.astype(np.float64)
    return _weighed(examples, own * of_class[chosen], "class_weight")


def _weighed(examples: Examples, weights: Array, name: str) -> Examples:
    """The examples with these weights, in the dtype of the targets.

    Raises:
        SettingError: a weight is too large for that dtype, or all are 0.
    """
    dtype = examples.t.dtype
    with np.errstate(over="ignore", under="ignore"):
        rounded = weights.astype(dtype)
    if not np.isfinite(rounded).all():
        raise SettingError(Message("setting.weight_too_large", name=name, dtype=str(dtype)))
    if not rounded.any():
        raise SettingError(Message("setting.weights_all_zero", name=name))
    return examples._replace(weights=rounded)


def _listed(classes: Sequence[Any], class_weight: Any) -> Array:
    """The weight of each class, in the classes' order."""
    if not isinstance(class_weight, Mapping):
        raise SettingError(Message("setting.no_class_weights", given=class_weight))
    place_of, weights = finder(classes), np.full(len(classes), np.nan)
    for name, weight in class_weight.items():
        require_within(f"class_weight[{in_short(name)!r}]", weight, 0, np.inf)
        place = place_of(name)
        if place < 0:
            known = ", ".join(map(repr, classes))
            raise SettingError(
                f"class_weight names {in_short(name)!r}, but the classes are {known}."
            )
        if not np.isnan(weights[place]):
            raise SettingError(Message("setting.class_twice", name=classes[place]))
        weights[place] = weight
    return np.where(np.isnan(weights), 1.0, weights)
