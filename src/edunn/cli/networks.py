"""A network from a line of text, or from nothing but the data."""

from typing import Any

from edunn.data import Dataset
from edunn.errors import ArchitectureError
from edunn.text import plural

Literal = list[list[Any]]
"""A network's short form, as `edunn.architecture` describes it."""

EXAMPLE = "Write sizes and activations as in '4,2 relu,3 softmax'."


def parse(text: str) -> Literal:
    """Read layers parted by commas, each a size and perhaps an activation.

    Raises:
        ArchitectureError: a piece is neither; it is quoted.

    Example:
        >>> parse("4, 2 relu, 3 softmax")
        [[4], [2, 'relu'], [3, 'softmax']]
    """
    return [_layer(piece) for piece in text.split(",")]


def whole(text: str, data: Dataset, scale: str | None = None) -> Literal:
    """Read a whole network, from its inputs to its outputs, made for this data.

    Raises:
        ArchitectureError: it takes or gives another number of values than the data has.
    """
    literal = parse(text)
    wanted = len(data.feature_names), outputs_of(data)
    if (literal[0][0], literal[-1][0]) != wanted or len(literal) < 2:
        raise ArchitectureError(
            f"--layers {text!r} goes from {literal[0][0]} to {literal[-1][0]}, but {data.name} has "
            f"{plural(wanted[0], 'input')} and needs {plural(wanted[1], 'output')}. "
            f"For the layers between those, use --hidden."
        )
    return [_scaled(literal[0], scale), *literal[1:]]


def between(hidden: str, data: Dataset, scale: str | None = None) -> Literal:
    """Put hidden layers between the data's inputs and outputs; those that say nothing are ReLU.

    Example:
        >>> from edunn.data import load
        >>> between("8, 4 tanh", load("iris"))
        [[4], [8, 'relu'], [4, 'tanh'], [3, 'softmax']]
    """
    middle = [layer if len(layer) > 1 else [*layer, "relu"] for layer in parse(hidden)]
    last = "softmax" if data.task == "classification" else "linear"
    return [_scaled([len(data.feature_names)], scale), *middle, [outputs_of(data), last]]


def outputs_of(data: Dataset) -> int:
    """How many numbers a network for this data answers: one a class, or the numbers themselves."""
    if data.class_names is not None:
        return len(data.class_names)
    return 1 if data.targets.ndim == 1 else data.targets.shape[1]


def in_words(literal: Literal) -> str:
    """A network in one line.

    Example:
        >>> in_words([[4, {"scale": "standardize"}], [2, "relu"], [3, "softmax"]])
        '4 standardize -> 2 relu -> 3 softmax'
    """
    return " -> ".join(" ".join(map(_word, layer)) for layer in literal)


def _layer(piece: str) -> list[Any]:
    words = piece.split()
    if not 1 <= len(words) <= 2 or not words[0].isdecimal():
        raise ArchitectureError(f"{piece.strip()!r} is no layer. {EXAMPLE}")
    return [int(words[0]), *words[1:]]


def _scaled(layer: list[Any], scale: str | None) -> list[Any]:
    return layer if scale is None else [*layer, {"scale": scale}]


def _word(part: Any) -> str:
    return " ".join(map(str, part.values())) if isinstance(part, dict) else str(part)
