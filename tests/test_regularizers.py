import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays

from edunn.errors import SettingError
from edunn.regularizers import L1, L2, ElasticNet

REGULARIZERS = [L1(0.3), L2(0.3), ElasticNet(l1=0.2, l2=0.4)]
every_regularizer = pytest.mark.parametrize("regularizer", REGULARIZERS, ids=repr)
away_from_0 = some.floats(0.01, 5) | some.floats(-5, -0.01)
weights = arrays(np.float64, 6, elements=away_from_0)


@every_regularizer
@given(W=weights)
def test_the_gradient_is_the_slope_of_the_penalty(regularizer, W):
    h = 1e-5
    steps = h * np.eye(W.size)
    measured = (regularizer.penalty(W + steps) - regularizer.penalty(W - steps)) / (2 * h)
    np.testing.assert_allclose(regularizer.gradient(W), measured, rtol=1e-7, atol=1e-9)


@given(weights)
def test_penalties_are_those_of_the_formulas(W):
    size, square = abs(W).sum(), W @ W
    np.testing.assert_allclose(L1(0.3).penalty(W), 0.3 * size)
    np.testing.assert_allclose(L2(0.3).penalty(W), 0.15 * square)
    np.testing.assert_allclose(ElasticNet(0.2, 0.3).penalty(W), 0.2 * size + 0.15 * square)


def test_penalties_are_those_of_keras_whose_l2_has_no_half():
    pytest.importorskip("jax", reason="the NumPy backend of Keras imports it")
    keras = pytest.importorskip("keras.regularizers")
    W = np.array([2.0, -3.0, 0.0])
    np.testing.assert_allclose(L1(0.3).penalty(W), keras.L1(0.3)(W), rtol=1e-5)
    np.testing.assert_allclose(L2(0.6).penalty(W), keras.L2(0.3)(W), rtol=1e-5)
    theirs = keras.L1L2(0.2, 0.3)(W)
    np.testing.assert_allclose(ElasticNet(l1=0.2, l2=0.6).penalty(W), theirs, rtol=1e-5)


def test_the_gradient_of_the_founding_article_is_a_hundredth_of_the_weight():
    W = np.array([2.0, -3.0, 0.0])
    np.testing.assert_array_equal(L2().gradient(W), 0.01 * W)


@every_regularizer
def test_zero_weights_are_free(regularizer):
    W = np.zeros(4)
    assert regularizer.penalty(W) == 0
    assert not regularizer.gradient(W).any()


@every_regularizer
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_population_pays_row_by_row_in_its_own_dtype(regularizer, dtype):
    W = np.random.default_rng(1).normal(size=(5, 8)).astype(dtype)
    penalty = regularizer.penalty(W)
    assert penalty.shape == (5,)
    assert penalty.dtype == regularizer.gradient(W).dtype == dtype
    np.testing.assert_array_equal(penalty, [regularizer.penalty(row) for row in W])


def test_a_numpy_number_as_strength_keeps_float32():
    W = np.ones(3, np.float32)
    assert L2(np.float64(0.1)).gradient(W).dtype == np.float32


@pytest.mark.parametrize("strength", [-0.1, float("inf"), float("nan"), "0.1", None])
@pytest.mark.parametrize(
    ("family", "name"), [(L1, "strength"), (L2, "strength"), (ElasticNet, "l1"), (ElasticNet, "l2")]
)
def test_a_strength_is_never_negative(family, name, strength):
    with pytest.raises(SettingError, match=rf"{name} is .* must be a number of at least 0"):
        family(**{name: strength})
