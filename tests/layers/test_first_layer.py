"""A first layer and the inputs that it gets: what fits, and what is refused in which words."""

import numpy as np
import pytest

from edunn import Model
from edunn.errors import ArchitectureError, DataError
from edunn.layers import Conv2D, Dense, Embedding, Flatten

IMAGES = [[4, 4, 1], ["conv", 2, 2], ["flatten"], [2]]
PIXELS = np.random.default_rng(0).integers(0, 255, (3, 4, 4, 1))


@pytest.mark.parametrize("kind", [np.uint8, np.int64, np.uint16])
def test_images_of_whole_numbers_are_refused_with_the_way_out(kind):
    model, pixels = Model(IMAGES, seed=1), PIXELS.astype(kind)
    words = rf"{np.dtype(kind)}, from {PIXELS.min()} to {PIXELS.max()}.*by 255"
    with pytest.raises(DataError, match=words):
        model.predict(pixels)
    with pytest.raises(DataError, match=words):
        model.train("sgd", pixels, [0, 1, 0])
    np.testing.assert_array_equal(
        model.predict(PIXELS.tolist()), model.predict(PIXELS.astype(float))
    )


def test_images_of_whole_numbers_are_taken_where_they_are_scaled():
    scaled = Model([[4, 4, 1, {"scale": "min_max"}], *IMAGES[1:]], seed=1)
    scaled.train("sgd", PIXELS.astype(np.uint8), [0, 1, 0], epochs=1)
    assert np.isfinite(scaled.predict(PIXELS.astype(np.uint8))).all()


@pytest.mark.parametrize(
    ("network", "words"),
    [
        ([[4], ["conv", 2, 2], ["flatten"], [2]], r"layer 1, .*Conv2D takes images .*\(4,\)"),
        ([[4], ["gru", 2], [2]], r"layer 1, .*GRU takes sequences .*\(4,\)"),
        ([[4], ["self_attention"], [2]], r"layer 1, .*SelfAttention takes sequences .*\(4,\)"),
        ([[4, 4, 1], ["lstm", 2], [2]], r"layer 1, .*LSTM takes sequences .*\(4, 4, 1\)"),
        ([[5], [4], ["embedding", 3, 2], ["flatten"]], r"layer 2, \['embedding', 3, 2\]: Embedd"),
    ],
)
def test_a_row_that_a_layer_does_not_take_is_told_with_its_shape(network, words):
    with pytest.raises(ArchitectureError, match=words):
        Model(network)


@pytest.mark.parametrize(
    ("network", "given"),
    [
        ([[3], ["embedding", 9, 2], ["gru", 2], [2]], [[1, 2, 3], [1, 2], [1]]),
        (IMAGES, [np.zeros((4, 4, 1)), np.zeros((3, 4, 1)), np.zeros((1, 4, 1))]),
        ([[2], [2]], [[1.0, 2.0], [3.0], [1.0, 2.0, 3.0, 4.0]]),
    ],
)
@pytest.mark.parametrize("as_array", [False, True])
def test_rows_of_different_length_are_refused_with_the_lengths(network, given, as_array):
    if as_array:
        rows = np.empty(3, object)
        rows[:] = given
        given = rows
    lengths = ", ".join(map(str, sorted({len(row) for row in given})))
    model = Model(network)
    for call in (model.predict, lambda x: model.train("adam", x, [0, 1, 0], progress=False)):
        with pytest.raises(DataError, match=f"have the lengths {lengths}. Cut sequences"):
            call(given)


def test_a_layer_object_too_large_for_memory_is_told_by_its_number():
    with pytest.raises(ArchitectureError, match=r"layer 2: parameters is 20,000,200,000"):
        Model(layers=[Dense(10**5), Dense(2 * 10**5)], inputs=4)
    with pytest.raises(ArchitectureError, match=r"layer 2: Embedding takes the numbers of words"):
        Model(layers=[Dense(4), Embedding(5, 2), Flatten()], inputs=4)


@pytest.mark.parametrize("given", [Conv2D, ["conv", 8], "conv", None])
def test_what_is_no_layer_object_is_quoted(given):
    with pytest.raises(ArchitectureError, match=r"layer 1, .*is neither a layer object, such as"):
        Model(layers=[given], inputs=[8, 8, 1])


def test_layers_nested_too_deep():
    block = ["tanh"]
    for _ in range(3000):
        block = ["residual", [block]]
    with pytest.raises(ArchitectureError, match="layers inside it go too deep") as caught:
        Model([[4], block, [2]])
    assert len(str(caught.value)) < 300


def test_a_layer_inside_another_one_is_counted():
    with pytest.raises(ArchitectureError, match=r"layer 2 inside Residual: unknown layer 'dens'"):
        Model([[4], ["residual", ["tanh", ["dens", 4]]], [2]])


@pytest.mark.parametrize(
    "layer", [["conv", 2, 41], ["max_pool", 41], ["conv", 2, {"dilation": 20}]]
)
def test_with_zeros_around_an_image_a_window_may_be_larger_but_not_by_far(layer):
    *start, last = layer
    settings = last if isinstance(last, dict) else {}
    element = [*(start if settings else layer), settings | {"padding": "same"}]
    with pytest.raises(ArchitectureError, match="so that nearly all of it would lie on the zeros"):
        Model([[4, 4, 1], element, ["flatten"], [2]])
    assert Model([[5, 5, 1], element, ["flatten"], [2]]).predict(np.zeros((1, 25))).shape == (1, 2)
