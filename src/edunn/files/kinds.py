"""Kinds: what an unknown file is, judged by its first bytes and never by its name.

Nothing is opened with the tool that made it: a pickle is recognised, not unpickled.
"""

import re
from collections.abc import Iterator

from edunn.errors import FileFormatError

ENOUGH = 4096
"""How many bytes of a file are looked at."""

SIGNATURES: dict[bytes, str] = {
    b"\x93NUMPY": "a NumPy array (.npy)",
    b"\x89HDF\r\n\x1a\n": "an HDF5 file, as older Keras writes",
    b"\x89PNG\r\n\x1a\n": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"%PDF-": "a PDF document",
    b"\x1f\x8b": "a gzip archive",
    b"SQLite format 3\x00": "an SQLite database",
    b"GGUF": "a GGUF model",
}
"""How files of that kind begin."""

INSIDE_ZIP: dict[bytes, str] = {
    b"data.pkl": "a PyTorch checkpoint: a zip archive with a pickle inside",
    b".npy": "a zip archive of NumPy arrays (.npz)",
    b"model.weights.h5": "a Keras model (.keras)",
    b"config.json": "a Keras model (.keras)",
    b"[Content_Types].xml": "an Office document",
}
"""What the names in a zip archive's beginning tell."""

OLD_PICKLE = re.compile(
    rb"\(?[dlt]p\d+\n|[}\]]q.|\(i[\w.]+\n|c[\w.]+\n[\w.]+\n|\([dl]\.", re.DOTALL
)
"""How a pickle of protocol 0 or 1 begins: a dict, a list, a tuple, or an object of some class."""

JSON = re.compile(r'\{\s*("|\})|\[\s*(["{\[\]]|-?\d|true\b|false\b|null\b)')
"""How an object or a list begins in JSON."""

PICKLE_ADVICE = (
    " A pickle can run any code when it is opened, so EduNN never opens one. If you trust it, load "
    "it where it was made, give its weights to model.theta, and save that model."
)


def refusal(path: object, head: bytes) -> FileFormatError:
    r"""The error for a file that is no model: what it is instead, and what to do.

    Example:
        >>> print(refusal("net.pck", b"\x80\x04K*."))  # doctest: +ELLIPSIS
        net.pck is a pickle (protocol 4), not an EduNN model. A pickle can run any code when ...
    """
    kind = kind_of(head)
    advice = " Pass a file that model.save wrote."
    if "pickle" in kind:
        advice = PICKLE_ADVICE
    return FileFormatError(f"{path} is {kind}, not an EduNN model.{advice}")


def kind_of(head: bytes) -> str:
    r"""What a file is, in words, by its first bytes.

    Example:
        >>> kind_of(b"\x80\x02}q\x00.")
        'a pickle (protocol 2)'
        >>> kind_of(b"sepal,petal\n5.1,1.4\n")
        'a table of text (CSV)'
    """
    return next(_guesses(head[:ENOUGH]))


def _guesses(head: bytes) -> Iterator[str]:
    """All that comes to mind, the surest first."""
    if not head:
        yield "an empty file"
    if len(head) > 1 and head[0] == 0x80 and head[1] in (2, 3, 4, 5):
        yield f"a pickle (protocol {head[1]})"
    if OLD_PICKLE.match(head):
        yield "a pickle (protocol 0 or 1)"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        yield next((kind for name, kind in INSIDE_ZIP.items() if name in head), "a zip archive")
    yield from (kind for start, kind in SIGNATURES.items() if head.startswith(start))
    if head[8:9] == b"{":
        yield "the beginning of a safetensors file, cut off or damaged"
    yield from _guesses_about_text(head)
    yield "a file of an unknown kind"


def _guesses_about_text(head: bytes) -> Iterator[str]:
    try:
        text = head.decode("utf-8-sig", errors="strict" if len(head) < ENOUGH else "ignore")
    except UnicodeDecodeError:
        return
    if re.search(r"[^\t-\r -\U0010ffff]", text):  # control characters: no text
        return
    start = text.lstrip().lower()
    if JSON.match(start):
        yield "a JSON text"
    if start.startswith(("<!doctype html", "<html")):
        yield "a web page (HTML)"
    if any(_is_table(text, comma) for comma in ",;\t"):
        yield "a table of text (CSV)"
    yield "a text"


def _is_table(text: str, comma: str) -> bool:
    """Whether the first lines all have the same number of cells, and more than one."""
    counts = {line.count(comma) for line in text.splitlines()[:3]}
    return len(counts) == 1 and counts != {0}
