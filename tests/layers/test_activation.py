import numpy as np
import pytest

from edunn.activations import ReLU, Softmax
from edunn.errors import ArchitectureError
from edunn.layers import Activation, LayerState

x = np.array([[-1.0, 2.0]])


def test_every_number_goes_through_the_curve():
    y, memory = Activation(ReLU()).forward(x, {}, LayerState())
    assert y.tolist() == [[0.0, 2.0]]
    assert memory["x"] is x
    assert memory["y"] is y


def test_the_gradient_is_pulled_back_through_it():
    dy = np.array([[5.0, 7.0]])
    y, memory = Activation(ReLU()).forward(x, {}, LayerState())
    assert Activation(ReLU()).input_gradient(dy, memory, {}).tolist() == [[0.0, 7.0]]
    y, memory = Activation(Softmax()).forward(x, {}, LayerState())
    np.testing.assert_array_equal(
        Activation(Softmax()).input_gradient(dy, memory, {}), Softmax().backward(dy, x, y)
    )


def test_shapes_stay_and_nothing_is_learned():
    assert Activation(ReLU()).output_shape((3, 4)) == (3, 4)
    assert Activation(ReLU()).parameter_shapes((3,)) == {}


@pytest.mark.parametrize("function", ["relu", ReLU, None, np.tanh])
def test_names_and_classes_are_not_activations(function):
    with pytest.raises(ArchitectureError, match="takes an activation object such as ReLU"):
        Activation(function)
