"""Initializers: where learning starts.

`plain` does not ask how large the layer is, `scaled` does, `orthogonal` turns; `choice` knows which
one suits which activation. `base` states what all of them promise.
"""

from edunn.initializers.base import Initializer
from edunn.initializers.choice import default_for
from edunn.initializers.orthogonal import Orthogonal
from edunn.initializers.plain import Article, Constant, Ones, RandomNormal, RandomUniform, Zeros
from edunn.initializers.scaled import (
    GlorotNormal,
    GlorotUniform,
    HeNormal,
    HeUniform,
    LeCunNormal,
    LeCunUniform,
)

__all__ = [
    "Article",
    "Constant",
    "GlorotNormal",
    "GlorotUniform",
    "HeNormal",
    "HeUniform",
    "Initializer",
    "LeCunNormal",
    "LeCunUniform",
    "Ones",
    "Orthogonal",
    "RandomNormal",
    "RandomUniform",
    "Zeros",
    "default_for",
]
