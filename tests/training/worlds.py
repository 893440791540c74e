"""A small task for every training: three classes of points, ten rows."""

import numpy as np

from edunn import Model

random = np.random.default_rng(4)
T = np.array([0, 1, 2, 0, 1, 2, 0, 1, 2, 0])
X = random.normal(size=(10, 2)) + 2.0 * np.stack([np.cos(2.1 * T), np.sin(2.1 * T)], axis=1)
NETWORK = [[2], [5, "tanh"], [3, "softmax"]]


def fresh(architecture=NETWORK, loss="cross_entropy", **settings):
    """The same float64 model at every call."""
    return Model(architecture, loss, dtype="float64", seed=0, **settings)


def trained(x=X, t=T, algorithm="sgd", model=None, **options):
    model = model or fresh()
    model.train(algorithm, x, t, **({"epochs": 3, "seed": 1} | options))
    return model


def in_chunks(training):
    """Advance to the end; how many epochs each chunk had."""
    sizes = []
    while not training.finished:
        sizes.append(len(training.advance()["index"]))
    return sizes


def facts(training):
    """Everything that a training leaves behind, but the time it took."""
    records = [vars(record) | {"seconds": 0} for record in training.history]
    state = {k: np.asarray(v).tolist() for k, v in training.state._asdict().items()}
    place = training.learned.theta.tolist(), training.order.tolist(), training.forward_passes
    return records, state, place, training.random.bit_generator.state, training.history.ending
