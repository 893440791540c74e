"""A population is many networks at once: each row of it is judged as if it were alone."""

import numpy as np
import pytest
from tests.laws.worlds import SCALINGS, every_activation, every_loss, network, task

from edunn.objective import Objective

P = 6


def crowd(model, seed=0):
    """A population, and rows to judge it on: `(P, n)`, then x, t and statistics."""
    random = np.random.default_rng(seed)
    outputs = model.network.shapes[-1][0]
    x, t = task(model.objective.loss, outputs, random)
    population = random.normal(0, 0.6, (P, model.theta.size))
    return population, x, t, model.network.measured(population[0], x, model.learned.statistics)


def equal_to_rounding(crowded, alone):
    np.testing.assert_allclose(crowded, alone, rtol=1e-12, atol=1e-13)


@pytest.mark.parametrize("outputs", [1, 3])
@every_loss
@every_activation
def test_a_row_of_a_population_is_a_single_run(activation, loss, outputs):
    model = network(activation, loss, outputs, regularizer="l1_l2", scale="standardize")
    population, x, t, statistics = crowd(model)
    objective = model.objective
    scores = objective.logits(population, x, statistics)
    assert scores.shape == (P, len(x), outputs)
    equal_to_rounding(scores, [objective.logits(one, x, statistics) for one in population])
    values = objective.value(population, x, t, statistics)
    assert values.shape == (P,)
    equal_to_rounding(values, [objective.value(one, x, t, statistics) for one in population])
    right = objective.are_right(scores, t)
    assert right.shape == (P, len(x))
    np.testing.assert_array_equal(right, [objective.are_right(one, t) for one in scores])


@every_loss
@every_activation
def test_the_backward_pass_takes_a_population_too(activation, loss):
    """Layers promise axes counted from the end, backwards as well."""
    net, judge = (model := network(activation, loss)).network, model.objective.loss
    population, x, t, statistics = crowd(model)
    g = np.empty_like(population)
    p, dp = net.layout.views(population), net.layout.views(g)
    y, caches = net.forward(p, x, statistics)
    net.backward(judge.gradient(y, t) / len(x), caches, p, dp)
    for one, row in zip(population, g, strict=True):
        alone = np.empty_like(one)
        p, dp = net.layout.views(one), net.layout.views(alone)
        y, caches = net.forward(p, x, statistics)
        net.backward(judge.gradient(y, t) / len(x), caches, p, dp)
        np.testing.assert_allclose(row, alone, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize(
    ("activation", "loss"), [("softmax", "cross_entropy"), ("sigmoid", "binary_cross_entropy")]
)
def test_loss_and_gradient_from_logits_are_those_of_both_steps(activation, loss, monkeypatch):
    model = network(activation, loss, regularizer="l2")
    population, x, t, statistics = crowd(model)
    joint = model.objective
    scores = joint.logits(population[0], x, statistics)
    assert not np.allclose(scores, joint.outputs(scores))
    monkeypatch.setattr(Objective, "fused_loss", None)
    plain = Objective(joint.network, joint.loss)
    for theta in population:
        place = (theta, x, t, statistics)
        np.testing.assert_allclose(joint.value(*place), plain.value(*place), rtol=1e-12)
        np.testing.assert_allclose(joint.gradient(*place).g, plain.gradient(*place).g, atol=1e-12)


@pytest.mark.parametrize("scale", SCALINGS)
def test_statistics_do_not_depend_on_theta_of_a_population(scale):
    model = network("tanh", "mse", scale=scale)
    population, x, _, _ = crowd(model)
    first, second = (model.network.measured(one, x, [{}] * 5)[0] for one in population[:2])
    assert all((first[name] == second[name]).all() for name in first)
