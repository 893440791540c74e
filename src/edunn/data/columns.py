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
from functools import cached_property, partial
from math import isfinite, nan
from typing import Any, Literal, TypeAlias, final, get_args

import numpy as np
import numpy.typing as npt

from edunn.arrays import Array
from edunn.data.numerals import Notation
from edunn.data.problems import Problems
from edunn.data.table import Table, is_missing, stands_for
from edunn.errors import DataError, FileFormatError, SettingError
from edunn.messages import Message
from edunn.text import abridged

Kind: TypeAlias = Literal["numeric", "coded", "categorical"]

Unseen: TypeAlias = Literal["refuse", "zeros"]
"""What becomes of a word that is no known category."""

MISSING_CATEGORY = "missing"
"""The category of missing cells, where they are so many that being missing may mean something."""

NO_CATEGORY = -1
"""The position of a word that is no known category: none of the column's inputs is then 1."""

TRUTHS = ("true", "false")

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
        symbol, decimal: how its numbers are written (`edunn.data.numerals`).
        missing_values: words that stand for a missing cell in this table.

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
    symbol: str = ""
    decimal: str = "."
    missing_values: tuple[str, ...] = ()

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

    def read(self, table: Table, unseen: Unseen = "refuse") -> Array:
        """Read this column's cells: (N,) numbers or positions of categories, NaN where missing.

        Args:
            unseen: what becomes of a word that is no known category: "refuse", or "zeros": none of
                its inputs is 1. A column with one input for two words is then filled instead.

        Raises:
            DataError: a cell is not a number, or not one of the known categories.
        """
        cells = table.cells(self.name)
        values = {cell: self._value(cell) for cell in set(cells)}
        if unseen == "zeros" and self.kind == "categorical":
            other = nan if len(self.categories) == 2 else float(NO_CATEGORY)
            values = {cell: other if v is None else v for cell, v in values.items()}
        if None in values.values():
            row = next(row for row, cell in enumerate(cells) if values[cell] is None)
            raise self._refusal(table.where(row, self.name), cells[row])
        return np.array([values[cell] for cell in cells], dtype=np.float64)

    def unseen(self, table: Table) -> list[str]:
        """The words of a table that are no known categories of this column, in order."""
        if self.kind != "categorical":
            return []
        words = set(table.cells(self.name))
        return sorted(word for word in words if self._value(word) is None)

    def _value(self, cell: str) -> float | None:
        """The number or position of one cell: NaN where it is missing, None where it is neither."""
        if self.kind != "categorical":
            gap = is_missing(cell) or stands_for(cell, self.missing_values)
            return nan if gap else Notation(self.symbol, self.decimal).number(cell)
        place = self._places.get(cell, self._places.get(cell.lower()))
        if place is None and (is_missing(cell) or stands_for(cell, self.missing_values)):
            return self._places.get(MISSING_CATEGORY, nan)
        return place

    @cached_property
    def _places(self) -> dict[str, float]:
        """The position of each category; of true and false also in other spellings."""
        places = {category: float(k) for k, category in enumerate(self.categories)}
        truths = {name.lower(): k for name, k in places.items() if name.lower() in TRUTHS}
        return truths | places

    def _refusal(self, where: str, found: str) -> DataError:
        if self.kind == "categorical":
            known = ", ".join(abridged(self.categories))
            return DataError(Message("data.unseen_category", where=where, found=found, known=known))
        return DataError(Message("data.no_number", where=where, found=found))

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
        lists = {"categories": list(self.categories), "missing_values": list(self.missing_values)}
        return {**asdict(self), **lists}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Column":
        """The column that `to_json` wrote; KeyError, TypeError or ValueError if it is damaged."""
        categories = tuple(str(category) for category in data["categories"])
        fill, unit = float(data["fill"]), float(data["unit"])
        symbol, decimal = str(data.get("symbol", "")), str(data.get("decimal", "."))
        missing = tuple(str(word) for word in data.get("missing_values", ()))
        name, kind = str(data["name"]), data["kind"]
        return cls(name, kind, categories, fill, unit, symbol, decimal, missing)


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

    def encode(self, table: Table, unseen: Unseen = "refuse") -> Array:
        """Read a table into inputs (N, I); other columns of the table are ignored.

        Raises:
            DataError: a column is absent, or a cell cannot be read (named by line and column).
        """
        return self.expand(self.read(table, unseen))

    def read(self, table: Table, unseen: Unseen = "refuse") -> Array:
        """Read a table into values (N, K), NaN where a cell is missing.

        Raises:
            DataError: a column is absent, or a cell cannot be read; all problems in one message.
        """
        problems = Problems(table.source)
        values = [problems.of(partial(c.read, table, unseen)) for c in self.columns]
        if problems.found:
            raise problems.error
        return np.stack([column for column in values if column is not None], axis=1)

    def notes_on_unseen(self, table: Table) -> tuple[str, ...]:
        """A note for each column of a table with words that were not in the training set.

        Example:
            >>> columns = Columns((Column("pet", "categorical", ("cat", "dog", "owl")),))
            >>> columns.notes_on_unseen(Table.from_records([{"pet": "emu"}]))
            ("column 'pet': emu not in the training set, so all its inputs are 0",)
        """
        notes = []
        for column in self.columns:
            words = column.unseen(table)
            code = "data.unseen_filled" if len(column.categories) == 2 else "data.unseen_zeros"
            if words:
                notes.append(Message(code, name=column.name, words=", ".join(abridged(words))))
        return tuple(notes)

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
