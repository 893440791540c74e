import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays
from scipy import special
from tests.losses.numerical import check_gradient

from edunn.activations.sigmoid import Sigmoid
from edunn.activations.smooth import softplus
from edunn.activations.softmax import Softmax
from edunn.losses import (
    BinaryCrossEntropy,
    CrossEntropy,
    KLDivergence,
    MeanSquaredError,
    SigmoidBinaryCrossEntropy,
    SoftmaxCrossEntropy,
    fused_loss,
)
from edunn.losses.from_logits import log_softmax

logits = arrays(np.float64, (4, 3), elements=some.floats(-8, 8))
unclipped = arrays(np.float64, (4, 3), elements=some.floats(-7.7, 7.7))
"""Where a softmax of three gives nothing below TINY, 1e-7: there both computations agree."""
shares = arrays(np.float64, (4, 3), elements=some.floats(0, 2))
PAIRS = [
    (CrossEntropy(), Softmax()),
    (CrossEntropy(0.1), Softmax()),
    (BinaryCrossEntropy(), Sigmoid()),
    (BinaryCrossEntropy(0.1), Sigmoid()),
]
every_pair = pytest.mark.parametrize(("loss", "activation"), PAIRS, ids=repr)

random = np.random.default_rng(3)
z = random.normal(0, 3, (50, 4))
t = np.eye(4)[random.integers(0, 4, 50)]


@given(logits, shares, some.floats(0, 1))
def test_gradient_of_softmax_cross_entropy_for_any_targets(z, t, share):
    check_gradient(SoftmaxCrossEntropy(share), z, t)


@given(logits, shares, some.floats(0, 1))
def test_gradient_of_sigmoid_binary_cross_entropy_for_any_targets(z, t, share):
    check_gradient(SigmoidBinaryCrossEntropy(share), z, t)


@every_pair
@given(z=unclipped, t=shares)
def test_one_step_and_two_agree(loss, activation, z, t):
    joint, y = fused_loss(loss, activation), activation.value(z)
    np.testing.assert_allclose(
        joint.per_example(z, t), loss.per_example(y, t), rtol=1e-8, atol=1e-12
    )
    two_steps = activation.backward(loss.gradient(y, t), z, y)
    np.testing.assert_allclose(joint.gradient(z, t), two_steps, rtol=1e-8, atol=1e-12)


@pytest.mark.parametrize(
    ("loss", "activation"),
    [
        (CrossEntropy(), Sigmoid()),
        (BinaryCrossEntropy(), Softmax()),
        (MeanSquaredError(), Softmax()),
        (KLDivergence(), Softmax()),
    ],
    ids=repr,
)
def test_other_pairs_have_no_joint_form(loss, activation):
    assert fused_loss(loss, activation) is None


@every_pair
def test_label_smoothing_is_taken_along(loss, activation):
    assert fused_loss(loss, activation).label_smoothing == loss.label_smoothing


def test_logarithms_are_those_of_scipy():
    np.testing.assert_allclose(log_softmax(z), special.log_softmax(z, axis=-1), rtol=1e-12)
    np.testing.assert_allclose(softplus(z), -special.log_expit(-z), rtol=1e-12)


def test_one_hot_targets_leave_answer_minus_target():
    answer = special.softmax(z, axis=-1)
    np.testing.assert_allclose(SoftmaxCrossEntropy().gradient(z, t), answer - t, atol=1e-15)
    answer = special.expit(z)
    np.testing.assert_allclose(
        SigmoidBinaryCrossEntropy().gradient(z, t), (answer - t) / 4, atol=1e-15
    )


@pytest.mark.parametrize("size", [1e4, 1e30])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_sure_and_wrong_answer_keeps_its_loss_and_its_gradient(size, dtype):
    z, t = np.array([[size, -size]], dtype), np.array([[0.0, 1.0]], dtype)
    joint = SoftmaxCrossEntropy()
    np.testing.assert_allclose(joint.per_example(z, t), [2 * size], rtol=1e-6)
    assert joint.gradient(z, t).tolist() == [[1.0, -1.0]]
    joint = SigmoidBinaryCrossEntropy()
    np.testing.assert_allclose(joint.per_example(z, t), [size], rtol=1e-6)
    assert joint.gradient(z, t).tolist() == [[0.5, -0.5]]


@pytest.mark.parametrize("joint", [SoftmaxCrossEntropy(), SigmoidBinaryCrossEntropy()], ids=repr)
def test_a_sure_and_right_answer_costs_nothing(joint):
    z, t = np.array([[1e4, -1e4]]), np.array([[1.0, 0.0]])
    assert joint.per_example(z, t).item() == 0
    assert abs(joint.gradient(z, t)).max() < 1e-30


def test_a_nearly_sure_answer_keeps_the_digits_of_its_tiny_loss():
    z, t = np.array([[40.0]]), np.array([[1.0]])
    np.testing.assert_allclose(
        SigmoidBinaryCrossEntropy().per_example(z, t), np.exp(-40.0), rtol=1e-12
    )
