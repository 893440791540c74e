"""What a layer says of itself: its line in a summary, and what kind it is."""

import pytest

from edunn.activations import ReLU
from edunn.catalogue import name_of
from edunn.layers import Activation, Dense, Dropout, Standardize


@pytest.mark.parametrize(
    ("layer", "title"),
    [
        (Dense(8), "dense 8"),
        (Activation(ReLU()), "relu"),
        (Dropout(0.5), "dropout 0.5"),
        (Standardize(), "standardize"),
    ],
)
def test_a_layer_writes_its_own_line(layer, title):
    assert layer.title(name_of) == title


def test_what_kind_a_layer_is_needs_no_list_of_classes():
    layers = [Dense(8), Activation(ReLU()), Dropout(0.5), Standardize()]
    assert [layer.is_dense for layer in layers] == [True, False, False, False]
    assert [layer.is_random for layer in layers] == [False, False, True, False]
    assert [layer.as_activation for layer in layers] == [None, ReLU(), None, None]
