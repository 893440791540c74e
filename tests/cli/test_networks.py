"""Networks as the command line writes them."""

import pytest

from edunn import Model
from edunn.cli.networks import read_hidden_layers, read_network, read_whole_network
from edunn.cli.recipes import recipe_for
from edunn.data import load
from edunn.errors import ArchitectureError, EduNNError


def test_networks_as_text():
    assert read_network("4, 2 relu,3 softmax") == [[4], [2, "relu"], [3, "softmax"]]
    iris = load("iris")
    assert read_whole_network("4,3 softmax", iris) == [[4], [3, "softmax"]]
    assert read_hidden_layers("8,4 tanh") == [[8, "relu"], [4, "tanh"]]


@pytest.mark.parametrize("text", ["", "4,", "relu", "4 relu tanh", "-4", "2.5", "4;3"])
def test_refuses_what_is_no_network(text):
    with pytest.raises(ArchitectureError, match="is not a layer"):
        read_network(text)


@pytest.mark.parametrize("text", ["4", "3,3", "4,2", "5,3"])
def test_refuses_a_network_for_other_data(text):
    with pytest.raises(ArchitectureError, match="iris has 4 inputs and needs 3 outputs"):
        read_whole_network(text, load("iris"))


IMAGES = {
    "28x28x1, conv 8 5 relu, max_pool 2, flatten, 10 softmax": [
        [28, 28, 1],
        ["conv", 8, 5, "relu"],
        ["max_pool", 2],
        ["flatten"],
        [10, "softmax"],
    ],
    "784 scale=center, reshape 28x28x1, conv 4 3x5 padding=same stride=2, flatten, 2": [
        [784, {"scale": "center"}],
        ["reshape", [28, 28, 1]],
        ["conv", 4, [3, 5], {"padding": "same", "stride": 2}],
        ["flatten"],
        [2],
    ],
    "4,  16 relu  dropout=0.2 l2=1e-4, dropout 0.5, tanh, 3 softmax": [
        [4],
        [16, "relu", {"dropout": 0.2, "l2": 1e-4}],
        ["dropout", 0.5],
        ["tanh"],
        [3, "softmax"],
    ],
}


@pytest.mark.parametrize("text", IMAGES)
def test_the_text_is_the_short_form(text):
    network = read_network(text)
    assert network == IMAGES[text]
    assert Model(network).layers


@pytest.mark.parametrize(
    "text",
    [
        '[[4], [2, "relu", {"dropout": 0.5}], [3, "softmax"]]',
        "[[4], [2, 'relu', {'dropout': 0.5}], [3, 'softmax']]",
        " ([4], [2, 'relu', {'dropout': 0.5}], (3, 'softmax'))",
    ],
)
def test_the_short_form_itself_is_read(text):
    network = [list(element) for element in read_network(text)]
    assert network == [[4], [2, "relu", {"dropout": 0.5}], [3, "softmax"]]
    assert read_hidden_layers("[[8, 'tanh']]") == [[8, "tanh"]]


@pytest.mark.parametrize("text", ["[[4], [2", "[]", "[4", "(", "[[4], [x]]", "[" * 5000])
def test_refuses_a_list_that_is_none(text):
    with pytest.raises(ArchitectureError, match="is not a list"):
        read_network(text)


HIDDEN = "conv 4 3 relu, max_pool 2, flatten, 16"


def test_images_become_images_where_layers_need_them():
    digits = load("digits_8x8")
    recipe = recipe_for(digits, hidden=HIDDEN, epochs=1)
    assert recipe.network_in_words == (
        "8x8x1 - conv 4 3 relu - max_pool 2 - flatten - 16 relu - 10 softmax"
    )
    assert recipe_for(digits, hidden="16").network[0] == [64]
    model = recipe.train(digits.take(slice(0, 100)), progress=False)
    assert model.network.input_shape == (8, 8, 1)
    centred = recipe_for(digits, hidden=HIDDEN, scale="center")
    assert centred.network[0] == [8, 8, 1, {"scale": "center"}]
    whole = recipe_for(digits, layers=f"8x8x1, {HIDDEN}, 10 softmax", scale="center")
    assert whole.network[0] == [8, 8, 1, {"scale": "center"}]


@pytest.mark.parametrize(
    ("data", "hidden", "words"),
    [
        ("iris", "conv 8 5 relu", r"layer 1, \['conv', 8, 5, 'relu'\]: Conv2D takes images"),
        ("digits_8x8", "conv 8 5 relu, 16", r"layer 2, \[16, 'relu'\].*'flatten'"),
        ("digits_8x8", "conv 8 9", r"layer 1, \['conv', 8, 9\].*only \(8, 8\)"),
        ("digits_8x8", "conf 8 3", "'conf 8 3' is not a layer. Did you mean 'conv'"),
        ("digits_8x8", "conv 8 3 rellu", "Did you mean 'relu'"),
    ],
)
def test_what_does_not_fit_is_quoted(data, hidden, words):
    rows = load(data)
    with pytest.raises(EduNNError, match=words):
        recipe_for(rows, hidden=hidden).built(0, rows)


def test_a_whole_network_of_images_has_their_pixels():
    with pytest.raises(ArchitectureError, match="goes from 9x9x1 to 10, but digits_8x8 has 64"):
        read_whole_network("9x9x1, flatten, 10 softmax", load("digits_8x8"))
