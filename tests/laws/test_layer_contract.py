"""The layer contract is wide enough: layers that EduNN does not have yet, all else unchanged.

Thrown away after the test: noise (random state), batch normalisation (running state, and learned
parameters with other names), convolution and pooling (rows with more than one axis), embedding
(rows that are numbers of words). Each is checked and trained like those of the catalogue.
"""

from dataclasses import dataclass

import numpy as np
import pytest
from numpy.lib.stride_tricks import sliding_window_view
from tests.laws.worlds import assert_same_gradient, numerical_gradient, relative_error

from edunn import Model
from edunn.layers import Dense, Layer
from edunn.losses import CrossEntropy, MeanSquaredError
from edunn.network import Network
from edunn.objective import Objective
from edunn.regularizers import L2


@dataclass(frozen=True)
class Noise(Layer):
    """While training, blur the input: `y = x + scale * noise`."""

    scale: float = 0.1

    def forward(self, x, p, state):
        if state.random is None:
            return x, {}
        return x + self.scale * state.random.normal(size=x.shape).astype(x.dtype), {}

    def input_gradient(self, dy, memory, p):
        return dy


@dataclass(frozen=True)
class BatchNorm(Layer):
    """Give each column of a mini-batch mean 0 and variance 1, then learn what suits it better."""

    keep: float = 0.9

    def parameter_shapes(self, shape):
        return {"gamma": shape, "beta": shape}

    def initial_parameters(self, shape, random):
        return {"gamma": np.ones(shape), "beta": np.zeros(shape)}

    def initial_statistics(self, shape):
        return {"mean": np.zeros(shape), "variance": np.ones(shape)}

    def forward(self, x, p, state):
        is_training = state.random is not None
        mean = x.mean(axis=-2) if is_training else state.statistics["mean"].astype(x.dtype)
        variance = x.var(axis=-2) if is_training else state.statistics["variance"].astype(x.dtype)
        scale = np.sqrt(variance + 1e-5)[..., np.newaxis, :]
        normal = (x - mean[..., np.newaxis, :]) / scale
        y = p["gamma"][..., np.newaxis, :] * normal + p["beta"][..., np.newaxis, :]
        memory = {"normal": normal, "scale": scale, "mean": mean, "variance": variance}
        return y, memory | ({"trained": np.ones(1)} if is_training else {})

    def parameter_gradients(self, dy, memory, p, dp):
        dp["gamma"][...] = (dy * memory["normal"]).sum(axis=-2)
        dp["beta"][...] = dy.sum(axis=-2)

    def input_gradient(self, dy, memory, p):
        dnormal = dy * p["gamma"][..., np.newaxis, :]
        if "trained" in memory:  # the mean and the variance of the mini-batch move with x
            n = memory["normal"]
            dnormal = (
                dnormal
                - dnormal.mean(-2, keepdims=True)
                - n * (dnormal * n).mean(-2, keepdims=True)
            )
        return dnormal / memory["scale"]

    def updated(self, statistics, memory):
        return {
            name: self.keep * old + (1 - self.keep) * memory[name]
            for name, old in statistics.items()
        }


@dataclass(frozen=True)
class Reshape(Layer):
    """The same numbers in another shape."""

    shape: tuple[int, ...]

    def output_shape(self, shape):
        return self.shape

    def forward(self, x, p, state):
        axes = len(self.inner(x.shape))
        return x.reshape(x.shape[: x.ndim - axes] + self.shape), {"x": x}

    def input_gradient(self, dy, memory, p):
        return dy.reshape(dy.shape[: dy.ndim - len(self.shape)] + self.inner(memory["x"].shape))

    def inner(self, shape):
        """The axes of one row: so many that they hold as many numbers as the new shape."""
        axes = next(k for k in range(1, 9) if np.prod(shape[-k:]) == np.prod(self.shape))
        return shape[-axes:]


@dataclass(frozen=True)
class Convolution(Layer):
    """Slide a window along a row of `(T, C)`: the same weights at every place."""

    channels: int
    width: int = 3

    def output_shape(self, shape):
        return (shape[0] - self.width + 1, self.channels)

    def parameter_shapes(self, shape):
        return {"W": (self.width, shape[1], self.channels), "b": (self.channels,)}

    def initial_parameters(self, shape, random):
        shapes = self.parameter_shapes(shape)
        return {"W": 0.5 * random.normal(size=shapes["W"]), "b": np.zeros(shapes["b"])}

    def forward(self, x, p, state):
        windows = sliding_window_view(x, self.width, axis=-2)  # (..., B, T, C, K)
        y = np.einsum("...btck,...kco->...bto", windows, p["W"])
        return y + p["b"][..., np.newaxis, np.newaxis, :], {"windows": windows}

    def parameter_gradients(self, dy, memory, p, dp):
        np.einsum("...btck,...bto->...kco", memory["windows"], dy, out=dp["W"])
        dp["b"][...] = dy.sum(axis=(-3, -2))

    def input_gradient(self, dy, memory, p):
        edge = [(0, 0)] * (dy.ndim - 2) + [(self.width - 1, self.width - 1), (0, 0)]
        windows = sliding_window_view(np.pad(dy, edge), self.width, axis=-2)
        return np.einsum("...btok,...kco->...btc", windows[..., ::-1], p["W"])


@dataclass(frozen=True)
class MeanPool(Layer):
    """The mean over all places: `(T, C)` to `(C,)`."""

    def output_shape(self, shape):
        return shape[1:]

    def forward(self, x, p, state):
        return x.mean(axis=-2), {"x": x}

    def input_gradient(self, dy, memory, p):
        x = memory["x"]
        return np.broadcast_to(dy[..., np.newaxis, :] / x.shape[-2], x.shape)


@dataclass(frozen=True)
class Embedding(Layer):
    """A learned vector for each word: a row of `T` word numbers becomes `(T, D)`."""

    words: int
    size: int

    def output_shape(self, shape):
        return (*shape, self.size)

    def parameter_shapes(self, shape):
        return {"E": (self.words, self.size)}

    def initial_parameters(self, shape, random):
        return {"E": random.normal(size=(self.words, self.size))}

    def forward(self, x, p, state):
        words = x.astype(np.intp)
        return p["E"][..., words, :], {"words": words}

    def parameter_gradients(self, dy, memory, p, dp):
        dp["E"][...] = 0.0
        np.add.at(dp["E"], memory["words"], dy)

    def input_gradient(self, dy, memory, p):
        raise AssertionError("word numbers have no gradient, and none is needed")


random = np.random.default_rng(3)
NUMBERS, WORDS = random.normal(size=(30, 6)), random.integers(0, 9, (30, 6)).astype(float)
WORLDS = {
    "noise": ((Noise(), Dense(4), "tanh", Noise(), Dense(2)), NUMBERS),
    "batch norm": ((Dense(4), BatchNorm(), "tanh", Dense(2), BatchNorm()), NUMBERS),
    "batch norm below": ((BatchNorm(), Dense(2)), NUMBERS),
    "convolution": (
        (Reshape((6, 1)), Convolution(3), "tanh", Convolution(4, 2), MeanPool(), Dense(2)),
        NUMBERS,
    ),
    "convolution, regularized": (
        (Reshape((3, 2)), Convolution(3, 2, regularizer=L2(0.1)), Reshape((6,)), Dense(2)),
        NUMBERS,
    ),
    "embedding": ((Embedding(9, 3), Convolution(4), "tanh", MeanPool(), Dense(2)), WORDS),
}
every_world = pytest.mark.parametrize(("layers", "x"), WORLDS.values(), ids=WORLDS)
endings = pytest.mark.parametrize("loss", ["mse", "cross_entropy"])


def built(layers, loss, **settings):
    ending = ("softmax",) if loss == "cross_entropy" else ()
    return Model(layers=[*layers, *ending], inputs=6, loss_function=loss, seed=1, **settings)


def targets(x):
    return np.eye(2)[(x[:, 0] + x[:, 1] > x[:, 2] + x[:, 3]).astype(int)]


@endings
@every_world
@pytest.mark.parametrize("is_training", [True, False], ids=["training", "predicting"])
def test_gradients_are_central_differences(layers, x, loss, is_training):
    model = built(layers, loss, dtype="float64")
    objective, rest = model.objective, (x[:8], targets(x)[:8], model.learned.statistics, None)

    def chance():
        return np.random.default_rng(5) if is_training else None

    def value(theta):
        scores = objective.gradient(theta, *rest, chance()).z
        return objective.mean_loss(scores, rest[1]) + objective.penalty(theta)

    g = objective.gradient(model.theta, *rest, chance()).g
    measured = numerical_gradient(
        lambda crowd: np.array([value(one) for one in crowd]), model.theta
    )
    assert relative_error(g, measured) < 1e-7
    assert_same_gradient(g, measured)


@every_world
def test_a_population_of_them_is_many_single_runs(layers, x):
    model = built(layers, "mse", dtype="float64")
    crowd = model.theta + 0.1 * random.normal(size=(4, model.theta.size))
    statistics = model.learned.statistics
    scores = model.objective.logits(crowd, x, statistics)
    alone = [model.objective.logits(one, x, statistics) for one in crowd]
    np.testing.assert_allclose(scores, alone, atol=1e-12)


@endings
@every_world
def test_they_learn_by_the_gradient(layers, x, loss):
    model = built(layers, loss)
    history = model.train("adam", x, targets(x), epochs=80, batch_size=8, learning_rate=0.02)
    assert history[-1].loss < 0.7 * history[0].loss
    assert model.theta.dtype == np.float32


@every_world
def test_they_learn_by_evolution(layers, x):
    model = built(layers, "cross_entropy")
    history = model.train("genetic_algorithm", x, targets(x), epochs=15, population_size=20)
    assert history[-1].best >= history[0].best


@every_world
def test_same_seed_same_bits(layers, x):
    first, second = built(layers, "cross_entropy"), built(layers, "cross_entropy")
    for model in (first, second):
        model.train("adam", x, targets(x), epochs=3, batch_size=7)
    np.testing.assert_array_equal(first.theta, second.theta)
    np.testing.assert_array_equal(first.predict(x), second.predict(x))


@endings
def test_running_statistics_are_kept_while_training_and_used_while_predicting(loss):
    model = built((BatchNorm(keep=0.0), Dense(2)), loss)
    before = model.learned.statistics
    model.train("sgd", NUMBERS + 5.0, targets(NUMBERS), epochs=1, batch_size=30)
    after = model.learned.statistics[0]
    assert before[0]["mean"].tolist() == [0.0] * 6  # what was is left alone
    np.testing.assert_allclose(after["mean"], (NUMBERS + 5.0).mean(axis=0), rtol=1e-5)
    one, all_rows = model.predict(NUMBERS[0]), model.predict(NUMBERS)
    np.testing.assert_allclose(one, all_rows[0], rtol=1e-5)  # no row depends on its neighbours


def test_chance_is_drawn_while_training_only():
    model = built((Noise(10.0), Dense(2)), "mse")
    np.testing.assert_array_equal(model.predict(NUMBERS), model.predict(NUMBERS))


@pytest.mark.parametrize("judge", [MeanSquaredError(), CrossEntropy()], ids=repr)
def test_rows_of_any_shape_go_through_the_objective(judge):
    """A network may take images as they are; only the short form speaks of rows of numbers."""
    network = Network((Convolution(2), MeanPool()), input_shape=(5, 3))
    objective, x = Objective(network, judge), random.uniform(0.5, 1.0, (4, 5, 3))
    theta, t = random.uniform(0.1, 0.5, network.layout.size), np.eye(2)[[0, 1, 1, 0]]
    place = (x, t, network.initial_statistics())
    measured = numerical_gradient(lambda crowd: objective.value(crowd, *place), theta)
    assert_same_gradient(objective.gradient(theta, *place).g, measured)
    assert network.forward(network.layout.views(theta), x, place[2])[0].shape == (4, 2)
