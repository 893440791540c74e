"""The readable engine is the definition; the fused one agrees with it to rounding."""

import numpy as np
import pytest
from tests.laws.worlds import (
    INPUTS,
    SCALINGS,
    any_pair_learns,  # noqa: F401
    every_activation,
    every_loss,
    every_optimizer,
    task,
)

from edunn import Model
from edunn.activations import ELU, LeakyReLU, Tanh
from edunn.catalogue import FAMILIES, find
from edunn.fused import blocked_engine
from edunn.layers import Activation, Dense, Dropout, Standardize
from edunn.losses import BinaryCrossEntropy, CrossEntropy, Huber
from edunn.optimizers import CosineDecay, ReduceOnPlateau
from edunn.training import algorithms

STEPS = 200


@pytest.fixture(autouse=True, params=[0, 2], ids=["loops", "blocked"])
def kernel(request, monkeypatch):
    """Each law holds for both kernels; for the blocked one by two threads."""
    monkeypatch.setattr(algorithms, "threads_of_blocked_kernel", lambda *_: request.param)
    monkeypatch.setattr(blocked_engine, "WORTH_A_THREAD", 0.0)


def curve_of(engine, layers, loss, dtype="float64", way="momentum", **options):
    """Theta and the records after 200 steps, on five rows of which two make a mini-batch."""
    random = np.random.default_rng(7)
    options = {"batch_size": 2, "learning_rate": 0.01, "clip_norm": 1.0} | options
    settings = {"regularizer": options.pop("regularizer", None)}
    model = Model([[INPUTS, {"scale": options.pop("scale", None)}], *layers], loss, dtype=dtype,
                  seed=3, engine=engine, **settings)  # fmt: skip
    x, t = task(model.objective.loss, layers[-1][0], random)
    epochs = -(-STEPS // -(-len(x) // options["batch_size"]))
    history = model.train(way, x, t, epochs=epochs, progress=False, **options)
    assert history.engine == engine
    return model.theta, np.array([record.loss for record in history])


def assert_agree(layers, loss="mse", *, rtol=1e-10, **options):
    readable, their_losses = curve_of("numpy", layers, loss, **options)
    fused, our_losses = curve_of("fused", layers, loss, **options)
    np.testing.assert_allclose(fused, readable, rtol=rtol, atol=rtol * np.abs(readable).max())
    np.testing.assert_allclose(our_losses, their_losses, rtol=rtol, atol=rtol)


@pytest.mark.usefixtures("any_pair_learns")
@every_loss
@every_activation
def test_every_curve_with_every_loss(activation, loss):
    assert_agree([[4, activation], [3, activation]], loss)


IN_FLOAT32 = {"dtype": "float32", "rtol": 2e-3, "way": "sgd", "batch_size": 5}


@every_activation
def test_every_curve_in_float32(activation):
    assert_agree([[4, activation], [2, activation]], **IN_FLOAT32)


@every_loss
def test_every_loss_in_float32(loss):
    assert_agree([[4, "tanh"], [2, "sigmoid"]], loss, **IN_FLOAT32)


@pytest.mark.parametrize("limits", [{}, {"clip_norm": 0.1}, {"clip_value": 0.02}], ids=str)
@pytest.mark.parametrize("rate", [0.03, CosineDecay(0.1, steps=150, warmup_steps=20)])
@every_optimizer
def test_every_optimizer(optimizer, rate, limits):
    options = {"clip_norm": None} | limits
    layers = [[4, "tanh"], [3, "softmax"]]
    assert_agree(layers, "cross_entropy", way=optimizer, learning_rate=rate, **options)


@pytest.mark.parametrize("schedule", FAMILIES["schedule"])
def test_every_schedule(schedule):
    rate = find("schedule", schedule, initial=0.1)
    assert_agree([[4, "tanh"], [1]], way="adam", learning_rate=rate)


def test_a_plateau():
    rate = ReduceOnPlateau(0.1, factor=0.5, patience=2)
    assert_agree([[4, "tanh"], [1]], way="adam", learning_rate=rate)


@pytest.mark.parametrize("regularizer", FAMILIES["regularizer"])
def test_every_regularizer(regularizer):
    assert_agree([[4, "sigmoid"], [2]], regularizer=regularizer)


@pytest.mark.parametrize("scale", SCALINGS)
def test_every_scaling_of_the_inputs(scale):
    assert_agree([[4, "relu"], [2]], scale=scale)


@pytest.mark.parametrize("batch_size", [1, 3, 5, 32])
def test_every_size_of_a_mini_batch(batch_size):
    assert_agree([[4, "relu"], [3, "softmax"]], "cross_entropy", batch_size=batch_size)


@pytest.mark.parametrize("batch_size", [1, 2, 3, 5])
@pytest.mark.parametrize(
    "layers",
    [
        [[4, "tanh", {"dropout": 0.4}], [2]],
        [[4, "tanh", {"dropout": 0.4}], [6, "relu", {"dropout": 0.1}], [3, "softmax"]],
    ],
    ids=["one", "two"],
)
def test_dropout(layers, batch_size):
    assert_agree(layers, batch_size=batch_size, scale="standardize")


def test_dropout_of_inputs_and_of_outputs():
    layers = [Standardize(), Dropout(0.3), Dense(4), Activation(Tanh()), Dense(3), Dropout(0.3)]
    x, t = np.random.default_rng(0).normal(size=(2, 9, 3))
    ends = []
    for engine in ("numpy", "fused"):
        model = Model(layers=layers, inputs=3, loss_function="mse", dtype="float64", seed=0,
                      engine=engine)  # fmt: skip
        model.train("adam", x, t, epochs=50, batch_size=2, progress=False)
        ends.append(model.theta)
    np.testing.assert_allclose(ends[1], ends[0], rtol=1e-10)


def test_dropout_in_float32():
    assert_agree([[4, "tanh", {"dropout": 0.4}], [2]], **IN_FLOAT32)


def test_weights_of_rows():
    assert_agree([[4, "tanh"], [2]], sample_weight=[0, 1, 2.5, 0.1, 3])


@pytest.mark.parametrize(
    ("activation", "loss"),
    [
        ("softmax", CrossEntropy(0.1)),
        ("sigmoid", CrossEntropy(0.1)),
        ("sigmoid", BinaryCrossEntropy(0.2)),
        ("softmax", BinaryCrossEntropy(0.2)),
        (LeakyReLU(0.3), Huber(0.1)),
        (ELU(0.5), Huber(2.0)),
    ],
)
def test_settings_of_curves_and_losses(activation, loss):
    assert_agree([[4, activation], [3, activation]], loss)


@pytest.mark.parametrize("depth", [0, 1, 4])
def test_every_depth(depth):
    assert_agree([*([[5, "tanh"]] * depth), [2]])


@pytest.mark.parametrize("activation", ["sigmoid", "gaussian", "softplus", "mish", "selu"])
def test_rows_that_are_far_away(activation):
    """Where curves are flat, and a careless exponential would overflow."""
    x, t = 300.0 * np.random.default_rng(0).normal(size=(9, 2)), np.ones((9, 2))
    ends = []
    for engine in ("numpy", "fused"):
        model = Model([[2], [3, activation], [2]], "mse", dtype="float64", seed=0, engine=engine)
        model.train("adam", x, t, epochs=3, batch_size=2, clip_value=1.0, progress=False)
        ends.append(model.theta)
    np.testing.assert_allclose(ends[1], ends[0], rtol=1e-10, atol=1e-12)
