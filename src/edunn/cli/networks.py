"""A network as a line of text: `4,2 relu,3 softmax`."""

from typing import Any

from edunn.data import Dataset
from edunn.errors import ArchitectureError
from edunn.experiments.defaults import Network, outputs_of
from edunn.text import plural

EXAMPLE = "Write sizes and activations as in '4,2 relu,3 softmax'."


def parse(text: str) -> Network:
    """Read layers separated by commas, each a size and perhaps an activation.

    Raises:
        ArchitectureError: a piece is neither; it is quoted.

    Example:
        >>> parse("4, 2 relu, 3 softmax")
        [[4], [2, 'relu'], [3, 'softmax']]
    """
    return [_layer(piece) for piece in text.split(",")]


def whole(text: str, data: Dataset) -> Network:
    """Read a whole network, from its inputs to its outputs.

    Raises:
        ArchitectureError: it does not have as many inputs and outputs as the data needs.
    """
    network = parse(text)
    wanted = len(data.feature_names), outputs_of(data)
    if (network[0][0], network[-1][0]) != wanted or len(network) < 2:
        raise ArchitectureError(
            f"--layers {text!r} goes from {network[0][0]} to {network[-1][0]}, but {data.name} has "
            f"{plural(wanted[0], 'input')} and needs {plural(wanted[1], 'output')}. "
            f"For the layers between those, use --hidden."
        )
    return network


def layers_from(hidden: str) -> Network:
    """Read hidden layers; those without an activation are ReLU.

    Example:
        >>> layers_from("8, 4 tanh")
        [[8, 'relu'], [4, 'tanh']]
    """
    return [layer if len(layer) > 1 else [*layer, "relu"] for layer in parse(hidden)]


def _layer(piece: str) -> list[Any]:
    words = piece.split()
    if not 1 <= len(words) <= 2 or not words[0].isdecimal():
        raise ArchitectureError(f"{piece.strip()!r} is no layer. {EXAMPLE}")
    return [int(words[0]), *words[1:]]
