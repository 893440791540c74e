"""The layers of a network one by one, with the shape that each gives: what the diagram cannot show.

The diagram draws neurons and the weights between them. Layers of images have too many of both, so
a network that has some is also shown as a chain of its layers, and the diagram is that of the dense
layers at its end.
"""

from math import prod
from typing import NamedTuple

from pydantic import Field

from edunn.architecture import title
from edunn.arrays import Shape
from edunn.layers import Conv2D, Layer
from edunn.network import Network
from edunn.studio.messages import Message


class LayerSummary(Message):
    """One layer, with the activation behind it."""

    title: str = Field(description="In words: conv 8 5x5 relu; empty for the input.")
    shape: list[int] = Field(description="Of its output for one row.")
    parameters: int


def chain_of(network: Network) -> list[LayerSummary]:
    """The input, then every layer with its activation; scaling counts as part of the input.

    Example:
        >>> from edunn import Model
        >>> layers = [[8, 8, 1], ["conv", 4, 3, "relu"], ["flatten"], [10, "softmax"]]
        >>> for layer in chain_of(Model(layers).network):
        ...     print(layer.title, layer.shape, layer.parameters)
         [8, 8, 1] 0
        conv 4 3x3 relu [6, 6, 4] 40
        flatten [144] 0
        dense 10 softmax [10] 1450
    """
    return [
        LayerSummary(
            title=link.title, shape=list(network.shapes[link.end]), parameters=link.parameters
        )
        for link in links_of(network)
    ]


class Link(NamedTuple):
    """A layer of the chain and its activation; the first one is the input, with its scaling."""

    title: str
    end: int
    """How many of the network's layers there are up to its end."""

    parameters: int


def links_of(network: Network) -> list[Link]:
    """The input, then every layer with its activation, each with the place where it ends.

    Example:
        >>> from edunn import Model
        >>> [link[:2] for link in links_of(Model([[4], [8, "relu"], [3, "softmax"]]).network)]
        [('', 0), ('dense 8 relu', 2), ('dense 3 softmax', 4)]
    """
    links = [Link("", 0, 0)]
    for k, (layer, shape) in enumerate(zip(network.layers, network.shapes, strict=False), start=1):
        own = sum(map(prod, layer.parameter_shapes(shape).values()))
        if layer.is_scaling and len(links) == 1:
            links[-1] = Link("", k, 0)
        elif layer.as_activation and links[-1].title:
            links[-1] = Link(f"{links[-1].title} {title(layer)}", k, links[-1].parameters)
        else:
            links.append(Link(title(layer), k, own))
    return links


def kernel_of(layer: Layer, shape: Shape) -> Shape | None:
    """The shape of a convolution's kernels, (k, l, C), over images of this shape; None of others.

    Example:
        >>> kernel_of(Conv2D(8, kernel=5), (28, 28, 1))
        (5, 5, 1)
    """
    return (*layer.windows.size, shape[2]) if isinstance(layer, Conv2D) else None


def is_plain(layer: Layer) -> bool:
    """Whether a layer is dense, or belongs to a dense one: all that the diagram draws."""
    return bool(layer.is_dense or layer.as_activation or layer.is_random or layer.is_scaling)


def first_drawn(network: Network) -> int:
    """The place from which on only dense layers change the shape of a row.

    Example:
        >>> from edunn import Model
        >>> layers = [[8, 8, 1], ["conv", 4, 3, "relu"], ["flatten"], [10, "softmax"]]
        >>> first_drawn(Model(layers).network)  # that of dense 10
        3
    """
    first = 0
    steps = zip(network.layers, network.shapes, network.shapes[1:], strict=False)
    for k, (layer, x, y) in enumerate(steps, start=1):
        if len(y) != 1 or (x != y and not layer.is_dense):
            first = k
    return first
