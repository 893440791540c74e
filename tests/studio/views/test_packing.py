from base64 import b64decode

import numpy as np

from edunn.studio.views.packing import finite_rows, integer_plane, plane_of


def test_the_ends_are_the_least_and_the_largest():
    plane = plane_of(np.array([[-2.0, 0.0, 2.0]]))
    assert (plane.low, plane.high) == (-2.0, 2.0)
    assert list(b64decode(plane.pixels)) == [0, 128, 255]


def test_what_is_not_finite_has_a_place_too():
    plane = plane_of(np.array([[np.nan, np.inf, -np.inf, 1.0, 3.0]]))
    assert (plane.low, plane.high) == (1.0, 3.0)
    assert list(b64decode(plane.pixels)) == [0, 255, 0, 0, 255]


def test_one_number_everywhere_is_dark():
    assert list(b64decode(plane_of(np.ones((2, 2))).pixels)) == [0] * 4


def test_nothing_finite_at_all():
    plane = plane_of(np.full((1, 2), np.nan))
    assert (plane.low, plane.high) == (0.0, 0.0)


def test_places_are_bytes():
    assert list(b64decode(integer_plane(np.array([[3, 1], [0, 9]])).pixels)) == [3, 1, 0, 9]


def test_numbers_for_json():
    assert finite_rows(np.array([[1.0, -np.inf]])) == [[1.0, None]]
    assert finite_rows(np.array(2.0)) == [[2.0]]
