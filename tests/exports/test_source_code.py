"""Copied functions run alone, each once, with all that they use."""

import numpy as np
import pytest

from edunn.activations import NAMES, Sigmoid, SiLU
from edunn.exports.source_code import SourceCode


def run(code):
    names = {}
    exec("\n".join([*sorted(code.imports), code.text()]), names)
    return names


@pytest.mark.parametrize("name", NAMES)
def test_an_activation_alone_gives_the_same_bits(name):
    code, activation = SourceCode(), NAMES[name]()
    function = run_one(code, activation, name)
    for dtype in ("float32", "float64"):
        x = np.linspace(-40, 40, 81, dtype=dtype)
        assert function(x).tobytes() == np.asarray(activation.value(x)).tobytes()


def run_one(code, activation, name):
    called = code.add_activation(activation, name)
    return run(code)[called]


def test_all_activations_share_one_program():
    code = SourceCode()
    called = {name: code.add_activation(NAMES[name](), name) for name in NAMES}
    names = run(code)
    x = np.linspace(-3, 3, 7)
    for name, word in called.items():
        assert np.array_equal(names[word](x), NAMES[name]().value(x))
    assert code.text().count("def sigmoid(") == 1


def test_what_a_function_calls_comes_first_and_once():
    code = SourceCode()
    assert code.add_activation(Sigmoid(), "sigmoid") == "sigmoid"
    assert code.add_activation(SiLU(), "silu") == "silu"
    assert list(code.parts) == ["sigmoid", "silu"]
    assert "self" not in code.text()
    assert ": Array" not in code.text()
