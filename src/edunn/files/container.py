"""The container: named arrays and one JSON object, as the bytes of a safetensors file and back.

    [ 8 bytes: length of the header | header | bytes of the arrays ]

Any tool that reads safetensors can open the arrays. The JSON is in the header's metadata, which is
read, and refused if need be, before the arrays are. JSON has no arrays and no infinity, so an array
in nested values is moved out and its name left in its place; one that occurs twice is moved once:

    {"theta": array, "best": -inf}  <->  {"theta": {"array": "theta"}, "best": {"float": "-inf"}}
"""

import json
import os
import stat
from collections.abc import Mapping
from math import isfinite
from os import PathLike
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import numpy.typing as npt
import safetensors.numpy

from edunn.errors import FileFormatError, SettingError, did_you_mean
from edunn.files.validation import ENOUGH, checked, refusal, refusing
from edunn.guards import require_path
from edunn.messages import Message

Arrays = dict[str, npt.NDArray[Any]]
"""Arrays by name."""

NAME = "edunn"
"""Where in the metadata the JSON is."""

LONGEST_HEADER = 2**24
"""Bytes; JSON takes up to twenty times its length in memory."""


def pack(facts: Mapping[str, Any], arrays: Mapping[str, npt.NDArray[Any]]) -> bytes:
    """The bytes of a file that holds both.

    Raises:
        SettingError: a value has no JSON, such as a function or an object of an unknown class.

    Example:
        >>> content = pack({"layers": 2}, {"theta": np.zeros(3)})
        >>> split(content, "somewhere")[0]
        {'layers': 2}
    """
    try:
        text = json.dumps(facts, default=_plain, allow_nan=False)
        _require_encodable(json.loads(text))
    except (TypeError, ValueError) as error:
        raise SettingError(
            f"this cannot be written to a file: {error}. Use numbers, texts and objects of the "
            "catalogue; edunn.register(...) takes classes of your own in."
        ) from None
    whole = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    return safetensors.numpy.save(whole, metadata={NAME: text})


def read_bytes(path: str | PathLike[str]) -> bytes:
    """All bytes of a file that, by its header, is one of EduNN's.

    Raises:
        FileFormatError: it is something else, which the message names.
        FileNotFoundError: there is no such file; the message offers near matches.
        OSError: it cannot be read.
    """
    _refuse_what_is_no_file(require_path(path))
    with Path(path).open("rb") as file:
        head = file.read(ENOUGH)
        size = os.fstat(file.fileno()).st_size
        length = int.from_bytes(head[:8], "little")
        if head[8:9] != b"{" or length > size - 8:
            raise refusal(path, head)
        if length > LONGEST_HEADER:
            raise FileFormatError(
                f"{path} has a header of {length} bytes: at most {LONGEST_HEADER} are expected in "
                "an EduNN model. It is something else, or damaged."
            )
        head += file.read(max(0, 8 + length - len(head)))
        facts_of(head, path)
        _refuse_another_size(head, size, path)
        return head + file.read(size - len(head))


def _refuse_another_size(head: bytes, size: int, path: object) -> None:
    """Compare the size of a file with the ends of the arrays in its header.

    A file that goes on after them may be too large for the memory, though it has holes and takes
    no room on the disk.
    """
    length = int.from_bytes(head[:8], "little")
    header = _parsed(head[8 : 8 + length], path)
    places = [facts for name, facts in header.items() if name != "__metadata__"]
    with refusing(path):
        ends = [checked("data_offsets", place["data_offsets"], list[int])[-1] for place in places]
    expected = 8 + length + max(ends, default=0)
    if size != expected:
        reason = f"it has {size:,} bytes, and its header describes {expected:,}."
        raise FileFormatError(Message("file.damaged", path=str(path), reason=reason))


def split(content: bytes, path: object) -> tuple[dict[str, Any], Arrays]:
    """The JSON object and the arrays in the bytes of a file.

    Raises:
        FileFormatError: the bytes are damaged, or of another kind; `path` is named.
    """
    facts = facts_of(content, path)
    try:
        return facts, safetensors.numpy.load(content)
    except Exception as error:  # the library's own error has no other base
        reason = f"its arrays cannot be read ({error}). Use a copy, or save the model again."
        raise FileFormatError(Message("file.damaged", path=str(path), reason=reason)) from None


def facts_of(content: bytes, path: object) -> dict[str, Any]:
    """The JSON object in a header; the arrays may still be missing.

    Raises:
        FileFormatError: there is none, or it is damaged.
    """
    length = int.from_bytes(content[:8], "little")
    header = _parsed(content[8 : 8 + length], path)
    metadata = header.get("__metadata__")
    text = metadata.get(NAME) if isinstance(metadata, dict) else None
    if not isinstance(text, str):
        raise FileFormatError(Message("file.of_others", path=str(path)))
    return _parsed(text, path)


def _parsed(text: str | bytes, path: object) -> dict[str, Any]:
    try:
        value = json.loads(text, parse_constant=_refuse, parse_float=_finite)
        _require_encodable(value)
    except (ValueError, RecursionError) as error:
        reason = f"its JSON is broken ({error})."
        raise FileFormatError(Message("file.damaged", path=str(path), reason=reason)) from None
    if not isinstance(value, dict):
        reason = "its JSON is not an object."
        raise FileFormatError(Message("file.damaged", path=str(path), reason=reason))
    return value


def _require_encodable(value: Any) -> None:
    """Refuse texts with half a character: no page, terminal or file could show them.

    Raises:
        ValueError: there is one.
    """
    json.dumps(value, ensure_ascii=False).encode()


def _finite(text: str) -> float:
    value = float(text)
    if not isfinite(value):
        _refuse(text)
    return value


def _refuse(text: str) -> NoReturn:
    raise ValueError(f"{text} is not a finite number")


def _plain(value: Any) -> Any:
    """NumPy's numbers as Python's; nothing else is JSON."""
    if isinstance(value, np.generic):
        return value.item()
    raise TypeError(f"{value!r} is not JSON")


def _refuse_what_is_no_file(place: Path) -> None:
    try:
        mode = place.stat().st_mode
    except FileNotFoundError:
        raise FileNotFoundError(_nothing_there(place)) from None
    if stat.S_ISDIR(mode):
        raise FileFormatError(f"{place} is a folder. Pass a file in it that model.save wrote.")
    if not stat.S_ISREG(mode):
        raise FileFormatError(f"{place} is a device or a pipe, not a file that model.save wrote.")


def _nothing_there(place: Path) -> str:
    folder = place.parent
    names = [entry.name for entry in folder.iterdir()] if folder.is_dir() else []
    hint = did_you_mean(place.name, names, otherwise=" Check the path.")
    return f"there is no file {place}.{hint}"


def without_arrays(value: Any, arrays: Arrays, name: str = "") -> Any:
    """Nested values without their arrays, which join `arrays`, each under the name of its place.

    Example:
        >>> arrays = {}
        >>> without_arrays({"best": [np.ones(2), 0.5]}, arrays)
        {'best': [{'array': 'best.0'}, 0.5]}
        >>> arrays
        {'best.0': array([1., 1.])}
    """
    if isinstance(value, np.ndarray):
        known = next((old for old, array in arrays.items() if array is value), name)
        arrays[known] = value
        return {"array": known}
    if isinstance(value, (float, np.floating)) and not isfinite(value):
        return {"float": str(float(value))}
    inside = f"{name}." if name else ""
    if isinstance(value, Mapping):
        return {key: without_arrays(item, arrays, inside + key) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [without_arrays(item, arrays, f"{inside}{k}") for k, item in enumerate(value)]
    return value


def with_arrays(value: Any, arrays: Mapping[str, npt.NDArray[Any]]) -> Any:
    """The nested values with their arrays back in place.

    Raises:
        FileFormatError: an array of that name is not there.

    Example:
        >>> with_arrays({"best": {"float": "-inf"}}, {})
        {'best': -inf}
    """
    if isinstance(value, list):
        return [with_arrays(item, arrays) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"array"}:
        if not isinstance(value["array"], str) or value["array"] not in arrays:
            raise FileFormatError(f"the array {value['array']!r} is missing.")
        return arrays[value["array"]]
    if value.keys() == {"float"}:
        return float(value["float"])
    return {name: with_arrays(item, arrays) for name, item in value.items()}
