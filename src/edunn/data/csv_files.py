"""Your own CSV file as a data set, and new rows encoded like those of the training set."""

from collections.abc import Sequence
from os import PathLike
from pathlib import Path

from edunn.arrays import Array
from edunn.data.cleaning import Missing
from edunn.data.columns import Columns
from edunn.data.dataset import Dataset, Task
from edunn.data.guessing import guess_columns, read_target, target_name, with_target
from edunn.data.reading import read_table
from edunn.data.table import Table


def from_csv(
    path: str | PathLike[str],
    target: str | int | None = None,
    *,
    missing: Missing = "impute",
    task: Task | None = None,
    categorical: Sequence[str] = (),
    header: bool | None = None,
) -> Dataset:
    r"""Read a CSV file as a data set; its `notes` list all guesses.

    Args:
        path: UTF-8 text, cells separated by commas, semicolons or tabs.
        target: the column to predict, by name or by place from 0; the last one by default.
        missing: "impute" fills gaps (an empty cell, NA, NaN, ?, null), "drop" drops their rows.
        task: "classification" or "regression" where the guess would be wrong.
        categorical: columns of numbers that stand for categories, to be one-hot encoded.
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
    table = read_table(path, header=header)
    return from_table(table, Path(path).stem, target, missing, task, categorical)


def from_table(
    table: Table,
    name: str,
    target: str | int | None = None,
    missing: Missing = "impute",
    task: Task | None = None,
    categorical: Sequence[str] = (),
) -> Dataset:
    """Read a table of text as a data set called `name`, as `from_csv` does.

    Raises:
        DataError, SettingError: as for `from_csv`.

    Example:
        >>> records = [{"size": 1, "kind": "a"}, {"size": 2, "kind": "b"}]
        >>> from_table(Table.from_records(records), "two").class_names
        ('a', 'b')
    """
    answer = target_name(table, target)
    for column in categorical:
        table.cells(column)  # raises for a name that is not there
    table, dropped = with_target(table, answer)
    found = read_target(table, answer, task)
    names = [column for column in table.header if column != answer]
    columns, guesses = guess_columns(table, names, categorical)
    return (
        Dataset(
            name=name,
            values=columns.read(table),
            targets=found.values,
            columns=columns,
            class_names=found.class_names,
            target_name=answer,
            description=f"Read from {table.source}.",
            reading_notes=(*table.notes, *dropped, found.note, *guesses),
        )
        .refitted()
        .treat_missing(missing)
    )


def read_rows(path: str | PathLike[str], columns: Columns) -> Array:
    r"""Read new rows for a trained model: inputs (N, I), encoded as its training set was.

    The file's columns may come in another order, and others, such as the target, are ignored.

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
    return columns.encode(read_table(path, expected=columns.names))
