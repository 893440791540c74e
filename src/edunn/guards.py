"""Guards: checks of settings, with messages of what came, what was expected and what to try."""

import os
from dataclasses import fields
from math import inf, isfinite
from numbers import Integral, Real
from pathlib import Path
from typing import Any

import numpy as np

from edunn.errors import SettingError, UnknownNameError
from edunn.messages import Message


def require_positive(name: str, value: object, hint: float = 0.01) -> None:
    """Require a finite number above 0; `hint` is the value to suggest.

    Raises:
        SettingError: `value` is not a number, or not a usable one.

    Example:
        >>> require_positive("learning_rate", -1)
        Traceback (most recent call last):
        edunn.errors.SettingError: learning_rate is -1 but must be a positive number. Try 0.01.
    """
    if not 0 < _number(value) < inf:
        raise SettingError(Message("setting.positive", name=name, value=value, hint=hint))


def require_within(name: str, value: object, low: float, high: float) -> None:
    """Require a number with `low <= value <= high`; NaN never qualifies.

    Raises:
        SettingError: `value` is not a number, or not within the bounds.

    Example:
        >>> require_within("dropout", 1.5, 0, 1)
        Traceback (most recent call last):
        edunn.errors.SettingError: dropout is 1.5 but must be a number from 0 to 1.
    """
    number = _number(value)
    if not low <= number <= high or not isfinite(number):
        code = "setting.within" if high < inf else "setting.at_least"
        raise SettingError(Message(code, name=name, value=value, low=low, high=high))


def require_fraction(name: str, value: object, hint: float = 0.9) -> None:
    """Require a number with `0 <= value < 1`, such as a decay rate.

    Raises:
        SettingError: `value` is not a number, or not in that range.

    Example:
        >>> require_fraction("beta1", 1)
        Traceback (most recent call last):
        edunn.errors.SettingError: beta1 is 1 but must be at least 0 and below 1. Try 0.9.
    """
    if not 0 <= _number(value) < 1:
        raise SettingError(Message("setting.fraction", name=name, value=value, hint=hint))


def require_count(name: str, value: object, least: int = 1) -> None:
    """Require a whole number of at least `least`.

    Raises:
        SettingError: `value` is a fraction, a bool, a text, or too small.

    Example:
        >>> require_count("epochs", 2.5)
        Traceback (most recent call last):
        edunn.errors.SettingError: epochs is 2.5 but must be a whole number, 1 or more.
    """
    if not isinstance(value, Integral) or isinstance(value, bool) or value < least:
        raise SettingError(Message("setting.count", name=name, value=value, least=least))


MOST_BYTES = 2**31
"""The most memory that a single setting may ask for: far more than any lesson needs."""


def require_memory(name: str, count: int, bytes_each: float) -> None:
    """Require that so many things of so many bytes fit into memory, before any is made.

    Raises:
        SettingError: they would take more than `MOST_BYTES`.

    Example:
        >>> require_memory("rows", 10**9, bytes_each=50)
        Traceback (most recent call last):
        edunn.errors.SettingError: rows is 1,000,000,000, which would take about 50,000,000,000 \
bytes of memory; at most 2,147,483,648 are allowed. Try 42,949,672, or fewer.
    """
    needed, most = int(count * bytes_each), MOST_BYTES
    if needed > most:
        hint = int(most // bytes_each)
        raise SettingError(
            Message(
                "setting.too_much_memory",
                name=name, value=int(count), bytes=needed, most=most, hint=hint,
            )
        )  # fmt: skip


def either(name: str, value: Any, other_name: str, other: Any) -> Any:
    """The value of a setting that has two names; None is one that was not given.

    Raises:
        SettingError: it was given by both names.

    Example:
        >>> either("epochs", None, "generations", 50)
        50
    """
    if value is not None and other is not None:
        raise SettingError(Message("setting.twice", name=other_name, own=name))
    return other if value is None else value


def require_switch(name: str, value: object) -> None:
    """Require True or False; 1 and 0 will do.

    Raises:
        SettingError: it is something else, such as a word.

    Example:
        >>> require_switch("shuffle_data", "no")
        Traceback (most recent call last):
        edunn.errors.SettingError: shuffle_data is 'no' but must be True or False.
    """
    if not isinstance(value, bool | np.bool_ | Integral) or value not in (0, 1):
        raise SettingError(Message("setting.yes_or_no", name=name, value=value))


def require_choice(name: str, value: str, known: tuple[str, ...]) -> str:
    """Require one of the known words; the message suggests similar ones.

    Raises:
        UnknownNameError: `value` is not among them.

    Example:
        >>> require_choice("dtype", "float32", ("float32", "float64"))
        'float32'
    """
    if not isinstance(value, str) or value not in known:
        raise UnknownNameError.of(name, value, known)
    return value


DTYPES = ("float32", "float64")
"""The types of numbers that a network can have, by NumPy's names."""


def require_dtype(dtype: Any) -> str:
    """Require one of `DTYPES`, by its name, or as NumPy's type or dtype; the result is the name.

    Raises:
        UnknownNameError: it is something else.

    Example:
        >>> require_dtype(np.float64), require_dtype(np.dtype("float32")), require_dtype(float)
        ('float64', 'float32', 'float64')
    """
    is_type = isinstance(dtype, type) and issubclass(dtype, (float, np.floating))
    name: Any = np.dtype(dtype).name if is_type or isinstance(dtype, np.dtype) else dtype
    return require_choice("dtype", name, DTYPES)


def require_number(name: str, value: object) -> None:
    """Require a finite number, of any sign.

    Raises:
        SettingError: it is something else, such as a text, NaN or a complex number.

    Example:
        >>> require_number("target", "price")
        Traceback (most recent call last):
        edunn.errors.SettingError: target is 'price' but must be a finite number.
    """
    if not isfinite(_number(value)):
        raise SettingError(Message("setting.number", name=name, value=value))


def require_object(name: str, value: object, kind: type, example: str) -> None:
    """Require an object of a family, not its name, which only the short forms take.

    Raises:
        SettingError: it is something else.

    Example:
        >>> require_object("regularizer", "l2", float, "L2(0.01)")
        Traceback (most recent call last):
        edunn.errors.SettingError: regularizer is 'l2' but must be an object such as L2(0.01).
    """
    if not isinstance(value, kind):
        raise SettingError(Message("setting.object", name=name, value=value, example=example))


def require_path(given: Any) -> Path:
    r"""Require the name of a file: a text or a path that an operating system can take.

    Raises:
        SettingError: it is of another kind, or has a character in it that no name has.

    Example:
        >>> require_path("a\0b")
        Traceback (most recent call last):
        edunn.errors.SettingError: 'a\x00b' cannot be the name of a file. Pass a text or a Path.
    """
    try:
        path = Path(given)
        if b"\0" not in os.fsencode(path):
            return path
    except (TypeError, ValueError):  # another kind, or half a character
        pass
    raise SettingError(Message("setting.path", given=given))


def unbox(settings: Any) -> None:
    """Turn NumPy scalars among the fields of a frozen dataclass into plain Python numbers.

    A float32 array stays float32 when combined with a Python number, but not with a `np.float64`,
    such as the elements of `np.logspace(...)`. Call it in `__post_init__`.
    """
    for field in fields(settings):
        value = getattr(settings, field.name)
        if isinstance(value, np.generic):
            object.__setattr__(settings, field.name, value.item())


def _number(value: object) -> float:
    """The value as a float; NaN, which satisfies no bound, if it is not a number."""
    is_number = isinstance(value, Real) and not isinstance(value, bool)
    try:
        return float(value) if is_number else float("nan")  # type: ignore[arg-type]
    except OverflowError:  # a whole number of more than 300 digits
        return inf
