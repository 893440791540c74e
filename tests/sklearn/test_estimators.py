"""What a user of scikit-learn expects of an estimator, beyond scikit-learn's own checks."""

import pickle

import numpy as np
import pandas as pd
import pytest
from sklearn import config_context
from sklearn.base import clone
from sklearn.datasets import load_diabetes, load_digits, load_iris, make_multilabel_classification
from sklearn.exceptions import ConvergenceWarning, NotFittedError
from sklearn.model_selection import cross_validate
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler, scale

from edunn import Model
from edunn.architecture import title
from edunn.evolution import GeneticAlgorithm
from edunn.optimizers import CosineDecay, Momentum
from edunn.sklearn import EduNNClassifier, EduNNRegressor

IRIS, NUMBERS = load_iris(return_X_y=True)
IRIS = scale(IRIS)
SPECIES = load_iris().target_names[NUMBERS]
PATIENTS, PROGRESSION = load_diabetes(return_X_y=True)


def brief(**parameters):
    """A classifier that trains for a moment."""
    return EduNNClassifier(**{"hidden_layer_sizes": 8, "max_iter": 10, "tol": None} | parameters)


def seeded(**parameters):
    return brief(random_state=0, **parameters)


def test_the_line_that_everybody_has():
    network = EduNNClassifier(hidden_layer_sizes=(100,), solver="adam", max_iter=300)
    with pytest.warns(ConvergenceWarning, match="Raise max_iter or learning_rate_init"):
        network.fit(IRIS, SPECIES)
    assert network.score(IRIS, SPECIES) > 0.95


def test_every_parameter_of_scikit_learns_network_but_those_of_l_bfgs():
    parameters = MLPClassifier().get_params()
    for name in ("max_fun", "power_t"):
        del parameters[name]
    network = EduNNClassifier(**parameters | {"max_iter": 2, "tol": 10.0, "n_iter_no_change": 1})
    assert network.fit(IRIS, NUMBERS).n_iter_ == 2


def test_what_fit_leaves_has_the_names_and_shapes_of_scikit_learn():
    frame = pd.DataFrame(IRIS, columns=["a", "b", "c", "d"])
    network = seeded(hidden_layer_sizes=(8, 5)).fit(frame, SPECIES)
    assert network.classes_.tolist() == ["setosa", "versicolor", "virginica"]
    assert (network.n_classes_, network.n_features_in_, network.n_outputs_) == (3, 4, 3)
    assert network.feature_names_in_.tolist() == ["a", "b", "c", "d"]
    assert [W.shape for W in network.coefs_] == [(4, 8), (8, 5), (5, 3)]
    assert [b.shape for b in network.intercepts_] == [(8,), (5,), (3,)]
    assert (network.n_layers_, network.out_activation_, network.n_iter_) == (4, "softmax", 10)
    assert network.loss_ == network.loss_curve_[-1] == network.best_loss_
    assert network.validation_scores_ is None
    assert network.predict(frame).dtype == SPECIES.dtype


def test_two_classes_have_one_output_as_in_scikit_learn():
    network = seeded(learning_rate_init=0.05).fit(IRIS[:100], SPECIES[:100])
    assert (network.n_outputs_, network.out_activation_) == (1, "logistic")
    assert network.predict_proba(IRIS[:3]).shape == (3, 2)
    assert network.score(IRIS[:100], SPECIES[:100]) == 1.0


def test_coefs_and_intercepts_compute_what_predict_does():
    network = EduNNRegressor(5, "tanh", max_iter=5, tol=None, random_state=0)
    network.fit(PATIENTS, PROGRESSION)
    (W1, W2), (b1, b2) = network.coefs_, network.intercepts_
    y = np.tanh(PATIENTS @ W1 + b1) @ W2 + b2  # in units of the targets' spread
    y = y[:, 0] * PROGRESSION.std() + PROGRESSION.mean()
    assert network.out_activation_ == "identity"
    assert network.predict(PATIENTS) == pytest.approx(y)


def test_the_model_inside_can_be_traced_evaluated_and_saved(tmp_path):
    frame = pd.DataFrame(IRIS, columns=["a", "b", "c", "d"])
    network = seeded().fit(frame, SPECIES)
    network.model_.save(tmp_path / "iris.edunn")
    model = Model.from_file(tmp_path / "iris.edunn")
    assert model.feature_names == ("a", "b", "c", "d")
    assert model.classify(frame) == network.predict(frame).tolist()
    assert model.evaluate(frame, SPECIES).accuracy == network.score(frame, SPECIES)
    assert "dW1" in str(model.trace(frame[:2], SPECIES[:2]))


@pytest.mark.parametrize(
    "solver",
    ["gradient_descent", "momentum", "nesterov", "sgd", "adagrad", "rmsprop", "adam", "adamw"],
)
def test_every_optimizer(solver):
    network = seeded(solver=solver, learning_rate_init=0.05, max_iter=30)
    assert network.fit(IRIS, SPECIES).score(IRIS, SPECIES) > 0.8


@pytest.mark.parametrize(
    "solver",
    [
        *("genetic_algorithm", "hill_climber", "random_search", "openai_es"),
        *("pgpe", "snes", "sep_cma_es", "cma_es", "low_rank_es"),
    ],
)
def test_every_strategy_of_evolution(solver):
    network = seeded(solver=solver, hidden_layer_sizes=(3,), max_iter=60).fit(IRIS, SPECIES)
    assert network.score(IRIS, SPECIES) > 0.65
    assert network.n_iter_ == 60


def test_algorithms_and_schedules_as_objects():
    rate = CosineDecay(0.1, steps=50)
    momentum = seeded(solver=Momentum(rate, decay=0.8)).fit(IRIS, SPECIES)
    same = seeded(solver="sgd", nesterovs_momentum=False, momentum=0.8, learning_rate_init=rate)
    assert momentum.loss_curve_ == same.fit(IRIS, SPECIES).loss_curve_
    bred = seeded(solver=GeneticAlgorithm(population_size=12)).fit(IRIS, SPECIES)
    named = seeded(solver="genetic_algorithm", population_size=12).fit(IRIS, SPECIES)
    assert bred.loss_curve_ == named.loss_curve_


def test_an_adaptive_rate_falls_on_a_plateau():
    network = seeded(
        solver="sgd", learning_rate="adaptive", learning_rate_init=0.2, max_iter=60,
        n_iter_no_change=3, tol=0.01,
    ).fit(IRIS, SPECIES)  # fmt: skip
    rates = network.model_.history.columns["learning_rate"]
    assert rates[0] == 0.2
    assert 1e-6 <= rates[-1] <= 0.2 / 5**3


def test_layers_in_the_short_form_among_the_hidden_ones():
    layers = [["standardize"], 8, ["batch_norm"], [4, "tanh", {"dropout": 0.2}], "gelu"]
    network = seeded(hidden_layer_sizes=layers).fit(IRIS, SPECIES)
    names = [title(layer) for layer in network.model_.layers]
    hidden = ["standardize", "dense 8", "relu", "batch_norm", "dense 4", "tanh", "dropout 0.2"]
    assert names == [*hidden, "gelu", "dense 3", "softmax"]


def test_no_hidden_layers_is_logistic_regression():
    assert [W.shape for W in seeded(hidden_layer_sizes=()).fit(IRIS, SPECIES).coefs_] == [(4, 3)]


def test_a_convolution_on_rows_of_pixels():
    X, y = load_digits(return_X_y=True)
    short = [[8, 8, 1], ["conv", 4, 3, "relu"], ["flatten"], [10, "softmax"]]
    network = EduNNClassifier(architecture=short, learning_rate_init=0.01, max_iter=3, tol=None)
    assert network.fit(X / 16, y).score(X / 16, y) > 0.8


def test_a_loss_by_either_name():
    ours = EduNNRegressor(5, loss="mae", max_iter=5, tol=None, random_state=0)
    theirs = clone(ours).set_params(loss="absolute_error")
    curves = [each.fit(PATIENTS, PROGRESSION).loss_curve_ for each in (ours, theirs)]
    assert curves[0] == curves[1]


def test_equal_seeds_give_equal_numbers():
    states = [lambda: 3, lambda: np.random.RandomState(3), lambda: np.int64(3)]
    for state in states:
        curves = [brief(random_state=state()).fit(IRIS, NUMBERS).loss_curve_ for _ in range(2)]
        assert curves[0] == curves[1]
    curves = [brief().fit(IRIS, NUMBERS).loss_curve_ for _ in range(2)]
    assert curves[0] != curves[1]


def test_a_random_state_goes_on_and_a_number_does_not():
    network = brief(random_state=np.random.RandomState(0))
    assert network.fit(IRIS, NUMBERS).loss_curve_ != network.fit(IRIS, NUMBERS).loss_curve_
    network.set_params(random_state=0)
    assert network.fit(IRIS, NUMBERS).loss_curve_ == network.fit(IRIS, NUMBERS).loss_curve_


def test_warm_start_goes_on_with_the_weights():
    network = seeded(warm_start=True, max_iter=5).fit(IRIS, SPECIES)
    first = list(network.loss_curve_)
    network.set_params(alpha=0.01).fit(IRIS, SPECIES)
    assert network.loss_curve_[:5] == first
    assert len(network.loss_curve_) == 10
    assert network.n_iter_ == 5
    assert network.loss_curve_[5] < first[-1] + 0.02


def test_partial_fit_goes_on_with_the_state_of_the_optimizer():
    """Batch by batch without shuffling, it is the same training, to the last bit."""
    whole = seeded(solver="adam", batch_size=50, shuffle=False, max_iter=1).fit(IRIS, SPECIES)
    parts = seeded(solver="adam", batch_size=50, shuffle=False)
    for start in (0, 50, 100):
        rows = slice(start, start + 50)
        parts.partial_fit(IRIS[rows], SPECIES[rows], classes=np.unique(SPECIES))
    assert np.array_equal(parts.model_.theta, whole.model_.theta)
    assert len(parts.loss_curve_) == 3


def test_partial_fit_goes_on_with_the_population():
    network = seeded(solver="genetic_algorithm", population_size=30, batch_size=150)
    for _ in range(30):
        network.partial_fit(IRIS, SPECIES, classes=np.unique(SPECIES))
    assert network.score(IRIS, SPECIES) > 0.85
    assert network.n_iter_ == 1


def test_partial_fit_after_fit_and_after_pickling():
    network = seeded().fit(IRIS, SPECIES)
    copy = pickle.loads(pickle.dumps(network))
    curves = [each.partial_fit(IRIS, SPECIES).loss_curve_ for each in (network, copy)]
    assert curves[0] == curves[1]
    assert len(curves[0]) == 11


def test_a_regressor_learns_batch_by_batch():
    network = EduNNRegressor(8, learning_rate_init=0.01, random_state=0)
    for _ in range(40):
        network.partial_fit(scale(PATIENTS), PROGRESSION)
    assert network.score(scale(PATIENTS), PROGRESSION) > 0.5


def test_several_targets():
    Y = np.column_stack([PROGRESSION, -1000 * PROGRESSION])
    network = EduNNRegressor(16, learning_rate_init=0.02, max_iter=50, tol=None, random_state=0)
    assert network.fit(scale(PATIENTS), Y).predict(PATIENTS).shape == (442, 2)
    assert network.score(scale(PATIENTS), Y) > 0.5


def test_several_labels_a_row():
    X, Y = make_multilabel_classification(n_samples=400, n_classes=3, random_state=0)
    X = scale(X)
    network = seeded(learning_rate_init=0.02, max_iter=60, early_stopping=True).fit(X, Y)
    assert network.out_activation_ == "logistic"
    assert network.predict(X).tolist() == (network.predict_proba(X) > 0.5).astype(int).tolist()
    assert network.score(X, Y) > 0.6  # all three labels right
    assert network.best_validation_score_ == max(network.validation_scores_) > 0.6


def test_early_stopping_of_a_regressor_scores_by_r2():
    network = EduNNRegressor(
        16, learning_rate_init=0.02, early_stopping=True, validation_fraction=0.2, random_state=0
    ).fit(scale(PATIENTS), PROGRESSION)
    assert 20 < network.n_iter_ < 200
    assert len(network.validation_scores_) == network.n_iter_
    assert network.best_loss_ is None
    assert 0.2 < network.best_validation_score_ < 1


def test_balanced_classes_find_more_of_the_rare_one():
    X, y = IRIS[45:], (NUMBERS[45:] == 0).astype(int)  # 5 of 105
    X = X + np.random.default_rng(0).normal(0, 1.5, X.shape)
    found = [
        seeded(class_weight=weight, max_iter=30).fit(X, y).predict(X).sum()
        for weight in (None, "balanced")
    ]
    assert found[0] < found[1]


def test_float32_rows_are_computed_in_float32():
    network = seeded().fit(IRIS.astype("float32"), SPECIES)
    assert network.predict_proba(IRIS).dtype == np.float32
    assert seeded().fit(IRIS, SPECIES).predict_proba(IRIS).dtype == np.float64


def test_frames_from_a_transformer_bring_their_names():
    frame = pd.DataFrame(IRIS, columns=["a", "b", "c", "d"])
    scaler = StandardScaler().set_output(transform="pandas")
    pipeline = make_pipeline(scaler, seeded()).fit(frame, SPECIES)
    assert pipeline[-1].feature_names_in_.tolist() == ["a", "b", "c", "d"]
    with pytest.raises(ValueError, match="feature names should match"):
        pipeline[-1].predict(frame.rename(columns={"a": "z"}))


def test_weights_are_routed_as_metadata():
    weights = np.where(NUMBERS == 0, 0.0, 1.0)
    with config_context(enable_metadata_routing=True):
        network = seeded(learning_rate_init=0.05)
        network.set_fit_request(sample_weight=True).set_score_request(sample_weight=True)
        results = cross_validate(
            make_pipeline(StandardScaler().set_fit_request(sample_weight=False), network),
            IRIS, NUMBERS, params={"sample_weight": weights}, return_estimator=True,
        )  # fmt: skip
    assert min(results["test_score"]) > 0.8
    fitted = results["estimator"][0]
    assert fitted.predict_proba(IRIS)[:50, 0].max() < 0.5  # class 0 was never learned


def test_progress_is_printed_on_request(capsys):
    seeded(verbose=True, max_iter=2).fit(IRIS, SPECIES)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == ["epoch 1", "epoch 2"]
    assert "accuracy" in lines[0]


def test_an_estimator_that_was_not_fitted_says_so():
    with pytest.raises(NotFittedError):
        EduNNClassifier().predict(IRIS)
    assert not hasattr(EduNNClassifier(), "coefs_")
    assert not hasattr(EduNNClassifier(), "n_classes_")
