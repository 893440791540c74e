"""The architecture of a network: its layers, from the short form or as objects, and its summary."""

from collections.abc import Sequence
from math import prod
from typing import Any

from edunn.catalogue import label_of
from edunn.errors import ArchitectureError, EduNNError
from edunn.guards import require_count, require_memory
from edunn.layers import Layer
from edunn.messages import Message
from edunn.network import PARAMETER_BYTES, Network, require_place
from edunn.notebook import TextTable
from edunn.short_form import Defaults as Defaults
from edunn.short_form import read_architecture, read_layers
from edunn.text import text_table

HEAD = ("Layer (type)", "Output Shape", "Param #")
"""The columns of a summary, as Keras names them."""


def build_network(
    architecture: Any,
    layers: Sequence[Any] | None,
    inputs: int | Sequence[int] | None,
    defaults: Defaults,
) -> Network:
    """Build a network from its short form, or from layer objects.

    Raises:
        ArchitectureError: both or none are given, or an element is wrong; the message quotes it.
    """
    _require_one_form(architecture, layers)
    if layers is None:
        objects, inputs = read_architecture(architecture, defaults)
    else:
        objects = read_layers(layers)
    shape: tuple[Any, ...] = tuple(inputs) if isinstance(inputs, (tuple, list)) else (inputs,)
    for size in shape:
        require_count("inputs", size)
    network = Network(objects, shape)
    if len(network.shapes[-1]) != 1:  # wrong shapes are reported here, not at the first row
        raise ArchitectureError(Message("network.ends_in_shape", shape=network.shapes[-1]))
    for k, (layer, before) in enumerate(zip(network.layers, network.shapes, strict=False)):
        try:
            require_place(layer, before, k <= network.lowest_learner)
        except EduNNError as error:
            code, reason = "layer.does_not_fit", error.args[0]
            raise ArchitectureError(Message(code, layer=k + 1, reason=reason)) from None
    require_memory("parameters", network.layout.size, PARAMETER_BYTES)
    return network


def _require_one_form(architecture: Any, layers: Any) -> None:
    """Require either the short form or layer objects, each as its own argument."""
    if (architecture is None) == (layers is None):
        raise ArchitectureError(
            'Model takes either the short form, Model([[4], [3, "softmax"]]), or layer objects, '
            'Model(layers=[Dense(3), "softmax"], inputs=4): exactly one of them.'
        )
    given = architecture if isinstance(architecture, (list, tuple)) else ()
    if any(isinstance(element, Layer) for element in given):
        raise ArchitectureError(
            "layer objects are no short form: they are the argument layers, and the shape of a row "
            'is inputs. Write: Model(layers=[Dense(8), "relu", Dense(3), "softmax"], inputs=4)'
        )


def summarize(network: Network) -> TextTable:
    """The layers of a network as a table, with the columns of Keras.

    Example:
        >>> from edunn.layers import Dense
        >>> print(summarize(Network((Dense(2),), input_shape=(4,))))
        Layer (type)  Output Shape  Param #
        -----------------------------------
        dense 2       (None, 2)          10
        -----------------------------------
        Total params: 10
    """
    rows = [(name, shape, f"{count:,}") for name, shape, count in layer_rows(network)]
    head, *lines = text_table(HEAD, rows, left=(0, 1)).splitlines()
    rule = "-" * len(head)
    total = f"Total params: {network.layout.size:,}"
    words = "\n".join([head, rule, *lines, rule, total])
    return TextTable(words, HEAD, rows, left=(0, 1), note=total)


def layer_rows(network: Network) -> list[tuple[str, str, int]]:
    """Each layer in a word or two, the shape of its output, and how many parameters it has."""
    return [
        (title(layer), _shape(shape), parameter_count(network, k))
        for k, (layer, shape) in enumerate(zip(network.layers, network.shapes[1:], strict=True))
    ]


def title(layer: Layer) -> str:
    """A layer in a word or two: `dense 2`, `relu`, `dropout 0.5`."""
    return layer.title(lambda thing: label_of(thing).lower())


def network_in_words(network: Network) -> str:
    """A network in one line: the sizes of its layers, each with its activation.

    Example:
        >>> short = [[4], [8, "relu"], [3, "softmax"]]
        >>> network_in_words(build_network(short, None, None, Defaults()))
        '4 - 8 relu - 3 softmax'
    """
    words = ["x".join(map(str, network.input_shape))]
    for layer in network.layers:
        if layer.as_activation:
            words[-1] += f" {title(layer)}"
        elif not (layer.is_scaling or layer.is_random):
            words.append(title(layer).removeprefix("dense "))
    return " - ".join(words)


def _shape(shape: tuple[int, ...]) -> str:
    return f"(None, {', '.join(map(str, shape))})"


def parameter_count(network: Network, layer: int) -> int:
    """The number of parameters of one layer."""
    return sum(prod(place.shape) for place in network.layout.places if place.layer == layer)
