import numpy as np
import pytest

from edunn.activations import ELU, SELU, LeakyReLU, ReLU
from edunn.errors import SettingError

x = np.linspace(-40, 40, 2001)


def test_relu_passes_a_gradient_only_where_it_passed_a_number():
    x, dy = np.array([-1.0, -0.0, 0.0, 1e-300, 2.0]), np.full(5, 7.0)
    y = ReLU().value(x)
    np.testing.assert_array_equal(ReLU().backward(dy, x, y), [0, 0, 0, 7, 7])
    np.testing.assert_array_equal(ReLU().derivative(x, y), np.where(x > 0, 1.0, 0.0))


def test_leaky_relu_leaks_as_in_pytorch():
    assert LeakyReLU().slope_below == 0.01
    np.testing.assert_array_equal(LeakyReLU().derivative(x, x), np.where(x > 0, 1.0, 0.01))


def test_a_leak_of_nothing_is_a_relu():
    np.testing.assert_array_equal(LeakyReLU(slope_below=0.0).value(x), ReLU().value(x))


def test_elu_is_the_formula():
    expected = np.where(x > 0, x, 0.5 * (np.exp(x) - 1))
    np.testing.assert_allclose(ELU(alpha=0.5).value(x), expected, atol=1e-15)


def test_selu_is_a_scaled_elu():
    expected = SELU.scale * ELU(alpha=SELU.alpha).value(x)
    np.testing.assert_allclose(SELU().value(x), expected, rtol=1e-15)


def test_elu_has_a_corner_unless_alpha_is_1():
    at_0 = np.zeros(1)
    assert ELU(alpha=1.0).derivative(at_0, at_0) == 1.0
    assert ELU(alpha=0.5).derivative(at_0, at_0) == 0.5


def test_selu_keeps_mean_0_and_variance_1():
    z, weight = np.polynomial.hermite_e.hermegauss(200)  # integrates over a bell curve
    y, weight = SELU().value(z), weight / weight.sum()
    assert weight @ y == pytest.approx(0, abs=2e-3)  # the corner keeps the rule from more digits
    assert weight @ y**2 == pytest.approx(1, abs=2e-3)


@pytest.mark.parametrize("slope_below", [-0.1, 1.5, float("nan"), "steep"])
def test_leaky_relu_refuses_what_is_no_leak(slope_below):
    with pytest.raises(SettingError, match="slope_below"):
        LeakyReLU(slope_below=slope_below)


@pytest.mark.parametrize("alpha", [-1.0, float("inf")])
def test_elu_refuses_a_floor_above_zero_or_without_end(alpha):
    with pytest.raises(SettingError, match="alpha"):
        ELU(alpha=alpha)
