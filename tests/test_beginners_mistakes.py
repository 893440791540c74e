"""Thirty-odd mistakes of beginners, with their causes and cures, and ten healthy trainings.

A mistake is answered where it can first be seen: when the model is built, at its first training, or
at the end, in `history.notes`. Healthy trainings get no note.
"""

import numpy as np
import pytest

from edunn import EduNNError, Model
from edunn.data import load
from edunn.regularizers import L2

random = np.random.default_rng(0)
X = random.normal(size=(120, 2))
T = (X[:, 0] > 0).astype(int)
NUMBERS = np.sin(X[:, 0])
DOLLARS = 250_000 + 50_000 * X[:, 0]
NOISE = random.integers(0, 2, size=120)
IRIS = load("iris")
SETTINGS = {"learning_rate": 0.02, "epochs": 60}


def said_of(network, x, t, loss=None, algorithm="adam", model=None, **settings):
    """All that is said about a training: the error, or the notes."""
    given = {**SETTINGS, **settings}
    given = {name: value for name, value in given.items() if value is not None}
    try:
        built = Model(network, loss, seed=1, **(model or {}))
        return built.train(algorithm, x, t, seed=1, progress=False, **given).note
    except EduNNError as error:
        return str(error)


HIDDEN = [[2], [8, "tanh"], [2, "softmax"]]
SIGMOID = [[2], [8, "tanh"], [1, "sigmoid"]]
LINEAR = [[2], [8, "tanh"], [1]]
CIRCLES = load("circles")

SICK = {
    "softmax of one": (([[2], [1, "softmax"]], X, T), {}, "1 sigmoid"),
    "linear outputs, cross-entropy": (([[2], [2]], X, T, "cross_entropy"), {}, "softmax"),
    "relu outputs, cross-entropy": (([[2], [2, "relu"]], X, T, "cross_entropy"), {}, "softmax"),
    "relu before softmax's loss": (([[2], [2, "relu"]], X, T, "kl_divergence"), {}, "softmax"),
    "tanh output, binary cross-entropy": (
        ([[2], [1, "tanh"]], X, T, "binary_cross_entropy"), {}, "1 sigmoid",
    ),
    "regression with cross-entropy": ((LINEAR, X, NUMBERS, "cross_entropy"), {}, "mse"),
    "one sigmoid, cross-entropy": ((SIGMOID, X, T, "cross_entropy"), {}, "binary_cross_entropy"),
    "sigmoids, cross-entropy": (
        ([[2], [2, "sigmoid"]], X, T, "cross_entropy"), {}, "binary_cross_entropy",
    ),
    "sigmoid and prices": ((SIGMOID, X, DOLLARS, "mse"), {}, "cannot be reached"),
    "prices as they are": (
        (LINEAR, X, DOLLARS), {"model": {"target_scaling": "none"}}, "target_scaling",
    ),
    "prices": ((LINEAR, X, DOLLARS), {}, "learned standardized"),
    "relu outputs, negative targets": (
        ([[2], [8, "tanh"], [1, "relu"]], X, -1 - NUMBERS**2), {}, "cannot be reached",
    ),
    "tanh outputs, large targets": (
        ([[2], [8, "tanh"], [1, "tanh"]], X, 5 * NUMBERS, "mse"), {}, "cannot be reached",
    ),
    "weights that are all zero": ((HIDDEN, X, T), {"sample_weight": np.zeros(120)}, "is 0"),
    "class weights that are all zero": (
        (HIDDEN, X, T), {"class_weight": {0: 0.0, 1: 0.0}}, "is 0",
    ),
    "huge weights": ((HIDDEN, X, T), {"sample_weight": np.full(120, 1e300)}, "divide"),
    "accuracy of numbers": (
        (LINEAR, X, NUMBERS, None, "genetic_algorithm"),
        {"fitness": "accuracy", "learning_rate": None}, "numbers",
    ),
    "zero weights": ((HIDDEN, X, T), {"model": {"initializer": "zeros"}}, "same weights"),
    "a rate of a million": ((LINEAR, X, NUMBERS), {
        "learning_rate": 1e6, "algorithm": "gradient_descent"}, "learning rate"),
    "a rate far too small": ((HIDDEN, X, NOISE), {"learning_rate": 1e-9}, "too small"),
    "inputs of another unit": (([[2], [8, "relu"], [1]], 1e5 * X, NUMBERS), {
        "algorithm": "gradient_descent", "learning_rate": 0.1}, "scale"),
    "saturated by raw inputs": ((HIDDEN, 1e6 * np.abs(X) + 1e9, NOISE), {}, "scale"),
    "a dead layer": (([[2], [8, "relu"], [2, "softmax"]], X, T), {
        "algorithm": "gradient_descent", "learning_rate": 1e5}, "learning rate"),
    "a straight border for a ring": (
        ([[2], [2, "softmax"]], CIRCLES.inputs, CIRCLES.targets), {"epochs": 100}, "hidden layer",
    ),
    "a penalty far too strong": (
        (HIDDEN, X, NOISE),
        {"model": {"regularizer": L2(100.0)}},
        "regularizer=L2(strength=0.333)",
    ),
    "dropout of nearly everything": (
        ([[2], [8, "tanh", {"dropout": 0.95}], [2, "softmax"]], X, NOISE),
        {"learning_rate": 1e-3},
        "Dropout",
    ),
    "nothing to learn": (([[2], [2, "softmax"]], X, NOISE), {"epochs": 100}, "better than always"),
    "sigmoids in a tower": (
        ([[2], *[[8, "sigmoid"]] * 6, [2, "softmax"]], X, T),
        {"algorithm": "gradient_descent", "learning_rate": 0.1}, "gradient of the first layer",
    ),
    "all rows alike": ((HIDDEN, np.ones((120, 2)), T), {}, "same"),
    "sorted rows, the last held out": (
        (HIDDEN, X[np.argsort(T)], np.sort(T)), {"validation_split": 0.45},
        "'1' is only in the validation rows",
    ),
    "sorted rows, the last class alone held out": (
        (HIDDEN, X[np.argsort(T)], np.sort(T)), {"validation_split": 0.2},
        "'0' is missing from the validation rows",
    ),
    "a table learned by heart": (([[2], [64, "relu"], [64, "relu"], [2, "softmax"]], X, NOISE), {
        "validation_split": 0.5, "epochs": 300}, "by heart"),
    "epochs and generations": ((HIDDEN, X, T), {"generations": 5}, "same setting"),
    "shuffle no": ((HIDDEN, X, T), {"shuffle_data": "no"}, "True or False"),
    "a huge population": ((HIDDEN, X, T, None, "genetic_algorithm"), {
        "population_size": 10**7, "learning_rate": None}, "bytes"),
    "a mini-batch of no rows": ((HIDDEN, X, T), {"batch_size": 0}, "1 or more"),
    "labels of three, outputs for two": ((HIDDEN, IRIS.inputs[:, :2], IRIS.targets), {}, "to 3"),
}  # fmt: skip

HEALTHY = {
    "softmax": ((HIDDEN, X, T), {}),
    "one sigmoid": ((SIGMOID, X, T), {}),
    "one sigmoid, words": ((SIGMOID, X, np.where(T, "yes", "no")), {}),
    "sigmoids": (([[2], [8, "tanh"], [2, "sigmoid"]], X, T), {}),
    "regression": ((LINEAR, X, NUMBERS), {"epochs": 100}),
    "straight line": (([[2], [1]], X, 2 * X[:, 0] + 1), {"epochs": 100}),
    "iris": (([[4, {"scale": "standardize"}], [8, "relu"], [3, "softmax"]],
              IRIS.inputs, IRIS.targets), {}),
    "with validation": ((HIDDEN, X, T), {"validation_split": 0.25}),
    "weights": ((HIDDEN, X, T), {"class_weight": "balanced"}),
    "genetic algorithm": ((HIDDEN, X, T, None, "genetic_algorithm"), {"learning_rate": None}),
    "evolution strategy": ((HIDDEN, X, T, None, "cma_es"), {"learning_rate": None}),
}  # fmt: skip


@pytest.mark.parametrize("case", SICK)
def test_a_mistake_is_answered_with_its_cure(case):
    arguments, settings, cure = SICK[case]
    said = said_of(*arguments, **settings)
    assert said, case
    assert cure in said


@pytest.mark.parametrize("case", HEALTHY)
def test_a_healthy_training_says_nothing_extra(case):
    arguments, settings = HEALTHY[case]
    assert said_of(*arguments, **settings) == ""
