"""The first law: a gradient is what central differences measure, whatever was chosen by name."""

from itertools import product

import numpy as np
import pytest
from tests.laws.worlds import (
    SCALINGS,
    assert_same_gradient,
    away_from_kinks,
    every_activation,
    every_loss,
    network,
    numerical_gradient,
    task,
)

from edunn import Model
from edunn.catalogue import FAMILIES, find

SETTINGS = [
    {"regularizer": regularizer, "scale": scale}
    for regularizer, scale in product([None, *FAMILIES["regularizer"]], [None, *SCALINGS])
]


def on_a_random_hill(model, weights=None, drop=None):
    """Theta, rows and targets where the loss surface is smooth, and the gradient measured there.

    drop: a seed for the mask of dropout, the same for every theta.
    """
    objective, outputs = model.objective, model.network.shapes[-1][0]

    def draw_and_measure(random):
        theta = random.normal(0, 0.6, model.theta.size)
        x, t = task(objective.loss, outputs, random)
        statistics = model.network.measured(theta, x, model.learned.statistics)
        place = (x, t, statistics, weights)

        def value(population):
            if drop is None:
                return objective.value(population, *place)
            return np.array([training_value(objective, one, *place, drop) for one in population])

        return (theta, *place), lambda h: numerical_gradient(value, theta, h)

    return away_from_kinks(draw_and_measure)


def training_value(objective, theta, x, t, statistics, weights, seed):
    """L(theta) as training meets it: with dropout, its mask drawn from the seed."""
    random = np.random.default_rng(seed)
    p = objective.network.layout.views(theta)
    scores, _ = objective.network.forward(p, x, statistics, random, objective.depth)
    return objective.mean_loss(scores, t, weights) + objective.penalty(theta)


@pytest.mark.parametrize("outputs", [1, 3])
@every_loss
@every_activation
def test_gradient_is_the_central_difference(activation, loss, outputs):
    for settings in SETTINGS:
        model = network(activation, loss, outputs, **settings)
        place, measured = on_a_random_hill(model)
        assert_same_gradient(model.objective.gradient(*place).g, measured)


@every_loss
@every_activation
def test_gradient_with_weighted_rows(activation, loss):
    model = network(activation, loss, regularizer="l2")
    place, measured = on_a_random_hill(model, weights=np.array([0.0, 0.5, 1.0, 2.0, 3.0]))
    assert_same_gradient(model.objective.gradient(*place).g, measured)


@every_loss
@every_activation
def test_gradient_behind_a_fixed_mask_of_dropout(activation, loss):
    model = network(activation, loss, dropout=0.4)
    place, measured = on_a_random_hill(model, drop=7)
    random = np.random.default_rng(7)
    assert_same_gradient(model.objective.gradient(*place, random).g, measured)


@pytest.mark.parametrize(
    ("family", "choice"),
    [
        *(("loss", find("loss", name, label_smoothing=0.2)) for name in ("cross_entropy", "bce")),
        ("loss", find("loss", "huber", delta=0.3)),
        ("activation", find("activation", "leaky_relu", slope_below=0.3)),
        ("activation", find("activation", "elu", alpha=0.5)),
    ],
    ids=repr,
)
def test_gradient_with_other_settings_of_a_loss_or_an_activation(family, choice):
    for name in FAMILIES["activation" if family == "loss" else "loss"]:
        pair = (name, choice) if family == "loss" else (choice, name)
        model = network(*pair)
        place, measured = on_a_random_hill(model)
        assert_same_gradient(model.objective.gradient(*place).g, measured)


@pytest.mark.parametrize("initializer", FAMILIES["initializer"])
def test_gradient_from_every_start(initializer):
    model = network("tanh", "mse", initializer=initializer)
    random = np.random.default_rng(0)
    x, t = task(model.objective.loss, 2, random)

    def value(population):
        return model.objective.value(population, x, t, model.learned.statistics)

    assert_same_gradient(model.gradient(x, t), numerical_gradient(value, model.theta))


@pytest.mark.parametrize("depth", [0, 1, 4])
def test_gradient_of_a_network_of_any_depth(depth):
    model = Model([[3], *[[4, "silu"]] * depth, [2]], "mse", dtype="float64", seed=1)
    place, measured = on_a_random_hill(model)
    assert_same_gradient(model.objective.gradient(*place).g, measured)


@every_loss
def test_the_model_tells_the_loss_and_the_gradient_of_its_objective(loss):
    model = network("sigmoid", loss, regularizer="l1_l2", scale="standardize")
    x, t = task(model.objective.loss, 2, np.random.default_rng(0))
    place = (model.theta, x, t, model.learned.statistics)
    assert model.loss(x, t) == model.objective.value(*place)
    np.testing.assert_array_equal(model.gradient(x, t), model.objective.gradient(*place).g)
