"""Networks of scikit-learn as models: the same numbers, the same names."""

import warnings

import numpy as np
import pytest
from sklearn.datasets import load_iris
from sklearn.decomposition import PCA
from sklearn.linear_model import Ridge
from sklearn.model_selection import GridSearchCV
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MaxAbsScaler, MinMaxScaler, RobustScaler, StandardScaler
from tests.imports.worlds import assert_same_numbers

from edunn import Model, check_gradients, open_model
from edunn.activations import Exponential
from edunn.errors import ArchitectureError, DataError, SettingError
from edunn.sklearn import EduNNClassifier

IRIS = load_iris(as_frame=True)
X, T = IRIS.data, IRIS.target_names[IRIS.target]


def fitted(estimator, x=X, t=T):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a few steps: convergence is not the point
        return estimator.fit(x, t)


@pytest.mark.parametrize("activation", ["identity", "logistic", "tanh", "relu"])
@pytest.mark.parametrize("hidden", [(), (5,), (5, 4, 3, 2)], ids=len)
def test_a_classifier_has_the_same_probabilities(activation, hidden):
    network = fitted(MLPClassifier(hidden, activation, max_iter=3, random_state=0))
    model = open_model(network)
    assert_same_numbers(model, X, network.predict_proba(X))
    assert model.classify(X) == network.predict(X).tolist()
    assert model.class_names == ("setosa", "versicolor", "virginica")
    assert model.feature_names == tuple(X.columns)
    assert model.dtype == "float64"
    for ours, W, b in zip(weighted(model), network.coefs_, network.intercepts_, strict=True):
        np.testing.assert_array_equal(ours["W"], W)
        np.testing.assert_array_equal(ours["b"], b)


def weighted(model):
    return [own for own in model.parameters if "W" in own]


def test_two_classes_are_one_output():
    network = fitted(MLPClassifier((3,), max_iter=20, random_state=0), X, T == "setosa")
    model = open_model(network)
    assert_same_numbers(model, X, network.predict_proba(X)[:, 1])
    assert model.class_names == (0, 1)
    assert model.classify(X) == network.predict(X).astype(int).tolist()
    assert type(model.objective.loss).__name__ == "BinaryCrossEntropy"


def test_multi_label_outputs_keep_their_names():
    t = np.stack([IRIS.target > 0, IRIS.target < 2], axis=1).astype(int)
    network = fitted(MLPClassifier((3,), max_iter=20, random_state=0), X, t)
    model = open_model(network)
    assert_same_numbers(model, X, network.predict_proba(X))
    assert [[int(k in row) for k in (0, 1)] for row in model.classify(X)] == (
        network.predict(X).tolist()
    )


@pytest.mark.parametrize("outputs", [1, 2])
def test_a_regressor_has_the_same_numbers(outputs):
    t = X.to_numpy()[:, 3] if outputs == 1 else X.to_numpy()[:, 2:]
    network = fitted(
        MLPRegressor(hidden_layer_sizes=(6,), activation="tanh", max_iter=20, random_state=0),
        X.iloc[:, :2],
        t,
    )
    model = open_model(network)
    assert_same_numbers(model, X.iloc[:, :2], network.predict(X.iloc[:, :2]))
    assert model.class_names is None
    assert type(model.objective.loss).__name__ == "MeanSquaredError"


def test_counts_are_an_exponential():
    network = MLPRegressor(loss="poisson", hidden_layer_sizes=(6,), max_iter=20, random_state=0)
    fitted(network, X, IRIS.target)
    model = open_model(network)
    assert model.layers[-1].as_activation == Exponential()
    assert_same_numbers(model, X, network.predict(X))


def test_float32_stays_float32():
    x = X.to_numpy(np.float32)
    network = fitted(MLPClassifier((5,), max_iter=3, random_state=0), x, T)
    model = open_model(network)
    assert model.dtype == "float32"
    assert_same_numbers(model, x, network.predict_proba(x))


SCALERS = {
    "standard": StandardScaler(),
    "only centered": StandardScaler(with_std=False),
    "only stretched": StandardScaler(with_mean=False),
    "neither": StandardScaler(with_mean=False, with_std=False),
    "min max": MinMaxScaler(),
    "min max, -1 to 1": MinMaxScaler((-1, 1)),
    "max abs": MaxAbsScaler(),
    "robust": RobustScaler(),
    "robust, only centered": RobustScaler(with_scaling=False),
}


@pytest.mark.parametrize("scaler", SCALERS.values(), ids=SCALERS)
def test_a_scaler_in_front_becomes_a_scaling_layer(scaler):
    x = X.assign(constant=3.0)
    pipeline = make_pipeline(scaler, MLPClassifier((5,), max_iter=3, random_state=0))
    fitted(pipeline, x)
    model = open_model(pipeline)
    assert model.layers[0].is_scaling
    assert_same_numbers(model, x, pipeline.predict_proba(x))
    assert model.feature_names == tuple(x.columns)


def test_two_scalers_and_a_step_that_does_nothing():
    network = MLPClassifier((5,), max_iter=3, random_state=0)
    pipeline = fitted(make_pipeline(StandardScaler(), "passthrough", MinMaxScaler(), network))
    model = open_model(pipeline)
    assert len(model.layers) == 6
    assert_same_numbers(model, X, pipeline.predict_proba(X))


def test_the_scaling_stays_through_further_training():
    pipeline = fitted(make_pipeline(StandardScaler(), MLPClassifier((5,), max_iter=3)))
    model = open_model(pipeline)
    before = {name: q.copy() for name, q in model.learned.statistics[0].items()}
    model.train("adam", X.iloc[:40] * 100, T[:40], epochs=1)
    for name, q in before.items():
        np.testing.assert_array_equal(model.learned.statistics[0][name], q)


def test_an_opened_network_is_a_model_like_any_other(tmp_path):
    """A student's story: fit, open, trace with a pencil, check, save, train on."""
    pipeline = make_pipeline(StandardScaler(), MLPClassifier((4,), max_iter=200, random_state=1))
    model = open_model(fitted(pipeline))
    trace = model.trace(X.iloc[:2], T[:2])
    np.testing.assert_array_equal(trace.arrays["W1"], pipeline[-1].coefs_[0])
    expected = -np.log(pipeline.predict_proba(X.iloc[:2])[:, 0]).mean()
    assert trace.arrays["loss"] == pytest.approx(expected, rel=1e-9)
    assert check_gradients(model, X, T).ok
    model.save(tmp_path / "net.edunn")
    again = Model.from_file(tmp_path / "net.edunn")
    np.testing.assert_array_equal(again.predict(X), model.predict(X))
    before = again.loss(X, T)
    again.train("adam", X, T, epochs=20, learning_rate=0.01, seed=0)
    assert again.loss(X, T) < before
    assert again.evaluate(X, T).accuracy > 0.9


def test_other_names_and_another_loss():
    network = fitted(MLPClassifier((3,), max_iter=3))
    model = open_model(
        network, class_names=["a", "b", "c"], feature_names="pqrs", loss_function="kl_divergence"
    )
    assert model.class_names == ("a", "b", "c")
    assert model.feature_names == ("p", "q", "r", "s")
    assert type(model.objective.loss).__name__ == "KLDivergence"


def test_an_estimator_of_ours_gives_its_model():
    estimator = EduNNClassifier(max_iter=3, tol=None, random_state=0)
    with pytest.raises(ArchitectureError, match="it is not fitted"):
        open_model(estimator)
    estimator.fit(X, T)
    assert open_model(estimator) is estimator.model_


REFUSED = {
    "no network": (lambda: fitted(Ridge(), X, IRIS.target), "Ridge: EduNN has no such step"),
    "not fitted": (MLPClassifier, "MLPClassifier: it is not fitted. Call fit first."),
    "scaler alone": (lambda: fitted(StandardScaler()), "StandardScaler ends without a network"),
    "pipeline not fitted": (
        lambda: make_pipeline(StandardScaler(), MLPClassifier()),
        r"step 1, standardscaler \(StandardScaler\): it is not fitted",
    ),
    "a step of another kind": (
        lambda: fitted(make_pipeline(StandardScaler(), PCA(2), MLPClassifier((3,), max_iter=2))),
        r"step 2, pca \(PCA\): EduNN has no such step. EduNN opens .*MinMaxScaler",
    ),
    "values cut off": (
        lambda: fitted(make_pipeline(MinMaxScaler(clip=True), MLPClassifier((3,), max_iter=2))),
        "step 1, .*clip=True",
    ),
    "a search": (
        lambda: fitted(GridSearchCV(MLPClassifier(max_iter=2), {"alpha": [0]}, cv=2)),
        "best_estimator_",
    ),
}


@pytest.mark.parametrize(("make", "why"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_network_is_refused_by_name(make, why):
    with pytest.raises(ArchitectureError, match=why):
        open_model(make())


def test_names_that_do_not_fit_are_refused():
    network = fitted(MLPClassifier((3,), max_iter=3))
    with pytest.raises(DataError, match="3"):
        open_model(network, class_names=["a", "b"])
    with pytest.raises(SettingError, match="2 feature names"):
        open_model(network, feature_names=["a", "b"])
    with pytest.raises(SettingError, match="ends with"):
        open_model(network, ending="sigmoid")
    assert open_model(network, ending="softmax").class_names == tuple(IRIS.target_names)
