"""EduNN: neural networks to be understood.

    from edunn import Model

    model = Model([[4], [2, "relu"], [3, "softmax"]])
    model.train("gradient_descent", inputs, labels, epochs=500)

Where to look: `edunn.activations`, `losses`, `layers`, `optimizers`, `evolution` hold the formulas,
`edunn.objective` holds backpropagation, `edunn.training` the loop, `edunn.data` the data sets.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from edunn.errors import EduNNError

if TYPE_CHECKING:
    from edunn import data
    from edunn.catalogue import register
    from edunn.checks import check_gradients
    from edunn.exercises import check
    from edunn.imports import open_model
    from edunn.model import Model
    from edunn.training import EarlyStopping

__version__ = "0.1.0"

__all__ = [
    "EarlyStopping",
    "EduNNError",
    "Model",
    "check",
    "check_gradients",
    "data",
    "open_model",
    "register",
]

_HOMES = {
    "EarlyStopping": "edunn.training",
    "Model": "edunn.model",
    "check": "edunn.exercises",
    "check_gradients": "edunn.checks",
    "open_model": "edunn.imports",
    "register": "edunn.catalogue",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: `import edunn` stays quick (PEP 562)."""
    if name == "data":
        return import_module("edunn.data")
    if name not in _HOMES:
        from edunn.habits import PACKAGE, answer

        other = f"module 'edunn' has no attribute {name!r}. It has: {', '.join(__all__)}."
        raise AttributeError(f"{name}: {answer(PACKAGE[name])}" if name in PACKAGE else other)
    return getattr(import_module(_HOMES[name]), name)
