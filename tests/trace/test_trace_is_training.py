"""The law of the trace: it is the training, bit for bit, and leaves the model alone."""

import re
from dataclasses import dataclass, replace

import numpy as np
import pytest
from tests.trace.calculator import agrees

from edunn import EduNNError, Model
from edunn.activations import Elementwise
from edunn.catalogue import FAMILIES
from edunn.formulas import Formula
from edunn.layers import Activation, Conv2D, Dense, Dropout, Flatten, Layer, Standardize
from edunn.losses import Loss
from edunn.operations import ALL, Entrywise, LayerStep, Sum
from edunn.optimizers import Optimizer
from edunn.optimizers.base import PlainState
from edunn.trace.number_format import Line, NumberFormat

X = np.array([[5.1, 3.5, 1.4, 0.2], [7.0, 3.2, 4.7, 1.4], [6.3, 3.3, 6.0, 2.5]])
T = [0, 1, 2]

NETWORKS = {
    "joint": {"architecture": [[4], [2, "relu"], [3, "softmax"]]},
    "mse on softmax": {
        "architecture": [[4], [2, "tanh"], [3, "softmax"]],
        "loss_function": "mse",
        "dtype": "float64",
    },
    "regularized": {"architecture": [[4], [3, "gelu"], [3, "softmax"]], "regularizer": "l1_l2"},
    "scaled, with dropout": {
        "architecture": [
            [4, {"scale": "standardize"}],
            [8, "elu", {"dropout": 0.5}],
            [3, "softmax", {"l2": 0.1}],
        ]
    },
    "hinge": {"architecture": [[4], [3]], "loss_function": "hinge"},
    "nothing but softmax above": {"layers": [Standardize(), Dense(3), "softmax"], "inputs": 4},
}


def learned_in_one_step(model, way, **options):
    training = model.training(way, X, T, batch_size=len(X), shuffle_data=False, **options)
    training.step()
    return training.learned.theta


@pytest.mark.parametrize("way", FAMILIES["optimizer"])
@pytest.mark.parametrize("name", NETWORKS)
def test_theta_after_the_trace_is_theta_after_training(name, way):
    model = Model(**NETWORKS[name], seed=1)
    trace = model.trace(X, T, way)
    np.testing.assert_array_equal(
        trace.arrays["theta_new"], learned_in_one_step(model, way), strict=True
    )


@pytest.mark.parametrize("weights", [{"sample_weight": [1, 0, 3]}, {"class_weight": {0: 2.0}}])
@pytest.mark.parametrize("options", [{}, {"clip_norm": 0.01}, {"learning_rate": 0.5}])
def test_options_mean_the_same(weights, options):
    model = Model([[4], [3, "softmax"]], seed=1)
    trace = model.trace(X, T, "momentum", **weights, **options)
    theta = learned_in_one_step(model, "momentum", **weights, **options)
    np.testing.assert_array_equal(trace.arrays["theta_new"], theta)


@pytest.mark.parametrize("name", ["joint", "mse on softmax", "regularized", "hinge"])
def test_gradient_and_loss_are_the_models(name):
    model = Model(**NETWORKS[name], seed=1)
    arrays = model.trace(X, T).arrays
    np.testing.assert_array_equal(arrays["g"], model.gradient(X, T))
    assert float(arrays["loss"]) == model.loss(X, T)


@pytest.mark.parametrize("name", NETWORKS)
def test_answers_are_the_predictions(name):
    model = Model(**NETWORKS[name], seed=1)
    model.train("adam", X, T, epochs=1)
    trace = model.trace(X, T, seed=3)
    answer = [step for step in trace.steps if step.phase == "forward"][-1]
    if "dropout" not in name:
        np.testing.assert_array_equal(answer.values[answer.name], model.predict(X))


@pytest.mark.parametrize("name", NETWORKS)
def test_the_model_is_left_alone(name):
    model = Model(**NETWORKS[name], seed=1)
    theta, chance = model.theta, model.random.bit_generator.state
    trace = model.trace(X, T, "adam")
    np.testing.assert_array_equal(model.theta, theta)
    assert model.random.bit_generator.state == chance
    assert model.targets is None
    with pytest.raises(ValueError, match="read-only"):
        trace.arrays["W1"][...] = 0


@pytest.mark.parametrize("name", NETWORKS)
def test_gradients_and_parameters_are_pieces_of_the_vectors(name):
    model = Model(**NETWORKS[name], seed=1)
    arrays = model.trace(X, T, "momentum").arrays
    places = [name for name in arrays if f"{name}_new" in arrays and f"d{name}" in arrays]
    for vector, of in [
        ("theta", "{}"),
        ("g", "d{}"),
        ("theta_new", "{}_new"),
        ("v_new", "v_{}_new"),
    ]:
        pieces = [arrays[of.format(place)].ravel() for place in sorted(places, key=order)]
        np.testing.assert_array_equal(np.concatenate(pieces), arrays[vector])


def order(name):
    return name[1:], name[0]  # W1, b1, W2, b2


@pytest.mark.parametrize("name", NETWORKS)
def test_a_name_means_one_array(name):
    met = {}
    for step in Model(**NETWORKS[name], seed=1).trace(X, T, "adam").steps:
        for key, value in step.values.items():
            np.testing.assert_array_equal(met.setdefault(key, value), value)


@pytest.mark.parametrize("name", NETWORKS)
def test_dq_has_the_shape_of_q(name):
    arrays = Model(**NETWORKS[name], seed=1).trace(X, T, "adam").arrays
    pairs = [(key, key[1:]) for key in arrays if key[0] == "d" and key[1:] in arrays]
    assert len(pairs) > 2
    for dq, q in pairs:
        assert arrays[dq].shape == arrays[q].shape


@dataclass(frozen=True)
class Gain(Layer):
    """A student's layer: y = gain x, one gain a column."""

    def parameter_shapes(self, shape):
        return {"gain": shape}

    def initial_parameters(self, shape, random):
        return {"gain": np.full(shape, 0.5)}

    def forward(self, x, p, state):
        return x * p["gain"], {"x": x}

    def parameter_gradients(self, dy, memory, p, dp):
        np.sum(dy * memory["x"], axis=0, out=dp["gain"])

    def input_gradient(self, dy, memory, p):
        return dy * p["gain"]


@dataclass(frozen=True)
class Halved(Optimizer):
    """A student's optimizer."""

    def start(self, theta):
        return PlainState(theta)

    def update(self, state, g, rate):
        return PlainState(state.theta - rate * g / 2, state.t + 1)


def test_a_students_layer_and_optimizer_are_traced_too():
    model = Model(layers=[Dense(3), Gain(), Dropout(0.2), Gain(), Dense(3), "softmax"], inputs=4)
    trace = model.trace(X, T, Halved(0.1))
    np.testing.assert_array_equal(
        trace.arrays["theta_new"], learned_in_one_step(model, Halved(0.1))
    )
    assert trace["dgain2"].title == "gain"
    assert trace["dgain3"].shapes["dgain3"] == (3,)
    assert "Halved" in trace["gain2_new"].formula.text
    assert str(trace)


@dataclass(frozen=True)
class Centred(Layer):
    """A student's layer that shows a number on the way, and one that it does not keep."""

    def forward(self, x, p, state):
        mean = x.mean(axis=-1, keepdims=True)
        return x - mean, {"x": x, "mean": mean}

    def input_gradient(self, dy, cache, p):
        return dy - dy.mean(axis=-1, keepdims=True)

    def trace_steps(self, cache):
        def row(place, shapes):
            return {"x": (place[0], ALL)}

        mean = Sum(Formula("x", "x"), ("x",), is_mean=True, places=row, is_of_rows=True)
        return {
            "mean": LayerStep("layer", mean),
            "twice": LayerStep("layer", Entrywise(Formula("2*mean", "2 m"), ("mean",)),
                               array=2 * cache["mean"]),
            "y": LayerStep("layer", Entrywise(Formula("x - mean", "x - m"), ("x", "mean"))),
            "dmean": LayerStep("layer_backward", Entrywise(Formula("-dy", "-dy"), ("dy",)),
                               array=-cache["dy"].mean(axis=-1, keepdims=True)),
        }  # fmt: skip


def test_numbers_on_the_way_have_steps_of_their_own():
    trace = Model(
        layers=[Dense(3), Centred(), Dense(3)], inputs=4, loss_function="mse", dtype="float64"
    ).trace(X, np.eye(3))
    names = [step.name for step in trace.steps if step.layer == 2]
    assert names == ["mean_y1", "twice_y1", "y1", "dmean_y1", "dz1"]
    assert wrong_lines_of(trace, names[:3]) == []
    assert trace["dmean_y1"].phase == "backward"
    assert trace["mean_y1"].formula.text == "mean_y1 = mean of z1 over rows"


def wrong_lines_of(trace, names):
    lines = [line for name in names for line in trace[name].derived.lines(NumberFormat(17))]
    return [
        line for line in lines if isinstance(line, Line) and line.expression and not agrees(line)
    ]


def test_a_students_layer_of_images_is_listed():
    @dataclass(frozen=True)
    class Negative(Layer):
        def forward(self, x, p, state):
            return -x, {"x": x}

        def input_gradient(self, dy, cache, p):
            return -dy

    layers = [Conv2D(2, 3), Negative(), Flatten(), Dense(3)]
    model = Model(layers=layers, inputs=(6, 6, 1), loss_function="mse")
    trace = model.trace(np.random.default_rng(0).normal(size=(2, 6, 6, 1)), np.eye(3)[:2])
    kinds = {step.name: step.kind for step in trace.steps}
    assert (kinds["y1"], kinds["dz1"]) == ("layer", "layer_backward")
    assert re.fullmatch(r"y1\[0,\d,0:4,\d\] *= \[.*\]", trace["y1"].lines()[-1])


@dataclass(frozen=True)
class Bent(Elementwise):
    """A student's curve, with a setting that is no number."""

    way: str = "up"

    def value(self, x):
        return x + x**2

    def derivative(self, x, y):
        return 1 + 2 * x


@dataclass(frozen=True)
class Fourth(Loss):
    """A student's loss."""

    def per_example(self, y, t):
        return ((y - t) ** 4).sum(axis=-1)

    def gradient(self, y, t):
        return 4 * (y - t) ** 3


def test_a_students_curve_and_loss_are_traced_too():
    model = Model(layers=[Dense(3), Activation(Bent()), Dense(3)], inputs=4, loss_function="mse")
    model.objective = replace(model.objective, loss=Fourth())
    trace = model.trace(X, np.eye(3))
    np.testing.assert_array_equal(trace.arrays["g"], model.gradient(X, np.eye(3)))
    assert trace["a1"].formula.text == "a1 = bent(z1)"
    assert str(trace)


def test_evolution_has_no_step_to_trace():
    model = Model([[4], [3, "softmax"]])
    with pytest.raises(EduNNError, match="does not use the gradient"):
        model.trace(X, T, "genetic_algorithm")
