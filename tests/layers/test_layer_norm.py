"""Layer normalization by its definition."""

import numpy as np
import pytest

from edunn.errors import SettingError
from edunn.layers import LayerNorm, LayerState

PLAIN = {"gamma": np.ones(3), "beta": np.zeros(3)}


def normalized(x, p=PLAIN, epsilon=1e-12, training=False):
    random = np.random.default_rng(0) if training else None
    state = LayerState(random=random, is_training=training, shape=x.shape[1:])
    return LayerNorm(epsilon).forward(x, p, state)[0]


@pytest.mark.parametrize("shape", [(3,), (4, 3), (5, 4, 3)])
def test_every_row_has_mean_0_and_variance_1(shape):
    y = normalized(np.random.default_rng(1).normal(5.0, 3.0, (8, *shape)))
    np.testing.assert_allclose(y.mean(axis=-1), 0, atol=1e-12)
    np.testing.assert_allclose(y.var(axis=-1), 1, rtol=1e-9)


def test_gamma_and_beta_belong_to_the_columns():
    x, p = np.array([[1.0, 2.0, 3.0]]), {"gamma": np.array([1.0, 2, 3]), "beta": np.arange(3.0)}
    np.testing.assert_allclose(normalized(x, p), normalized(x) * [1, 2, 3] + [0, 1, 2])


def test_training_and_prediction_are_the_same():
    x = np.random.default_rng(1).normal(size=(4, 3))
    np.testing.assert_array_equal(normalized(x, training=True), normalized(x))


def test_a_row_of_equal_numbers_divides_by_no_zero():
    np.testing.assert_array_equal(normalized(np.full((2, 3), 7.0), epsilon=1e-5), np.zeros((2, 3)))


@pytest.mark.parametrize("epsilon", [0, -1, "small"])
def test_an_impossible_epsilon_is_refused(epsilon):
    with pytest.raises(SettingError, match="epsilon"):
        LayerNorm(epsilon)
