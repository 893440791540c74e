"""The views of a network of images: its trace, origins, weights, and predictions of digits."""

from dataclasses import replace

import numpy as np
import pytest

from edunn import Model
from edunn.data import load
from edunn.studio.example import example
from edunn.studio.views.breeding import gene_names
from edunn.studio.views.digit import Drawing, DrawingQuery, NearestNeighbours, digit_view
from edunn.studio.views.network import filters_view, network_view
from edunn.studio.views.networks import PredictQuery, prediction_of
from edunn.studio.views.origins import OriginQuery, origin_view
from edunn.studio.views.packing import packed
from edunn.studio.views.trace import TraceQuery, trace_view
from edunn.trace.number_format import NumberFormat

LAYERS = [["conv", 4, 3, "relu"], ["max_pool", 2], ["flatten"], [16, "relu"], [10, "softmax"]]


@pytest.fixture(scope="module")
def snapshot():
    found = example("digits_8x8", epochs=1)
    model = Model([[8, 8, 1], *LAYERS], seed=1)
    model.train("adam", found.planned.training, epochs=1, progress=False)
    return replace(found, model=model)


def test_the_trace_has_images_as_rows_of_pixels(snapshot):
    view = trace_view(1, snapshot, TraceQuery(row=5))
    arrays = {array.name: array for array in view.arrays}
    assert arrays["z1"].shape == [1, 6, 6, 4]
    assert np.shape(arrays["z1"].values) == (36, 4)
    assert np.shape(arrays["x"].values) == (64, 1)
    assert not {"layer", "layer_backward"} & {step.kind for step in view.steps}


@pytest.mark.parametrize(
    ("step", "index", "sources"),
    [
        ("z1", [0, 3, 2, 1], {"x": 9, "W1": 9, "b1": 1}),
        ("m1", [0, 1, 1, 3], {"a1": 4}),
        ("f1", [0, 7], {"m1": 1}),
        ("dW1", [4, 2], {"x": 36, "dz1": 36}),
        ("db1", [2], {"dz1": 36}),
        ("df1", [0, 3], {"dz2": 16, "W2": 16}),
    ],
)
def test_origins_are_a_patch_and_a_kernel(snapshot, step, index, sources):
    trace = trace_view(1, snapshot, TraceQuery(row=5))
    query = OriginQuery(step=step, index=index, row=5, key=trace.key)
    origin = origin_view(1, snapshot, query)
    assert {name: len(places) for name, places in origin.sources.items()} == sources
    shapes = {array.name: array.shape for array in trace.arrays}
    for name, places in origin.sources.items():
        assert all(len(place) == len(shapes[name]) for place in places)


def test_the_patch_is_where_it_is(snapshot):
    origin = origin_view(1, snapshot, OriginQuery(step="z1", index=[0, 3, 2, 1], row=5))
    assert origin.sources["x"] == [[0, r, s, 0] for r in (3, 4, 5) for s in (2, 3, 4)]
    assert origin.sources["W1"] == [[k, 1] for k in range(9)]
    assert origin.line.text.startswith("z1[3,2,1] = ")
    assert origin.line.text.endswith(f" = {NumberFormat(6).number(origin.value)}")


def test_the_place_of_a_maximum_is_told(snapshot):
    trace = trace_view(1, snapshot, TraceQuery(row=5))
    origin = origin_view(1, snapshot, OriginQuery(step="m1", index=[0, 1, 2, 3], row=5))
    patch = [[0, r, s, 3] for r in (2, 3) for s in (4, 5)]
    assert origin.sources["a1"] == patch
    a1 = next(array for array in trace.arrays if array.name == "a1")
    numbers = [a1.values[6 * r + s][c] for _, r, s, c in patch]
    assert origin.taken == {"a1": patch[int(np.argmax(numbers))]}
    assert origin.value == max(numbers)


@pytest.mark.parametrize(
    ("step", "index"), [("z1", [0, 3, 2, 1]), ("f1", [0, 7]), ("x", [0, 1, 1, 0])]
)
def test_what_is_no_maximum_is_taken_from_nowhere(snapshot, step, index):
    assert origin_view(1, snapshot, OriginQuery(step=step, index=index)).taken == {}


def test_the_weights_are_kernels(snapshot):
    filters = filters_view(1, snapshot).filters
    assert [(q.width, q.height) for q in filters] == [(3, 3)] * 4
    assert [(layer.inputs, layer.units) for layer in network_view(1, snapshot).layers] == [
        (36, 16),
        (16, 10),
    ]


def test_the_weights_of_a_dense_layer_are_images_of_the_size_below_it(snapshot):
    model = Model([[8, 8, 1], ["max_pool", 2], ["flatten"], [3, "relu"], [10, "softmax"]])
    filters = filters_view(1, replace(snapshot, model=model)).filters
    assert [(q.width, q.height) for q in filters] == [(4, 4)] * 3


def test_genes_have_the_names_of_the_trace(snapshot):
    names = gene_names(snapshot)
    assert len(names) == snapshot.model.theta.size
    assert names[:2] == ["W1[0,0]", "W1[0,1]"]
    assert names[36:40] == ["b1[0]", "b1[1]", "b1[2]", "b1[3]"]
    assert names[40] == "W2[0,0]"


@pytest.fixture(scope="module")
def reader_of_digits():
    model = Model([[28, 28, 1], ["conv", 2, 5, "relu"], ["max_pool", 4], ["flatten"],
                   [10, "softmax"]], seed=1)  # fmt: skip
    return (
        model.train("adam", load("mnist").take(slice(0, 300)), epochs=1, progress=False) and model
    )


def test_a_drawing_goes_through_a_network_of_images(reader_of_digits):
    canvas = np.zeros((280, 280))
    canvas[30:130, 40:50] = 255
    query = DrawingQuery(drawing=Drawing(pixels=packed(canvas)))
    view = digit_view(reader_of_digits, query, NearestNeighbours(rows=100))
    assert view.answer in set("0123456789")
    assert (view.saliency.width, view.saliency.height) == (28, 28)
    assert [(layer.layer, layer.title, layer.units) for layer in view.layers] == [
        (1, "conv 2 5x5 relu", 2),
        (2, "max_pool 4x4", 2),
        (3, "", 10),
    ]
    sizes = [(layer.plane.width, layer.plane.height) for layer in view.layers]
    assert sizes[:2] == [(24 + 1 + 24, 24), (6 + 1 + 6, 6)]  # side by side, a gap between them


def test_kernels_and_feature_maps_are_known_as_images(snapshot):
    arrays = {array.name: array for array in trace_view(1, snapshot, TraceQuery(row=5)).arrays}
    found = {name: arrays[name].images for name in ("x", "z1", "m1", "dz1", "W1", "dW1_data", "W2")
             if name in arrays}  # fmt: skip
    assert found["x"] == [8, 8, 1]
    assert found["z1"] == found["dz1"] == [6, 6, 4]
    assert found["m1"] == [3, 3, 4]
    assert found["W1"] == [3, 3, 4]
    assert found["W2"] is None


@pytest.mark.parametrize(
    ("step", "index", "field"),
    [
        ("z1", [0, 3, 2, 1], [3, 2, 5, 4]),
        ("a1", [0, 3, 2, 1], [3, 2, 5, 4]),
        ("m1", [0, 1, 1, 3], [2, 2, 5, 5]),
        ("f1", [0, 4 * 4 + 3], [2, 2, 5, 5]),  # the pixel (1, 1) of m1
        ("z2", [0, 7], [0, 0, 7, 7]),
        ("dz1", [0, 3, 2, 1], None),
        ("W1", [3, 1], None),
    ],
)
def test_a_number_has_a_receptive_field(snapshot, step, index, field):
    found = origin_view(1, snapshot, OriginQuery(step=step, index=index, row=5))
    assert found.field == field


def test_a_network_of_images_is_listed_layer_by_layer(snapshot):
    view = network_view(1, snapshot)
    assert [(layer.title, layer.shape, layer.parameters) for layer in view.chain] == [
        ("", [8, 8, 1], 0),
        ("conv 4 3x3 relu", [6, 6, 4], 40),
        ("max_pool 2x2", [3, 3, 4], 0),
        ("flatten", [36], 0),
        ("dense 16 relu", [16], 592),
        ("dense 10 softmax", [10], 170),
    ]
    assert (view.below, view.inputs) == ("flatten", [])
    assert [(layer.layer, layer.number) for layer in view.layers] == [(1, 2), (2, 3)]


def test_a_dense_network_is_no_chain(flowers):
    view = network_view(1, flowers)
    assert (view.chain, view.below) == ([], "")
    assert len(view.inputs) == 4
    assert [layer.number for layer in view.layers] == [1, 2]


class OneNetwork:
    def __init__(self, model):
        self.model = model

    def open(self, name):
        return self.model


@pytest.mark.parametrize("shape", [(784,), (28, 28), (3, 784)])
def test_predict_takes_rows_of_pixels_and_images(reader_of_digits, shape):
    x = np.random.default_rng(0).random(shape)
    query = PredictQuery.model_validate({"network_name": "mine", "input_array": x.tolist()})
    found = np.array(prediction_of(OneNetwork(reader_of_digits), query).prediction)
    wanted = reader_of_digits.predict(x.reshape(-1, 784))
    np.testing.assert_allclose(found.reshape(-1, 10), wanted, rtol=1e-5)
