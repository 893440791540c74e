"""The law of exports: the same numbers as `Model.predict` to 1e-6, or a refusal by name."""

import ast
import json
import re
import sys
from dataclasses import dataclass

import numpy as np
import pytest
from tests.exports.networks import CASES
from tests.exports.runners import Exported
from tests.laws.worlds import SCALINGS

from edunn import Model
from edunn.activations import ActivationFunction, Elementwise
from edunn.catalogue import label_of
from edunn.data import load
from edunn.errors import SettingError, UnknownNameError
from edunn.exports.formats import FORMATS, content_of, export
from edunn.layers import Dense, Layer

OF_SKLEARN = {"dense", "activation", "dropout", *SCALINGS}


def refused_by_sklearn():
    """What has other layers than dense ones, or activations that it lacks."""
    for name, (model, _) in CASES.items():
        kinds = {label_of(layer) for layer in model.layers}
        hidden = [f for layer in model.layers[:-1] if (f := layer.as_activation)]
        if name in ("frozen, float32", "frozen, float64"):  # tanh, then none
            yield name, "hidden layers have the same one"
        elif not kinds <= OF_SKLEARN or len(model.network.input_shape) > 1:
            yield name, "dense layers only"
        elif any(label_of(f) not in ("linear", "sigmoid", "tanh", "relu") for f in hidden):
            yield name, "only identity, logistic, tanh and relu"


def refused_by_javascript():
    """What runs along a sequence."""
    lacking = {"simple_rnn", "lstm", "gru", "embedding", "positional_encoding", "self_attention"}
    for name, (model, _) in CASES.items():
        if {label_of(layer) for layer in every_layer(model.layers)} & lacking:
            yield name, "no program for it"


def every_layer(layers):
    for layer in layers:
        yield layer
        yield from every_layer(getattr(layer, "layers", ()))


REFUSED = {
    "onnx": {"gelu, float64": "float32 only", "transformer, float64": "float32 only"},
    "numpy": {},
    "torch": {},
    "keras": {
        name: "either a stride or a dilation"
        for name in CASES
        if re.search(r"stride (2|\[2, 1\]), dilation (2|\[1, 2\])", name)
    },
    "sklearn": dict(refused_by_sklearn()),
    "javascript": dict(refused_by_javascript()),
}
"""All that a format refuses, and words of the reason."""


LIBRARIES = {"torch": "torch", "keras": "keras"}
"""What the programs import, where `make test` may lack it."""


@pytest.fixture(scope="module", params=[to for to in FORMATS if to != "html"])
def exported(request, tmp_path_factory):
    pytest.importorskip(LIBRARIES.get(request.param, "numpy"))
    return request.param, Exported(request.param, CASES, tmp_path_factory.mktemp(request.param))


def refused_by(to):
    return REFUSED[to]


def test_every_format_has_a_list_of_refusals():
    assert set(REFUSED) == set(FORMATS) - {"html"}  # which is JavaScript


def test_what_is_refused_is_named_with_the_reason(exported):
    to, found = exported
    expected = refused_by(to)
    assert set(found.refused) == set(expected)
    for name, words in expected.items():
        assert words in found.refused[name]
        assert FORMATS[to].title in found.refused[name]


@pytest.mark.parametrize("name", CASES)
def test_outputs_are_those_of_predict(exported, name):
    to, found = exported
    if name in refused_by(to):
        return
    if name in found.errors:
        pytest.fail(found.errors[name])
    model, rows = CASES[name]
    y = model.predict(rows)
    assert found.outputs[name].shape == y.shape
    assert np.abs(found.outputs[name] - y).max() <= 1e-6 * np.abs(y).max()


@pytest.mark.parametrize("name", [name for name, (model, _) in CASES.items() if model.targets])
def test_labels_are_those_of_classify(exported, name):
    to, found = exported
    model, rows = CASES[name]
    if name in refused_by(to) or not (model.targets.classes or model.targets.marks):
        return
    if to == "onnx" and model.targets.marks:
        assert name not in found.labels
        return
    assert found.labels[name] == [str(label) for label in model.classify(rows)]


def test_a_page_holds_the_module(tmp_path):
    model, _ = CASES["names with quotes"]
    export(model, tmp_path / "net.html")
    page = (tmp_path / "net.html").read_text("utf-8")
    assert "export function predict(row)" in page
    assert page.count("</script>") == 1


def test_an_untrained_model_is_exported_without_names(tmp_path):
    Model([[4], [3, "softmax"]]).export(tmp_path / "net.py")
    program = (tmp_path / "net.py").read_text("utf-8")
    assert "def predict" in program
    assert "classify" not in program
    assert "CLASSES" not in program


def test_the_metadata_of_onnx_have_the_names():
    import onnx

    data = load("iris")
    model = Model([[4], [3, "softmax"]])
    model.train("adam", data, epochs=1, progress=False)
    read = onnx.load_from_string(content_of(model, "onnx", "net.onnx"))
    found = {it.key: json.loads(it.value) for it in read.metadata_props}
    assert found["class_names"] == list(data.class_names)
    assert found["feature_names"] == list(data.feature_names)
    (rows,) = read.graph.input
    assert rows.type.tensor_type.shape.dim[0].dim_param == "batch"


def test_an_old_file_stays_where_a_network_is_refused(tmp_path):
    path = tmp_path / "net.py"
    path.write_text("old", "utf-8")
    with pytest.raises(SettingError, match="dense layers only"):
        Model([[4, 4, 1], ["conv", 2], ["flatten"], [1]]).export(path, to="sklearn")
    assert path.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("to", [7, "tensorflow"])
def test_an_unknown_format_is_refused_by_name(tmp_path, to):
    with pytest.raises(UnknownNameError, match=r"unknown format .*Known: html"):
        Model([[1], [1]]).export(tmp_path / "net.py", to=to)


def test_without_onnx_the_extra_is_named(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "onnx", None)
    with pytest.raises(SettingError, match=r"edunn-lab\[onnx\]"):
        Model([[1], [1]]).export(tmp_path / "net.onnx")


@dataclass(frozen=True)
class Cube(Elementwise):
    """An activation of one's own, without a formula."""

    factor: float = 2.0

    def value(self, x):
        return self.factor * x**3

    def derivative(self, x, y):
        return 3 * self.factor * x**2


@dataclass(frozen=True)
class Shares(ActivationFunction):
    """One that works on a whole row, as softmax does, and is another."""

    is_distribution = True

    def value(self, x):
        return np.abs(x) / np.abs(x).sum(axis=-1, keepdims=True)

    def backward(self, dy, x, y):
        return dy


@pytest.mark.parametrize("to", ["onnx", "torch", "keras", "javascript", "sklearn"])
def test_another_distribution_is_not_taken_for_softmax(to):
    model = Model([[2], [3, Shares()]], "mse", seed=1)
    with pytest.raises(SettingError, match="activation Shares"):
        content_of(model, to, "net")
    names = {"__name__": "net"}
    exec(content_of(model, "numpy", "net.py"), names)
    assert np.allclose(names["predict"]([[1.0, 2.0]]), model.predict([[1.0, 2.0]]), rtol=1e-6)


@dataclass(frozen=True)
class Lookup(Elementwise):
    """One that cannot be copied."""

    table: tuple[float, ...] = (1.0,)

    def value(self, x):
        return x * self.table[0]

    def derivative(self, x, y):
        return self.table[0] + 0 * x


def test_an_activation_of_ones_own_is_copied_into_numpy():
    model = Model([[2], [3, Cube(0.5)], [1]], "mse", seed=1)
    program = content_of(model, "numpy", "net.py").decode()
    assert "return 0.5 * x ** 3" in program
    names = {"__name__": "net"}
    exec(program, names)
    assert np.allclose(names["predict"]([[1.0, 2.0]]), model.predict([[1.0, 2.0]]), rtol=1e-6)


@pytest.mark.parametrize("to", ["onnx", "torch", "keras", "javascript"])
def test_other_formats_need_its_formula(to):
    with pytest.raises(SettingError, match="activation Cube: its formula is not known"):
        content_of(Model([[2], [3, Cube()], [1]], "mse"), to, "net")


@dataclass(frozen=True)
class Twice(Layer):
    """A layer of one's own."""

    def forward(self, x, p, state):
        return 2 * x, {}

    def input_gradient(self, dy, cache, p):
        return 2 * dy


@pytest.mark.parametrize("to", FORMATS)
def test_a_layer_of_ones_own_is_refused(to):
    model = Model(layers=[Dense(2), Twice(), Dense(1)], inputs=3)
    with pytest.raises(SettingError, match="layer Twice: ") as refusal:
        content_of(model, to, "net")
    assert to == "sklearn" or "A layer of your own runs in EduNN alone." in str(refusal.value)


def test_one_that_cannot_be_copied_is_refused():
    with pytest.raises(SettingError, match="Lookup: its value is no function of x and of numbers"):
        content_of(Model([[2], [3, Lookup()], [1]], "mse"), "numpy", "net.py")


@pytest.mark.parametrize("to", ["numpy", "torch", "keras", "sklearn"])
def test_no_name_of_a_file_ends_the_docstring(to):
    model = Model([[1], [1]])
    ast.parse(content_of(model, to, 'a"""\nimport os #.py'))
    ast.parse(content_of(model, to, "a\\.py"))
