"""Labels to targets and back: found out at the first training, then kept."""

from dataclasses import dataclass
from typing import final

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edunn import EarlyStopping, Model
from edunn.errors import DataError, EduNNError, FileFormatError, ShapeError
from edunn.files.container import split
from edunn.files.model_file import targets_from
from edunn.labels import as_labels, classes_in, is_one_hot, plain
from edunn.losses import Huber, PerOutputLoss
from edunn.targets import Targets, meaning_of

PETS = Targets(outputs=3, classes=("cat", "dog", "emu"))


@final
@dataclass(frozen=True)
class Ratio(PerOutputLoss):
    """A loss that means something for the numbers as they are only."""

    def cost(self, y, t):
        return np.square(y / t - 1)

    def derivative(self, y, t):
        return 2 * (y / t - 1) / t


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


def test_in_the_unit_of_targets_a_row_of_weight_2_counts_as_two():
    x, t, weights = np.zeros((4, 1)), [100.0, 200.0, 600.0, 9e9], [1, 2, 1, 0]
    weighted, repeated = Model([[1], [1]], "mse"), Model([[1], [1]], "mse")
    weighted.train("sgd", x, t, sample_weight=weights, epochs=1)
    repeated.train("sgd", x, [100.0, 200.0, 200.0, 600.0], epochs=1)
    assert weighted.targets.mean == pytest.approx(repeated.targets.mean)
    assert weighted.targets.deviation == pytest.approx(repeated.targets.deviation)


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


def test_a_model_that_is_told_so_learns_the_numbers_as_they_are(tmp_path):
    model = Model([[1], [1]], "mse", seed=1, target_scaling="none")
    model.train("adam", X, PRICES, epochs=1, progress=False)
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


# By default, targets far from 0 are learned in units of their spread


def learned(model, t, x=X, **settings):
    model.train("adam", x, t, learning_rate=0.1, epochs=60, seed=0, progress=False, **settings)
    return model


@settings(max_examples=25, deadline=None)
@given(
    st.floats(-1e9, 1e9),
    st.floats(-3, 9).map(lambda power: 10**power),
    st.sampled_from(["float32", "float64"]),
    st.sampled_from(["mse", "mae", "huber", "log_cosh", None]),
    st.booleans(),
)
def test_a_line_of_any_mean_and_deviation_is_learned(mean, deviation, dtype, loss, is_deep):
    """In the unit of the data, and in as many digits as are needed to tell the targets apart."""
    t = mean + deviation * (X[:, 0] + 0.1 * np.sin(9 * X[:, 0]))
    network = [[1], [8, "tanh"], [1]] if is_deep else [[1], [1]]
    model = learned(Model(network, loss, dtype=dtype, seed=1), t)
    is_far = max(abs(t.mean()), t.std()) > 10
    assert (model.target_scaling == "standardize") == is_far == bool(model.targets.mean)
    if is_far:
        assert model.evaluate(X, t).r2 > 0.9
        assert np.corrcoef(model.predict(X)[:, 0], t)[0, 1] > 0.9


def test_a_note_says_in_which_unit_it_is_learned():
    model = learned(Model([[1], [1]], seed=1), PRICES)
    assert [note.code for note in model.history.notes] == ["note.targets_standardized"]
    assert "mean 250000 and deviation 1820" in model.history.note
    assert model.history[-1].loss < 1e-2
    assert learned(model, PRICES).history.notes == []


@pytest.mark.parametrize("t", [9 * X[:, 0], 3 + X[:, 0], X[:, 0] * 0.1])
def test_numbers_near_zero_are_those_of_a_calculation_by_hand(t):
    model = learned(Model([[1], [1]], seed=1), t)
    assert (model.targets, model.target_scaling) == (Targets(1), "none")
    assert model.history.notes == []


def test_one_far_column_of_several_is_enough():
    t = np.column_stack([X[:, 0], 1e6 + 1e3 * X[:, 0], np.full(20, 7.0)])
    model = learned(Model([[1], [3]], seed=1), t)
    assert model.targets.deviation[2] == 1
    np.testing.assert_allclose(model.predict(X), t, rtol=0.05, atol=0.1)


AS_THEY_ARE = {
    "outputs with bounds": (Model([[1], [1, "tanh"]], "mse", seed=1), {}),
    "a setting of the loss, which is in dollars": (Model([[1], [1]], Huber(5000.0), seed=1), {}),
    "a loss of one's own": (Model([[1], [1]], Ratio(), seed=1), {}),
    "an improvement in dollars": (
        Model([[1], [1]], seed=1), {"early_stopping": EarlyStopping("loss", min_delta=100.0)},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", AS_THEY_ARE)
def test_what_counts_in_the_unit_of_the_data_keeps_it(case):
    model, options = AS_THEY_ARE[case]
    model.train("adam", X, PRICES, epochs=2, progress=False, **options)
    assert model.targets.mean == ()


@pytest.mark.parametrize(
    "goal", [{"target": -1e6}, {"fitness": lambda y, t: -np.abs(y - t).mean(axis=(1, 2))}]
)
def test_the_fitness_to_reach_is_in_the_unit_of_the_data(goal):
    model = Model([[1], [1]], "mse", seed=1)
    training = model.training("genetic_algorithm", X, PRICES, generations=2, seed=0, **goal)
    assert next(training).best < -1e5
    asked = Model([[1], [1]], "mse", seed=1, target_scaling="standardize")
    assert next(asked.training("genetic_algorithm", X, PRICES, seed=0, **goal)).best > -10


def test_weights_set_by_hand_have_the_unit_of_the_data():
    """Degrees of Fahrenheit are 1.8 degrees of Celsius + 32."""
    celsius = np.array([[0.0], [10.0], [37.0], [100.0]])
    fahrenheit = 1.8 * celsius[:, 0] + 32
    model = Model([[1], [1]], "mse", dtype="float64")
    model.theta = [1.8, 32]
    assert model.loss(celsius, fahrenheit) < 1e-20
    assert model.evaluate(celsius, fahrenheit).r2 == 1
    assert model.trace(celsius, fahrenheit).arrays["t"].max() == 212
    model.train("adam", celsius, fahrenheit, epochs=1, learning_rate=1e-9, progress=False)
    assert model.evaluate(celsius, fahrenheit).r2 == pytest.approx(1)


def test_an_untrained_network_has_no_unit_yet():
    model = Model([[1], [1]], "mse", seed=1)
    errors = model.predict(X)[:, 0] - PRICES
    assert model.evaluate(X, PRICES).rmse == pytest.approx(np.sqrt(np.mean(errors**2)))
    assert model.loss(X, PRICES) < 10  # that of the first epoch


def test_a_single_row_is_traced_as_it_is():
    trace = Model([[1], [1]], "mse", seed=1).trace([[2.0]], [[30.0]])
    assert trace.arrays["t"] == 30
    assert "standardized" not in trace.text()


def test_a_trace_says_in_which_unit_the_targets_are():
    for model in (trained(), learned(Model([[1], [1]], seed=1), PRICES)):
        assert "They are standardized: each is (target - mean)/deviation, with mean 250000" in (
            " ".join(model.trace(X, PRICES).text().split())
        )


def test_the_decision_is_kept_in_the_file(tmp_path):
    fresh = Model([[1], [1]], seed=1)
    fresh.save(tmp_path / "fresh.edunn")
    assert Model.from_file(tmp_path / "fresh.edunn").target_scaling == "auto"
    model = learned(fresh, PRICES)
    model.save(tmp_path / "prices.edunn")
    again = Model.from_file(tmp_path / "prices.edunn")
    assert (again.targets, again.target_scaling) == (model.targets, "standardize")
    np.testing.assert_array_equal(again.predict(X), model.predict(X))


def test_a_training_in_units_of_the_spread_is_resumed_bit_for_bit(tmp_path):
    whole = Model([[1], [4, "tanh"], [1]], seed=1).training("adam", X, PRICES, epochs=6, seed=0)
    part = Model([[1], [4, "tanh"], [1]], seed=1).training("adam", X, PRICES, epochs=6, seed=0)
    whole.finish(), part.finish(3)
    part.save(tmp_path / "part.edunn")
    again = Model.from_file(tmp_path / "part.edunn")
    resumed = again.resume(X, PRICES)
    assert resumed.finish().history["loss"] == whole.history.history["loss"]
    np.testing.assert_array_equal(again.predict(X), whole.owner.predict(X))


@pytest.mark.parametrize("size", [1e39, 1e200])
def test_targets_that_the_dtype_cannot_hold_are_refused(size):
    with pytest.raises(DataError, match="too large for float32"):
        learned(Model([[1], [1]], seed=1), size * X[:, 0])


def test_large_targets_of_float64_are_learned():
    assert learned(Model([[1], [1]], dtype="float64", seed=1), 1e200 * X[:, 0]).targets.mean
    equal = Targets(1).standardized(np.full((7, 1), 0.1))
    assert equal.deviation == (1.0,)


@pytest.mark.parametrize("share", ["a", -0.1, 1.5, np.nan, [0.5], None, 1j])
def test_a_share_that_is_none_is_refused_before_anything_is_measured(share):
    with pytest.raises(EduNNError, match="validation_split"):
        learned(Model([[1], [1]], seed=1), PRICES, validation_split=share)


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
