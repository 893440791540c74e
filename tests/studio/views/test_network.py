import numpy as np

from edunn.studio.views.network import filters_view, network_view
from edunn.studio.views.packing import packed


def test_weights_are_those_of_the_model(flowers):
    look = network_view(3, flowers)
    assert (look.run, look.epoch) == (3, 4)
    assert [(layer.inputs, layer.units) for layer in look.layers] == [(4, 6), (6, 3)]
    assert [layer.activation for layer in look.layers] == ["tanh", "softmax"]
    assert flowers.model.parameters[0]["W"].tolist() == look.layers[0].W
    assert look.outputs == ["setosa", "versicolor", "virginica"]
    assert look.layers[0].largest == np.abs(flowers.model.parameters[0]["W"]).max()


def test_too_many_weights_are_only_measured(digits):
    first, last = network_view(1, digits).layers
    assert first.W is None
    assert first.b is None
    assert first.largest > first.mean_size > 0
    assert last.W is not None
    assert len(network_view(1, digits).inputs) == 64


def test_filters_of_pixels_are_images(digits):
    look = filters_view(1, digits)
    W = digits.model.parameters[0]["W"][:, 2]
    assert {(plane.width, plane.height) for plane in look.filters} == {(28, 28)}
    expected = np.rint((W - W.min()) / (W.max() - W.min()) * 255)
    assert look.filters[2].pixels == packed(expected.reshape(28, 28))


def test_filters_of_a_table_are_one_row(flowers):
    filters = filters_view(1, flowers).filters
    assert [(plane.width, plane.height) for plane in filters] == [(4, 1)] * 6
