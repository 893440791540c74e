"""One column: how its cells become numbers, and what stands in for a missing one.

A quantity enters a network as it is. A word does not: each of its possible values becomes an input
of its own, 1 where the cell holds that word and 0 elsewhere ("one-hot").
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from math import isfinite, nan
from typing import Any, Literal, TypeAlias, final, get_args

import numpy as np

from edunn.arrays import Array
from edunn.data.cells import is_missing, number
from edunn.data.table import Table
from edunn.errors import DataError, SettingError

Kind: TypeAlias = Literal["numeric", "coded", "categorical"]


@final
@dataclass(frozen=True)
class Column:
    """One column of a table: its name, its kind, and what a missing cell becomes.

    A `numeric` column is a quantity; its gaps take the median. A `coded` one holds numbers that
    stand for categories and stay one input; a `categorical` one holds words and is one-hot
    encoded. The gaps of those two take the most frequent value.

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
        """How a missing cell is filled, in words."""
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
        """Take the fill from training rows (N,); where they are all missing, keep the old one."""
        present = values[~np.isnan(values)]
        if not len(present):
            return self
        if self.kind == "numeric":
            return replace(self, fill=float(np.median(present)))
        different, counts = np.unique(present, return_counts=True)
        return replace(self, fill=float(different[np.argmax(counts)]))

    def expand(self, values: Array) -> Array:
        """Turn complete values (N,) into inputs (N, number of feature names)."""
        if self.kind != "categorical":
            return values[:, np.newaxis] / self.unit
        hot = values[:, np.newaxis] == np.arange(len(self.categories))  # (N, 1) == (C,) -> (N, C)
        shown: Array = hot[:, -len(self.feature_names) :].astype(values.dtype)  # (N, C), or (N, 1)
        return shown

    def to_json(self) -> dict[str, Any]:
        """Describe the column in plain texts, numbers and a list."""
        return {**asdict(self), "categories": list(self.categories)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Column":
        """Rebuild what `to_json` described; KeyError, TypeError or ValueError if it is damaged."""
        categories = tuple(str(category) for category in data["categories"])
        fill, unit = float(data["fill"]), float(data["unit"])
        return cls(str(data["name"]), data["kind"], categories, fill, unit)
