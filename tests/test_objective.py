"""The loss surface: what is measured where, and how rows and weights are averaged."""

from dataclasses import replace

import numpy as np
import pytest

from edunn.activations import Sigmoid, Softmax, Tanh
from edunn.layers import Activation, Dense
from edunn.losses import BinaryCrossEntropy, CrossEntropy, Hinge, MeanSquaredError
from edunn.network import Network
from edunn.objective import Objective
from edunn.regularizers import L1, L2

random = np.random.default_rng(5)
x, t = random.normal(size=(6, 3)), np.eye(2)[[0, 1, 0, 1, 1, 0]]


def objective(last, loss, regularizer=None, units=2):
    layers = (Dense(4, regularizer=regularizer), Activation(Tanh()), Dense(units), Activation(last))
    return Objective(Network(layers, (3,)), loss)


plain = objective(Sigmoid(), MeanSquaredError())
theta = plain.network.initial_theta(random)
none = plain.network.initial_statistics()


@pytest.mark.parametrize(
    ("last", "loss", "is_joint"),
    [
        (Softmax(), CrossEntropy(), True),
        (Sigmoid(), BinaryCrossEntropy(), True),
        (Sigmoid(), CrossEntropy(), False),
        (Softmax(), MeanSquaredError(), False),
    ],
)
def test_scores_are_what_lies_before_a_joint_loss_and_else_the_outputs(last, loss, is_joint):
    surface = objective(last, loss)
    scores = surface.logits(theta, x, none)
    outputs, _ = surface.network.forward(surface.network.layout.views(theta), x, none)
    np.testing.assert_allclose(surface.outputs(scores), outputs, rtol=1e-14)
    assert np.allclose(scores, outputs) is not is_joint


def test_the_gradient_of_a_joint_loss_is_answer_minus_target_over_rows():
    surface = Objective(Network((Dense(2), Activation(Softmax())), (3,)), CrossEntropy())
    flat = surface.network.initial_theta(random)
    gradient = surface.gradient(flat, x, t, [{}, {}])
    answer = surface.outputs(gradient.z)
    np.testing.assert_allclose(gradient.g[:6].reshape(3, 2), x.T @ (answer - t) / 6, rtol=1e-12)
    np.testing.assert_allclose(gradient.g[6:], (answer - t).sum(axis=0) / 6, rtol=1e-12)


def test_a_certain_and_wrong_answer_still_has_a_gradient():
    surface = Objective(Network((Dense(2), Activation(Softmax())), (1,)), CrossEntropy())
    sure = np.array([1e4, -1e4, 0.0, 0.0])
    gradient = surface.gradient(sure, np.ones((1, 1)), np.array([[0.0, 1.0]]), [{}, {}])
    assert gradient.g.tolist() == [1.0, -1.0, 1.0, -1.0]
    assert surface.value(sure, np.ones((1, 1)), np.array([[0.0, 1.0]]), [{}, {}]) == 2e4


def test_weights_multiply_rows_in_a_mean_over_all_rows():
    weights = np.array([0.0, 2.0, 1.0, 1.0, 0.5, 0.5])
    rows = plain.loss.per_example(plain.outputs(plain.logits(theta, x, none)), t)
    assert plain.value(theta, x, t, none, weights) == pytest.approx((rows * weights).sum() / 6)


@pytest.mark.parametrize("rule", [L1(0.1), L2(0.1)], ids=repr)
def test_penalties_are_of_weights_and_not_of_biases(rule):
    surface = objective(Sigmoid(), MeanSquaredError(), rule)
    W = theta[:12]
    assert surface.penalty(theta) == pytest.approx(rule.penalty(W))
    assert surface.value(theta, x, t, none) == pytest.approx(
        plain.value(theta, x, t, none) + rule.penalty(W)
    )
    pull = surface.gradient(theta, x, t, none).g - plain.gradient(theta, x, t, none).g
    np.testing.assert_allclose(pull[:12], rule.gradient(W), atol=1e-15)
    assert not pull[12:].any()
    assert surface.is_penalized
    assert not plain.is_penalized


def test_a_gradient_can_be_written_into_a_vector_of_ones_own():
    mine = plain.network.layout.viewed(np.full_like(theta, np.nan))
    gradient = plain.gradient(theta, x, t, none, into=mine)
    assert gradient.g is mine.vector
    np.testing.assert_array_equal(gradient.g, plain.gradient(theta, x, t, none).g)


def test_several_outputs_are_right_where_the_largest_is():
    scores = np.array([[1.0, 2.0], [3.0, 2.0]])
    assert plain.are_right(scores, np.array([[0.0, 1.0], [0.0, 1.0]])).tolist() == [True, False]


@pytest.mark.parametrize(
    ("last", "loss", "scores", "targets"),
    [
        (Sigmoid(), BinaryCrossEntropy(), [[-1.0], [1.0]], [[0.0], [1.0]]),
        (Sigmoid(), MeanSquaredError(), [[0.4], [0.6]], [[0.0], [1.0]]),
        (Tanh(), Hinge(), [[-0.1], [0.1]], [[-1.0], [1.0]]),
    ],
)
def test_one_output_is_right_on_the_targets_side_of_the_middle(last, loss, scores, targets):
    surface = objective(last, loss, units=1)
    assert surface.are_right(np.array(scores), np.array(targets)).all()
    assert not surface.are_right(np.array(scores), np.array(targets)[::-1]).any()


def test_nothing_is_kept_between_two_calls():
    first = plain.gradient(theta, x, t, none).g
    plain.gradient(theta + 1.0, x * 2, t, none)
    np.testing.assert_array_equal(plain.gradient(theta, x, t, none).g, first)
    assert replace(plain) == plain
