"""Images of digits: a drawing, a scan or a photo of a digit, prepared as MNIST's digits were.

MNIST's digits all have one size and one place. A digit that is small, or in a corner, looks like
nothing that a network learned from, so it is prepared by the steps of MNIST's authors:

    picture -> ink -> its bounding box, padded to a square -> 20 x 20 by covered area
            -> divided by its maximum -> 28 x 28, centre of mass in the middle

The first step is more than one: `edunn.data.paper` takes the paper away, with its shadows and its
grain, and `edunn.data.ink` what is on it besides the digit.

Source: Y. LeCun, C. Cortes, C. J. C. Burges, The MNIST database of handwritten digits; details
reconstructed by C. Yadav and L. Bottou (2019), "Cold case: the lost MNIST digits",
arXiv:1905.10498.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from edunn.arrays import Array
from edunn.data.ink import FAINT, ink_of

SIDE = 28
"""Rows and columns of an MNIST image."""

BOX = 20
"""The length of the ink's longer side, in pixels."""


class Preparation(NamedTuple):
    """The steps from a picture to an MNIST image."""

    ink: Array
    """The contrast of the digit with the paper; 0 where there is no ink."""

    box: Array
    """The ink's bounding box, padded to a square."""

    small: Array
    """20 x 20; pixels on an edge are grey."""

    bright: Array
    """Divided by its maximum: the darkest ink is 1."""

    digit: Array
    """28 x 28, the centre of mass in the middle."""


def prepare_digit(image: Any) -> Array:
    """Turn a drawing, scan or photo of one digit into an MNIST image, whatever its size.

    The ink may be dark on light paper or light on dark. Grain, noise, shadows, specks and a frame
    are recognized as such.

    Args:
        image: `(rows, columns)` of numbers, or with channels, `(rows, columns, channels)`: grey or
            RGB, each with or without alpha. A file is opened with Pillow, say:
            `np.asarray(Image.open("seven.jpg"))`.

    Returns:
        float32 from 0.0 (paper) to 1.0 (ink), as the rows of `edunn.data.load("mnist")` are.

    Shapes: image (rows, columns) or (rows, columns, channels) -> (28, 28)

    Raises:
        ShapeError: not a picture.
        DataError: nothing is drawn, or several digits, or there is NaN or infinity in it.

    Example:
        >>> canvas = np.zeros((280, 280))
        >>> canvas[30:130, 40:50] = 255  # a small 1 in a corner
        >>> digit = prepare_digit(canvas)
        >>> np.argwhere(digit)[[0, -1]].tolist()  # is 20 pixels high, and in the middle
        [[5, 14], [24, 15]]
    """
    return preparation_of(image).digit


def preparation_of(image: Any) -> Preparation:
    """Prepare a picture as `prepare_digit` does, and keep the result of each step.

    Raises:
        ShapeError, DataError: as `prepare_digit`.

    Example:
        >>> canvas = np.zeros((280, 280))
        >>> canvas[30:130, 40:50] = 255
        >>> [step.shape for step in preparation_of(canvas)]
        [(280, 280), (100, 100), (20, 20), (20, 20), (28, 28)]
    """
    ink = ink_of(image)
    box = squared(_cropped(ink))
    small = shrunk(box, BOX)
    bright = small / small.max()
    return Preparation(ink, box, small, bright, _placed(bright))


def only_shrunk(canvas: npt.NDArray[Any]) -> Array:
    """A square canvas, 0 is paper, resized to 28 x 28 pixels from 0 to 1 and no more.

    Example:
        >>> only_shrunk(np.eye(56)).max()
        np.float32(0.5)
    """
    return np.asarray(shrunk(canvas / canvas.max(), SIDE), np.float32)


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
    """A, `(new, old)`: the share of each new pixel that each old one covers; rows sum to 1."""
    edges = np.arange(new + 1) * (old / new)
    starts = np.arange(old)
    overlap = np.minimum(edges[1:, np.newaxis], starts + 1) - np.maximum(
        edges[:-1, np.newaxis], starts
    )
    return np.asarray(np.maximum(overlap, 0.0) * (new / old))


def _cropped(ink: Array) -> Array:
    """The bounding box of the ink."""
    is_ink = ink > FAINT * ink.max()
    rows, columns = np.flatnonzero(is_ink.any(axis=1)), np.flatnonzero(is_ink.any(axis=0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def squared(box: Array) -> Array:
    """The box with paper on both sides of its shorter axis, so that it keeps its aspect ratio.

    Example:
        >>> squared(np.ones((1, 3)))
        array([[0., 0., 0.],
               [1., 1., 1.],
               [0., 0., 0.]])
    """
    return _padded(box, max(box.shape))


def _padded(box: Array, side: int) -> Array:
    before = [(side - length) // 2 for length in box.shape]
    square = np.zeros((side, side))
    square[before[0] : before[0] + box.shape[0], before[1] : before[1] + box.shape[1]] = box
    return square


def _placed(box: Array) -> Array:
    """The 20 x 20 box within 28 x 28, its centre of mass in the middle; the rest is cut off."""
    at = np.arange(BOX) + 0.5
    mass = box.sum()
    down, right = (
        int(SIDE / 2 + 1 - float(at @ box.sum(axis=axis)) / mass) for axis in (1, 0)
    )  # int(15 - centre), as it was done then: the centre comes to lie in 14 < c <= 15
    roomy = np.zeros((SIDE + 2 * BOX, SIDE + 2 * BOX), np.float32)
    roomy[BOX + down : 2 * BOX + down, BOX + right : 2 * BOX + right] = box
    return roomy[BOX : BOX + SIDE, BOX : BOX + SIDE].copy()
