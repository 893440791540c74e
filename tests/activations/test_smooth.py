import numpy as np
import pytest
from scipy import special

from edunn.activations import GELU, Mish, Sigmoid, SiLU, Softplus

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


def test_the_slope_of_softplus_is_the_sigmoid():
    derivative = Softplus().derivative(x, Softplus().value(x))
    np.testing.assert_allclose(derivative, Sigmoid().value(x), rtol=1e-14)


@pytest.mark.parametrize("gate", [SiLU(), GELU(), Mish()], ids=repr)
def test_a_gate_is_open_far_above_and_closed_far_below(gate):
    far = np.array([-1e4, 1e4])
    np.testing.assert_allclose(gate.value(far), [0, 1e4], atol=1e-30)
    np.testing.assert_allclose(gate.derivative(far, gate.value(far)), [0, 1], atol=1e-30)
