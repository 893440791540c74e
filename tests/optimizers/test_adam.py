"""Adaptive optimizers by hand: the published formulas, number by number."""

import numpy as np
import pytest

from edunn.optimizers import AdaGrad, Adam, AdamW, GradientDescent, RMSprop, StepDecay

gradients = np.random.default_rng(5).normal(size=(6, 4))
start = np.linspace(-1, 1, 4)


def states(optimizer):
    state = optimizer.start(start)
    for g in gradients:
        state = optimizer.step(state, g)
        yield state


def test_adagrad_divides_by_the_root_of_all_squares():
    theta = start
    for k, state in enumerate(states(AdaGrad(0.1, epsilon=1e-3))):
        total = (gradients[: k + 1] ** 2).sum(axis=0)
        theta = theta - 0.1 * gradients[k] / (np.sqrt(total) + 1e-3)
        np.testing.assert_allclose(state.theta, theta)
        np.testing.assert_allclose(state.G, total)


def test_rmsprop_divides_by_the_root_of_the_recent_mean_square():
    theta, s = start, 0.0
    for g, state in zip(gradients, states(RMSprop(0.1, rho=0.8, epsilon=1e-3)), strict=True):
        s = 0.8 * s + 0.2 * g**2
        theta = theta - 0.1 * g / (np.sqrt(s) + 1e-3)
        np.testing.assert_allclose(state.theta, theta)
        np.testing.assert_allclose(state.v, s)


def test_adam_is_algorithm_1_of_kingma_and_ba_but_for_epsilon():
    theta, m, v = start, 0.0, 0.0
    for k, state in enumerate(states(Adam(0.1, beta1=0.8, beta2=0.9, epsilon=1e-30))):
        m = 0.8 * m + 0.2 * gradients[k]
        v = 0.9 * v + 0.1 * gradients[k] ** 2
        m_hat, v_hat = m / (1 - 0.8 ** (k + 1)), v / (1 - 0.9 ** (k + 1))
        theta = theta - 0.1 * m_hat / np.sqrt(v_hat)
        np.testing.assert_allclose(state.theta, theta)
        np.testing.assert_allclose(state.m, m)
        np.testing.assert_allclose(state.v, v)


def test_adams_epsilon_is_the_epsilon_hat_of_the_end_of_section_2():
    optimizer = Adam(0.1, epsilon=0.01)
    g = np.array([2.0])
    m, v = 0.1 * g, 0.001 * g**2
    expected = -0.1 * np.sqrt(0.001) / 0.1 * m / (np.sqrt(v) + 0.01)
    np.testing.assert_allclose(optimizer.step(optimizer.start(np.zeros(1)), g).theta, expected)


@pytest.mark.parametrize("rate", [0.1, StepDecay(0.1, steps=2)], ids=repr)
def test_adamw_decays_beside_the_step_of_adam(rate):
    adamw = AdamW(rate, weight_decay=0.3)
    adam = Adam(rate)
    state = adamw.start(start)
    for g in gradients:
        step = adam.step(state, g).theta - state.theta
        shrunk = (1 - adamw.rate(state.t) * 0.3) * state.theta
        state = adamw.step(state, g)
        np.testing.assert_allclose(state.theta, shrunk + step)


def test_adamw_without_decay_is_adam():
    for ours, expected in zip(states(AdamW(weight_decay=0.0)), states(Adam()), strict=True):
        np.testing.assert_array_equal(ours.theta, expected.theta)


@pytest.mark.parametrize("kind", [AdaGrad, RMSprop, Adam])
def test_the_first_step_is_as_long_for_a_small_gradient_as_for_a_large_one(kind):
    optimizer = kind(learning_rate=0.1)
    steps = optimizer.step(optimizer.start(np.zeros(2)), np.array([0.01, 100.0])).theta
    np.testing.assert_allclose(steps[0], steps[1], rtol=1e-3)
    plain = GradientDescent(0.1)
    steps = plain.step(plain.start(np.zeros(2)), np.array([0.01, 100.0])).theta
    np.testing.assert_allclose(steps[1] / steps[0], 1e4)


def test_adagrad_never_forgets_and_rmsprop_does():
    steep, flat = np.array([100.0]), np.array([0.1])

    def late_step(optimizer):
        state = optimizer.step(optimizer.start(np.zeros(1)), steep)
        for _ in range(300):
            before = state.theta
            state = optimizer.step(state, flat)
        return abs(state.theta - before).item()

    assert late_step(AdaGrad(0.1)) < 0.001
    assert late_step(RMSprop(0.1)) == pytest.approx(0.1, rel=0.01)
