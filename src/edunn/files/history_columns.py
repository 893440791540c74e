"""The history of a training in a file: each of its columns as one array.

A column without numbers (such as `val_loss` without validation) is left out.
"""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from edunn.errors import FileFormatError, SettingError
from edunn.files.validation import checked, take
from edunn.messages import Message
from edunn.training import Epoch, Generation, History

KINDS: dict[str, type[Epoch]] = {"epoch": Epoch, "generation": Generation}
"""What a record may be."""

WHOLE = ("index", "forward_passes", "parents")
"""The columns of whole numbers."""

PREFIX = "history."


def history_to_arrays(history: History) -> tuple[dict[str, Any], dict[str, npt.NDArray[Any]]]:
    """The history as plain values, and its columns as arrays.

    Raises:
        SettingError: not all records measured the same.

    Example:
        >>> facts, arrays = history_to_arrays(History.of([Epoch(1, 0.5, None, 10)]))
        >>> arrays["history.loss"]
        array([0.5])
    """
    kind = next(name for name, kind in KINDS.items() if kind is history.kind)
    arrays = {
        PREFIX + name: _column(name, values)
        for name, values in history.since(0).items()
        if any(value is not None for value in values)
    }
    ending = history.ending
    facts: dict[str, Any] = {"kind": kind, "engine": history.engine}
    if isinstance(ending, Message):
        facts["ending_code"] = ending.to_dict()
    if history.notes:
        facts["notes"] = [_note_to_facts(note) for note in history.notes]
    return {**facts, "ending": ending}, arrays


def history_from_arrays(
    facts: Mapping[str, Any], arrays: Mapping[str, npt.NDArray[Any]]
) -> History:
    """The history, out of plain values and columns.

    Raises:
        KeyError, FileFormatError: something is missing, or is of a wrong type or length.
    """
    kind = KINDS[take(facts, "kind", str)]
    columns = {
        field.name: _values(field.name, arrays[PREFIX + field.name])
        for field in fields(kind)
        if PREFIX + field.name in arrays
    }
    if len({len(column) for column in columns.values()}) > 1:
        raise FileFormatError("the columns of its history have different lengths.")
    needed = {f.name for f in fields(kind) if f.default is MISSING} - {"accuracy"}
    if columns and needed - columns.keys():
        raise FileFormatError(f"its history has no {', '.join(sorted(needed - columns.keys()))}.")
    history = History.of_columns(kind, columns or {"index": []})
    history.engine = take(facts, "engine", str)
    history.ending = _sentence(take(facts, "ending", str), facts.get("ending_code"))
    history.notes = [
        _note(note) for note in checked("notes", facts.get("notes", []), list[dict[str, Any]])
    ]
    return history


def _note_to_facts(note: str) -> dict[str, Any]:
    """A note as its text and, if it has one, its code."""
    return {"text": str(note)} | ({"code": note.to_dict()} if isinstance(note, Message) else {})


def _note(facts: Mapping[str, Any]) -> str:
    return _sentence(take(facts, "text", str), facts.get("code"))


def _sentence(text: str, coded: Any) -> str:
    """A sentence: with its code, where the file has one that gives the same text."""
    try:
        message = Message.from_dict(coded)
    except (AttributeError, LookupError, TypeError, ValueError, OverflowError):
        return text
    return message if message == text else text


def _column(name: str, values: list[Any]) -> npt.NDArray[Any]:
    try:
        return np.array(values, dtype=np.int64 if name in WHOLE else np.float64)
    except (TypeError, ValueError):
        raise SettingError(
            f"the history's {name!r} is not measured alike in all records. Give the model a new "
            "history, model.history = History(), and save again."
        ) from None


def _values(name: str, column: npt.NDArray[Any]) -> list[Any]:
    dtype, axes = ("int64", 1 + (name == "parents")) if name in WHOLE else ("float64", 1)
    if column.dtype != dtype or column.ndim != axes:
        raise FileFormatError(f"its history's {name!r} is {column.dtype} {column.shape}.")
    values: list[Any] = column.tolist()
    return [tuple(value) for value in values] if name == "parents" else values
