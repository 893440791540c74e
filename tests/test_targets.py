"""Labels to targets and back: found out at the first training, then kept."""

import numpy as np
import pandas as pd
import pytest

from edunn import Model
from edunn.errors import DataError, EduNNError, FileFormatError, ShapeError
from edunn.files.container import split
from edunn.files.model_file import targets_from
from edunn.labels import as_labels, classes_in, is_one_hot, plain
from edunn.targets import Targets, meaning_of

PETS = Targets(outputs=3, classes=("cat", "dog", "emu"))


def meaning(labels, outputs, last=None, loss="mse", names=None):
    model = Model([[1], [outputs] if last is None else [outputs, last]], loss)
    return meaning_of(as_labels(labels), model.objective, names)


@pytest.mark.parametrize(
    ("labels", "outputs", "last", "loss", "classes"),
    [
        (["b", "a", "c"], 3, "softmax", "cross_entropy", ("a", "b", "c")),
        ([2, 0], 3, "softmax", "cross_entropy", (0, 1, 2)),
        ([2.0, 0.0], 3, "softmax", "cross_entropy", (0, 1, 2)),
        ([10, 30, 20], 3, "softmax", "cross_entropy", (10, 20, 30)),
        ([1, 2, 3], 3, "softmax", "cross_entropy", (1, 2, 3)),
        (["3", 1, 2], 3, "softmax", "cross_entropy", ("1", "2", "3")),
        (np.eye(3), 3, None, "mse", (0, 1, 2)),
        ([[0.2, 0.8], [0.5, 0.5]], 2, "softmax", "kl_divergence", (0, 1)),
        ([0, 1], 1, "sigmoid", "binary_cross_entropy", (0, 1)),
        ([True, False], 1, "sigmoid", "mse", (0, 1)),
        ([-1, 1], 1, None, "hinge", (-1, 1)),
        ([0, 1, 2], 1, None, "mse", None),
        ([0.5, 1.5], 1, None, "mse", None),
        ([0.5, 0.7], 1, "sigmoid", "binary_cross_entropy", None),
        ([[0.5, 2.0], [1.5, 3.0]], 2, None, "mse", None),
    ],
)
def test_what_outputs_stand_for(labels, outputs, last, loss, classes):
    assert meaning(labels, outputs, last, loss).classes == classes


def test_names_for_class_numbers():
    targets = meaning([0, 1, 1], 2, "softmax", "cross_entropy", names=("no", "yes"))
    assert targets.classes == ("no", "yes")
    with pytest.raises(DataError, match=r"is 3 \('a', 'b', 'c'\).*made for 2"):
        meaning([0, 1, 1], 2, "softmax", "cross_entropy", names=("a", "b", "c"))


@pytest.mark.parametrize(
    "labels",
    [
        ["dog", "cat"],
        np.array(["dog", "cat"]),
        pd.Series(["dog", "cat"], index=[7, 3]),
        [["dog"], ["cat"]],
        [1, 0],
        np.array([1.0, 0.0]),
        [[0, 1, 0], [1, 0, 0]],
    ],
    ids=repr,
)
def test_the_same_labels_in_many_forms(labels):
    assert PETS.encode(as_labels(labels)).tolist() == [[0, 1, 0], [1, 0, 0]]


def test_shares_of_classes_are_taken_as_they_are():
    assert PETS.encode(as_labels([[0.5, 0.25, 0.25]])).tolist() == [[0.5, 0.25, 0.25]]


def test_no_is_minus_one_for_hinge():
    targets = Targets(2, ("a", "b"), off=-1.0)
    assert targets.encode(as_labels(["b"])).tolist() == [[-1, 1]]
    assert targets.encode(as_labels([[0, 1]])).tolist() == [[-1, 1]]
    assert targets.encode(as_labels([[-1, 1]])).tolist() == [[-1, 1]]


def test_one_output_stands_for_two_classes():
    targets = Targets(1, ("no", "yes"))
    assert targets.encode(as_labels(["yes", "no"])).tolist() == [[1.0], [0.0]]
    assert targets.decode(np.array([[0.51], [0.5], [0.49]])) == ["yes", "no", "no"]
    middle = Targets(1, ("no", "yes"), off=-1.0)
    assert middle.decode(np.array([[0.01], [-0.01]])) == ["yes", "no"]


def test_numbers_stay_numbers():
    targets = Targets(1)
    assert targets.encode(as_labels([0, 2, -3])).tolist() == [[0.0], [2.0], [-3.0]]
    with pytest.raises(DataError, match="numbers, not classes"):
        targets.decode(np.array([[1.0]]))


def test_numbers_that_are_names_are_taken_by_name():
    """Classes 1, 2, 3 are not the places 0, 1, 2."""
    targets = Targets(3, (1, 2, 3))
    assert targets.indices(as_labels([3, 1])).tolist() == [2, 0]
    with pytest.raises(DataError, match=r"label 0 in row 1 is not a class.*1, 2, 3"):
        targets.indices(as_labels([3, 0]))


def test_encode_and_decode_are_inverse():
    names = ["emu", "cat", "dog", "dog"]
    assert PETS.decode(PETS.encode(as_labels(names))) == names


@pytest.mark.parametrize(
    ("labels", "error", "words"),
    [
        (["cow"], DataError, "label 'cow' in row 0 is not a class of this model"),
        ([3, 0], DataError, "label 3 in row 0"),
        ([[1.0, 2.0]], ShapeError, r"targets are \(1, 2\) but the model's output is \(1, 3\)"),
        ([["cat", "dog", "emu"]], ShapeError, r"\(1, 3\)"),
        ([["cat"], ["cat", "dog"]], DataError, "all be of one length"),
        (np.ones((2, 2, 2)), ShapeError, r"labels are \(2, 2, 2\)"),
        (["cat", None], DataError, "row 1 is None: missing"),
        ([float("nan")], DataError, "row 0 is nan"),
    ],
)
def test_labels_that_do_not_fit(labels, error, words):
    with pytest.raises(error, match=words):
        PETS.encode(as_labels(labels))


def test_the_hint_that_helps_most():
    with pytest.raises(ShapeError, match="Did you forget to one-hot encode the labels"):
        Targets(3).encode(as_labels([0.5, 1.5, 2.5]))


# A regression in units of its spread

X = np.linspace(-1, 1, 20)[:, np.newaxis]
PRICES = 250_000 + 3_000 * X[:, 0]


def trained(**settings):
    model = Model([[1], [1]], "mse", target_scaling="standardize", seed=1, **settings)
    model.train("adam", X, PRICES, epochs=50, learning_rate=0.1, progress=False)
    return model


def test_standardized_targets_have_mean_0_and_deviation_1():
    t = trained().training("adam", X, PRICES).examples.t
    np.testing.assert_allclose([t.mean(), t.std()], [0, 1], atol=1e-6)


def test_answers_stay_in_the_unit_of_the_data():
    model = trained()
    np.testing.assert_allclose(model.predict(X)[:, 0], PRICES, rtol=1e-3)
    assert model.predict(X[0]).shape == (1,)
    found = model.evaluate(X, PRICES)
    assert found.r2 > 0.99
    assert found.loss == pytest.approx(found.rmse**2, rel=1e-4)


def test_loss_and_history_are_in_units_of_the_spread():
    model = trained(dtype="float64")
    assert model.loss(X, PRICES) < 1e-2
    record = next(model.training("adam", X, PRICES, validation_data=(X, PRICES)))
    assert record.val_loss == pytest.approx(model.loss(X, PRICES))
    rmse = model.evaluate(X, PRICES).rmse
    assert model.loss(X, PRICES) == pytest.approx((rmse / PRICES.std()) ** 2)


def test_the_trace_has_the_numbers_of_the_training():
    model = trained(dtype="float64")
    trace = model.trace(X, PRICES)
    np.testing.assert_allclose(trace.arrays["t"][:, 0], (PRICES - PRICES.mean()) / PRICES.std())
    np.testing.assert_allclose(trace.arrays["loss"], model.loss(X, PRICES))


def test_the_unit_is_that_of_the_rows_that_are_learned():
    model = Model([[1], [1]], "mse", target_scaling="standardize")
    model.train("adam", X, PRICES, epochs=1, validation_split=0.25, progress=False)
    assert model.targets.mean == (PRICES[:15].mean(),)


def test_a_unit_is_kept_in_the_file(tmp_path):
    for model in (trained(), Model([[1], [1]], "mse", target_scaling="standardize")):
        model.save(tmp_path / "prices.edunn")
        again = Model.from_file(tmp_path / "prices.edunn")
        assert again.targets == model.targets
        assert again.target_scaling == "standardize"
        np.testing.assert_array_equal(again.predict(X), model.predict(X))


def test_a_bare_model_learns_the_numbers_as_they_are(tmp_path):
    model = Model([[1], [1]], "mse", seed=1)
    model.train("gradient_descent", X, PRICES, epochs=1, progress=False)
    assert model.targets == Targets(1)
    model.save(tmp_path / "bare.edunn")
    facts, _ = split((tmp_path / "bare.edunn").read_bytes(), "bare.edunn")
    assert facts["targets"] == {"outputs": 1, "classes": None, "off": 0.0}  # as files ever were
    assert "target_scaling" not in facts


@pytest.mark.parametrize("deviation", [[0.0], [float("inf")], [1.0, 1.0], []])
def test_a_unit_in_a_file_that_cannot_be(deviation):
    facts = {"outputs": 1, "classes": None, "off": 0.0, "mean": [1.0], "deviation": deviation}
    with pytest.raises(FileFormatError, match="unit of its targets"):
        targets_from(facts, Model([[1], [1]], "mse").objective)


def test_classes_and_constant_targets_have_no_unit():
    model = Model([[1], [2]], "hinge", target_scaling="standardize")
    model.train("adam", X, ["a", "b"] * 10, epochs=1, progress=False)
    assert model.targets.mean == ()
    assert Targets(1).standardized(np.full((3, 1), 5.0)) == Targets(1, None, 0.0, (5.0,), (1.0,))


@pytest.mark.parametrize(
    ("last", "scaling", "words"),
    [("tanh", "standardize", "needs outputs without bounds"), ("linear", "min_max", "min_max")],
)
def test_a_unit_that_cannot_be(last, scaling, words):
    with pytest.raises(EduNNError, match=words):
        Model([[1], [1, last]], "mse", target_scaling=scaling)


# What labels are made of


def test_one_column_is_a_list():
    assert as_labels([[1], [2]]).shape == (2,)


@pytest.mark.parametrize(
    ("label", "value"),
    [(np.float64(2.0), 2), (2.5, 2.5), (True, 1), (np.str_("a"), "a"), ("a", "a")],
)
def test_one_class_has_one_name(label, value):
    assert plain(label) == value
    assert type(plain(label)) is type(value)


@pytest.mark.parametrize(
    ("rows", "answer"),
    [([[0, 1], [1, 0]], True), ([[1, 1], [1, 0]], False), ([[0.5, 0.5]], False), ([0, 1], False)],
)
def test_one_hot_is_a_single_one_a_row(rows, answer):
    assert is_one_hot(np.array(rows)) is answer


def test_numbers_come_before_words():
    assert classes_in(np.array(["b", 1, "a", 0], dtype=object), 4) == (0, 1, "a", "b")
