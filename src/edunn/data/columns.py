"""Columns: how the cells of a table become the inputs of a network.

A network takes numbers; a table also holds words, codes and gaps. `Columns` keeps what was decided
for each column and is saved with the trained model, so that later tables are encoded exactly as the
training table was.

    cells of text  --read-->  values (N, K), NaN where missing  --expand-->  inputs (N, I)

`K` counts the columns of the table, `I` the inputs of the network. A quantity enters the network as
it is. A word is *one-hot encoded*: each of its C possible values becomes an input of its own, 1
where the cell holds that word and 0 elsewhere; for two values a single 0-or-1 input is enough.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from math import isfinite, nan
from typing import Any, Literal, TypeAlias, final, get_args

import numpy as np
import numpy.typing as npt

from edunn.arrays import Array
from edunn.data.table import Table, is_missing, number
from edunn.errors import DataError, FileFormatError, SettingError
from edunn.messages import Message

Kind: TypeAlias = Literal["numeric", "coded", "categorical"]

Values: TypeAlias = npt.NDArray[Any]
"""The numbers of a table, (N, K): floats with NaN where missing, or bytes, which have no gaps."""


@final
@dataclass(frozen=True)
class Column:
    """One column of a table: its name, its kind, and the value that replaces a missing cell.

    A `numeric` column is a quantity; its gaps are filled with the median. A `coded` column holds
    numbers that stand for categories and stays one input; a `categorical` column holds words and is
    one-hot encoded. Both are filled with the most frequent value.

    Args:
        name: as in the table's header.
        kind: "numeric", "coded" or "categorical".
        categories: the words of a categorical column; a cell's value is a position in them.
        fill: the value of a missing cell.
        unit: the number that counts as 1; a pixel between 0 and 255 has the unit 255.

    Example:
        >>> Column("colour", "categorical", ("blue", "green", "red")).feature_names
        ('colour=blue', 'colour=green', 'colour=red')
        >>> Column("smoker", "categorical", ("no", "yes")).feature_names
        ('smoker=yes',)
    """

    name: str
    kind: Kind = "numeric"
    categories: tuple[str, ...] = ()
    fill: float = 0.0
    unit: float = 1.0

    def __post_init__(self) -> None:
        if self.kind not in get_args(Kind):
            raise SettingError(f"kind is {self.kind!r}, but must be one of {get_args(Kind)}.")
        if not isfinite(self.fill) or not isfinite(self.unit) or self.unit == 0:
            raise SettingError(
                f"column {self.name!r} needs a finite fill and a unit that is not 0."
            )
        if self.kind == "categorical" and not 0 <= self.fill < len(self.categories):
            raise SettingError(f"column {self.name!r} needs categories, and a fill among them.")

    @property
    def feature_names(self) -> tuple[str, ...]:
        """The names of the inputs that this column becomes."""
        if self.kind != "categorical":
            return (self.name,)
        shown = self.categories[1:] if len(self.categories) == 2 else self.categories
        return tuple(f"{self.name}={category}" for category in shown)

    @property
    def rule(self) -> str:
        """The rule that fills missing cells, in words."""
        return "median" if self.kind == "numeric" else "most frequent value"

    def read(self, table: Table) -> Array:
        """Read this column's cells: (N,) numbers or positions of categories, NaN where missing.

        Raises:
            DataError: a cell is not a number, or not one of the known categories.
        """
        cells = table.cells(self.name)
        position = {category: float(k) for k, category in enumerate(self.categories)}
        value_of = position.get if self.kind == "categorical" else number
        values = {cell: nan if is_missing(cell) else value_of(cell) for cell in set(cells)}
        if None in values.values():
            row = next(row for row, cell in enumerate(cells) if values[cell] is None)
            raise DataError(
                f"{table.where(row, self.name)}: found {cells[row]!r}, {self._wanted()}"
            )
        return np.array([values[cell] for cell in cells], dtype=np.float64)

    def _wanted(self) -> str:
        if self.kind == "categorical":
            known = ", ".join(self.categories)
            return (
                f"expected one of {known}. Correct the cell, or leave it empty to have it filled."
            )
        return "expected a number. Correct the cell, or leave it empty to have it filled."

    def fitted(self, values: Array) -> "Column":
        """The column with its fill computed from training rows (N,), if any is present."""
        present = values[~np.isnan(values)]
        if not len(present):
            return self
        if self.kind == "numeric":
            return replace(self, fill=float(np.median(present)))
        different, counts = np.unique(present, return_counts=True)
        return replace(self, fill=float(different[np.argmax(counts)]))

    def expand(self, values: Array) -> Array:
        """The inputs (N, number of feature names) that complete values (N,) become."""
        if self.kind != "categorical":
            return values[:, np.newaxis] / self.unit
        hot = values[:, np.newaxis] == np.arange(len(self.categories))  # (N, 1) == (C,) -> (N, C)
        shown: Array = hot[:, -len(self.feature_names) :].astype(values.dtype)  # (N, C), or (N, 1)
        return shown

    def to_json(self) -> dict[str, Any]:
        """The column as plain texts, numbers and a list."""
        return {**asdict(self), "categories": list(self.categories)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Column":
        """The column that `to_json` wrote; KeyError, TypeError or ValueError if it is damaged."""
        categories = tuple(str(category) for category in data["categories"])
        fill, unit = float(data["fill"]), float(data["unit"])
        return cls(str(data["name"]), data["kind"], categories, fill, unit)


@final
@dataclass(frozen=True)
class Columns:
    """All columns from which a network takes its inputs, in order.

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
            raise DataError(Message("data.no_input"))
        twice = sorted(name for name, count in Counter(self.names).items() if count > 1)
        if twice:
            raise DataError(Message("data.column_comes_twice", name=twice[0]))

    def __len__(self) -> int:
        return len(self.columns)

    @classmethod
    def numeric(cls, names: tuple[str, ...], *, unit: float = 1.0) -> "Columns":
        """Columns of plain numbers with these names."""
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
        """The columns with fills computed from training values (N, K); bytes have no gaps."""
        if values.dtype.kind != "f":
            return self
        return Columns(tuple(c.fitted(values[:, k]) for k, c in enumerate(self.columns)))

    def expand(self, values: Values) -> Array:
        """Fill the gaps of values (N, K) and encode them as inputs (N, I)."""
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
        """The columns as plain dictionaries, lists, texts and numbers."""
        return {"columns": [column.to_json() for column in self.columns]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Columns":
        """The columns that `to_json` wrote.

        Raises:
            FileFormatError: the description is damaged.
        """
        try:
            return cls(tuple(Column.from_json(column) for column in data["columns"]))
        except (KeyError, TypeError, ValueError) as error:
            raise FileFormatError(
                f"the description of the columns is damaged ({type(error).__name__}: {error}). "
                "Save the model again, or train it anew."
            ) from None
