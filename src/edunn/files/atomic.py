"""Atomic writing: a crash, at any moment, leaves the old file or the new one, never half of one.

    new bytes -> a neighbour with a name of its own -> onto the disk -> renamed over the old file

Renaming within one folder is a single act of the file system: nobody ever sees anything in between.
"""

import contextlib
import os
import shutil
from os import PathLike
from pathlib import Path
from secrets import token_hex


def write_atomically(path: str | PathLike[str], content: bytes) -> None:
    """Put `content` into the file at `path`, all of it or nothing.

    A link is followed, and an old file's permissions are kept.

    Raises:
        OSError: it cannot be written; the old file, if any, is as it was.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     write_atomically(Path(folder) / "note", b"hello")
        ...     (Path(folder) / "note").read_bytes()
        b'hello'
    """
    target = Path(os.path.realpath(path))
    neighbour = target.with_name(f".{target.name}.{token_hex(8)}.part")
    try:
        with neighbour.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, neighbour)
        neighbour.replace(target)
    except BaseException:
        neighbour.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Bring the new name onto the disk too, where a folder can be opened (not on Windows)."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
