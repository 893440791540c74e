"""The store: runs, their records and My digits, in one SQLite file.

A run is kept as the message that the page gets, so what is read is checked as what is sent.
SQLite writes ahead (WAL): whatever was written survives the end of the process at any moment.
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
from edunn.studio.changes import Change
from edunn.studio.problems import NotFound
from edunn.studio.wire.digits import KeptDigit
from edunn.studio.wire.runs import Record, Run

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
    CREATE TABLE IF NOT EXISTS digits (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        label INTEGER NOT NULL, seen TEXT NOT NULL, created TEXT NOT NULL
    );
    PRAGMA application_id = {MARK};
    PRAGMA user_version = {VERSION};
    COMMIT;
"""


@final
class Store:
    """Runs, records and digits in the file at `path`, which is made where there is none.

    Raises:
        FileFormatError: the file is damaged, or of another program or version.
    """

    def __init__(self, path: Path) -> None:
        self._lock = RLock()
        self._path = path
        self._base = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        try:
            self._open()
        except (sqlite3.DatabaseError, FileFormatError) as error:
            self._base.close()
            raise FileFormatError(
                f"{path.name} is no file of runs that this EduNN can read ({error}). "
                "Move it away, and the studio begins a new one."
            ) from error

    def close(self) -> None:
        """Finish writing and close the file."""
        with self._lock:
            self._base.close()

    # Runs

    def begin(self, run: Run) -> Run:
        """Keep a new run; its id is the file's choice."""
        with self._lock:
            found = self._do("INSERT INTO runs (message) VALUES (?)", run.model_dump_json())
            begun = run.model_copy(update={"id": found.lastrowid})
            self.keep(begun)
            return begun

    def keep(
        self, run: Run, records: Sequence[Record] = (), changes: Sequence[Change] | None = None
    ) -> None:
        """Write down how a run is, its new records, and all changes; all of it or nothing."""
        rows = [(run.id, record.index, record.model_dump_json()) for record in records]
        with self._lock, self._base:
            self._do("BEGIN")
            self._do("UPDATE runs SET message = ? WHERE id = ?", run.model_dump_json(), run.id)
            self._base.executemany("INSERT OR REPLACE INTO records VALUES (?, ?, ?)", rows)
            if changes is not None:
                told = [(run.id, k, one.model_dump_json()) for k, one in enumerate(changes)]
                self._do("DELETE FROM changes WHERE run = ?", run.id)
                self._base.executemany("INSERT INTO changes VALUES (?, ?, ?)", told)

    def run(self, number: int) -> Run:
        """The run of that number.

        Raises:
            NotFound: there is none.
        """
        found = self._all("SELECT message FROM runs WHERE id = ?", number)
        if not found:
            raise NotFound(f"there is no run {number}: it may have been deleted.")
        run: Run = _read(Run, found[0][0])
        return run

    def runs(self) -> list[Run]:
        """All runs, the oldest first."""
        return [_read(Run, message) for (message,) in self._all("SELECT message FROM runs")]

    def count(self) -> int:
        """How many runs there are."""
        count: int = self._all("SELECT count(*) FROM runs")[0][0]
        return count

    def records(self, number: int) -> list[Record]:
        """A run's records in order."""
        found = self._all("SELECT record FROM records WHERE run = ? ORDER BY place", number)
        return [_read(Record, record) for (record,) in found]

    def count_records(self, number: int) -> int:
        """How many records of a run there are."""
        count: int = self._all("SELECT count(*) FROM records WHERE run = ?", number)[0][0]
        return count

    def changes(self, number: int) -> list[Change]:
        """What was told to a run in mid-way, in order."""
        found = self._all("SELECT change FROM changes WHERE run = ? ORDER BY place", number)
        return [_read(Change, change) for (change,) in found]

    def forget_after(self, number: int, place: int) -> None:
        """Drop a run's records after that one."""
        self._do("DELETE FROM records WHERE run = ? AND place > ?", number, place)

    def delete(self, number: int) -> None:
        """Drop a run with its records."""
        with self._lock, self._base:
            self._do("BEGIN")
            self._do("DELETE FROM records WHERE run = ?", number)
            self._do("DELETE FROM changes WHERE run = ?", number)
            self._do("DELETE FROM runs WHERE id = ?", number)

    # My digits

    def keep_digit(self, label: int, seen: str) -> KeptDigit:
        """Keep what was seen (Base64) under its label."""
        created = now()
        words = "INSERT INTO digits (label, seen, created) VALUES (?, ?, ?)"
        number = self._do(words, label, seen, created).lastrowid
        return KeptDigit(id=number or 0, label=label, seen=seen, created=created)

    def digits(self) -> list[KeptDigit]:
        """All of My digits, the oldest first."""
        names = ("id", "label", "seen", "created")
        found = self._all("SELECT id, label, seen, created FROM digits ORDER BY id")
        return [KeptDigit(**dict(zip(names, row, strict=True))) for row in found]

    def delete_digit(self, number: int) -> None:
        """Drop one of My digits.

        Raises:
            NotFound: there is none of that number.
        """
        if not self._do("DELETE FROM digits WHERE id = ?", number).rowcount:
            raise NotFound(f"there is no kept digit {number}: it may have been deleted.")

    # Helpers

    def _open(self) -> None:
        mark, version = (
            self._all(f"PRAGMA {of}")[0][0] for of in ("application_id", "user_version")
        )
        is_new = not self._all("SELECT name FROM sqlite_master")
        if not is_new and mark != MARK:
            raise FileFormatError("another program made it")
        if not is_new and version != VERSION:
            raise FileFormatError(f"its version is {version}, and {VERSION} is expected")
        self._base.executescript(TABLES)
        self._do("PRAGMA journal_mode = WAL")
        self._do("PRAGMA synchronous = NORMAL")
        if self._all("PRAGMA quick_check")[0][0] != "ok":
            raise FileFormatError("it is damaged")

    def _do(self, words: str, *values: Any) -> sqlite3.Cursor:
        with self._lock:
            return self._base.execute(words, values)

    def _all(self, words: str, *values: Any) -> list[Any]:
        with self._lock, closing(self._base.execute(words, values)) as found:
            return found.fetchall()


def now() -> str:
    """The time, UTC, as the page gets it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _read(kind: Any, message: str) -> Any:
    try:
        return kind.model_validate_json(message)
    except ValidationError as error:
        raise FileFormatError(f"the file of runs has a row that is no {kind.__name__}.") from error
