"""Settings as text."""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
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
        >>> from edunn.optimizers import StepDecay
        >>> in_words(StepDecay(0.1, steps=50))
        'StepDecay(initial=0.1, steps=50)'
    """
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, Mapping):
        return "(" + ", ".join(f"{spoken(k)} {in_words(v)}" for k, v in value.items()) + ")"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return network_in_words(value)
    return _object(value) if is_dataclass(value) else str(value)


def network_in_words(network: Sequence[Any]) -> str:
    """The layers as a line.

    Example:
        >>> network_in_words([[4, {"scale": "standardize"}], [2, "relu"], [3, "softmax"]])
        '4 (scale standardize) - 2 relu - 3 softmax'
    """
    return " - ".join(map(_layer, network))


def _object(value: Any) -> str:
    """An object with those of its settings that are not as usual."""
    own = [(f, getattr(value, f.name)) for f in fields(value) if f.init]
    told = (f"{f.name}={in_words(it)}" for f, it in own if it != _usual(f))
    return f"{type(value).__name__}({', '.join(told)})"


def _usual(field: Field[Any]) -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()


def _layer(layer: Any) -> str:
    if isinstance(layer, Sequence) and not isinstance(layer, str):
        return " ".join(map(in_words, layer))
    return in_words(layer)
