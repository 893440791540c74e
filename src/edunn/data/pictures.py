"""Pictures: any array of pixels as one channel, at most 1,000 pixels high and wide."""

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from edunn.arrays import Array
from edunn.data.components import border
from edunn.data.filters import local_mean
from edunn.errors import DataError, ShapeError
from edunn.messages import Message

Pixels: TypeAlias = npt.NDArray[Any]

LARGEST = 1000
"""Larger pictures are reduced to so many rows and columns: a digit keeps 20 of them in the end."""

NEARBY = 8
"""The paper's brightness is that within 1/8 of the picture's longer side, in each direction."""


def checked(picture: Any) -> Pixels:
    """The picture as an array of finite numbers, with two axes or three.

    Raises:
        DataError: no numbers, NaN or infinity.
        ShapeError: the axes are not those of a picture.

    Example:
        >>> checked([[True, False]])
        array([[1, 0]], dtype=uint8)
    """
    pixels = np.asarray(picture)
    if pixels.dtype.kind not in "biuf":
        raise DataError(Message("data.not_pixels"))
    is_picture = pixels.ndim == 2 or (pixels.ndim == 3 and 1 <= pixels.shape[2] <= 4)
    if not is_picture or not pixels.size:
        raise ShapeError(Message("data.not_a_picture", shape=pixels.shape))
    if not np.isfinite(pixels).all():
        raise DataError(Message("data.drawing_not_finite"))
    return pixels.astype(np.uint8) if pixels.dtype.kind == "b" else pixels


def reduced(picture: Pixels) -> Pixels:
    """A large picture, reduced by averages over blocks of k x k pixels.

    Example:
        >>> reduced(np.zeros((4000, 3000, 3), np.uint8)).shape
        (1000, 750, 3)
    """
    k = min(-(-max(picture.shape[:2]) // LARGEST), *picture.shape[:2])
    if k == 1:
        return picture
    rows, columns = (length // k for length in picture.shape[:2])
    blocks = picture[: rows * k, : columns * k].reshape(rows, k, columns, k, *picture.shape[2:])
    return np.asarray(blocks.mean(axis=(1, 3)))


def grey_of(picture: Pixels) -> Array:
    """One channel of a picture: that in which the pixels differ most from those around them.

    The candidates are red, green, blue and their mean, so that red ink on green paper counts, too.

    Shapes: picture (rows, columns) or (rows, columns, channels) -> (rows, columns)

    Example:
        >>> red_on_green = np.array([[[0, 90, 0], [90, 0, 0], [0, 90, 0]]])
        >>> grey_of(red_on_green)
        array([[ 0., 90.,  0.]])
    """
    if picture.ndim == 2:
        return picture.astype(np.float64)
    colours = _opaque(picture) if picture.shape[2] in (2, 4) else picture.astype(np.float64)
    channels = [colours.mean(axis=2), *np.moveaxis(colours, 2, 0)]
    return max(channels, key=lambda q: float(np.std(q - local_mean(q, nearby(q)))))


def _opaque(picture: Pixels) -> Array:
    """Colours without alpha, on paper of a colour that is far from that of what is drawn."""
    full = _full_value(picture)
    colours, alpha = picture[:, :, :-1].astype(np.float64), picture[:, :, -1:] / full
    if not alpha.any():
        raise DataError(Message("data.empty_drawing"))
    mean = (alpha * colours).sum(axis=(0, 1)) / alpha.sum()
    is_paper_drawn = np.median(border(alpha)) > 0.5
    paper = mean if is_paper_drawn else np.where(mean.mean() > full / 2, 0.0, full)
    return np.asarray(alpha * colours + (1 - alpha) * paper)


def _full_value(picture: Pixels) -> float:
    """The value of a channel that is full on: 255, 65535 or 1."""
    if picture.dtype.kind == "u":
        return float(np.iinfo(picture.dtype).max)
    most = float(picture.max())
    return 1.0 if most <= 1 else 255.0 if most <= 255 else 65535.0


def nearby(image: Array) -> int:
    """The radius of the windows within which a sheet's light hardly changes.

    Example:
        >>> nearby(np.zeros((280, 200)))
        35
    """
    return int(max(image.shape) // NEARBY)
