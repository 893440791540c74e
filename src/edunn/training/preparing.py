"""Preparing: from what a user passes to the rows that a training takes."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from edunn.arrays import Array, as_rows
from edunn.data import Dataset
from edunn.errors import DataError, SettingError, ShapeError
from edunn.network import Network
from edunn.settings import require_within
from edunn.targets import Targets
from edunn.training.records import Examples


class Door(NamedTuple):
    """How rows and labels get in: what the network takes, in which dtype, what its targets mean."""

    network: Network
    targets: Targets
    dtype: str
    columns: Sequence[str] = ()

    def examples(self, inputs: Any, labels: Any) -> Examples:
        """Inputs `(N, I)` and targets `(N, O)`, checked.

        Raises:
            ShapeError, DataError: what does not fit, with the reason.
        """
        x = as_rows(inputs, self.network.input_shape, self.dtype, self.columns)
        t = self.targets.encode(labels).astype(self.dtype)
        if len(x) != len(t):
            raise ShapeError(
                f"there are {len(x)} rows of inputs but {len(t)} labels: expected one label a row."
            )
        return Examples(x, t)


class Given(NamedTuple):
    """What a user passed as rows: a Dataset has it all with it, a DataFrame its columns' names."""

    inputs: Any
    labels: Any
    columns: tuple[str, ...] = ()
    classes: tuple[str, ...] | None = None

    @classmethod
    def of(cls, inputs: Any, labels: Any = None) -> "Given":
        """Inputs and labels, from a pair of arguments, from a pair, or from a Dataset.

        Raises:
            DataError: there are no labels.
        """
        if labels is None and isinstance(inputs, (tuple, list)) and len(inputs) == 2:
            inputs, labels = inputs
        if isinstance(inputs, Dataset) and labels is None:
            return cls(inputs.inputs, inputs.targets, inputs.feature_names, inputs.class_names)
        if labels is None:
            raise DataError("labels are missing. Pass inputs and labels, or a Dataset with both.")
        return cls(inputs, labels, tuple(map(str, getattr(inputs, "columns", ()))))


def weigh_rows(examples: Examples, sample_weight: Any) -> Examples:
    """The examples with a weight for each row, `(N,)`; None leaves them as they are.

    Raises:
        ShapeError: not one weight a row.
        SettingError: a weight that is negative or not finite.
    """
    if sample_weight is None:
        return examples
    weights = np.asarray(sample_weight, dtype=examples.x.dtype)
    rows = len(examples.x)
    if weights.shape != (rows,):
        raise ShapeError(f"sample_weight is {weights.shape} but there are {rows} rows of inputs.")
    if not np.isfinite(weights).all() or (weights < 0).any():
        raise SettingError("a sample_weight is negative or not finite: expected 0 or more.")
    return examples._replace(weights=weights)


def weigh_classes(
    examples: Examples, targets: Targets, class_weight: Mapping[Any, float] | str | None
) -> Examples:
    """The examples with each row's weight times that of its class; None leaves them as they are.

    Args:
        class_weight: a weight for each class by name (1 where none is given), or "balanced": in
            inverse proportion to how often each occurs, with mean 1 over the rows.

    Raises:
        SettingError: a weight for what is no class, or one that is negative or not finite.
    """
    if class_weight is None:
        return examples
    if targets.classes is None:
        raise SettingError("class_weight was given, but the targets are numbers, not classes.")
    chosen = targets.choose(examples.t)
    if class_weight == "balanced":
        counts = np.bincount(chosen, minlength=len(targets.classes))
        of_class = len(chosen) / ((counts > 0).sum() * np.maximum(counts, 1.0))
    else:
        of_class = _listed(targets.classes, class_weight)
    own = 1.0 if examples.weights is None else examples.weights
    return examples._replace(weights=(own * of_class[chosen]).astype(examples.x.dtype))


def split_off(examples: Examples, share: float) -> tuple[Examples, Examples | None]:
    """Hold back the LAST share of the rows, before any shuffling, as Keras does.

    Raises:
        SettingError: the share is not from 0 to 1.
        DataError: nothing would be left on one side.
    """
    require_within("validation_split", share, 0, 1)
    if not share:
        return examples, None
    rows = len(examples.x)
    kept = int(rows * (1.0 - share))
    if not 0 < kept < rows:
        raise DataError(f"validation_split={share} of {rows} rows leaves one side empty. Try 0.2.")
    return examples.part(slice(kept)), examples.part(slice(kept, None))


def _listed(classes: Sequence[Any], class_weight: Any) -> Array:
    """The weight of each class, in the classes' order."""
    if not isinstance(class_weight, Mapping):
        raise SettingError(f"class_weight is {class_weight!r}: expected a dict or 'balanced'.")
    for name, weight in class_weight.items():
        require_within(f"class_weight[{name!r}]", weight, 0, np.inf)
        if name not in classes:
            known = ", ".join(map(repr, classes))
            raise SettingError(f"class_weight names {name!r}, but the classes are {known}.")
    return np.array([float(class_weight.get(name, 1.0)) for name in classes])
