"""Ink: the pixels of a picture that belong to the digit on it.

Strokes are what has much contrast, with the fainter pixels that touch it (*hysteresis*). Of their
connected components some are no digit: specks of dirt, a frame, the edge of the page. Two digits on
one sheet are refused: the network would see one image of both.

Source: J. Canny (1986), "A computational approach to edge detection", IEEE Transactions on Pattern
Analysis and Machine Intelligence 8(6), for the two thresholds of hysteresis.
"""

from typing import Any

import numpy as np

from edunn.arrays import Array
from edunn.data.components import Mask, Parts
from edunn.data.filters import dilated, otsu_threshold
from edunn.data.paper import FINE, Contrast, contrast_of
from edunn.errors import DataError
from edunn.messages import Message

FAINT = 1 / 16
"""Ink fainter than this share of the darkest does not widen the bounding box."""

LEAST_CONTRAST = 0.1
"""Ink on a scanned sheet is darker than the paper by so much of the paper's brightness."""

NOISE = 5
"""Ink differs from paper by more than so many standard deviations of the noise."""

RIM = 3
"""Pixels around a stroke that may be its soft edge, in a picture with `FINE` rows."""

SPECK = 1 / 40
"""A part shorter than this share of the picture is no digit, and no stroke of one."""

SMALL = 1 / 5
"""Beside the digit, a part shorter than this share of it is a speck."""

NEAR = 1 / 2
"""Shorter parts within this share of the digit's longer side may be strokes of it."""

APART = 1 / 4
"""Another part that is as high as a digit, and so far away, is a second digit."""

FRAME = 0.6
"""The lines of a frame are longer than this share of the picture."""

MARGIN = 1 / 10
"""A line within this share of the picture from its edge is no stroke of a digit."""


def ink_of(image: Any) -> Array:
    """The contrast of the digit's pixels with the paper; 0 everywhere else.

    Raises:
        ShapeError: not a picture.
        DataError: nothing is drawn, or several digits, or there is NaN or infinity in it.

    Example:
        >>> ink_of([[255, 255, 255], [255, 55, 255], [255, 255, 255]])[1]
        array([  0., 200.,   0.])
    """
    contrast = contrast_of(image)
    low, high = _thresholds(contrast)
    parts = _strokes(contrast.values, low, high)
    digit = _one_digit(_without_frame(_without_edges(parts))).mask
    values = contrast.values
    if contrast.is_drawing:  # it is left as it is, but for what is no digit
        left_out = dilated((values > low) & ~digit, 1) & ~digit
        return np.where(left_out, 0.0, values)
    rim = RIM * max(1, round(max(values.shape) / FINE))
    is_ink = dilated(digit, rim) & (values > NOISE / 2 * contrast.noise)
    return np.where(is_ink, values, 0.0)


def _strokes(contrast: Array, low: float, high: float) -> Parts:
    """The parts with much contrast, each with its fainter pixels, but no specks."""
    parts = Parts.of(contrast > low)
    is_stroke = parts.holding(contrast > high)
    return _some(parts.only(is_stroke & (parts.side >= SPECK * max(contrast.shape))))


def _thresholds(contrast: Contrast) -> tuple[float, float]:
    """The contrast of ink that touches more, and of ink by itself."""
    values, noise, is_drawing = contrast
    if is_drawing:
        return FAINT * float(values.max()), 0.0
    middle, least = otsu_threshold(values), NOISE * noise
    return max(least, middle / 2), max(least, middle, LEAST_CONTRAST)


def _without_edges(parts: Parts) -> Parts:
    """The parts without the edges of the page: long ones that lie along the picture's edge."""
    rows, columns = parts.labels.shape
    down, right = round(MARGIN * rows), round(MARGIN * columns)
    within = parts.labels[down : rows - down, right : columns - right]
    is_in_margin = np.bincount(within.ravel(), minlength=len(parts) + 1)[1:] < parts.area / 10
    is_long = parts.side > FRAME * max(rows, columns)
    is_edge = (is_in_margin & is_long) | (parts.along_the_edge > max(rows, columns) / 2)
    return parts if is_edge.all() else parts.only(~is_edge)


def _without_frame(parts: Parts) -> Parts:
    """The parts without the lines of a frame, even where the digit touches them."""
    rows, columns = parts.labels.shape
    is_large = (parts.height > FRAME * rows) & (parts.width > FRAME * columns)
    mask = parts.mask
    for place in map(int, np.flatnonzero(is_large)):
        box = parts.box(place)
        part = parts.labels[box] == place + 1
        if part.mean() < 0.5 and all(_has_top_line(np.rot90(part, k)) for k in range(4)):
            mask[box] &= ~part | _without_lines(part)
    if (mask == parts.mask).all():
        return parts
    left = Parts.of(mask)
    return _some(left.only(left.side >= SPECK * max(mask.shape)))


def _has_top_line(part: Mask) -> bool:
    """Whether there is ink near the top of nearly every column."""
    return bool(part[: max(1, round(MARGIN * len(part)))].any(axis=0).mean() > 0.9)


def _without_lines(part: Mask) -> Mask:
    """A frame without its four lines, the top line first, then the others as top lines."""
    for _ in range(4):
        part = np.rot90(_without_top_line(part))
    return part


def _without_top_line(part: Mask) -> Mask:
    """The first ink of each column is erased, as much of it as the line is thick."""
    row = np.arange(len(part))[:, np.newaxis]
    first = np.where(part.any(axis=0), part.argmax(axis=0), len(part))
    goes_on = part | (row < first)
    end = np.where(goes_on.all(axis=0), len(part), goes_on.argmin(axis=0))
    thickness = np.median((end - first)[part.any(axis=0)]) if part.any() else 0
    return part & (row > first + thickness)


def _one_digit(parts: Parts) -> Parts:
    """The largest part, and those near it that may be strokes of it.

    Raises:
        DataError: another part is as high as a digit, and lies apart.
    """
    largest = int(parts.area.argmax())
    side, gap = parts.side[largest], parts.gap(largest)
    is_high = parts.height >= parts.height[largest] / 2
    digits = 1 + int((is_high & (gap > APART * side)).sum())
    if digits > 1:
        raise DataError(Message("data.several_digits", count=digits))
    is_stroke = (parts.side >= SMALL * side) & (gap <= NEAR * side)
    return parts.only(is_stroke)


def _some(parts: Parts) -> Parts:
    if not len(parts):
        raise DataError(Message("data.empty_drawing"))
    return parts
