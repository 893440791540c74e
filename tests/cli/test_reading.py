"""What the command line reads: networks, settings, names and paths."""

import pytest

from edunn.cli.reading import (
    read_hidden_layers,
    read_network,
    read_settings,
    read_value,
    read_whole_network,
)
from edunn.cli.rows import is_file
from edunn.data import load
from edunn.errors import ArchitectureError, SettingError


def test_networks_as_text():
    assert read_network("4, 2 relu,3 softmax") == [[4], [2, "relu"], [3, "softmax"]]
    iris = load("iris")
    assert read_whole_network("4,3 softmax", iris) == [[4], [3, "softmax"]]
    assert read_hidden_layers("8,4 tanh") == [[8, "relu"], [4, "tanh"]]


@pytest.mark.parametrize("text", ["", "4,", "relu", "4 relu tanh", "-4", "2.5", "4;3"])
def test_refuses_what_is_no_network(text):
    with pytest.raises(ArchitectureError, match="is not a layer"):
        read_network(text)


@pytest.mark.parametrize("text", ["4", "3,3", "4,2", "5,3"])
def test_refuses_a_network_for_other_data(text):
    with pytest.raises(ArchitectureError, match="iris has 4 inputs and needs 3 outputs"):
        read_whole_network(text, load("iris"))


@pytest.mark.parametrize(
    ("text", "value"),
    [("3", 3), ("-2", -2), ("0.5", 0.5), ("1e-3", 0.001), ("True", True), ("none", None)],
)
def test_values_have_types(text, value):
    read = read_value(text)
    assert (read, type(read)) == (value, type(value))


@pytest.mark.parametrize("pairs", [["a"], ["=3"], ["a="], ["1a=3"], ["a=1", "a=2"], ["seed=1"]])
def test_refuses_what_is_no_setting(pairs):
    with pytest.raises(SettingError, match="--set"):
        read_settings(pairs)


def test_names_come_before_files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "iris").touch()
    (tmp_path / "mine").touch()
    assert [is_file(word) for word in ("iris", "Iris", "mine", "other", "a.csv", "b/c")] == [
        *(False, False, True, False, True, True),
    ]
