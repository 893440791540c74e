"""Every loss against Keras, and the one difference that is meant."""

import numpy as np
import pytest
from scipy import special

from edunn.losses import (
    BinaryCrossEntropy,
    CrossEntropy,
    Hinge,
    Huber,
    KLDivergence,
    LogCosh,
    MeanAbsoluteError,
    MeanSquaredError,
    SigmoidBinaryCrossEntropy,
    SoftmaxCrossEntropy,
)

pytest.importorskip("jax", reason="the NumPy backend of Keras imports it")
keras = pytest.importorskip("keras.losses")

random = np.random.default_rng(3)
z = random.normal(0, 2, (50, 3))
y = special.softmax(z, axis=-1)
t = np.eye(3)[random.integers(0, 3, 50)]
soft = special.softmax(random.normal(size=(50, 3)), axis=-1)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (MeanSquaredError(), keras.mean_squared_error),
        (MeanAbsoluteError(), keras.mean_absolute_error),
        (Huber(), keras.huber),
        (Huber(2.5), lambda t, y: keras.huber(t, y, delta=2.5)),
        (LogCosh(), keras.log_cosh),
    ],
    ids=lambda value: type(value).__name__,
)
def test_losses_for_numbers(ours, theirs):
    np.testing.assert_allclose(ours.per_example(z, soft), theirs(soft, z), rtol=1e-5)


@pytest.mark.parametrize("t", [t, soft], ids=["one-hot", "soft"])
@pytest.mark.parametrize("share", [0.0, 0.1, 1.0])
@pytest.mark.parametrize(
    ("ours", "y", "theirs", "from_scores"),
    [
        (CrossEntropy, y, keras.categorical_crossentropy, False),
        (BinaryCrossEntropy, y, keras.binary_crossentropy, False),
        (SoftmaxCrossEntropy, z, keras.categorical_crossentropy, True),
        (SigmoidBinaryCrossEntropy, z, keras.binary_crossentropy, True),
    ],
)
def test_cross_entropies(ours, y, theirs, from_scores, share, t):
    expected = theirs(t, y, from_logits=from_scores, label_smoothing=share)
    np.testing.assert_allclose(ours(share).per_example(y, t), expected, rtol=1e-5)


def test_divergence_and_hinge():
    expected = keras.kl_divergence(soft, y)
    np.testing.assert_allclose(KLDivergence().per_example(y, soft), expected, rtol=1e-4, atol=1e-6)
    signs = 2 * t - 1
    np.testing.assert_allclose(Hinge().per_example(z, signs), keras.hinge(signs, z), rtol=1e-6)


def test_a_row_is_taken_as_it_is_where_keras_divides_it_by_its_sum():
    y, t = np.array([[0.2, 0.2]]), np.array([[1.0, 0.0]])
    np.testing.assert_allclose(CrossEntropy().per_example(y, t), -np.log(0.2))
    np.testing.assert_allclose(keras.categorical_crossentropy(t, y), -np.log(0.5))
