"""Names and places: what a person calls a thing is never a path.

A name is checked by its pattern, made into a path, and that path must still lie in its folder after
all links are followed: two locks, so that a hole in one of them opens nothing.

Source: OWASP, "Path Traversal".
"""

import re
from pathlib import Path

from edunn.errors import SettingError
from edunn.studio.wire.base import NAME

DEVICES = {
    "CON",
    "PRN",
    "AUX",
    "NUL",
    *(f"{port}{n}" for port in ("COM", "LPT") for n in range(10)),
}
"""Names that Windows keeps for devices, whatever follows the dot."""


def checked(name: str) -> str:
    """The name, if it is one.

    Raises:
        SettingError: it is not; the message says what a name may be.

    Example:
        >>> checked("my flowers")
        'my flowers'
        >>> checked("../secret")  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        edunn.errors.SettingError: '../secret' is no name: begin with a letter or a digit and ...
    """
    is_device = name.split(".")[0].strip().upper() in DEVICES
    if not re.fullmatch(NAME.strip("^$"), name) or name.endswith((" ", ".")) or is_device:
        raise SettingError(
            f"{name!r} is no name: begin with a letter or a digit and go on with at most 63 "
            "letters, digits, spaces, dots, dashes and underscores; try 'my flowers'."
        )
    return name


def inside(folder: Path, name: str, suffix: str) -> Path:
    """The file of that name in the folder, and nowhere else.

    Raises:
        SettingError: no such name, or a link that leads out of the folder.

    Example:
        >>> inside(Path("networks"), "my flowers", ".edunn").name
        'my flowers.edunn'
    """
    home = folder.resolve()
    place = (home / f"{checked(name)}{suffix}").resolve()
    if not place.is_relative_to(home):
        raise SettingError(f"{name!r} leads out of {folder.name}: choose another name.")
    return place
