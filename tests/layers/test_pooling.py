"""Pooling: the largest and the mean of a window, ties, edges, and where a gradient goes."""

import numpy as np
import pytest

from edunn.errors import SettingError, ShapeError, UnknownNameError
from edunn.layers import AveragePool2D, GlobalAveragePool, LayerState, MaxPool2D

IMAGE = np.array([[1.0, 5, 2], [4, 3, 0], [9, 8, 7]]).reshape(1, 3, 3, 1)


def pooled(layer, x=IMAGE):
    return layer.forward(x, {}, LayerState())


def test_the_largest_of_each_window():
    y, _ = pooled(MaxPool2D(2, stride=1))
    np.testing.assert_array_equal(y[0, :, :, 0], [[5, 5], [9, 8]])


def test_the_gradient_goes_to_the_pixel_of_the_maximum_from_every_window_it_wins():
    layer = MaxPool2D(2, stride=1)
    y, cache = pooled(layer)
    dx = layer.input_gradient(np.arange(1.0, 5).reshape(y.shape), cache, {})
    np.testing.assert_array_equal(dx[0, :, :, 0], [[0, 3, 0], [0, 0, 0], [3, 4, 0]])


def test_of_equal_numbers_the_first_is_the_maximum():
    layer, x = MaxPool2D(2), np.ones((1, 2, 2, 1))
    _, cache = pooled(layer, x)
    dx = layer.input_gradient(np.ones((1, 1, 1, 1)), cache, {})
    np.testing.assert_array_equal(dx[0, :, :, 0], [[1, 0], [0, 0]])


def test_a_window_at_the_edge_has_the_maximum_of_what_is_there():
    y, _ = pooled(MaxPool2D(2, padding="same"), -IMAGE)
    np.testing.assert_array_equal(y[0, :, :, 0], [[-1, 0], [-8, -7]])


def test_a_window_at_the_edge_has_the_mean_of_what_is_there():
    y, _ = pooled(AveragePool2D(2, padding="same"))
    np.testing.assert_array_equal(y[0, :, :, 0], [[13 / 4, 1], [8.5, 7]])


def test_the_mean_of_a_whole_channel():
    x = np.stack([IMAGE[..., 0], 2 * IMAGE[..., 0]], axis=-1)
    y, _ = pooled(GlobalAveragePool(), x)
    np.testing.assert_allclose(y, [[13 / 3, 26 / 3]])


@pytest.mark.parametrize("population", [(), (4,)])
@pytest.mark.parametrize("shape", [(5, 3), (2, 3, 4)])
def test_the_mean_over_all_places(shape, population):
    layer, random = GlobalAveragePool(), np.random.default_rng(0)
    x, dy = random.normal(size=(6, *shape)), random.normal(size=(*population, 6, shape[-1]))
    y, cache = layer.forward(x, {}, LayerState(shape=shape))  # one x for the whole population
    np.testing.assert_allclose(y, x.reshape(6, -1, shape[-1]).mean(axis=1), rtol=1e-12)
    dx = layer.input_gradient(dy, cache, {})
    assert dx.shape == (*population, 6, *shape)
    total = dx.reshape(*population, 6, -1, shape[-1]).sum(axis=-2)
    np.testing.assert_allclose(total, dy, rtol=1e-12)
    assert np.ptp(dx.reshape(*population, 6, -1, shape[-1]), axis=-2).max() == 0


@pytest.mark.parametrize("shape", [(4,), (2, 3, 4, 5), ()])
def test_a_mean_over_places_takes_images_and_sequences(shape):
    with pytest.raises(ShapeError, match=r"takes images .* or sequences"):
        GlobalAveragePool().output_shape(shape)


@pytest.mark.parametrize("kind", [MaxPool2D, AveragePool2D])
@pytest.mark.parametrize(
    ("settings", "answer"),
    [
        ({"window": 0}, "window is 0"),
        ({"stride": 0}, "stride is 0"),
        ({"window": "2"}, "window is '2'"),
        ({"padding": "edge"}, "unknown padding 'edge'"),
    ],
)
def test_impossible_settings_are_refused(kind, settings, answer):
    with pytest.raises((SettingError, UnknownNameError), match=answer):
        kind(**settings)


@pytest.mark.parametrize("layer", [MaxPool2D(), AveragePool2D(), GlobalAveragePool()])
def test_rows_that_are_no_images_are_refused(layer):
    with pytest.raises(ShapeError, match=rf"{type(layer).__name__} takes images .*\(9,\)"):
        layer.output_shape((9,))


def test_a_window_larger_than_the_image_is_refused():
    with pytest.raises(
        ShapeError, match=r"across \(4, 4\) pixels, but the image has only \(3, 3\)"
    ):
        MaxPool2D(4).output_shape((3, 3, 1))
