"""Packing: numbers, images and examples as the page gets them.

An image is sent as bytes, which are a tenth of the size of the same numbers as text.
"""

from base64 import b64encode
from collections.abc import Sequence
from math import ceil, isqrt, sqrt
from typing import Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt
from pydantic import Field

from edunn.arrays import Array
from edunn.data import Dataset
from edunn.studio.messages import Message, Number
from edunn.text import as_json

Part: TypeAlias = Literal["training", "held_out"]
Places: TypeAlias = npt.NDArray[np.intp]

INK = 255
"""The largest byte."""


class Plane(Message):
    """An image of numbers: byte 0 is `low`, byte 255 is `high`, row by row from the top."""

    width: int
    height: int
    low: float
    high: float
    pixels: str = Field(description="Base64 of width x height bytes.")


class Row(Message):
    """One example."""

    row: int = Field(description="Its place in its part, training or held-out rows; from 0.")
    part: Part
    inputs: list[Number] | None = Field(description="null for images.")
    image: str | None = Field(default=None, description="Base64 of bytes, row by row: 255 is ink.")
    target: float = Field(description="The class's place, or the target of a regression.")
    label: str


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


def side_by_side(maps: Array) -> Plane:
    """Feature maps `(h, v, C)` as one image, twice as many across as down, with gaps between them.

    Example:
        >>> plane = side_by_side(np.ones((3, 3, 8)))
        >>> plane.width, plane.height
        (15, 7)
    """
    h, v, count = maps.shape
    across = min(count, ceil(sqrt(2 * count)))
    down = ceil(count / across)
    sheet = np.full((down * (h + 1), across * (v + 1)), float(maps.min()))
    for k in range(count):
        top, left = k // across * (h + 1), k % across * (v + 1)
        sheet[top : top + h, left : left + v] = maps[:, :, k]
    return plane_of(sheet[:-1, :-1])


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
    rows: list[list[Number]] = as_json(np.atleast_2d(q))
    return rows


def side_of(data: Dataset) -> int | None:
    """The pixels of an image's side; None where the rows are not images.

    Rows are images where they are bytes that fill a square.

    Example:
        >>> from edunn.data import load
        >>> side_of(load("mnist")), side_of(load("iris"))
        (28, None)
    """
    pixels = data.values.shape[1]
    is_image = data.values.dtype == np.uint8 and pixels >= 64 and isqrt(pixels) ** 2 == pixels
    return isqrt(pixels) if is_image else None


def evenly(count: int, most: int) -> Places:
    """At most so many places, evenly spaced.

    Example:
        >>> evenly(10, most=4)
        array([0, 3, 6, 9])
    """
    if count <= most:
        return np.arange(count)
    return np.linspace(0, count - 1, most).round().astype(np.intp)


def rows_of(
    data: Dataset, part: Part, places: Places, features: Sequence[int] | None = None
) -> list[Row]:
    """The rows at these places of a part, with these features, by default all.

    Example:
        >>> from edunn.data import load
        >>> rows_of(load("iris"), "training", np.array([0]))[0].label
        'setosa'
    """
    if not len(places):
        return []
    some = data.take(places)
    images = side_of(data) is not None
    inputs = [] if images else some.inputs[:, features or slice(None)].tolist()
    return [
        Row(
            row=int(place),
            part=part,
            inputs=None if images else inputs[k],
            image=packed(np.rint(INK * some.inputs[k])) if images else None,
            target=float(np.ravel(some.targets[k])[0]),
            label=label_of(some, k),
        )
        for k, place in enumerate(places)
    ]


def label_of(data: Dataset, row: int) -> str:
    """The class of a row, or its target number."""
    if data.class_names is None:
        return f"{float(np.ravel(data.targets[row])[0]):.6g}"
    return str(data.class_names[int(data.targets[row])])
