"""The report equals scikit-learn's, character by character and number by number."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.exceptions import UndefinedMetricWarning
from sklearn.metrics import classification_report as sklearn_report

from edunn.errors import DataError, EduNNError
from edunn.metrics import Report, classification_report, confusion_matrix

NUMBERS = st.integers(0, 4)
NAMES = st.sampled_from(["setosa", "versicolor", "virginica", "a name longer than any heading"])
ROWS = st.one_of(
    st.lists(st.tuples(labels, labels), min_size=1, max_size=60) for labels in (NUMBERS, NAMES)
)


def theirs(*args, **kwargs):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UndefinedMetricWarning)
        return sklearn_report(*args, **kwargs)


@given(ROWS, st.integers(0, 15))
def test_all_classes_that_occur(rows, digits):
    true, predicted = zip(*rows, strict=True)
    assert classification_report(true, predicted, digits=digits) == theirs(
        true, predicted, digits=digits
    )


@given(
    st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=60),
    st.lists(st.integers(0, 6), min_size=1, unique=True),
    st.lists(st.text("abcdefg ", min_size=1, max_size=20), min_size=7, max_size=7, unique=True),
)
def test_chosen_classes_with_names(rows, classes, names):
    true, predicted = zip(*rows, strict=True)
    names = names[: len(classes)]
    report = Report.of(true, predicted, names, classes=classes)
    expected = {"labels": classes, "target_names": names}
    assert report.text() == theirs(true, predicted, **expected)
    assert report.to_dict() == theirs(true, predicted, **expected, output_dict=True)


@pytest.mark.parametrize(
    ("true", "predicted"),
    [
        pytest.param([0, 0], [0, 0], id="one class"),
        pytest.param([0, 1, 1], [1, 0, 0], id="two classes, all wrong"),
        pytest.param([0, 0, 1], [0, 1, 2], id="a class that is never true"),
        pytest.param([0, 1, 2], [0, 0, 1], id="a class that is never predicted"),
        pytest.param([True, False], [True, True], id="truth values"),
        pytest.param([10, 2, 2], [2, 2, 10], id="numbers sort as numbers"),
        pytest.param(["b", "a", "a"], ["a", "a", "b"], id="texts"),
        pytest.param(np.array([1.0, 2.0]), np.array([1, 2]), id="whole floats"),
    ],
)
def test_corner_cases(true, predicted):
    assert classification_report(true, predicted) == theirs(true, predicted)
    assert Report.of(true, predicted).to_dict() == theirs(true, predicted, output_dict=True)


def test_printing_a_report_prints_its_text():
    report = Report.of([0, 1], [0, 0])
    assert str(report) == report.text()


def test_a_class_named_accuracy_keeps_its_numbers():
    rows, names = ([0, 1, 1], [0, 1, 0]), ["accuracy", "micro avg"]
    assert classification_report(*rows, names) == theirs(*rows, target_names=names)


def test_too_many_names_are_refused_with_the_remedy():
    with pytest.raises(DataError, match=r"3 class names came for 2 classes.*range\(3\)"):
        classification_report([0, 1], [0, 1], ["setosa", "versicolor", "virginica"])


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=60))
def test_a_confusion_matrix_tells_the_same(rows):
    true, predicted = zip(*rows, strict=True)
    names = list("abcde")
    matrix = confusion_matrix(true, predicted, range(5))
    told = Report.of_matrix(matrix, names)
    assert told == Report.of(true, predicted, names, classes=range(5))


@pytest.mark.parametrize("matrix", [[1, 2], [[1, 2]], [[0, 0], [0, 0]]])
def test_what_is_no_confusion_matrix_is_refused(matrix):
    with pytest.raises(EduNNError, match="confusion matrix"):
        Report.of_matrix(matrix)
