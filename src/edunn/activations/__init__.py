"""Activations: the nonlinear functions between the layers, each with its value and derivative.

One file a kind: `simple`, `sigmoid`, `rectifiers`, `smooth`, and `softmax`, the only one that works
on a whole row. `base` states the contract of all.
"""

from edunn.activations.base import ActivationFunction, Elementwise
from edunn.activations.rectifiers import ELU, SELU, LeakyReLU, ReLU
from edunn.activations.sigmoid import HardSigmoid, Sigmoid, Softsign, Tanh
from edunn.activations.simple import BinaryStep, Exponential, Gaussian, Linear, Sinusoid
from edunn.activations.smooth import GELU, Mish, SiLU, Softplus
from edunn.activations.softmax import Softmax

NAMES: dict[str, type[ActivationFunction]] = {
    "linear": Linear,
    "binary_step": BinaryStep,
    "sigmoid": Sigmoid,
    "hard_sigmoid": HardSigmoid,
    "tanh": Tanh,
    "softsign": Softsign,
    "relu": ReLU,
    "leaky_relu": LeakyReLU,
    "elu": ELU,
    "selu": SELU,
    "gelu": GELU,
    "silu": SiLU,
    "mish": Mish,
    "softplus": Softplus,
    "exponential": Exponential,
    "gaussian": Gaussian,
    "sinusoid": Sinusoid,
    "softmax": Softmax,
}
"""Every activation by its name."""

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
