"""Preparing: from the rows and labels that a user passes to the arrays of a training."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, final

import numpy as np

from edunn.arrays import Array, Indices, as_rows, fitted
from edunn.column_order import names_of, order_of
from edunn.data import Columns, Dataset
from edunn.errors import DataError, SettingError, ShapeError
from edunn.guards import require_within
from edunn.labels import (
    ClassName,
    Labels,
    are_words,
    as_class_names,
    as_labels,
    finder,
)
from edunn.layers.scaling import loses_digits
from edunn.messages import Message
from edunn.network import Views
from edunn.objective import Examples, Objective
from edunn.targets import Targets, check_targets, meaning_of


class Given(NamedTuple):
    """Inputs as a user passed them, labels as an array, and the names of a Dataset or DataFrame."""

    inputs: Any
    labels: Labels
    columns: tuple[str, ...] = ()
    classes: tuple[ClassName, ...] | None = None
    table: Columns | None = None
    outputs: tuple[str, ...] = ()
    """The names of the columns of labels."""

    @classmethod
    def of(cls, inputs: Any, labels: Any = None, classes: Any = None) -> "Given":
        """Inputs and labels, from a pair of arguments, from a pair, or from a Dataset.

        Raises:
            DataError, ShapeError: there are no labels, or they cannot be read.
        """
        if labels is None and isinstance(inputs, (tuple, list)) and len(inputs) == 2:
            inputs, labels = inputs
        named = None if classes is None else as_class_names(classes)
        if isinstance(inputs, Dataset):
            if labels is not None:
                raise DataError(Message("data.dataset_and_labels"))
            return cls._of_dataset(inputs, named)
        if labels is None:
            raise DataError("labels are missing. Pass inputs and labels, or a Dataset with both.")
        outputs = tuple(map(str, getattr(labels, "columns", ())))
        columns = () if isinstance(inputs, np.ndarray) else names_of(inputs)
        return cls(inputs, as_labels(labels), columns, named, None, outputs)

    @classmethod
    def _of_dataset(cls, data: Dataset, named: tuple[ClassName, ...] | None) -> "Given":
        """The rows of a Dataset; their labels are names, as they would be in an array."""
        labels = data.targets if data.class_names is None else data.labels
        classes = named or data.class_names
        return cls(data.inputs, as_labels(labels), data.feature_names, classes, data.columns)

    def labels_for(self, targets: Targets) -> Labels:
        """The labels; class numbers for a network that knows its classes by numbers only."""
        names = self.classes or ()
        if not are_words(names) or targets.classes != tuple(range(len(names))):
            return self.labels
        return Targets(len(names), names).indices(self.labels)


class Prepared(NamedTuple):
    """What a training starts from."""

    rows: Examples
    validation: Examples | None
    targets: Targets
    columns: tuple[str, ...]
    table: Columns | None


@final
@dataclass(frozen=True)
class Intake:
    """Turns the rows and labels that a user passes into arrays that fit a network.

    Args:
        objective: decides the shape of the rows, and what the outputs may stand for.
        dtype: of the arrays.
        targets: what the outputs stand for; None before the first training.
        columns: names of the inputs, for error messages.
        target_scaling: "standardize" for a regression on targets in units of their spread,
            None for targets as they are.
        statistics: what the layers measured at the first training; empty before it.
    """

    objective: Objective
    dtype: str
    targets: Targets | None = None
    columns: Sequence[str] = ()
    target_scaling: str | None = None
    statistics: Views = ()

    def rows(self, inputs: Any, names: Sequence[str] | None = None) -> Array:
        """Inputs as finite numbers, `(N, I)`, with their columns in the order of the training.

        Args:
            inputs: the rows.
            names: the names of their columns; by default those of a DataFrame.

        Raises:
            ShapeError, DataError: they do not fit; a column that is absent or unknown is named.
        """
        names = names_of(inputs) if names is None else names
        order = order_of(names, self.columns) if names and self.columns else None
        network, named = self.objective.network, names or self.columns
        first, shape = network.layers[0], network.input_shape
        is_scaled_first = first.is_scaling and self.dtype != "float64"
        x = as_rows(inputs, shape, "float64" if is_scaled_first else self.dtype, named)
        x = x if order is None else in_order(x, order)
        first.require_rows(x)
        if not is_scaled_first:
            return x
        with np.errstate(over="ignore"):  # what is too large is refused below
            statistics = self.statistics[0] if self.statistics else first.measured(x, {})
        return x if loses_digits(statistics, self.dtype) else as_rows(x, shape, self.dtype, named)

    def is_single(self, inputs: Any) -> bool:
        """Whether the inputs are one row, or one image, and not a batch."""
        shape = self.objective.network.input_shape
        return fitted(np.asarray(inputs), shape).ndim == len(shape)

    def examples(self, given: Given, held_back: float = 0.0) -> tuple[Examples, Targets]:
        """Inputs `(N, I)` and targets `(N, O)`, and what the outputs stand for.

        Args:
            given: the rows.
            held_back: the last share of the rows, which is not learned: the mean and deviation of
                the targets are measured on the others.

        Raises:
            ShapeError, DataError: what does not fit, with the reason.
        """
        targets = self.targets or self._meaning(given, held_back)
        x = self.rows(given.inputs, given.columns)
        labels = given.labels_for(targets) if given.classes else given.labels
        exact = targets.encode(labels)
        if given.labels.ndim == 2 or targets.classes is None:
            check_targets(exact, self.objective, targets.off)
        with np.errstate(over="ignore"):
            t = exact.astype(self.dtype)
        if not np.isfinite(t).all():
            row = int(np.flatnonzero(~np.isfinite(t).all(axis=1))[0])
            raise DataError(Message("data.target_too_large", row=row, dtype=self.dtype))
        if len(x) != len(t):
            raise ShapeError(
                f"there are {len(x)} rows of inputs but {len(t)} labels: expected one per row."
            )
        return Examples(x, t), targets

    def _meaning(self, given: Given, held_back: float) -> Targets:
        targets = meaning_of(given.labels, self.objective, given.classes, given.outputs)
        if self.target_scaling is None:
            return targets
        t = targets.encode(given.labels)
        return targets.standardized(t[: _kept(len(t), held_back)])

    def prepared(
        self,
        given: Given,
        *,
        validation_data: Any = None,
        validation_split: float = 0.0,
        class_weight: Mapping[Any, float] | str | None = None,
        sample_weight: Any = None,
    ) -> Prepared:
        """Rows to learn from, with their weights, and rows that are only looked at."""
        if validation_data is not None and validation_split != 0:
            raise SettingError(Message("setting.validation_twice"))
        rows, targets = self.examples(given, validation_split)
        validation = None
        rows = rows if sample_weight is None else weigh_rows(rows, sample_weight)
        if validation_split != 0:
            rows, validation = split_off(rows, validation_split)
            if rows.weights is not None and not rows.weights.any():
                raise SettingError(Message("setting.weights_all_zero", name="sample_weight"))
        if validation_data is not None:
            known = replace(self, targets=targets, columns=self.columns or given.columns)
            validation = known._validation(validation_data)
        rows = rows if class_weight is None else weigh_classes(rows, targets, class_weight)
        return Prepared(rows, validation, targets, given.columns, given.table)

    def _validation(self, validation_data: Any) -> Examples:
        """The rows to evaluate after each epoch; an error names the argument."""
        try:
            return self.examples(Given.of(validation_data))[0]
        except (DataError, ShapeError) as error:
            raise type(error)(f"validation_data: {error}") from None


def in_order(x: Array, order: Indices) -> Array:
    """Rows with the numbers of each in this order."""
    return np.ascontiguousarray(x.reshape(len(x), -1)[:, order]).reshape(x.shape)


def weigh_rows(examples: Examples, sample_weight: Any) -> Examples:
    """The examples with a weight for each row, `(N,)`.

    Raises:
        ShapeError: not one weight a row.
        SettingError: a weight that is negative or not finite.
    """
    try:
        weights = np.asarray(sample_weight, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise SettingError(f"sample_weight must be numbers, but NumPy says: {error}.") from None
    rows = len(examples.x)
    if weights.shape != (rows,):
        raise ShapeError(f"sample_weight is {weights.shape} but there are {rows} rows of inputs.")
    if not np.isfinite(weights).all() or (weights < 0).any():
        raise SettingError("a sample_weight is negative or not finite: expected 0 or more.")
    return _weighed(examples, weights, "sample_weight")


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
    if class_weight == "balanced":
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
    kept = _kept(rows, share)
    if not 0 < kept < rows:
        raise DataError(Message("data.empty_side", share=share, rows=rows))
    return examples.part(slice(kept)), examples.part(slice(kept, None))


def _kept(rows: int, share: float) -> int:
    """How many rows are left when the last share is held back."""
    return int(rows * (1.0 - share) + 1e-9)  # 1 - 0.9 is a hair less than a tenth


def _listed(classes: Sequence[Any], class_weight: Any) -> Array:
    """The weight of each class, in the classes' order."""
    if not isinstance(class_weight, Mapping):
        raise SettingError(f"class_weight is {class_weight!r}: expected a dict or 'balanced'.")
    place_of, weights = finder(classes), np.ones(len(classes))
    for name, weight in class_weight.items():
        require_within(f"class_weight[{name!r}]", weight, 0, np.inf)
        if place_of(name) < 0:
            known = ", ".join(map(repr, classes))
            raise SettingError(f"class_weight names {name!r}, but the classes are {known}.")
        weights[place_of(name)] = weight
    return weights
