"""What every activation promises, whatever its formula."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from edunn import activations
from edunn.activations import (
    ELU,
    GELU,
    SELU,
    BinaryStep,
    Elementwise,
    Exponential,
    Gaussian,
    HardSigmoid,
    LeakyReLU,
    Linear,
    Mish,
    ReLU,
    Sigmoid,
    SiLU,
    Sinusoid,
    Softmax,
    Softplus,
    Softsign,
    Tanh,
)

CURVES = [
    *(Linear(), BinaryStep(), Exponential(), Sigmoid(), Tanh(), Softsign(), HardSigmoid()),
    *(ReLU(), LeakyReLU(), LeakyReLU(slope_below=0.3), ELU(), ELU(alpha=0.5), SELU()),
    *(Softplus(), SiLU(), GELU(), Mish(), Gaussian(), Sinusoid()),
]
ALL = [*CURVES, Softmax()]
H = 1e-5  # half the distance of a central difference

every = pytest.mark.parametrize("activation", ALL, ids=repr)
every_curve = pytest.mark.parametrize("curve", CURVES, ids=repr)
both_dtypes = pytest.mark.parametrize("dtype", [np.float32, np.float64])

numbers = st.floats(-6, 6)
rows = arrays(np.float64, (2, 4), elements=numbers)


def is_smooth(activation, x):
    """Away from kinks, and from 0, where the derivative of Softsign and ELU has a kink itself."""
    return min(abs(x - kink) for kink in (0.0, *activation.kinks)) > 1e-3


def numeric_backward(activation, dy, x):
    """`dy` times the Jacobian, whose columns are central differences: one input a time."""
    dx = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        nudge = np.zeros_like(x)
        nudge[place] = H
        dx[place] = np.sum(dy * (activation.value(x + nudge) - activation.value(x - nudge)))
    return dx / (2 * H)


def test_every_activation_is_tested_here():
    exported = {getattr(activations, name) for name in activations.__all__}
    assert {type(a) for a in ALL} == exported - {activations.ActivationFunction, Elementwise}


@every_curve
def test_derivative_is_the_central_difference(curve):
    x = np.linspace(-8, 8, 1000)
    x = x[[is_smooth(curve, v) for v in x]]
    numeric = (curve.value(x + H) - curve.value(x - H)) / (2 * H)
    np.testing.assert_allclose(curve.derivative(x, curve.value(x)), numeric, rtol=1e-7, atol=1e-9)


@every
@given(data=st.data(), dy=rows)
def test_backward_is_the_numeric_jacobian(activation, data, dy):
    smooth = numbers.filter(lambda x: is_smooth(activation, x))
    x = data.draw(arrays(np.float64, (2, 4), elements=smooth))
    dx = activation.backward(dy, x, activation.value(x))
    np.testing.assert_allclose(dx, numeric_backward(activation, dy, x), rtol=1e-7, atol=2e-6)


@every_curve
@given(x=rows, dy=rows)
def test_backward_is_dy_times_derivative(curve, x, dy):
    y = curve.value(x)
    np.testing.assert_array_equal(curve.backward(dy, x, y), dy * curve.derivative(x, y))


@every_curve
def test_the_derivative_jumps_at_kinks_and_nowhere_else(curve):
    """BinaryStep is left out: its value jumps. ELU has no kink in the special case alpha = 1."""
    if isinstance(curve, BinaryStep) or curve == ELU(alpha=1.0):
        return
    x = np.linspace(-8, 8, 1601)  # every hundredth, so it meets every kink
    left, right = (curve.derivative(v, curve.value(v)) for v in (x - 1e-9, x + 1e-9))
    jumps = x[np.abs(left - right) > 1e-4]
    np.testing.assert_allclose(jumps, curve.kinks, atol=1e-9)


@every
@both_dtypes
def test_any_number_is_answered_without_a_warning(activation, dtype):
    huge = np.finfo(dtype).max / 2  # softmax takes differences, and they must be numbers too
    sizes = [1e-300, 1.0, 30.0, 88.0, 89.0, 104.0, 709.0, 710.0, 1e4, huge]
    x = np.array([-v for v in sizes] + [0.0, *sizes], dtype=dtype)
    x = np.stack([x, x[::-1]])
    y = activation.value(x)
    dx = activation.backward(np.ones_like(x), x, y)
    assert np.isfinite(y).all()
    assert np.isfinite(dx).all()


@every
@both_dtypes
@pytest.mark.parametrize("shape", [(3,), (2, 3), (5, 2, 3), (0, 3)])
def test_shape_and_dtype_are_kept_and_inputs_untouched(activation, dtype, shape):
    x, dy = np.random.default_rng(0).normal(size=(2, *shape)).astype(dtype)
    before = x.copy(), dy.copy()
    y = activation.value(x)
    y_before = y.copy()
    dx = activation.backward(dy, x, y)
    assert (y.dtype, y.shape) == (dx.dtype, dx.shape) == (dtype, shape)
    np.testing.assert_array_equal([x, dy, y], [*before, y_before])


@every_curve
def test_derivative_keeps_the_dtype(curve):
    x = np.array([-1.0, 0.0, 1.0], dtype=np.float32)
    assert curve.derivative(x, curve.value(x)).dtype == np.float32


@every
def test_a_row_does_not_depend_on_its_neighbours(activation):
    x = np.random.default_rng(0).normal(size=(5, 2, 3))
    alone = np.array([[activation.value(row) for row in rows] for rows in x])
    np.testing.assert_array_equal(activation.value(x), alone)


@every
def test_float32_is_float64_rounded(activation):
    x = np.linspace(-8, 8, 321).astype(np.float32)
    exact = activation.value(x.astype(np.float64))
    np.testing.assert_allclose(activation.value(x), exact, rtol=2e-6, atol=1e-7)
