"""Convolution: the numbers of a patch, the settings, and what does not fit."""

import numpy as np
import pytest

from edunn import Model
from edunn.errors import ArchitectureError, DataError, SettingError, ShapeError, UnknownNameError
from edunn.initializers import GlorotUniform
from edunn.layers import Conv2D, LayerState

random = np.random.default_rng(0)


def by_hand(x, W, b, stride, dilation):
    """The definition, with four loops: a patch of one image times the kernel of each filter."""
    (k, l), (s, t), (d, e) = W.shape[:2], stride, dilation  # noqa: E741
    h = 1 + (x.shape[0] - d * (k - 1) - 1) // s
    v = 1 + (x.shape[1] - e * (l - 1) - 1) // t
    y = np.empty((h, v, W.shape[-1]))
    for i in range(h):
        for j in range(v):
            patch = x[i * s : i * s + d * k : d, j * t : j * t + e * l : e]
            y[i, j] = np.tensordot(patch[:k, :l], W, 3) + b
    return y


@pytest.mark.parametrize("stride", [(1, 1), (2, 3)])
@pytest.mark.parametrize("dilation", [(1, 1), (2, 1)])
def test_it_is_the_definition(stride, dilation):
    layer = Conv2D(4, (2, 3), stride, dilation=dilation)
    x, W, b = random.normal(size=(2, 6, 8, 3)), random.normal(size=(2, 3, 3, 4)), np.arange(4.0)
    y, _ = layer.forward(x, {"W": W.reshape(-1, 4), "b": b}, LayerState())
    for image, expected in zip(y, x, strict=True):
        np.testing.assert_allclose(image, by_hand(expected, W, b, stride, dilation), rtol=1e-12)


def test_the_kernel_is_not_flipped():
    x = np.arange(9.0).reshape(1, 3, 3, 1)
    W = np.array([[1.0], [0.0], [0.0], [0.0]])
    y, _ = Conv2D(1, 2, bias=False).forward(x, {"W": W}, LayerState())
    np.testing.assert_array_equal(y[0, :, :, 0], [[0, 1], [3, 4]])


@pytest.mark.parametrize("size", [(28, 28), (7, 5), (1, 1)])
@pytest.mark.parametrize("kernel", [1, 2, 3, (5, 2)])
def test_same_padding_keeps_the_size(size, kernel):
    layer = Conv2D(3, kernel, padding="same")
    assert layer.output_shape((*size, 2)) == (*size, 3)


@pytest.mark.parametrize(("pixels", "stride", "places"), [(7, 2, 4), (8, 2, 4), (8, 3, 3)])
def test_same_padding_with_a_stride_divides_the_size(pixels, stride, places):
    layer = Conv2D(1, 3, stride, padding="same")
    assert layer.output_shape((pixels, pixels, 1)) == (places, places, 1)


def test_an_odd_pixel_is_added_behind():
    x = np.ones((1, 2, 2, 1))
    y, _ = Conv2D(1, 2, padding="same", bias=False).forward(x, {"W": np.ones((4, 1))}, LayerState())
    np.testing.assert_array_equal(y[0, :, :, 0], [[4, 2], [2, 1]])


def test_the_initial_weights_have_the_variance_of_the_kernels_fans():
    W = Conv2D(64, 5).initial_parameters((28, 28, 16), random)["W"]
    fan_in, fan_out = 5 * 5 * 16, 5 * 5 * 64
    assert W.shape == (fan_in, 64)
    variance = GlorotUniform().variance(fan_in, fan_out)
    assert W.var() == pytest.approx(variance, rel=0.05)


def test_a_convolution_of_the_whole_image_is_a_dense_layer():
    convolution = Model([[4, 5, 2], ["conv", 3, [4, 5]], ["flatten"]], "mse", seed=0)
    dense = Model([[40], [3]], "mse", seed=1)
    dense.theta = convolution.theta
    x = random.normal(size=(6, 40))
    np.testing.assert_allclose(convolution.predict(x), dense.predict(x), rtol=1e-5)


@pytest.mark.parametrize(
    ("settings", "answer"),
    [
        ({"filters": 0}, "filters is 0"),
        ({"kernel": 0}, "kernel is 0"),
        ({"kernel": (3, 3, 3)}, r"kernel is \(3, 3, 3\): expected a whole number, or two"),
        ({"kernel": 2.5}, "kernel is 2.5"),
        ({"stride": 0}, "stride is 0"),
        ({"stride": (1, 0)}, "stride is 0"),
        ({"dilation": 0}, "dilation is 0"),
        ({"padding": "full"}, "unknown padding 'full'"),
        ({"kernel": True}, "kernel is True"),
    ],
)
def test_impossible_settings_are_refused(settings, answer):
    with pytest.raises((SettingError, UnknownNameError), match=answer):
        Conv2D(**({"filters": 2} | settings))


@pytest.mark.parametrize(
    ("network", "answer"),
    [
        ([[784], ["conv", 8, 5], ["flatten"], [2]], r"Conv2D takes images .* gives \(784,\)"),
        ([[6, 6], ["conv", 8, 5], ["flatten"], [2]], r"Conv2D takes images .* gives \(6, 6\)"),
        ([[4, 4, 1], ["conv", 8, 5], ["flatten"], [2]], r"across \(5, 5\) .* only \(4, 4\)"),
        (
            [[8, 8, 1], ["conv", 8, 3, {"dilation": 4}], ["flatten"], [2]],
            r"across \(9, 9\) .* only \(8, 8\)",
        ),
        (
            [[8, 8, 1], ["conv", 8, 3], [2]],
            r"layer 2, \[2\]: Dense takes rows .*\(6, 6, 8\).*'flatten'",
        ),
        ([[4, 4, 1], ["conv", 8, 3]], r"gives \(2, 2, 8\).*'flatten'"),
    ],
)
def test_a_shape_that_does_not_fit_is_answered_with_layer_and_shape(network, answer):
    with pytest.raises((ArchitectureError, ShapeError), match=answer):
        Model(network)


def test_images_of_another_size_are_refused():
    model = Model([[28, 28, 1], ["conv", 2, 5], ["flatten"], [2]])
    for x in (np.zeros((3, 27, 28)), np.zeros((3, 783)), np.zeros((2, 28, 28, 3))):
        with pytest.raises(ShapeError, match=r"expected \(rows, 28, 28, 1\)"):
            model.predict(x)


def test_pixels_that_are_missing_are_named():
    model = Model([[4, 4, 1], ["conv", 2, 2], ["flatten"], [2]])
    x = np.zeros((3, 4, 4, 1))
    x[1, 2, 3, 0] = np.nan
    with pytest.raises(DataError, match=r"row 1, column 2, 3, 0 is nan"):
        model.predict(x)


def test_rows_of_pixels_and_images_are_one():
    model = Model([[28, 28, 1], ["conv", 2, 5], ["flatten"], [2]], seed=0, dtype="float64")
    images = random.random((5, 28, 28))
    y = model.predict(images.reshape(5, 784))
    np.testing.assert_array_equal(y, model.predict(images))
    np.testing.assert_array_equal(y, model.predict(images[..., np.newaxis]))
    np.testing.assert_allclose(model.predict(images[0]), y[0], rtol=1e-12)
    np.testing.assert_allclose(model.predict(images[0].ravel()), y[0], rtol=1e-12)
