"""Evaluation: what a model got right, the same as scikit-learn would say."""

import json

import numpy as np
import pandas as pd
import pytest
from sklearn import metrics

from edunn import Model, data
from edunn.errors import DataError
from edunn.evaluation import Evaluation

iris = data.load("iris")
NAMES = np.array(iris.class_names)


@pytest.fixture(scope="module")
def model():
    model = Model([[4], [3, "softmax"]], seed=0)
    model.train("adam", iris, epochs=20, learning_rate=0.03)
    return model


@pytest.fixture(scope="module")
def told(model):
    return model.evaluate(iris)


def test_the_report_is_scikit_learns_to_the_character(model, told):
    assert str(told.report) == metrics.classification_report(
        NAMES[iris.targets], model.classify(iris.inputs)
    )


def test_accuracy_loss_and_confusion(model, told):
    chosen = model.classify(iris.inputs)
    assert told.accuracy == metrics.accuracy_score(NAMES[iris.targets], chosen)
    p = model.predict(iris.inputs).astype(np.float64)
    p /= p.sum(axis=1, keepdims=True)  # float32 sums to 1 to seven digits
    assert told.loss == pytest.approx(metrics.log_loss(iris.targets, p), rel=1e-5)
    np.testing.assert_array_equal(
        told.confusion_matrix, metrics.confusion_matrix(NAMES[iris.targets], chosen)
    )
    assert told.classes == iris.class_names


def test_the_loss_is_that_of_the_model(model, told):
    assert told.loss == pytest.approx(model.loss(iris))


def test_it_prints(told):
    assert str(told).startswith(f"loss {told.loss:.4f}, accuracy {told.accuracy:.4f}\n\n")
    assert "macro avg" in str(told)


def test_it_is_ready_for_json(told):
    plain = json.loads(json.dumps(told.to_dict()))
    assert plain["accuracy"] == told.accuracy
    assert plain["confusion_matrix"] == told.confusion_matrix.tolist()
    assert "mae" not in plain


def test_classes_that_do_not_occur_are_listed_all_the_same(model):
    told = model.evaluate(iris.inputs[:10], iris.targets[:10])
    assert told.confusion_matrix.shape == (3, 3)
    assert told.confusion_matrix.sum() == 10


def test_one_row_is_a_table_of_one_row(model):
    assert model.evaluate(iris.inputs[0], iris.targets[:1]).confusion_matrix.sum() == 1


def test_numbers_have_errors_instead():
    x = np.linspace(-1, 1, 9)[:, np.newaxis]
    t = np.sin(x[:, 0])
    model = Model([[1], [1]], "mse", dtype="float64", seed=0)
    told = model.evaluate(x, t)
    y = model.predict(x)[:, 0]
    assert told.mae == pytest.approx(metrics.mean_absolute_error(t, y))
    assert told.rmse == pytest.approx(metrics.root_mean_squared_error(t, y))
    assert told.r2 == pytest.approx(metrics.r2_score(t, y))
    assert told.loss == pytest.approx(metrics.mean_squared_error(t, y))
    assert told.accuracy is told.report is told.confusion_matrix is None
    assert "mean absolute error" in str(told)
    assert set(told.to_dict()) == {"loss", "mae", "rmse", "r2"}


def test_nothing_is_changed_by_looking():
    model = Model([[4, {"scale": "standardize"}], [3, "softmax"]], seed=0)
    before = model.theta
    model.evaluate(iris)
    np.testing.assert_array_equal(model.theta, before)
    assert model.class_names is None


@pytest.mark.parametrize(
    ("matrix", "share"),
    [
        ([[9, 1], [9, 1]], None),
        ([[8, 2], [5, 0]], "66.7 %"),
        ([[2, 8], [8, 2]], "50 %"),
        ([[1, 0], [0, 1]], None),
    ],
)
def test_an_accuracy_below_the_most_frequent_classs_is_told(matrix, share):
    matrix = np.array(matrix)
    accuracy = float(np.trace(matrix) / matrix.sum())
    remark = Evaluation(0.5, accuracy, matrix, ("no", "yes")).remark
    assert bool(remark) == (share is not None)
    assert share is None or f"is below {share}," in remark


@pytest.mark.parametrize(
    ("r2", "is_told"), [(-0.1, True), (0.0, False), (0.9, False), (None, False)]
)
def test_numbers_worse_than_their_mean_are_told(r2, is_told):
    assert bool(Evaluation(0.5, mae=1.0, rmse=1.0, r2=r2).remark) == is_told


def several(order):
    """Rows of which several labels can be true at once, in that order, and a network for them."""
    x = np.random.default_rng(0).normal(size=(60, 3))[order]
    t = np.stack([x[:, 0] > 0, x[:, 1] > 0.3], axis=1).astype(int)
    model = Model([[3], [2, "sigmoid"]], "binary_cross_entropy", seed=0)
    model.train("adam", x, t, epochs=10, learning_rate=0.1, shuffle=False)
    return model, x, t


def test_several_labels_are_counted_as_by_scikit_learn():
    model, x, t = several(np.arange(60))
    told, marks = model.evaluate(x, t), (model.predict(x) > 0.5).astype(int)
    assert told.accuracy == pytest.approx((marks == t).mean())
    assert told.row_accuracy == pytest.approx(metrics.accuracy_score(t, marks))
    theirs = metrics.classification_report(t, marks, output_dict=True, zero_division=0)
    ours = {line.split()[0]: line.split()[1:] for line in str(told.report).splitlines()[2:4]}
    for name, numbers in ours.items():
        expected = [theirs[name][key] for key in ("precision", "recall", "f1-score", "support")]
        np.testing.assert_allclose([float(number) for number in numbers], expected, atol=0.005)
    assert model.classify(x) == [np.flatnonzero(row).tolist() for row in marks]


def test_first_rows_that_are_one_hot_make_no_classes_of_several_labels():
    _, _, t = several(np.arange(60))
    order = np.argsort(t.sum(axis=1) != 1, kind="stable")  # the one-hot rows first
    model, x, t = several(order)
    assert (t[:20].sum(axis=1) == 1).all()
    assert model.evaluate(x[:20], t[:20]).row_accuracy is not None
    assert isinstance(model.classify(x[:1])[0], list)


def test_rows_of_several_labels_are_no_probabilities_of_a_softmax():
    with pytest.raises(DataError, match="sum"):
        Model([[2], [2, "softmax"]], seed=0).train("adam", [[0.0, 1.0]] * 2, [[1, 1], [0, 1]])


def test_a_label_of_several_that_is_in_one_part_of_sorted_rows_only_is_told():
    x = np.random.default_rng(0).normal(size=(60, 3))
    t = np.stack([x[:, 0] > 0, x[:, 1] > 0.3], axis=1).astype(int)
    parts = [
        (np.argsort(t[:, 1], kind="stable"), 0.5, "note.class_only_held_out"),
        (np.argsort(-t[:, 1], kind="stable"), 0.5, "note.class_not_held_out"),
        (np.arange(60), 0.3, None),
    ]
    for order, share, code in parts:
        model = Model([[3], [2, "sigmoid"]], "binary_cross_entropy", seed=0)
        given = pd.DataFrame(t[order], columns=["rain", "wind"])
        notes = model.train("adam", x[order], given, epochs=1, validation_split=share).notes
        found = [note.values["name"] for note in notes if getattr(note, "code", None) == code]
        assert found == (["wind"] if code else [])
