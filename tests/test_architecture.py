"""The short form: what each element becomes. (Its mistakes are in test_bad_input.)"""

import numpy as np
import pytest

from edunn import Model
from edunn.activations import ReLU, Tanh
from edunn.architecture import build_network
from edunn.initializers import Article, GlorotUniform, HeNormal, LeCunNormal, Ones, Zeros
from edunn.layers import Activation, Dense, Dropout, Flatten, MinMax, Standardize
from edunn.regularizers import L1, L2, ElasticNet
from edunn.short_form import Defaults, read_architecture, read_layers


def layers_of(*elements, **defaults):
    return read_architecture(
        [[4], *elements], Defaults.of(**({"initializer": None, "regularizer": None} | defaults))
    )[0]


def test_the_articles_network():
    layers, inputs = read_architecture([[4], [2, "relu"], [3, "softmax"]], Defaults())
    assert inputs == 4
    assert [type(layer).__name__ for layer in layers] == ["Dense", "Activation"] * 2
    assert [layer.units for layer in layers[::2]] == [2, 3]


@pytest.mark.parametrize("form", [list, tuple])
def test_lists_and_tuples_alike(form):
    literal = form([form([4]), form([2, "relu"])])
    assert read_architecture(literal, Defaults()) == read_architecture(
        [[4], [2, "relu"]], Defaults()
    )


def test_numpys_numbers_are_numbers():
    assert layers_of([np.int64(2)])[0].units == 2


def test_without_an_activation_there_is_none():
    assert layers_of([2]) == (Dense(2),)
    assert layers_of([2, None]) == (Dense(2),)
    assert layers_of([2, {"l2": 0.5}])[0].regularizer == L2(0.5)


def test_an_activation_may_be_an_object():
    assert layers_of([2, Tanh()])[1] == Activation(Tanh())


@pytest.mark.parametrize(
    ("activation", "initializer"),
    [
        *((name, HeNormal()) for name in ("relu", "leaky_relu", "elu", "gelu", "silu", "mish")),
        *((name, GlorotUniform()) for name in ("sigmoid", "tanh", "softmax", "linear", None)),
        ("selu", LeCunNormal()),
    ],
)
def test_the_start_suits_the_activation(activation, initializer):
    assert layers_of([2, activation])[0].initializer == initializer


def test_a_start_for_all_and_a_start_for_one():
    layers = layers_of([2, "relu"], [2, "relu", {"initializer": "ones"}], initializer="article")
    assert layers[0].initializer == Article()
    assert layers[2].initializer == Ones()
    assert layers[0].bias_initializer == Zeros()
    assert layers_of([2, "relu", {"bias_initializer": "ones"}])[0].bias_initializer == Ones()


@pytest.mark.parametrize(
    ("settings", "rule"),
    [
        ({}, L2(0.3)),
        ({"l1": 0.1}, L1(0.1)),
        ({"l2": 0.1}, L2(0.1)),
        ({"l1": 0.1, "l2": 0.2}, ElasticNet(0.1, 0.2)),
        ({"regularizer": "article"}, L2(0.01)),
        ({"regularizer": L1(0.7)}, L1(0.7)),
        ({"regularizer": None}, None),
        ({"l2": 0}, None),
    ],
)
def test_a_penalty_for_all_and_a_penalty_for_one(settings, rule):
    assert layers_of([2, "relu", settings], regularizer=L2(0.3))[0].regularizer == rule


def test_dropout_comes_after_the_activation():
    layers = layers_of([2, "relu", {"dropout": 0.2}])
    assert layers[1:] == (Activation(ReLU()), Dropout(0.2))
    assert layers_of([2, "relu", {"dropout": 0}]) == layers_of([2, "relu"])


@pytest.mark.parametrize(
    ("scale", "layer"),
    [
        ("standardize", Standardize()),
        ("min_max", MinMax()),
        ("minmax", MinMax()),
        (MinMax(), MinMax()),
    ],
)
def test_scaling_comes_first(scale, layer):
    layers, inputs = read_architecture([[4, {"scale": scale}], [2]], Defaults())
    assert layers[0] == layer
    assert inputs == 4


def test_no_scaling_is_no_layer():
    assert read_architecture([[4, {"scale": None}], [2]], Defaults())[0] == (Dense(2),)


def test_activations_by_name_between_layer_objects():
    assert read_layers([Dense(2), "relu", Tanh(), Dropout(0.5)]) == (
        Dense(2),
        Activation(ReLU()),
        Activation(Tanh()),
        Dropout(0.5),
    )


def test_both_forms_make_the_same_network():
    short = Model([[4], [2, "tanh"], [3, "softmax"]], seed=0)
    long = Model(layers=[Dense(2), "tanh", Dense(3), "softmax"], inputs=4, seed=0)
    assert short.layers == long.layers
    np.testing.assert_array_equal(short.theta, long.theta)


def test_rows_may_have_a_shape():
    network = build_network(None, [Dropout(0.5), Flatten()], (2, 3), Defaults())
    assert network.shapes == ((2, 3), (2, 3), (6,))


def test_keras_columns_and_the_right_counts():
    model = Model([[4, {"scale": "min_max"}], [8, "relu", {"dropout": 0.2}], [3, "softmax"]])
    assert model.summary().splitlines() == [
        "Layer (type)  Output Shape  Param #",
        "-----------------------------------",
        "min_max       (None, 4)           0",
        "dense 8       (None, 8)          40",
        "relu          (None, 8)           0",
        "dropout 0.2   (None, 8)           0",
        "dense 3       (None, 3)          27",
        "softmax       (None, 3)           0",
        "-----------------------------------",
        "Total params: 67",
    ]


def test_large_counts_are_grouped():
    table = Model([[784], [128, "relu"], [10, "softmax"]]).summary()
    assert "100,480" in table
    assert table.endswith("Total params: 101,770")


def test_the_total_is_the_size_of_theta():
    model = Model(layers=[Dense(5), Dropout(0.5), "tanh", Dense(2)], inputs=3)
    assert f"Total params: {model.theta.size}" in model.summary()


def test_columns_are_as_wide_as_they_must_be():
    lines = Model([[4], [2, "hard_sigmoid"], [1000]]).summary().splitlines()
    assert len({len(line) for line in lines[:-1]}) == 1
