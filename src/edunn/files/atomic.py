"""Atomic writing: a crash, at any moment, leaves the old file or the new one, never half of one.

    new bytes -> a hidden file in the same folder -> onto the disk -> renamed over the old file

The hidden file of a process that was killed is removed by the next save into that folder. A hidden
file that is still being written is locked, so it stays (on Windows, which has no such locks, all
stay).
"""

import contextlib
import os
import re
import shutil
from os import PathLike
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from edunn.guards import require_path

try:
    import fcntl
except ImportError:  # on Windows
    fcntl = None  # type: ignore[assignment]

HIDDEN = re.compile(r"\.(.+\.)?[0-9a-f]{16}\.part")
"""The names of hidden files; earlier versions put the name of the file to be written first."""


def write_atomically(path: str | PathLike[str], content: bytes) -> None:
    """Put `content` into the file at `path`, all of it or nothing.

    A link is followed, and an old file's permissions are kept.

    Raises:
        OSError: it cannot be written, and `path` is named; the old file, if any, is as it was.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     write_atomically(Path(folder) / "note", b"hello")
        ...     (Path(folder) / "note").read_bytes()
        b'hello'
    """
    target = _target(path)
    try:
        remove_leftovers(target.parent)
        _replace(target, content)
    except OSError as error:
        if error.strerror is None:
            raise
        raise OSError(error.errno, error.strerror, str(path)) from None  # not the hidden file
    _sync_folder(target.parent)


def remove_leftovers(folder: Path) -> None:
    """Remove the hidden files of processes that were killed while they saved into this folder."""
    if fcntl is None:
        return
    for place in folder.iterdir():
        if HIDDEN.fullmatch(place.name):
            with contextlib.suppress(OSError), place.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # an error while it is written
                place.unlink()


def _replace(target: Path, content: bytes) -> None:
    hidden = target.with_name(f".{token_hex(8)}.part")
    try:
        with _created(hidden) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            with contextlib.suppress(FileNotFoundError):  # there is no old file
                shutil.copymode(target, hidden)
            if fcntl:  # while it is still locked; Windows renames closed files only
                hidden.replace(target)
        if not fcntl:
            hidden.replace(target)
    except BaseException:
        hidden.unlink(missing_ok=True)
        raise


def _created(hidden: Path) -> BinaryIO:
    """A new file, locked as long as it is open."""
    while True:
        file = hidden.open("xb")
        if fcntl:
            with contextlib.suppress(OSError):  # a file system without locks
                fcntl.flock(file, fcntl.LOCK_EX)
        if not fcntl or os.fstat(file.fileno()).st_nlink:
            return file
        file.close()  # it was removed as a leftover, just before it was locked


def _target(path: str | PathLike[str]) -> Path:
    """Where the file itself is, or will be."""
    target = Path(os.path.realpath(require_path(path)))
    if target.is_dir():
        raise IsADirectoryError(f"{path} is a folder. Pass the name of a file in it.")
    if target.exists() and not target.is_file():  # /dev/null, say: it would be replaced by a file
        raise OSError(f"{path} is a device or a pipe. Pass the name of a file.")
    if not target.parent.is_dir():
        raise FileNotFoundError(f"{path}: there is no folder {target.parent}. Create it first.")
    return target


def _sync_folder(folder: Path) -> None:
    """Bring the new name onto the disk too, where a folder can be opened (not on Windows)."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
