"""The gradient of a loss, measured: what every test of a formula compares with."""

import numpy as np


def numerical_gradient(loss, y, t, h=1e-4):
    """Central differences of fourth order: each output moves, and only its own row answers."""
    gradient = np.empty_like(y)
    for o in range(y.shape[-1]):
        move = h * np.eye(y.shape[-1])[o]
        near = loss.per_example(y + move, t) - loss.per_example(y - move, t)
        far = loss.per_example(y + 2 * move, t) - loss.per_example(y - 2 * move, t)
        gradient[..., o] = (8 * near - far) / (12 * h)
    return gradient


def check_gradient(loss, y, t):
    np.testing.assert_allclose(
        loss.gradient(y, t), numerical_gradient(loss, y, t), rtol=1e-7, atol=1e-9
    )
