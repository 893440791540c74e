import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import special

from edunn.activations import Sigmoid, Softmax

scores = arrays(np.float64, (3, 4), elements=st.floats(-50, 50))


@given(scores)
def test_values_are_scipys(x):
    np.testing.assert_allclose(Softmax().value(x), special.softmax(x, axis=-1), rtol=1e-14)
    np.testing.assert_allclose(np.log(Softmax().value(x)), special.log_softmax(x, axis=-1))


@given(scores)
def test_rows_are_distributions_and_a_shift_changes_nothing(x):
    y = Softmax().value(x)
    np.testing.assert_allclose(y.sum(axis=-1), 1, rtol=1e-14)
    np.testing.assert_allclose(Softmax().value(x + 7.0), y, rtol=1e-12)


@given(scores, scores)
def test_backward_is_the_jacobian_of_the_book(x, dy):
    y = Softmax().value(x)
    jacobian = y[:, :, None] * (np.eye(4) - y[:, None, :])  # dy_i/dx_j = y_i ([i = j] - y_j)
    expected = np.einsum("bi,bij->bj", dy, jacobian)
    np.testing.assert_allclose(Softmax().backward(dy, x, y), expected, atol=1e-13)


@pytest.mark.parametrize("same_for_all", [0.0, 3.0])
def test_a_change_that_is_the_same_for_all_has_no_effect(same_for_all):
    x = np.array([[1.0, 2.0, 3.0]])
    dx = Softmax().backward(np.full_like(x, same_for_all), x, Softmax().value(x))
    np.testing.assert_allclose(dx, 0, atol=1e-15)


def test_two_classes_are_a_sigmoid_of_their_difference():
    x = np.array([[1.5, -0.5], [0.0, 4.0]])
    np.testing.assert_allclose(Softmax().value(x)[:, 0], Sigmoid().value(x[:, 0] - x[:, 1]))
