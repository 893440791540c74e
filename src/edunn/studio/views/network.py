"""The network as a diagram, and the weights of its first layer as images.

The diagram is of dense layers: all of them, or those at the end of a network that begins otherwise,
as one of images does. Such a network is also listed layer by layer; see `layers`.
"""

from collections.abc import Sequence
from copy import copy
from math import prod
from typing import NamedTuple

import numpy as np
from flask import Response
from pydantic import Field

from edunn.arrays import Array, Named, Shape, fitted
from edunn.catalogue import label_of
from edunn.data import Dataset
from edunn.model import Model
from edunn.network import ForwardPass, Learned, Network
from edunn.studio.experiment import Experiment
from edunn.studio.messages import Message, Number
from edunn.studio.plan import Planned, planned
from edunn.studio.routing import RunPath, reply, session, topic
from edunn.studio.runs.snapshots import Snapshot
from edunn.studio.views.layers import (
    LayerSummary,
    chain_of,
    first_drawn,
    is_plain,
    kernel_of,
    links_of,
)
from edunn.studio.views.packing import Plane, finite_rows, plane_of, side_of
from edunn.text import finite

api = topic("network")

MOST_WEIGHTS, MOST_NAMES, MOST_FILTERS = 4096, 64, 64


class LayerView(Message):
    """One layer of neurons, as the diagram shows it."""

    layer: int = Field(description="Its place in the diagram, from 1.")
    number: int = Field(description="Its number among all layers that learn, as in a trace: W3.")
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
    inputs: list[str] = Field(
        description="Names of the inputs, at most 64; empty where `layers` do not begin with them."
    )
    outputs: list[str] = Field(description="Names of the outputs.")
    layers: list[LayerView] = Field(description="Dense layers; behind layers of images, the last.")
    dropped: list[int] = Field(description="Places in `layers`, from 1, that dropout follows.")
    below: str = Field(
        default="", description="The layer below them, in words; empty where it is the input."
    )
    chain: list[LayerSummary] = Field(
        default=[], description="The input and every layer; empty where all are dense."
    )


class FiltersView(Message):
    """The weights of each neuron of the first layer, or of each of its filters, as an image."""

    run: int
    epoch: int
    filters: list[Plane] = Field(description="At most 64 neurons or filters.")
    are_kernels: bool = Field(default=False, description="Whether they are those of a convolution.")


class Neurons(NamedTuple):
    """A dense layer, and the layers that belong to it."""

    number: int
    """Its place among these dense layers, from 1."""

    learner: int
    """Its number among all layers that learn, from 1."""

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
    """The dense layers of a model that the diagram shows: all, or those behind other layers.

    Example:
        >>> [(n.number, n.activation) for n in neurons_of(Model([[2], [3, "tanh"], [1]]))]
        [(1, 'tanh'), (2, 'linear')]
    """
    return _dense_layers(model.network, model.parameters)


def _dense_layers(network: Network, parameters: Sequence[Named]) -> list[Neurons]:
    first, layers = first_drawn(network), network.layers
    places = [k for k, layer in enumerate(layers) if layer.is_dense and k >= first]
    ends = [*places[1:], len(layers)]
    found = []
    for number, (place, end) in enumerate(zip(places, ends, strict=True), start=1):
        last, activation = _activation(network, place, end)
        is_dropped = any(layer.is_random for layer in layers[place:end])
        p, learner = parameters[place], sum(map(bool, parameters[: place + 1]))
        found.append(Neurons(number, learner, place, last, activation, is_dropped, p))
    return found


def _activation(network: Network, place: int, end: int) -> tuple[int, str]:
    """The place of the activation of the dense layer at `place`, and its name."""
    for k in range(place + 1, end):
        function = network.layers[k].as_activation
        if function is not None:
            return k, label_of(function)
    return place, "linear"


def traced(model: Model, x: Array) -> ForwardPass:
    """One forward pass of rows, also of pixels, with the output and the cache of every layer.

    Rows of pixels are taken as images where the network takes images.

    Example:
        >>> model, x = Model([[2], [3, "tanh"]], seed=1), np.ones((1, 2))
        >>> [y.shape for y in traced(model, x).outputs]
        [(1, 2), (1, 3), (1, 3)]
    """
    network, learned = model.network, model.learned
    p = network.layout.views(learned.theta)
    with np.errstate(over="ignore", invalid="ignore"):
        rows = fitted(x, network.input_shape).astype(model.dtype)
        return network.traced(p, rows, learned.statistics)


def with_theta(model: Model, theta: Array) -> Model:
    """The same network with other parameters; the model stays as it is."""
    other = copy(model)
    other.learned = Learned(np.array(theta, dtype=model.dtype), model.learned.statistics)
    return other


def network_view(run: int, snapshot: Snapshot) -> NetworkView:
    """Dense layers with their weights; of large layers, only their sizes. And all layers by name.

    Example:
        >>> from edunn.studio.example import example
        >>> [(layer.units, layer.activation) for layer in network_view(1, example()).layers]
        [(6, 'tanh'), (3, 'softmax')]
    """
    layers = [(_layer(neurons), neurons.is_dropped) for neurons in neurons_of(snapshot.model)]
    view = _view(snapshot.model.network, snapshot.planned.training, layers)
    return view.model_copy(update={"run": run, "epoch": snapshot.epoch})


def sketch_of(plan: Planned) -> NetworkView:
    """The planned network of an experiment: a view without weights.

    Example:
        >>> from edunn.studio.example import example
        >>> [(layer.units, layer.W) for layer in sketch_of(example().planned).layers]
        [(6, None), (3, None)]
    """
    network = plan.network
    shapes = [
        layer.parameter_shapes(shape)
        for layer, shape in zip(network.layers, network.shapes, strict=False)
    ]
    nothing = [{name: np.empty((0, *shape)) for name, shape in own.items()} for own in shapes]
    layers = []
    for it in _dense_layers(network, nothing):
        inputs, units = shapes[it.place]["W"]
        layers.append((_without_weights(it, inputs, units), it.is_dropped))
    return _view(network, plan.training, layers)


def _view(network: Network, data: Dataset, layers: list[tuple[LayerView, bool]]) -> NetworkView:
    first = first_drawn(network)
    below = [link.title for link in links_of(network) if link.end <= first][-1] if first else ""
    return NetworkView(
        run=0,
        epoch=0,
        inputs=list(data.feature_names[:MOST_NAMES]) if not first else [],
        outputs=names_of_outputs(data, network.shapes[-1][0])[:MOST_NAMES],
        layers=[layer for layer, _ in layers],
        dropped=[layer.layer for layer, is_dropped in layers if is_dropped],
        below=below,
        chain=[] if all(map(is_plain, network.layers)) else chain_of(network),
    )


def output_names(snapshot: Snapshot) -> list[str]:
    """The class of each output; a single output stands for the second of two classes."""
    return names_of_outputs(snapshot.planned.training, snapshot.model.network.shapes[-1][0])


def names_of_outputs(data: Dataset, outputs: int) -> list[str]:
    """The names of so many outputs of a network for this data."""
    if data.class_names is None:
        return [data.target_name] * outputs
    classes = list(map(str, data.class_names))
    return classes if outputs > 1 else classes[-1:]


def _layer(neurons: Neurons) -> LayerView:
    W, b = neurons.p["W"], neurons.p["b"]
    sizes, is_small = np.abs(W), W.size <= MOST_WEIGHTS
    numbers = {
        "W": finite_rows(W) if is_small else None,
        "b": [finite(bias) for bias in b] if is_small else None,
        "largest": finite(sizes.max()) or 0.0,
        "mean_size": finite(sizes.mean()) or 0.0,
    }
    return _without_weights(neurons, *W.shape).model_copy(update=numbers)


def _without_weights(neurons: Neurons, inputs: int, units: int) -> LayerView:
    return LayerView(
        layer=neurons.number,
        number=neurons.learner,
        activation=neurons.activation,
        inputs=inputs,
        units=units,
        W=None,
        b=None,
        largest=0.0,
        mean_size=0.0,
    )


def filters_view(run: int, snapshot: Snapshot) -> FiltersView:
    """The weights of each neuron of the first layer: an image of pixels, or a single row.

    Of a convolution, the kernel of each filter; over several channels, their mean.

    Example:
        >>> from edunn.studio.example import example
        >>> filters = filters_view(1, example()).filters
        >>> len(filters), filters[0].width, filters[0].height
        (6, 4, 1)
    """
    model = snapshot.model
    place = next(k for k, p in enumerate(model.parameters) if "W" in p)
    W = model.parameters[place]["W"]
    shape = _shape_of_weights(model.network, place, side_of(snapshot.planned.training))
    images = W.reshape(*shape, W.shape[1]).mean(axis=2)  # (k, l, C, O) -> (k, l, O)
    return FiltersView(
        run=run,
        epoch=snapshot.epoch,
        filters=[plane_of(images[:, :, unit]) for unit in range(W.shape[1])[:MOST_FILTERS]],
        are_kernels=kernel_of(model.layers[place], model.network.shapes[place]) is not None,
    )


def _shape_of_weights(network: Network, place: int, side: int | None) -> Shape:
    """The image that a column of the weights is: the kernel, the image below, or a single row."""
    layer, below = network.layers[place], network.shapes[: place + 1]
    numbers = layer.parameter_shapes(below[-1])["W"][0]
    kernel = kernel_of(layer, below[-1])
    if kernel is not None:
        return kernel
    images = [shape for shape in below if len(shape) == 3 and prod(shape) == numbers]
    if images:
        return images[-1]
    return (side, side, 1) if side and side**2 == numbers else (1, numbers, 1)


@api.post("/network", responses={200: NetworkView})
def sketch_network(body: Experiment) -> Response:
    """The planned network of an experiment, or why there is none: a shape that does not fit."""
    return reply(sketch_of(planned(body, session().workspace)))


@api.get("/runs/<int:run>/network", responses={200: NetworkView})
def get_network(path: RunPath) -> Response:
    """Weights and biases, layer by layer."""
    return reply(session().view(path.run, network_view))


@api.get("/runs/<int:run>/filters", responses={200: FiltersView})
def get_filters(path: RunPath) -> Response:
    """The weights of the first layer as images."""
    return reply(session().view(path.run, filters_view))
