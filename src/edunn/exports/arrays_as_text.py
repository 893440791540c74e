"""Arrays as program text: small ones number by number, large ones as base64.

    W1 = np.array([[0.5, -1.0], [2.0, 0.25]], "float32")
    W1 = decoded("AAAAPwAAgL8AAABAAACAPg==", (2, 2), "float32")

Both hold every bit: a number is written with as many digits as tell it from its neighbours.
"""

import sys
from base64 import b64encode
from collections.abc import Mapping

import numpy as np

from edunn.arrays import Array

LEGIBLE = 2000
"""Up to so many numbers a program has them one by one, so that they can be read and changed."""

WIDTH = 100


def are_legible(arrays: Mapping[str, Array]) -> bool:
    """Whether all these arrays together are small enough to be written number by number.

    Example:
        >>> are_legible({"W": np.ones((4, 8))}), are_legible({"W": np.ones((784, 128))})
        (True, False)
    """
    return sum(array.size for array in arrays.values()) <= LEGIBLE


def literal(array: Array, indent: int = 0) -> str:
    """The numbers in brackets, as Python and JavaScript write them.

    Args:
        indent: the column in which the first bracket will stand.

    Example:
        >>> literal(np.array([[0.1, 2.0]], "float32"))
        '[[0.1, 2.0]]'
    """
    text = np.array2string(
        array,
        separator=", ",
        threshold=sys.maxsize,
        floatmode="unique",
        max_line_width=WIDTH,
        prefix=" " * indent,
        suffix=' "float32")',
        formatter={"float_kind": _digits},
    )
    return text.replace("\n\n", "\n")


def base64_of(array: Array) -> str:
    """Its bytes, row by row, the lowest byte of a number first.

    Example:
        >>> base64_of(np.array([1.0], "float32"))
        'AACAPw=='
    """
    return b64encode(np.ascontiguousarray(array, array.dtype.newbyteorder("<")).tobytes()).decode()


def _digits(number: np.floating) -> str:
    """The shortest text that gives the same number again."""
    return str(number)
