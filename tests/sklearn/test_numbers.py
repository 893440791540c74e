"""The numbers of an estimator are those of the same `Model`, trained by hand: to the last bit."""

import numpy as np
import pytest
from sklearn.datasets import load_diabetes, load_iris, load_wine, make_multilabel_classification
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import scale

from edunn import EarlyStopping, Model
from edunn.regularizers import L2
from edunn.sklearn import EduNNClassifier, EduNNRegressor

IRIS, SPECIES = load_iris(return_X_y=True)
IRIS = scale(IRIS)
PATIENTS, PROGRESSION = load_diabetes(return_X_y=True)
PATIENTS = PATIENTS[:, :4]


def by_hand(*network, **settings):
    """The model with the initial weights that estimators have by default."""
    return Model(*network, initializer="glorot_uniform", **settings)


def same(given, expected):
    return given.dtype == expected.dtype and np.array_equal(given, expected)


def test_a_classifier_by_default():
    network = EduNNClassifier((8,), alpha=0.1, max_iter=20, tol=None, random_state=3)
    network.fit(IRIS, SPECIES)

    short = [[4], [8, "relu"], [3, "softmax"]]
    model = by_hand(short, regularizer=L2(0.1 / 32), dtype="float64", seed=3)
    history = model.train("adam", IRIS, SPECIES, epochs=20)
    assert same(network.predict_proba(IRIS), model.predict(IRIS))
    assert network.predict(IRIS).tolist() == model.classify(IRIS)
    assert network.loss_curve_ == history.history["loss"]


def test_a_training_that_ends_when_the_loss_has_converged():
    network = EduNNClassifier(8, alpha=0, learning_rate_init=0.1, random_state=0).fit(IRIS, SPECIES)
    model = by_hand([[4], [8, "relu"], [3, "softmax"]], dtype="float64", seed=0)
    rule = EarlyStopping("loss", patience=20, min_delta=1e-4)
    history = model.train("adam", IRIS, SPECIES, epochs=200, learning_rate=0.1, early_stopping=rule)
    assert network.n_iter_ == len(history) < 200
    assert network.loss_ <= min(history.history["loss"]) + 1e-4
    assert same(network.model_.theta, model.theta)


def test_early_stopping_by_a_validation_set():
    network = EduNNClassifier((8,), alpha=0, early_stopping=True, random_state=1)
    network.fit(IRIS, SPECIES)

    rows = np.arange(len(IRIS))
    kept, held = train_test_split(rows, test_size=0.1, stratify=SPECIES, random_state=1)
    model = by_hand([[4], [8, "relu"], [3, "softmax"]], dtype="float64", seed=1)
    history = model.train(
        "adam", IRIS[kept], SPECIES[kept], epochs=200, classes=[0, 1, 2],
        validation_data=(IRIS[held], SPECIES[held]),
        early_stopping=EarlyStopping("val_accuracy", patience=20, min_delta=1e-4),
    )  # fmt: skip
    assert same(network.model_.theta, model.theta)
    assert network.validation_scores_ == pytest.approx(history.history["val_accuracy"])
    assert network.best_validation_score_ == max(network.validation_scores_)


def test_a_regressor():
    network = EduNNRegressor((8,), "tanh", alpha=0, max_iter=20, tol=None, random_state=5)
    network.fit(PATIENTS, PROGRESSION)

    short = [[4], [8, "tanh"], [1, "linear"]]
    model = by_hand(short, target_scaling="standardize", dtype="float64", seed=5)
    model.train("adam", PATIENTS, PROGRESSION, epochs=20)
    assert same(network.predict(PATIENTS), model.predict(PATIENTS)[:, 0])
    r2 = model.evaluate(PATIENTS, PROGRESSION).r2
    assert network.score(PATIENTS, PROGRESSION) == pytest.approx(r2, rel=1e-12)


def test_a_genetic_algorithm():
    network = EduNNClassifier(
        (4,), solver="genetic_algorithm", population_size=30, max_iter=15, alpha=0,
        solver_params={"mutation_scale": 0.3}, random_state=2,
    ).fit(IRIS, SPECIES)  # fmt: skip
    model = by_hand([[4], [4, "relu"], [3, "softmax"]], dtype="float64", seed=2)
    model.train(
        "genetic_algorithm", IRIS, SPECIES, epochs=15, population_size=30, mutation_scale=0.3
    )
    assert same(network.predict_proba(IRIS), model.predict(IRIS))


def test_a_whole_network_in_the_short_form_by_the_compiled_engine():
    short = [[13, {"scale": "standardize"}], [8, "relu", {"dropout": 0.1}], [3, "softmax"]]
    X, y = load_wine(return_X_y=True)
    X = X.astype("float32")
    network = EduNNClassifier(
        architecture=short, solver="gradient_descent", learning_rate_init=0.05, batch_size=16,
        alpha=0, max_iter=10, tol=None, engine="fused", random_state=0,
    ).fit(X, y)  # fmt: skip
    model = by_hand(short, seed=0, engine="fused")
    model.train("gradient_descent", X, y, learning_rate=0.05, batch_size=16, epochs=10)
    assert same(network.predict_proba(X), model.predict(X))
    assert network.model_.history.engine == "fused"


def test_several_labels_a_row():
    X, y = make_multilabel_classification(n_samples=60, n_classes=3, random_state=0)
    network = EduNNClassifier((8,), alpha=0, max_iter=10, tol=None, random_state=0).fit(X, y)
    model = by_hand([[20], [8, "relu"], [3, "sigmoid"]], dtype="float64", seed=0)
    model.train("adam", X, y, epochs=10)
    assert same(network.predict_proba(X), model.predict(X))
    rows = [[k for k in range(3) if row[k]] for row in network.predict(X)]
    assert rows == model.classify(X)


def test_weights_of_rows_and_classes():
    weights = np.linspace(1, 3, len(SPECIES))
    network = EduNNClassifier(
        (4,), alpha=0, max_iter=5, tol=None, class_weight={0: 4.0}, random_state=0
    ).fit(IRIS, SPECIES, sample_weight=weights)
    own = weights * np.where(SPECIES == 0, 4.0, 1.0)
    model = by_hand([[4], [4, "relu"], [3, "softmax"]], dtype="float64", seed=0)
    model.train("adam", IRIS, SPECIES, epochs=5, sample_weight=own / own.mean())
    assert same(network.model_.theta, model.theta)
