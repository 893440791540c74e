"""The loss that belongs to a last activation, and the pairs that mean nothing."""

import numpy as np
import pytest

from edunn import Model
from edunn.activations import NAMES
from edunn.catalogue import name_of
from edunn.errors import SettingError

random = np.random.default_rng(0)
X = random.normal(size=(200, 2))
T = (X[:, 0] > 0).astype(int)


@pytest.mark.parametrize(
    ("last", "loss"),
    [
        ([1, "sigmoid"], "binary_cross_entropy"),
        ([3, "sigmoid"], "binary_cross_entropy"),
        ([3, "softmax"], "cross_entropy"),
        ([1], "mse"),
        ([2, "linear"], "mse"),
        ([1, "relu"], "mse"),
        ([1, "tanh"], "mse"),
        ([3, "softmax", {"dropout": 0.5}], "cross_entropy"),
    ],
)
def test_the_loss_follows_from_the_last_layer(last, loss):
    assert name_of(Model([[2], [4, "tanh"], last]).objective.loss) == loss


@pytest.mark.parametrize("last", [[1, "sigmoid"], [2, "softmax"], [2, "sigmoid"], [2]])
def test_two_classes_are_learned_by_every_ending_with_its_own_loss(last):
    model = Model([[2], [8, "tanh"], last], seed=1)
    history = model.train("adam", X, T, epochs=50, learning_rate=0.02, progress=False)
    assert model.evaluate(X, T).loss == pytest.approx(history[-1].loss, abs=0.05)
    if model.class_names:
        assert model.evaluate(X, T).accuracy > 0.95


@pytest.mark.parametrize("loss", ["cross_entropy", "binary_cross_entropy", "kl_divergence"])
@pytest.mark.parametrize("last", ["linear", "relu", "tanh", "elu", "softplus"])
@pytest.mark.parametrize("algorithm", ["adam", "genetic_algorithm"])
def test_a_cross_entropy_of_no_probabilities_is_refused_with_the_remedy(loss, last, algorithm):
    model = Model([[2], [2, last]], loss, seed=1)
    with pytest.raises(SettingError, match=r"needs probabilities.*(softmax|1 sigmoid).*mse"):
        model.train(algorithm, X, T, epochs=1)


@pytest.mark.parametrize("scale", [None, "standardize"])
def test_a_softmax_of_one_is_refused_before_it_learns(scale):
    model = Model([[2, {"scale": scale}], [1, "softmax"]])
    with pytest.raises(SettingError, match="1 sigmoid, or 2 softmax"):
        model.train("adam", X, T)


@pytest.mark.parametrize("name", NAMES)
def test_no_output_is_beyond_the_bounds_of_its_activation(name):
    function, x = NAMES[name](), np.linspace(-50, 50, 10_001)
    y = np.concatenate([function.value(x / scale) for scale in (1, 10, 100)])
    low, high = function.bounds
    assert y.min() >= low
    assert y.max() <= high
