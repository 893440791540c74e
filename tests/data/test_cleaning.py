import numpy as np
import pytest

from edunn.data import Column, Columns, Dataset
from edunn.data.cleaning import dropping_note, filling_notes, gaps
from edunn.errors import DataError, ShapeError


@pytest.mark.parametrize(
    ("inputs", "targets", "message"),
    [
        ([1.0, 2.0], [0, 1], r"inputs are \(2,\), expected \(rows, inputs\)"),
        (5.0, [0], r"inputs are \(\), expected"),
        ([[1.0], [2.0]], [0], r"targets are \(1,\) and inputs \(2, 1\)"),
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
        ([[1.0]], 0, "labels are 0: no rows"),
        (np.empty((0, 2)), [], r"labels are \[\]: no rows"),
        (np.empty((0, 2)), np.empty((0, 1)), "no rows"),
        (np.empty((2, 0)), [0, 1], "no column to learn from"),
        ([[1.0], [np.inf]], [0, 1], "row 1, input 0 is infinite"),
        ([["red"], ["blue"]], [0, 1], "inputs are of <U4, expected numbers"),
        ([[1.0], [2.0]], [0.5, np.nan], "the label in row 1 is nan: missing or not finite"),
    ],
)
def test_values_that_cannot_be_learned_from(inputs, targets, message):
    with pytest.raises(DataError, match=message):
        Dataset.from_arrays(inputs, targets)


def test_a_class_without_a_name():
    with pytest.raises(DataError, match=r"row 1 is of class 2, but 2 name\(s\) came"):
        Dataset.from_arrays([[1.0], [2.0]], [0, 2], class_names=["a", "b"])


COLUMNS = Columns((Column("age"), Column("code", "coded"), Column("size")))
VALUES = np.array([[np.nan, 1, 2], [np.nan, np.nan, 2], [1, 1, 2]])


def test_a_sentence_for_each_rule():
    assert filling_notes(COLUMNS, VALUES) == (
        "2 missing cells in 1 column (age: 2) filled with the median of the training set",
        "1 missing cell in 1 column (code: 1) filled with the most frequent value of the training "
        "set",
    )


def test_nothing_missing_nothing_said():
    assert filling_notes(COLUMNS, VALUES[2:]) == ()


def test_dropped_rows_are_counted_once():
    expected = "2 rows with a missing cell dropped (age: 2, code: 1), 1 row left"
    assert dropping_note(COLUMNS, VALUES) == expected


def test_bytes_have_no_gaps():
    assert not gaps(np.zeros((2, 3), np.uint8)).any()
