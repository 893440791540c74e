"""From a drawing to an MNIST digit: the recipe by which MNIST's authors prepared their scans.

A network that learned from MNIST has only ever met digits of one size in one place. A drawing that
is small, or in a corner, looks like nothing that it knows, so it has to be prepared the same way:

    drawing -> ink -> its bounding box, padded to a square -> 20 x 20 by covered area
            -> divided by its maximum -> 28 x 28, centre of mass in the middle

Source: Y. LeCun, C. Cortes, C. J. C. Burges, The MNIST database of handwritten digits; details
reconstructed by C. Yadav and L. Bottou (2019), "Cold case: the lost MNIST digits",
arXiv:1905.10498.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from edunn.arrays import Array
from edunn.errors import DataError, ShapeError

SIDE = 28
"""Rows and columns of an MNIST image."""

BOX = 20
"""Rows and columns that the ink fills, along its longer side."""

FAINT = 1 / 16
"""What is fainter than this share of the darkest ink does not widen the bounding box."""


class Preparation(NamedTuple):
    """A drawing on its way to an MNIST image: what each of the four steps makes of it."""

    box: Array
    """The ink's bounding box, padded to a square."""

    small: Array
    """20 x 20; what an edge runs through is grey."""

    bright: Array
    """Divided by its maximum: the darkest ink is 1."""

    digit: Array
    """28 x 28, the centre of mass in the middle."""


def prepare_digit(image: Any) -> Array:
    """Turn a drawing of any size, dark on light or light on dark, into an MNIST image.

    Args:
        image: `(rows, columns)` of numbers. What lies along the border is taken for paper.

    Returns:
        float32 from 0.0 (paper) to 1.0 (ink), as the rows of `edunn.data.load("mnist")` are.

    Shapes: image (rows, columns) -> (28, 28)

    Raises:
        ShapeError: not two axes.
        DataError: nothing is drawn, or there is NaN or infinity in it.

    Example:
        >>> canvas = np.zeros((280, 280))
        >>> canvas[30:130, 40:50] = 255  # a small 1 in a corner
        >>> digit = prepare_digit(canvas)
        >>> np.argwhere(digit)[[0, -1]].tolist()  # is 20 pixels high, and in the middle
        [[5, 14], [24, 15]]
    """
    return preparation_of(image).digit


def preparation_of(image: Any) -> Preparation:
    """Prepare a drawing as `prepare_digit` does, and keep what each step makes of it.

    Raises:
        ShapeError: not two axes.
        DataError: nothing is drawn, or there is NaN or infinity in it.

    Example:
        >>> canvas = np.zeros((280, 280))
        >>> canvas[30:130, 40:50] = 255
        >>> [step.shape for step in preparation_of(canvas)]
        [(100, 100), (20, 20), (20, 20), (28, 28)]
    """
    box = _squared(_cropped(ink_of(image)))
    small = shrunk(box, BOX)
    bright = small / small.max()
    return Preparation(box, small, bright, _placed(bright))


def only_shrunk(canvas: npt.NDArray[Any]) -> Array:
    """A square canvas, 0 is paper, as 28 x 28 pixels from 0 to 1: what one does without the recipe.

    Example:
        >>> only_shrunk(np.eye(56)).max()
        np.float32(0.5)
    """
    return np.asarray(shrunk(canvas / canvas.max(), SIDE), np.float32)


def ink_of(image: Any) -> Array:
    """How far each pixel is from the paper, float64 and 0 or more; paper is what the border shows.

    Raises:
        ShapeError: not two axes.
        DataError: nothing is drawn, or there is NaN or infinity in it.

    Example:
        >>> ink_of([[255, 255, 255], [255, 55, 255], [255, 255, 255]])[1]
        array([  0., 200.,   0.])
    """
    pixels = np.asarray(image, dtype=np.float64)
    if pixels.ndim != 2 or not pixels.size:
        raise ShapeError(
            f"a drawing is {pixels.shape} but must be (rows, columns): one number a pixel. "
            "Of a colour image take the mean of its channels: image.mean(axis=-1)."
        )
    if not np.isfinite(pixels).all():
        raise DataError("the drawing has NaN or infinity in it: pixels are finite numbers.")
    low, high = pixels.min(), pixels.max()
    if low == high:
        raise DataError(
            "the drawing is empty: all pixels are the same. Draw a digit, then ask again."
        )
    paper = float(np.median(_border(pixels)))
    is_dark_on_light = paper > (low + high) / 2
    return np.maximum(paper - pixels if is_dark_on_light else pixels - paper, 0.0)


def shrunk(image: Array, side: int) -> Array:
    """Resample a square image to `side` x `side`; each new pixel is the mean of what it covers.

    Formula:  new = A image A^T, where A[i, j] is the share of new pixel i that pixel j covers

    Example:
        >>> shrunk(np.array([[0.0, 4.0], [4.0, 8.0]]), 1)
        array([[4.]])
    """
    A = _shares(len(image), side)
    return A @ image @ A.T


def _shares(old: int, new: int) -> Array:
    """A, `(new, old)`: how much of each new pixel each old one covers; every row sums to 1."""
    edges = np.arange(new + 1) * (old / new)
    starts = np.arange(old)
    overlap = np.minimum(edges[1:, np.newaxis], starts + 1) - np.maximum(
        edges[:-1, np.newaxis], starts
    )
    return np.asarray(np.maximum(overlap, 0.0) * (new / old))


def _border(pixels: Array) -> Array:
    return np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])


def _cropped(ink: Array) -> Array:
    """The bounding box of the ink."""
    is_ink = ink > FAINT * ink.max()
    rows, columns = np.flatnonzero(is_ink.any(axis=1)), np.flatnonzero(is_ink.any(axis=0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _squared(box: Array) -> Array:
    """The box with paper at both sides of its shorter axis, so that its aspect ratio stays."""
    return _padded(box, max(box.shape))


def _padded(box: Array, side: int) -> Array:
    before = [(side - length) // 2 for length in box.shape]
    square = np.zeros((side, side))
    square[before[0] : before[0] + box.shape[0], before[1] : before[1] + box.shape[1]] = box
    return square


def _placed(box: Array) -> Array:
    """The 20 x 20 box in 28 x 28, its centre of mass in the middle; what sticks out is cut off."""
    at = np.arange(BOX) + 0.5
    mass = box.sum()
    down, right = (
        int(SIDE / 2 + 1 - float(at @ box.sum(axis=axis)) / mass) for axis in (1, 0)
    )  # int(15 - centre), as it was done then: the centre comes to lie in 14 < c <= 15
    roomy = np.zeros((SIDE + 2 * BOX, SIDE + 2 * BOX), np.float32)
    roomy[BOX + down : 2 * BOX + down, BOX + right : 2 * BOX + right] = box
    return roomy[BOX : BOX + SIDE, BOX : BOX + SIDE].copy()
