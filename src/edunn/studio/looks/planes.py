"""Planes: arrays as pictures of bytes, which are a tenth of the same numbers as text."""

from base64 import b64encode
from typing import Any

import numpy as np
import numpy.typing as npt

from edunn.arrays import Array
from edunn.studio.wire.looks import Plane

INK = 255
"""The largest byte."""


def packed(pixels: npt.NDArray[Any]) -> str:
    """Bytes as text, row by row.

    Example:
        >>> packed(np.array([[0, 255]]))
        'AP8='
    """
    return b64encode(np.ascontiguousarray(pixels, dtype=np.uint8).tobytes()).decode("ascii")


def plane_of(q: Array, low: float | None = None, high: float | None = None) -> Plane:
    """A matrix as a picture; a vector is one row. Whatever is not finite is shown as `low`.

    Args:
        low, high: what byte 0 and byte 255 stand for; by default the least and the largest number.

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


def places_plane(places: npt.NDArray[np.integer[Any]]) -> Plane:
    """A matrix of whole numbers up to 255, each as the byte itself.

    Example:
        >>> places_plane(np.array([[0, 1]])).pixels == packed(np.array([[0, 1]]))
        True
    """
    height, width = places.shape
    return Plane(width=width, height=height, low=0.0, high=float(INK), pixels=packed(places))


def finite(value: Any) -> float | None:
    """A number, or None for NaN and infinity, for which JSON has no word.

    Example:
        >>> finite(np.float32(0.5)), finite(np.inf)
        (0.5, None)
    """
    return float(value) if value is not None and np.isfinite(value) else None


def finite_rows(q: Array) -> list[list[float | None]]:
    """A matrix as lists; a vector is one row, a number one row of one.

    Example:
        >>> finite_rows(np.array([1.0, np.nan]))
        [[1.0, None]]
    """
    rows: list[list[float]] = np.atleast_2d(q).tolist()
    return [[finite(value) for value in row] for row in rows]
