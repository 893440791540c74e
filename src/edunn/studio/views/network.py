"""The network as a diagram, and the weights of its first layer as images."""

from copy import copy
from typing import NamedTuple

import numpy as np
from flask import Response
from pydantic import Field

from edunn.arrays import Array, Named, fitted
from edunn.catalogue import label_of
from edunn.layers import Conv2D
from edunn.model import Model
from edunn.network import ForwardPass, Learned
from edunn.studio.messages import Message, Number
from edunn.studio.routing import RunPath, reply, session, topic
from edunn.studio.runs.snapshots import Snapshot
from edunn.studio.views.packing import Plane, finite_rows, plane_of, side_of
from edunn.text import finite

api = topic("network")

MOST_WEIGHTS, MOST_NAMES, MOST_FILTERS = 4096, 64, 64


class LayerView(Message):
    """One layer of neurons, as the diagram shows it."""

    layer: int = Field(description="Its place among the dense layers, from 1.")
    activation: str
    inputs: int
    units: int
    W: list[list[Number]] | None = Field(description="(I, O); null where there are too many.")
    b: list[Number] | None
    largest: float = Field(description="The largest absolute weight.")
    mean_size: float = Field(description="The mean absolute weight.")


class NetworkView(Message):
    """The network at this moment."""

    run: int
    epoch: int
    inputs: list[str] = Field(description="Names of the inputs, at most 64.")
    outputs: list[str] = Field(description="Names of the outputs.")
    layers: list[LayerView]
    dropped: list[int] = Field(description="Dense layers, from 1, that dropout follows.")


class FiltersView(Message):
    """The weights of each neuron of the first layer, as an image."""

    run: int
    epoch: int
    filters: list[Plane] = Field(description="At most 64 neurons.")


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
        function = model.layers[k].as_activation
        if function is not None:
            return k, label_of(function)
    return place, "linear"


def traced(model: Model, x: Array) -> ForwardPass:
    """One forward pass of rows, also of pixels, with the output and the cache of every layer.

    Example:
        >>> model, x = Model([[2], [3, "tanh"]], seed=1), np.ones((1, 2))
        >>> [y.shape for y in traced(model, x).outputs]
        [(1, 2), (1, 3), (1, 3)]
    """
    network, learned = model.network, model.learned
    p = network.layout.views(learned.theta)
    with np.errstate(over="ignore", invalid="ignore"):
        rows = fitted(x.astype(model.dtype), network.input_shape)
        return network.traced(p, rows, learned.statistics)


def with_theta(model: Model, theta: Array) -> Model:
    """The same network with other parameters; the model stays as it is."""
    other = copy(model)
    other.learned = Learned(np.array(theta, dtype=model.dtype), model.learned.statistics)
    return other


def network_view(run: int, snapshot: Snapshot) -> NetworkView:
    """All dense layers with their weights; of large layers, only their sizes.

    Example:
        >>> from edunn.studio.example import example
        >>> [(layer.units, layer.activation) for layer in network_view(1, example()).layers]
        [(6, 'tanh'), (3, 'softmax')]
    """
    layers = neurons_of(snapshot.model)
    return NetworkView(
        run=run,
        epoch=snapshot.epoch,
        inputs=list(snapshot.planned.training.feature_names[:MOST_NAMES]),
        outputs=output_names(snapshot)[:MOST_NAMES],
        layers=[_layer(neurons) for neurons in layers],
        dropped=[neurons.number for neurons in layers if neurons.is_dropped],
    )


def output_names(snapshot: Snapshot) -> list[str]:
    """The class of each output; a single output stands for the second of two classes."""
    data, outputs = snapshot.planned.training, snapshot.model.network.shapes[-1][0]
    if data.class_names is None:
        return [data.target_name] * outputs
    classes = list(map(str, data.class_names))
    return classes if outputs > 1 else classes[-1:]


def _layer(neurons: Neurons) -> LayerView:
    W, b = neurons.p["W"], neurons.p["b"]
    sizes, is_small = np.abs(W), W.size <= MOST_WEIGHTS
    return LayerView(
        layer=neurons.number,
        activation=neurons.activation,
        inputs=W.shape[0],
        units=W.shape[1],
        W=finite_rows(W) if is_small else None,
        b=[finite(bias) for bias in b] if is_small else None,
        largest=finite(sizes.max()) or 0.0,
        mean_size=finite(sizes.mean()) or 0.0,
    )


def filters_view(run: int, snapshot: Snapshot) -> FiltersView:
    """The weights of each neuron of the first layer: an image of pixels, or a single row.

    Of a convolutional layer they are the kernels, the channels of each side by side.

    Example:
        >>> from edunn.studio.example import example
        >>> filters = filters_view(1, example()).filters
        >>> len(filters), filters[0].width, filters[0].height
        (6, 4, 1)
    """
    images = _weights_as_images(snapshot)[:MOST_FILTERS]
    return FiltersView(run=run, epoch=snapshot.epoch, filters=[plane_of(q) for q in images])


def _weights_as_images(snapshot: Snapshot) -> list[Array]:
    """An image for each neuron, or each filter, of the first layer that has any."""
    model, side = snapshot.model, side_of(snapshot.planned.training)
    for layer, p in zip(model.layers, model.parameters, strict=True):
        if isinstance(layer, Conv2D):  # (k l C, O) -> (k, l, C, O) -> (O, k, C l)
            k, width = layer.windows.size
            kernels = p["W"].reshape(k, width, -1, layer.filters).transpose(3, 0, 2, 1)
            return list(kernels.reshape(layer.filters, k, -1))
        if layer.is_dense:
            is_image = side is not None and side**2 == len(p["W"])
            return [w.reshape(side if is_image else 1, -1) for w in p["W"].T]
    return []


@api.get("/runs/<int:run>/network", responses={200: NetworkView})
def get_network(path: RunPath) -> Response:
    """Weights and biases, layer by layer."""
    return reply(session().view(path.run, network_view))


@api.get("/runs/<int:run>/filters", responses={200: FiltersView})
def get_filters(path: RunPath) -> Response:
    """The weights of the first layer as images."""
    return reply(session().view(path.run, filters_view))
