"""The exceptions of EduNN, as a small tree.

Every message says what came, what was expected, and what to try.

    EduNNError
    |-- ShapeError          an array has the wrong shape
    |-- DataError           the values are unusable: missing, infinite, empty, unknown labels
    |-- UnknownNameError    a name is not in the catalogue (the message suggests similar names)
    |-- UnknownAttributeError   an object has no such attribute; an AttributeError, too
    |-- ArchitectureError   the description of a network has a mistake
    |-- SettingError        a setting has a value outside its range
    |-- DivergedError       training produced NaN or infinity and stopped
    |-- WorkerError         a worker process was lost, or work cannot be sent to it
    `-- FileFormatError     a file is not what it should be
"""

from collections.abc import Iterable
from difflib import get_close_matches

from edunn.messages import ENGLISH, Message, in_short


class EduNNError(ValueError):
    """The base class of all errors that EduNN raises on purpose."""

    @property
    def message(self) -> str:
        """The sentence; where it has a code, a `Message`."""
        return self.args[0] if self.args else ""


class ShapeError(EduNNError):
    """An array's shape does not fit: the message quotes both shapes."""


class DataError(EduNNError):
    """The numbers or labels cannot be learned from: NaN, infinity, no rows, unknown classes."""


class UnknownNameError(EduNNError):
    """A name that is not in the catalogue."""

    @classmethod
    def of(cls, kind: str, name: object, known: Iterable[str]) -> "UnknownNameError":
        """Build the message: the name, similar names, and all that are known.

        >>> print(UnknownNameError.of("activation", "rellu", ["relu", "tanh"]))
        unknown activation 'rellu'. Did you mean 'relu'? Known: relu, tanh.
        """
        known, code = sorted(known), f"kind.{kind.replace(' ', '_')}"
        kind = Message(code) if code in ENGLISH else kind
        hint = did_you_mean(str(in_short(name)).lower(), known)
        return cls(Message("name.unknown", kind=kind, name=name, hint=hint, known=", ".join(known)))


class UnknownAttributeError(EduNNError, AttributeError):
    """An object has no such attribute: the message has the name that it has here."""


class ArchitectureError(EduNNError):
    """The description of a network has a mistake: the message quotes the wrong element."""


class SettingError(EduNNError):
    """A setting has a value outside its range."""


class DivergedError(EduNNError):
    """Training produced NaN or infinity and was stopped; the last finite parameters are kept."""


class WorkerError(EduNNError):
    """A worker process was lost, or work cannot be sent to it: the message says what would help."""


class FileFormatError(EduNNError):
    """A file is not what it should be: the message says what was found instead."""


def did_you_mean(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """A hint for the end of a message: at most three known names, like `name` or with it inside.

    Args:
        otherwise: the hint where no known name is like it.

    Example:
        >>> did_you_mean("adm", ["adam", "adamw", "momentum"])
        " Did you mean 'adam' or 'adamw'?"
        >>> did_you_mean("ReLU", ["relu", "tanh"])
        " Did you mean 'relu'?"
        >>> did_you_mean("rate", ["beta1", "learning_rate"])
        " Did you mean 'learning_rate'?"
    """
    known = list(known)
    folded = {choice.casefold(): choice for choice in known}
    alike = [folded[choice] for choice in get_close_matches(name.casefold(), folded, n=3)]
    containing = [choice for choice in known if name in choice.split("_")]
    near = alike or containing[:3]
    return Message("name.near", near=_either(near)) if near else otherwise


def _either(names: Iterable[str]) -> str:
    """The names, with "or" between them."""
    either, *others = map(repr, names)
    for name in others:
        either = Message("name.or", some=either, name=name)
    return either
