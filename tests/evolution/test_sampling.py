"""Samples of a search distribution."""

import numpy as np
import pytest

from edunn.evolution.sampling import antithetic


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_pairs_lie_opposite_each_other(dtype):
    mean, sigma = np.array([1.0, -2.0], dtype), np.array([0.5, 3.0], dtype)
    pairs = antithetic(mean, sigma, 6, np.random.default_rng(1))
    assert (pairs.shape, pairs.dtype) == ((6, 2), dtype)
    np.testing.assert_allclose((pairs[:3] + pairs[3:]) / 2, np.tile(mean, (3, 1)), rtol=1e-6)
    epsilon = np.random.default_rng(1).standard_normal((3, 2))
    np.testing.assert_array_equal(pairs[:3], (mean + sigma * epsilon).astype(dtype))
