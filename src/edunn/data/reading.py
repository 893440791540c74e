"""Reading a CSV file into a table of text: its bytes, delimiter, header and rows.

CSV is less a format than a habit. The delimiter may be a comma, a semicolon or a tab; the header
may be missing; a spreadsheet may write an invisible mark in front. All of that is detected here,
and errors name the line.
"""

import csv
from collections.abc import Collection, Iterator
from io import StringIO
from itertools import islice
from os import PathLike
from pathlib import Path
from re import fullmatch
from typing import TypeAlias

from edunn.data.table import Table, number
from edunn.errors import DataError, FileFormatError, did_you_mean
from edunn.messages import Message
from edunn.text import abridged

DELIMITERS = ("\t", ";", ",")
"""From the least to the most likely to occur inside a cell."""

Record: TypeAlias = tuple[int, list[str]]
"""The line on which a row starts, and its cells."""


def read_table(
    path: str | PathLike[str], *, header: bool | None = None, expected: Collection[str] = ()
) -> Table:
    """Read a CSV file into a table of text.

    Args:
        path: a file of UTF-8 text, cells separated by commas, semicolons or tabs.
        header: whether the first row holds names; None detects it: names are never numbers.
        expected: names that mark the first row as a header if it contains any of them.

    Raises:
        FileFormatError: there is no such file, or it is not text.
        DataError: it is empty, or a row does not fit (named by its line).

    Example:
        >>> from importlib.resources import as_file, files
        >>> with as_file(files("edunn.data") / "files" / "iris.csv") as path:
        ...     len(read_table(path))
        150
    """
    path = Path(path)
    return parse_table(_bytes_of(path), path.name, header=header, expected=expected)


def parse_table(
    raw: bytes, source: str, *, header: bool | None = None, expected: Collection[str] = ()
) -> Table:
    r"""Read the bytes of a CSV file, as `read_table` does; `source` names them in errors.

    Example:
        >>> table = parse_table(b"age;sex\n63,5;male\n", "people.csv")
        >>> table.header, table.rows
        (('age', 'sex'), [['63.5', 'male']])
    """
    text = _decode(raw, source)
    records = list(_records(text, _sniff(text), source))
    if not records:
        raise DataError(Message("data.empty_text", source=source))
    first = records[0][1]
    if header is None:
        header = not set(expected).isdisjoint(first) or all(number(cell) is None for cell in first)
    names = _names(first if header else [""] * len(first), source)
    rows = records[1:] if header else records
    _check_rows(rows, names, source)
    notes = () if header else (Message("data.no_header", name=names[0]),)
    return Table(names, [cells for _, cells in rows], [line for line, _ in rows], source, notes)


def _bytes_of(path: Path) -> bytes:
    if path.is_dir():
        raise FileFormatError(f"{path} is a directory. Name one of the CSV files in it.")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        siblings = [file.name for file in path.parent.glob("*")]
        hint = did_you_mean(path.name, siblings, otherwise=" Check the name and the directory.")
        raise FileFormatError(f"there is no file {path}.{hint}") from None
    except OSError as error:
        raise FileFormatError(f"{path} cannot be read: {error.strerror}.") from None


def _decode(raw: bytes, source: str) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileFormatError(Message("data.utf16", source=source))
    if b"\0" in raw:
        raise FileFormatError(Message("data.binary", source=source))
    try:
        return raw.decode("utf-8-sig")  # an invisible mark at the start is dropped
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise FileFormatError(Message("data.not_utf8", source=source, line=line)) from None


def _sniff(text: str) -> str:
    """The delimiter that gives the first rows equally many cells, at least two."""
    widths = {delimiter: _widths(text, delimiter) for delimiter in DELIMITERS}
    for delimiter, counts in widths.items():
        if counts[0] > 1 and len(set(counts)) == 1:
            return delimiter
    return max(reversed(DELIMITERS), key=lambda delimiter: widths[delimiter][0])


def _widths(text: str, delimiter: str) -> list[int]:
    """The number of cells in each of the first rows with this delimiter; [0] if it cannot be."""
    sample = csv.reader(StringIO(text, newline=None), delimiter=delimiter, strict=True)
    try:
        return [len(cells) for cells in islice(sample, 20) if cells] or [0]
    except csv.Error:
        return [0]


def _records(text: str, delimiter: str, source: str) -> Iterator[Record]:
    reader = csv.reader(StringIO(text, newline=None), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if len(cells) > 1 or "".join(cells).strip():  # a blank line is no row
                tidy = [cell.strip() for cell in cells]
                yield line, tidy if delimiter == "," else _decimal_points(tidy)
            line = reader.line_num + 1
    except csv.Error as error:
        raise DataError(
            Message("data.unreadable_line", source=source, line=line, error=error)
        ) from None


def _names(header: list[str], source: str) -> tuple[str, ...]:
    """A name for each column; one without a name is numbered."""
    names = tuple(name or f"column_{place}" for place, name in enumerate(header, start=1))
    for place, name in enumerate(names):
        if name in names[:place]:
            raise DataError(
                Message(
                    "data.column_twice",
                    source=source,
                    name=name,
                    first=names.index(name) + 1,
                    second=place + 1,
                )
            )
    return names


def _check_rows(rows: list[Record], names: tuple[str, ...], source: str) -> None:
    if not rows:
        raise DataError(Message("data.only_a_header", source=source, names=", ".join(names)))
    for line, cells in rows:
        if len(cells) != len(names):
            raise DataError(
                Message(
                    "data.cells",
                    source=source,
                    line=line,
                    found=len(cells),
                    expected=len(names),
                    names=", ".join(abridged(names)),
                )
            )


def _decimal_points(cells: list[str]) -> list[str]:
    """Decimal commas as points; possible where commas do not separate cells."""
    return [cell.replace(",", ".") if fullmatch(r"[+-]?\d*,\d+", cell) else cell for cell in cells]
