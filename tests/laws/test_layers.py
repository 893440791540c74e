"""Laws of all layers: each is tried in small networks, `layer_networks.NETWORKS`."""

import numpy as np
import pytest
from tests.laws.layer_networks import NETWORKS, built, rows_for
from tests.laws.worlds import assert_same_gradient, away_from_kinks, numerical_gradient

from edunn import Model
from edunn.catalogue import FAMILIES
from edunn.layers import LayerState

P = 3
every_network = pytest.mark.parametrize("name", NETWORKS)


def layers_in(model):
    """The kinds of layers of a model, those inside other layers too."""
    inside = [layer for own in model.layers for layer in getattr(own, "layers", ())]
    return {type(layer) for layer in (*model.layers, *inside)}


def test_every_layer_of_the_catalogue_has_a_network():
    tried = set().union(*(layers_in(built(name)) for name in NETWORKS))
    assert set(FAMILIES["layer"].values()) <= tried


def smooth_place(model, is_training):
    """Theta, rows and a gradient measured where nothing has a kink."""
    objective = model.objective

    def draw_and_measure(random):
        theta = random.normal(0, 0.6, model.theta.size)
        x, t = rows_for(model, random)
        statistics = model.network.measured(theta, x, model.learned.statistics)

        def value(population):
            if not is_training:
                return objective.value(population, x, t, statistics)
            return np.array([value_in_training(one) for one in population])

        def value_in_training(one):
            p, chance = model.network.layout.views(one), np.random.default_rng(7)
            z, _ = model.network.forward(p, x, statistics, chance, objective.depth)
            return objective.mean_loss(z, t) + objective.penalty(one)

        return (theta, x, t, statistics), lambda h: numerical_gradient(value, theta, h)

    return away_from_kinks(draw_and_measure)


@every_network
@pytest.mark.parametrize("is_training", [True, False], ids=["training", "predicting"])
def test_the_gradient_is_the_central_difference(name, is_training):
    model = built(name)
    (theta, x, t, statistics), measured = smooth_place(model, is_training)
    chance = np.random.default_rng(7) if is_training else None
    g = model.objective.gradient(theta, x, t, statistics, None, chance).g
    assert_same_gradient(g, measured)


@every_network
def test_the_gradient_of_the_input_is_the_central_difference(name):
    model = built(name)
    network, p = model.network, model.network.layout.views(model.theta)
    if any(hasattr(layer, "words") for layer in model.layers):
        pytest.skip("whole numbers have no gradient")

    def draw_and_measure(random):
        x, t = rows_for(model, random, rows=2)
        statistics = network.measured(model.theta, x, model.learned.statistics)

        def value(moved):
            y = network.outputs(p, moved.reshape(-1, *x.shape[1:]), statistics)
            return (y.reshape(len(moved), *t.shape) * t).sum(axis=(1, 2))

        return (x, t, statistics), lambda h: numerical_gradient(value, x.ravel(), h)

    (x, t, statistics), measured = away_from_kinks(draw_and_measure)
    _, caches = network.forward(p, x, statistics)
    dx = network.input_gradient(t, caches, p)
    assert dx.shape == x.shape
    assert_same_gradient(dx.ravel(), measured)


@every_network
def test_a_row_of_a_population_is_a_single_run(name):
    model = built(name)
    x, t = rows_for(model)
    population = np.random.default_rng(0).normal(0, 0.6, (P, model.theta.size))
    objective, statistics = model.objective, model.learned.statistics
    z = objective.logits(population, x, statistics)
    assert z.shape == (P, *t.shape)
    alone = [objective.logits(one, x, statistics) for one in population]
    np.testing.assert_allclose(z, alone, rtol=1e-12, atol=1e-13)


@every_network
def test_the_backward_pass_takes_a_population_too(name):
    model = built(name)
    network, statistics = model.network, model.learned.statistics
    x, t = rows_for(model)
    population = np.random.default_rng(0).normal(0, 0.6, (P, model.theta.size))

    def gradient(theta):
        g = np.empty_like(theta)
        p, dp = network.layout.views(theta), network.layout.views(g)
        y, caches = network.forward(p, x, statistics)
        network.backward(y - t, caches, p, dp)
        return g

    alone = [gradient(one) for one in population]
    np.testing.assert_allclose(gradient(population), alone, rtol=1e-10, atol=1e-12)


@every_network
def test_a_batch_is_its_rows(name):
    """In prediction no row depends on another."""
    model = built(name)
    x, _ = rows_for(model)
    whole = model.predict(x)
    np.testing.assert_allclose(whole, [model.predict(row) for row in x], rtol=1e-12, atol=1e-13)


@every_network
def test_forward_changes_nothing_that_it_is_given(name):
    model = built(name)
    x, t = rows_for(model)
    before = x.copy(), model.theta
    model.gradient(x, t)
    np.testing.assert_array_equal(x, before[0])
    np.testing.assert_array_equal(model.theta, before[1])


@every_network
def test_shapes_are_those_that_were_promised(name):
    model = built(name)
    x, _ = rows_for(model)
    p = model.network.layout.views(model.theta)
    for layer, own, shape, after, statistics in zip(
        model.layers,
        p,
        model.network.shapes,
        model.network.shapes[1:],
        model.learned.statistics,
        strict=False,
    ):
        x, _ = layer.forward(x, own, LayerState(statistics, shape=shape))
        assert x.shape[1:] == after


@every_network
def test_they_learn_and_come_back_from_a_file(name, tmp_path):
    model = built(name, dtype="float32")
    x, t = rows_for(model, rows=20)
    history = model.train("adam", x, t, epochs=30, learning_rate=0.02, progress=False)
    assert history[-1].loss < history[0].loss
    assert model.theta.dtype == np.float32
    model.save(tmp_path / "saved.edunn")
    again = Model.from_file(tmp_path / "saved.edunn")
    assert again.layers == model.layers
    np.testing.assert_array_equal(again.predict(x), model.predict(x))


@every_network
def test_a_training_goes_on_to_the_bit(name, tmp_path):
    whole, part = (built(name, dtype="float32") for _ in range(2))
    x, t = rows_for(whole, rows=20)
    settings = {"epochs": 6, "batch_size": 7, "seed": 3}
    whole.train("adam", x, t, progress=False, **settings)
    training = part.training("adam", x, t, **settings)
    for _ in range(3):
        next(training)
    training.save(tmp_path / "half.edunn")
    resumed = Model.from_file(tmp_path / "half.edunn")
    for _ in resumed.resume(x, t):
        pass
    np.testing.assert_array_equal(resumed.theta, whole.theta)
    np.testing.assert_array_equal(resumed.predict(x), whole.predict(x))


@every_network
@pytest.mark.parametrize("strategy", FAMILIES["strategy"])
def test_every_strategy_evolves_them(name, strategy):
    model = built(name, [["softmax"]])
    x, t = rows_for(model, rows=12)
    labels = (t[:, 0] > t[:, 1]).astype(int)
    history = model.train(strategy, x, labels, generations=2, population_size=8, progress=False)
    assert np.isfinite(model.theta).all()
    assert len(history) == 2


@every_network
def test_the_trace_is_the_training(name):
    model = built(name)
    x, t = rows_for(model, rows=2)
    trace = model.trace(x, t, "gradient_descent", learning_rate=0.1, seed=4)
    model.train("gradient_descent", x, t, learning_rate=0.1, epochs=1, batch_size=2, seed=4,
                shuffle_data=False, progress=False)  # fmt: skip
    names = [key for key in trace.arrays if key.endswith("_new") and key != "theta_new"]
    new = [trace.arrays[key].ravel() for key in names]
    np.testing.assert_allclose(np.sort(np.concatenate(new)), np.sort(model.theta), rtol=1e-12)


@every_network
def test_the_summary_names_every_layer(name):
    model = built(name)
    lines = model.summary().splitlines()
    assert len(lines) == len(model.layers) + 4
