"""Permissions: what a program that is checked may touch.

It may read its own folder, Python's files and EduNN's, and write into its own folder. It may open
no connection, and start or end no other program. Python tells a hook of each such step before it is
taken (PEP 578), and the hook refuses. This holds off accidents and curiosity; it is no prison, as
compiled code can go around it.
"""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn, final

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

DEVICES = ("/dev/null", "/dev/random", "/dev/urandom")
SYSTEM = ("/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/sys", "/etc/localtime")
"""What NumPy and its relatives read to know the processor, and Python to know the time."""

NETWORK = "opens a network connection"
PROGRAMS = "starts another program"
ENDING = "ends another program"

FORBIDDEN = {
    "socket.__new__": NETWORK,
    "socket.getaddrinfo": NETWORK,
    "socket.gethostbyname": NETWORK,
    "os.system": PROGRAMS,
    "os.exec": PROGRAMS,
    "os.fork": PROGRAMS,
    "os.forkpty": PROGRAMS,
    "os.posix_spawn": PROGRAMS,
    "os.spawn": PROGRAMS,
    "os.startfile": PROGRAMS,
    "subprocess.Popen": PROGRAMS,
    "os.kill": ENDING,
    "os.killpg": ENDING,
}
"""Steps that are refused whatever they are about, by the names of Python's events."""

LISTED = ("os.listdir", "os.scandir")
CHANGED = {
    "os.chmod": 1,
    "os.chown": 1,
    "os.link": 2,
    "os.mkdir": 1,
    "os.remove": 1,
    "os.rename": 2,
    "os.rmdir": 1,
    "os.symlink": 2,
    "os.truncate": 1,
    "os.utime": 1,
    "sqlite3.connect": 1,
}
"""Steps that change files, and how many of their arguments are paths."""


@final
class NotAllowedError(PermissionError):
    """A program that is checked does something that a check does not allow.

    Args:
        what: what it does, as in "opens a network connection".

    Example:
        >>> print(NotAllowedError(NETWORK))
        opens a network connection, which a check does not allow
    """

    def __init__(self, what: str) -> None:
        super().__init__(f"{what}, which a check does not allow")
        self.what = what


def limit_to(folder: Path) -> None:
    """Let this process, from now on, touch nothing but a folder; there is no way back."""
    sys.addaudithook(hook_for(folder))


def hook_for(folder: Path) -> Callable[[str, tuple[Any, ...]], None]:
    """The hook that limits a process to a folder.

    Example:
        >>> try:
        ...     hook_for(Path.cwd())("os.system", (b"ls",))
        ... except NotAllowedError as error:
        ...     print(error)
        starts another program, which a check does not allow
    """
    own = _real([folder])
    readable = own + _real([*sys.path, sys.prefix, sys.base_prefix, Path(__file__).parents[1]])
    readable += DEVICES + SYSTEM

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            is_written = bool(flags & WRITING)
            _require(path, own + DEVICES if is_written else readable, _opening(is_written))
        elif event in FORBIDDEN:
            raise NotAllowedError(FORBIDDEN[event])
        elif event in LISTED:
            _require(arguments[0], readable, "looks into the folder")
        elif event in CHANGED:
            for path in arguments[: CHANGED[event]]:
                _require(path, own, "changes the file")

    return hook


def _opening(is_written: bool) -> str:
    return "writes the file" if is_written else "reads the file"


def _real(places: Sequence[str | Path]) -> tuple[str, ...]:
    return tuple(os.path.realpath(place) for place in places if str(place))


def _require(path: Any, roots: Sequence[str], what: str) -> None:
    """Refuse a path outside all roots; a number stands for a file that is open already."""
    if isinstance(path, int):
        return
    place = os.path.realpath(os.fsdecode(path or "."))
    if not any(place == root or place.startswith(root.rstrip(os.sep) + os.sep) for root in roots):
        _refuse(what, place)


def _refuse(what: str, place: str) -> NoReturn:
    raise NotAllowedError(f"{what} {place}")
