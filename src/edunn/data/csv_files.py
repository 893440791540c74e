"""Your own CSV file as a data set, and new rows encoded like those of the training set."""

from collections.abc import Sequence
from itertools import chain
from os import PathLike
from pathlib import Path
from typing import IO, Any

from edunn.arrays import Array, column_names
from edunn.data.cleaning import Missing, Task
from edunn.data.columns import Columns, Unseen
from edunn.data.dataset import Dataset
from edunn.data.frames import table_of
from edunn.data.reading import parse_table, read_table
from edunn.data.table import Table
from edunn.data.understanding import understood
from edunn.errors import SettingError


def from_csv(
    path: str | PathLike[str] | IO[Any],
    target: str | int | None = None,
    *,
    missing: Missing = "impute",
    task: Task | None = None,
    categorical: Sequence[str] = (),
    numeric: Sequence[str] = (),
    ignore: Sequence[str] = (),
    missing_values: Sequence[str] = (),
    header: bool | None = None,
) -> Dataset:
    r"""Read a CSV file as a data set; its `notes` list all guesses.

    Args:
        path: a file, or a file object: cells separated by commas, semicolons, tabs, bars, spaces.
        target: the column to predict, by name or by place from 0; the last one by default.
        missing: "impute" fills gaps (an empty cell, NA, ?, - ...), "drop" drops their rows.
        task: "classification" or "regression" where the guess would be wrong; the target can be
            named `categorical` or `numeric` instead.
        categorical: columns to be one-hot encoded, such as numbers that stand for categories.
        numeric: columns of numbers; a word in them is a missing cell.
        ignore: columns to leave out.
        missing_values: further words, or numbers, that stand for a missing cell.
        header: whether the first row holds names; detected by default.

    Raises:
        FileFormatError: there is no such file, or it is not a table of text.
        DataError: a row, a cell or a column cannot be used; lines and columns are named.
        SettingError: `missing` or `task` is none of its values.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> text = "weight,colour,fruit\n150,green,apple\n,red,cherry\n8,red,cherry"
        >>> with TemporaryDirectory() as folder:
        ...     file = Path(folder, "fruit.csv")
        ...     _ = file.write_text(text)
        ...     from_csv(file)
        Dataset 'fruit': 3 rows, 2 inputs -> 2 classes (apple: 1, cherry: 2)
          target 'fruit': 2 classes
          column 'colour' one-hot encoded: green, red
          1 missing cell in 1 column (weight: 1) filled with the median of the training set
    """
    named = {
        "categorical": _names("categorical", categorical),
        "numeric": _names("numeric", numeric),
        "ignore": _names("ignore", ignore),
    }
    words = _names("missing_values", missing_values)
    expected = [*chain(*named.values()), *([target] if isinstance(target, str) else [])]
    table = _table(path, header, expected)
    name = Path(table.source).stem
    return from_table(table, name, target, missing, task, **named, missing_values=words)


def _names(option: str, names: Sequence[str]) -> Sequence[str]:
    if isinstance(names, str):
        raise SettingError(f"{option} is {names!r}, but must be a list: {option}=[{names!r}].")
    return tuple(str(name) for name in names)


def _table(
    path: str | PathLike[str] | IO[Any], header: bool | None, expected: Sequence[str]
) -> Table:
    """The table in a file, or in an open file of text or bytes."""
    if isinstance(path, (str, PathLike)):
        return read_table(path, header=header, expected=expected)
    content = path.read()
    raw = content.encode() if isinstance(content, str) else bytes(content)
    name = getattr(path, "name", None)
    source = Path(name).name if isinstance(name, str) else "table.csv"
    return parse_table(raw, source, header=header, expected=expected)


def from_table(
    table: Table,
    name: str,
    target: str | int | None = None,
    missing: Missing = "impute",
    task: Task | None = None,
    categorical: Sequence[str] = (),
    **options: Any,
) -> Dataset:
    """Read a table of text as a data set called `name`, with the options of `from_csv`.

    Raises:
        DataError, SettingError: as for `from_csv`; all problems of the table in one message.

    Example:
        >>> records = [{"size": 1, "kind": "a"}, {"size": 2, "kind": "b"}]
        >>> from_table(Table.from_records(records), "two").class_names
        ('a', 'b')
    """
    found = understood(table, target, missing, task, categorical, **options)
    return Dataset.of(found, name, table.source)


def read_rows(source: Any, columns: Columns, unseen: Unseen = "refuse") -> Array:
    r"""Read new rows for a trained model: inputs (N, I), encoded as its training set was.

    The source is a file, or a data frame as for `Dataset.from_frame`. Its columns may come in
    another order, and others, such as the target, are ignored. A category that the training set
    did not have is refused, or, with `unseen="zeros"`, none.

    Raises:
        FileFormatError: there is no such file, or it is not a table of text.
        DataError: a column is absent, or a cell does not fit (named by line and column).

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     file = Path(folder, "new.csv")
        ...     _ = file.write_text("width,height\n2,1\n4,3")
        ...     read_rows(file, Columns.numeric(("height", "width")))
        array([[1., 2.],
               [3., 4.]])
    """
    if isinstance(source, dict) or column_names(source):
        table = table_of(source)
    else:
        table = read_table(source, expected=columns.names)
    return columns.encode(table, unseen)
