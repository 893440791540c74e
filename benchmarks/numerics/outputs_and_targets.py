"""Outputs and targets for losses: of every size, certain, and no distribution."""

from collections.abc import Callable

import numpy as np

from edunn.activations import Softmax
from edunn.arrays import Array

Inputs = tuple[Array, Array]
"""Outputs `y` and targets `t`, `(B, O)` both."""


def errors(dtype: str) -> Inputs:
    """Errors of every size, and targets that are not 0."""
    edges = [0, 1e-30, 1e-16, 1e-8, 1e-5, 1e-3, 0.5, 1, 1.001, 3, 19.9, 20.1, 88, 710, 1e6, 1e15]
    random = np.random.default_rng(1).normal(size=(2, 2_000, 1))
    y = np.concatenate([np.array([[edges], [np.negative(edges)]]).reshape(-1, 1), random[0]])
    t = np.concatenate([np.zeros((2 * len(edges), 1)), random[1]])
    return y.astype(dtype), t.astype(dtype)


def signed(dtype: str) -> Inputs:
    """Errors of every size with targets of 1 and -1."""
    y, _ = errors(dtype)
    return y, np.resize(np.array([[1.0], [-1.0]], dtype), y.shape)


def probabilities(dtype: str) -> Inputs:
    """Probabilities from 1e-6 to 1 - 1e-6, with targets 0, 1 and between."""
    p = np.concatenate([np.geomspace(1e-6, 0.5, 300), 1 - np.geomspace(1e-6, 0.5, 300)])
    t = np.repeat([0.0, 1.0, 0.3], len(p))
    return np.tile(p, 3)[:, None].astype(dtype), t[:, None].astype(dtype)


def distributions(dtype: str) -> Inputs:
    """Rows of three probabilities that sum to 1, with one-hot and with soft targets."""
    random = np.random.default_rng(2)
    y = Softmax().value(random.normal(0, 1.5, (1_000, 3)).astype(dtype))
    soft = Softmax().value(random.normal(size=(500, 3)).astype(dtype))
    return y, np.concatenate([np.eye(3, dtype=dtype)[random.integers(0, 3, 500)], soft])


def logits(dtype: str) -> Inputs:
    """Rows of three logits, ordinary and extreme."""
    random = np.random.default_rng(3)
    edges = [[1000, 0, -1000], [-1000, 1000, 1000], [1e30, 0, -1e30], [40, 0, 0], [1e-9, 0, 0]]
    y = np.concatenate([edges, random.normal(0, 4, (1_000, 3))]).astype(dtype)
    return y, np.eye(3, dtype=dtype)[np.arange(len(y)) % 3]


def single_logits(dtype: str) -> Inputs:
    """Logits of every size, with targets 0, 1 and between."""
    edges = [0, 1e-30, 1e-8, 1e-3, 0.5, 1, 3, 17, 20, 37, 40, 88, 104, 710, 745, 1e6, 1e30]
    random = np.random.default_rng(4).normal(0, 4, 1_000)
    z = np.concatenate([edges, np.negative(edges), random])
    t = np.repeat([0.0, 1.0, 0.3], len(z))
    return np.tile(z, 3)[:, None].astype(dtype), t[:, None].astype(dtype)


def certain(dtype: str) -> Inputs:
    """A certain answer, right and wrong, and a share of nothing."""
    y = [[1, 0, 0], [0, 1, 0], [0.5, 0.5, 0], [0.25, 0.25, 0.5]]
    t = [[1, 0, 0], [1, 0, 0], [0, 1, 0], [0.5, 0.5, 0]]
    return np.array(y, dtype), np.array(t, dtype)


def no_distribution(dtype: str) -> Inputs:
    """Rows that sum to 0.4 and to 2."""
    y = [[0.2, 0.1, 0.1], [0.5, 0.5, 1.0]]
    return np.array(y, dtype), np.eye(3, dtype=dtype)[:2]


INPUTS: dict[str, Callable[[str], Inputs]] = {
    "hinge": signed,
    "cross_entropy": distributions,
    "binary_cross_entropy": probabilities,
    "kl_divergence": distributions,
    "cross_entropy of logits": logits,
    "binary_cross_entropy of logits": single_logits,
}
