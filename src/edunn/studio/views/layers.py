"""Layers as a diagram shows them: the dense layers with their activations, numbered from 1."""

from copy import copy
from typing import NamedTuple

import numpy as np

from edunn.arrays import Array, Named
from edunn.catalogue import label_of
from edunn.model import Model
from edunn.network import ForwardPass, Learned


class Neurons(NamedTuple):
    """A dense layer, and the layers that belong to it."""

    number: int
    """Its place among the dense layers, from 1."""

    place: int
    """Its place among all layers of the model, from 0."""

    last: int
    """The place of its activation; its own place if it has none."""

    activation: str
    is_dropped: bool
    """Whether dropout follows."""

    p: Named
    """Its W and b."""


def neurons_of(model: Model) -> list[Neurons]:
    """The dense layers of a model.

    Example:
        >>> [(n.number, n.activation) for n in neurons_of(Model([[2], [3, "tanh"], [1]]))]
        [(1, 'tanh'), (2, 'linear')]
    """
    places = [k for k, layer in enumerate(model.layers) if layer.is_dense]
    ends = [*places[1:], len(model.layers)]
    parameters = model.parameters
    found = []
    for number, (place, end) in enumerate(zip(places, ends, strict=True), start=1):
        last, activation = _activation(model, place, end)
        is_dropped = any(layer.is_random for layer in model.layers[place:end])
        found.append(Neurons(number, place, last, activation, is_dropped, parameters[place]))
    return found


def _activation(model: Model, place: int, end: int) -> tuple[int, str]:
    """The place of the activation of the dense layer at `place`, and its name."""
    for k in range(place + 1, end):
        function = model.layers[k].activation
        if function is not None:
            return k, label_of(function)
    return place, "linear"


def traced(model: Model, x: Array) -> ForwardPass:
    """One forward pass of rows `(B, I)`, with the output and the cache of every layer.

    Example:
        >>> model, x = Model([[2], [3, "tanh"]], seed=1), np.ones((1, 2))
        >>> [y.shape for y in traced(model, x).outputs]
        [(1, 2), (1, 3), (1, 3)]
    """
    network, learned = model.network, model.learned
    p = network.layout.views(learned.theta)
    with np.errstate(over="ignore", invalid="ignore"):
        return network.traced(p, x.astype(model.dtype), learned.statistics)


def with_theta(model: Model, theta: Array) -> Model:
    """The same network with other parameters; the model stays as it is."""
    other = copy(model)
    other.learned = Learned(np.array(theta, dtype=model.dtype), model.learned.statistics)
    return other
