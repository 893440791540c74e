import numpy as np
from scipy import special

from edunn.activations import HardSigmoid, Sigmoid, Softsign, Tanh

x = np.linspace(-40, 40, 2001)


def test_sigmoid_is_scipys():
    np.testing.assert_allclose(Sigmoid().value(x), special.expit(x), rtol=1e-14)


def test_sigmoid_is_exact_far_below():
    far = np.array([-80.0, -300.0, -700.0, -1e4, -1e308])
    np.testing.assert_allclose(Sigmoid().value(far), special.expit(far), rtol=1e-14)


def test_sigmoid_is_tanh_stretched():
    np.testing.assert_allclose(Tanh().value(x), 2 * Sigmoid().value(2 * x) - 1, atol=1e-15)


def test_softsign_is_the_formula():
    np.testing.assert_array_equal(Softsign().value(np.array([-4.0, 0.0, 0.25])), [-0.8, 0, 0.2])


def test_hard_sigmoid_is_the_formula():
    np.testing.assert_allclose(HardSigmoid().value(x), np.clip(x / 6 + 0.5, 0, 1), atol=1e-15)


def test_hard_sigmoid_is_flat_at_its_corners():
    corners = np.array([-3.0, 3.0])
    np.testing.assert_array_equal(HardSigmoid().value(corners), [0, 1])
    np.testing.assert_array_equal(HardSigmoid().derivative(corners, corners), 0)
