"""Whatever comes in: a right answer, or an error that says what came and what was expected.

Nothing is lost by a refused call: the model is what it was.
"""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from edunn import EarlyStopping, EduNNError, Model
from edunn.errors import (
    ArchitectureError,
    DataError,
    DivergedError,
    SettingError,
    ShapeError,
    UnknownNameError,
)
from edunn.layers import Dense, Dropout
from edunn.optimizers import Adam

X = np.random.default_rng(0).normal(size=(10, 2))
T = np.array([0, 1, 2, 0, 1, 2, 0, 1, 2, 0])
NETWORK = [[2, {"scale": "standardize"}], [4, "tanh"], [3, "softmax"]]


@pytest.fixture
def model():
    return Model(NETWORK, seed=0)


def everything_of(model):
    statistics = [{k: v.tolist() for k, v in s.items()} for s in model.learned.statistics]
    return model.theta.tolist(), statistics, model.targets, model.feature_names, len(model.history)


def refused(model, error, words, call, *args, **options):
    """The call is refused in these words, and the model is what it was."""
    before = everything_of(model)
    with pytest.raises(error, match=words) as caught:
        call(*args, **options)
    assert isinstance(caught.value, EduNNError)
    assert everything_of(model) == before


# Rows

BAD_ROWS = {
    "no rows": (np.empty((0, 2)), DataError, r"inputs are \(0, 2\): no rows"),
    "an empty list": ([], ShapeError, r"inputs are \(0,\) but the network takes rows of 2 numbers"),
    "too many columns": (np.ones((10, 3)), ShapeError, r"\(10, 3\).*expected \(rows, 2\)"),
    "a row too short": ([1.0], ShapeError, r"\(1,\)"),
    "one axis too many": (np.ones((10, 2, 1)), ShapeError, r"\(10, 2, 1\)"),
    "a number": (3.0, ShapeError, r"inputs are \(\)"),
    "NaN": (np.where(X[4, 1] == X, np.nan, X), DataError, "row 4, column 1 is nan: missing"),
    "infinity": (np.where(X[4, 1] == X, np.inf, X), DataError, "row 4, column 1 is inf"),
    "None": ([[1.0, None]] * 10, DataError, "row 0, column 1 is nan"),
    "too large for float32": ([[1e300, 0.0]] * 10, DataError, "too large for float32"),
    "texts": ([["a", "b"]] * 10, DataError, "rows of numbers.*'a'.*Encode texts"),
    "ragged": ([[1.0, 2.0]] * 9 + [[1.0]], DataError, "all of one length"),
    "nothing": (None, ShapeError, r"labels are missing|inputs are \(\)"),
    "a dict": ({"a": [1, 2]}, DataError, "rows of numbers"),
}


@pytest.mark.parametrize(("x", "error", "words"), BAD_ROWS.values(), ids=BAD_ROWS)
def test_bad_rows_are_refused_everywhere(model, x, error, words):
    for call in (model.loss, model.gradient, model.evaluate):
        refused(model, EduNNError, words, call, x, T)
    refused(model, error, words, model.train, "adam", x, T)
    refused(model, error, words, model.train, "genetic_algorithm", x, T)
    if x is not None:
        refused(model, error, words, model.predict, x)


def test_rows_without_labels(model):
    refused(model, DataError, "labels are missing", model.train, "adam", X)
    refused(model, DataError, "labels are missing", model.loss, X)


# Labels

BAD_LABELS = {
    "too few": (T[:9], ShapeError, "10 rows of inputs but 9 labels"),
    "none": ([], DataError, "no rows"),
    "one number": (1, DataError, "no rows"),
    "too many classes": (np.arange(10), DataError, "labels is 10 .*made for 3.*last layer to 10"),
    "too few names": (["a"] * 5 + ["b"] * 5, DataError, "labels is 2 .*'a', 'b'.*made for 3"),
    "names of one class": (["a"] * 10, DataError, "labels is 1 "),
    "one-hot, too wide": (np.eye(4)[T], ShapeError, r"\(10, 4\).*output is \(10, 3\)"),
    "one axis too many": (np.ones((10, 3, 1)), EduNNError, r"\(10, 3, 1\)"),
    "fractions": (T + 0.5, ShapeError, r"targets are \(10,\) but the model's output is \(10, 3\)"),
    "NaN": (np.where(np.arange(10) == 3, np.nan, T), DataError, "label in row 3 is nan: missing"),
    "None": ([None, "b", "c"] + ["a"] * 7, DataError, "label in row 0 is None: missing"),
    "NaN in one-hot": (np.where(np.arange(30).reshape(10, 3) == 6, np.nan, 1), DataError, "row 2"),
    "infinity": (np.where(np.arange(10) == 3, np.inf, T), DataError, "row 3 is inf"),
    "ragged": ([[1], [0, 1]] * 5, DataError, "all be of one length"),
    "pandas' NA": (pd.Series(["a", "b", pd.NA] * 3 + ["c"]), DataError, "row 2"),
}


@pytest.mark.parametrize(("t", "error", "words"), BAD_LABELS.values(), ids=BAD_LABELS)
def test_bad_labels_are_refused_everywhere(model, t, error, words):
    for call in (model.loss, model.gradient, model.evaluate):
        refused(model, error, words, call, X, t)
    refused(model, error, words, model.train, "adam", X, t)


@pytest.mark.parametrize("t", [T.astype(str), T - 1, T + 1], ids=["texts", "below", "above"])
def test_labels_of_other_classes_than_before_are_refused(model, t):
    model.train("adam", X, np.array(["a", "b", "c"])[T], epochs=1)
    refused(
        model, DataError, "not a class of this model. Its classes: 'a', 'b', 'c'", model.loss, X, t
    )


def test_texts_for_a_regression_are_refused():
    model = Model([[2], [1]], "mse", seed=0)
    model.train("adam", X, X[:, 0], epochs=1)
    refused(model, DataError, "names such as 'a'; numbers are expected", model.loss, X, ["a"] * 10)


# What looks odd, but has a right answer


def test_numbers_of_one_class_are_learned(model):
    model.train("adam", X, np.ones(10, int), epochs=100, learning_rate=0.05)
    assert model.classify(X) == [1] * 10
    assert model.evaluate(X, np.ones(10, int)).accuracy == 1


def test_one_output_learns_labels_of_one_class():
    model = Model([[2], [1, "sigmoid"]], "binary_cross_entropy", seed=0)
    model.train("adam", X, np.zeros(10, int), epochs=100, learning_rate=0.05)
    assert model.classify(X) == [0] * 10


@pytest.mark.parametrize("scale", ["standardize", "min_max"])
def test_a_constant_column_becomes_zero_and_harms_nothing(scale):
    x = np.column_stack([X[:, 0], np.full(10, 0.1)])
    model = Model([[2, {"scale": scale}], [3, "softmax"]], seed=0)
    history = model.train("adam", x, T, epochs=3)
    assert np.isfinite(history.history["loss"]).all()
    assert np.isfinite(model.predict([[0.0, 5.0]])).all()


@pytest.mark.parametrize("way", ["gradient_descent", "adam", "genetic_algorithm"])
def test_a_single_row_is_learned_from(model, way):
    model.train(way, X[:1], [2], epochs=3)
    assert model.evaluate(X[:1], [2]).report is not None
    assert model.predict(X[0]).shape == (3,)


def test_a_single_row_of_a_regression_is_evaluated():
    model = Model([[2], [1]], "mse", seed=0)
    told = model.evaluate(X[:1], [0.5])
    assert told.mae == pytest.approx(abs(model.predict(X[0]).item() - 0.5), rel=1e-5)
    assert told.r2 is None
    assert "mean absolute error" in str(told)


def test_a_mini_batch_larger_than_the_data_is_all_of_it(model):
    assert model.train("sgd", X, T, epochs=1, batch_size=1000)[-1].forward_passes == 30


@pytest.mark.parametrize("size", [1e4, -1e4])
def test_large_inputs_are_answered(model, size):
    assert np.isfinite(model.predict([size, size])).all()
    model.train("adam", X * size, T, epochs=2)
    assert np.isfinite(model.evaluate(X * size, T).loss)


def test_whole_numbers_bools_and_texts_of_numbers_are_numbers(model):
    expected = model.predict([[1.0, 0.0]])
    for same in ([[1, 0]], [[True, False]], [["1", "0"]]):
        np.testing.assert_array_equal(model.predict(same), expected)


# Settings of a training

BAD_SETTINGS = {
    "no epochs": ({"epochs": 0}, "epochs is 0"),
    "negative epochs": ({"epochs": -5}, "epochs is -5 but must be a whole number, 1 or more"),
    "half an epoch": ({"epochs": 2.5}, "epochs is 2.5"),
    "no mini-batch": ({"batch_size": 0}, "batch_size is 0"),
    "a rate of 0": ({"learning_rate": 0}, "learning_rate is 0 but must be a positive number"),
    "a negative rate": ({"learning_rate": -0.1}, "learning_rate is -0.1"),
    "a rate of NaN": ({"learning_rate": float("nan")}, "learning_rate is nan"),
    "a rate in words": ({"learning_rate": "fast"}, "learning_rate is 'fast'"),
    "all held back": ({"validation_split": 1}, "leaves one side empty"),
    "more than all": ({"validation_split": 1.5}, "validation_split is 1.5"),
    "weights: too few": ({"sample_weight": np.ones(9)}, r"sample_weight is \(9,\).*10 rows"),
    "weights: negative": ({"sample_weight": -np.ones(10)}, "negative"),
    "weights: NaN": ({"sample_weight": np.full(10, np.nan)}, "not finite"),
    "weights: texts": ({"sample_weight": ["a"] * 10}, "sample_weight must be numbers"),
    "no such class": ({"class_weight": {7: 2.0}}, "names 7, but the classes are 0, 1, 2"),
    "negative class": ({"class_weight": {1: -2.0}}, r"class_weight\[1\] is -2.0"),
    "class weights in words": ({"class_weight": "even"}, "'even': expected a dict or 'balanced'"),
    "a seed in words": ({"seed": "lucky"}, "seed is 'lucky'"),
    "a negative seed": ({"seed": -1}, "seed is -1"),
    "no patience": ({"patience": -1}, "patience is -1"),
    "nothing held back": ({"early_stopping": EarlyStopping("val_loss")}, "no validation rows"),
    "not measured": ({"early_stopping": EarlyStopping("best")}, "unknown monitor 'best'"),
    "for evolution only": ({"fitness": "accuracy"}, "for evolution"),
    "for evolution, too": ({"target": 0.9}, "for evolution"),
    "no such setting": ({"learning_rat": 0.1}, "'learning_rat'. Did you mean 'learning_rate'"),
    "validation without labels": ({"validation_data": X}, "^validation_data: labels are missing"),
    "validation by a number": ({"validation_data": 5}, "^validation_data: labels are missing"),
    "validation of another shape": (
        {"validation_data": (X[:, :1], T)},
        r"^validation_data: inputs are \(10, 1\)",
    ),
}


@pytest.mark.parametrize(("options", "words"), BAD_SETTINGS.values(), ids=BAD_SETTINGS)
def test_bad_settings_are_refused_before_anything_happens(model, options, words):
    refused(model, EduNNError, words, model.train, "adam", X, T, **options)


BAD_EVOLUTION = {
    "a crowd of none": ({"population_size": 0}, "population_size is 0"),
    "all are elite": ({"population_size": 5, "elitism": 5}, "leaves no individual to change"),
    "no such selection": ({"selection": "tournement"}, "Did you mean 'tournament'"),
    "no such crossover": ({"crossover": "unifrom"}, "Did you mean 'uniform'"),
    "no such mutation": ({"mutation": "gausian"}, "Did you mean 'gaussian'"),
    "no such setting": ({"populaton_size": 5}, "Did you mean 'population_size'"),
    "no such fitness": ({"fitness": "acuracy"}, "Did you mean 'accuracy'"),
    "not likely": ({"mutation_probability": 2}, "2"),
    "no such preset": ({"preset": "orignal"}, "Did you mean 'original'"),
}


@pytest.mark.parametrize(("options", "words"), BAD_EVOLUTION.values(), ids=BAD_EVOLUTION)
def test_bad_settings_of_evolution_are_refused_too(model, options, words):
    refused(model, EduNNError, words, model.train, "genetic_algorithm", X, T, **options)


@pytest.mark.parametrize(
    ("way", "words"),
    [
        ("gradient_decent", "unknown algorithm.*Did you mean 'gradient_descent'"),
        ("genetic_algoritm", "Did you mean 'genetic_algorithm'"),
        (None, "unknown algorithm None"),
        (3, "unknown algorithm 3"),
    ],
)
def test_unknown_ways_are_answered_with_near_matches(model, way, words):
    refused(model, UnknownNameError, words, model.train, way, X, T)


def test_settings_beside_an_object_are_refused(model):
    words = "learning_rate came beside Adam"
    refused(model, SettingError, words, model.train, Adam(), X, T, learning_rate=0.1)


def test_a_fitness_function_must_give_one_number_an_individual(model):
    with pytest.raises(SettingError, match=r"gave \(10,\) but \(4,\) is expected"):
        model.train("genetic_algorithm", X, T, population_size=4, fitness=lambda y, t: np.ones(10))


# The model itself

BAD_MODELS = {
    "no loss": ({"loss_function": "cross_entrpy"}, "unknown loss.*Did you mean 'cross_entropy'"),
    "no initializer": ({"initializer": "he_norml"}, "Did you mean 'he_normal'"),
    "no regularizer": ({"regularizer": "l3"}, "unknown regularizer 'l3'"),
    "no dtype": ({"dtype": "float16"}, "unknown dtype 'float16'. Did you mean"),
    "no engine": ({"engine": "turbo"}, "unknown engine 'turbo'. .*auto, fused, numpy"),
    "a rate in words": ({"learning_rate": "fast"}, "learning_rate is 'fast'"),
    "a negative rate": ({"learning_rate": -1}, "learning_rate is -1"),
    "a seed in words": ({"seed": "lucky"}, "seed is 'lucky'"),
}


@pytest.mark.parametrize(("options", "words"), BAD_MODELS.values(), ids=BAD_MODELS)
def test_bad_models_are_refused(options, words):
    with pytest.raises(EduNNError, match=words):
        Model(NETWORK, **options)


BAD_ARCHITECTURES = {
    "nothing": ([], "an input and at least one layer"),
    "an input alone": ([[4]], "an input and at least one layer"),
    "a number": (4, "an input and at least one layer"),
    "a text": ("relu", "an input and at least one layer"),
    "units without a list": ([4, [3]], r"the input, 4: expected \[units"),
    "an empty element": ([[4], []], r"layer 1, \[\]"),
    "units of 0": ([[4], [0, "relu"]], r"layer 1, \[0, 'relu'\]: units is 0"),
    "units in words": ([[4], ["relu", 3]], r"layer 1, .*units is 'relu'"),
    "half a unit": ([[4], [2.5]], "units is 2.5"),
    "input of 0": ([[0], [1]], r"the input, \[0\]"),
    "an activated input": ([[4, "relu"], [1]], "the input has no activation"),
    "a misspelt activation": ([[4], [2, "rellu"]], "Did you mean 'relu'"),
    "the wrong layer is named": (
        [[4], [2, "relu"], [3, "sofmax"]],
        r"layer 2, \[3, 'sofmax'\].*softmax",
    ),
    "a misspelt setting": ([[4], [2, "relu", {"droput": 0.2}]], "Did you mean 'dropout'"),
    "a setting of an input": ([[4, {"l2": 0.1}], [1]], "unknown setting 'l2'. Known: scale"),
    "settings without a dict": ([[4], [2, "relu", 0.5]], "settings, third, to be a dict"),
    "too much": ([[4], [2, "relu", {}, 1]], r"expected \[units"),
    "a misspelt scaling": ([[4, {"scale": "standardise"}], [1]], "Did you mean 'standardize'"),
    "a layer as scaling": ([[4, {"scale": Dense(3)}], [1]], "the input, .*scal"),
    "a name of a layer as scaling": (
        [[4, {"scale": "dense"}], [1]],
        "unknown scaling 'dense'. Known: center, min_max, standardize",
    ),
    "dropout of everything": ([[4], [2, "relu", {"dropout": 1}]], "sets everything to zero"),
    "negative dropout": ([[4], [2, "relu", {"dropout": -0.1}]], "dropout is -0.1"),
    "a negative penalty": ([[4], [2, "relu", {"l2": -1}]], "strength is -1"),
    "a misspelt initializer": (
        [[4], [2, "relu", {"initializer": "he"}]],
        "unknown initializer 'he'",
    ),
    "no activation": ([[4], [2, 7]], "unknown activation 7"),
}


@pytest.mark.parametrize(("literal", "words"), BAD_ARCHITECTURES.values(), ids=BAD_ARCHITECTURES)
def test_a_mistake_in_the_short_form_is_answered_with_the_element(literal, words):
    with pytest.raises(ArchitectureError, match=words):
        Model(literal)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "exactly one of them"),
        ({"architecture": NETWORK, "layers": [Dense(1)]}, "exactly one of them"),
        ({"layers": [], "inputs": 2}, "layers is empty"),
        ({"layers": [Dense(1)]}, "inputs is None"),
        ({"layers": [Dense(1), "rellu"], "inputs": 2}, "layer 2, 'rellu'.*Did you mean 'relu'"),
        ({"layers": [Dense(1), 3], "inputs": 2}, "layer 2, 3, is neither a layer object"),
        ({"layers": [Dropout(0.5)], "inputs": 0}, "inputs is 0"),
    ],
)
def test_mistakes_with_layer_objects(options, words):
    with pytest.raises(EduNNError, match=words):
        Model(**options)


BAD_THETAS = {
    "too short": ([1.0, 2.0], ShapeError, r"theta is \(2,\)"),
    "a table": (np.ones((1, 27)), ShapeError, r"theta is \(1, 27\)"),
    "NaN": (np.full(27, np.nan), DataError, "NaN"),
    "too large for float32": (np.full(27, 1e300), DataError, "infinity"),
    "texts": (["a"] * 27, DataError, "vector of numbers"),
    "ragged": ([[1], [1, 2]], DataError, "vector of numbers"),
}


@pytest.mark.parametrize(("vector", "error", "words"), BAD_THETAS.values(), ids=BAD_THETAS)
def test_bad_thetas_are_refused(model, vector, error, words):
    refused(model, error, words, setattr, model, "theta", vector)


# Divergence


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("loss", ["mse", "log_cosh"])
def test_a_rate_far_too_large_ends_with_a_clear_error(loss, dtype):
    model = Model([[2], [8, "relu"], [1]], loss, dtype=dtype, seed=1)
    model.theta = np.abs(model.theta) + 0.1
    training = model.training("sgd", X, 1e3 * X[:, 0], epochs=500, learning_rate=1e25, batch_size=2)
    with pytest.raises(DivergedError, match=r"epoch \d+: .* learning rate, 1e\+25, is probably"):
        list(training)
    assert training.finished
    assert np.isfinite(model.theta).all()
    assert "diverged" in training.history.ending


def test_the_last_good_parameters_are_those_before_the_bad_epoch():
    model = Model([[2], [8, "relu"], [1]], "mse", seed=1)
    training = model.training("sgd", X, X[:, 0], epochs=9, learning_rate=0.01, batch_size=2)
    next(training)
    good = model.theta
    training.optimizer = replace(training.optimizer, learning_rate=1e30)
    with pytest.raises(DivergedError, match="in epoch 2"):
        next(training)
    np.testing.assert_array_equal(model.theta, good)
    assert len(model.history) == 1
    assert next(training, None) is None


def test_the_layer_where_it_began_is_named():
    model = Model([[2], [4, "exponential"], [4, "exponential"], [1]], "mse", seed=0)
    model.theta = np.full_like(model.theta, 50.0)
    with pytest.raises(DivergedError, match=r"output of layer \d \((dense 4|exponential)\)"):
        model.train("sgd", np.abs(X), X[:, 0], epochs=5)


def test_the_very_last_update_is_looked_at_too():
    model = Model([[1], [1]], "mse", seed=0)
    before = model.theta
    with pytest.raises(DivergedError, match="after the last update"):
        model.train("sgd", [[1e4]], [1e4], epochs=1, learning_rate=1e38)
    np.testing.assert_array_equal(model.theta, before)


def test_large_but_finite_slopes_are_no_divergence():
    model = Model([[1], [1]], "mae", seed=0)
    model.train("sgd", [[1e25]], [0.0], epochs=1, clip_norm=1.0)
    assert np.isfinite(model.theta).all()


def test_targets_too_large_for_float32_are_refused():
    model = Model([[2], [1]], "mse", seed=0)
    t = np.where(np.arange(10) == 4, 1e300, 0.0)
    refused(model, DataError, "target in row 4 is too large for float32", model.train, "sgd", X, t)
