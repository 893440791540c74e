"""The database: one SQLite file that no reader has to wait for, and that is not lost while open.

SQLite writes ahead (WAL), so what is written survives a crash at any moment, and a reader sees the
last transaction while the next one is written. Reader and writer have a connection each.

A file that is deleted while it is open still exists for its connections. So it can be written anew,
with all that is in it, as soon as its absence is noticed, which is with the next request.

Source: SQLite, "Write-Ahead Logging", "Online Backup API", "How To Corrupt An SQLite Database".
"""

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from logging import getLogger
from pathlib import Path
from secrets import token_hex
from threading import RLock
from typing import Any, NamedTuple, TypeAlias, final

from edunn.errors import EduNNError, FileFormatError
from edunn.messages import Message as Coded
from edunn.studio.messages import Locked
from edunn.studio.storage import in_words, is_damage, problem_of

PATIENCE = 1.0
"""Seconds that a request waits for another writer, here or in another program."""

Identity: TypeAlias = tuple[tuple[int, int] | None, ...]

LOG = getLogger(__name__)


class Schema(NamedTuple):
    """What a file has to be.

    Attributes:
        tables: the SQL that creates each table, by its name.
        mark: SQLite's `application_id`.
        version: SQLite's `user_version`.
    """

    tables: dict[str, str]
    mark: int
    version: int


@final
class Database:
    """An open file, which is created where there is none.

    Raises:
        FileFormatError: the file is damaged, or of another program or version.
        NotStored: the disk is full, the file read-only ...
        Locked: another program has locked it.

    Attributes:
        notes: what happened to the file since it was opened.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> schema = Schema({"songs": "CREATE TABLE songs (title TEXT)"}, mark=7, version=1)
        >>> with TemporaryDirectory() as folder:
        ...     base = Database(Path(folder) / "songs.sqlite", schema)
        ...     base.execute("INSERT INTO songs VALUES (?)", "Gracias a la vida").rowcount
        ...     base.select("SELECT title FROM songs")
        ...     base.close()
        1
        [('Gracias a la vida',)]
    """

    def __init__(
        self, path: Path, schema: Schema, tell: Callable[[Coded], None] = LOG.warning
    ) -> None:
        self.path, self._schema, self._tell = path.absolute(), schema, tell
        self.notes: list[Coded] = []
        self._writing, self._reading = RLock(), RLock()
        self._is_closed = False
        self._connect()

    def close(self) -> None:
        """Finish writing, and close the file."""
        self._write_anew_if_gone()
        with self._writing, self._reading:
            self._is_closed = True
            self._reader.close()
            self._writer.close()

    @contextmanager
    def transaction(self, patience: float = PATIENCE) -> Iterator[sqlite3.Connection]:
        """A transaction: all of its statements, or none of them.

        Raises:
            Locked: another transaction took longer than `patience`, in seconds.
            NotStored: the disk is full, the file read-only ...
        """
        self._write_anew_if_gone()
        if not self._writing.acquire(timeout=patience):
            raise Locked(Coded("storage.is_locked", file=self.path.name))
        try:
            with in_words(self.path), self._writer:  # commits, or rolls back
                self._writer.execute(f"PRAGMA busy_timeout = {round(1000 * patience)}")
                self._writer.execute("BEGIN IMMEDIATE")
                yield self._writer
        finally:
            self._writing.release()

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        """A statement in a transaction of its own."""
        with self.transaction() as base:
            return base.execute(sql, values)

    def select(self, sql: str, *values: Any) -> list[Any]:
        """All rows that a query finds, without those of a transaction in progress."""
        self._write_anew_if_gone()
        with self._reading, in_words(self.path), closing(self._reader.execute(sql, values)) as rows:
            return rows.fetchall()

    def _connect(self) -> None:
        with ExitStack() as opened:  # what was opened is closed after an error
            try:
                writer = opened.enter_context(closing(_connection(self.path)))
                _prepare(writer, self._schema)
                reader = opened.enter_context(closing(_connection(self.path)))
                reader.execute("PRAGMA query_only = ON")
                _tables_of(reader)  # opens the file beside it that is written ahead
            except (sqlite3.Error, OSError, FileFormatError) as error:
                raise self._reason(error) from error
            opened.pop_all()
        self._writer, self._reader = writer, reader
        self._identity = self._seen()

    def _reason(self, error: Exception) -> EduNNError:
        """Why the file cannot be opened: a healthy one must not be moved away."""
        problem = None if is_damage(error) else problem_of(error, self.path)
        if problem is not None and not isinstance(problem, FileFormatError):
            return problem
        return FileFormatError(
            Coded("storage.is_of_others", file=self.path.name, reason=str(error))
        )

    # A file that is deleted, moved or replaced while it is open

    def _seen(self) -> Identity:
        return tuple(map(_identity, (self.path, _beside(self.path, "-wal"))))

    def _write_anew_if_gone(self) -> None:
        if self._seen() == self._identity or self._is_closed:
            return
        with self._writing, self._reading:
            if self._seen() != self._identity and not self._is_closed:
                with in_words(self.path):
                    self._write_anew()

    def _write_anew(self) -> None:
        """Copy all that the open file has into a new one of its name."""
        gone = self._writer, self._reader
        self.path.parent.mkdir(exist_ok=True)
        hidden = self.path.with_name(f".{token_hex(8)}.part")
        try:
            with closing(sqlite3.connect(hidden)) as copy:
                self._writer.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
            other = self._set_aside()
            for ending in ("-wal", "-shm"):  # those of the file that is gone
                _beside(self.path, ending).unlink(missing_ok=True)
            hidden.replace(self.path)
        finally:
            hidden.unlink(missing_ok=True)
        self._connect()
        for connection in gone:
            connection.close()
        self._note(other)

    def _set_aside(self) -> str | None:
        """The new name of a file that is there instead of ours; None if none is."""
        if _identity(self.path) in (None, self._identity[0]):
            return None
        now = datetime.now()
        other = self.path.with_stem(f"{self.path.stem} found {now:%Y-%m-%d %H.%M.%S}")
        self.path.rename(other)
        return other.name

    def _note(self, other: str | None) -> None:
        facts = {"file": self.path.name, "time": f"{datetime.now():%H:%M}"}
        if other is None:
            note = Coded("storage.written_anew", **facts)
        else:
            note = Coded("storage.set_aside", other=other, **facts)
        self.notes.append(note)
        self._tell(note)


def _connection(path: Path) -> sqlite3.Connection:
    if path.exists() and not os.access(path, os.R_OK | os.W_OK):  # SQLite would tell at a save
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    base = sqlite3.connect(path, PATIENCE, isolation_level=None, check_same_thread=False)
    base.text_factory = lambda content: content.decode(errors="replace")
    return base


def _prepare(base: sqlite3.Connection, schema: Schema) -> None:
    """Check the file, and create what is missing; a file that is complete is not written."""

    def value(name: str) -> Any:
        return base.execute(f"PRAGMA {name}").fetchone()[0]

    found, version = _tables_of(base), value("user_version")
    if found and value("application_id") != schema.mark:
        raise FileFormatError("it belongs to another program")
    if found and version != schema.version:
        raise FileFormatError(f"its version is {version}, and {schema.version} is expected")
    if value("quick_check") != "ok":
        raise FileFormatError("it is damaged")
    if not found >= schema.tables.keys():
        _create(base, schema, schema.tables.keys() - found)
    value("journal_mode = WAL")
    base.execute("PRAGMA synchronous = NORMAL")


def _create(base: sqlite3.Connection, schema: Schema, missing: AbstractSet[str]) -> None:
    with base:
        base.execute("BEGIN IMMEDIATE")
        for name in sorted(missing):
            base.execute(schema.tables[name])
        base.execute(f"PRAGMA application_id = {schema.mark}")
        base.execute(f"PRAGMA user_version = {schema.version}")


def _tables_of(base: sqlite3.Connection) -> set[str]:
    return {name for (name,) in base.execute("SELECT name FROM sqlite_master").fetchall()}


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _identity(path: Path) -> tuple[int, int] | None:
    """What is the same for a file as long as it exists; None if there is none."""
    try:
        found = os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_dev, found.st_ino
