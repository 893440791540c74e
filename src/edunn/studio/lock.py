"""The lock of a workspace: one studio at a time, because two would mix the curves of one run.

The operating system holds the lock, and gives it up when the process ends, however it ends. The
locked file has the studio's address, for the message to the one that comes too late.

Source: M. Kerrisk (2010), "The Linux Programming Interface", chapter 55
"""

from contextlib import suppress
from pathlib import Path
from typing import IO, final

from edunn.errors import SettingError
from edunn.messages import Message as Coded

try:
    import fcntl
except ImportError:  # on Windows
    fcntl = None  # type: ignore[assignment]
    import msvcrt

NAME = "studio.lock"
"""The file in the workspace."""

LOCKED_BYTE = 2**20
"""Windows locks bytes, and nobody else can read those: one behind the address."""


@final
class WorkspaceLock:
    """Holds a workspace until it is released, or the process ends.

    Raises:
        SettingError: another studio has it, whose address is named, or it cannot be written into.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     one = WorkspaceLock(Path(folder))
        ...     one.announce("http://127.0.0.1:8642/")
        ...     try:
        ...         WorkspaceLock(Path(folder))
        ...     except SettingError as error:
        ...         print("8642" in str(error))
        ...     one.release()
        True
    """

    def __init__(self, folder: Path) -> None:
        self._place = folder / NAME
        try:
            self._file = self._place.open("a+", encoding="utf-8")
        except OSError as error:
            reason = error.strerror or str(error)
            raise SettingError(
                Coded("workspace.cannot_be_used", folder=str(folder), reason=reason)
            ) from error
        if not _locked(self._file):
            address = self._written()
            self._file.close()
            raise SettingError(Coded("workspace.is_taken", folder=str(folder), address=address))
        self.announce("")

    def announce(self, address: str) -> None:
        """Write the address at which the workspace is to be found."""
        with suppress(OSError):  # a full disk: only the address is missing
            self._file.seek(0)
            self._file.truncate()
            self._file.write(address)
            self._file.flush()

    def release(self) -> None:
        """Let others have the workspace."""
        self._file.close()

    def _written(self) -> str:
        with suppress(OSError):
            self._file.seek(0)
            address = self._file.read(200).strip()
            return f" at {address}" if address.isprintable() and address else ""
        return ""


def _locked(file: IO[str]) -> bool:
    """Lock a file; False if another has locked it. A file system without locks has no refusals."""
    try:
        if fcntl:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            file.seek(LOCKED_BYTE)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    except OSError as error:
        return bool(fcntl) and not isinstance(error, BlockingIOError)
    return True
