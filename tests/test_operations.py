"""Operations: which numbers an entry is made of, and what they give."""

import numpy as np
import pytest

from edunn.activations import Softmax
from edunn.formulas import Formula
from edunn.operations import ALL, Added, Entrywise, Largest, Moved, Product, Rowwise, Sum

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


# Any number of axes in front


random = np.random.default_rng(0)
SEQUENCES = {
    "x": random.normal(size=(2, 5, 3)),
    "W": random.normal(size=(3, 4)),
    "b": random.normal(size=4),
    "dy": random.normal(size=(2, 5, 4)),
    "q": random.normal(size=(2, 3, 5, 4)),
    "k": random.normal(size=(2, 3, 6, 4)),
    "A": random.normal(size=(2, 3, 5, 6)),
    "do": random.normal(size=(2, 3, 5, 4)),
    "mean": random.normal(size=(2, 5, 1)),
    "all": np.array(2.0),
}
x3, W3, b3, dy3 = (SEQUENCES[name] for name in ("x", "W", "b", "dy"))
PRODUCTS = [
    (Product("x", "W", bias="b"), x3 @ W3 + b3),
    (Product("dy", "W", transposed="W"), dy3 @ W3.T),
    (Product("x", "dy", transposed="x"), np.einsum("bti,bto->io", x3, dy3)),
    (Product("q", "k", transposed="k"), SEQUENCES["q"] @ SEQUENCES["k"].mT),
    (Product("A", "k"), SEQUENCES["A"] @ SEQUENCES["k"]),
    (
        Product("A", "do", transposed="A", is_of_rows=True),
        SEQUENCES["A"].mT @ SEQUENCES["do"],
    ),
]


@pytest.mark.parametrize(("product", "result"), PRODUCTS, ids=[q.formula.text for q, _ in PRODUCTS])
def test_products_of_sequences_and_heads(product, result):
    for place in np.ndindex(result.shape):
        taken = product.taken(place, SEQUENCES)
        left, right = np.ravel(taken[product.left]), np.ravel(taken[product.right])
        bias = taken[product.bias] if product.bias else 0.0
        assert left @ right + bias == pytest.approx(result[place], rel=1e-12)
    parameters_only = {("x", "dy")}
    assert product.has_rows != ((product.left, product.right) in parameters_only)


def test_a_sum_over_rows_and_times():
    total = Sum.of("dy", over="rows and times")
    assert total.taken((3,), SEQUENCES)["dy"].sum() == pytest.approx(dy3.sum(axis=(0, 1))[3])
    assert total.formula.text == "sum of dy over rows and times"


def test_entries_are_aligned_as_numpy_broadcasts():
    centred = Entrywise(Formula("(x - mean)/all", ""), ("x", "mean", "all"))
    taken = centred.taken((1, 4, 2), SEQUENCES)
    assert taken == {"x": x3[1, 4, 2], "mean": SEQUENCES["mean"][1, 4, 0], "all": 2.0}


def test_a_row_lies_along_the_last_axis():
    rule, parts = Formula("x / sum of x", ""), lambda x: {"sum": x.sum()}
    share = Rowwise(rule, ("x",), Formula("x/sum", ""), parts, {"sum": Sum.of("x")})
    taken = share.taken((1, 4, 2), SEQUENCES)
    assert taken["x"] / taken["sum"] == (x3 / x3.sum(axis=-1, keepdims=True))[1, 4, 2]
    assert share.sources((1, 4, 2), {"x": x3.shape}) == {"x": (1, 4, ALL)}


def test_several_operations_are_one_sum():
    before = Sum(
        Formula("x*W", ""),
        ("x", "W"),
        np.multiply,
        places=lambda at, _: {"x": (at[0], at[1] - 1, ALL), "W": (ALL, at[2])},
    )
    both = Added((Product("x", "W", bias="b"), before))
    taken = both.taken((1, 4, 2), SEQUENCES)
    now = taken["0"]["x"] @ taken["0"]["W"] + taken["0"]["b"]
    past = taken["1"]["x"] @ taken["1"]["W"]
    assert now + past == pytest.approx((x3 @ W3 + b3)[1, 4, 2] + (x3 @ W3)[1, 3, 2])
    assert both.has_rows
    assert both.sources((1, 4, 2), {q: a.shape for q, a in SEQUENCES.items()})["x"] == (1, 4, ALL)


def test_what_is_taken_has_an_origin():
    window = Largest("x", lambda at, _: {"x": (at[0], np.arange(5), at[1])})
    place = int(x3[1, :, 2].argmax())
    assert window.origin((1, 2), SEQUENCES) == ("x", (1, place, 2))
    last = Moved(Formula("last time of x", ""), "x", lambda at, _: {"x": (at[0], 4, at[1])})
    assert last.origin((1, 2), SEQUENCES) == ("x", (1, 4, 2))
    alone = Sum.of("x", places=lambda at, _: {"x": (at[0], np.array([3]), at[1])})
    assert alone.origin((1, 2), SEQUENCES) == ("x", (1, 3, 2))
    assert Sum.of("x").origin((2,), SEQUENCES) is None
