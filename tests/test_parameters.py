"""One vector, many names: views share theta's memory, in theta's order."""

import numpy as np
import pytest

from edunn.errors import DataError, ShapeError
from edunn.parameters import Layout

layout = Layout([{"W": (2, 3), "b": (3,)}, {}, {"W": (3, 1), "b": (1,)}])


def test_places_follow_each_other_layer_by_layer():
    assert [(p.layer, p.name, p.where.start, p.where.stop) for p in layout.places] == [
        (0, "W", 0, 6),
        (0, "b", 6, 9),
        (2, "W", 9, 12),
        (2, "b", 12, 13),
    ]
    assert layout.size == 13


def test_views_are_theta_itself():
    theta = np.arange(13.0)
    views = layout.views(theta)
    views[0]["W"][1, 2] = 50.0
    views[2]["b"] += 1.0
    assert (theta[5], theta[12]) == (50.0, 13.0)
    assert views[1] == {}


def test_a_population_has_an_axis_in_front():
    crowd = np.arange(26.0).reshape(2, 13)
    views = layout.views(crowd)
    assert views[0]["W"].shape == (2, 2, 3)
    np.testing.assert_array_equal(views[0]["W"][1], layout.views(crowd[1])[0]["W"])
    views[0]["b"][1] = 7.0
    assert crowd[1, 6:9].tolist() == [7.0] * 3


def test_each_number_belongs_to_the_neuron_that_it_feeds():
    assert layout.neurons.tolist() == [0, 1, 2, 0, 1, 2, 0, 1, 2, 3, 3, 3, 3]


def test_a_vector_and_its_views():
    viewed = layout.viewed(np.zeros(13))
    viewed.views[0]["b"][:] = 1.0
    assert viewed.vector.sum() == 3.0


@pytest.mark.parametrize("size", [0, 12, 14])
def test_a_theta_of_another_network_is_refused(size):
    with pytest.raises(ShapeError, match=f"theta has {size} numbers but this network has 13"):
        layout.views(np.zeros(size))


def test_a_checked_vector_is_a_copy_in_the_dtype_asked_for():
    vector = np.ones(layout.size)
    theta = layout.checked(vector, "float32")
    vector[0] = 7.0
    assert (theta.dtype, theta.shape, theta[0]) == (np.float32, (layout.size,), 1.0)


@pytest.mark.parametrize(
    ("vector", "error"),
    [
        ([1.0, 2.0], ShapeError),
        (["a"], DataError),
        ([1e300], DataError),
        ([[1], [2, 3]], DataError),
    ],
)
def test_what_cannot_be_a_theta_is_refused(vector, error):
    with pytest.raises(error, match="theta"):
        Layout([{"b": (1,)}]).checked(vector, "float32")


def test_layers_without_parameters_need_none():
    assert Layout([{}, {}]).size == 0
    assert Layout([{}]).views(np.empty(0)) == [{}]
    assert Layout([{}]).neurons.size == 0
