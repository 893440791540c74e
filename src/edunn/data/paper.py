"""Paper: from a picture of a sheet to the contrast between each pixel and the paper around it.

    picture -> one channel -> the sheet, without the table or frame around it
            -> the paper's local brightness -> contrast

A drawing program's paper has one colour. A scanned or photographed sheet has grain, noise and
shadows: its brightness is estimated locally, as the mean of those pixels nearby that are not ink.

Source: D. Bradley, G. Roth (2007), "Adaptive thresholding using the integral image", Journal of
Graphics Tools 12(2); the division by the paper's brightness is the flat-field correction of
microscopy and astronomy.
"""

from typing import Any, NamedTuple

import numpy as np

from edunn.arrays import Array
from edunn.data.components import Mask, Parts, border, connected_components
from edunn.data.filters import dilated, local_mean, otsu_threshold, smooth_surface
from edunn.data.pictures import checked, grey_of, nearby, reduced
from edunn.errors import DataError
from edunn.messages import Message

FINE = 280
"""Noise is averaged over 3 x 3 pixels of a picture with so many rows, in larger ones over more."""

ROUNDS = 3
"""Alternations between the paper's brightness and the ink that it leaves."""

FLAT = 0.75
"""If so many of the paper's pixels have one value, it is a drawing program's."""

DARKEST = 0.1
"""Paper is taken to be at least as bright: a share of the brightest pixel."""


class Sheet(NamedTuple):
    """A sheet of paper within a picture."""

    pixels: Array
    """One channel, `(rows, columns)`."""

    inside: Mask
    """Which pixels belong to the sheet; the others are the table that it lies on."""

    @property
    def is_whole(self) -> bool:
        """Whether the sheet fills its picture."""
        return bool(self.inside.all())


class Contrast(NamedTuple):
    """The difference of each pixel from the paper around it."""

    values: Array
    """About 0 on paper; larger for ink."""

    noise: float = 0.0
    """The standard deviation on paper."""

    is_drawing: bool = True
    """Whether the paper is that of a drawing program, which has one colour."""


def contrast_of(picture: Any) -> Contrast:
    """How much each pixel of a picture differs from the paper around it.

    Raises:
        ShapeError: not a picture.
        DataError: no numbers, NaN or infinity, or all pixels are the same.

    Example:
        >>> contrast_of([[255, 255, 255], [255, 55, 255], [255, 255, 255]]).values[1]
        array([  0., 200.,   0.])
    """
    grey = grey_of(reduced(checked(picture)))
    if grey.min() == grey.max():
        raise DataError(Message("data.empty_drawing"))
    sheet = sheet_of(grey)
    flat = _flat_contrast(sheet)
    return _local_contrast(sheet) if flat is None else flat


def sheet_of(grey: Array) -> Sheet:
    """The sheet of paper, cut out of the table, the scanner's lid or the frame that it lies in.

    That is the largest part that differs from the picture's border, if it is large, nearly a
    rectangle, and something is drawn on it; otherwise the whole picture.

    Example:
        >>> picture = np.full((50, 50), 9.0)  # a frame, 2 pixels wide
        >>> picture[2:48, 2:48] = 1
        >>> picture[20:30, 25] = 5
        >>> sheet_of(picture).pixels.shape
        (46, 46)
    """
    whole = Sheet(grey, np.ones(grey.shape, bool))
    is_light = grey > otsu_threshold(grey)
    share = float(border(is_light).mean())
    differs = ~is_light if share > 0.5 else is_light
    if 0.02 < share < 0.98 or differs.mean() < 0.3:
        return whole
    parts = Parts.of(differs)
    largest = int(parts.area.argmax())
    sheet = parts.labels == largest + 1
    inside = _filled(sheet)
    box = parts.box(largest)
    drawn = float((inside & ~sheet).sum() / inside.sum())
    if inside.mean() < 0.4 or inside[box].mean() < 0.8 or not 0.002 < drawn < 0.5:
        return whole
    return Sheet(grey[box], _eroded(inside[box]))


def _filled(mask: Mask) -> Mask:
    """A part with its holes."""
    outside = connected_components(~mask)
    return np.asarray(~np.isin(outside, np.setdiff1d(border(outside), [0])))


def _eroded(mask: Mask, radius: int = 2) -> Mask:
    """A mask without the pixels near its outside; the edge of the picture is not outside."""
    return mask & ~dilated(~mask, radius)


def _flat_contrast(sheet: Sheet) -> Contrast | None:
    """The difference from the colour along the border; None where the paper has no one colour."""
    pixels = sheet.pixels
    low, high = pixels.min(), pixels.max()
    paper = float(np.median(border(pixels)))
    is_paper = abs(pixels - paper) < (high - low) / 2
    if not sheet.is_whole or (pixels[is_paper] == paper).mean() < FLAT:
        return None
    is_dark_on_light = paper > (low + high) / 2
    return Contrast(np.maximum(paper - pixels if is_dark_on_light else pixels - paper, 0.0))


def _local_contrast(sheet: Sheet) -> Contrast:
    """The contrast with the paper's local brightness, in turns with the brightness itself.

    Formula:  contrast = 1 - pixel / paper, for light ink (pixel - paper) / largest pixel
              paper = the brightness nearby of pixels whose contrast is below half of Otsu's
              threshold, or within the noise
    """
    inside = sheet.inside.astype(np.float64)
    brightness = _brightness(sheet.pixels)
    is_light_ink = _is_light_ink(brightness, inside)
    is_paper, contrast, noise = inside, np.zeros_like(inside), 0.0
    for _ in range(ROUNDS):
        paper = _local_paper(brightness, is_paper)
        difference = brightness - paper if is_light_ink else 1 - brightness / paper
        contrast = difference * inside
        noise = _standard_deviation(contrast[sheet.inside])
        is_ink = contrast > max(otsu_threshold(contrast) / 2, 4 * noise)
        rest = inside * ~dilated(is_ink, round(2 * max(inside.shape) / FINE))
        is_paper = rest if rest.any() else inside
    return Contrast(contrast, noise, is_drawing=False)


def _local_paper(brightness: Array, is_paper: Array) -> Array:
    """A smooth surface through the paper, times the local mean of what it leaves."""
    surface = np.maximum(smooth_surface(brightness, is_paper), DARKEST)
    paper = surface * local_mean(brightness / surface, nearby(brightness), is_paper)
    return np.maximum(paper, DARKEST)


def _brightness(pixels: Array) -> Array:
    """The pixels from 0 to 1, with noise averaged out."""
    brightness = local_mean(pixels - min(float(pixels.min()), 0.0), round(max(pixels.shape) / FINE))
    return brightness / float(brightness.max())


def _is_light_ink(brightness: Array, inside: Array) -> bool:
    """Whether the ink is lighter than the paper.

    Ink is rare and far from the paper, so it is the longer tail of what differs from the local
    mean: the third moment has its sign.
    """
    difference = (brightness - _local_paper(brightness, inside)) * inside
    return bool((difference**3).sum() > 0)


def _standard_deviation(values: Array) -> float:
    """Robust: from the median absolute deviation, which the few pixels of ink do not change."""
    return 1.4826 * float(np.median(abs(values - np.median(values))))
