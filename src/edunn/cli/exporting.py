"""From a data set back to a CSV file, which `from_csv` reads as the same data set."""

import csv
from collections.abc import Iterator
from os import PathLike

import numpy as np

from edunn.data import Column, Dataset


def write_csv(dataset: Dataset, path: str | PathLike[str]) -> None:
    """Write the values as they were read, gaps empty, words as words, the target last.

    Raises:
        OSError: the file cannot be written.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from edunn.data import load
        >>> with TemporaryDirectory() as folder:
        ...     write_csv(load("iris"), Path(folder, "iris.csv"))
        ...     Path(folder, "iris.csv").read_text().splitlines()[1]
        '5.1,3.5,1.4,0.2,setosa'
    """
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*dataset.columns.names, dataset.target_name])
        writer.writerows(_rows(dataset))


def _rows(dataset: Dataset) -> Iterator[list[str]]:
    answers = dataset.targets if dataset.class_names is None else dataset.labels
    for values, answer in zip(dataset.values, answers.tolist(), strict=True):
        cells = zip(dataset.columns.columns, values.tolist(), strict=True)
        yield [*(cell(column, value) for column, value in cells), str(answer)]


def cell(column: Column, value: float) -> str:
    """Write one value of a column as a table has it.

    Example:
        >>> cell(Column("age"), 63.0), cell(Column("sex", "categorical", ("f", "m")), 1.0)
        ('63', 'm')
    """
    if np.isnan(value):
        return ""
    if column.kind == "categorical":
        return column.categories[int(value)]
    return str(int(value)) if value == int(value) else repr(float(value))
