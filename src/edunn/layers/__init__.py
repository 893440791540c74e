"""Layers: dense, activation, dropout and feature scaling; `base` states the contract of all."""

from edunn.layers.activation import Activation
from edunn.layers.base import Cache, Layer, LayerState
from edunn.layers.dense import Dense
from edunn.layers.dropout import Dropout
from edunn.layers.scaling import Center, MinMax, Scaling, Standardize

NAMES: dict[str, type[Layer]] = {
    "dense": Dense,
    "activation": Activation,
    "dropout": Dropout,
    "standardize": Standardize,
    "min_max": MinMax,
    "center": Center,
}
"""Every layer by its name."""

__all__ = [
    "Activation",
    "Cache",
    "Center",
    "Dense",
    "Dropout",
    "Layer",
    "LayerState",
    "MinMax",
    "Scaling",
    "Standardize",
]
