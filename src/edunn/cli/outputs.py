"""Output files: what `--output` names, checked before hours of work, and written as a whole.

The ending of a name decides what is written there; `-` is standard output.
"""

import csv
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from edunn.cli.interrupts import raised
from edunn.errors import SettingError
from edunn.text import as_json

STDOUT = Path("-")

PAGES = (".html", ".json")
"""The endings of reports: a page, and its numbers."""

TABLES = (".csv", ".json")

Writers = Mapping[str, Callable[[], str]]
"""By ending, the function that gives the text of such a file."""


def refuse_bad_outputs(places: Sequence[Path], endings: Sequence[str] = PAGES) -> None:
    """Check the names of output files before hours of work.

    Raises:
        SettingError: a name has another ending, or comes twice, or there is no such folder.

    Example:
        >>> refuse_bad_outputs([Path("compare.pdf")])
        Traceback (most recent call last):
        edunn.errors.SettingError: --output compare.pdf: the name must end in .html or .json.
    """
    for place in places:
        if place == STDOUT and ".csv" in endings:
            continue
        if place.suffix not in endings:
            raise SettingError(f"--output {place}: the name must end in {_either(endings)}.")
        if place.is_dir() or not place.parent.is_dir():
            raise SettingError(f"--output {place}: give a file's name in a folder that exists.")
    if len(set(places)) < len(places):
        raise SettingError(f"--output {places[-1]} is there twice. Give each name once.")


def write_outputs(places: Sequence[Path], writers: Writers) -> None:
    """Write each file, by its ending, all of it or nothing; `-` gets what a .csv would have."""
    from edunn.files.atomic import write_atomically

    for place in places:
        text = writers[".csv" if place == STDOUT else place.suffix]()
        if place == STDOUT:
            sys.stdout.buffer.write(text.encode())  # the very bytes that a file would have
            sys.stdout.buffer.flush()
        else:
            with raised():
                write_atomically(place, text.encode())


def json_of(document: Any) -> str:
    """The text of a JSON file."""
    return json.dumps(as_json(document), indent=1, ensure_ascii=False)


def csv_of(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The text of a CSV file.

    Example:
        >>> print(csv_of(["a", "b"], [["1", "x, y"]]), end="")
        a,b
        1,"x, y"
    """
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    return text.getvalue()


def _either(endings: Sequence[str]) -> str:
    """The endings, with "or" between them."""
    *others, last = endings
    return f"{', '.join(others)} or {last}" if others else last


def as_cell(text: str) -> str:
    """A name as a cell that no spreadsheet takes for a formula; numbers are as they are.

    Example:
        >>> as_cell("=HYPERLINK(1)"), as_cell("-1"), as_cell("yes")
        ("'=HYPERLINK(1)", '-1', 'yes')
    """
    from edunn.data.table import number

    is_formula = text[:1] in ("=", "+", "-", "@", "\t", "\r") and number(text) is None
    return f"'{text}" if is_formula else text
