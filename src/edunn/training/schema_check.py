"""Schema check: whether a value from a file has the types, shapes and names that are expected.

A file may come from anywhere, so none of its arrays is used before it was compared with one that is
known to be right in everything but its values.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np

from edunn.arrays import Array
from edunn.errors import FileFormatError

Value = TypeVar("Value")


def matching(expected: Value, found: Any, name: str = "it") -> Value:
    """The value found, if it has the types, shapes and names of the one expected.

    Whole numbers in arrays are indices, so they must lie between the expected ones.

    Raises:
        FileFormatError: it has not.

    Example:
        >>> matching({"shift": np.zeros(2)}, {"shift": np.ones(3)})
        Traceback (most recent call last):
        edunn.errors.FileFormatError: shift is float64 (3,), but float64 (2,) is expected.
    """
    result: Any = found
    if isinstance(expected, tuple):  # a state: a tuple with names
        fields: Any = expected
        result = type(expected)(**matching(fields._asdict(), found, name))
    elif isinstance(expected, Mapping):
        found = renamed(found, expected)
        _require_names(expected, found, name)
        result = {key: matching(value, found[key], key) for key, value in expected.items()}
    elif isinstance(expected, list):
        _require_length(expected, found, name)
        result = [matching(*pair, name) for pair in zip(expected, found, strict=True)]
    elif isinstance(expected, np.ndarray):
        _require_array(expected, found, name)
    elif not _is_alike(found, expected):
        raise FileFormatError(f"{name} is {found!r}, but something like {expected!r} is expected.")
    return result  # type: ignore[no-any-return]


FORMER_NAMES = {
    "C": ["covariance"],
    "G": ["total"],
    "algorithm": ["way"],
    "m": ["mean"],
    "p_c": ["path"],
    "p_sigma": ["sigma_path"],
    "plateau_state": ["plateau_memory"],
    "state_dict": ["memory"],
    "v": ["square", "velocity"],
    "z": ["scores"],
}
"""What fields are called in files of earlier versions.

When a field of an optimizer's or a strategy's state is renamed, add its old name here, and its file
in `tests/files/earlier` is still read.
"""


def renamed(found: Any, expected: Iterable[str]) -> Any:
    """A state from a file, with the fields of earlier versions under their present names.

    Example:
        >>> renamed({"theta": 1, "t": 2, "velocity": 3}, expected=["theta", "t", "v"])
        {'theta': 1, 't': 2, 'v': 3}
    """
    if not isinstance(found, Mapping):
        return found
    now = {old: new for new in expected for old in FORMER_NAMES.get(new, [])}
    return {now.get(name, name): value for name, value in found.items()}


def _require_names(expected: Mapping[str, Any], found: Any, name: str) -> None:
    if not isinstance(found, Mapping) or found.keys() != expected.keys():
        raise FileFormatError(f"{name} must have the names {', '.join(expected)}, and no others.")


def _require_length(expected: Sequence[Any], found: Any, name: str) -> None:
    if not isinstance(found, list) or len(found) != len(expected):
        raise FileFormatError(f"{name} must be a list of {len(expected)}.")


def _require_array(expected: Array, found: Any, name: str) -> None:
    words = f"{expected.dtype} {expected.shape}"
    if not isinstance(found, np.ndarray):
        raise FileFormatError(f"{name} is {found!r}, but {words} is expected.")
    if (found.dtype, found.shape) != (expected.dtype, expected.shape):
        raise FileFormatError(f"{name} is {found.dtype} {found.shape}, but {words} is expected.")
    points = expected.dtype.kind == "i" and expected.size
    if points and (found.min() < expected.min() or found.max() > expected.max()):
        raise FileFormatError(f"{name} points outside of {expected.min()} to {expected.max()}.")


def _is_alike(value: Any, expected: Any) -> bool:
    """A number where a number is, a text where a text is; 2 is as good as 2.0."""
    if isinstance(value, bool) or isinstance(expected, bool):
        return type(value) is type(expected)
    return isinstance(value, (int, float) if isinstance(expected, float) else type(expected))
