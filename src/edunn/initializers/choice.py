"""Which start suits which activation: the rule that a layer follows when nobody chose."""

from edunn.activations import ELU, GELU, SELU, ActivationFunction, LeakyReLU, Mish, ReLU, SiLU
from edunn.initializers.base import Initializer
from edunn.initializers.scaled import GlorotUniform, HeNormal, LeCunNormal

STOPS_HALF = (ReLU, LeakyReLU, ELU, GELU, SiLU, Mish)
"""Activations that let one half of the numbers through and stop most of the other."""


def default_for(activation: ActivationFunction | None) -> Initializer:
    """The initializer for the weights in front of an activation.

    He for the family of ReLU, which stops half of the signal; LeCun for SELU, as its paper asks;
    Glorot for all others, and where there is no activation.

    Example:
        >>> default_for(ReLU()), default_for(SELU()), default_for(None)
        (HeNormal(), LeCunNormal(), GlorotUniform())
    """
    if isinstance(activation, STOPS_HALF):
        return HeNormal()
    if isinstance(activation, SELU):
        return LeCunNormal()
    return GlorotUniform()
