"""Batch normalization by its definition, and what it remembers."""

import numpy as np
import pytest

from edunn import Model
from edunn.errors import SettingError
from edunn.layers import BatchNorm, LayerState

PLAIN = {"gamma": np.ones(3), "beta": np.zeros(3)}
SHAPES = [(3,), (4, 3), (5, 4, 3)]


def training(statistics, shape):
    return LayerState(statistics, np.random.default_rng(0), is_training=True, shape=shape)


def rows(shape, count=8):
    return np.random.default_rng(1).normal(5.0, 3.0, (count, *shape))


@pytest.mark.parametrize("shape", SHAPES)
def test_in_training_every_channel_has_mean_0_and_variance_1(shape):
    layer = BatchNorm(epsilon=1e-12)
    y, _ = layer.forward(rows(shape), PLAIN, training(layer.initial_statistics(shape), shape))
    channels = y.reshape(-1, 3)
    np.testing.assert_allclose(channels.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(channels.var(axis=0), 1, rtol=1e-9)


@pytest.mark.parametrize("shape", SHAPES)
def test_in_prediction_it_takes_the_moving_averages(shape):
    layer, x = BatchNorm(epsilon=1e-12), rows(shape)
    averages = {"moving_mean": np.arange(3.0), "moving_variance": np.array([1.0, 4.0, 9.0])}
    y, _ = layer.forward(x, PLAIN, LayerState(averages, shape=shape))
    np.testing.assert_allclose(y, (x - np.arange(3.0)) / [1, 2, 3], rtol=1e-9)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_moving_average_is_that_of_mean_and_unbiased_variance(shape):
    layer, x = BatchNorm(momentum=0.75), rows(shape)
    before = layer.initial_statistics(shape)
    _, cache = layer.forward(x, PLAIN, training(before, shape))
    after, channels = layer.updated(before, cache), x.reshape(-1, 3)
    np.testing.assert_allclose(after["moving_mean"], 0.25 * channels.mean(axis=0))
    unbiased = channels.var(axis=0, ddof=1)
    np.testing.assert_allclose(after["moving_variance"], 0.75 + 0.25 * unbiased)
    assert (before["moving_mean"] == 0).all()  # what was is left alone


def test_a_single_row_is_normalized_as_in_prediction_and_moves_nothing():
    layer, x = BatchNorm(), rows((3,), 1)
    before = layer.initial_statistics((3,))
    y, cache = layer.forward(x, PLAIN, training(before, (3,)))
    predicted, _ = layer.forward(x, PLAIN, LayerState(before, shape=(3,)))
    np.testing.assert_array_equal(y, predicted)
    assert layer.updated(before, cache) is before


def test_the_last_row_of_an_epoch_may_be_alone():
    model = Model([[3], [4], ["batch_norm"], ["relu"], [2, "softmax"]], seed=1)
    history = model.train("adam", rows((3,), 9), [0, 1, 1] * 3, epochs=5, batch_size=4)
    assert np.isfinite(history[-1].loss)


def test_a_constant_column_divides_by_no_zero():
    layer, x = BatchNorm(), np.full((4, 3), 7.0)
    y, cache = layer.forward(x, PLAIN, training(layer.initial_statistics((3,)), (3,)))
    np.testing.assert_array_equal(y, np.zeros((4, 3)))
    assert np.isfinite(layer.input_gradient(np.ones((4, 3)), cache, PLAIN)).all()


def test_a_large_mean_costs_no_digits():
    layer, x = BatchNorm(), np.float32(1000 + rows((3,), 64))
    p = {name: q.astype("float32") for name, q in PLAIN.items()}
    state = training(layer.initial_statistics((3,)), (3,))
    y, _ = layer.forward(x, p, state)
    exact, _ = layer.forward(x.astype("float64"), PLAIN, state)
    assert y.dtype == np.float32
    np.testing.assert_allclose(y, exact, atol=1e-3)


def test_training_moves_the_averages_and_prediction_does_not():
    model = Model([[3], ["batch_norm"], [2, "softmax"]], dtype="float64", seed=1)
    x = rows((3,), 12)
    model.train("sgd", x, [0, 1, 1] * 4, epochs=40, batch_size=12, progress=False)
    after = model.learned.statistics[0]
    np.testing.assert_allclose(after["moving_mean"], x.mean(axis=0), rtol=0.05)
    model.predict(x)
    assert model.learned.statistics[0] is after


def test_evolution_leaves_the_averages_as_they_are():
    model = Model([[3], ["batch_norm"], [2, "softmax"]], seed=1)
    model.train("openai_es", rows((3,)), [0, 1] * 4, generations=3, progress=False)
    assert (model.learned.statistics[0]["moving_mean"] == 0).all()


def test_the_compiled_engine_refuses_it_with_its_name():
    model = Model([[3], ["batch_norm"], [2, "softmax"]], engine="fused")
    with pytest.raises(SettingError, match="BatchNorm"):
        model.train("adam", rows((3,)), [0, 1] * 4, progress=False)


def test_workers_cannot_share_a_mini_batch():
    model = Model([[3], ["batch_norm"], [2, "softmax"]])
    with pytest.raises(SettingError, match="measures each as a whole"):
        model.train("adam", rows((3,), 4096), [0, 1] * 2048, batch_size=4096, workers=2)


@pytest.mark.parametrize(
    "settings", [{"momentum": 1.5}, {"momentum": -0.1}, {"epsilon": 0}, {"epsilon": "small"}]
)
def test_impossible_settings_are_refused(settings):
    with pytest.raises(SettingError, match=next(iter(settings))):
        BatchNorm(**settings)
