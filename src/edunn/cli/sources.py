"""Where data comes from: a name that EduNN knows, or the path of a CSV file."""

from pathlib import Path
from typing import Any

from edunn.data import Dataset, from_csv, load, names
from edunn.errors import SettingError


def is_file(source: str) -> bool:
    """Whether the word means a file: it exists, or it looks like a path. Known names come first.

    Example:
        >>> is_file("iris"), is_file("my.csv"), is_file("irs")
        (False, True, False)
    """
    if source.lower() in names():
        return False
    return Path(source).exists() or bool(Path(source).suffix) or Path(source).name != source


def read(
    source: str,
    target: str | None = None,
    missing: Any = "impute",
    task: Any = None,
) -> Dataset:
    """The data set of that name, or in that file; words are checked where they are used.

    Raises:
        EduNNError: there is none, or its rows cannot be used.

    Example:
        >>> read("iris").class_names
        ('setosa', 'versicolor', 'virginica')
    """
    if is_file(source):
        return from_csv(source, target, missing=missing, task=task)
    data = load(source).treat_missing(missing)
    if target not in (None, data.target_name) or task not in (None, data.task):
        raise SettingError(
            f"{data.name} has its own target, {data.target_name!r} ({data.task}): "
            "--target and --task are for CSV files."
        )
    return data
