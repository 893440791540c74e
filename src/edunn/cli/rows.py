"""Rows for a trained network: from a CSV file or a line of text, read as its training rows were."""

from os import PathLike

from edunn.arrays import Array
from edunn.data import Columns, Table, read_table
from edunn.errors import DataError
from edunn.model import Model
from edunn.text import abridged, plural


def columns_of(model: Model, table: Table | None = None) -> Columns:
    """How a table becomes this model's inputs; one that learned from nameless arrays goes by place.

    Example:
        >>> columns_of(Model([[2], [1]], "mse")).names
        ('x1', 'x2')
    """
    if model.columns is not None:
        return model.columns
    inputs = model.network.input_shape[0]
    places = tuple(f"x{k + 1}" for k in range(inputs))
    known = model.feature_names or (places if table is None else table.header[:inputs])
    return Columns.numeric(known)


def table_for(model: Model, path: str | PathLike[str]) -> Table:
    """The table in a CSV file whose header, if it has one, names this model's columns."""
    return read_table(path, expected=columns_of(model).names)


def of_table(model: Model, table: Table) -> Array:
    """The rows of a table as inputs, `(N, I)`; other columns are ignored.

    Raises:
        DataError: a column is absent, or a cell does not fit (named by line and column).
    """
    return columns_of(model, table).encode(table)


def of_text(model: Model, text: str) -> Array:
    """One row of raw values, parted by commas, as inputs `(1, I)`; an empty one is missing.

    Raises:
        DataError: not one value a column, or one that cannot be read.

    Example:
        >>> of_text(Model([[2], [1]], "mse"), "1.5, 2")
        array([[1.5, 2. ]])
    """
    columns = columns_of(model)
    cells = [cell.strip() for cell in text.split(",")]
    if len(cells) != len(columns):
        raise DataError(
            f"--row {text!r} has {plural(len(cells), 'value')}, but this model takes "
            f"{len(columns)}: {', '.join(abridged(columns.names))}."
        )
    return columns.encode(Table(columns.names, [cells], [1], "--row"))
