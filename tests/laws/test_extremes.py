"""Inputs of 1e4 and -1e4, through everything that has a name: an answer or an error, no warning."""

from contextlib import suppress

import numpy as np
import pytest
from tests.laws.worlds import any_pair_learns, every_activation, every_loss, every_optimizer  # noqa: F401

from edunn import Model
from edunn.errors import DivergedError

LARGE = np.array([[1e4, -1e4, 1e4], [-1e4, -1e4, -1e4], [0.0, 0.0, 0.0], [1e4, 1e4, 1e4]])
T = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 1.0]])
both_dtypes = pytest.mark.parametrize("dtype", ["float32", "float64"])
BOUNDED = {
    "binary_step",
    "sigmoid",
    "hard_sigmoid",
    "tanh",
    "softsign",
    "gaussian",
    "sinusoid",
    "softmax",
}


@both_dtypes
@every_loss
@every_activation
def test_large_inputs_give_finite_outputs_losses_and_gradients(activation, loss, dtype):
    model = Model([[3], [2, activation]], loss, dtype=dtype, seed=0)
    assert np.isfinite(model.predict(LARGE)).all()
    if activation != "exponential":  # it answers with 1e38, and the square of that is too much
        assert np.isfinite(model.loss(LARGE, T))
        assert np.isfinite(model.gradient(LARGE, T)).all()


@pytest.mark.usefixtures("any_pair_learns")
@both_dtypes
@every_loss
@every_activation
def test_training_on_large_inputs_stays_finite_or_says_that_it_diverged(activation, loss, dtype):
    model = Model([[3], [4, activation], [2, activation]], loss, dtype=dtype, seed=0)
    with suppress(DivergedError):
        model.train("gradient_descent", LARGE, T, epochs=3, batch_size=2, learning_rate=0.1)
    assert np.isfinite(model.theta).all()


@pytest.mark.parametrize("activation", sorted(BOUNDED))
@every_optimizer
def test_what_is_squashed_learns_from_large_inputs(optimizer, activation):
    model = Model([[3], [4, activation], [2, "softmax"]], seed=0)
    history = model.train(optimizer, LARGE, T, epochs=3, batch_size=2)
    assert np.isfinite(history.history["loss"]).all()


@every_activation
def test_evolution_lives_on_large_inputs(activation):
    model = Model([[3], [4, activation], [2, "softmax"]], seed=0)
    history = model.train("genetic_algorithm", LARGE, T, epochs=3, population_size=10)
    assert np.isfinite(history.history["best"]).all()


@both_dtypes
@every_activation
def test_evaluation_of_large_inputs_does_not_warn(activation, dtype):
    model = Model([[3], [4, activation], [2, activation]], "mse", dtype=dtype, seed=0)
    model.train("adam", [[0, 0, 0], [1, 1, 1]], [0, 1], epochs=1)
    model.evaluate(LARGE, T)
