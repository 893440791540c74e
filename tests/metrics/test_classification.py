"""The measures for labels agree with scikit-learn's, and refuse what they cannot compare."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn import metrics as sklearn_metrics

from edunn import metrics
from edunn.errors import DataError, ShapeError

PAIRS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=40)


@given(PAIRS)
def test_per_class_measures_are_those_of_scikit_learn(pairs):
    true, predicted = zip(*pairs, strict=True)
    theirs = sklearn_metrics.precision_recall_fscore_support(
        true, predicted, labels=range(6), zero_division=0
    )
    measures = (metrics.precision, metrics.recall, metrics.f1, metrics.support)
    for measure, expected in zip(measures, theirs, strict=True):
        np.testing.assert_array_equal(measure(true, predicted, range(6)), expected)


@given(PAIRS)
def test_confusion_matrix_and_accuracy_are_those_of_scikit_learn(pairs):
    true, predicted = zip(*pairs, strict=True)
    expected = sklearn_metrics.confusion_matrix(true, predicted, labels=range(5))
    np.testing.assert_array_equal(metrics.confusion_matrix(true, predicted, range(5)), expected)
    assert metrics.accuracy(true, predicted) == sklearn_metrics.accuracy_score(true, predicted)


def test_rows_of_the_confusion_matrix_are_true_classes():
    matrix = metrics.confusion_matrix(["a", "a", "a"], ["b", "b", "a"])
    np.testing.assert_array_equal(matrix, [[1, 2], [0, 0]])


def test_a_label_outside_the_classes_is_left_out_of_the_matrix_but_is_a_false_positive():
    true, predicted = ["cat", "fox"], ["cat", "cat"]
    np.testing.assert_array_equal(metrics.confusion_matrix(true, predicted, ["cat"]), [[1]])
    np.testing.assert_array_equal(metrics.precision(true, predicted, ["cat"]), [0.5])


def test_a_share_of_nothing_is_zero():
    assert metrics.precision([0, 1], [1, 1]).tolist() == [0.0, 0.5]
    assert metrics.recall([1, 1], [0, 1]).tolist() == [0.0, 0.5]


def test_scores_instead_of_labels_are_refused_with_the_remedy():
    with pytest.raises(ShapeError, match=r"\(2,\) and predicted labels \(2, 3\).*argmax"):
        metrics.accuracy([0, 1], np.zeros((2, 3)))


def test_no_rows_are_refused():
    with pytest.raises(DataError, match="no labels"):
        metrics.accuracy([], [])


def test_names_against_numbers_are_refused():
    with pytest.raises(DataError, match="names for both"):
        metrics.accuracy(["setosa", "virginica"], [0, 2])


@pytest.mark.parametrize("classes", [[], [7, 8], ["cat"]])
def test_a_matrix_of_classes_that_do_not_occur_is_refused(classes):
    """As scikit-learn refuses it: zeros would look like a result."""
    with pytest.raises(DataError, match=r"classes? (is empty|\[)|cannot be compared|names"):
        metrics.confusion_matrix([0, 1, 1], [1, 1, 0], classes=classes)


def test_a_calibrated_classifier_has_no_calibration_error():
    random = np.random.default_rng(0)
    p = random.uniform(0, 1, 200_000)
    true = (random.random(len(p)) > p).astype(int)  # class 0 with probability p
    probabilities = np.stack([p, 1 - p], axis=1)
    assert metrics.calibration_error(true, probabilities) < 0.005
    sure = np.where(probabilities > 0.5, 1.0, 0.0)  # right three times in four, and always sure
    assert metrics.calibration_error(true, sure) == pytest.approx(0.25, abs=0.005)
