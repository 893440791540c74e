"""The store: runs and their records in one SQLite file, which screens may add tables to.

A run is stored as the message that the page gets, so it is validated when it is read. A row that is
no such message, because another program has changed it, is left out, and named. Learning curves are
stored in chunks, each a few epochs long; the place of a chunk is that of its last record.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar, final

from pydantic import ValidationError

from edunn.errors import FileFormatError
from edunn.messages import Message as Coded
from edunn.studio.messages import Message, NotFound
from edunn.studio.runs.database import LOG, Database, Schema
from edunn.studio.runs.live_settings import Change
from edunn.studio.runs.messages import NO_CURVES, Curves, Record, Run

Kind = TypeVar("Kind", bound=Message)

MARK = 0x45644E4E
"""SQLite's `application_id`: "EdNN"."""

VERSION = 1

TABLES = {
    "runs": "CREATE TABLE runs (id INTEGER PRIMARY KEY AUTOINCREMENT, message TEXT NOT NULL)",
    "records": """
        CREATE TABLE records (
            run INTEGER NOT NULL, place INTEGER NOT NULL, record TEXT NOT NULL,
            PRIMARY KEY (run, place)
        ) WITHOUT ROWID
    """,
    "changes": """
        CREATE TABLE changes (
            run INTEGER NOT NULL, place INTEGER NOT NULL, change TEXT NOT NULL,
            PRIMARY KEY (run, place)
        ) WITHOUT ROWID
    """,
}

PATIENCE = 5.0
"""Seconds that a run in progress waits to be stored while another program writes."""


@final
class Store:
    """Runs and records in the file at `path`, which is created where there is none.

    Args:
        path: the file.
        tell: receives a note on what happened to the file while it was open.

    Raises:
        FileFormatError: the file is damaged, or of another program or version.
        NotStored: the disk is full, the file read-only ...
        Locked: another program has locked it.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     store = Store(Path(folder) / "runs.sqlite")
        ...     store.runs()
        ...     store.close()
        []
    """

    def __init__(self, path: Path, tell: Callable[[Coded], None] = LOG.warning) -> None:
        self._base = Database(path, Schema(TABLES, MARK, VERSION), tell)

    @property
    def notes(self) -> list[Coded]:
        """What happened to the file since it was opened, and which runs in it cannot be read."""
        damaged = [number for number, run in self._read_runs() if run is None]
        return [*self._base.notes, *(self._damage(number) for number in damaged)]

    def close(self) -> None:
        """Finish writing, and close the file."""
        self._base.close()

    def begin(self, run: Run) -> Run:
        """Store a new run; SQLite chooses its id."""
        with self._base.transaction() as base:
            sql = "INSERT INTO runs (message) VALUES (?)"
            number = base.execute(sql, (run.model_dump_json(),)).lastrowid
            begun = run.model_copy(update={"id": number})
            _update(base, begun)
        return begun

    def save(
        self,
        run: Run,
        curves: Curves = NO_CURVES,
        changes: Sequence[Change] | None = None,
        patience: float = PATIENCE,
    ) -> bool:
        """Store a run, its new records as curves, and all its changes, in one transaction.

        Returns:
            Whether there is such a run; of one that was deleted, nothing is stored.
        """
        chunks = [(run.id, end, curves.model_dump_json()) for end in curves.index[-1:]]
        with self._base.transaction(patience) as base:
            if not _update(base, run):
                return False
            base.executemany("INSERT OR REPLACE INTO records VALUES (?, ?, ?)", chunks)
            if changes is not None:
                changed = [(run.id, k, one.model_dump_json()) for k, one in enumerate(changes)]
                base.execute("DELETE FROM changes WHERE run = ?", (run.id,))
                base.executemany("INSERT INTO changes VALUES (?, ?, ?)", changed)
        return True

    def run(self, number: int) -> Run:
        """The run of that number.

        Raises:
            NotFound: there is none.
            FileFormatError: its row is damaged.
        """
        found = self.select("SELECT message FROM runs WHERE id = ?", number)
        if not found:
            raise NotFound(Coded("run.not_found", number=number))
        return self._read(Run, number, found[0][0]).model_copy(update={"id": number})

    def runs(self) -> list[Run]:
        """All runs that can be read, the oldest first; `notes` names the others."""
        return [run for _, run in self._read_runs() if run is not None]

    def count(self) -> int:
        """The number of runs."""
        count: int = self.select("SELECT count(*) FROM runs")[0][0]
        return count

    def curves(self, number: int) -> Curves:
        """A run's learning curves."""
        found = self.select("SELECT record FROM records WHERE run = ? ORDER BY place", number)
        chunks = [self._chunk(number, str(chunk)) for (chunk,) in found]
        columns = {
            name: [value for chunk in chunks for value in getattr(chunk, name)]
            for name in Curves.model_fields
        }
        return NO_CURVES.model_copy(update=columns)

    def count_records(self, number: int) -> int:
        """The number of records of a run."""
        sql = "SELECT max(CAST(place AS INTEGER)) FROM records WHERE run = ?"
        return int(self.select(sql, number)[0][0] or 0)

    def changes(self, number: int) -> list[Change]:
        """The changes of settings during a run, in order."""
        found = self.select("SELECT change FROM changes WHERE run = ? ORDER BY place", number)
        return [self._read(Change, number, change) for (change,) in found]

    def delete_after(self, number: int, place: int) -> None:
        """Delete the chunks of curves that reach beyond that record."""
        self.execute("DELETE FROM records WHERE run = ? AND place > ?", number, place)

    def delete(self, number: int) -> bool:
        """Delete a run and its records, readable or not; False if there is no such run."""
        with self._base.transaction() as base:
            base.execute("DELETE FROM records WHERE run = ?", (number,))
            base.execute("DELETE FROM changes WHERE run = ?", (number,))
            return bool(base.execute("DELETE FROM runs WHERE id = ?", (number,)).rowcount)

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        """Run a statement in a transaction of its own."""
        return self._base.execute(sql, *values)

    def select(self, sql: str, *values: Any) -> list[Any]:
        """All rows that a query finds; it waits for no writer."""
        return self._base.select(sql, *values)

    def _read_runs(self) -> Iterator[tuple[int, Run | None]]:
        """All runs by number; None for one that cannot be read."""
        for number, message in self.select("SELECT id, message FROM runs ORDER BY id"):
            run = None
            with suppress(FileFormatError):
                run = self._read(Run, number, message).model_copy(update={"id": number})
            yield number, run

    def _chunk(self, number: int, stored: str) -> Curves:
        """A chunk of curves; earlier versions stored each record by itself."""
        if '"index":[' in stored:
            return self._read(Curves, number, stored)
        record = self._read(Record, number, stored)
        return Curves.of({name: [value] for name, value in record})

    def _read(self, kind: type[Kind], number: int, stored: object) -> Kind:
        """A message in a row, which may hold anything."""
        try:
            return kind.model_validate_json(str(stored))
        except ValidationError as error:
            raise FileFormatError(self._damage(number)) from error

    def _damage(self, number: int) -> Coded:
        return Coded("run.is_unreadable", number=number, file=self._base.path.name)


def _update(base: sqlite3.Connection, run: Run) -> bool:
    """Replace the message of a run; False if there is no such run."""
    update = "UPDATE runs SET message = ? WHERE id = ?"
    return bool(base.execute(update, (run.model_dump_json(), run.id)).rowcount)


def now() -> str:
    """The present time in UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")
