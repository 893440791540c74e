"""A data set: rows of inputs with a target each, and where they come from.

A `Dataset` stores the values as they were read, gaps included. Its `inputs` are complete: a gap is
filled with the median or the most frequent value of the *training* rows. After a split the test set
is filled with the training set's numbers, so that no information leaks from the test set into
training. `notes` lists everything that was filled, dropped or guessed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Never, final

import numpy as np
import numpy.typing as npt

from edunn.arrays import Array, Indices, Shape
from edunn.column_order import names_of
from edunn.data.cleaning import (
    Missing,
    Task,
    as_array,
    as_task,
    check_numbers,
    check_shapes,
    dropping_note,
    filling_notes,
    gaps,
)
from edunn.data.columns import Columns, Values
from edunn.data.frames import table_of
from edunn.data.rows_in_words import rows_in_words, targets_in_words
from edunn.data.splitting import LEAST_TO_HOLD_OUT, stratified_rows
from edunn.data.understanding import Understood, understood
from edunn.errors import DataError, SettingError
from edunn.guards import either
from edunn.habits import DATASET, SPLITTING, attribute_error, refuse_foreign
from edunn.labels import ClassName, as_class_names, as_labels
from edunn.messages import Message, counted
from edunn.notebook import TextTable, listed, page, text
from edunn.seeds import Seed
from edunn.text import plural


@final
@dataclass(frozen=True, eq=False, repr=False)
class Dataset:
    """Examples to learn from: row `i` of `inputs` belongs to entry `i` of `targets`.

    Usually made by `load`, `from_csv`, `Dataset.from_arrays` or a toy such as `moons`.

    Args:
        name: the name of the data set.
        values: (N, K) numbers as read, NaN where missing.
        targets: (N,) positions in `class_names`; for regression (N,) or (N, O) numbers. The names
            themselves, as a model takes them in an array, are `labels`.
        columns: how values become inputs, and how gaps are filled.
        class_names: C names, texts or whole numbers, or None for regression.
        target_name: the name of the target.
        description: contents, source and licence.
        reading_notes: guesses made while it was read.
        training_rows: where the publisher's own training set ends, if there is one.
        row_shape: what the inputs of a row are, (28, 28, 1) for an image, (time steps, numbers) for
            a sequence; () for a row of a table.

    Example:
        >>> Dataset.from_arrays([[0.0, 1.0], [2.0, 3.0]], ["no", "yes"], name="two")
        Dataset 'two': 2 rows, 2 inputs -> 2 classes (no: 1, yes: 1)
    """

    name: str
    values: Values
    targets: npt.NDArray[Any]
    columns: Columns
    class_names: tuple[ClassName, ...] | None = None
    target_name: str = "target"
    description: str = ""
    reading_notes: tuple[str, ...] = ()
    training_rows: int | None = None
    row_shape: Shape = ()

    def __post_init__(self) -> None:
        check_shapes(self.values, self.targets, len(self.columns))
        check_numbers(self.values, self.targets, self.class_names)

    @classmethod
    def from_arrays(
        cls,
        inputs: npt.ArrayLike,
        targets: npt.ArrayLike,
        *,
        feature_names: Sequence[str] | None = None,
        class_names: Sequence[ClassName] | None = None,
        task: Task | None = None,
        name: str = "arrays",
    ) -> "Dataset":
        """Wrap inputs (N, I) and their targets; NaN among the inputs is a missing value.

        Without `class_names` or `task`, texts, integers and one-hot rows are classes, and so are
        floats that count the classes, such as 0.0 and 1.0; other floats are numbers. Several
        columns of 0 and 1 that are not one-hot stay as they are, for a multi-label network.

        Raises:
            ShapeError: the lengths do not fit together.
            DataError: there is no row, a number is infinite, or a target is unknown.

        Example:
            >>> Dataset.from_arrays([[1.0], [2.0]], [0.5, 0.7]).task
            'regression'
        """
        values, labels = as_array(inputs, "inputs"), as_labels(targets)
        if values.dtype.kind in "iub":
            values = values.astype(np.float64)
        classes = None if class_names is None else as_class_names(class_names)
        labels, classes = as_task(labels, classes, task)
        width = values.shape[1] if values.ndim == 2 else 1
        given = names_of(inputs) if feature_names is None else tuple(feature_names)
        names = given if len(given) else (f"x{k + 1}" for k in range(width))
        columns = Columns.numeric(tuple(names))
        return cls(name, values, labels, columns, classes).refitted()

    @classmethod
    def from_frame(cls, frame: Any, target: str | int | None = None, **options: Any) -> "Dataset":
        """Read a data frame of pandas, Polars or another library as `from_csv` reads a file.

        Args:
            target: the column to predict; the last one by default.
            options: as for `from_csv`.

        Raises:
            DataError, SettingError: as for `from_csv`.

        Example:
            >>> Dataset.from_frame({"size": [1, 2], "kind": ["a", "b"]}).class_names
            ('a', 'b')
        """
        table, name = table_of(frame), options.pop("name", "frame")
        return cls.of(understood(table, target, **options), name, table.source)

    @classmethod
    def of(cls, found: Understood, name: str, source: str) -> "Dataset":
        """The data set of a table that was understood."""
        made = cls(
            name=name,
            values=found.values,
            targets=found.target.values,
            columns=found.columns,
            class_names=found.target.class_names,
            target_name=found.target_name,
            description=f"Read from {source}.",
            reading_notes=found.notes,
        )
        return made.refitted().treat_missing(found.missing)

    def __len__(self) -> int:
        return len(self.values)

    if not TYPE_CHECKING:  # a type checker knows which attributes there are

        def __getattr__(self, name: str) -> Never:
            raise attribute_error(DATASET, self, name)

    @cached_property
    def inputs(self) -> Array:
        """(N, I) complete numbers, ready for a network."""
        return self.columns.expand(self.values)

    @property
    def shaped_inputs(self) -> Array:
        """The inputs in the shape of a row: images (N, 28, 28, 1), sequences (N, T, I).

        Example:
            >>> from edunn.data import load
            >>> load("digits_8x8").shaped_inputs.shape
            (1797, 8, 8, 1)
        """
        return self.inputs.reshape(len(self), *(self.row_shape or (len(self.feature_names),)))

    @property
    def feature_names(self) -> tuple[str, ...]:
        """The names of the `I` inputs."""
        return self.columns.feature_names

    @property
    def task(self) -> Task:
        """The task: "classification" or "regression"."""
        return "regression" if self.class_names is None else "classification"

    @property
    def labels(self) -> npt.NDArray[Any]:
        """(N,) the class name of each row; a regression has none and raises a DataError."""
        if self.class_names is None:
            raise DataError(f"{self.name!r} is a regression: it has no class names. Use .targets.")
        kinds = set(map(type, self.class_names))
        names = np.array(self.class_names, dtype=None if len(kinds) == 1 else object)
        return np.asarray(names[self.targets])

    @property
    def notes(self) -> tuple[str, ...]:
        """Everything guessed, dropped or filled on the way to these inputs, a sentence each."""
        return (*self.reading_notes, *filling_notes(self.columns, self.values))

    def take(self, rows: Indices | slice) -> "Dataset":
        """These rows alone, with gaps filled as they are here."""
        values, targets = self.values[rows], self.targets[rows]
        return replace(self, values=values, targets=targets, training_rows=None)

    def refitted(self) -> "Dataset":
        """The same rows, with gaps filled from these very rows."""
        return replace(self, columns=self.columns.fitted(self.values))

    def split(
        self,
        test: float | None = None,
        seed: Seed | None = None,
        *,
        test_size: float | None = None,
        random_state: Seed | None = None,
        **unknown: Never,
    ) -> tuple["Dataset", "Dataset"]:
        """Split the rows into a training set and a test set, each class in proportion.

        Without `test`, the publisher's own sets are used where there are any (MNIST), and otherwise
        a quarter of the rows is the test set. Gaps in both are filled from the training set.
        `test_size` and `random_state` are scikit-learn's names; here the default seed is 0.

        Raises:
            SettingError: `test` is not a share between 0 and 1, or `seed` is not a seed.
            DataError: there are too few rows.

        Example:
            >>> data = Dataset.from_arrays([[float(k)] for k in range(8)], [0, 1] * 4)
            >>> data.split(test=0.25, seed=1)[1]
            Dataset 'arrays': 2 rows, 1 input -> 2 classes (0: 1, 1: 1)
        """
        refuse_foreign(SPLITTING, unknown, "argument of split", ("test", "seed"))
        test = either("test", test, "test_size", test_size)
        seed = either("seed", seed, "random_state", random_state)
        if test is None and self.training_rows is not None:
            return self._parted(slice(self.training_rows), slice(self.training_rows, None))
        groups = np.zeros(len(self), np.intp) if self.class_names is None else self.targets
        share = 0.25 if test is None else test
        return self._parted(*stratified_rows(groups, share, 0 if seed is None else seed))

    def parts(self, test: float | None = None, seed: Seed = 0) -> tuple["Dataset", "Dataset"]:
        """The rows to train on and those to evaluate on, as the command line and experiments do it.

        They are those of `split`; but a tiny table without a given share holds out no rows, and is
        evaluated on the rows that it was trained on. Each of its rows is needed to learn: of the
        truth table of XOR, no three rows tell what the fourth is.

        Raises:
            SettingError, DataError: as for `split`.

        Example:
            >>> from edunn.data import logical_xor
            >>> [len(part) for part in logical_xor().parts()]
            [4, 4]
        """
        return (self, self) if test is None and self.is_tiny else self.split(test, seed)

    @property
    def is_tiny(self) -> bool:
        """Whether it has too few rows to hold some out: fewer than ten."""
        return len(self) < LEAST_TO_HOLD_OUT

    @property
    def holding_out_note(self) -> tuple[str, ...]:
        """A note for a tiny table: that it holds out no rows. Empty for all others."""
        note = Message("data.none_held_out", name=self.name, rows=counted(len(self), "row"))
        return (note,) if self.is_tiny else ()

    def _parted(
        self, training: Indices | slice, test: Indices | slice
    ) -> tuple["Dataset", "Dataset"]:
        first = self.take(training).refitted()
        return first, replace(self.take(test), columns=first.columns)

    def treat_missing(self, how: Missing) -> "Dataset":
        """Keep rows with gaps ("impute": `inputs` are filled), or drop them with a note ("drop").

        Raises:
            SettingError: it is neither of the two.
            DataError: no row would be left.
        """
        if how not in ("impute", "drop"):
            raise SettingError(f'missing is {how!r}, but must be "impute" or "drop".')
        kept = np.flatnonzero(~gaps(self.values).any(axis=1))
        if how == "impute" or len(kept) == len(self):
            return self
        if not len(kept):
            raise DataError(Message("data.nothing_left", name=self.name))
        notes = (*self.reading_notes, dropping_note(self.columns, self.values))
        return replace(self.take(kept), reading_notes=notes).refitted()

    def head(self, n: int = 5) -> TextTable:
        """The first `n` rows as a small table, the target last.

        Example:
            >>> print(Dataset.from_arrays([[1.5], [2.0]], ["no", "yes"]).head())
             x1  target
            1.5      no
              2     yes
        """
        rows = slice(max(n, 0))
        inputs = self.columns.expand(self.values[rows])
        targets = (self.targets if self.class_names is None else self.labels)[rows]
        return rows_in_words(self.feature_names, self.target_name, inputs, targets)

    def _repr_html_(self) -> str:
        summary, *notes = repr(self).split("\n  ")
        parts = self.head().element, text(f"{len(self):,} rows in all", pale=True)
        return page(summary, listed(notes), *parts)

    def __repr__(self) -> str:
        rows, inputs = plural(len(self), "row"), plural(len(self.feature_names), "input")
        targets = targets_in_words(self.targets, self.class_names)
        summary = f"Dataset {self.name!r}: {rows}, {inputs} -> {targets}"
        return "\n  ".join((summary, *self.notes))
