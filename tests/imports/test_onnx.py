"""ONNX as models: files that other exporters wrote, our own, and graphs built node by node.

The files were written by skl2onnx 1.20, tf2onnx 1.17 (Keras 3.15) and PyTorch 2.13 (both of its
exporters; "new" are those of the later one), and are run by onnxruntime for comparison.
"""

from pathlib import Path

import numpy as np
import pytest
from tests.exports.networks import CASES
from tests.imports.worlds import assert_same_numbers, rows

from edunn import Model, check_gradients, open_model
from edunn.errors import ArchitectureError, EduNNError, FileFormatError, SettingError
from edunn.exports.formats import content_of

onnx = pytest.importorskip("onnx")
onnxruntime = pytest.importorskip("onnxruntime")
from onnx import helper, numpy_helper  # noqa: E402

FILES = Path(__file__).parent / "files"
OPENED = sorted(path.stem for path in FILES.glob("*.onnx") if path.stem != "tf_mlp")
NAMES = {
    "sklearn_binary": (0, 1),
    "sklearn_int": (0, 1, 2),
    "sklearn_int_columns": (0, 1, 2),
    "sklearn_multi": ("setosa", "versicolor", "virginica"),
}


def run(session, x):
    """The numbers that the runtime gives: the last float output, or the list of dicts as one."""
    *_, y = session.run(None, {session.get_inputs()[0].name: x})
    return np.array([list(row.values()) for row in y]) if isinstance(y, list) else y


@pytest.mark.parametrize("name", OPENED)
def test_files_of_other_exporters_have_the_same_numbers(name):
    session = onnxruntime.InferenceSession(FILES / f"{name}.onnx")
    shape = session.get_inputs()[0].shape[1:]
    x = rows(8, *shape, dtype="float32")
    expected = run(session, x)
    if "gap" in name:  # it ends in log-softmax
        expected = np.exp(expected)
    model = open_model(FILES / f"{name}.onnx", ending="softmax" if "gap" in name else None)
    if model.network.input_shape != tuple(shape):
        x = np.moveaxis(x, 1, -1)
    if name in ("sklearn_binary", "sklearn_multilabel"):  # a column for no, and one for yes
        expected = expected[:, -model.network.shapes[-1][0] :]
    assert_same_numbers(model, x, expected)
    if name in NAMES:
        assert model.class_names == NAMES[name]


def test_labels_are_those_of_the_file():
    session = onnxruntime.InferenceSession(FILES / "sklearn_multi.onnx")
    x = rows(50, 4, dtype="float32") * 3
    labels = session.run(None, {"X": x})[0].tolist()
    assert len(set(labels)) > 1
    assert open_model(FILES / "sklearn_multi.onnx").classify(x) == labels


def test_activations_are_found_in_their_parts():
    model = open_model(FILES / "torch_acts.onnx")
    functions = [type(it.as_activation).__name__ for it in model.layers if it.as_activation]
    assert functions == [
        "GELU", "SiLU", "Mish", "Softplus", "LeakyReLU", "ELU", "SELU", "HardSigmoid", "Softsign",
        "Tanh", "Sigmoid",
    ]  # fmt: skip
    assert model.layers[9].function.slope_below == 0.2
    assert model.layers[11].function.alpha == 0.5


def test_a_file_with_weights_as_inputs_is_refused():
    with pytest.raises(ArchitectureError, match="it has 3 inputs, 'x', 'sequential"):
        open_model(FILES / "tf_mlp.onnx")


NOT_HELD = ("rnn", "lstm", "gru", "recurrent", "residual", "attention", "transformer",
            "batch_norm, sequences", "frozen, sequences", "frozen, above",
            "frozen, inside")  # fmt: skip


def exported(name):
    model, x = CASES[name]
    return model, x, onnx.load_from_string(content_of(model, "onnx", "net.onnx"))


def is_chain(name):
    """Whether each layer is one operator; the runtime has those of images in float32 alone."""
    model, _ = CASES[name]
    is_double_image = model.dtype == "float64" and max(map(len, model.network.shapes)) == 3
    is_in_parts = is_double_image and name != "max_pool, first, float64"
    return not (is_in_parts or any(word in name for word in NOT_HELD))


@pytest.mark.parametrize("name", [name for name in CASES if is_chain(name)])
def test_what_edunn_exported_comes_back(name):
    if name in ("gelu, float64", "classes, hinge", "classes, mse"):
        pytest.skip("the first is not exported, the others are tested below")
    model, x, proto = exported(name)
    again = open_model(proto)
    assert again.dtype == model.dtype
    assert_same_numbers(again, x, model.predict(x))
    assert again.class_names == model.class_names
    assert again.feature_names == model.feature_names
    if "frozen" not in name:  # frozen weights come back as weights that learn
        np.testing.assert_array_equal(again.theta, model.theta)


@pytest.mark.parametrize("name", [name for name in CASES if not is_chain(name)])
def test_what_is_no_chain_is_refused_by_its_node(name):
    try:
        proto = exported(name)[2]
    except EduNNError:
        return  # not exported in this dtype
    with pytest.raises(ArchitectureError, match=r"^node \d+, \w+ '"):
        open_model(proto)


@pytest.mark.parametrize("loss", ["hinge", "mse"])
def test_classes_without_probabilities_need_their_loss(loss):
    model, x, proto = exported(f"classes, {loss}")
    with pytest.raises(SettingError, match="loss_function"):
        open_model(proto)
    again = open_model(proto, loss_function=loss)
    assert again.classify(x) == model.classify(x)


def graph(nodes, constants=None, shape=("batch", 3), outputs=("y",), kind=1, opset=21):
    """A model of these nodes, from x to y."""
    tensors = [
        numpy_helper.from_array(np.asarray(q), name) for name, q in (constants or {}).items()
    ]
    made = [helper.make_node(op, ins, outs, **of) for op, ins, outs, *rest in nodes
            for of in (rest or [{}])]  # fmt: skip
    drawn = helper.make_graph(
        made,
        "test",
        [helper.make_tensor_value_info("x", kind, shape)],
        [helper.make_tensor_value_info(name, kind, ["rows", "columns"]) for name in outputs],
        tensors,
    )
    return helper.make_model(drawn, opset_imports=[helper.make_opsetid("", opset)], ir_version=10)


RANDOM = np.random.default_rng(0)
W, B, V = (RANDOM.normal(size=size).astype("float32") for size in ((3, 3), (3,), (4, 3)))
DENSE = ("MatMul", ["x", "W"], ["z"])
TRICKY = {
    "gemm with all its settings": ([("Gemm", ["x", "V", "b"], ["y"],
                                     {"alpha": 2.0, "beta": 0.5, "transB": 1})],
                                   {"V": V, "b": B[:1]}),
    "gemm without a bias": ([("Gemm", ["x", "W"], ["y"])], {"W": W}),
    "bias of one number": ([DENSE, ("Add", ["one", "z"], ["y"])], {"W": W, "one": B[:1]}),
    "two biases": ([DENSE, ("Add", ["z", "b"], ["a"]), ("Add", ["a", "b"], ["y"])],
                   {"W": W, "b": B}),
    "subtracted from": ([("Sub", ["b", "x"], ["a"]), ("MatMul", ["a", "W"], ["y"])],
                        {"W": W, "b": B}),
    "scaled four times": ([("Sub", ["x", "b"], ["p"]), ("Div", ["p", "two"], ["q"]),
                           ("Mul", ["q", "b"], ["r"]), ("Add", ["r", "two"], ["s"]),
                           ("MatMul", ["s", "W"], ["y"])],
                          {"W": W, "b": B, "two": np.float32(2)}),
    "scaled behind": ([DENSE, ("Mul", ["z", "b"], ["y"])], {"W": W, "b": B}),
    "weights behind nodes": ([("Transpose", ["V"], ["Vt"]), ("Identity", ["Vt"], ["Vi"]),
                              ("MatMul", ["x", "Vi"], ["y"])], {"V": V}),
    "nothing on the way": ([("Identity", ["x"], ["i"]), ("Dropout", ["i"], ["d"]),
                            ("Cast", ["d"], ["c"], {"to": 1}), ("MatMul", ["c", "W"], ["y"])],
                           {"W": W}),
    "silu, factors swapped": ([DENSE, ("Sigmoid", ["z"], ["s"]), ("Mul", ["s", "z"], ["y"])],
                              {"W": W}),
    "relu as a maximum": ([DENSE, ("Max", ["z", "zero"], ["y"])], {"W": W, "zero": np.float32(0)}),
    "leaky relu as a maximum": ([DENSE, ("Mul", ["z", "s"], ["low"]), ("Max", ["z", "low"], ["y"])],
                                {"W": W, "s": np.float32(0.125)}),
    "softmax in parts": ([DENSE, ("ReduceMax", ["z", "axes"], ["m"]), ("Sub", ["z", "m"], ["d"]),
                          ("Exp", ["d"], ["e"]), ("ReduceSum", ["e", "axes"], ["t"]),
                          ("Div", ["e", "t"], ["y"])], {"W": W, "axes": np.array([-1])}),
}  # fmt: skip


@pytest.mark.parametrize(("nodes", "constants"), TRICKY.values(), ids=TRICKY)
def test_graphs_have_the_same_numbers(nodes, constants):
    proto = graph(nodes, constants)
    model = open_model(proto)
    session = onnxruntime.InferenceSession(proto.SerializeToString())
    x = rows(20, 3, dtype="float32")
    assert_same_numbers(model, x, run(session, x))


REFUSED = {
    "unknown operator": ([DENSE, ("Celu", ["z"], ["y"])], {}, "node 2, Celu 'y': EduNN has"),
    "a branch": ([DENSE, ("Add", ["z", "x"], ["y"])], {}, "node 1, MatMul 'z': EduNN has no such"),
    "a weight that is computed": ([("MatMul", ["x", "x"], ["y"])], {}, "node 1, MatMul"),
    "a matrix in front": ([("MatMul", ["W", "x"], ["y"])], {}, "node 1, MatMul"),
    "another gelu": ([DENSE, ("Gelu", ["z"], ["y"], {"approximate": "tanh"})], {},
                     "EduNN has no approximate='tanh'"),
    "another hard sigmoid": ([DENSE, ("HardSigmoid", ["z"], ["y"])], {}, "alpha=0.2, only"),
    "another axis": ([DENSE, ("Softmax", ["z"], ["y"], {"axis": 0})], {}, "no axis=0"),
    "log-softmax": ([DENSE, ("LogSoftmax", ["z"], ["y"])], {}, 'pass ending="softmax"'),
    "clipped": ([DENSE, ("Clip", ["z", "", "two"], ["y"])], {"two": np.float32(6)}, "node 2, Clip"),
    "clipped far away": ([DENSE, ("Clip", ["z", "", "two"], ["y"])], {"two": np.float32(100)},
                         "node 2, Clip"),
    "a column times 0": ([("Mul", ["x", "two"], ["a"]), ("MatMul", ["a", "W"], ["y"])],
                         {"two": np.array([1, 0, 1], "float32")}, "node 1, Mul .* by 0"),
    "rows mixed": ([DENSE, ("Reshape", ["z", "two"], ["y"])], {"two": np.array([-1, 6])},
                   "keeps the rows of a batch apart"),
}  # fmt: skip


@pytest.mark.parametrize(("nodes", "constants", "why"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_held_is_refused_by_its_node(nodes, constants, why):
    shape = (3, 3) if "MatMul" in why else ("batch", 3)
    with pytest.raises(ArchitectureError, match=why):
        open_model(graph(nodes, {"W": W} | constants, shape))


def test_two_outputs_are_refused():
    nodes = [DENSE, ("Tanh", ["z"], ["y"])]
    with pytest.raises(ArchitectureError, match="2 outputs of numbers"):
        open_model(graph(nodes, {"W": W}, outputs=("z", "y")))


def test_an_invalid_model_is_refused():
    with pytest.raises(FileFormatError, match="not valid"):
        open_model(graph([("MatMul", ["x", "nowhere"], ["y"])]))


@pytest.mark.parametrize("content", [b"", b"hello", b"\x80\x04pickle", bytes(range(256))])
def test_a_damaged_file_is_refused(tmp_path, content):
    (tmp_path / "net.onnx").write_bytes(content)
    with pytest.raises((FileFormatError, ArchitectureError)):
        open_model(tmp_path / "net.onnx")


def test_softmax_had_another_axis_in_older_files():
    proto = graph([DENSE, ("Softmax", ["z"], ["y"])], {"W": W}, opset=11)
    assert open_model(proto).class_names == (0, 1, 2)


def test_float64_stays_float64():
    nodes, constants = TRICKY["scaled four times"]
    model = open_model(graph(nodes, {k: q.astype(float) for k, q in constants.items()}, kind=11))
    assert model.dtype == "float64"


def test_scaling_that_is_no_bias_is_one_layer():
    nodes, constants = TRICKY["scaled four times"]
    assert [layer.is_scaling for layer in open_model(graph(nodes, constants)).layers] == [
        True,
        False,
    ]
    nodes, constants = TRICKY["bias of one number"]
    (dense,) = open_model(graph(nodes, constants)).layers
    assert dense.is_dense


def test_the_network_of_my_course(tmp_path):
    """A student's story: a file from somewhere; open it, trace, check, train on, save."""
    model = open_model(FILES / "sklearn_multi.onnx", feature_names="abcd")
    x, t = rows(6, 4), ["setosa", "virginica", "versicolor"] * 2
    trace = model.trace(x, t)
    source = {it.name: numpy_helper.to_array(it) for it in onnx.load(
        FILES / "sklearn_multi.onnx").graph.initializer}  # fmt: skip
    np.testing.assert_array_equal(trace.arrays["W1"], source["coefficient"])
    assert check_gradients(model, x, t).ok
    before = model.loss(x, t)
    model.train("adam", x, t, epochs=20, learning_rate=0.05, seed=0)
    assert model.loss(x, t) < before
    model.save(tmp_path / "net.edunn")
    assert Model.from_file(tmp_path / "net.edunn").class_names == NAMES["sklearn_multi"]
