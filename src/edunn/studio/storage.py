"""Storage: why a file of the workspace cannot be written or read, in words.

SQLite and the operating system report the same few causes in many ways: a full disk, a folder that
may not be written into, a file that another program has locked, a damaged one. Each has its own
remedy, so a message must name the right one.

Source: SQLite, "Result and Error Codes".
"""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile

from edunn.errors import EduNNError
from edunn.messages import Message as Coded
from edunn.studio.messages import Locked, NotStored, Problem

FULL = {
    getattr(errno, name) for name in ("ENOSPC", "EDQUOT", "EFBIG") if hasattr(errno, name)
}  # Windows lacks some
DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}

PROBE_BYTES = 2**16

OF_SQLITE = {
    sqlite3.SQLITE_FULL: "storage.is_full",
    sqlite3.SQLITE_READONLY: "storage.is_denied",
    sqlite3.SQLITE_PERM: "storage.is_denied",
    sqlite3.SQLITE_AUTH: "storage.is_denied",
    sqlite3.SQLITE_BUSY: "storage.is_locked",
    sqlite3.SQLITE_LOCKED: "storage.is_locked",
    sqlite3.SQLITE_PROTOCOL: "storage.is_locked",
    sqlite3.SQLITE_CORRUPT: "storage.is_damaged",
    sqlite3.SQLITE_NOTADB: "storage.is_damaged",
    sqlite3.SQLITE_FORMAT: "storage.is_damaged",
}
"""The cause behind a primary result code; the other codes have several causes, or are bugs."""

UNCLEAR = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}
"""Codes that the operating system has to explain."""


def problem_of(error: Exception, place: Path | None = None) -> EduNNError | None:
    """What went wrong with a file, in words; None if it is no matter of storage.

    Args:
        error: that of the operating system, or of SQLite.
        place: the file, where the error does not name it.

    Example:
        >>> full = OSError(errno.ENOSPC, "No space left", "my flowers.edunn")
        >>> print(problem_of(full))  # doctest: +ELLIPSIS
        there is no space left on the disk of my flowers.edunn: delete something there, or ...
        >>> problem_of(KeyError("a bug"))
    """
    match error:
        case EduNNError():
            return error
        case sqlite3.Error():
            return _of_sqlite(error, place or Path("runs.sqlite"))
        case OSError():
            return _of_system(error, place)
    return None


def in_short(error: Exception) -> str:
    """An error as a message; where its cause is known, with a code."""
    problem = problem_of(error)
    return str(error) if problem is None else problem.message


@contextmanager
def in_words(place: Path) -> Iterator[None]:
    """Raise SQLite's errors in words.

    Raises:
        Locked: another program has locked the file.
        NotStored: the disk is full, the file read-only or damaged ...
    """
    try:
        yield
    except sqlite3.Error as error:
        problem = _of_sqlite(error, place)
        if problem is None:
            raise
        raise problem from error


def is_damage(error: Exception) -> bool:
    """Whether SQLite cannot read the content of its file."""
    return OF_SQLITE.get(_primary(error)) == "storage.is_damaged"


def _primary(error: Exception) -> int:
    """SQLite's result code, without what extends it."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _of_sqlite(error: sqlite3.Error, place: Path) -> Problem | None:
    primary = _primary(error)
    if primary in UNCLEAR:
        return _unclear(str(error), place)
    code = OF_SQLITE.get(primary)
    return None if code is None else _problem(code, place.name, str(error))


def _unclear(reason: str, place: Path) -> Problem:
    """SQLite knows no cause: a file beside it is written to learn it from the system."""
    try:
        with TemporaryFile(dir=place.parent) as file:
            file.write(bytes(PROBE_BYTES))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        found = _of_system(error, place)
        if found is not None:
            return found
        reason = error.strerror or reason
    may = os.access(place, os.R_OK | os.W_OK) or not place.exists()  # opening it ends its locks
    return _problem("storage.failed" if may else "storage.is_denied", place.name, reason)


def _of_system(error: OSError, place: Path | None) -> Problem | None:
    name = error.filename if isinstance(error.filename, str) else None
    file = place or Path(name or "")
    reason = error.strerror or str(error)
    if error.errno in FULL:
        return _problem("storage.is_full", file.name, reason)
    if error.errno in DENIED:
        return _problem("storage.is_denied", file.name, reason)
    return None


def _problem(code: str, file: str, reason: str) -> Problem:
    message = Coded(code, file=file or Coded("storage.a_file"), reason=reason)
    return Locked(message) if code == "storage.is_locked" else NotStored(message)
