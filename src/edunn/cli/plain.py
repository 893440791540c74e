"""Plain characters: what stands for a block, an arrow or a quotation mark where there is none.

A terminal, or a pipe, may have an encoding without them: ASCII, or a code page of Windows. Python
calls `plain` for each character that the encoding lacks.
"""

import codecs
import sys
import unicodedata
from collections.abc import Mapping

NAME = "edunn.plain"
"""What this way to treat missing characters is called, as an `errors=` of Python's streams."""

PLAIN: Mapping[str, str] = {
    **dict(zip("▁▂▃▄▅▆▇█", "_.-~=+*#", strict=True)),  # heights of a curve; the last is a bar, too
    **dict.fromkeys("━─╸╺\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    **dict.fromkeys("\u2018\u2019\u2032", "'"),
    **dict.fromkeys("\u201c\u201d", '"'),
    "\N{HORIZONTAL ELLIPSIS}": "...",
    "\N{RIGHTWARDS ARROW}": "->",
    "\N{MULTIPLICATION SIGN}": "x",
    "\N{BULLET}": "-",
    "\N{MIDDLE DOT}": "-",
}


def use_plain_characters() -> None:
    """From now on print what is plain where stdout or stderr lacks a character."""
    codecs.register_error(NAME, plain)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors=NAME)


def plain(error: UnicodeError) -> tuple[str, int]:
    """Replace the characters that could not be encoded.

    Example:
        >>> codecs.register_error(NAME, plain)
        >>> "▁▄█ → café, R², 猫".encode("ascii", NAME).decode()
        '_~# -> cafe, R2, ?'
    """
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    return "".join(PLAIN.get(sign, _bare(sign)) for sign in missing), error.end


def _bare(sign: str) -> str:
    """A letter without its accent; a question mark for what has no such form."""
    bare = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode()
    return bare or "?"
