import numpy as np
import pytest

from edunn.data.paper import contrast_of, sheet_of
from edunn.data.pictures import LARGEST, grey_of, reduced


@pytest.mark.parametrize("shape", [(4000, 3000), (1001, 1000, 3), (3, 5000), (1, 2500, 4)])
def test_reduced_pictures_are_small_and_keep_their_mean(shape):
    picture = np.random.default_rng(0).integers(0, 255, shape, dtype=np.uint8)
    small = reduced(picture)
    assert max(small.shape[:2]) <= LARGEST or min(shape[:2]) < 5
    assert small.shape[2:] == picture.shape[2:]
    assert small.mean() == pytest.approx(picture.mean(), abs=3)


def test_a_small_picture_stays_as_it_is():
    picture = np.arange(12.0).reshape(3, 4)
    assert reduced(picture) is picture
    np.testing.assert_array_equal(grey_of(picture), picture)


def test_equal_channels_are_grey():
    grey = np.random.default_rng(0).integers(0, 255, (30, 20))
    np.testing.assert_array_equal(grey_of(np.stack([grey] * 3, axis=2)), grey)


def test_the_contrast_of_ink_is_its_share_of_the_light_that_the_paper_reflects():
    at = np.linspace(0.4, 1, 200)
    light = np.tile(at, (200, 1))
    light[90:100, 50:150] *= 0.3
    contrast = contrast_of(200 * light + np.random.default_rng(0).normal(0, 0.1, light.shape))
    assert not contrast.is_drawing
    np.testing.assert_allclose(contrast.values[93:97, 55:145], 0.7, atol=0.02)
    np.testing.assert_allclose(contrast.values[:80], 0, atol=0.02)


def test_a_sheet_is_cut_out_of_what_lies_around_it():
    picture = np.full((100, 100), 20.0)
    picture[15:95, 10:90] = 230
    picture[40:60, 40:44] = 20
    sheet = sheet_of(picture)
    assert sheet.pixels.shape == (80, 80)
    assert sheet.is_whole
    blot = np.full((100, 100), 230.0)
    blot[10:90, 10:90] = 20  # nothing is drawn on it: it is ink itself
    assert sheet_of(blot).pixels.shape == (100, 100)
