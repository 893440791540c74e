import math

import numpy as np
import pytest
from scipy import special

from edunn.activations import GELU, Mish, Sigmoid, SiLU, Softplus
from edunn.activations.smooth import density, share_below

x = np.linspace(-40, 40, 2001)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (Softplus(), lambda x: np.logaddexp(0, x)),
        (SiLU(), lambda x: x * special.expit(x)),
        (GELU(), lambda x: x * special.ndtr(x)),
        (Mish(), lambda x: x * np.tanh(np.log1p(np.exp(x)))),
    ],
    ids=["softplus", "silu", "gelu", "mish"],
)
def test_values_are_exact_to_the_last_digits(ours, theirs):
    np.testing.assert_allclose(ours.value(x), theirs(x), rtol=1e-12, atol=1e-300)


def test_gelu_is_the_one_with_the_error_function():
    x = np.linspace(-6, 6, 2001)
    exact = x * (1 + special.erf(x / np.sqrt(2))) / 2
    np.testing.assert_allclose(GELU().value(x), exact, atol=2e-15)


def test_the_derivative_of_softplus_is_the_sigmoid():
    derivative = Softplus().derivative(x, Softplus().value(x))
    np.testing.assert_allclose(derivative, Sigmoid().value(x), rtol=1e-14)


@pytest.mark.parametrize("gate", [SiLU(), GELU(), Mish()], ids=repr)
def test_a_gate_is_open_far_above_and_closed_far_below(gate):
    far = np.array([-1e4, 1e4])
    np.testing.assert_allclose(gate.value(far), [0, 1e4], atol=1e-30)
    np.testing.assert_allclose(gate.derivative(far, gate.value(far)), [0, 1], atol=1e-30)


@pytest.mark.parametrize(("dtype", "rtol"), [("float64", 3e-16), ("float32", 2e-7)])
def test_the_derivative_of_mish_keeps_its_digits_where_the_gate_is_nearly_1(dtype, rtol):
    x = np.array([-30.0, -2.5, 8.75, 18.75, 25.0], dtype)
    exact = [
        -2.713710660963392e-12,
        -0.10974357275018569,
        1.000000828227932,
        1.0000000000000038,
        1.0,
    ]  # by mpmath, with 700 digits
    np.testing.assert_allclose(Mish().derivative(x, Mish().value(x)), exact, rtol=rtol)


@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_the_derivative_of_gelu_is_a_half_for_the_smallest_of_numbers(dtype):
    x = np.array([-1, 1], dtype) * np.finfo(dtype).smallest_subnormal  # half of it rounds to 0
    np.testing.assert_array_equal(GELU().derivative(x, GELU().value(x)), 0.5)


# The normal distribution, against Python's error function


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
