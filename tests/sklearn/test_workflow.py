"""A day's work with scikit-learn, with our network in the place of its own."""

import os
import subprocess
import sys

import joblib
import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from sklearn.calibration import CalibratedClassifierCV
from sklearn.compose import make_column_transformer
from sklearn.datasets import load_breast_cancer, load_iris
from sklearn.ensemble import BaggingRegressor, RandomForestClassifier, VotingClassifier
from sklearn.inspection import DecisionBoundaryDisplay, permutation_importance
from sklearn.model_selection import (
    GridSearchCV,
    cross_val_predict,
    cross_val_score,
    learning_curve,
    train_test_split,
)
from sklearn.multioutput import MultiOutputClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from edunn.data import load
from edunn.sklearn import EduNNClassifier, EduNNRegressor

mpl.use("Agg")

X, Y = load_breast_cancer(return_X_y=True, as_frame=True)
X = X.iloc[:, :6]


def network(**parameters):
    """A pipeline that trains for a moment."""
    own = {"learning_rate_init": 0.02, "max_iter": 15, "tol": None, "random_state": 0}
    return make_pipeline(StandardScaler(), EduNNClassifier(8, **own | parameters))


def test_a_table_of_numbers_and_words():
    table = pd.DataFrame(
        {
            "length": np.arange(60.0),
            "colour": ["red", "green", "blue"] * 20,
            "kind": ["a", "b"] * 30,
        }
    )
    columns = make_column_transformer(
        (StandardScaler(), ["length"]), (OneHotEncoder(sparse_output=False), ["colour", "kind"])
    ).set_output(transform="pandas")
    species = np.where(table.colour == "red", "rose", "leaf")
    pipeline = make_pipeline(columns, *network(max_iter=60)[1:]).fit(table, species)
    assert pipeline.score(table, species) == 1.0
    assert pipeline[-1].model_.feature_names[1] == "onehotencoder__colour_blue"


def test_grid_search_in_processes_gives_the_numbers_of_one_process():
    grid = [
        {"edunnclassifier__learning_rate_init": [0.001, 0.05]},
        {
            "edunnclassifier__solver": ["genetic_algorithm"],
            "edunnclassifier__learning_rate_init": [None],
            "edunnclassifier__population_size": [20],
        },
    ]
    searches = [GridSearchCV(network(), grid, cv=3, n_jobs=jobs).fit(X, Y) for jobs in (None, 2)]
    alone, together = (search.cv_results_["mean_test_score"] for search in searches)
    assert alone.tolist() == together.tolist()
    assert alone[0] < alone[1] > 0.9
    outputs = [search.predict_proba(X) for search in searches]
    assert np.array_equal(*outputs)


def test_cross_validation_and_a_learning_curve():
    assert cross_val_score(network(), X, Y, cv=4).min() > 0.88
    probabilities = cross_val_predict(network(), X, Y, cv=3, method="predict_proba")
    assert np.allclose(probabilities.sum(axis=1), 1)
    sizes, _, scores = learning_curve(
        network(), X, Y, train_sizes=[20, 300], cv=3, shuffle=True, random_state=0
    )
    assert sizes.tolist() == [20, 300]
    assert scores[1].mean() > scores[0].mean()


def test_a_vote_with_a_forest():
    vote = VotingClassifier(
        [("network", network()), ("forest", RandomForestClassifier(20, random_state=0))],
        voting="soft",
    )
    train, test, labels, truth = train_test_split(X, Y, random_state=0)
    assert vote.fit(train, labels).score(test, truth) > 0.9


def test_calibrated_probabilities():
    calibrated = CalibratedClassifierCV(network(), cv=3).fit(X, Y)
    assert calibrated.predict_proba(X[:3]).shape == (3, 2)
    assert calibrated.score(X, Y) > 0.9


def test_importance_by_permutation_finds_the_columns_that_matter():
    noisy = X.assign(noise=np.random.default_rng(0).normal(size=len(X)))
    fitted = network(max_iter=40).fit(noisy, Y)
    importance = permutation_importance(fitted, noisy, Y, n_repeats=3, random_state=0)
    assert importance.importances_mean[-1] < 0.01 < importance.importances_mean.max()


def test_a_decision_boundary():
    iris = load_iris()
    plane = iris.data[:, 2:]
    fitted = EduNNClassifier(8, learning_rate_init=0.05, max_iter=60, tol=None, random_state=0)
    fitted.fit(plane, iris.target_names[iris.target])
    display = DecisionBoundaryDisplay.from_estimator(fitted, plane, grid_resolution=20)
    assert display.response.shape[:2] == (20, 20)


def test_a_pipeline_saved_by_joblib(tmp_path):
    fitted = network().fit(X, Y)
    joblib.dump(fitted, tmp_path / "network.joblib")
    copy = joblib.load(tmp_path / "network.joblib")
    assert np.array_equal(copy.predict_proba(X), fitted.predict_proba(X))
    assert np.array_equal(copy[-1].model_.theta, fitted[-1].model_.theta)


@pytest.mark.parametrize("solver", ["adam", "genetic_algorithm"])
def test_a_fitted_network_survives_pickling_with_the_compiled_engine(solver):
    pytest.importorskip("numba")
    fitted = EduNNClassifier(4, solver=solver, engine="fused", max_iter=5, tol=None, random_state=0)
    fitted.fit(StandardScaler().fit_transform(X), Y)
    assert fitted.model_.history.engine == "fused"
    copies = joblib.Parallel(2)(joblib.delayed(lambda it: it)(fitted) for _ in range(2))
    assert all(np.array_equal(copy.model_.theta, fitted.model_.theta) for copy in copies)


def test_meta_estimators_of_all_kinds():
    digits = load("curve")
    bag = BaggingRegressor(EduNNRegressor(8, max_iter=20, tol=None), 3, random_state=0)
    assert bag.fit(digits.inputs, digits.targets.ravel()).predict(digits.inputs).ndim == 1
    Y2 = np.column_stack([Y, 1 - Y])
    both = MultiOutputClassifier(network()).fit(X, Y2).predict(X)
    assert (both == Y2).mean() > 0.9


PROGRAM = """
from hashlib import sha256
from sklearn.datasets import load_digits
from edunn.sklearn import EduNNClassifier

X, y = load_digits(return_X_y=True)
network = EduNNClassifier((100,), engine="numpy", max_iter=3, tol=None, random_state=0)
print(sha256(network.fit(X / 16, y).predict_proba(X / 16)).hexdigest())
"""


def test_the_number_of_threads_changes_no_number():
    """In the processes of joblib linear algebra has one thread, and outside as many as cores."""
    found = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env=os.environ | {"OPENBLAS_NUM_THREADS": threads, "OMP_NUM_THREADS": threads},
            capture_output=True, text=True, check=True,
        ).stdout
        for threads in ("1", "2")
    }  # fmt: skip
    assert len(found) == 1
