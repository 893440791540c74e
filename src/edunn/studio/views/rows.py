"""Rows: examples of a data set for the page; images are sent as bytes."""

from collections.abc import Sequence
from math import isqrt
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt
from pydantic import Field

from edunn.data import Dataset
from edunn.studio.messages import Message, Number
from edunn.studio.views.planes import packed

Part: TypeAlias = Literal["training", "held_out"]
Places: TypeAlias = npt.NDArray[np.intp]


class Row(Message):
    """One example."""

    row: int = Field(description="Its place in its part, training or held-out rows; from 0.")
    part: Part
    inputs: list[Number] | None = Field(description="null for images.")
    image: str | None = Field(default=None, description="Base64 of bytes, row by row: 255 is ink.")
    target: float = Field(description="The class's place, or the target of a regression.")
    label: str


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
            image=packed(some.values[k]) if images else None,
            target=float(np.ravel(some.targets[k])[0]),
            label=label_of(some, k),
        )
        for k, place in enumerate(places)
    ]


def label_of(data: Dataset, row: int) -> str:
    """The class of a row, or its target number."""
    if data.class_names is None:
        return f"{float(np.ravel(data.targets[row])[0]):.6g}"
    return data.class_names[int(data.targets[row])]
