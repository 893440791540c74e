"""Descent by hand: the published formulas, number by number."""

import numpy as np
import pytest

from edunn.optimizers import GradientDescent, Momentum, Nesterov

gradients = np.random.default_rng(5).normal(size=(6, 4))


def places(optimizer, theta):
    state = optimizer.start(theta)
    for g in gradients:
        state = optimizer.step(state, g)
        yield state.theta


def test_gradient_descent_walks_against_the_sum_of_gradients():
    expected = 1.0 - 0.1 * np.cumsum(gradients, axis=0)
    np.testing.assert_allclose(list(places(GradientDescent(0.1), np.ones(4))), expected)


def test_momentum_is_equations_1_and_2_of_sutskever():
    theta, v, expected = np.ones(4), np.zeros(4), []
    for g in gradients:
        v = 0.8 * v - 0.1 * g
        theta = theta + v
        expected.append(theta)
    np.testing.assert_allclose(list(places(Momentum(0.1, decay=0.8), np.ones(4))), expected)


def test_nesterov_is_equations_3_and_4_of_sutskever_seen_from_the_place_looked_ahead_to():
    rate, decay = 0.1, 0.8
    optimizer = Nesterov(rate, decay)
    state = optimizer.start(np.ones(4))
    theta, v = np.ones(4), np.zeros(4)
    for _ in range(6):
        v = decay * v - rate * np.sin(theta + decay * v)
        theta = theta + v
        state = optimizer.step(state, np.sin(state.theta))
        np.testing.assert_allclose(state.theta, theta + decay * v)
        np.testing.assert_allclose(state.v, v)


@pytest.mark.parametrize("kind", [Momentum, Nesterov])
def test_without_memory_of_the_velocity_it_is_plain_descent(kind):
    plain = list(places(GradientDescent(0.1), np.ones(4)))
    np.testing.assert_allclose(list(places(kind(0.1, decay=0.0), np.ones(4))), plain)


def test_in_a_long_valley_momentum_is_ahead_and_nesterov_overshoots_less():
    def path(optimizer):
        state = optimizer.start(np.array([1.0]))
        for _ in range(60):
            state = optimizer.step(state, 0.5 * state.theta)
            yield state.theta.item()

    plain, heavy, ahead = (list(path(kind(0.02))) for kind in (GradientDescent, Momentum, Nesterov))
    assert heavy[9] < plain[9]
    assert min(heavy) < min(ahead) < 0
