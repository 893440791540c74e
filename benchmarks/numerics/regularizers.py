"""Regularizers beside Keras, the one peer that has them apart from its optimizers."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np

from benchmarks.numerics import peers
from benchmarks.numerics.comparison import Comparison, Notes, Results, derived, dtypes
from edunn.arrays import Array
from edunn.regularizers import L1, L2, NAMES, ElasticNet, Regularizer

keras = peers.module("keras.regularizers")

STRENGTH = 0.3

OURS: dict[str, Regularizer] = {
    "l1": L1(STRENGTH),
    "l2": L2(STRENGTH),
    "l1_l2": ElasticNet(STRENGTH, STRENGTH),
}
KERAS: dict[str, tuple[str, Callable[[float], Any]]] = {
    "l1": ("L1", lambda l2: keras.L1(STRENGTH)),
    "l2": ("L2", lambda l2: keras.L2(l2)),
    "l1_l2": ("L1L2", lambda l2: keras.L1L2(STRENGTH, l2)),
}
SAME, HALF = "penalty", "penalty, half the strength"

ABOUT = """\
The penalty of 20 rows of weights for a strength of 0.3. In PyTorch and scikit-learn a penalty is
a setting: the `weight_decay` of an optimizer, the `alpha` of a network."""
"""What is compared, in the words of the page."""

NO_HALF = "EduNN's penalty of L2 has the half that makes its gradient `strength * W`, as PyTorch's \
weight decay. Keras has no half: its strength has to be half as large."

NOTES: Notes = {("l2", "Keras", SAME): NO_HALF, ("l1_l2", "Keras", SAME): NO_HALF}


def names() -> dict[str, dict[str, str]]:
    """What every regularizer is called elsewhere: entry -> peer -> name."""
    return {
        entry: {peer: KERAS[entry][0] if peer == "Keras" else "" for peer in peers.NAMES}
        for entry in NAMES
    }


def comparisons() -> Iterator[Comparison]:
    """Every regularizer beside Keras, if installed; with an L2, also at half the strength."""
    for entry in NAMES if peers.is_installed("Keras") else ():
        for of, l2 in ((SAME, STRENGTH), (HALF, STRENGTH / 2)):
            if of == SAME or (entry, "Keras", SAME) in NOTES:
                yield Comparison(
                    entry, "Keras", of, partial(_penalties, entry, l2), dtypes("Keras")
                )


def weights(dtype: str) -> Array:
    """Rows of weights `(20, n)`, the first of them 0."""
    W = np.random.default_rng(0).normal(size=(20, 30)).astype(dtype)
    W[0] = 0.0
    return W


def _penalties(entry: str, l2: float, dtype: str) -> Results:
    W, theirs = weights(dtype), KERAS[entry][1](l2)
    return Results(OURS[entry].penalty(W), np.array([theirs(row) for row in W]))


def formula(entry: str) -> str:
    """The penalty of one weight, as the class states it."""
    own: Any = NAMES[entry]
    return f"`penalty = {own.penalty_formula.text}` {derived('losses', own.__name__)}"
