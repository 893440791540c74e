"""Layers in a row: forward in order, backward in reverse, each layer computes what is needed."""

import numpy as np
import pytest

from edunn.activations import ReLU, Tanh
from edunn.errors import ShapeError
from edunn.layers import Activation, Dense, Dropout, Layer, MinMax, Standardize
from edunn.network import Network

random = np.random.default_rng(2)
x = random.normal(3.0, 2.0, (6, 4))
network = Network((Standardize(), Dense(3), Activation(Tanh()), Dense(2)), input_shape=(4,))
theta = network.initial_theta(np.random.default_rng(0))
statistics = network.initial_statistics()


def test_shapes_before_and_after_each_layer():
    assert network.shapes == ((4,), (4,), (3,), (3,), (2,))
    assert network.layout.size == 4 * 3 + 3 + 3 * 2 + 2


def test_forward_is_the_layers_one_after_the_other():
    (W1, b1), (W2, b2) = (p.values() for p in network.layout.views(theta) if p)
    y, caches = network.forward(network.layout.views(theta), x, statistics)
    np.testing.assert_allclose(y, np.tanh(x @ W1 + b1) @ W2 + b2, rtol=1e-12)
    assert len(caches) == 4
    np.testing.assert_array_equal(caches[1]["x"], x)


def test_backward_ends_at_the_lowest_layer_that_learns():
    class NeededError(Exception):
        """A gradient was computed that is not needed."""

    class Failing(Layer):
        def forward(self, x, p, state):
            return x, {}

        def input_gradient(self, dy, memory, p):
            raise NeededError

    low = Network((Failing(), Dense(2)), (4,))
    p = low.layout.views(low.initial_theta(random))
    dp = low.layout.views(np.empty(10))
    y, caches = low.forward(p, x, low.initial_statistics())
    low.backward(y, caches, p, dp)
    assert low.lowest_learner == 1
    higher = Network((Dense(4), Failing(), Dense(2)), (4,))
    p, dp = (higher.layout.views(v) for v in np.ones((2, higher.layout.size)))
    y, caches = higher.forward(p, x, higher.initial_statistics())
    with pytest.raises(NeededError):
        higher.backward(y, caches, p, dp)


def test_a_network_that_learns_nothing_has_no_backward_pass():
    flat = Network((Activation(ReLU()),), (4,))
    assert flat.lowest_learner == 1
    y, caches = flat.forward([{}], x, [{}])
    flat.backward(y, caches, [{}], [{}])
    assert flat.initial_theta(random).shape == (0,)


def test_each_layer_measures_the_rows_that_reach_it():
    double = Network((MinMax(), Dense(2), Standardize()), (4,))
    learned = double.initial_theta(np.random.default_rng(0))
    measured = double.measured(learned, x, double.initial_statistics())
    y, _ = double.forward(double.layout.views(learned), x, measured)
    np.testing.assert_allclose([y.mean(axis=0), y.std(axis=0)], [[0, 0], [1, 1]], atol=1e-12)


def test_measuring_leaves_the_old_statistics_alone():
    network.measured(theta, x, statistics)
    assert statistics[0]["shift"].tolist() == [0.0] * 4


def test_only_layers_that_say_so_run_statistics():
    assert not network.runs_statistics
    assert network.updated(statistics, [{}] * 4) == list(statistics)


def test_theta_is_drawn_in_float64_and_rounded():
    again = network.initial_theta(np.random.default_rng(0), "float32")
    np.testing.assert_array_equal(again, theta.astype(np.float32))


def test_random_numbers_reach_the_layers_that_need_it():
    noisy = Network((Dense(2), Dropout(0.5)), (4,))
    p = noisy.layout.views(noisy.initial_theta(random))
    run = [noisy.forward(p, x, [{}, {}], np.random.default_rng(k))[0] for k in (0, 0, 1)]
    np.testing.assert_array_equal(run[0], run[1])
    assert (run[0] != run[2]).any()


def test_layers_that_do_not_fit_are_told_apart():
    with pytest.raises(ShapeError, match=r"the layer below gives \(4, 4, 1\)"):
        Network((Activation(ReLU()), Dense(2)), input_shape=(4, 4, 1)).layout  # noqa: B018


def test_a_trace_has_the_output_of_every_layer():
    p = network.layout.views(theta)
    outputs, caches = network.traced(p, x, statistics)
    y, _ = network.forward(p, x, statistics)
    assert [rows.shape[1:] for rows in outputs] == list(network.shapes)
    np.testing.assert_array_equal(outputs[0], x)
    np.testing.assert_array_equal(outputs[-1], y)
    assert len(caches) == len(outputs) - 1


def test_the_input_gradient_is_the_central_difference():
    p, weights = network.layout.views(theta), random.normal(size=(6, 2))
    _, caches = network.forward(p, x, statistics)
    dx = network.input_gradient(weights, caches, p)
    for row, column in ((0, 0), (3, 2)):
        h = np.zeros_like(x)
        h[row, column] = 1e-6
        up, down = (network.forward(p, x + s * h, statistics)[0] for s in (1, -1))
        assert ((up - down) * weights).sum() / 2e-6 == pytest.approx(dx[row, column])


def test_only_layers_that_measure_cost_a_forward_pass(monkeypatch):
    passes, original = [], Network.traced
    monkeypatch.setattr(
        Network, "traced", lambda self, *a: passes.append(a[-1]) or original(self, *a)
    )
    plain = Network((Dense(3), Activation(Tanh())), (4,))
    plain.measured(plain.initial_theta(random), x, plain.initial_statistics())
    assert not passes
    network.measured(theta, x, statistics)
    assert passes == [0]  # no layer runs: the input is scaled as it is
