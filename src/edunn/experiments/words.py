"""Settings as a reader would say them, and as JSON has them."""

from collections.abc import Mapping, Sequence
from typing import Any


def spoken(name: str) -> str:
    """A name of the code as words.

    Example:
        >>> spoken("gradient_descent")
        'gradient descent'
    """
    return name.replace("_", " ")


def in_words(value: Any) -> str:
    """A setting as a reader would say it: numbers short, a network as its layers.

    Example:
        >>> in_words(0.0031622776601683794), in_words({"scale": "standardize"})
        ('0.00316228', '(scale standardize)')
        >>> in_words([[4], [3, "softmax"]])
        '4 - 3 softmax'
    """
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, Mapping):
        return "(" + ", ".join(f"{spoken(k)} {in_words(v)}" for k, v in value.items()) + ")"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return network_in_words(value)
    return str(value)


def network_in_words(network: Sequence[Any]) -> str:
    """The layers as a line.

    Example:
        >>> network_in_words([[4, {"scale": "standardize"}], [2, "relu"], [3, "softmax"]])
        '4 (scale standardize) - 2 relu - 3 softmax'
    """
    return " - ".join(map(_layer, network))


def plain(value: Any) -> Any:
    """A setting as JSON has it: tuples as lists, objects as text.

    Example:
        >>> plain({"network": ((4,), (3, "softmax")), "way": None})
        {'network': [[4], [3, 'softmax']], 'way': None}
    """
    if isinstance(value, Mapping):
        return {str(name): plain(part) for name, part in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain(part) for part in value]
    return value if isinstance(value, (str, int, float, bool, type(None))) else repr(value)


def _layer(layer: Any) -> str:
    if isinstance(layer, Sequence) and not isinstance(layer, str):
        return " ".join(map(in_words, layer))
    return in_words(layer)
