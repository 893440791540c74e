"""Label cells: texts, bytes and Python objects among labels, each of them looked at.

Numbers in an array need no such look; `edunn.labels` calls this for all others.
"""

from enum import Enum
from numbers import Real
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from edunn.errors import DataError
from edunn.messages import Message

Cells: TypeAlias = npt.NDArray[Any]

TEXTS_OF_NOTHING = ("nan", "NaN", "<NA>", "NaT")
"""What NumPy and pandas turn a missing value into, where they turn it into a text."""


def texts_or_numbers(labels: Cells, given: Any) -> Cells:
    """Texts, bytes and Python objects as texts or numbers, each of them looked at."""
    is_list = isinstance(given, (list, tuple))  # where NumPy turns every number into a text
    objects = np.asarray(given, dtype=object) if is_list else labels
    if labels.dtype.kind == "U" and not is_list:
        return _checked(labels)
    flat = objects.ravel().tolist()
    width = len(flat) // len(labels)
    read = [_read(label, k // width) for k, label in enumerate(flat)]
    kinds = set(map(type, read))
    if len(kinds) > 1 and str in kinds and not is_list:
        cells = np.empty(len(read), dtype=object)
        cells[:] = read
    else:
        cells = np.array(read)
    return _checked(cells.reshape(labels.shape))


def _read(label: Any, row: int) -> Any:
    """One label as a Python value: text, or number.

    Raises:
        DataError: it is missing, or of a kind that no label is.
    """
    if isinstance(label, np.generic):
        label = label.item()
    if isinstance(label, (str, bytes)) and label[-1:] in ("\0", b"\0"):
        raise DataError(Message("data.label_ends_in_nul", row=row, label=repr(label)))
    if isinstance(label, bytes):
        return _decoded(label, row)
    if isinstance(label, Enum) or not isinstance(label, (str, Real, type(None))):
        if type(label).__name__ in ("NAType", "NaTType"):
            raise missing(row, label)
        raise DataError(Message("data.no_label", row=row, kind=type(label).__name__))
    if label is None or label != label:
        raise missing(row, label)
    if isinstance(label, int) and abs(int(label)) >= 2**63:
        raise DataError(Message("data.label_too_large", row=row))
    return label if isinstance(label, (str, int, float)) else float(label)


def _decoded(label: bytes, row: int) -> str:
    """The text of bytes.

    Raises:
        DataError: they are no UTF-8.
    """
    try:
        return label.decode()
    except UnicodeDecodeError:
        raise DataError(Message("data.label_not_utf8", row=row, label=repr(label))) from None


def _checked(labels: Cells) -> Cells:
    """Labels without a text that is a missing value in disguise.

    Raises:
        DataError: there is one; the message names its row.
    """
    if labels.dtype.kind in "UO":
        hidden = np.isin(labels, TEXTS_OF_NOTHING) if labels.dtype.kind == "U" else labels == "nan"
        if hidden.any():
            row = int(np.argwhere(hidden)[0, 0])
            raise DataError(Message("data.label_of_nothing", row=row, label=str(labels[row])))
    return labels


def missing(row: int, label: Any) -> DataError:
    """The error for a label that is missing."""
    return DataError(Message("data.label_missing", row=row, label=str(label)))
