"""Random arguments that several exercises share; sizes differ, so that no two axes are confused."""

from typing import Any

import numpy as np

from edunn.arrays import Array

Drawn = tuple[Any, ...]


def shape(random: np.random.Generator) -> tuple[int, int]:
    """Rows and columns, never the same number of both."""
    rows = int(random.integers(2, 4))
    return rows, int(random.integers(4, 6))


def pair(random: np.random.Generator) -> Drawn:
    """Two arrays of one shape."""
    return tuple(random.normal(0.0, 2.0, (2, *shape(random))))


def vectors(random: np.random.Generator, count: int) -> Drawn:
    """Some vectors of one length."""
    return tuple(random.normal(size=(count, int(random.integers(3, 6)))))


def distribution(random: np.random.Generator, rows: int, classes: int) -> Array:
    """Rows of probabilities."""
    shares = random.random((rows, classes)) + 0.1
    total: Array = shares.sum(axis=1, keepdims=True)
    return shares / total


def probabilities(random: np.random.Generator) -> Drawn:
    """A gradient, and probabilities."""
    rows, classes = shape(random)
    return random.normal(size=(rows, classes)), distribution(random, rows, classes)


def chances(random: np.random.Generator) -> Drawn:
    """Probabilities of yes, and yes or no; both occur."""
    p = random.uniform(0.05, 0.95, (int(random.integers(4, 7)), 1))
    return p, (np.arange(len(p)) % 2.0)[:, np.newaxis]


def dense(random: np.random.Generator) -> Drawn:
    """Rows, weights and biases of a dense layer; no two of B, I and O are the same."""
    B, I, O = random.permutation([2, 3, 4])  # noqa: E741
    return random.normal(size=(B, I)), random.normal(size=(I, O)), random.normal(size=O)


def dense_gradient(random: np.random.Generator) -> Drawn:
    """The gradient by the outputs of a dense layer, its rows and its weights."""
    x, W, b = dense(random)
    return random.normal(size=(len(x), len(b))), x, W


def two_layers(random: np.random.Generator) -> Drawn:
    """Rows, and the parameters of two layers with one output."""
    x, W, b = dense(random)
    return x, W, b, random.normal(size=(len(b), 1)), random.normal(size=1)


def two_layers_with_targets(random: np.random.Generator) -> Drawn:
    """The same, with the targets behind the rows."""
    x, *parameters = two_layers(random)
    return x, random.normal(size=(len(x), 1)), *parameters
