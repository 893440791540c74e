"""The networks that every format is tried on: all activations, all layers, all endings."""

import numpy as np
from tests.laws.layer_networks import NETWORKS, built, rows_for

from edunn import Model
from edunn.catalogue import FAMILIES

DTYPES = ("float32", "float64")
SETTINGS = {"leaky_relu": {"slope_below": 0.2}, "elu": {"alpha": 0.5}}


def with_statistics(model, seed=0):
    """Give the layers statistics as they may be after a training."""
    random = np.random.default_rng(seed)
    draws = {
        "shift": random.normal,
        "moving_mean": random.normal,
        "scale": lambda size: random.uniform(0.5, 2, size),
        "moving_variance": lambda size: random.uniform(0.5, 2, size),
    }
    model.learned.statistics = [
        {
            name: draws[key](size=q.shape) if (key := name.rpartition(".")[2]) in draws else q
            for name, q in own.items()
        }
        for own in model.learned.statistics
    ]
    return model


def of_layers():
    """Each network of the laws of all layers, in both dtypes."""
    for dtype in DTYPES:
        for name in NETWORKS:
            model = with_statistics(built(name, dtype=dtype))
            yield f"{name}, {dtype}", (model, rows_for(model)[0])


def of_activations():
    """A network for each activation, with its defaults and with settings of its own."""
    rows = np.random.default_rng(0).normal(0, 3, (20, 4))
    for dtype in DTYPES:
        for name in FAMILIES["activation"]:
            for given in ({}, SETTINGS.get(name)):
                if given is not None:
                    hidden = FAMILIES["activation"][name](**given)
                    model = Model([[4], [6, hidden], [3]], "mse", seed=1, dtype=dtype)
                    yield f"{name}{given or ''}, {dtype}", (model, rows)


def trained(network, labels, loss=None, rows=None, **settings):
    """A model after two epochs."""
    random = np.random.default_rng(5)
    rows = random.normal(2.0, 3.0, (30, network[0][0])) if rows is None else rows
    model = Model(network, loss, seed=3, **settings)
    model.train("adam", rows, labels, epochs=2, learning_rate=0.01, progress=False)
    return model, rows


def of_endings():
    """Classification, labels, regression; scaled inputs and targets, dropout, many layers."""
    random = np.random.default_rng(4)
    words = [("ant", "bee", "cat")[k] for k in random.integers(0, 3, 30)]
    numbers = random.integers(0, 3, 30)
    answers = random.integers(0, 2, 30)
    marks = random.integers(0, 2, (30, 3))
    prices = random.normal(250_000, 90_000, 30)
    pairs = random.normal(50, 20, (30, 2))
    seconds = 1.7e9 + random.normal(0, 50, (30, 1)).round()
    deep = [[8, "relu"], [7, "relu"], [6, "relu"], [5, "relu"]]
    yield "classes", trained([[4], [5, "tanh"], [3, "softmax"]], words)
    yield "classes, float64", trained([[4], [5, "tanh"], [3, "softmax"]], words, dtype="float64")
    yield "classes, whole numbers", trained([[4], [5, "relu"], [3, "softmax"]], numbers)
    yield "classes, two", trained([[4], [5, "relu"], [2, "softmax"]], answers)
    yield "classes, one output", trained([[4], [5, "sigmoid"], [1, "sigmoid"]], answers)
    yield "classes, hinge", trained([[4], [5, "tanh"], [1]], answers, "hinge")
    yield "classes, mse", trained([[4], [5, "tanh"], [3]], words, "mse")
    yield "labels", trained([[4], [5, "relu"], [3, "sigmoid"]], marks)
    yield "regression", trained([[4], [5, "relu"], [1]], prices)
    yield "regression, two outputs", trained([[4], [5, "tanh"], [2]], pairs)
    yield "regression, as it is", trained([[4], [5, "tanh"], [1]], pairs[:, 0] / 50)
    yield "regression, of seconds", trained([[4], [5, "tanh"], [1]], seconds[:, 0])
    for scale in ("standardize", "min_max", "center"):
        network = [[4, {"scale": scale}], [5, "tanh"], [3, "softmax"]]
        yield f"{scale}", trained(network, words)
    network = [[1, {"scale": "standardize"}], [5, "tanh"], [1]]
    yield "inputs of seconds", trained(network, prices, rows=seconds)
    yield "dropout", trained([[4], [8, "relu"], ["dropout", 0.5], [3, "softmax"]], words)
    yield "five layers", trained([[4, {"scale": "standardize"}], *deep, [3, "softmax"]], words)
    yield "no hidden layer", trained([[4], [3, "softmax"]], words)
    yield "large", trained([[60], [40, "relu"], [3, "softmax"]], words)
    yield "names with quotes", trained([[4], [3, "softmax"]], [f"\"{w}'" for w in words])


CASES = {**dict(of_activations()), **dict(of_layers()), **dict(of_endings())}
"""A model and rows for it, by a name."""
