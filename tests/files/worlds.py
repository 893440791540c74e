"""Models and rows that the tests of files share."""

import json

import numpy as np
import safetensors.numpy

from edunn import Model


def rows(count=30, inputs=4, classes=3, seed=0):
    random = np.random.default_rng(seed)
    return random.normal(size=(count, inputs)), random.integers(0, classes, count)


def trained(dtype="float32", names=("ant", "bee", "cat"), **settings):
    """A model with scaling, dropout, a regularizer, and a history."""
    x, t = rows()
    network = [
        [4, {"scale": "standardize"}],
        [5, "relu", {"dropout": 0.2, "l2": 0.01}],
        [3, "softmax"],
    ]
    model = Model(network, dtype=dtype, seed=1, **settings)
    model.train("adam", x, np.array(names)[t], epochs=3, validation_split=0.2)
    return model


def parts(content):
    """The facts and the arrays in the bytes of a file, without any of EduNN's guards."""
    length = int.from_bytes(content[:8], "little")
    header = json.loads(content[8 : 8 + length])
    return json.loads(header["__metadata__"]["edunn"]), safetensors.numpy.load(content)


def whole(facts, arrays):
    """The bytes of a file with these, whatever they are."""
    text = facts if isinstance(facts, str) else json.dumps(facts)
    return safetensors.numpy.save(arrays, metadata={"edunn": text})
