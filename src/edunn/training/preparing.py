"""Preparing: from what a user passes to the rows that a training takes."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from edunn.arrays import Array, as_rows
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


def weighted(
    examples: Examples,
    targets: Targets,
    class_weight: Mapping[Any, float] | str | None = None,
    sample_weight: Any = None,
) -> Examples:
    """The examples with a weight for each row: that of its class times its own.

    Args:
        class_weight: a weight for each class by name (1 where none is given), or "balanced": in
            inverse proportion to how often each occurs, with mean 1 over the rows.
        sample_weight: a weight for each row, `(N,)`.

    Raises:
        SettingError: weights for what is not a class, negative or infinite weights.
        ShapeError: not one weight a row.
    """
    if class_weight is None and sample_weight is None:
        return examples
    rows = len(examples.x)
    weights = np.ones(rows)
    if class_weight is not None:
        weights = weights * _weights_of_classes(examples.t, targets, class_weight)
    if sample_weight is not None:
        own = np.asarray(sample_weight, dtype=np.float64)
        if own.shape != (rows,):
            raise ShapeError(
                f"sample_weight is {own.shape} but there are {rows} rows: expected ({rows},)."
            )
        weights = weights * own
    if not np.isfinite(weights).all() or (weights < 0).any():
        raise SettingError("a weight is negative or not finite: expected numbers of at least 0.")
    return examples._replace(weights=weights.astype(examples.x.dtype))


def split_off(examples: Examples, share: float) -> tuple[Examples, Examples | None]:
    """Hold back the LAST share of the rows, before any shuffling, as Keras does.

    Raises:
        SettingError: the share is not from 0 up to, but without, 1.
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


def _weights_of_classes(
    t: Array, targets: Targets, class_weight: Mapping[Any, float] | str
) -> Array:
    if targets.classes is None:
        raise SettingError("class_weight was given, but the targets are numbers, not classes.")
    chosen = targets.choose(t)
    if class_weight == "balanced":
        counts = np.bincount(chosen, minlength=len(targets.classes))
        balanced: Array = len(t) / ((counts > 0).sum() * np.maximum(counts, 1.0))
        return balanced[chosen]
    if not isinstance(class_weight, Mapping):
        raise SettingError(f"class_weight is {class_weight!r}: expected a dict or 'balanced'.")
    unknown = [name for name in class_weight if name not in targets.classes]
    if unknown:
        known = ", ".join(map(repr, targets.classes))
        raise SettingError(f"class_weight names {unknown[0]!r}, but the classes are {known}.")
    weights: Array = np.array([float(class_weight.get(name, 1.0)) for name in targets.classes])
    return weights[chosen]
