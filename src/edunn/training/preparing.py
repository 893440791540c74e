"""Preparing: from the rows and labels that a user passes to the arrays of a training."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, final

import numpy as np

from edunn.arrays import Array, Indices, as_rows, column_names, fitted
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
)
from edunn.layers.scaling import loses_digits
from edunn.messages import Message
from edunn.network import Views
from edunn.objective import Examples, Objective
from edunn.targets import Targets, are_far, check_targets, meaning_of
from edunn.training.weights import as_weights, weigh_classes, weigh_rows


class Given(NamedTuple):
    """Inputs as a user passed them, labels as an array, and the names of a Dataset or DataFrame."""

    inputs: Any
    labels: Labels
    columns: tuple[str, ...] = ()
    classes: tuple[ClassName, ...] | None = None
    table: Columns | None = None
    outputs: tuple[str, ...] = ()
    """The names of the columns of labels, or of the target of a Dataset."""

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
        outputs = () if isinstance(labels, np.ndarray) else tuple(map(str, column_names(labels)))
        columns = () if isinstance(inputs, np.ndarray) else names_of(inputs)
        return cls(inputs, as_labels(labels), columns, named, None, outputs)

    @classmethod
    def _of_dataset(cls, data: Dataset, named: tuple[ClassName, ...] | None) -> "Given":
        """The rows of a Dataset; their labels are names, as they would be in an array."""
        labels = data.targets if data.class_names is None else data.labels
        classes = named or data.class_names
        outputs = (data.target_name,) if labels.ndim == 1 else ()
        known = data.feature_names, classes, data.columns, outputs
        return cls(data.inputs, as_labels(labels), *known)

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
        target_scaling: "standardize" for a regression on targets in units of their spread, "none"
            for targets as they are, "auto" for the one or the other.
        statistics: what the layers measured at the first training; empty before it.
    """

    objective: Objective
    dtype: str
    targets: Targets | None = None
    columns: Sequence[str] = ()
    target_scaling: str = "none"
    statistics: Views = ()

    def beside(self, fitness: Any, target: Any, early_stopping: Any) -> "Intake":
        """The intake of a training with these options, each of which may be None.

        A fitness function, a fitness to reach, and the least improvement of a loss are in the unit
        of the targets. Beside them targets are learned as they are, unless `target_scaling` says
        "standardize".
        """
        least = getattr(early_stopping, "min_delta", 0)
        if self.target_scaling == "auto" and (callable(fitness) or target is not None or least):
            return replace(self, target_scaling="none")
        return self

    def rows(self, inputs: Any, names: Sequence[str] | None = None) -> Array:
        """Inputs as finite numbers, `(N, I)`, with their columns in the order of the training.

        Args:
            inputs: the rows, or a Dataset that has them.
            names: the names of their columns; by default those of a DataFrame.

        Raises:
            ShapeError, DataError: they do not fit; a column that is absent or unknown is named.
        """
        if isinstance(inputs, Dataset):
            inputs, names = inputs.inputs, inputs.feature_names
        names = names_of(inputs) if names is None else names
        order = order_of(names, self.columns) if names and self.columns else None
        network, named = self.objective.network, names or self.columns
        first, shape = network.layers[0], network.input_shape
        is_scaled_first = first.is_scaling and self.dtype != "float64"
        x = as_rows(inputs, shape, "float64" if is_scaled_first else self.dtype, named)
        x = x if order is None else in_order(x, order)
        if first.is_choosy:
            first.require_rows(x, inputs)
        if not is_scaled_first:
            return x
        with np.errstate(over="ignore"):  # what is too large is refused below
            statistics = self.statistics[0] if self.statistics else first.measured(x, {})
        return x if loses_digits(statistics, self.dtype) else as_rows(x, shape, self.dtype, named)

    def is_single(self, inputs: Any) -> bool:
        """Whether the inputs are one row, or one image, and not a batch."""
        if isinstance(inputs, Dataset):
            return False
        shape = self.objective.network.input_shape
        return fitted(np.asarray(inputs), shape).ndim == len(shape)

    def examples(
        self, given: Given, held_back: float = 0.0, sample_weight: Any = None
    ) -> tuple[Examples, Targets]:
        """Inputs `(N, I)` and targets `(N, O)`, and what the outputs stand for.

        Args:
            given: the rows.
            held_back: the last share of the rows, which is not learned: the mean and deviation of
                the targets are measured on the others.
            sample_weight: how much each row counts in that mean and deviation.

        Raises:
            ShapeError, DataError: what does not fit, with the reason.
        """
        x = self.rows(given.inputs, given.columns)
        if len(x) != len(given.labels):
            raise ShapeError(
                f"there are {len(x)} rows of inputs but {len(given.labels)} labels: "
                "expected one per row."
            )
        targets = self.targets or self._meaning(given, held_back, sample_weight)
        labels = given.labels_for(targets) if given.classes else given.labels
        exact = targets.encode(labels)
        if given.labels.ndim == 2 or targets.classes is None:
            check_targets(exact, self.objective, targets.off)
        with np.errstate(over="ignore"):
            t = exact.astype(self.dtype)
        if not np.isfinite(t).all():
            row = int(np.flatnonzero(~np.isfinite(t).all(axis=1))[0])
            raise DataError(Message("data.target_too_large", row=row, dtype=self.dtype))
        return Examples(x, t), targets

    def _meaning(self, given: Given, held_back: float, sample_weight: Any) -> Targets:
        targets = meaning_of(given.labels, self.objective, given.classes, given.outputs)
        if self.target_scaling == "none" or targets.classes is not None:
            return targets
        t = targets.encode(given.labels)
        learned = t[: _kept(len(t), held_back)]
        is_too_large = np.abs(t).max() > np.finfo(self.dtype).max  # refused by `examples`
        if is_too_large or not len(learned):
            return targets
        is_wanted = self.target_scaling == "standardize" or are_far(learned, self.objective)
        weights = (
            None if sample_weight is None else as_weights(sample_weight, len(t))[: len(learned)]
        )
        if weights is not None and not weights.any():  # refused when the rows are weighed
            return targets
        return targets.standardized(learned, weights) if is_wanted else targets

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
        require_within("validation_split", validation_split, 0, 1)
        if validation_data is not None and validation_split:
            raise SettingError(Message("setting.validation_twice"))
        rows, targets = self.examples(given, validation_split, sample_weight)
        validation = None
        rows = rows if sample_weight is None else weigh_rows(rows, sample_weight)
        if validation_split:
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
