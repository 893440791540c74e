"""Where learning starts: the right spread, from the same dice for both dtypes."""

from math import prod, sqrt

import numpy as np
import pytest
from scipy import stats

from edunn import initializers
from edunn.activations import ELU, GELU, SELU, LeakyReLU, Mish, ReLU, Sigmoid, SiLU, Softmax, Tanh
from edunn.errors import SettingError, ShapeError
from edunn.initializers import (
    Article,
    Constant,
    GlorotNormal,
    GlorotUniform,
    HeNormal,
    HeUniform,
    Initializer,
    LeCunNormal,
    LeCunUniform,
    Ones,
    Orthogonal,
    RandomNormal,
    RandomUniform,
    Zeros,
    default_for,
    default_for_biases,
)
from edunn.initializers.he_glorot_lecun import TRUNCATED_STDDEV, fans
from edunn.layers import Dense
from edunn.network import Network

UNIFORMS = [(GlorotUniform(), 2 / 500), (HeUniform(), 2 / 300), (LeCunUniform(), 1 / 300)]
NORMALS = [(GlorotNormal(), 2 / 500), (HeNormal(), 2 / 300), (LeCunNormal(), 1 / 300)]
DICE = [RandomNormal(), RandomUniform(), Article(), Orthogonal()]
FLAT = [Zeros(), Ones(), Constant(0.3)]
ALL = [*FLAT, *DICE, *(i for i, _ in UNIFORMS + NORMALS)]
SHAPE = (300, 200)  # I, O

every = pytest.mark.parametrize("initializer", ALL, ids=repr)


def drawn(initializer: Initializer, shape=SHAPE, seed=1):
    return initializer.draw(shape, np.random.default_rng(seed))


def has_moments(W, variance, mean=0.0):
    """The mean and variance of many draws, to 5 standard errors of a bell (flat curves: fewer)."""
    assert W.mean() == pytest.approx(mean, abs=5 * sqrt(variance / W.size))
    assert W.var() == pytest.approx(variance, rel=5 * sqrt(2 / W.size))
    return True


def test_every_initializer_is_tested_here():
    exported = {getattr(initializers, name) for name in initializers.__all__}
    assert {type(i) for i in ALL} == exported - {Initializer, default_for, default_for_biases}


@every
@pytest.mark.parametrize("shape", [(3,), (4, 3), (3, 4), (3, 3, 2, 5)])
def test_numbers_have_the_shape_asked_for_in_float64(initializer, shape):
    W = drawn(initializer, shape)
    assert (W.shape, W.dtype) == (shape, np.float64)


@every
def test_float32_is_the_same_start_rounded(initializer):
    network = Network((Dense(3, initializer, initializer),), input_shape=(4,))
    exact, rounded = (
        network.initial_theta(np.random.default_rng(1), dtype) for dtype in ("float64", "float32")
    )
    assert rounded.dtype == np.float32
    np.testing.assert_array_equal(rounded, exact.astype(np.float32))


@every
def test_the_same_state_draws_the_same_numbers(initializer):
    np.testing.assert_array_equal(drawn(initializer), drawn(initializer))
    if initializer not in FLAT:
        assert (drawn(initializer, seed=1) != drawn(initializer, seed=2)).any()


@pytest.mark.parametrize(("initializer", "value"), [*zip(FLAT, [0, 1, 0.3], strict=True)])
def test_flat_starts(initializer, value):
    np.testing.assert_array_equal(drawn(initializer), np.full(SHAPE, value))


@pytest.mark.parametrize(("initializer", "variance"), UNIFORMS, ids=repr)
def test_scaled_uniform_starts(initializer, variance):
    W = drawn(initializer)
    limit = sqrt(3 * variance)
    assert has_moments(W, variance)
    assert 0.999 * limit < np.abs(W).max() <= limit
    assert stats.kstest(W.ravel() / limit, stats.uniform(-1, 2).cdf).pvalue > 1e-3


@pytest.mark.parametrize(("initializer", "variance"), NORMALS, ids=repr)
def test_scaled_normal_starts_are_cut_and_keep_their_variance(initializer, variance):
    W = drawn(initializer)
    sigma = sqrt(variance) / 0.87962566103423978  # as Keras has it
    assert has_moments(W, variance)
    assert 1.99 * sigma < np.abs(W).max() <= 2 * sigma
    assert stats.kstest(W.ravel() / sigma, stats.truncnorm(-2, 2).cdf).pvalue > 1e-3


def test_the_correction_is_that_of_a_bell_cut_at_2():
    assert stats.truncnorm(-2, 2).std() == pytest.approx(TRUNCATED_STDDEV, rel=1e-12)


@pytest.mark.parametrize(("initializer", "variance"), UNIFORMS + NORMALS, ids=repr)
def test_scaled_starts_spread_as_those_of_keras(initializer, variance):
    pytest.importorskip("jax", reason="the NumPy backend of Keras imports it")
    keras = pytest.importorskip("keras.initializers")
    name = type(initializer).__name__.replace("LeCun", "Lecun")
    W, theirs = drawn(initializer), np.asarray(getattr(keras, name)(seed=1)(SHAPE))
    assert W.std() == pytest.approx(theirs.std(), rel=0.02)
    assert np.abs(W).max() == pytest.approx(np.abs(theirs).max(), rel=0.01)


def test_plain_random_starts():
    assert has_moments(drawn(RandomNormal(mean=2.0, stddev=0.3)), 0.3**2, mean=2.0)
    assert np.abs(drawn(RandomNormal(stddev=1.0))).max() > 3  # not cut
    W = drawn(RandomUniform(1.0, 3.0))
    assert has_moments(W, 2**2 / 12, mean=2.0)
    assert 1 <= W.min() < W.max() < 3


def test_the_article_starts_between_0_and_1():
    W = drawn(Article())
    assert has_moments(W, 1 / 12, mean=0.5)
    assert 0 <= W.min() < W.max() < 1


@every
def test_a_bias_starts_at_0_unless_the_initializer_says_what_it_is(initializer):
    says_what_it_is = isinstance(initializer, (Ones, Constant, RandomNormal, RandomUniform))
    assert drawn(initializer, shape=(5,)).any() == says_what_it_is


def test_a_bias_at_0_leaves_the_generator_alone():
    random = np.random.default_rng(0)
    for initializer in (Article(), HeNormal(), GlorotUniform(), Orthogonal()):
        initializer.draw((5,), random)
    assert random.random() == np.random.default_rng(0).random()


@pytest.mark.parametrize("shape", [(6, 6), (8, 3), (3, 8), (3, 3, 2, 5), (2, 1, 3, 40)])
def test_orthogonal_starts_only_turn(shape):
    W = drawn(Orthogonal(gain=2.0), shape).reshape(prod(shape[:-1]), shape[-1])
    product = W.T @ W if W.shape[0] >= W.shape[1] else W @ W.T
    np.testing.assert_allclose(product, 4 * np.eye(min(W.shape)), atol=1e-13)


def test_orthogonal_starts_have_no_favourite_sign():
    """LAPACK alone returns a Q whose first entry is always negative."""
    random = np.random.default_rng(0)
    corners = np.array([Orthogonal().draw((3, 3), random)[0, 0] for _ in range(400)])
    assert abs(np.sign(corners).mean()) < 5 / sqrt(400)


def test_fans_count_a_convolutions_window():
    assert fans((300, 200)) == (300, 200)
    assert fans((3, 3, 8, 16)) == (72, 144)
    W = drawn(HeNormal(), (3, 3, 80, 160))
    assert has_moments(W, 2 / 720)


@pytest.mark.parametrize("shape", [(), (5,), (0, 3), (3, 0)])
def test_a_weight_without_inputs_or_outputs_is_refused(shape):
    with pytest.raises(ShapeError, match="no inputs or no outputs"):
        fans(shape)


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        (lambda: RandomNormal(stddev=-1.0), "stddev"),
        (lambda: RandomNormal(mean=float("inf")), "mean"),
        (lambda: RandomUniform(low=1.0, high=0.0), "swap"),
        (lambda: RandomUniform(high=float("nan")), "high"),
        (lambda: Constant(float("nan")), "value"),
        (lambda: Orthogonal(gain=0.0), "gain"),
    ],
)
def test_settings_that_make_no_start_are_refused(wrong, word):
    with pytest.raises(SettingError, match=word):
        wrong()


@pytest.mark.parametrize("activation", [ReLU(), LeakyReLU(), ELU(), GELU(), SiLU(), Mish()])
def test_rectifiers_start_from_he(activation):
    assert default_for(activation) == HeNormal()


def test_selu_starts_from_lecun_and_all_others_from_glorot():
    assert default_for(SELU()) == LeCunNormal()
    for activation in (None, Sigmoid(), Tanh(), Softmax()):
        assert default_for(activation) == GlorotUniform()


@pytest.mark.parametrize(("activation", "least"), [(ReLU(), 0.5), (SELU(), 0.5), (Tanh(), 0.02)])
def test_the_default_carries_a_signal_through_20_layers(activation, least):
    """Tanh shrinks what it squashes, in any start, but only as 1 / depth."""
    random = np.random.default_rng(0)
    y = random.standard_normal((100, 200))
    for _ in range(20):
        W = default_for(activation).draw((200, 200), random)
        y = activation.value(y @ W)
    assert least < np.square(y).mean() < 2
