"""Every parameter is checked at `fit`, and the error says what to write instead."""

import numpy as np
import pytest
from sklearn.datasets import load_iris

from edunn.errors import EduNNError
from edunn.evolution import GeneticAlgorithm
from edunn.optimizers import Adam
from edunn.sklearn import EduNNClassifier, EduNNRegressor

X, Y = load_iris(return_X_y=True)

WRONG = [
    ({"hidden_layer_sizes": (8, 0)}, r"hidden_layer_sizes has 0 in it: expected units, 1 or more"),
    ({"hidden_layer_sizes": "8"}, "hidden_layer_sizes has '8' in it"),
    ({"hidden_layer_sizes": None}, "hidden_layer_sizes has None in it"),
    ({"hidden_layer_sizes": [["rleu"]]}, "layer 1, .* Did you mean 'relu'"),
    ({"activation": "rellu"}, "unknown activation 'rellu'. Did you mean 'relu'"),
    ({"solver": "adm"}, "unknown solver 'adm'. Did you mean 'adam'"),
    ({"solver": None}, "unknown solver None"),
    ({"solver": "lbfgs"}, "solver='lbfgs' is not there: .* Try 'adam'"),
    ({"alpha": -1}, "alpha is -1 but must be a number of at least 0"),
    ({"batch_size": "all"}, "batch_size, if it is not 'auto', is 'all' but must be a whole number"),
    ({"learning_rate": 0.01}, "Pass learning_rate_init=0.01 instead"),
    ({"learning_rate": "invscaling"}, r"InverseTimeDecay\(0.01\)"),
    ({"learning_rate": "adaptiv"}, "Did you mean 'adaptive'"),
    ({"learning_rate": "adaptive", "solver": "cma_es"}, "needs the name of a solver"),
    ({"learning_rate": "adaptive", "solver": Adam()}, "needs the name of a solver"),
    ({"learning_rate_init": 0}, "learning_rate_init is 0 but must be a positive number"),
    ({"learning_rate_init": 0.1, "solver": "genetic_algorithm"}, "has no learning rate"),
    ({"learning_rate_init": 0.1, "solver": Adam()}, "learning_rate came beside Adam"),
    ({"max_iter": 2.5}, "max_iter is 2.5 but must be a whole number"),
    ({"shuffle": "no"}, "shuffle is 'no' but must be True or False"),
    ({"random_state": -1}, "random_state is -1: expected a whole number, 0 or more"),
    ({"random_state": "a"}, "random_state is 'a': expected a whole number"),
    ({"random_state": True}, "random_state is True: expected a whole number"),
    ({"tol": "a"}, "tol is 'a' but must be a number of at least 0"),
    ({"verbose": "yes"}, "verbose is 'yes'"),
    ({"warm_start": 3}, "warm_start is 3 but must be True or False"),
    ({"momentum": 2}, "momentum is 2 but must be a number from 0 to 1"),
    ({"nesterovs_momentum": "x"}, "nesterovs_momentum is 'x'"),
    ({"early_stopping": "x"}, "early_stopping is 'x'"),
    ({"validation_fraction": 1.0}, "validation_fraction is 1.0 but must be at least 0 and below 1"),
    ({"early_stopping": True, "validation_fraction": 0}, "validation_fraction is 0"),
    ({"early_stopping": True, "validation_fraction": 0.001}, "cannot hold back .* of 150 rows"),
    ({"beta_1": 1}, "beta_1 is 1 but must be at least 0 and below 1"),
    ({"beta_2": -1}, "beta_2 is -1 but must be at least 0 and below 1"),
    ({"epsilon": 0}, "epsilon is 0 but must be a positive number"),
    ({"n_iter_no_change": 0}, "n_iter_no_change is 0"),
    ({"architecture": [[5], [3, "softmax"]]}, r"are \(150, 4\) but the network takes rows of 5"),
    ({"architecture": [[4], [2, "softmax"]]}, "Check the labels, or set the size"),
    ({"architecture": [[4], [3]]}, 'no probabilities. End it with "softmax"'),
    ({"architecture": [[4], [3, "sigmoid"]]}, "no probabilities"),
    (
        {"architecture": [[4], [3, "softmax"]], "hidden_layer_sizes": (8,)},
        r"so hidden_layer_sizes=\(8,\) has no place in it",
    ),
    ({"architecture": [[4], [3, "softmax"]], "activation": "tanh"}, "so activation='tanh' has no"),
    ({"initializer": "glrot"}, "unknown initializer 'glrot'"),
    ({"loss": "squared_hinge"}, "unknown loss"),
    ({"loss": "hinge"}, "a classifier gives probabilities"),
    ({"population_size": 10}, "population_size is for evolution, but solver='adam'"),
    ({"population_size": 0, "solver": "cma_es"}, "population_size is 0"),
    ({"population_size": 9, "solver": GeneticAlgorithm()}, "population_size came beside Genetic"),
    ({"solver_params": 3}, "solver_params is 3: expected a dict"),
    ({"solver_params": {"lr": 1}}, "Set the parameter learning_rate_init instead"),
    ({"solver_params": {"beta": 1}}, "unknown setting of adam 'beta'"),
    ({"solver_params": {"epochs": 3}}, "Set the parameter max_iter instead"),
    ({"solver_params": {"beta1": 0.9}, "beta_1": 0.8}, "beta1 is set twice"),
    ({"engine": "gpu"}, "unknown engine 'gpu'"),
    ({"class_weight": "balance"}, "class_weight is 'balance': expected a dict or 'balanced'"),
    ({"class_weight": {7: 1}}, "class_weight names 7, but the classes are 0, 1, 2"),
    ({"class_weight": {0: -1}}, r"class_weight\[0\] is -1"),
]  # fmt: skip


@pytest.mark.parametrize(("parameters", "message"), WRONG, ids=lambda it: str(it)[:40])
def test_a_wrong_parameter(parameters, message):
    network = EduNNClassifier(**parameters)  # keeps everything as it is
    with pytest.raises(EduNNError, match=message):
        network.fit(X, Y)


def test_every_parameter_is_among_them():
    checked = {name for parameters, _ in WRONG for name in parameters}
    assert set(EduNNClassifier().get_params()) == checked


def brief(**parameters):
    return EduNNClassifier(4, max_iter=2, tol=None, random_state=0, **parameters)


def test_labels_that_are_no_classes():
    with pytest.raises(EduNNError, match=r"y is \(150, 2\), .*MultiOutputClassifier"):
        brief().fit(X, np.column_stack([Y, Y]))
    with pytest.raises(EduNNError, match="y has one class only, 'a': expected two or more"):
        brief().fit(X, ["a"] * 150)


def test_weights_that_are_none():
    for weights, message in [
        (np.ones(149), r"sample_weight is \(149,\) but there are 150 rows"),
        (-np.ones(150), "negative or not finite"),
        (np.zeros(150), "sample_weight is zero for every row"),
        (["a"] * 150, "sample_weight must be numbers"),
    ]:
        with pytest.raises(EduNNError, match=message):
            brief().fit(X, Y, sample_weight=weights)
    with pytest.raises(EduNNError, match="class_weight is for one class a row"):
        brief(class_weight="balanced").fit(X, np.eye(3, dtype=int)[Y] | np.eye(3, dtype=int)[0])


def test_warm_start_with_another_network():
    network = brief(warm_start=True).fit(X, Y)
    with pytest.raises(EduNNError, match="set warm_start=False to begin anew"):
        network.set_params(hidden_layer_sizes=5).fit(X, Y)
    with pytest.raises(EduNNError, match=r"y has the classes \[3, 4, 5\], but .* \[0, 1, 2\]"):
        network.set_params(hidden_layer_sizes=4).fit(X, Y + 3)


def test_partial_fit_of_what_cannot_be():
    with pytest.raises(EduNNError, match="early_stopping has nothing to stop"):
        brief(early_stopping=True).partial_fit(X, Y)
    network = brief().partial_fit(X[:100], Y[:100])
    with pytest.raises(EduNNError, match="Name all of them in the first partial_fit"):
        network.partial_fit(X[100:], Y[100:])


def test_a_network_without_bounds_for_numbers_is_learned_in_units_of_their_spread():
    network = EduNNRegressor(architecture=[[4], [1, "sigmoid"]], max_iter=1, tol=None)
    assert network.fit(X, Y / 2).model_.target_scaling == "none"
    assert EduNNRegressor(4, max_iter=1, tol=None).fit(X, Y).model_.target_scaling == "standardize"
