"""Columns: how a table becomes the inputs of a network, today and tomorrow.

A network takes numbers; a table holds words, codes and gaps. `Columns` remembers what was decided
for each column. It travels with the trained model, so that tomorrow's table is read exactly as the
training table was.

    cells of text  --read-->  values (N, K), NaN where missing  --expand-->  inputs (N, I)

`K` counts columns of the table, `I` inputs of the network: a category becomes one input for each of
its values ("one-hot"), or a single 0-or-1 input when there are only two.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, final

import numpy as np
import numpy.typing as npt

from edunn.arrays import Array
from edunn.data.column import Column
from edunn.data.table import Table
from edunn.errors import DataError, FileFormatError

Values: TypeAlias = npt.NDArray[Any]
"""Numbers of a table, (N, K): floats with NaN where missing, or bytes, which are never missing."""


@final
@dataclass(frozen=True)
class Columns:
    """All columns that a network takes its inputs from, in order.

    Example:
        >>> columns = Columns((Column("age", fill=50.0), Column("ill", "categorical", ("n", "y"))))
        >>> columns.encode(Table.from_records([{"ill": "y", "age": 63}, {"ill": "n", "age": None}]))
        array([[63.,  1.],
               [50.,  0.]])
        >>> Columns.from_json(columns.to_json()) == columns
        True
    """

    columns: tuple[Column, ...]

    def __post_init__(self) -> None:
        if not self.columns:
            raise DataError("there is no column to learn from: at least one input is needed.")
        twice = sorted(name for name, count in Counter(self.names).items() if count > 1)
        if twice:
            raise DataError(f"column {twice[0]!r} comes twice. Give each column its own name.")

    def __len__(self) -> int:
        return len(self.columns)

    @classmethod
    def numeric(cls, names: tuple[str, ...], *, unit: float = 1.0) -> "Columns":
        """Describe plain columns of numbers."""
        return cls(tuple(Column(name, unit=unit) for name in names))

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that a table must have."""
        return tuple(column.name for column in self.columns)

    @property
    def feature_names(self) -> tuple[str, ...]:
        """The names of the network's inputs, `I` of them."""
        return tuple(name for column in self.columns for name in column.feature_names)

    def encode(self, table: Table) -> Array:
        """Read a table into inputs (N, I); other columns of the table are ignored.

        Raises:
            DataError: a column is absent, or a cell cannot be read (named by line and column).
        """
        return self.expand(self.read(table))

    def read(self, table: Table) -> Array:
        """Read a table into values (N, K), NaN where a cell is missing."""
        return np.stack([column.read(table) for column in self.columns], axis=1)

    def fitted(self, values: Values) -> "Columns":
        """Take every fill from training values (N, K); bytes have no gaps and need none."""
        if values.dtype.kind != "f":
            return self
        return Columns(tuple(c.fitted(values[:, k]) for k, c in enumerate(self.columns)))

    def expand(self, values: Values) -> Array:
        """Fill the gaps of values (N, K) and turn them into inputs (N, I)."""
        dtype = np.promote_types(values.dtype, np.float32)
        if dtype == values.dtype:
            fills = np.array([column.fill for column in self.columns], dtype)
            values = np.where(np.isnan(values), fills, values)
        if all(column.kind != "categorical" for column in self.columns):
            units = np.array([column.unit for column in self.columns], dtype)
            inputs: Array = np.divide(values, units, dtype=dtype)  # (N, K) / (K,), and K = I
            return inputs
        return np.hstack([c.expand(values[:, k]) for k, c in enumerate(self.columns)])

    def to_json(self) -> dict[str, Any]:
        """Describe the columns in plain dictionaries, lists, texts and numbers."""
        return {"columns": [column.to_json() for column in self.columns]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Columns":
        """Rebuild what `to_json` described.

        Raises:
            FileFormatError: the description is not one of columns.
        """
        try:
            return cls(tuple(Column.from_json(column) for column in data["columns"]))
        except (KeyError, TypeError, ValueError) as error:
            raise FileFormatError(
                f"the description of the columns is damaged ({type(error).__name__}: {error}). "
                "Save the model again, or train it anew."
            ) from None
