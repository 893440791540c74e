"""Memory of convolutional networks: a training step beside the activations that it must keep."""

import tracemalloc
from math import prod

import numpy as np

from edunn import Model
from edunn.layers import Conv2D, Dense, MaxPool2D

ROWS, BAR = 64, 4
LENET = [
    [28, 28, 1],
    ["conv", 8, 5, "relu"],
    ["max_pool", 2],
    ["conv", 16, 5, "relu"],
    ["max_pool", 2],
    ["flatten"],
    [128, "relu"],
    [10, "softmax"],
]


def kept(model):
    """The bytes of the inputs of all layers that need theirs; an activation gets by with its y."""
    network = model.network
    needs = (Conv2D, Dense, MaxPool2D)
    pairs = zip(network.layers, network.shapes, strict=False)
    return 4 * ROWS * sum(prod(shape) for layer, shape in pairs if isinstance(layer, needs))


def test_a_step_of_the_readable_engine():
    model = Model(LENET, seed=0)
    random = np.random.default_rng(0)
    x, t = random.random((ROWS, 28, 28, 1), "float32"), np.eye(10, dtype="float32")[[1] * ROWS]
    model.gradient(x, t)
    theta, statistics = model.theta, model.learned.statistics
    tracemalloc.start()
    try:
        model.objective.gradient(theta, x, t, statistics)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak <= BAR * kept(model)
