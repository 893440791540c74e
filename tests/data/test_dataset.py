import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edunn.data import Dataset
from edunn.errors import DataError, SettingError

GAPPY = Dataset.from_arrays(
    [[1.0], [np.nan], [3.0], [100.0], [5.0], [np.nan], [2.0], [4.0]], list("aabbaabb"), name="gappy"
)


def test_a_whole_data_set_is_filled_from_its_own_rows():
    assert GAPPY.inputs[1, 0] == np.median([1, 3, 100, 5, 2, 4])
    assert GAPPY.notes == (
        "2 missing cells in 1 column (x1: 2) filled with the median of the training set",
    )


@given(st.integers(0, 1000))
def test_a_split_never_leaks_the_test_rows(seed):
    train, test = GAPPY.split(test=0.5, seed=seed)
    median = np.nanmedian(train.values)
    for part in (train, test):
        assert np.all(part.inputs[np.isnan(part.values)] == median)
    assert train.columns == test.columns


def test_the_default_split_holds_a_quarter_back():
    train, test = GAPPY.split()
    assert (len(train), len(test)) == (6, 2)
    assert train.class_names == test.class_names == ("a", "b")


def test_a_regression_is_split_too():
    data = Dataset.from_arrays(np.arange(10.0).reshape(10, 1), np.arange(10.0))
    train, test = data.split(test=0.3, seed=5)
    assert sorted([*train.targets, *test.targets]) == list(range(10))
    np.testing.assert_array_equal(test.inputs[:, 0], test.targets)


def test_several_outputs():
    data = Dataset.from_arrays([[1.0], [2.0]], [[0.5, 1.5], [2.5, 3.5]])
    assert repr(data) == "Dataset 'arrays': 2 rows, 1 input -> 2 numbers"
    assert data.head(1).split() == ["x1", "target", "1", "[0.5", "1.5]"]


def test_one_class_can_be_split():
    train, test = Dataset.from_arrays([[1.0]] * 4, ["a"] * 4).split()
    assert (len(train), len(test)) == (3, 1)


def test_rows_without_gaps():
    kept = GAPPY.treat_missing("drop")
    assert len(kept) == 6
    assert kept.notes == ("2 rows with a missing cell dropped (x1: 2), 6 rows left",)
    assert kept.treat_missing("drop") is kept


def test_no_row_without_gaps():
    data = Dataset.from_arrays([[np.nan, 1.0], [1.0, np.nan]], [0, 1])
    with pytest.raises(DataError, match="every row of 'arrays' has a missing value"):
        data.treat_missing("drop")


def test_an_unknown_treatment():
    with pytest.raises(SettingError, match="missing is 'ignore', but must be"):
        GAPPY.treat_missing("ignore")


def test_labels():
    assert list(GAPPY.labels[:3]) == ["a", "a", "b"]
    with pytest.raises(DataError, match="is a regression"):
        _ = Dataset.from_arrays([[1.0], [2.0]], [0.5, 1.5]).labels


def test_integer_targets_are_classes_in_order():
    data = Dataset.from_arrays([[1], [2], [3]], [7, 5, 7])
    assert data.class_names == (5, 7)
    assert list(data.targets) == [1, 0, 1]
    assert data.task == "classification"
    assert data.inputs.dtype == np.float64


@pytest.mark.parametrize("targets", [[[0, 1], [1, 0]], [[0.0, 1.0], [1.0, 0.0]]])
def test_one_hot_rows_are_classes_as_in_a_training(targets):
    data = Dataset.from_arrays([[1.0], [2.0]], targets, class_names=["no", "yes"])
    assert list(data.labels) == ["yes", "no"]
    assert Dataset.from_arrays([[1.0], [2.0]], targets).class_names == (0, 1)


def test_one_column_of_targets_is_a_list():
    assert Dataset.from_arrays([[1.0], [2.0]], [[0.5], [0.7]]).targets.shape == (2,)


def test_python_objects_are_understood():
    data = Dataset.from_arrays(np.array([[1, 2.5]], dtype=object), np.array(["a"], dtype=object))
    assert data.class_names == ("a",)
    np.testing.assert_array_equal(data.inputs, [[1, 2.5]])


def test_head_is_short_for_wide_data():
    data = Dataset.from_arrays(np.zeros((2, 50)), [0, 1])
    assert data.head(1).splitlines()[0].split() == [
        "x1",
        "x2",
        "x3",
        "x4",
        "x5",
        "...",
        "x50",
        "target",
    ]
    assert len(data.head(0).splitlines()) == len(data.head(-3).splitlines()) == 1


def test_a_pickled_data_set_is_the_same():
    again = pickle.loads(pickle.dumps(GAPPY))
    np.testing.assert_array_equal(again.inputs, GAPPY.inputs)
    assert repr(again) == repr(GAPPY)
