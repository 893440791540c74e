"""Planes: arrays as images of bytes, which are a tenth of the size of the same numbers as text."""

from base64 import b64encode
from typing import Any

import numpy as np
import numpy.typing as npt
from pydantic import Field

from edunn.arrays import Array
from edunn.studio.messages import Message, Number, finite

INK = 255
"""The largest byte."""


class Plane(Message):
    """An image of numbers: byte 0 is `low`, byte 255 is `high`, row by row from the top."""

    width: int
    height: int
    low: float
    high: float
    pixels: str = Field(description="Base64 of width x height bytes.")


def packed(pixels: npt.NDArray[Any]) -> str:
    """Bytes in Base64, row by row.

    Example:
        >>> packed(np.array([[0, 255]]))
        'AP8='
    """
    return b64encode(np.ascontiguousarray(pixels, dtype=np.uint8).tobytes()).decode("ascii")


def plane_of(q: Array, low: float | None = None, high: float | None = None) -> Plane:
    """A matrix as an image; a vector is one row. NaN is shown as `low`.

    Args:
        low, high: the values of byte 0 and byte 255; by default the least and the greatest number.

    Example:
        >>> plane = plane_of(np.array([[-1.0, 0.0], [1.0, 3.0]]), low=-1, high=1)
        >>> plane.width, plane.pixels == packed(np.array([[0, 128], [255, 255]]))
        (2, True)
    """
    rows = np.atleast_2d(q).astype(np.float64)
    known = rows[np.isfinite(rows)]
    low = float(known.min(initial=np.inf)) if low is None else low
    high = float(known.max(initial=-np.inf)) if high is None else high
    if not known.size:
        low = high = 0.0
    share = (np.nan_to_num(rows, nan=low, posinf=high, neginf=low) - low) / ((high - low) or 1.0)
    pixels = np.rint(share.clip(0.0, 1.0) * INK)
    height, width = rows.shape
    return Plane(width=width, height=height, low=low, high=high, pixels=packed(pixels))


def integer_plane(q: npt.NDArray[np.integer[Any]]) -> Plane:
    """A matrix of integers from 0 to 255, each as the byte itself.

    Example:
        >>> integer_plane(np.array([[0, 1]])).pixels == packed(np.array([[0, 1]]))
        True
    """
    height, width = q.shape
    return Plane(width=width, height=height, low=0.0, high=float(INK), pixels=packed(q))


def finite_rows(q: Array) -> list[list[Number]]:
    """A matrix as lists; a vector is one row, a number one row of one.

    Example:
        >>> finite_rows(np.array([1.0, np.nan]))
        [[1.0, None]]
    """
    rows: list[list[float]] = np.atleast_2d(q).tolist()
    return [[finite(value) for value in row] for row in rows]
