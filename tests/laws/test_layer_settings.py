"""A setting that a layer cannot take is refused by its name, through every door."""

from dataclasses import fields
from math import nan

import numpy as np
import pytest
from tests.laws.worlds import NEEDED, shape_for

from edunn import EduNNError, Model
from edunn.architecture import Defaults, build_network
from edunn.catalogue import FAMILIES, build, required_settings
from edunn.cli.networks import read_network

LAYERS = FAMILIES["layer"]
SETTINGS = [(layer, own.name) for layer, kind in LAYERS.items() for own in fields(kind) if own.init]
REQUIRED = [(layer, setting) for layer in LAYERS for setting in required_settings(LAYERS[layer])]

WRONG = {
    "none": None,
    "zero": 0,
    "negative": -1,
    "fraction": 2.5,
    "NaN": nan,
    "infinity": float("inf"),
    "huge": 10**400,
    "more than memory": 2**62,
    "word": "x",
    "no word": "",
    "switch": True,
    "complex": 1j,
    "empty list": [],
    "list of one": [1],
    "list of three": [1, 2, 3],
    "zeros": [0, 0],
    "words": ["x", "y"],
    "array": np.array([1, 2]),
    "object": object(),
    "class": Model,
}
"""Each is right for some settings and wrong for others."""

NUMBERS = [(layer, it) for layer, it in REQUIRED if it not in ("function", "layers")]
NO_NUMBERS = {
    name: WRONG[name]
    for name in ("none", "negative", "NaN", "infinity", "complex", "zeros", "array", "object")
}

AS_TEXT = ("none", "0", "-1", "2.5", "nan", "inf", "1e999", str(10**400), "x", "[]", "[1]", "0x0")
ALSO_CALLED = {"rate": "dropout"}
"""As a setting of a dense layer it is called so."""


def refusal_of(call, *arguments, **settings):
    """The words of a refusal, or None; only an error of ours is one."""
    try:
        call(*arguments, **settings)
    except EduNNError as error:
        return str(error)
    return None


def is_named(setting, refusal):
    return setting in refusal or ALSO_CALLED.get(setting, setting) in refusal


def needed_by(layer):
    """Settings that have no default, as the short form takes them."""
    chain = {"layers": [[4]], "function": "tanh"}
    return {name: chain.get(name, NEEDED[name]) for name in required_settings(LAYERS[layer])}


def elements(layer, *settings):
    """The layer in the short form, between an input and outputs."""
    return [list(shape_for(layer)), [layer, *settings], "flatten", [2]]


def as_written(network):
    """The network of a command line."""
    build_network(read_network(network), None, None, Defaults())


def used(short):
    model = Model(short, "mse")
    model.predict(np.zeros((2, *model.network.input_shape)))


@pytest.mark.parametrize(("layer", "setting"), SETTINGS)
def test_the_short_form_takes_a_value_or_quotes_the_setting(layer, setting):
    for name, value in WRONG.items():
        refusal = refusal_of(used, elements(layer, needed_by(layer) | {setting: value}))
        assert refusal is None or is_named(setting, refusal), (name, refusal)
        assert refusal is None or refusal.startswith(f"layer 1, ['{layer}', "), (name, refusal)
        assert refusal is None or len(refusal) < 1000, (name, refusal)


@pytest.mark.parametrize(("layer", "setting"), SETTINGS)
def test_an_object_takes_a_value_or_names_the_setting(layer, setting):
    needed = {name: NEEDED[name] for name in required_settings(LAYERS[layer])}
    for name, value in WRONG.items():
        refusal = refusal_of(LAYERS[layer], **(needed | {setting: value}))
        assert refusal is None or is_named(setting, refusal), (name, refusal)


@pytest.mark.parametrize(("layer", "setting"), NUMBERS)
def test_by_its_place_a_setting_is_refused_by_its_name(layer, setting):
    for name, value in NO_NUMBERS.items():
        given = needed_by(layer) | {setting: value}
        refusal = refusal_of(used, elements(layer, *given.values()))
        reason = refusal.partition("]: ")[2]
        assert is_named(setting, reason), (name, refusal)
        assert "must be" in reason, (name, refusal)


@pytest.mark.parametrize(("layer", "setting"), REQUIRED)
def test_a_setting_that_is_left_out_is_named(layer, setting):
    given = {name: it for name, it in needed_by(layer).items() if name != setting}
    expected = f"{layer} cannot be built without {setting}. In their order, its settings are: "
    assert expected in refusal_of(used, elements(layer, given))
    assert expected in refusal_of(build, {"family": "layer", "name": layer, **given})


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("name", ["unknown", "", 3, None])
def test_a_setting_that_does_not_exist_is_quoted(layer, name):
    refusal = refusal_of(used, elements(layer, needed_by(layer) | {name: 1}))
    assert f"{name!r}. Known: " in refusal or f"{name!r}. Did you mean" in refusal


@pytest.mark.parametrize(("layer", "setting"), SETTINGS)
def test_the_command_line_takes_a_value_or_quotes_the_setting(layer, setting):
    shape = "x".join(map(str, shape_for(layer)))
    for text in AS_TEXT:
        written = f"{shape}, {layer} {setting}={text}, flatten, 2"
        refusal = refusal_of(as_written, written)
        assert refusal is None or is_named(setting, refusal), (text, refusal)
