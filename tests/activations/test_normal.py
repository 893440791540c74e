"""The normal distribution against Python's error function, one number at a time."""

import math

import numpy as np
import pytest

from edunn.activations.normal import density, share_below


def one_by_one(x):
    return np.array([0.5 * math.erfc(-q * math.sqrt(0.5)) for q in x])


@pytest.mark.parametrize(
    ("low", "high", "rtol"), [(-3, 9, 4e-15), (-8, -3, 2e-14), (-37, -8, 1e-12)], ids=str
)
def test_shares_are_exact_even_where_they_are_tiny(low, high, rtol):
    x = np.linspace(low, high, 100_001)
    np.testing.assert_allclose(share_below(x), one_by_one(x), rtol=rtol, atol=0)


def test_at_the_seams_of_the_table():
    x = np.repeat(np.arange(-37, 37, 1 / 64), 3) * np.tile([1 - 1e-15, 1, 1 + 1e-15], 74 * 64)
    np.testing.assert_allclose(share_below(x), one_by_one(x), rtol=1e-12, atol=0)


def test_far_away_there_is_nothing_and_all():
    x = np.array([-np.inf, -1e300, -100.0, 100.0, 1e300, np.inf])
    np.testing.assert_array_equal(share_below(x), [0, 0, 0, 1, 1, 1])
    np.testing.assert_array_equal(density(x), 0)


def test_nan_stays_nan():
    with np.errstate(invalid="ignore"):
        assert np.isnan(share_below(np.array([np.nan, 1.0]))).tolist() == [True, False]


def test_float32_stays_float32():
    x = np.linspace(-10, 10, 1001).astype("float32")
    assert share_below(x).dtype == x.dtype
    np.testing.assert_allclose(share_below(x), one_by_one(x.astype("float64")), rtol=2e-7)
    assert share_below(np.float64(0.0)) == 0.5


def test_any_shape():
    x = np.linspace(-2, 2, 24).reshape(2, 3, 4)
    np.testing.assert_array_equal(share_below(x).ravel(), share_below(x.ravel()))
