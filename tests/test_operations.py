"""Operations: which numbers an entry is made of, and what they give."""

import numpy as np
import pytest

from edunn.activations import Softmax
from edunn.formulas import Formula
from edunn.operations import ALL, Entrywise, Product, Sum

x, W, b = np.arange(6.0).reshape(2, 3), np.arange(12.0).reshape(3, 4), np.arange(4.0)
dy = np.arange(8.0).reshape(2, 4)


def test_a_product_takes_a_row_a_column_and_a_bias():
    taken = Product("x", "W", bias="b").taken((1, 2), {"x": x, "W": W, "b": b})
    assert taken["x"] @ taken["W"] + taken["b"] == (x @ W + b)[1, 2]


@pytest.mark.parametrize(
    ("operation", "result"),
    [
        (Product("x", "dy", transposed="x"), x.T @ dy),
        (Product("dy", "W", transposed="W"), dy @ W.T),
    ],
)
def test_a_transposed_factor_is_taken_the_other_way_round(operation, result):
    left, right = operation.taken((1, 2), {"x": x, "W": W, "dy": dy}).values()
    assert left @ right == result[1, 2]


def test_a_sum_adds_up_a_column():
    total = Sum.of("dy")
    assert total.terms(*total.taken((3,), {"dy": dy}).values()).sum() == dy.sum(axis=0)[3]
    assert not total.has_rows


def test_an_entry_takes_the_same_place_of_all_and_the_column_of_a_vector():
    scaled = Entrywise(Formula("y*b*rate*core", ""), ("y", "b"), {"rate": 0.5, "core": dy})
    taken = scaled.taken((1, 2), {"y": dy, "b": b})
    assert taken == {"y": dy[1, 2], "b": b[2], "rate": 0.5, "core": dy[1, 2]}
    assert scaled.settings == {"rate": 0.5}


@pytest.mark.parametrize("place", [(0, 2), (1, 0)])
def test_softmax_is_made_of_the_parts_it_names(place):
    softmax = Softmax()
    y = softmax.value(dy)
    steps = softmax.trace_steps(dy, y)
    value = steps["y"].operation.taken(place, {"x": dy})
    assert value["e"] / value["sum"] == y[place]
    grad = x.sum() + dy
    back = steps["dx"].operation.taken(place, {"dy": grad, "y": y})
    result = softmax.backward(grad, dy, y)[place]
    assert back["y"] * (back["dy"] - back["sum"]) == pytest.approx(result, rel=1e-12)
    assert steps["y"].operation.sources(place, {}) == {"x": (place[0], ALL)}
