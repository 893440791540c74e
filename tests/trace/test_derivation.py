"""The law of the lines: typed into Python, each gives its result; and the text stays readable."""

import json
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.trace.calculator import untrue_lines, worked_lines, wrong_lines

from edunn import Model
from edunn.catalogue import FAMILIES, find
from edunn.data import load
from edunn.trace.number_format import NumberFormat, written

X = np.array([[0.5, -1.0, 2.0], [1.5, 0.25, -0.5]])
SHARES = np.array([[0.2, 0.8], [0.7, 0.3]])


def traced(architecture, loss="mse", way="gradient_descent", t=SHARES, **options):
    model = Model(architecture, loss, dtype="float64", seed=4, **options)
    return model.trace(X, t, way, learning_rate=0.1)


@pytest.mark.parametrize("name", FAMILIES["activation"])
def test_every_activation(name):
    assert wrong_lines(traced([[3], [4, name], [2]])) == []


@pytest.mark.parametrize("last", ["sigmoid", "softmax", "linear"])
@pytest.mark.parametrize("name", FAMILIES["loss"])
def test_every_loss(name, last):
    if last == "linear" and ("entropy" in name or "kl" in name):
        pytest.skip("no logarithm of what is no probability")
    t = [[1, -1], [-1, 1]] if name == "hinge" else SHARES
    assert wrong_lines(traced([[3], [2, last]], name, t=t)) == []


@pytest.mark.parametrize("name", FAMILIES["optimizer"])
def test_every_optimizer(name):
    assert wrong_lines(traced([[3], [2, "tanh"], [2]], way=name)) == []


@pytest.mark.parametrize("name", FAMILIES["regularizer"])
def test_every_regularizer(name):
    assert wrong_lines(traced([[3], [2, "tanh"], [2]], regularizer=name)) == []


def test_layers_that_scale_and_silence():
    net = [[3, {"scale": "min_max"}], [5, "relu", {"dropout": 0.5}], [2, "softmax"]]
    assert wrong_lines(traced(net, "cross_entropy")) == []


@pytest.mark.parametrize("share", [0.1, 0.5])
@pytest.mark.parametrize("loss", ["cross_entropy", "binary_cross_entropy"])
def test_smoothed_labels(loss, share):
    net = [[3], [2, "softmax"]]
    assert wrong_lines(traced(net, find("loss", loss, label_smoothing=share))) == []


def test_weights_of_rows():
    model = Model([[3], [2, "softmax"]], dtype="float64", seed=4)
    assert wrong_lines(model.trace(X, [0, 1], sample_weight=[2, 3])) == []


# As they are printed


PROBABILITIES = ["cross_entropy", "binary_cross_entropy", "kl_divergence"]


@pytest.mark.slow
@settings(max_examples=80, deadline=None)
@given(
    activation=st.sampled_from([*FAMILIES["activation"]]),
    loss=st.sampled_from([*FAMILIES["loss"]]),
    last=st.sampled_from(["linear", "sigmoid", "softmax"]),
    algorithm=st.sampled_from([*FAMILIES["optimizer"]]),
    scale=st.sampled_from([0.01, 1.0, 8.0, 30.0]),
    regularizer=st.sampled_from([None, *FAMILIES["regularizer"]]),
    weights=st.sampled_from([None, [1.0, 3.5]]),
    dtype=st.sampled_from(["float32", "float64"]),
    digits=st.integers(3, 6),
    seed=st.integers(0, 1000),
)
def test_every_printed_line_gives_its_own_result(
    activation, loss, last, algorithm, scale, regularizer, weights, dtype, digits, seed
):
    if last == "linear" and loss in PROBABILITIES:
        last = "softmax"
    layers = [[3], [4, activation], [2, last]]
    model = Model(layers, loss, dtype=dtype, seed=seed, regularizer=regularizer)
    x = scale * np.random.default_rng(seed).normal(size=(2, 3))
    t = [[1, -1], [-1, 1]] if loss == "hinge" else SHARES
    trace = model.trace(x, t, algorithm, sample_weight=weights, seed=seed)
    assert untrue_lines(trace, digits) == []


@pytest.mark.parametrize("name", ["elu", "selu", "gelu", "leaky_relu", "softplus", "mish", "silu"])
def test_constants_stand_in_the_lines(name):
    lines = worked_lines(traced([[3], [4, name], [2]], find("loss", "huber", delta=0.3)), 4)
    assert not [line for line in lines if re.search(name + "|alpha|delta|scale", line.expression)]


def sure(last, loss, dtype, size):
    """Two rows, one surely right and one surely wrong."""
    model = Model([[1], [2 if last == "softmax" else 1, last]], loss, dtype=dtype)
    model.theta = [size, -size, 0, 0] if last == "softmax" else [size, 0]
    t = [[1, 0], [1, 0]] if last == "softmax" else [[1], [1]]
    return [model.trace([[x]], t[:1]) for x in (1.0, -1.0)]


@pytest.mark.parametrize("size", [5, 12, 17, 40, 90, 800])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize(
    ("last", "loss"),
    [
        ("softmax", "cross_entropy"),
        ("softmax", "binary_cross_entropy"),
        ("softmax", "kl_divergence"),
        ("sigmoid", "binary_cross_entropy"),
        ("sigmoid", "cross_entropy"),
        ("sigmoid", "kl_divergence"),
    ],
)
def test_a_sure_network_has_no_logarithm_of_0(last, loss, dtype, size):
    for trace in sure(last, loss, dtype, size):
        assert untrue_lines(trace) == []


def test_a_clipped_probability_is_written_as_clipped():
    _, wrong = sure("sigmoid", "cross_entropy", "float64", 40)
    assert wrong["loss"].lines() == ["loss = -(1*log(max(4.248e-18, 1e-07))) = 16.12"]
    assert wrong["dz1"].lines()[0].endswith("= 0") or "else 0" in wrong["da1"].lines()[0]


def test_a_target_of_zero_costs_no_division():
    model = Model([[2], [2, "softmax"]], "kl_divergence", dtype="float64", seed=1)
    trace = model.trace([[1, 2]], [[1, 0]])
    assert untrue_lines(trace) == []


def test_a_trained_network_explains_its_loss():
    rows = load("moons")
    model = Model([[2], [16, "tanh"], [2, "softmax"]], seed=1)
    model.train("adam", rows, epochs=60, learning_rate=0.02)
    for k in range(0, 60, 3):
        trace = model.trace(rows.inputs[k : k + 3], rows.labels[k : k + 3], "adam")
        assert untrue_lines(trace) == []


@pytest.mark.parametrize(("error", "loss"), [(2.5e5, "249999"), (1e-9, "5e-19")])
def test_errors_far_and_near_neither_overflow_nor_lose_their_digits(error, loss):
    model = Model([[1], [1]], "log_cosh", dtype="float64")
    model.theta = [1.0, 0.0]
    trace = model.trace([[error]], [[0.0]])
    assert untrue_lines(trace) == []
    assert trace["loss"].lines()[-1].endswith(f"= {loss}")


def test_large_layers_are_shortened_honestly():
    random = np.random.default_rng(0)
    model = Model([[784], [16, "relu"], [20, "softmax"]], dtype="float64", seed=1)
    trace = model.trace(random.random((15, 784)), list(range(15)), "adam", seed=1)
    assert "[780 more terms: " in " ".join(trace["z1"].lines())
    assert trace["dW1"].lines()[-1] == "... and 12,538 more weights: those above are the largest"
    assert wrong_lines(trace) == []


@pytest.mark.parametrize("way", FAMILIES["optimizer"])
@pytest.mark.parametrize("rows", [1, 2])
def test_the_page_is_not_too_wide(rows, way):
    model = Model([[30], [20, "gelu", {"l2": 0.1}], [12, "softmax"]], seed=4)
    x = np.random.default_rng(0).normal(size=(rows, 30))
    text = str(model.trace(x, np.eye(12)[:rows], way, clip_norm=0.1))
    assert max(map(len, text.splitlines())) <= 100
    assert not re.search(r" $", text, re.MULTILINE)


def test_the_page_has_all_phases_in_order():
    text = str(traced([[3], [2, "softmax"]], "cross_entropy"))
    headings = re.findall(r"^-- (\w+)", text, re.MULTILINE)
    assert headings == ["INPUT", "FORWARD", "LOSS", "BACKWARD", "UPDATE"]


def test_digits_are_a_wish():
    step = traced([[3], [2]])["z1"]
    assert len(step.lines(digits=2)[0]) < len(step.lines(digits=8)[0])


def test_plain_values_for_a_page():
    trace = traced([[3], [2, "tanh"], [2, "softmax"]], "cross_entropy", "adam")
    page = json.loads(trace.to_json())
    assert [step["name"] for step in page["steps"]] == [step.name for step in trace.steps]
    for step in page["steps"]:
        for name, shape in step["shapes"].items():
            assert np.shape(page["arrays"][name]) == tuple(shape)
    np.testing.assert_array_equal(page["arrays"]["W1"], trace.arrays["W1"])


def test_overflow_is_shown_not_hidden():
    model = Model([[1], [1]], "mse")
    model.theta = [1e30, 0]
    trace = model.trace([[1e30]], [[0]])
    assert "inf" in str(trace)
    assert None in json.loads(trace.to_json())["arrays"]["z1"][0]


def test_numbers_without_sign_of_nothing():
    numbers = NumberFormat()
    assert [numbers.number(q) for q in (-0.0, 12345.6, 1e9, 0.00001)] == [
        "0",
        "12346",
        "1e+09",
        "1e-05",
    ]


def test_a_step_that_does_not_exist():
    with pytest.raises(KeyError, match="no step computes 'z9'"):
        traced([[3], [2]])["z9"]


def test_a_line_alone_may_be_longer_than_the_page():
    numbers = NumberFormat()
    assert list(written([numbers.line("q", "max(1, 2)", 2.0)], width=4)) != []
