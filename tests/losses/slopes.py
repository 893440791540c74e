"""The slope of a loss, measured: what every test of a formula compares with."""

import numpy as np


def measured_slope(loss, y, t, h=1e-4):
    """Central differences of fourth order: each output moves, and only its own row answers."""
    slope = np.empty_like(y)
    for o in range(y.shape[-1]):
        move = h * np.eye(y.shape[-1])[o]
        near = loss.rows(y + move, t) - loss.rows(y - move, t)
        far = loss.rows(y + 2 * move, t) - loss.rows(y - 2 * move, t)
        slope[..., o] = (8 * near - far) / (12 * h)
    return slope


def check_slope(loss, y, t):
    np.testing.assert_allclose(loss.slope(y, t), measured_slope(loss, y, t), rtol=1e-7, atol=1e-9)
