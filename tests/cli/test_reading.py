"""What the command line reads: settings, names and paths."""

import pytest

from edunn.cli.reading import read_settings, read_value
from edunn.cli.rows import is_file
from edunn.errors import SettingError


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
