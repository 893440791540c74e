"""A layer may consist of layers: then its parameters have names of two parts."""

from dataclasses import dataclass

import numpy as np
import pytest

from edunn import Model, check_gradients
from edunn.evolution import LowRankES, SearchSpace
from edunn.layers import Dense, Layer
from edunn.regularizers import L2


def of_part(named, part):
    """The arrays of one part, by the names that the part itself has for them."""
    front = f"{part}."
    return {name.removeprefix(front): q for name, q in named.items() if name.startswith(front)}


@dataclass(frozen=True)
class Residual(Layer):
    """A block that owns two layers: y = x + Dense(Dense(x))."""

    hidden: int = 5

    def parts(self, shape):
        return {"first": (Dense(self.hidden), shape), "second": (Dense(*shape), (self.hidden,))}

    def parameter_shapes(self, shape):
        return {
            f"{part}.{name}": size
            for part, (layer, own) in self.parts(shape).items()
            for name, size in layer.parameter_shapes(own).items()
        }

    def initial_parameters(self, shape, random):
        return {
            f"{part}.{name}": q
            for part, (layer, own) in self.parts(shape).items()
            for name, q in layer.initial_parameters(own, random).items()
        }

    def forward(self, x, p, state):
        first, second = (layer for layer, _ in self.parts(x.shape[-1:]).values())
        h, cache = first.forward(x, of_part(p, "first"), state)
        y, _ = second.forward(h, of_part(p, "second"), state)
        return x + y, cache | {"h": h}

    def parameter_gradients(self, dy, cache, p, dp):
        first, second = (layer for layer, _ in self.parts(dy.shape[-1:]).values())
        own = {"x": cache["h"]}
        second.parameter_gradients(dy, own, of_part(p, "second"), of_part(dp, "second"))
        dh = second.input_gradient(dy, own, of_part(p, "second"))
        first.parameter_gradients(dh, cache, of_part(p, "first"), of_part(dp, "first"))

    def input_gradient(self, dy, cache, p):
        first, second = (layer for layer, _ in self.parts(dy.shape[-1:]).values())
        dh = second.input_gradient(dy, {"x": cache["h"]}, of_part(p, "second"))
        return dy + first.input_gradient(dh, cache, of_part(p, "first"))


@pytest.fixture
def model():
    layers = [Dense(3), "tanh", Residual(regularizer=L2(0.1)), Dense(2), "softmax"]
    return Model(layers=layers, inputs=4, dtype="float64", seed=1)


X, T = np.random.default_rng(0).normal(size=(6, 4)), np.eye(2)[[0, 1, 1, 0, 1, 0]]


def test_backpropagation_goes_through_a_block(model):
    assert list(model.parameters[2]) == ["first.W", "first.b", "second.W", "second.b"]
    assert check_gradients(model, X, T).ok


def test_the_penalty_is_on_every_weight_of_a_block_and_on_no_bias(model):
    weights = [q for name, q in model.parameters[2].items() if name.endswith("W")]
    expected = 0.05 * sum(np.square(W).sum() for W in weights)
    assert model.objective.penalty(model.theta) == pytest.approx(expected)


def test_neurons_and_matrices_are_those_of_the_parts(model):
    layout = model.network.layout
    assert layout.neurons.max() + 1 == 3 + 5 + 3 + 2
    assert layout.matrices.tolist() == [[5, 3], [4, 5], [6, 3], [4, 2]]


def test_a_low_rank_population_has_views_of_every_part(model):
    layout, random = model.network.layout, np.random.default_rng(0)
    space = SearchSpace(
        lambda k, random: np.zeros((k, layout.size)), layout.neurons, layout.matrices
    )
    strategy = LowRankES(population_size=6)
    population = strategy.ask(strategy.start(space, model.theta, random), random)
    short, long = (
        model.objective.logits(theta, X, model.learned.statistics)
        for theta in (population, np.asarray(population))
    )
    np.testing.assert_allclose(short, long, rtol=1e-12)
