"""Every refusal of EduNN, as a small tree.

An error here teaches: its message says what came, what was expected, and what to try.

    EduNNError
    |-- ShapeError          an array has the wrong shape
    |-- DataError           the values are unusable: missing, infinite, empty, unknown labels
    |-- UnknownNameError    a name is not in the catalogue (the message offers near matches)
    |-- ArchitectureError   the description of a network has a mistake
    |-- SettingError        a setting is outside what it may be
    |-- DivergedError       training produced NaN or infinity and stopped
    |-- WorkerError         another process was lost, or cannot be given its work
    `-- FileFormatError     a file is not what it should be
"""

from collections.abc import Iterable
from difflib import get_close_matches


class EduNNError(ValueError):
    """Anything that EduNN refuses; catch this one to catch them all."""


class ShapeError(EduNNError):
    """An array's shape does not fit: the message quotes both shapes."""


class DataError(EduNNError):
    """The numbers or labels cannot be learned from: NaN, infinity, no rows, unknown classes."""


class UnknownNameError(EduNNError):
    """A name that the catalogue does not know."""

    @classmethod
    def of(cls, kind: str, name: object, known: Iterable[str]) -> "UnknownNameError":
        """Build the message: what came, near matches, and all that would do.

        >>> print(UnknownNameError.of("activation", "rellu", ["relu", "tanh"]))
        unknown activation 'rellu'. Did you mean 'relu'? Known: relu, tanh.
        """
        known = sorted(known)
        hint = did_you_mean(str(name).lower(), known)
        return cls(f"unknown {kind} {name!r}.{hint} Known: {', '.join(known)}.")


class ArchitectureError(EduNNError):
    """The description of a network has a mistake: the message quotes the wrong element."""


class SettingError(EduNNError):
    """A setting is outside the values that it may take."""


class DivergedError(EduNNError):
    """Training left the finite numbers and was stopped; the last good parameters are kept."""


class WorkerError(EduNNError):
    """Another process was lost, or cannot be given its work: the message says what would help."""


class FileFormatError(EduNNError):
    """A file is not what it should be: the message says what it is instead."""


def did_you_mean(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """A hint for the end of a message: the known names most like `name`, at most three.

    Args:
        otherwise: the hint where no known name is like it.

    Example:
        >>> did_you_mean("adm", ["adam", "adamw", "momentum"])
        " Did you mean 'adam' or 'adamw'?"
    """
    near = get_close_matches(name, list(known), n=3)
    return f" Did you mean {' or '.join(map(repr, near))}?" if near else otherwise
