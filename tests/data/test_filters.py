import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage

from edunn.data.filters import dilated, local_mean, local_sum, otsu_threshold


@given(
    rows=st.integers(1, 12),
    columns=st.integers(1, 12),
    radius=st.integers(0, 15),
    seed=st.integers(0, 9),
)
@settings(max_examples=60, deadline=None)
def test_a_local_sum_is_that_over_the_window(rows, columns, radius, seed):
    image = np.random.default_rng(seed).normal(size=(rows, columns))
    sums = [
        [
            image[max(0, i - radius) : i + radius + 1, max(0, j - radius) : j + radius + 1].sum()
            for j in range(columns)
        ]
        for i in range(rows)
    ]
    np.testing.assert_allclose(local_sum(image, radius), sums, atol=1e-12)


def test_a_local_mean_keeps_a_constant_and_leaves_out_what_has_no_weight():
    image, weight = np.full((9, 9), 7.0), np.ones((9, 9))
    image[4, 4], weight[4, 4] = 1000, 0
    np.testing.assert_allclose(local_mean(image, 2, weight), 7)


@given(radius=st.integers(0, 6), seed=st.integers(0, 20))
@settings(max_examples=20, deadline=None)
def test_dilation_is_that_of_scipy(radius, seed):
    mask = np.random.default_rng(seed).random((20, 15)) < 0.05
    square = np.ones((2 * radius + 1, 2 * radius + 1))
    theirs = ndimage.binary_dilation(mask, square)
    np.testing.assert_array_equal(dilated(mask, radius), theirs)


@given(
    dark=st.floats(0, 90),
    light=st.floats(150, 255),
    share=st.floats(0.05, 0.95),
    seed=st.integers(0, 20),
)
@settings(max_examples=40, deadline=None)
def test_otsu_separates_two_classes(dark, light, share, seed):
    random = np.random.default_rng(seed)
    is_dark = random.random(2000) < share
    values = np.where(is_dark, dark, light) + random.uniform(-8, 8, 2000)
    assert ((values < otsu_threshold(values)) == is_dark).all()


def test_otsu_of_two_values_lies_between_them():
    assert 3 < otsu_threshold(np.array([3.0, 3, 3, 4])) <= 4


@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e6])
def test_otsu_is_of_no_unit(scale):
    values = np.random.default_rng(0).normal(size=500) ** 2
    assert otsu_threshold(scale * values) == pytest.approx(scale * otsu_threshold(values))
