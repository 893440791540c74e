"""What the tests of opened models share: rows, and the comparison of numbers."""

import numpy as np

NEAR = {"float32": 1e-6, "float64": 1e-12}
"""The largest relative difference by the dtype: only the order of operations may differ."""


def assert_same_numbers(model, rows, expected):
    """The model's outputs are those of the source, which counts in the same dtype."""
    found, expected = model.predict(rows), np.asarray(expected)
    expected = expected.reshape(found.shape)
    near = NEAR[model.dtype]
    np.testing.assert_allclose(found, expected, rtol=near, atol=near * np.abs(expected).max())


def rows(*shape, seed=0, dtype="float64"):
    return np.random.default_rng(seed).normal(size=shape).astype(dtype)
