import pytest

from edunn.data import load, names
from edunn.errors import SettingError, UnknownNameError


def test_names_are_what_load_knows():
    assert list(names())[:3] == ["iris", "heart", "mnist"]
    for name in names():
        assert load(name).name == name
        assert load(name).description


def test_capitals_do_not_matter():
    assert load("Iris").name == "iris"


@pytest.mark.parametrize("name", ["irs", None, 3])
def test_an_unknown_name(name):
    with pytest.raises(UnknownNameError, match=r"unknown data set .* Known: blobs, circles"):
        load(name)


def test_an_unknown_setting():
    message = "moons has no setting 'row'. Did you mean 'rows'.* It takes rows, noise, seed"
    with pytest.raises(SettingError, match=message):
        load("moons", row=3)
    with pytest.raises(SettingError, match=r"iris has no setting 'rows'. It takes no settings"):
        load("iris", rows=3)
