import numpy as np

from edunn.activations import Gaussian, Sinusoid


def test_gaussian_is_the_formula():
    x = np.linspace(-26, 26, 2001)
    np.testing.assert_allclose(Gaussian().value(x), np.exp(-(x**2)), rtol=1e-15)


def test_gaussian_is_zero_far_away():
    np.testing.assert_array_equal(Gaussian().value(np.array([-1e308, -30.0, 30.0, 1e4])), 0)


def test_sinusoid_returns_after_a_turn():
    x = np.linspace(-3, 3, 101)
    np.testing.assert_allclose(Sinusoid().value(x + 2 * np.pi), np.sin(x), atol=1e-15)
