"""The workspace: one folder with all of a learner's work, in files that other programs can read.

edunn-studio/
    networks/my flowers.edunn    a model file, as `Model.save` writes it
    data/my flowers.csv          a table
    runs/1.edunn                 the training of a run
    runs.sqlite                  runs, their records, and My digits

A name that a user gives is never a path: it is checked against a pattern, and the path that is made
of it must still lie in its folder after all links are followed, so that one gap opens nothing.

Source: OWASP, "Path Traversal".
"""

import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import final

from edunn.errors import SettingError
from edunn.files.atomic import remove_leftovers
from edunn.messages import Message as Coded

DEFAULT = Path("edunn-studio")
"""The default: a visible folder in the present working directory."""


@final
@dataclass(frozen=True)
class Workspace:
    """A folder and the places in it, which are created when they are first needed.

    Raises:
        SettingError: the folder is a file, or cannot be created.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     Workspace(Path(folder) / "mine").networks.is_dir()
        True
    """

    folder: Path = DEFAULT

    def __post_init__(self) -> None:
        """Create the folders, so that a lack of permission shows at the start."""
        try:
            for folder in (self.networks, self.data, self.files):
                remove_leftovers(folder)
        except OSError as error:
            reason = error.strerror or str(error)
            raise SettingError(
                Coded("workspace.cannot_be_used", folder=str(self.folder), reason=reason)
            ) from error

    @property
    def networks(self) -> Path:
        """The folder of model files."""
        return self._there("networks")

    @property
    def data(self) -> Path:
        """The folder of tables."""
        return self._there("data")

    @property
    def files(self) -> Path:
        """The folder of the runs' trainings."""
        return self._there("runs")

    @property
    def database(self) -> Path:
        """The file of runs, records and My digits."""
        return self.folder / "runs.sqlite"

    def _there(self, name: str) -> Path:
        """A folder, created anew if it was deleted while the studio runs."""
        folder = self.folder / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder


MARKS = " _.-()[]"
"""What a name may have besides letters and digits (see `messages.NAME`)."""

LONGEST = 64

LONGEST_IN_BYTES = 200
"""With its ending, at most 255 on all file systems."""

DEVICES = {
    "CON",
    "PRN",
    "AUX",
    "NUL",
    *(f"{port}{n}" for port in ("COM", "LPT") for n in range(10)),
}
"""Names that Windows reserves for devices, whatever follows the dot."""


def checked(name: str) -> str:
    """The name, if it is a valid one.

    Raises:
        SettingError: it is not.

    Example:
        >>> checked("my flowers")
        'my flowers'
        >>> checked("../secret")  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        edunn.errors.SettingError: '../secret' is not a valid name: start with a letter ...
    """
    if not is_name(name):
        raise SettingError(Coded("name.not_valid", name=name))
    return name


def is_name(name: str) -> bool:
    """Whether this is a valid name, of letters in any script.

    Example:
        >>> is_name("año (1)"), is_name("año/1")
        (True, False)
    """
    kinds = [unicodedata.category(letter)[0] for letter in name]  # L, M and N: letters, numbers
    is_device = name.split(".")[0].strip().upper() in DEVICES
    return (
        0 < len(name) <= LONGEST
        and kinds[0] in "LN"
        and all(kind in "LMN" or one in MARKS for kind, one in zip(kinds, name, strict=True))
        and len(name.encode(errors="replace")) <= LONGEST_IN_BYTES
        and not name.endswith((" ", "."))
        and not is_device
    )


def inside(folder: Path, name: str, suffix: str) -> Path:
    """The file of that name in the folder.

    Raises:
        SettingError: an invalid name, or a link that leads out of the folder.

    Example:
        >>> inside(Path("networks"), "my flowers", ".edunn").name
        'my flowers.edunn'
    """
    home = folder.resolve()
    place = (home / f"{checked(name)}{suffix}").resolve()
    if not place.is_relative_to(home):
        raise SettingError(Coded("name.leads_out", name=name, folder=folder.name))
    return place
