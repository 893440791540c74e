import numpy as np
from scipy import special

from edunn.activations import HardSigmoid, Sigmoid, Softsign, Tanh

x = np.linspace(-40, 40, 2001)


def test_sigmoid_is_scipys():
    np.testing.assert_allclose(Sigmoid().value(x), special.expit(x), rtol=1e-14)


def test_sigmoid_far_below_stays_tiny():
    y = Sigmoid().value(np.array([-80.0, -1e4, -1e308]))
    assert y[0] == y[1] == y[2]
    assert 0 < y[0] < 2e-35


def test_sigmoid_is_tanh_stretched():
    np.testing.assert_allclose(Tanh().value(x), 2 * Sigmoid().value(2 * x) - 1, atol=1e-15)


def test_softsign_is_the_formula():
    np.testing.assert_array_equal(Softsign().value(np.array([-4.0, 0.0, 0.25])), [-0.8, 0, 0.2])


def test_hard_sigmoid_is_the_formula():
    np.testing.assert_allclose(HardSigmoid().value(x), np.clip(x / 6 + 0.5, 0, 1), atol=1e-15)


def test_hard_sigmoid_is_flat_at_its_corners():
    corners = np.array([-3.0, 3.0])
    np.testing.assert_array_equal(HardSigmoid().value(corners), [0, 1])
    np.testing.assert_array_equal(HardSigmoid().slope(corners, corners), 0)
