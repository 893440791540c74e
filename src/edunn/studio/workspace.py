"""The workspace: one folder with everything that a learner made, in files that others can read.

edunn-studio/
    networks/my flowers.edunn    a model file, as `Model.save` writes it
    data/my flowers.csv          a table
    runs.sqlite                  runs, their records, and My digits
"""

from dataclasses import dataclass
from pathlib import Path

from edunn.errors import SettingError

USUAL = Path("edunn-studio")
"""Where it is unless somebody says otherwise: a folder that can be seen, where one works."""


@dataclass(frozen=True)
class Workspace:
    """A folder and the places in it; they are made when they are first needed.

    Raises:
        SettingError: the folder is a file, or cannot be made.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     Workspace(Path(folder) / "mine").networks.is_dir()
        True
    """

    folder: Path = USUAL

    def __post_init__(self) -> None:
        """Make the folders, so that what cannot be kept is known at the beginning."""
        try:
            for folder in (self.networks, self.data):
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SettingError(
                f"the workspace {self.folder} cannot be used ({error.strerror}): "
                "name a folder that you can write into."
            ) from error

    @property
    def networks(self) -> Path:
        """Where model files are."""
        return self.folder / "networks"

    @property
    def data(self) -> Path:
        """Where tables are."""
        return self.folder / "data"

    @property
    def database(self) -> Path:
        """Runs, records and kept digits."""
        return self.folder / "runs.sqlite"
