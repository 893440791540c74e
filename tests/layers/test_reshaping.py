"""Flatten and Reshape: the same numbers in another shape, forward and back."""

import numpy as np
import pytest

from edunn.errors import SettingError, ShapeError
from edunn.layers import Flatten, LayerState, Reshape


@pytest.mark.parametrize("front", [(5,), (2, 5)], ids=["batch", "population"])
@pytest.mark.parametrize("shape", [(3, 4, 2), (1, 4), (4, 1), (1, 1, 1), (6,)])
def test_flatten_and_back(shape, front):
    layer, x = Flatten(), np.random.default_rng(0).normal(size=front + shape)
    y, cache = layer.forward(x, {}, LayerState(shape=shape))
    assert y.shape == (*front, int(np.prod(shape)))
    np.testing.assert_array_equal(layer.input_gradient(y, cache, {}), x)


def test_reshape_counts_row_by_row():
    y, cache = Reshape([2, 3]).forward(np.arange(6.0)[np.newaxis], {}, LayerState(shape=(6,)))
    np.testing.assert_array_equal(y, [[[0, 1, 2], [3, 4, 5]]])
    np.testing.assert_array_equal(Reshape([2, 3]).input_gradient(y, cache, {}), [np.arange(6.0)])


def test_a_shape_with_other_places_is_refused():
    with pytest.raises(
        ShapeError, match=r"cannot make \(28, 28\), which has 784 places, of \(785,\)"
    ):
        Reshape((28, 28)).output_shape((785,))


@pytest.mark.parametrize("shape", [(0, 3), (2.5,), ("a",), (-1, 4)])
def test_impossible_shapes_are_refused(shape):
    with pytest.raises(SettingError, match="shape is"):
        Reshape(shape)
