"""Facts: guards for JSON that a stranger may have written.

Types are checked before use, objects of the catalogue after they were built: their fields must have
the types that their classes promise, so that a wrong file fails here and not in the middle of an
epoch.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from edunn.catalogue import build
from edunn.errors import EduNNError, FileFormatError, UnknownNameError

Thing = TypeVar("Thing")


class UnknownInFileError(FileFormatError, UnknownNameError):
    """A file names what the catalogue does not know: yours to register, or the file is damaged."""


@contextmanager
def doubting(path: object) -> Iterator[None]:
    """Turn whatever goes wrong with a stranger's facts into a FileFormatError that names the file.

    Example:
        >>> with doubting("my.edunn"):
        ...     {}["layers"]
        Traceback (most recent call last):
        edunn.errors.FileFormatError: my.edunn is a damaged model: 'layers' is missing.
    """
    try:
        yield
    except UnknownNameError as error:
        raise UnknownInFileError(
            f"{path}: {error} If it is a class of your own, call edunn.register(...) with it "
            "before you open the file."
        ) from None
    except KeyError as error:
        raise FileFormatError(f"{path} is a damaged model: {error} is missing.") from None
    except (
        EduNNError,
        ArithmeticError,
        LookupError,
        AttributeError,
        TypeError,
        ValueError,
        RecursionError,
    ) as error:
        raise FileFormatError(f"{path} is a damaged model: {error}") from None


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
    """The value, if it is what the hint says.

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
    except NameError:  # a class of somebody's own, with hints that only its author can resolve
        hints = {}
    for field in fields(thing):  # type: ignore[arg-type]
        value = getattr(thing, field.name)
        checked(f"{type(thing).__name__}.{field.name}", value, hints.get(field.name, Any))
        if is_dataclass(value):
            checked_fields(value)
    return thing


def fits(value: Any, hint: Any) -> bool:
    """Whether a value is what a type hint says; True for hints that cannot be looked into.

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
