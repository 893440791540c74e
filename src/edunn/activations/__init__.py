"""Activations: the bends between the layers, each with its value and its derivative.

One file a kind: `plain`, `squashing`, `rectifiers`, `smooth`, `waves`, and `softmax`, the only one
that looks at a whole row. `base` states what all of them promise.
"""

from edunn.activations.base import ActivationFunction, Elementwise
from edunn.activations.plain import BinaryStep, Exponential, Linear
from edunn.activations.rectifiers import ELU, SELU, LeakyReLU, ReLU
from edunn.activations.smooth import GELU, Mish, SiLU, Softplus
from edunn.activations.softmax import Softmax
from edunn.activations.squashing import HardSigmoid, Sigmoid, Softsign, Tanh
from edunn.activations.waves import Gaussian, Sinusoid

__all__ = [
    "ELU",
    "GELU",
    "SELU",
    "ActivationFunction",
    "BinaryStep",
    "Elementwise",
    "Exponential",
    "Gaussian",
    "HardSigmoid",
    "LeakyReLU",
    "Linear",
    "Mish",
    "ReLU",
    "SiLU",
    "Sigmoid",
    "Sinusoid",
    "Softmax",
    "Softplus",
    "Softsign",
    "Tanh",
]
