"""Data augmentation: new digits, made of those in the training set.

`distorted` turns, slants, moves and resizes each digit within 28 x 28, and can bend its lines, so
that a network learns what a 3 is, not what these 60,000 images are; `inked` gives it another pen;
`redrawn` puts a digit on a canvas like that of a drawing program: hard edges, any size, any place.

Bending is the *elastic distortion* of the source: every pixel is displaced at random, pixels next
to each other by nearly the same.

Source: P. Simard, D. Steinkraus, J. Platt (2003), "Best practices for convolutional neural networks
applied to visual document analysis".
"""

from dataclasses import dataclass
from typing import final

import numpy as np
import numpy.typing as npt

from edunn.arrays import Array
from edunn.data.digits import SIDE

MIDDLE = (SIDE - 1) / 2
"""The coordinate of an image's middle, counted in pixels from 0."""

SMOOTHNESS = 4.0
"""The standard deviation, in pixels, of the Gaussian that smooths displacements; the source's."""


@final
@dataclass(frozen=True)
class Hand:
    """The ranges of handwriting styles, each sampled uniformly.

    Args:
        size: smallest and largest size; 1 is the size in MNIST.
        degrees: largest tilt to either side.
        slant: largest shift of the top, as a share of the height.
        bend: the standard deviation of a pixel's displacement, in pixels; the source's is 1.4.

    Example:
        >>> Hand(degrees=0, slant=0, size=(2, 2)).backwards(1, np.random.default_rng(0))[0, 0]
        array([ 0.5, -0. ], dtype=float32)
    """

    size: tuple[float, float] = (0.85, 1.15)
    degrees: float = 15.0
    slant: float = 0.15
    bend: float = 0.0

    def backwards(self, count: int, random: np.random.Generator) -> Array:
        """`(count, 2, 2)` maps from new to old coordinates of a pixel, both from the middle."""
        angle = np.deg2rad(random.uniform(-self.degrees, self.degrees, count))
        slant = random.uniform(-self.slant, self.slant, count)
        size = random.uniform(*self.size, count)
        cos, sin = np.cos(angle), np.sin(angle)
        turned = np.array([[cos, -sin], [sin, cos]])  # (2, 2, count): rows, then columns
        turned[1] += slant * turned[0]
        return np.moveaxis(turned / size, -1, 0).astype(np.float32)

    def displacements(self, count: int, random: np.random.Generator) -> Array:
        """How far each pixel is displaced, down and to the right: `(2, count, 28, 28)`.

        Random numbers z of variance 1, smoothed along rows and columns: bend S z S^T. Each row of S
        is a Gaussian of length 1, so that the smoothed numbers have variance 1 as well.
        """
        z = random.standard_normal((2, count, SIDE, SIDE), dtype=np.float32)
        at = np.arange(SIDE)
        S = np.exp(-np.square(at[:, np.newaxis] - at) / (2 * SMOOTHNESS**2))
        S = (S / np.linalg.norm(S, axis=1, keepdims=True)).astype(np.float32)
        field: Array = self.bend * (S @ z @ S.T)
        return field


def distorted(
    images: Array, random: np.random.Generator, hand: Hand | None = None, shift: float = 2.0
) -> Array:
    """Turn, slant, resize, move and bend each image a little, at random.

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
    hand, count = hand or Hand(), len(images)
    M = hand.backwards(count, random)
    moved = random.uniform(-shift, shift, (count, 2)).astype(np.float32)
    at = np.arange(SIDE, dtype=np.float32) - MIDDLE
    bent = hand.displacements(count, random) if hand.bend else (0.0, 0.0)
    rows, columns = (at - moved[:, axis, np.newaxis] for axis in (0, 1))
    return _sampled(images, M, rows[:, :, np.newaxis] + bent[0], columns[:, np.newaxis] + bent[1])


def inked(
    images: Array, random: np.random.Generator, width: float = 0.5, contrast: float = 0.5
) -> Array:
    """Each digit with another pen: thicker or thinner lines, darker or lighter ink.

    A line becomes thicker where a pixel takes after the darkest of its neighbours, and thinner
    where it takes after the lightest.

    Args:
        width: how far at most, from 0 to 1.
        contrast: ink x becomes x^c, where c is between 2^-contrast and 2^contrast.

    Shapes: images (B, 28, 28) -> (B, 28, 28)

    Example:
        >>> line = np.zeros((1, 28, 28), np.float32)
        >>> line[0, 4:24, 14] = 1
        >>> thicker = inked(line, np.random.default_rng(0), width=0.9, contrast=0)
        >>> bool(thicker.sum() > line.sum())
        True
    """
    change = random.uniform(-width, width, (len(images), 1, 1)).astype(np.float32)
    power = np.exp2(random.uniform(-contrast, contrast, change.shape)).astype(np.float32)
    framed = np.pad(images, ((0, 0), (1, 1), (1, 1)))
    middle, past = slice(1, -1), slice(2, None)
    crosses = (
        (middle, middle),
        (slice(-2), middle),
        (past, middle),
        (middle, slice(-2)),
        (middle, past),
    )
    near = [framed[:, rows, columns] for rows, columns in crosses]
    other = np.where(change > 0, np.maximum.reduce(near), np.minimum.reduce(near))
    return np.asarray((images + np.abs(change) * (other - images)) ** power)


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
    rows, columns = ((at - place[:, axis, np.newaxis]) * SIDE for axis in (0, 1))
    grey = _sampled(images, M, rows[:, :, np.newaxis], columns[:, np.newaxis])
    pen = random.uniform(0.2, 0.6, (count, 1, 1))
    return np.where(grey > pen * grey.max(axis=(1, 2), keepdims=True), 255, 0).astype(np.uint8)


def _sampled(images: Array, M: Array, down: Array, right: Array) -> Array:
    """The images at the places that M maps to, interpolated between pixels, 0 outside.

    Shapes: images (B, 28, 28), M (B, 2, 2), down (B, R, 1 or C), right (B, 1 or R, C) -> (B, R, C)
    """
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
