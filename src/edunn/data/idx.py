"""The IDX format: how MNIST's authors stored arrays in 1998, and about the simplest that there is.

    bytes 0, 1     zero
    byte 2         the kind of number: 8 is an unsigned byte, all that MNIST needs
    byte 3         D, how many axes
    4 D bytes      the length of each axis, four bytes each, most significant first
    the rest       the numbers, last axis fastest

Source: Y. LeCun, C. Cortes, C. J. C. Burges, The MNIST database of handwritten digits, "File
formats".
"""

import math

import numpy as np
import numpy.typing as npt

from edunn.errors import FileFormatError

UNSIGNED_BYTE = 8


def parse_idx(raw: bytes) -> npt.NDArray[np.uint8]:
    """Read an IDX file of bytes; the array is a read-only view of `raw`.

    Raises:
        FileFormatError: it is not IDX, holds another kind of number, or was cut short.

    Example:
        >>> parse_idx(bytes([0, 0, 8, 2,  0, 0, 0, 2,  0, 0, 0, 3]) + bytes(range(6)))
        array([[0, 1, 2],
               [3, 4, 5]], dtype=uint8)
    """
    if len(raw) < 4 or raw[0] or raw[1] or raw[2] != UNSIGNED_BYTE:
        raise FileFormatError(
            f"an IDX file of bytes starts with 0, 0, {UNSIGNED_BYTE}; "
            f"this one starts with {', '.join(map(str, raw[:3])) or 'nothing'}."
        )
    start = 4 + 4 * raw[3]
    shape = tuple(int.from_bytes(raw[k : k + 4], "big") for k in range(4, start, 4))
    if len(raw) != start + math.prod(shape):
        raise FileFormatError(
            f"an IDX file of shape {shape} has {start + math.prod(shape)} bytes, but this one has "
            f"{len(raw)}: it was cut short or is damaged. Fetch it again."
        )
    return np.frombuffer(raw, np.uint8, offset=start).reshape(shape)
