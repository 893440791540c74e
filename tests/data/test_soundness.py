import numpy as np
import pytest

from edunn.data import Dataset
from edunn.errors import DataError, ShapeError


@pytest.mark.parametrize(
    ("inputs", "targets", "message"),
    [
        ([1.0, 2.0], [0, 1], r"inputs are \(2,\), expected \(rows, inputs\)"),
        (5.0, [0], r"inputs are \(\), expected"),
        ([[1.0], [2.0]], [0], r"targets are \(1,\) and inputs \(2, 1\)"),
        ([[1.0]], 0, r"targets are \(\) and inputs"),
        ([[1.0], [2.0, 3.0]], [0, 1], "inputs have rows of different lengths"),
    ],
)
def test_shapes_that_do_not_fit(inputs, targets, message):
    with pytest.raises(ShapeError, match=message):
        Dataset.from_arrays(inputs, targets)


def test_names_that_do_not_fit():
    with pytest.raises(ShapeError, match=r"inputs are \(1, 2\), but 1 column name"):
        Dataset.from_arrays([[1.0, 2.0]], [0], feature_names=["a"])


@pytest.mark.parametrize(
    ("inputs", "targets", "message"),
    [
        (np.empty((0, 2)), [], "the data set is empty"),
        (np.empty((2, 0)), [0, 1], "no column to learn from"),
        ([[1.0], [np.inf]], [0, 1], "row 1, input 0 is infinite"),
        ([["red"], ["blue"]], [0, 1], "inputs are of <U4, expected numbers"),
        ([[1.0], [2.0]], [0.5, np.nan], "regression target is not a finite number"),
        ([[1.0], [2.0]], [[0, 1], [1, 0]], "For one-hot rows"),
    ],
)
def test_values_that_cannot_be_learned_from(inputs, targets, message):
    with pytest.raises(DataError, match=message):
        Dataset.from_arrays(inputs, targets)


def test_a_class_without_a_name():
    with pytest.raises(DataError, match=r"row 1 is of class 2, but 2 name\(s\) came"):
        Dataset.from_arrays([[1.0], [2.0]], [0, 2], class_names=["a", "b"])
