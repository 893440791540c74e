"""Networks that come with EduNN, already trained; `docs/pretrained.md` says how, and how good.

digits    reads a drawn digit that `edunn.data.prepare_digit` prepared
"""

from pathlib import Path

from edunn.errors import UnknownNameError

__all__ = ["NAMES", "SURE", "place_of"]

NAMES = ("digits",)
"""What `Model.pretrained` knows."""

SURE = 0.88
"""The probability from which on "digits" is right in 99.8 of 100 drawings; docs/pretrained.md."""


def place_of(name: str) -> Path:
    """Where the file of a shipped network is.

    Raises:
        UnknownNameError: there is none of that name.

    Example:
        >>> place_of("digits").name
        'digits.edunn'
    """
    if name not in NAMES:
        raise UnknownNameError.of("pretrained network", name, NAMES)
    return Path(__file__).with_name(f"{name}.edunn")
