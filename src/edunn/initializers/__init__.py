"""Initializers: the parameters that training starts from.

`simple` has those that ignore the size of the layer, `he_glorot_lecun` those that depend on it;
`base` states the contract of all.
"""

from edunn.activations import ActivationFunction
from edunn.initializers.base import Initializer
from edunn.initializers.he_glorot_lecun import (
    GlorotNormal,
    GlorotUniform,
    HeNormal,
    HeUniform,
    LeCunNormal,
    LeCunUniform,
    Orthogonal,
)
from edunn.initializers.simple import Article, Constant, Ones, RandomNormal, RandomUniform, Zeros

NAMES: dict[str, type[Initializer]] = {
    "zeros": Zeros,
    "ones": Ones,
    "constant": Constant,
    "random_normal": RandomNormal,
    "random_uniform": RandomUniform,
    "glorot_uniform": GlorotUniform,
    "glorot_normal": GlorotNormal,
    "he_uniform": HeUniform,
    "he_normal": HeNormal,
    "lecun_uniform": LeCunUniform,
    "lecun_normal": LeCunNormal,
    "orthogonal": Orthogonal,
    "article": Article,
}
"""Every initializer by its name."""


def default_for(activation: ActivationFunction | None = None) -> Initializer:
    """The initializer of the weights in front of an activation, unless one is chosen.

    He for the family of ReLU, which blocks half of the signal; LeCun for SELU, as in its paper;
    Glorot for all others, and where there is no activation. Each activation names its own.

    Example:
        >>> from edunn.activations import SELU, ReLU
        >>> default_for(ReLU()), default_for(SELU()), default_for(None)
        (HeNormal(), LeCunNormal(), GlorotUniform())
    """
    return GlorotUniform() if activation is None else NAMES[activation.initializer]()


def default_for_biases() -> Initializer:
    """The initializer of biases: all begin at 0.

    Example:
        >>> default_for_biases()
        Zeros()
    """
    return Zeros()


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
    "default_for_biases",
]
