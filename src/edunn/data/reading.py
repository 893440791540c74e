"""Reading a CSV file into a table of text: its bytes, delimiter, header and rows.

CSV is less a format than a habit. The delimiter may be a comma, a semicolon, a tab, a bar or a run
of spaces; the header may be missing, or hold numbers; a spreadsheet may write an invisible mark in
front, and an empty column at the end. All of that is detected here, and errors name the line.
"""

import csv
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Collection, Iterator
from io import StringIO
from itertools import islice
from os import PathLike
from pathlib import Path
from re import IGNORECASE, findall, match
from typing import TypeAlias

from edunn.data.headers import has_header
from edunn.data.numerals import with_points
from edunn.data.table import Table
from edunn.errors import DataError, FileFormatError, did_you_mean
from edunn.guards import require_path
from edunn.messages import Message
from edunn.text import abridged

DELIMITERS = ("\t", ";", ",", "|")
"""From the least to the most likely to occur inside a cell, bars apart."""

SPACES = " "
"""The delimiter of cells that are separated by runs of spaces and tabs."""

Record: TypeAlias = tuple[int, list[str]]
"""The line on which a row starts, and its cells."""


def read_table(
    path: str | PathLike[str], *, header: bool | None = None, expected: Collection[str] = ()
) -> Table:
    """Read a CSV file into a table of text.

    Args:
        path: a file of text, cells separated by commas, semicolons, tabs, bars or spaces.
        header: whether the first row holds names; None detects it (`edunn.data.headers`).
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
    path = require_path(path)
    return parse_table(_bytes_of(path), path.name, header=header, expected=expected)


def parse_table(
    raw: bytes,
    source: str,
    *,
    header: bool | None = None,
    expected: Collection[str] = (),
    most_columns: int | None = None,
) -> Table:
    r"""Read the bytes of a CSV file, as `read_table` does; `source` names them in errors.

    A table of more columns than `most_columns` is refused at its first row.

    Example:
        >>> table = parse_table(b"age;sex\n63,5;male\n", "people.csv")
        >>> table.header, table.rows
        (('age', 'sex'), [['63.5', 'male']])
    """
    text, decoding = _decode(raw, source)
    delimiter, text, first_line = _sniff(text)
    found = _records(text, delimiter, first_line, source)
    records = _without_empty_cells(list(_no_wider(found, source, most_columns)))
    if not records:
        raise DataError(Message("data.empty_text", source=source))
    if header is None:
        header = has_header([cells for _, cells in records], expected)
    rows = records[1:] if header else records
    names = _names(_header_above(records, header), source)
    _check_rows(rows, names, source)
    cells = [cells for _, cells in rows]
    if delimiter != ",":
        cells = _columns_with_points(cells)
    notes = () if header else (Message("data.no_header", name=names[0]),)
    lines = [line for line, _ in rows]
    return Table(names, cells, lines, source, (*decoding, *notes), header)


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


def _decode(raw: bytes, source: str) -> tuple[str, tuple[str, ...]]:
    """The text, and a note if it is not UTF-8."""
    if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return _decode_utf16(raw, source), ()
    if b"\0" in raw:
        raise FileFormatError(Message("data.binary", source=source))
    try:
        return raw.decode("utf-8-sig"), ()  # an invisible mark at the start is dropped
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        note = Message("data.not_utf8", source=source, line=line)
    try:
        return raw.decode("cp1252"), (note,)
    except UnicodeDecodeError:
        return raw.decode("latin-1"), (note,)  # any byte is a character there


def _decode_utf16(raw: bytes, source: str) -> str:
    try:
        text = raw.decode("utf-16")
    except UnicodeDecodeError:
        raise FileFormatError(Message("data.utf16", source=source)) from None
    if "\0" in text:
        raise FileFormatError(Message("data.binary", source=source))
    return text


def _sniff(text: str) -> tuple[str, str, int]:
    """The delimiter, the text of the table, and the line on which it begins.

    The delimiter is the one that gives the first rows equally many cells, at least two; the first
    row, the header, may have one more or less. A first line `sep=;` names it.
    """
    named = match(r"\ufeff?\"?sep=(.)\"?[ ,;\t]*(?:\r\n|\r|\n)", text, IGNORECASE)
    if named:
        return named[1], text[named.end() :], 2
    widths = {delimiter: _widths(text, delimiter) for delimiter in (*DELIMITERS, SPACES)}
    for tolerance in (0, 1):
        for delimiter in DELIMITERS:
            if _is_even(widths[delimiter], tolerance):
                aligned = delimiter == "\t" and "  " in text[: text.find("\n")].strip()
                by_spaces = aligned and _is_even(widths[SPACES], 0)
                return (SPACES if by_spaces else delimiter), text, 1
    best = max(reversed(DELIMITERS), key=lambda delimiter: widths[delimiter][0])
    if (widths[best][0] <= 1 or best == "\t") and _is_even(widths[SPACES], 1):
        best = SPACES
    return best, text, 1


def _is_even(counts: list[int], tolerance: int) -> bool:
    """Whether all rows have the same number of cells, the first to within `tolerance`."""
    first, *others = counts
    width = others[0] if others else first
    return min(first, width) > 1 and len({width, *others}) == 1 and abs(first - width) <= tolerance


def _widths(text: str, delimiter: str) -> list[int]:
    """The number of cells in each of the first rows with this delimiter; [0] if it cannot be."""
    rows = (cells for _, cells in _rows_of(text, delimiter) if any(cells))
    try:
        return [len(cells) for cells in islice(rows, 50)] or [0]
    except csv.Error:
        return [0]


def _rows_of(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each row's last line and its cells."""
    lines = StringIO(text, newline=None)
    if delimiter == SPACES:
        for line, row in enumerate(lines, start=1):
            yield line, [cell.strip("\"'") for cell in findall(r'"[^"]*"|\S+', row)]
        return
    reader = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True)
    for cells in reader:
        yield reader.line_num, cells


def _records(text: str, delimiter: str, first_line: int, source: str) -> Iterator[Record]:
    line = first_line
    try:
        for last, cells in _rows_of(text, delimiter):
            tidy = [cell.strip() for cell in cells]
            if any(tidy):  # a blank line, or a line of delimiters, is no row
                yield line, tidy
            line = last + first_line
    except csv.Error as error:
        raise DataError(
            Message("data.unreadable_line", source=source, line=line, error=error)
        ) from None


def _no_wider(records: Iterator[Record], source: str, most: int | None) -> Iterator[Record]:
    """The same rows; the first that is too wide is refused before any other is read."""
    for line, cells in records:
        if most is not None and len(cells) > most:
            values = {"source": source, "columns": len(cells), "most": most}
            raise DataError(Message("data.too_many_columns", **values))
        yield line, cells


def _without_empty_cells(records: list[Record]) -> list[Record]:
    """The rows without the empty cells at their ends that no row, or the header alone, has."""
    while records and len(records[0][1]) > 1:
        width = len(records[0][1])
        others = {len(cells) for _, cells in records[1:]}
        if records[0][1][-1] == "" and others <= {width - 1} and others:
            records[0] = (records[0][0], records[0][1][:-1])  # `a,b,` above `1,2`
        elif others == {width + 1} and not any(cells[-1] for _, cells in records[1:]):
            records[1:] = [(line, cells[:-1]) for line, cells in records[1:]]
        elif others <= {width} and not any(cells[-1] for _, cells in records):
            records = [(line, cells[:-1]) for line, cells in records]
        else:
            break
    return records


def _columns_with_points(rows: list[list[str]]) -> list[list[str]]:
    """The rows with decimal points; a comma can be a decimal mark where it separates no cells."""
    columns = [with_points(column) for column in zip(*rows, strict=True)]
    return [list(cells) for cells in zip(*columns, strict=True)]


def _header_above(records: list[Record], header: bool) -> list[str]:
    """The header's cells; empty ones if there is none."""
    first = records[0][1]
    if not header:
        return [""] * len(first)
    lacks_one = len(records) > 1 and len(records[1][1]) == len(first) + 1
    return ["", *first] if lacks_one else first  # some programs name no column of row names


def _names(header: list[str], source: str) -> tuple[str, ...]:
    """A name for each column; one without a name is numbered."""
    names = tuple(name or f"column_{place}" for place, name in enumerate(header, start=1))
    places: dict[str, int] = {}
    for place, name in enumerate(names, start=1):
        first = places.setdefault(name, place)
        if first != place:
            values = {"name": name, "first": first, "second": place}
            raise DataError(Message("data.column_twice", source=source, **values))
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
