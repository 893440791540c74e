"""Validation: a file may come from anywhere, so types and values are checked before they are used.

Objects of the catalogue are checked after they were built: their fields must have the types that
their classes declare, so that a wrong file fails here and not in the middle of an epoch. What an
unknown file is, is recognized by its first bytes, never by its name, and it is never opened with
the tool that made it: a pickle is recognized, not unpickled.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, final, get_args, get_origin, get_type_hints

from edunn.catalogue import build
from edunn.errors import EduNNError, FileFormatError, UnknownNameError
from edunn.messages import Message

Thing = TypeVar("Thing")


@final
class UnknownInFileError(FileFormatError, UnknownNameError):
    """A name that is not in the catalogue: it is yours to register, or the file is damaged."""


@contextmanager
def refusing(path: object) -> Iterator[None]:
    """Turn every error in a file's facts into a FileFormatError that names the file.

    Example:
        >>> with refusing("my.edunn"):
        ...     {}["layers"]
        Traceback (most recent call last):
        edunn.errors.FileFormatError: my.edunn is a damaged model: 'layers' is missing.
    """
    try:
        yield
    except UnknownNameError as error:
        found = Message("file.unknown_class", path=str(path), error=error.message)
        raise UnknownInFileError(found) from None
    except KeyError as error:
        missing = f"{error} is missing."
        raise FileFormatError(Message("file.damaged", path=str(path), reason=missing)) from None
    except (
        EduNNError,
        ArithmeticError,
        LookupError,
        AttributeError,
        TypeError,
        ValueError,
        RecursionError,
    ) as error:
        raise FileFormatError(Message("file.damaged", path=str(path), reason=str(error))) from None


def take(facts: Mapping[str, Any], name: str, kind: Any) -> Any:
    """The value of that name, of that type.

    Raises:
        KeyError: there is none.
        FileFormatError: it is of another type.

    Example:
        >>> take({"outputs": 3}, "outputs", int)
        3
    """
    return checked(name, facts[name], kind)


def built(description: Any, kind: type) -> Any:
    """The object of the catalogue that was described; it must be a `kind`.

    Raises:
        UnknownNameError: the catalogue has no such class.
        FileFormatError: it is another thing, or a field of it has a wrong type.

    Example:
        >>> from edunn.losses import Loss
        >>> built({"family": "loss", "name": "huber", "delta": 2.0}, Loss)
        Huber(delta=2.0)
    """
    thing = build(checked("a description", _frozen(description), dict))
    return checked_fields(checked("a description", thing, kind))


def checked(name: str, value: Any, hint: Any) -> Any:
    """The value, if it is of the type of the hint.

    Raises:
        FileFormatError: it is not.
    """
    if not fits(value, hint):
        shown = repr(value)
        shown = shown if len(shown) < 60 else shown[:57] + "..."
        raise FileFormatError(f"{name} is {shown}, but {_words(hint)} is expected.")
    return value


def checked_fields(thing: Thing) -> Thing:
    """A dataclass, if all its fields, and those of dataclasses in it, have the promised types.

    Raises:
        FileFormatError: a field has another type.

    Example:
        >>> from edunn.regularizers import L2
        >>> checked_fields(L2(0.5))
        L2(strength=0.5)
    """
    try:
        hints = get_type_hints(type(thing))
    except NameError:  # a user's own class, with hints that cannot be resolved here
        hints = {}
    for field in fields(thing):  # type: ignore[arg-type]
        value = getattr(thing, field.name)
        checked(f"{type(thing).__name__}.{field.name}", value, hints.get(field.name, Any))
        for part in value if isinstance(value, tuple) else (value,):
            if is_dataclass(part):
                checked_fields(part)
    return thing


def fits(value: Any, hint: Any) -> bool:
    """Whether a value is of the type of a hint; True for hints that cannot be checked.

    Example:
        >>> fits(1, float), fits(True, int), fits(None, float | None)
        (True, False, True)
    """
    parts, kind = get_args(hint), get_origin(hint) or hint
    if kind in (Union, UnionType):
        return any(fits(value, part) for part in parts)
    if kind is Literal:
        return value in parts
    if kind in (int, float):
        return isinstance(value, (int, kind)) and not isinstance(value, bool)
    if kind in (list, tuple) and isinstance(value, kind):
        return all(fits(item, parts[0]) for item in value) if parts else True
    if kind is None:
        return value is None
    return not isinstance(kind, type) or isinstance(value, kind)


def _frozen(value: Any) -> Any:
    """JSON's lists as the tuples that frozen objects hold."""
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    if isinstance(value, dict):
        return {name: _frozen(item) for name, item in value.items()}
    return value


def _words(hint: Any) -> str:
    return "nothing" if hint in (None, NoneType) else getattr(hint, "__name__", str(hint))


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
"""Names at the beginning of a zip archive, and what they show."""

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
    """All guesses, the surest first."""
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
    yield "a text file"


def _is_table(text: str, comma: str) -> bool:
    """Whether the first lines all have the same number of cells, and more than one."""
    counts = {line.count(comma) for line in text.splitlines()[:3]}
    return len(counts) == 1 and counts != {0}
