"""Data frames: a table of pandas, Polars, PyArrow or another library as a table of text."""

from collections.abc import Iterable
from typing import Any

from edunn.arrays import column_names
from edunn.data.table import Table
from edunn.errors import DataError


def table_of(frame: Any, source: str = "the data frame") -> Table:
    """A data frame as a table of text; its index is left out.

    Any object will do that names its columns and gives each by its name.

    Raises:
        DataError: it is no data frame, or has no row.

    Example:
        >>> table_of({"age": [63, None], "sex": ["m", "f"]}).rows
        [['63', 'm'], ['', 'f']]
    """
    names = tuple(frame) if isinstance(frame, dict) else column_names(frame)
    if not names:
        raise DataError(
            f"{source} is {type(frame).__name__}, expected a data frame: named columns. "
            "For arrays, use Dataset.from_arrays."
        )
    if len(set(map(str, names))) != len(names):
        raise DataError(f"{source} has two columns of one name. Rename one of them.")
    columns = {str(name): [_cell(value) for value in _values(frame[name])] for name in names}
    if not all(columns.values()):
        raise DataError(f"{source} has no rows. Pass at least one.")
    rows = [list(cells) for cells in zip(*columns.values(), strict=True)]
    return Table(tuple(columns), rows, range(len(rows)), source)


def _values(column: Any) -> Iterable[Any]:
    for method in ("to_pylist", "to_list", "tolist"):
        if hasattr(column, method):
            values: Iterable[Any] = getattr(column, method)()
            return values
    return list(column)


def _cell(value: Any) -> str:
    """A value as a table of text has it: missing ones are empty."""
    if value is None or str(value) in ("nan", "NaT", "<NA>"):
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace").strip()
    return str(value).strip()
