"""Rows: examples of a data set as the page shows them, images as images."""

from collections.abc import Sequence
from math import isqrt
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from edunn.data import Dataset
from edunn.studio.looks.planes import packed
from edunn.studio.wire.data import Row

Part: TypeAlias = Literal["training", "held_out"]
Places: TypeAlias = npt.NDArray[np.intp]


def side_of(data: Dataset) -> int | None:
    """How many pixels the side of an image has; None where the rows are no images.

    Rows are images where they were read as bytes, as many as fill a square.

    Example:
        >>> from edunn.data import load
        >>> side_of(load("mnist")), side_of(load("iris"))
        (28, None)
    """
    pixels = data.values.shape[1]
    is_image = data.values.dtype == np.uint8 and pixels >= 64 and isqrt(pixels) ** 2 == pixels
    return isqrt(pixels) if is_image else None


def evenly(count: int, most: int) -> Places:
    """At most so many places, evenly from all.

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
    """The rows at these places of a part, with these inputs, by default all.

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
    """The class of a row, or its number."""
    if data.class_names is None:
        return f"{float(np.ravel(data.targets[row])[0]):.6g}"
    return data.class_names[int(data.targets[row])]
