import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edunn.experiments.palette import BLACK, CIVIDIS, WHITE, Colour, contrast, ink_on, shade

SHARES = np.linspace(0, 1, 101)


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
