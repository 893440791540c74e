"""A network as a table: what each layer gives, and how much it learns."""

from math import prod

from edunn.catalogue import is_known, name_of
from edunn.layers import Activation, Layer
from edunn.network import Network

HEAD = ("Layer (type)", "Output Shape", "Param #")


def summarize(network: Network) -> str:
    """Keras' columns, in plain text.

    Example:
        >>> from edunn.layers import Dense
        >>> print(summarize(Network((Dense(2),), input_shape=(4,))))
        Layer (type)  Output Shape  Param #
        -----------------------------------
        dense 2       (None, 2)          10
        -----------------------------------
        Total params: 10
    """
    rows = [
        (title(layer), _shape(shape), f"{_count(network, k):,}")
        for k, (layer, shape) in enumerate(zip(network.layers, network.shapes[1:], strict=True))
    ]
    widths = [max(len(row[k]) for row in [HEAD, *rows]) for k in range(3)]
    lines = [
        f"{name:<{widths[0]}}  {shape:<{widths[1]}}  {count:>{widths[2]}}"
        for name, shape, count in [HEAD, *rows]
    ]
    rule = "-" * len(lines[0])
    total = f"Total params: {network.layout.size:,}"
    return "\n".join([lines[0], rule, *lines[1:], rule, total])


def title(layer: Layer) -> str:
    """A layer in a word or two: `dense 2`, `relu`, `dropout 0.5`."""
    thing = layer.function if isinstance(layer, Activation) else layer
    name = name_of(thing) if is_known(thing) else type(thing).__name__.lower()
    extent = getattr(layer, "units", None) or getattr(layer, "rate", None)
    return f"{name} {extent}" if extent else name


def _shape(shape: tuple[int, ...]) -> str:
    return f"(None, {', '.join(map(str, shape))})"


def _count(network: Network, layer: int) -> int:
    return sum(prod(place.shape) for place in network.layout.places if place.layer == layer)
