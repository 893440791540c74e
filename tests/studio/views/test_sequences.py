"""The views of a network of sequences: layers unrolled in time, and attention as matrices."""

from dataclasses import replace

import numpy as np
import pytest

from edunn import Model
from edunn.data import Dataset
from edunn.errors import SettingError
from edunn.studio.example import example
from edunn.studio.views.origins import (
    Entry,
    LinesQuery,
    OriginQuery,
    lines_view,
    origin_view,
)
from edunn.studio.views.sequences import tokens_of
from edunn.studio.views.trace import TraceQuery, trace_view
from edunn.trace.typed import calculated

RECURRENT = {
    "simple_rnn": "x h_before_h1 z_h1 h_h1",
    "gru": "x h_before_h1 z_h1 v_h1 r_h1 u_h1 n_h1 h_h1",
    "lstm": "x h_before_h1 c_before_h1 z_h1 i_h1 f_h1 g_h1 o_h1 c_h1 h_h1",
}
BACK = {
    "simple_rnn": "dh_h1 dz_h1",
    "gru": "dh_h1 dz_n_h1 dz_r_h1 dz_u_h1 dv_n_h1 dz_h1 dv_h1",
    "lstm": "dh_h1 dc_h1 dz_i_h1 dz_f_h1 dz_g_h1 dz_o_h1 dz_h1",
}


@pytest.fixture(scope="module")
def text():
    return example("alice", epochs=1)


@pytest.fixture(scope="module")
def bits():
    return example("parity", epochs=1)


def with_layers(snapshot, *layers):
    """The snapshot of another network for the same data."""
    rows = snapshot.planned.training
    model = Model([[*rows.row_shape], *layers], seed=1)
    model.train("adam", rows.take(slice(0, 64)), epochs=1, progress=False)
    return replace(snapshot, model=model)


@pytest.mark.parametrize("name", RECURRENT)
def test_a_recurrent_layer_is_unrolled(bits, name):
    view = trace_view(1, with_layers(bits, [name, 3], [2, "softmax"]), TraceQuery())
    (layer,) = view.unrolled
    assert (layer.units, layer.steps) == (3, 6)
    assert [array.name for array in layer.forward] == RECURRENT[name].split()
    assert [array.name for array in layer.backward] == BACK[name].split()
    shapes = {array.name: array.shape for array in view.arrays}
    assert all(shapes[q.name][:2] == [1, 6] for q in (*layer.forward, *layer.backward))


@pytest.mark.parametrize(
    ("name", "blocks", "sums"),
    [("simple_rnn", [], "z"), ("gru", ["r", "u", "n"], "zv"), ("lstm", ["i", "f", "g", "o"], "z")],
)
def test_the_blocks_of_the_sums_are_in_the_order_of_the_gates(bits, name, blocks, sums):
    view = trace_view(1, with_layers(bits, [name, 3], [2, "softmax"]), TraceQuery(digits=9))
    (layer,) = view.unrolled
    arrays = {q.name: np.array(q.values) for q in view.arrays}
    total = sum(arrays[f"{letter}_h1"] for letter in sums)
    assert layer.blocks == blocks
    assert total.shape == (6, 3 * max(1, len(blocks)))
    for k, letter in enumerate(blocks):
        z, gate = total[:, 3 * k : 3 * k + 3], arrays[f"{letter}_h1"]
        if letter not in "gn":  # those are no gates, but what may be taken in
            np.testing.assert_allclose(gate, 1 / (1 + np.exp(-z)), rtol=1e-5)
    candidate = {"gru": "n", "lstm": "g"}.get(name)
    if candidate == "g":
        np.testing.assert_allclose(arrays["g_h1"], np.tanh(total[:, 6:9]), rtol=1e-5, atol=1e-7)
    if candidate == "n":
        z, v, r = (arrays[f"{letter}_h1"] for letter in "zvr")
        inner = z[:, 6:] + r * v[:, 6:]
        np.testing.assert_allclose(arrays["n_h1"], np.tanh(inner), rtol=1e-5, atol=1e-7)


def test_a_layer_of_all_time_steps_is_below_the_next(bits):
    layers = [["gru", 3, {"sequences": True}], ["lstm", 2], [2, "softmax"]]
    view = trace_view(1, with_layers(bits, *layers), TraceQuery())
    ends = [(q.layer, q.units, q.forward[0].name, q.forward[-1].name) for q in view.unrolled]
    assert ends == [(1, 3, "x", "h1"), (2, 2, "h1", "h_h2")]
    assert [[q.latex for q in layer.forward[-2:]] for layer in view.unrolled] == [
        ["n_{t}", "h_{t}"],
        ["c_{t}", "h_{t}"],
    ]
    below = {q.name: q.latex for q in view.unrolled[1].backward}
    assert (below["dz_i_h2"], below["dh1"]) == ("dz_{i,t}", "dx_{t}")
    layers = {array.name: array.layer for array in view.arrays}
    assert (layers["r_h1"], layers["c_h2"], layers["h_h2"], layers["theta"]) == (1, 2, 2, None)


def test_a_dense_network_has_neither_time_steps_nor_attention(flowers):
    view = trace_view(1, flowers, TraceQuery())
    assert (view.tokens, view.unrolled, view.attentions) == ([], [], [])


@pytest.mark.parametrize(
    ("name", "index", "sources"),
    [
        ("c_h1", [0, 3, 1], {"f_h1": [3, 1], "c_before_h1": [3, 1], "i_h1": [3, 1]}),
        ("h_before_h1", [0, 3, 1], {"h_h1": [2, 1]}),
        ("o_h1", [0, 3, 1], {"z_h1": [3, 3 * 3 + 1]}),
        ("h1", [0, 1], {"h_h1": [5, 1]}),
        ("dc_h1", [0, 2, 1], {"dh_h1": [2, 1], "f_h1": [3, 1]}),
    ],
)
def test_numbers_come_from_this_time_step_or_the_one_beside(bits, name, index, sources):
    snapshot = with_layers(bits, ["lstm", 3], [2, "softmax"])
    origin = origin_view(1, snapshot, OriginQuery(step=name, index=index))
    for source, place in sources.items():
        assert [0, *place] in origin.sources[source]
    assert origin.taken == {}


def test_the_first_state_comes_from_nothing(bits):
    snapshot = with_layers(bits, ["gru", 3], [2, "softmax"])
    origin = origin_view(1, snapshot, OriginQuery(step="h_before_h1", index=[0, 0, 1]))
    assert (origin.value, origin.sources) == (0, {"h_h1": []})


def test_the_lines_of_a_time_step_lead_from_one_to_the_next(bits):
    snapshot = with_layers(bits, ["lstm", 3], [2, "softmax"])
    names = ["i_h1", "f_h1", "g_h1", "o_h1", "c_h1", "h_h1"]
    numbers = [Entry(step=name, index=[0, 2, 1]) for name in names]
    lines = lines_view(1, snapshot, LinesQuery(numbers=numbers)).lines
    assert [line.array for line in lines] == names
    arrays = {q.name: np.array(q.values) for q in trace_view(1, snapshot, TraceQuery()).arrays}
    for line in lines:
        name, expression, result = line.text.split(" = ")
        assert name == f"{line.array}[2,1]"
        assert calculated(expression) == pytest.approx(float(result), rel=1e-4)
        assert float(result) == pytest.approx(arrays[line.array][2, 1], rel=1e-4)


@pytest.mark.parametrize(("name", "index"), [("c_h9", [0, 0, 0]), ("c_h1", [0, 6, 0])])
def test_a_number_that_is_not_there_has_no_line(bits, name, index):
    snapshot = with_layers(bits, ["lstm", 3], [2, "softmax"])
    query = LinesQuery(numbers=[Entry(step=name, index=index)])
    with pytest.raises(SettingError, match=r"no entry|no 'c_h9'"):
        lines_view(1, snapshot, query)


@pytest.fixture(scope="module")
def reader(text):
    """A network with three heads that see no later characters."""
    return with_layers(text, ["self_attention", 3, True], ["gru", 4], [27, "softmax"])


def test_heads_are_matrices_and_no_images(reader):
    view = trace_view(1, reader, TraceQuery())
    (heads,) = view.attentions
    assert (heads.heads, heads.steps, heads.mask) == (3, 12, "mask_z1")
    assert (heads.scores, heads.weights) == ("s_z1", "A_z1")
    assert heads.matrices == ["s_z1", "A_z1", "dA_z1", "ds_z1"]
    arrays = {array.name: array for array in view.arrays}
    assert all(arrays[name].images is None for name in heads.matrices)
    weights = np.array(arrays["A_z1"].values).reshape(3, 12, 12)
    np.testing.assert_allclose(weights.sum(axis=2), 1, rtol=1e-5)
    assert np.all(weights[:, np.array(arrays["mask_z1"].values) == 0] == 0)


def test_a_weight_of_attention_has_its_softmax(reader):
    place = [0, 2, 5, 3]
    query = LinesQuery(numbers=[Entry(step="A_z1", index=place)])
    lines = lines_view(1, reader, query).lines
    assert [line.array for line in lines] == ["", "", "", "A_z1"]
    texts = [line.text for line in lines]
    assert [text.partition(" = ")[0] for text in texts] == [
        "s_z1[2,5,3]",
        "e[3]",
        "sum",
        "A_z1[2,5,3]",
    ]
    assert "/sqrt(9)" in texts[0]
    assert texts[1].startswith("e[3] = exp(")
    origin = origin_view(1, reader, OriginQuery(step="A_z1", index=place))
    assert [line.text for line in (*origin.intermediate, origin.line)] == texts


def test_attention_in_a_residual_block_is_found(text):
    block = ["residual", [["self_attention", 3]]]
    view = trace_view(1, with_layers(text, block, ["gru", 2], [27, "softmax"]), TraceQuery())
    (heads,) = view.attentions
    assert (heads.heads, heads.mask) == (3, None)
    assert heads.scores != heads.weights
    assert {heads.scores, heads.weights} <= {array.name for array in view.arrays}


def test_a_text_has_its_characters_as_names(text):
    held_out = text.planned.held_out
    view = trace_view(1, with_layers(text, ["gru", 2], [27, "softmax"]), TraceQuery(row=1))
    assert len(view.tokens) == 12
    assert view.tokens[-1] == held_out.labels[0]
    assert view.tokens[:-1] == trace_view(1, text, TraceQuery(row=0)).tokens[1:]


def test_an_embedding_has_its_words_as_names():
    data = Dataset.from_arrays(np.array([[2, 0, 1], [1, 1, 0]]), ["a", "b"])
    model = Model([[3], ["embedding", 3, 2], ["flatten"], [2, "softmax"]])
    assert tokens_of(data, 0, model.network) == ["2", "0", "1"]


def test_numbers_have_no_names(bits):
    assert trace_view(1, bits, TraceQuery()).tokens == []
