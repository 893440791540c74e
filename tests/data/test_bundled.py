import gzip
from hashlib import md5
from importlib.resources import files

import numpy as np
import pytest
from sklearn.datasets import load_iris

from edunn.data import load
from edunn.errors import SettingError

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


def test_heart_has_164_and_139_rows():
    heart = load("heart")
    assert heart.inputs.shape == (303, 13)
    assert list(np.bincount(heart.targets)) == [164, 139]
    assert heart.notes == (
        "6 missing cells in 2 columns (ca: 4, thal: 2) "
        "filled with the training rows' most frequent value",
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
