"""A wrong program for each classic mistake, and the check that catches it."""

from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from edunn import EduNNError, Model, check_gradients
from edunn.activations import ActivationFunction, Elementwise, ReLU, Softmax, Tanh
from edunn.catalogue import FAMILIES
from edunn.checks import PartialDerivative
from edunn.checks.surface import relative_error
from edunn.layers import Activation, Dense, Layer
from edunn.losses import Huber, Loss
from edunn.regularizers import Regularizer

X = np.array([[0.5, -1.0, 2.0], [1.5, 0.25, -0.5], [-0.75, 0.5, 1.0]])
T = np.array([[0.2, 0.8], [0.7, 0.3], [0.4, 0.6]])


def model_with(*above, loss=None):
    """A model of a student's own pieces, which no catalogue needs to know."""
    model = Model(layers=[Dense(4), *above], inputs=3, loss_function="mse", seed=2)
    if loss is not None:
        model.objective = replace(model.objective, loss=loss)
    return model


# Right programs


@pytest.mark.parametrize("last", ["linear", "sigmoid", "softmax"])
@pytest.mark.parametrize("loss", FAMILIES["loss"])
def test_every_loss_is_right(loss, last):
    x = np.abs(X) if last == "linear" else X  # keeps the outputs positive, for the logarithms
    model = Model([[3], [4, "tanh"], [2, last]], loss, seed=2)
    if last == "linear":
        model.theta = np.full(model.theta.size, 0.1)
    assert check_gradients(model, x, np.sign(T - 0.5) if loss == "hinge" else T).ok


@pytest.mark.parametrize("name", FAMILIES["activation"])
def test_every_activation_is_right(name):
    check = check_gradients(Model([[3], [4, name], [2]], "mse", seed=2), X, T)
    assert check.ok
    assert len(check.derivatives) == check.parameters == 26


def test_regularizers_dropout_and_scaling_are_right():
    net = [[3, {"scale": "standardize"}], [4, "gelu", {"dropout": 0.5, "l2": 0.1}], [2, "softmax"]]
    assert check_gradients(Model(net, seed=2), X, T).ok


def test_the_model_is_left_alone():
    model = Model([[3], [4, "tanh"], [2, "softmax"]], seed=2)
    before = model.theta
    check_gradients(model, X, T)
    np.testing.assert_array_equal(model.theta, before)
    assert model.theta.dtype == np.float32
    assert model.targets is None


def test_float32_models_are_checked_in_float64():
    model = Model([[3], [4, "tanh"], [2, "softmax"]], seed=2)
    assert check_gradients(model, X, T).largest_error < 1e-7


# Wrong programs


@dataclass(frozen=True)
class SlopeOfTheOutput(Elementwise):
    """Takes 1 - x^2 where tanh wants 1 - y^2."""

    def value(self, x):
        return np.tanh(x)

    def derivative(self, x, y):
        return 1 - x**2


@dataclass(frozen=True)
class ReplacedDelta(Elementwise):
    """Hands the slope down instead of multiplying the error with it."""

    def value(self, x):
        return np.tanh(x)

    def derivative(self, x, y):
        return 1 - y**2

    def backward(self, dy, x, y):
        return self.derivative(x, y)


@dataclass(frozen=True)
class StraightReLU(Elementwise):
    """Forgets that nothing comes back through a closed gate."""

    def value(self, x):
        return np.maximum(x, 0)

    def derivative(self, x, y):
        return np.ones_like(x)


@dataclass(frozen=True)
class DiagonalSoftmax(ActivationFunction):
    """Takes the diagonal of the Jacobian, y (1 - y), for the whole of it."""

    def value(self, x):
        return Softmax().value(x)

    def backward(self, dy, x, y):
        return dy * y * (1 - y)


@dataclass(frozen=True)
class SumForMean(Loss):
    """Means over the outputs in the value, sums in the slope."""

    def per_example(self, y, t):
        return np.square(y - t).mean(axis=-1)

    def gradient(self, y, t):
        return 2 * (y - t)


@dataclass(frozen=True)
class ArgmaxCrossEntropy(Loss):
    """The founding article's: picks the most probable class, not the true one."""

    def per_example(self, y, t):
        return -np.log(y.max(axis=-1))

    def gradient(self, y, t):
        return -t / y


@dataclass(frozen=True)
class HalfBinaryCrossEntropy(Loss):
    """Drops the slope of (1 - t) log(1 - p)."""

    def per_example(self, y, t):
        return -(t * np.log(y) + (1 - t) * np.log(1 - y)).mean(axis=-1)

    def gradient(self, y, t):
        return -t / y / y.shape[-1]


@dataclass(frozen=True)
class HalfPull(Regularizer):
    """Puts the half of the penalty into the gradient too."""

    strength: float = 0.1

    def penalty(self, W):
        return 0.5 * self.strength * np.square(W).sum(axis=-1)

    def gradient(self, W):
        return 0.5 * self.strength * W


@dataclass(frozen=True)
class Gain(Layer):
    """y = gain x; its three flaws are switched on one at a time."""

    flaw: str = ""

    def parameter_shapes(self, shape):
        return {"gain": shape}

    def initial_parameters(self, shape, random):
        return {"gain": random.normal(size=shape)}

    def forward(self, x, p, state):
        return x * p["gain"], {"x": x}

    def parameter_gradients(self, dy, memory, p, dp):
        combine = np.mean if self.flaw == "mean over rows" else np.sum
        combine(dy * memory["x"], axis=0, out=dp["gain"])

    def input_gradient(self, dy, memory, p):
        return dy if self.flaw == "forgets its own slope" else dy * p["gain"]


WRONG = {
    "slope of x for slope of y": model_with(Activation(SlopeOfTheOutput()), Dense(2)),
    "delta replaced, not multiplied": model_with(Activation(ReplacedDelta()), Dense(2)),
    "relu without its gate": model_with(Activation(StraightReLU()), Dense(2)),
    "softmax without its row": model_with(Dense(2), Activation(DiagonalSoftmax())),
    "sum for mean": model_with("tanh", Dense(2), loss=SumForMean()),
    "article's cross-entropy": model_with("tanh", Dense(2), "softmax", loss=ArgmaxCrossEntropy()),
    "half a binary cross-entropy": model_with(
        Dense(2), "tanh", "sigmoid", loss=HalfBinaryCrossEntropy()
    ),
    "half a pull": model_with(Dense(2, regularizer=HalfPull())),
    "mean over rows": model_with(Gain("mean over rows"), Dense(2)),
    "forgotten chain": model_with(Gain("forgets its own slope"), Dense(2)),
}


@pytest.mark.parametrize("mistake", WRONG)
def test_classic_mistakes_are_caught(mistake):
    check = check_gradients(WRONG[mistake], X, T)
    assert not check.ok
    assert check.kinks == ()
    assert check.worst is check.wrong[0]
    assert str(check).startswith("WRONG: ")


def test_the_same_programs_without_the_mistake_pass():
    for model in (model_with(Gain(), Dense(2)), model_with(Activation(Tanh()), Dense(2))):
        assert check_gradients(model, X, T).ok


def test_the_mistake_is_where_the_table_says():
    check = check_gradients(model_with(Gain("mean over rows"), Dense(2)), X, T)
    assert {one.name.split("[")[0] for one in check.wrong} == {"gain2"}
    assert check.worst.name in str(check).splitlines()[0]


# Kinks


def at_a_kink():
    model = Model(layers=[Dense(2), Activation(ReLU()), Dense(1)], inputs=1, loss_function="mse")
    model.theta = [0, 1, 0, 1, 1, 1, 0]  # the first unit sits exactly at 0
    return model


def test_a_kink_is_noticed_not_failed():
    check = check_gradients(at_a_kink(), [[1.0]], [[3.0]])
    assert check.ok
    assert [one.name for one in check.kinks] == ["W1[0,0]", "b1[0]"]
    assert "2 at a kink" in str(check)


def test_a_kink_within_a_step_is_noticed():
    model = at_a_kink()
    model.theta = [4e-6, 1, 0, 1, 1, 1, 0]
    assert check_gradients(model, [[1.0]], [[3.0]]).kinks


def test_a_kink_does_not_hide_a_mistake():
    model = Model(
        layers=[Dense(2), Activation(StraightReLU()), Dense(1)], inputs=1, loss_function="mse"
    )
    model.theta = [0, -1, 0, -1, 1, 1, 0]
    check = check_gradients(model, [[1.0]], [[3.0]])
    assert [one.name for one in check.wrong] == ["W1[0,1]", "b1[1]"]
    assert [one.name for one in check.kinks] == ["W1[0,0]", "b1[0]"]


def on_a_line(loss, theta):
    model = Model([[1], [1]], loss, dtype="float64")
    model.theta = theta
    return model


@given(
    delta=st.floats(-4, 2).map(lambda power: 10.0**power),
    away=st.floats(-1, 1),
    side=st.sampled_from([-1.0, 1.0]),
)
@example(delta=0.1, away=0.0, side=1.0)
def test_a_right_gradient_is_right_at_hubers_seam(delta, away, side):
    """The curvature jumps there, within a step or exactly at theta; the derivative does not."""
    model = on_a_line(Huber(delta), [0, side * (delta + 6e-6 * away)])
    assert check_gradients(model, [[1.0]], [[0.0]]).ok
    assert check_gradients(model, [[1.0], [3.0]], [[0.0], [1.0]]).ok


@dataclass(frozen=True)
class StiffHuber(Loss):
    """A Huber loss whose pull is a thousandth too strong."""

    delta: float = 0.1

    def per_example(self, y, t):
        return Huber(self.delta).per_example(y, t)

    def gradient(self, y, t):
        return 1.001 * Huber(self.delta).gradient(y, t)


@pytest.mark.parametrize("away", [-6e-6, -3e-6, -1e-7, 0, 1e-7, 3e-6, 6e-6])
def test_a_seam_does_not_hide_a_mistake(away):
    model = on_a_line("mse", [0, 0.1 + away])
    model.objective = replace(model.objective, loss=StiffHuber())
    check = check_gradients(model, [[1.0]], [[0.0]])
    assert len(check.wrong) == 2


# Settings


def test_large_models_are_sampled():
    model = Model([[100], [20, "tanh"], [2, "softmax"]], seed=2)
    x = np.random.default_rng(0).normal(size=(3, 100))
    check = check_gradients(model, x, T, sample=10, seed=1)
    assert len(check.derivatives) == 10
    assert check == check_gradients(model, x, T, sample=10, seed=1)
    assert "10 derivatives (drawn from 2,062)" in str(check)


def test_names_are_those_of_a_trace():
    model = Model([[3], [4, "tanh"], [2]], "mse", seed=2)
    names = [one.name for one in check_gradients(model, X, T).derivatives]
    assert (names[0], names[12], names[-1]) == ("W1[0,0]", "b1[0]", "b2[1]")


def test_nan_is_no_agreement():
    model = Model(layers=[Dense(1), "exponential"], inputs=1, loss_function="mse")
    model.theta = [1e3, 0]
    assert not check_gradients(model, [[1.0]], [[1.0]]).ok


@pytest.mark.parametrize("settings", [{"h": 0}, {"tolerance": -1}, {"sample": 0}])
def test_settings_that_mean_nothing(settings):
    with pytest.raises(EduNNError, match=next(iter(settings))):
        check_gradients(Model([[3], [2]], "mse"), X, T, **settings)


def test_relative_error_has_a_floor():
    assert relative_error(0.0, 1e-12, floor=1e-4) == pytest.approx(1e-8)
    assert PartialDerivative("W1[0,0]", 1.0, 1.0, 0.0).kink is False
