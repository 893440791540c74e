import gzip
from hashlib import md5
from importlib.resources import files

import numpy as np
import pytest
from sklearn.datasets import (
    load_breast_cancer,
    load_diabetes,
    load_digits,
    load_iris,
    load_wine,
)

from edunn.data import load, names
from edunn.data.bundled import parse_idx
from edunn.errors import FileFormatError, SettingError, UnknownNameError


def test_names_are_what_load_knows():
    assert list(names())[:3] == ["iris", "heart", "mnist"]
    for name in names():
        assert load(name).name == name
        assert load(name).description


def test_capitals_do_not_matter():
    assert load("Iris").name == "iris"


@pytest.mark.parametrize("name", ["irs", None, 3])
def test_an_unknown_name(name):
    with pytest.raises(
        UnknownNameError,
        match=r"unknown data set .* Known: adding, alice, and, blobs, breast_cancer",
    ):
        load(name)


def test_an_unknown_setting():
    message = "moons has no setting 'row'. Did you mean 'rows'.* It takes rows, noise, seed"
    with pytest.raises(SettingError, match=message):
        load("moons", row=3)
    with pytest.raises(SettingError, match=r"iris has no setting 'rows'. It takes no settings"):
        load("iris", rows=3)


MNIST = files("edunn.data") / "files" / "mnist"
PUBLISHED_MD5 = {
    "train-images-idx3-ubyte": "6bbc9ace898e44ae57da46a324031adb",
    "train-labels-idx1-ubyte": "a25bea736e30d166cdddb491f175f624",
    "t10k-images-idx3-ubyte": "2646ac647ad5339dbf082846283269ea",
    "t10k-labels-idx1-ubyte": "27ae3e4e09519cfbb04c329615203637",
}


@pytest.fixture(scope="module")
def mnist():
    return load("mnist")


def test_iris_is_the_one_of_scikit_learn():
    ours, theirs = load("iris"), load_iris()
    np.testing.assert_array_equal(ours.inputs, theirs.data)
    np.testing.assert_array_equal(ours.targets, theirs.target)
    assert ours.class_names == tuple(theirs.target_names)


@pytest.mark.parametrize(
    ("name", "theirs"),
    [("wine", load_wine), ("breast_cancer", load_breast_cancer), ("digits_8x8", load_digits)],
)
def test_the_same_rows_as_in_scikit_learn(name, theirs):
    ours, (x, t) = load(name), theirs(return_X_y=True)
    np.testing.assert_array_equal(ours.values, x)
    np.testing.assert_array_equal(ours.targets, t)
    assert "CC BY 4.0" in ours.description


def test_diabetes_is_the_raw_one_of_scikit_learn():
    ours, (x, t) = load("diabetes"), load_diabetes(return_X_y=True, scaled=False)
    np.testing.assert_array_equal(ours.inputs, x)
    np.testing.assert_array_equal(ours.targets, t)
    assert ours.task == "regression"


def test_digits_of_8_x_8_are_between_0_and_1():
    inputs = load("digits_8x8").inputs
    assert (inputs.min(), inputs.max(), inputs.dtype) == (0.0, 1.0, np.float32)


def test_penguins_have_gaps_and_words():
    penguins = load("penguins")
    assert list(np.bincount(penguins.targets)) == [152, 68, 124]
    assert np.isnan(penguins.values).sum() == 19
    assert "sex=male" in penguins.feature_names
    assert "CC0" in penguins.description
    assert len(load("penguins", missing="drop")) == 333


def test_every_bundled_file_has_its_source_and_licence():
    notice = (files("edunn.data") / "files" / "NOTICE.md").read_text("utf-8")
    bundled = [file.name for file in (files("edunn.data") / "files").iterdir()]
    missing = [name for name in bundled if name != "NOTICE.md" and name not in notice]
    assert not missing


def test_heart_has_164_and_139_rows():
    heart = load("heart")
    assert heart.inputs.shape == (303, 13)
    assert list(np.bincount(heart.targets)) == [164, 139]
    assert heart.notes == (
        "6 missing cells in 2 columns (ca: 4, thal: 2) "
        "filled with the most frequent value of the training set",
    )
    assert "CC BY 4.0" in heart.description


def test_hearts_gaps_take_the_most_frequent_code():
    heart = load("heart")
    filled = heart.inputs[np.isnan(heart.values).any(axis=1)]
    assert sorted(filled[:, heart.feature_names.index("ca")]) == [0, 0, 0, 0, 0, 0]
    assert 3.0 in filled[:, heart.feature_names.index("thal")]


def test_heart_without_incomplete_rows():
    heart = load("heart", missing="drop")
    assert len(heart) == 297
    assert heart.notes == ("6 rows with a missing cell dropped (ca: 4, thal: 2), 297 rows left",)


def test_heart_knows_two_treatments():
    with pytest.raises(SettingError, match="missing is 'mean'"):
        load("heart", missing="mean")


@pytest.mark.parametrize(("name", "expected"), PUBLISHED_MD5.items())
def test_mnist_files_are_the_published_ones(name, expected):
    raw = gzip.decompress((MNIST / f"{name}.gz").read_bytes())
    assert md5(raw, usedforsecurity=False).hexdigest() == expected


def test_mnist_keeps_its_authors_split(mnist):
    training, test = mnist.split()
    assert (len(training), len(test)) == (60_000, 10_000)
    assert list(np.bincount(training.targets)) == [
        5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949
    ]  # fmt: skip
    assert list(np.bincount(test.targets)) == [
        980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009
    ]  # fmt: skip
    assert np.shares_memory(training.values, mnist.values)


def test_mnist_pixels_are_between_0_and_1(mnist):
    few = mnist.take(slice(100))
    assert few.values.dtype == np.uint8
    assert few.inputs.dtype == np.float32
    assert (few.inputs.min(), few.inputs.max()) == (0.0, 1.0)
    assert list(few.labels[:5]) == ["5", "0", "4", "1", "9"]


def test_mnist_can_be_split_by_a_share(mnist):
    training, test = mnist.split(test=0.1)
    assert (len(training), len(test)) == (63_000, 7_000)


def test_raw_pixels():
    assert load("mnist", unit=1).take(slice(10)).inputs.max() == 255.0


HEADER = bytes([0, 0, 8, 1, 0, 0, 0, 3])


def test_one_axis():
    np.testing.assert_array_equal(parse_idx(HEADER + b"\x01\x02\xff"), [1, 2, 255])


@pytest.mark.parametrize("raw", [b"", b"\0\0", b"PNG.....", bytes([0, 0, 13, 1, 0, 0, 0, 0])])
def test_not_idx(raw):
    with pytest.raises(FileFormatError, match="starts with 0, 0, 8; this one starts with"):
        parse_idx(raw)


@pytest.mark.parametrize("raw", [HEADER[:6], HEADER + b"\1\2", HEADER + b"\1\2\3\4"])
def test_cut_short_or_too_long(raw):
    with pytest.raises(FileFormatError, match="was cut short or is damaged"):
        parse_idx(raw)
