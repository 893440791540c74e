"""Tables of one's own: CSV files in the workspace, each with the options by which it is read.

Its file is kept as it was sent, and parsed again only after it has changed. Where a guess about the
columns is wrong, the page gives other options. They are kept in a file beside the table, with the
table's first row: they are for this table, and for no other that may be given its name.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TypeAlias, final

from pydantic import ValidationError

from edunn.data import Dataset, Table, names
from edunn.errors import DataError, FileFormatError
from edunn.files.atomic import write_atomically
from edunn.messages import Message as Coded
from edunn.studio.messages import Conflict, NotFound
from edunn.studio.new_tables import NewTable, TableOptions, dataset_of, parsed
from edunn.studio.workspace import inside, is_name
from edunn.text import abridged

OPTIONS = ".options.json"
"""The suffix of a file beside a table with the options by which it is read, if there are any."""

TARGET = ".target"
"""The suffix of such a file of earlier versions: the name of the target alone."""


Version: TypeAlias = tuple[tuple[int, int] | None, ...]
"""Time and size of a table's file, and of those beside it."""


@final
class KeptOptions(TableOptions):
    """The options of a table in the workspace, and its first row, by which it is recognized."""

    first_row: list[str]

    def are_for(self, table: Table) -> bool:
        """Whether they are for this table, as it is read with them."""
        are_there = set(self.named) <= set(table.header)
        return are_there and self.first_row in ([], _first_row(table))


def _first_row(table: Table) -> list[str]:
    """The names of the columns, or without a header the first cells."""
    return list(table.header if table.has_header else table.rows[0])


def own_names(folder: Path) -> list[str]:
    """The names of the tables in a folder, in alphabetical order."""
    return sorted(path.stem for path in folder.glob("*.csv") if is_table(path))


def is_table(path: Path) -> bool:
    """Whether this may be a table of one's own: a file with a valid name."""
    return is_name(path.stem) and path.is_file()


def own_table(folder: Path, name: str) -> Dataset:
    """A table of one's own as a data set; the file is parsed again only after it has changed.

    Raises:
        NotFound: there is none of that name.
        FileFormatError: the file with its options is damaged.
        DataError: the file has changed, and is no longer a table to learn from.
    """
    return _own(folder, name)[0]


def own_options(folder: Path, name: str) -> TableOptions:
    """The options by which a table of one's own is read.

    Raises:
        as for `own_table`.
    """
    return _own(folder, name)[1]


def _own(folder: Path, name: str) -> tuple[Dataset, TableOptions]:
    path, version = inside(folder, name, ".csv"), version_of(folder, name)
    try:
        if version[0]:
            return _read(path, version)
    except FileNotFoundError:
        pass  # it is being deleted
    known = ", ".join(own_names(folder)) or Coded("table.none_yet")
    raise NotFound(Coded("table.not_found", name=name, known=known))


def version_of(folder: Path, name: str) -> Version:
    """Time and size of a table's file, and of those beside it; None for one that is missing."""
    return tuple(_facts_of(inside(folder, name, suffix)) for suffix in (".csv", OPTIONS, TARGET))


def _facts_of(file: Path) -> tuple[int, int] | None:
    try:
        facts = file.stat()
    except FileNotFoundError:
        return None
    return facts.st_mtime_ns, facts.st_size


@lru_cache(maxsize=8)
def _read(path: Path, version: Version) -> tuple[Dataset, TableOptions]:
    """A table, or options, that have changed have another version: another entry of the cache."""
    kept, raw = _kept_beside(path), path.read_bytes()
    if kept.given and not _fit(kept, path.stem, raw):
        kept = KeptOptions(first_row=[])
        table = parsed(path.stem, raw, kept)
        table = replace(table, notes=(*table.notes, Coded("table.options_of_another")))
        return dataset_of(path.stem, table, kept), kept
    return dataset_of(path.stem, parsed(path.stem, raw, kept), kept), kept


def _fit(options: KeptOptions, name: str, raw: bytes) -> bool:
    """Whether options are for the table in this file."""
    try:
        return options.are_for(parsed(name, raw, options))
    except DataError:  # such as no row, below what was said to be a header
        return False


def _kept_beside(path: Path) -> KeptOptions:
    """The options beside a table; without such a file, none are given."""
    file, of_earlier = path.with_name(path.stem + OPTIONS), path.with_name(path.stem + TARGET)
    try:
        if file.is_file():
            return KeptOptions.model_validate_json(file.read_bytes())
        if of_earlier.is_file():
            return KeptOptions(first_row=[], target=of_earlier.read_text("utf-8"))
    except (ValidationError, UnicodeDecodeError):
        raise FileFormatError(Coded("table.options_are_damaged", file=file.name)) from None
    return KeptOptions(first_row=[])


def keep_table(folder: Path, table: NewTable) -> Dataset:
    """Check a table by reading it, then keep it with its options.

    Raises:
        Conflict: the name is taken, in upper or lower case.
        DataError, FileFormatError: it is no table of examples; the line or column is named.
        SettingError: an option contradicts another.
    """
    _require_free(folder, table.name)
    found = parsed(table.name, table.raw, table)
    dataset_of(table.name, found, table)
    with _keeping:
        _require_free(folder, table.name)  # another request may have kept one meanwhile
        _forget_options(folder, table.name)  # those of an earlier table of this name
        if table.given:
            kept = KeptOptions(first_row=_first_row(found), **table.given)
            beside = inside(folder, table.name, OPTIONS)
            write_atomically(beside, kept.model_dump_json(exclude_defaults=True).encode())
        write_atomically(inside(folder, table.name, ".csv"), table.raw)
    return own_table(folder, table.name)


_keeping = Lock()
"""Held while a table is kept or deleted, so that only one request gets a name."""


def _require_free(folder: Path, name: str) -> None:
    inside(folder, name, ".csv")
    if name.lower() in {other.lower() for other in (*names(), *own_names(folder))}:
        raise Conflict(Coded("table.exists", name=name))


def _forget_options(folder: Path, name: str) -> None:
    for suffix in (OPTIONS, TARGET):
        inside(folder, name, suffix).unlink(missing_ok=True)


def delete_table(folder: Path, name: str, runs: Sequence[str] = ()) -> None:
    """Delete a table of one's own, and its options.

    Args:
        folder: the folder of tables.
        name: its name.
        runs: the names of the runs whose data it is, which cannot be opened without it.

    Raises:
        NotFound: there is none of that name.
        Conflict: there are such runs.
    """
    path = inside(folder, name, ".csv")
    with _keeping:
        if not path.is_file():
            raise NotFound(Coded("table.not_yours", name=name))
        if runs:
            raise Conflict(Coded("table.is_in_use", name=name, runs=", ".join(abridged(runs))))
        path.unlink()
        _forget_options(folder, name)
