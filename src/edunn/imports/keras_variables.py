"""What is read of each layer of Keras: its class, its variables, and the function within it."""

from inspect import signature
from typing import Any

import numpy as np

from edunn.activations import ActivationFunction
from edunn.catalogue import find
from edunn.exports import ACTIVATIONS, SETTINGS, named_in
from edunn.imports.draft import Numbers, refuse, require_settings

FUNCTIONS = named_in("keras", ACTIVATIONS)


def kind_of(layer: Any) -> str:
    """The class of Keras whose `call` the layer has; nothing, if it has one of its own."""
    for kind in type(layer).__mro__:
        if kind.__module__.partition(".")[0] == "keras":
            return kind.__name__
        if "call" in vars(kind):
            return ""
    return ""


def array(variable: Any) -> Numbers:
    """A variable as an array; a float shorter than float32 becomes one."""
    numbers = np.asarray(variable)
    if numbers.dtype.kind in "iubc":
        refuse(f"its weights are {numbers.dtype}; expected floats.")
    return numbers.astype(np.float64 if numbers.dtype == np.float64 else np.float32)


def optional(variable: Any) -> Numbers | None:
    """The same for one that a layer may lack."""
    return None if variable is None else array(variable)


def activation_of(function: Any) -> ActivationFunction | None:
    """The activation that a function of Keras is, with its settings; None for log-softmax.

    Raises:
        ArchitectureError: EduNN has no such function.
    """
    name = getattr(function, "__name__", type(function).__name__)
    is_keras = function.__module__.partition(".")[0] == "keras"
    if is_keras and name == "log_softmax":
        return None
    if not is_keras or name not in FUNCTIONS:
        refuse(f"EduNN has no activation {name!r}. It opens: {', '.join(sorted(FUNCTIONS))}.")
    defaults = {key: it.default for key, it in signature(function).parameters.items()}
    require_settings(defaults, {"approximate": [False], "threshold": [0, 0.0], "axis": [-1]})
    return named(FUNCTIONS[name], defaults)


def named(name: str, given: dict[str, Any]) -> ActivationFunction:
    """The activation with the settings that Keras gives it."""
    settings = {
        own: float(given[theirs.keras])
        for (member, own), theirs in SETTINGS.items()
        if member == name and theirs.keras in given
    }
    function: ActivationFunction = find("activation", name, **settings)
    return function
