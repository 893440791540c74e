import numpy as np
import pytest

from edunn.activations import BinaryStep, Exponential, Gaussian, Linear, Sinusoid

x = np.array([-2.0, -0.0, 0.0, 3.0])


def test_linear_is_its_input_without_a_copy():
    assert Linear().value(x) is x
    assert Linear().backward(x, x, x) is x


def test_binary_step_is_on_from_zero_upwards():
    np.testing.assert_array_equal(BinaryStep().value(x), [0, 1, 1, 1])
    np.testing.assert_array_equal(BinaryStep().derivative(x, x), 0)


def test_exponential_is_numpys():
    np.testing.assert_array_equal(Exponential().value(x), np.exp(x))


@pytest.mark.parametrize(("dtype", "last"), [(np.float32, 88), (np.float64, 709)])
def test_exponential_is_flat_from_its_last_whole_number(dtype, last):
    y = Exponential().value(np.array([last - 1, last, last + 1, 1e4], dtype=dtype))
    assert y[0] < y[1] == y[2] == y[3] == np.exp(dtype(last))


def test_gaussian_is_the_formula():
    x = np.linspace(-26, 26, 2001)
    np.testing.assert_allclose(Gaussian().value(x), np.exp(-(x**2)), rtol=1e-15)


def test_gaussian_is_zero_far_away():
    np.testing.assert_array_equal(Gaussian().value(np.array([-1e308, -30.0, 30.0, 1e4])), 0)


def test_sinusoid_returns_after_a_turn():
    x = np.linspace(-3, 3, 101)
    np.testing.assert_allclose(Sinusoid().value(x + 2 * np.pi), np.sin(x), atol=1e-15)
