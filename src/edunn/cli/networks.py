"""Networks from the texts of the command line: `28x28x1, conv 8 5 relu, flatten, 10 softmax`.

Layers are separated by commas. Each is what an element of the short form is in Python, its words
separated by spaces: a number of units or the name of a layer, its settings in their order, an
activation, and further settings as name=value. Sizes are joined by an x, and layers inside another
one are in brackets:

    64 relu dropout=0.2
    conv 16 3x3 relu padding=same
    residual [conv 16 3 relu padding=same, conv 16 3 padding=same]

The short form itself, as Python or JSON has it, is read too: `[[4], [2, "relu"], [3, "softmax"]]`.
"""

import json
import re
from ast import literal_eval
from collections.abc import Iterator
from math import prod
from typing import Any

from edunn.architecture import Defaults, build_network
from edunn.catalogue import FAMILIES, canonical
from edunn.cli.reading import read_value
from edunn.data import Dataset
from edunn.errors import ArchitectureError, did_you_mean
from edunn.experiments.defaults import Network, outputs_of
from edunn.text import plural

HINT = "Write sizes and activations as in '4,2 relu,3 softmax'."
PAIRS = {"[": "]", "{": "}", "(": ")"}


def read_network(text: str) -> Network:
    """Read a network, from its input on.

    Raises:
        ArchitectureError: a piece is not a layer; it is quoted.

    Example:
        >>> read_network("4, 2 relu, 3 softmax")
        [[4], [2, 'relu'], [3, 'softmax']]
        >>> read_network("28x28x1, conv 8 5 relu, max_pool 2, flatten, 10 softmax")[:2]
        [[28, 28, 1], ['conv', 8, 5, 'relu']]
    """
    if _is_literal(text):
        return _literal(text)
    first, *others = _pieces(text, ",")
    return [_input(first), *map(_layer, others)]


def read_hidden_layers(text: str) -> Network:
    """Read hidden layers; dense ones without an activation are ReLU.

    Example:
        >>> read_hidden_layers("8, 4 tanh")
        [[8, 'relu'], [4, 'tanh']]
        >>> read_hidden_layers("conv 8 3x3 relu padding=same, flatten, 64")
        [['conv', 8, [3, 3], 'relu', {'padding': 'same'}], ['flatten'], [64, 'relu']]
    """
    if _is_literal(text):
        return _literal(text)
    return [_with_relu(_layer(piece)) for piece in _pieces(text, ",")]


def read_whole_network(text: str, data: Dataset) -> Network:
    """Read a network from its inputs to its outputs.

    Raises:
        ArchitectureError: it does not have as many inputs and outputs as the data needs.
    """
    network = read_network(text)
    if len(network) < 2:
        raise ArchitectureError(_misfit(text, network[0], network[0], data))
    built = build_network(network, None, None, Defaults())
    (outputs,) = built.shapes[-1]
    last = built.last_activation
    says_yes_or_no = data.class_names is not None and outputs == 1
    if says_yes_or_no and not (last is not None and last.is_distribution):
        outputs = 2  # a sigmoid is enough for two classes
    if (prod(built.input_shape), outputs) != (len(data.feature_names), outputs_of(data)):
        raise ArchitectureError(_misfit(text, built.input_shape, built.shapes[-1], data))
    return network


def _misfit(text: str, inputs: Any, outputs: Any, data: Dataset) -> str:
    start, end = ("x".join(map(str, shape)) for shape in (inputs, outputs))
    wanted = len(data.feature_names), outputs_of(data)
    return (
        f"--layers {text!r} goes from {start} to {end}, but {data.name} has "
        f"{plural(wanted[0], 'input')} and needs {plural(wanted[1], 'output')}. "
        f"For the layers between those, use --hidden."
    )


def _is_literal(text: str) -> bool:
    return text.lstrip().startswith(("[", "("))


def _literal(text: str) -> Network:
    """The short form as JSON or Python writes it."""
    found = None
    for read in (json.loads, literal_eval):
        try:
            found = read(text.strip())
            break
        except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
            continue
    if not isinstance(found, list | tuple) or not found:
        raise ArchitectureError(
            f"{text!r} is not a list. Check its brackets and quotation marks, or write the "
            "network as in '28x28x1, conv 8 5 relu, flatten, 10 softmax'."
        )
    return list(found)


def _pieces(text: str, separator: str) -> list[str]:
    """The parts between separators that are not in brackets."""
    pieces, closing = [""], []
    for sign in text:
        if sign in PAIRS:
            closing.append(PAIRS[sign])
        elif closing and sign == closing[-1]:
            closing.pop()
        if sign == separator and not closing:
            pieces.append("")
        else:
            pieces[-1] += sign
    if closing:
        raise ArchitectureError(f"{text!r} has a bracket that is not closed. Add {closing[-1]!r}.")
    return [piece.strip() for piece in pieces]


def _input(piece: str) -> list[Any]:
    """Sizes, and settings such as scale=standardize."""
    words = list(_words(piece))
    sizes = words[0] if words and isinstance(words[0], list) else words[:1]
    settings = words[1:]
    are_sizes = sizes and all(isinstance(size, int) and size > 0 for size in sizes)
    if not are_sizes or not all(isinstance(it, dict) for it in settings):
        raise ArchitectureError(f"{piece!r} is not a layer. {HINT}")
    return [*sizes, *settings]


def _layer(piece: str) -> list[Any]:
    """A layer, or an activation, and its settings."""
    words = list(_words(piece))
    start = words[0] if words else None
    known = [*FAMILIES["layer"], *FAMILIES["activation"]]
    is_name = isinstance(start, str) and canonical(start) in known
    if not is_name and not (type(start) is int and start >= 0):
        hint = did_you_mean(start.lower(), known) if isinstance(start, str) else ""
        raise ArchitectureError(f"{piece!r} is not a layer.{hint} {HINT}")
    return words


def _words(piece: str) -> Iterator[Any]:
    """The words of a piece: numbers, sizes, names, layers in brackets; last the settings."""
    settings: dict[str, Any] = {}
    for word in filter(None, _pieces(re.sub(r"\s+", " ", piece), " ")):
        name, equals, value = word.partition("=")
        if equals and name.isidentifier():
            settings[name] = _word(value)
        else:
            yield _word(word)
    if settings:
        yield settings


def _word(word: str) -> Any:
    if re.fullmatch(r"\d+(x\d+)+", word):
        return [int(size) for size in word.split("x")]
    if word.startswith("[") and word.endswith("]"):
        return [_layer(piece) for piece in _pieces(word[1:-1], ",")] if word[1:-1].strip() else []
    return read_value(word)


def _with_relu(layer: list[Any]) -> list[Any]:
    if not isinstance(layer[0], int) or any(isinstance(word, str) for word in layer):
        return layer
    return [layer[0], "relu", *layer[1:]]
