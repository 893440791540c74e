from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edunn.plots.colours import (
    BLACK,
    CIVIDIS,
    DISTINCT,
    PALETTE,
    WHITE,
    Colour,
    contrast,
    ink_on,
    shade,
)
from edunn.plots.curves import Series

SHARES = np.linspace(0, 1, 101)
DARK = Colour.of("#1e1e1e")
"""The page of a dark notebook."""


SEEN_BY = {
    "most people": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
"""What linear red, green and blue become.

Source: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes: A Physiologically-based Model for
Simulation of Color Vision Deficiency. IEEE Transactions on Visualization and Computer Graphics 15
(2009)
"""

TO_XYZ = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
WHITE_POINT = [0.9505, 1.0, 1.089]


def lab(colour, vision):
    """Lightness, red to green, yellow to blue, as somebody sees them (CIE 1976 L*a*b*)."""
    linear = ((np.array(colour) / 255 + 0.055) / 1.055) ** 2.4
    x, y, z = np.cbrt(TO_XYZ @ np.clip(vision @ linear, 0.01, 1) / WHITE_POINT)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("vision", SEEN_BY)
def test_the_first_colours_can_be_told_apart_by_everybody(vision):
    seen = [lab(colour, np.array(SEEN_BY[vision])) for colour in PALETTE[:DISTINCT]]
    assert min(np.linalg.norm(a - b) for a, b in combinations(seen, 2)) > 12  # 2.3 is just visible


def test_lines_in_later_colours_differ_by_their_dashes():
    lines = [Series("loss", (1, 2), (1, 2), colour=k + 1).marks[-1] for k in range(8)]
    assert [line.is_dashed for line in lines] == [False] * DISTINCT + [True] * (8 - DISTINCT)


@pytest.mark.parametrize("colour", PALETTE)
def test_lines_are_seen_on_bright_and_on_dark_pages(colour):
    assert contrast(colour, WHITE) >= 3  # what the guidelines ask of graphics
    assert contrast(colour, DARK) >= 3


def test_the_better_the_brighter():
    brightness = [shade(share).luminance for share in SHARES]
    assert (np.diff(brightness) > 0).all()


@given(st.floats(0, 1))
def test_every_number_can_be_read(share):
    ground = shade(share)
    assert contrast(ink_on(ground), ground) >= 4.5  # what the guidelines ask of small text


def test_beyond_the_ends_nothing_changes():
    assert shade(-1) == CIVIDIS[0]
    assert shade(2) == CIVIDIS[-1]


def test_contrast_is_between_1_and_21():
    assert contrast(WHITE, WHITE) == 1
    assert contrast(BLACK, WHITE) == contrast(WHITE, BLACK) == pytest.approx(21)
    assert contrast(Colour(119, 119, 119), WHITE) == pytest.approx(4.48, abs=0.01)


def test_the_colours_are_those_of_matplotlib():
    colormaps = pytest.importorskip("matplotlib").colormaps
    for share, colour in zip(np.linspace(0, 1, len(CIVIDIS)), CIVIDIS, strict=True):
        assert [round(255 * part) for part in colormaps["cividis"](share)[:3]] == list(colour)
