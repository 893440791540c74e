"""Images of digits: a drawing prepared as MNIST's were, and digits distorted at random.

MNIST's digits all have one size and one place. A drawing that is small, or in a corner, looks like
nothing that a network learned from, so it is prepared by the steps of MNIST's authors:

    drawing -> ink -> its bounding box, padded to a square -> 20 x 20 by covered area
            -> divided by its maximum -> 28 x 28, centre of mass in the middle

*Data augmentation* goes the other way and makes new digits of those in the training set.
`distorted` turns, slants, moves and resizes each digit within 28 x 28, so that a network learns
what a 3 is, not what these 60,000 images are; `redrawn` puts a digit on a canvas like that of a
drawing program: hard edges, any size, any place.

Source: Y. LeCun, C. Cortes, C. J. C. Burges, The MNIST database of handwritten digits; details
reconstructed by C. Yadav and L. Bottou (2019), "Cold case: the lost MNIST digits",
arXiv:1905.10498; P. Simard, D. Steinkraus, J. Platt (2003), "Best practices for convolutional
neural networks applied to visual document analysis".
"""

from dataclasses import dataclass
from typing import Any, NamedTuple, final

import numpy as np
import numpy.typing as npt

from edunn.arrays import Array
from edunn.errors import DataError, ShapeError
from edunn.messages import Message

SIDE = 28
"""Rows and columns of an MNIST image."""

MIDDLE = (SIDE - 1) / 2
"""The coordinate of an image's middle, counted in pixels from 0."""

BOX = 20
"""The length of the ink's longer side, in pixels."""

FAINT = 1 / 16
"""Ink fainter than this share of the darkest does not widen the bounding box."""


class Preparation(NamedTuple):
    """The four steps from a drawing to an MNIST image."""

    box: Array
    """The ink's bounding box, padded to a square."""

    small: Array
    """20 x 20; pixels on an edge are grey."""

    bright: Array
    """Divided by its maximum: the darkest ink is 1."""

    digit: Array
    """28 x 28, the centre of mass in the middle."""


def prepare_digit(image: Any) -> Array:
    """Turn a drawing of any size, dark on light or light on dark, into an MNIST image.

    Args:
        image: `(rows, columns)` of numbers. The colour along the border is the paper.

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
    """Prepare a drawing as `prepare_digit` does, and keep the result of each step.

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
    """A square canvas, 0 is paper, resized to 28 x 28 pixels from 0 to 1 and no more.

    Example:
        >>> only_shrunk(np.eye(56)).max()
        np.float32(0.5)
    """
    return np.asarray(shrunk(canvas / canvas.max(), SIDE), np.float32)


def ink_of(image: Any) -> Array:
    """The difference of each pixel from the paper, 0 or more; the border is paper.

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
            f"a drawing is {pixels.shape} but must be (rows, columns): one number per pixel. "
            "Of a colour image take the mean of its channels: image.mean(axis=-1)."
        )
    if not np.isfinite(pixels).all():
        raise DataError(Message("data.drawing_not_finite"))
    low, high = pixels.min(), pixels.max()
    if low == high:
        raise DataError(Message("data.empty_drawing"))
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
    """A, `(new, old)`: the share of each new pixel that each old one covers; rows sum to 1."""
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
    """The box with paper on both sides of its shorter axis, so that it keeps its aspect ratio."""
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


@final
@dataclass(frozen=True)
class Hand:
    """The ranges of handwriting styles, each sampled uniformly.

    Args:
        size: smallest and largest size; 1 is the size in MNIST.
        degrees: largest tilt to either side.
        slant: largest shift of the top, as a share of the height.

    Example:
        >>> Hand(degrees=0, slant=0, size=(2, 2)).backwards(1, np.random.default_rng(0))[0, 0]
        array([ 0.5, -0. ], dtype=float32)
    """

    size: tuple[float, float] = (0.85, 1.15)
    degrees: float = 15.0
    slant: float = 0.15

    def backwards(self, count: int, random: np.random.Generator) -> Array:
        """`(count, 2, 2)` maps from new to old coordinates of a pixel, both from the middle."""
        angle = np.deg2rad(random.uniform(-self.degrees, self.degrees, count))
        slant = random.uniform(-self.slant, self.slant, count)
        size = random.uniform(*self.size, count)
        cos, sin = np.cos(angle), np.sin(angle)
        turned = np.array([[cos, -sin], [sin, cos]])  # (2, 2, count): rows, then columns
        turned[1] += slant * turned[0]
        return np.moveaxis(turned / size, -1, 0).astype(np.float32)


def distorted(
    images: Array, random: np.random.Generator, hand: Hand | None = None, shift: float = 2.0
) -> Array:
    """Turn, slant, resize and move each image a little, at random.

    Args:
        shift: the largest move in each direction, in pixels.

    Shapes: images (B, 28, 28) -> (B, 28, 28)

    Example:
        >>> dot = np.zeros((1, 28, 28), np.float32)
        >>> dot[0, 13:15, 13:15] = 1
        >>> moved = distorted(dot, np.random.default_rng(0))
        >>> bool(abs(moved.sum() - 4) < 2), bool((moved != dot).any())
        (True, True)
    """
    M = (hand or Hand()).backwards(len(images), random)
    moved = random.uniform(-shift, shift, (len(images), 2)).astype(np.float32)
    at = np.arange(SIDE, dtype=np.float32) - MIDDLE
    return _sampled(images, M, *(at - moved[:, axis, np.newaxis] for axis in (0, 1)))


def redrawn(images: Array, random: np.random.Generator, side: int = 280) -> npt.NDArray[np.uint8]:
    """Draw each digit on a canvas: random size, place, tilt, slant and pen width, hard edges.

    The enlarged digit is cut at a random level of grey: a low level is a thick pen.

    Shapes: images (B, 28, 28) -> (B, side, side) of bytes, 255 is ink

    Example:
        >>> bar = np.zeros((1, 28, 28), np.float32)
        >>> bar[0, 4:24, 12:16] = 1
        >>> canvas = redrawn(bar, np.random.default_rng(0))
        >>> canvas.shape, np.unique(canvas).tolist()
        ((1, 280, 280), [0, 255])
    """
    count = len(images)
    M = Hand(size=(0.45, 1.15), slant=0.2).backwards(count, random)
    size = 1 / np.sqrt(np.linalg.det(M))
    room = np.maximum(0.0, 1 - 0.85 * size) / 2  # so that the ink stays on the canvas
    place = (random.uniform(-1, 1, (count, 2)) * room[:, np.newaxis]).astype(np.float32)
    at = (np.arange(side, dtype=np.float32) + 0.5) / side - 0.5
    grey = _sampled(images, M, *((at - place[:, axis, np.newaxis]) * SIDE for axis in (0, 1)))
    pen = random.uniform(0.2, 0.6, (count, 1, 1))
    return np.where(grey > pen * grey.max(axis=(1, 2), keepdims=True), 255, 0).astype(np.uint8)


def _sampled(images: Array, M: Array, rows: Array, columns: Array) -> Array:
    """The images at the places that M maps to, interpolated between pixels, 0 outside.

    Shapes: images (B, 28, 28), M (B, 2, 2), rows (B, R), columns (B, C) -> (B, R, C)
    """
    down = rows[:, :, np.newaxis]
    right = columns[:, np.newaxis, :]
    m = M[:, :, :, np.newaxis, np.newaxis]
    framed = np.pad(images, ((0, 0), (1, 2), (1, 2)))  # a rim of paper
    row = np.clip(m[:, 0, 0] * down + m[:, 0, 1] * right + (MIDDLE + 1), 0, SIDE + 1)
    column = np.clip(m[:, 1, 0] * down + m[:, 1, 1] * right + (MIDDLE + 1), 0, SIDE + 1)
    return _between(framed, row, column)


def _between(framed: Array, row: Array, column: Array) -> Array:
    """Bilinear interpolation: first along the columns, then along the rows."""
    width = framed.shape[-1]
    top, left = row.astype(np.int32), column.astype(np.int32)
    below, beside = row - top, column - left
    first = (np.arange(len(framed), dtype=np.int32) * framed[0].size)[:, np.newaxis, np.newaxis]
    corner = first + top * width + left
    pixels = framed.ravel()
    upper = pixels[corner] * (1 - beside) + pixels[corner + 1] * beside
    lower = pixels[corner + width] * (1 - beside) + pixels[corner + width + 1] * beside
    return np.asarray(upper * (1 - below) + lower * below)
