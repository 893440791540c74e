import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays
from scipy import special
from tests.losses.numerical import check_gradient

from edunn.losses import BinaryCrossEntropy, CrossEntropy, Hinge, KLDivergence
from edunn.losses.classification import TINY

probabilities = arrays(np.float64, (4, 3), elements=some.floats(0.05, 0.95))
shares = arrays(np.float64, (4, 3), elements=some.floats(0, 2))
scores = arrays(np.float64, (4, 3), elements=some.floats(-5, 5))
answers = arrays(np.float64, (4, 3), elements=some.sampled_from([0.0, 1.0]))

random = np.random.default_rng(3)
y = special.softmax(random.normal(size=(50, 3)), axis=-1)
t = np.eye(3)[random.integers(0, 3, 50)]
soft = special.softmax(random.normal(size=(50, 3)), axis=-1)


@given(probabilities, answers, some.floats(0, 1))
def test_gradient_of_binary_cross_entropy(y, t, share):
    check_gradient(BinaryCrossEntropy(share), y, t)


@given(probabilities, shares, some.floats(0, 1))
def test_gradient_of_cross_entropy_for_any_targets(y, t, share):
    check_gradient(CrossEntropy(share), y, t)


@given(probabilities, shares)
def test_gradient_of_the_divergence_for_any_targets(y, t):
    check_gradient(KLDivergence(), y, t)


@given(scores, answers)
def test_gradient_of_the_hinge(y, t):
    t = 2 * t - 1
    assume((np.abs(1 - t * y) > 1e-3).all())
    check_gradient(Hinge(), y, t)


@pytest.mark.parametrize("t", [t, soft, 3 * soft], ids=["one-hot", "soft", "sum 3"])
def test_values_are_those_of_the_formulas(t):
    close = np.testing.assert_allclose
    close(CrossEntropy().per_example(y, t), -special.xlogy(t, y).sum(-1), rtol=1e-12)
    close(KLDivergence().per_example(y, t), special.rel_entr(t, y).sum(-1), rtol=1e-12, atol=1e-15)
    binary = -(special.xlogy(t, y) + special.xlog1py(1 - t, -y)).mean(-1)
    close(BinaryCrossEntropy().per_example(y, t), binary, rtol=1e-12)


def test_the_true_class_counts_and_not_the_favourite():
    y, t = np.array([[0.1, 0.9]]), np.array([[1.0, 0.0]])
    np.testing.assert_allclose(CrossEntropy().per_example(y, t), -np.log(0.1))


def test_a_wrong_no_costs_as_much_as_a_wrong_yes():
    y, t = np.array([[0.9], [0.1]]), np.array([[0.0], [1.0]])
    np.testing.assert_allclose(BinaryCrossEntropy().per_example(y, t), -np.log(0.1))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("loss", [BinaryCrossEntropy(), CrossEntropy(), KLDivergence()])
def test_a_sure_and_wrong_answer_costs_much_but_not_infinitely_much(loss, dtype):
    y, t = np.array([[0.0, 1.0]], dtype), np.array([[1.0, 0.0]], dtype)
    assert 7 < loss.per_example(y, t).item() <= -np.log(TINY) + 0.2
    assert loss.gradient(y, t).tolist() == [[0.0, 0.0]]


@pytest.mark.parametrize("loss", [BinaryCrossEntropy(), CrossEntropy(), KLDivergence()])
def test_the_gradient_is_true_for_what_is_computed_where_it_is_clipped(loss):
    y, t = np.array([[TINY / 2, TINY / 3]]), np.array([[1.0, 0.5]])
    moved = y + np.array([[TINY / 10, TINY / 10]])
    assert loss.per_example(moved, t) == loss.per_example(y, t)
    assert loss.gradient(y, t).tolist() == [[0.0, 0.0]]


@pytest.mark.parametrize("loss", [BinaryCrossEntropy(), CrossEntropy(), KLDivergence()])
def test_a_sure_and_right_answer_costs_next_to_nothing(loss):
    assert 0 <= loss.per_example(t, t).max() < 2 * TINY


def test_cross_entropy_is_divergence_plus_entropy():
    entropy = special.entr(soft).sum(-1)
    kl = KLDivergence()
    np.testing.assert_allclose(
        CrossEntropy().per_example(y, soft), kl.per_example(y, soft) + entropy
    )
    np.testing.assert_array_equal(CrossEntropy().gradient(y, soft), kl.gradient(y, soft))


def test_hinge_wants_signs_and_is_content_beyond_the_margin():
    assert Hinge.off == -1.0
    y, t = np.array([[1e4, -1e4]]), np.array([[1.0, -1.0]])
    assert Hinge().per_example(y, t).item() == 0
    assert Hinge().per_example(-y, t).item() == 1e4 + 1
    assert Hinge().gradient(-y, t).tolist() == [[-0.5, 0.5]]


def test_smoothing_takes_from_the_certain_and_gives_to_all():
    np.testing.assert_allclose(CrossEntropy(0.3).smoothed(t).sum(-1), 1.0)
    assert sorted(CrossEntropy(0.3).smoothed(t)[0].round(12)) == [0.1, 0.1, 0.8]
    assert CrossEntropy().smoothed(t) is t
