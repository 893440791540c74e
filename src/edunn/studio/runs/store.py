"""The store: runs and their records in one SQLite file, which screens may add tables to.

A run is stored as the message that the page gets, so it is validated when it is read. Its learning
curves are stored in chunks, each a few epochs long; the place of a chunk is that of its last
record. SQLite writes ahead (WAL), so what is written survives a crash at any moment.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import Any, final

from pydantic import ValidationError

from edunn.errors import FileFormatError
from edunn.messages import Message as Coded
from edunn.studio.messages import NotFound
from edunn.studio.runs.live_settings import Change
from edunn.studio.runs.messages import NO_CURVES, Curves, Record, Run

MARK = 0x45644E4E
"""SQLite's `application_id`: "EdNN"."""

VERSION = 1

TABLES = f"""
    BEGIN;
    CREATE TABLE IF NOT EXISTS runs (id INTEGER PRIMARY KEY AUTOINCREMENT, message TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS records (
        run INTEGER NOT NULL, place INTEGER NOT NULL, record TEXT NOT NULL,
        PRIMARY KEY (run, place)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS changes (
        run INTEGER NOT NULL, place INTEGER NOT NULL, change TEXT NOT NULL,
        PRIMARY KEY (run, place)
    ) WITHOUT ROWID;
    PRAGMA application_id = {MARK};
    PRAGMA user_version = {VERSION};
    COMMIT;
"""


@final
class Store:
    """Runs and records in the file at `path`, which is created where there is none.

    Raises:
        FileFormatError: the file is damaged, or of another program or version.

    Example:
        >>> Store(Path(":memory:")).runs()
        []
    """

    def __init__(self, path: Path) -> None:
        self._lock = RLock()
        self._base = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        try:
            self._open()
        except (sqlite3.DatabaseError, FileFormatError) as error:
            self._base.close()
            raise FileFormatError(
                f"{path.name} is not a file of runs that this version of EduNN can read ({error}). "
                "Move it away, and the studio will create a new one."
            ) from error

    def close(self) -> None:
        """Finish writing, and close the file."""
        with self._lock:
            self._base.close()

    def begin(self, run: Run) -> Run:
        """Store a new run; SQLite chooses its id."""
        with self._lock:
            found = self.execute("INSERT INTO runs (message) VALUES (?)", run.model_dump_json())
            begun = run.model_copy(update={"id": found.lastrowid})
            self.save(begun)
            return begun

    def save(
        self, run: Run, curves: Curves = NO_CURVES, changes: Sequence[Change] | None = None
    ) -> bool:
        """Store a run, its new records as curves, and all its changes, in one transaction.

        Returns:
            Whether there is such a run; of one that was deleted, nothing is stored.
        """
        chunks = [(run.id, end, curves.model_dump_json()) for end in curves.index[-1:]]
        with self._lock, self._base:
            self.execute("BEGIN")
            update = "UPDATE runs SET message = ? WHERE id = ?"
            if not self.execute(update, run.model_dump_json(), run.id).rowcount:
                return False
            self._base.executemany("INSERT OR REPLACE INTO records VALUES (?, ?, ?)", chunks)
            if changes is not None:
                changed = [(run.id, k, one.model_dump_json()) for k, one in enumerate(changes)]
                self.execute("DELETE FROM changes WHERE run = ?", run.id)
                self._base.executemany("INSERT INTO changes VALUES (?, ?, ?)", changed)
        return True

    def run(self, number: int) -> Run:
        """The run of that number.

        Raises:
            NotFound: there is none.
        """
        found = self.select("SELECT message FROM runs WHERE id = ?", number)
        if not found:
            raise NotFound(Coded("run.not_found", number=number))
        run: Run = _read(Run, found[0][0])
        return run

    def runs(self) -> list[Run]:
        """All runs, the oldest first."""
        return [_read(Run, message) for (message,) in self.select("SELECT message FROM runs")]

    def count(self) -> int:
        """The number of runs."""
        count: int = self.select("SELECT count(*) FROM runs")[0][0]
        return count

    def curves(self, number: int) -> Curves:
        """A run's learning curves."""
        found = self.select("SELECT record FROM records WHERE run = ? ORDER BY place", number)
        chunks = [_chunk(chunk) for (chunk,) in found]
        columns = {
            name: [value for chunk in chunks for value in getattr(chunk, name)]
            for name in Curves.model_fields
        }
        return NO_CURVES.model_copy(update=columns)

    def count_records(self, number: int) -> int:
        """The number of records of a run."""
        ((last,),) = self.select("SELECT max(place) FROM records WHERE run = ?", number)
        return int(last or 0)

    def changes(self, number: int) -> list[Change]:
        """The changes of settings during a run, in order."""
        found = self.select("SELECT change FROM changes WHERE run = ? ORDER BY place", number)
        return [_read(Change, change) for (change,) in found]

    def delete_after(self, number: int, place: int) -> None:
        """Delete the chunks of curves that reach beyond that record."""
        self.execute("DELETE FROM records WHERE run = ? AND place > ?", number, place)

    def delete(self, number: int) -> None:
        """Delete a run and its records."""
        with self._lock, self._base:
            self.execute("BEGIN")
            self.execute("DELETE FROM records WHERE run = ?", number)
            self.execute("DELETE FROM changes WHERE run = ?", number)
            self.execute("DELETE FROM runs WHERE id = ?", number)

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        """Run a statement."""
        with self._lock:
            return self._base.execute(sql, values)

    def select(self, sql: str, *values: Any) -> list[Any]:
        """All rows that a query finds."""
        with self._lock, closing(self._base.execute(sql, values)) as found:
            return found.fetchall()

    def _open(self) -> None:
        mark, version = (
            self.select(f"PRAGMA {of}")[0][0] for of in ("application_id", "user_version")
        )
        is_new = not self.select("SELECT name FROM sqlite_master")
        if not is_new and mark != MARK:
            raise FileFormatError("it belongs to another program")
        if not is_new and version != VERSION:
            raise FileFormatError(f"its version is {version}, and {VERSION} is expected")
        self._base.executescript(TABLES)
        self.execute("PRAGMA journal_mode = WAL")
        self.execute("PRAGMA synchronous = NORMAL")
        if self.select("PRAGMA quick_check")[0][0] != "ok":
            raise FileFormatError("it is damaged")


def now() -> str:
    """The present time in UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _chunk(stored: str) -> Curves:
    """A chunk of curves; earlier versions stored each record by itself."""
    curves: Curves
    if '"index":[' in stored:
        curves = _read(Curves, stored)
    else:
        record: Record = _read(Record, stored)
        curves = Curves.of({name: [value] for name, value in record})
    return curves


def _read(kind: Any, message: str) -> Any:
    try:
        return kind.model_validate_json(message)
    except ValidationError as error:
        raise FileFormatError(f"the file of runs has an invalid {kind.__name__}.") from error
