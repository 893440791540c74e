"""Values in a sentence: whatever came, in a few words, so that a message stays a message."""

import reprlib
from numbers import Real
from typing import Any, final

DIGITS = 30
"""Whole numbers with more digits than this are described instead of written."""

LONGEST = 80
"""The most characters of any other value."""


@final
class Short(str):
    """A text that stands for a value; its repr has no quotes, like that of the value."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)

    def __format__(self, spec: str) -> str:
        """As it is, where a number would be written with its thousands apart."""
        return str(self)


def in_short(value: Any) -> Any:
    """The value itself if it is a number, text or None of usual size, else a text in its place.

    Example:
        >>> in_short(0.5), in_short(10**400), in_short([1, 2])
        (0.5, a number of more than 30 digits, [1, 2])
    """
    if value is None or isinstance(value, (str, float)):
        return value
    if isinstance(value, int):
        return value if abs(value) < 10**DIGITS else Short(f"a number of more than {DIGITS} digits")
    if isinstance(value, Real):
        return value
    return Short(_described(value))


def _described(value: Any) -> str:
    """What Python would write, on one line, shortened; the kind of what it cannot write."""
    try:
        text = " ".join(_ABRIDGED.repr(value).split())
    except Exception:  # an object may refuse in any way
        text = f"something of the kind {type(value).__name__}"
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 4]} ..."


_ABRIDGED = reprlib.Repr()
_ABRIDGED.maxlist = _ABRIDGED.maxtuple = 8
_ABRIDGED.maxstring = _ABRIDGED.maxother = 10 * LONGEST
