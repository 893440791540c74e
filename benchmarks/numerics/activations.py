"""Activations beside their peers: values, and derivatives where the peer has them."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np

from benchmarks.numerics import peers
from benchmarks.numerics.comparison import Comparison, Notes, Results, derived, dtypes
from benchmarks.numerics.exact import exact, softmax_of
from edunn.activations import NAMES, ActivationFunction, Elementwise
from edunn.arrays import Array
from edunn.exports.library_names import ACTIVATIONS, SETTINGS
from edunn.formulas import settings_of

torch = peers.module("torch")
keras = peers.module("keras.activations")
special = peers.module("scipy.special")
of_mlp = peers.module("sklearn.neural_network._base")

PULL = [1.0, -2.0, 0.5]
"""What comes from above into the derivative of the softmax."""

FUNCTIONS_OF_PYTORCH = {"exponential": "exp", "sinusoid": "sin"}
"""What PyTorch has as a function, and not as a module."""

OF_SCIPY: dict[str, tuple[str, Callable[[Array], Array]]] = {
    "sigmoid": ("expit", lambda x: special.expit(x)),
    "softplus": ("-log_expit(-x)", lambda x: -special.log_expit(-x)),
    "silu": ("x expit(x)", lambda x: x * special.expit(x)),
    "gelu": ("x ndtr(x)", lambda x: x * special.ndtr(x)),
    "softmax": ("softmax", lambda x: special.softmax(x, axis=-1)),
}
"""SciPy's special functions, and products with one."""

ROWS_OF_LOGITS = [
    [0.0, 0.0, 0.0],
    [1e-30, -1e-30, 0.0],
    [1000.0, 1000.0, -1000.0],
    [-745.0, 0.0, 20.0],
    [88.0, 89.0, -89.0],
    [1e30, -1e30, 1e30],
    [-1e6, -1e6 - 1, -1e6 + 1],
]

FROM_OUTPUT = "EduNN takes the derivative from the output, which is at hand: y + alpha (of SELU, \
y + scale alpha). Where it is below 1e-16 it rounds to 0. PyTorch takes the exponential again."

ABOUT = """\
Of 28,053 inputs from -4e307 to 4e307 (in float32 to 9e37), the smallest numbers and 0 among
them; the softmax, of rows of three. The peers have EduNN's settings."""
"""What is compared, in the words of the page."""

WITH_TANH = "PyTorch's `approximate='tanh'` and Keras' `approximate=True` approximate the curve. \
The default of both is the exact one, and EduNN has no other."

NOTES: Notes = {
    ("hard_sigmoid", "PyTorch", "derivative"): "PyTorch rounds the sixth to float32, also where it "
    "counts in float64.",
    ("elu", "PyTorch", "derivative"): FROM_OUTPUT,
    ("selu", "PyTorch", "derivative"): FROM_OUTPUT,
    (
        "tanh",
        "PyTorch",
        "derivative",
    ): "Both take 1 - y^2, PyTorch with one rounding less. Where the "
    "derivative is below 1e-16, no digit of it is left in y.",
    ("softplus", "PyTorch"): "Above 20, its `threshold`, PyTorch returns x itself. EduNN never "
    "leaves the rest, ln(1 + exp(-x)), out.",
    ("exponential",): "From the last whole number on whose exponential is a float (709, in float32 "
    "88), EduNN stays flat, large but never infinite. The peers return infinity.",
    ("mish", "PyTorch", "derivative"): "PyTorch takes 1 - t^2 of a gate t that has rounded to "
    "nearly 1; EduNN computes what is missing to 1 by itself.",
    ("gelu", "PyTorch", "value, with tanh"): WITH_TANH,
    ("gelu", "Keras", "value, with tanh"): WITH_TANH,
    ("leaky_relu", "Keras"): "Compared with a slope of 0.01; Keras' default is 0.2.",
}


def points(dtype: str) -> Array:
    """Inputs of every size: 0, subnormal, tiny, ordinary, where exponentials overflow, huge."""
    kind = np.finfo(dtype)
    edges: list[Any] = [
        0.0,
        kind.smallest_subnormal,
        kind.tiny,
        1e-30,
        1e-16,
        1e-8,
        1e-4,
        0.5,
        1.0,
        3.0,
        6.0,
    ]
    edges += [10, 20, 37, 40, 88, 89, 104, 709, 710, 745, 1e3, 1e6, 1e15, 1e30, kind.max / 4]
    grid = np.linspace(-60, 60, 24_001)
    bell = np.random.default_rng(0).normal(size=4_000)
    return np.concatenate([edges, np.negative(edges), grid, bell]).astype(dtype)


def rows(dtype: str) -> Array:
    """Rows of logits `(B, 3)` for the softmax, every second one far from 0."""
    random = np.random.default_rng(0).normal(size=(4_000, 3)) * np.tile([[1.0], [30.0]], (2000, 1))
    return np.concatenate([ROWS_OF_LOGITS, random]).astype(dtype)


def names() -> dict[str, dict[str, str]]:
    """What every activation is called elsewhere: entry -> peer -> name."""
    of_pytorch = {name: f"torch.{own}" for name, own in FUNCTIONS_OF_PYTORCH.items()}
    return {
        name: {
            "PyTorch": f"nn.{row.pytorch}" if row.pytorch else of_pytorch.get(name, ""),
            "Keras": row.keras,
            "SciPy": OF_SCIPY[name][0] if name in OF_SCIPY else "",
            "scikit-learn": "softmax" if name == "softmax" else row.sklearn,
        }
        for name, row in ACTIVATIONS.items()
    }


def comparisons() -> Iterator[Comparison]:
    """Every activation beside every peer that has it and is installed."""
    for entry, of_peer in names().items():
        for peer, name in of_peer.items():
            if name and peers.is_installed(peer):
                yield Comparison(entry, peer, "value", partial(_values, entry, peer), dtypes(peer))
                if entry == "gelu" and peer != "SciPy":
                    results = partial(_with_tanh, peer)
                    yield Comparison(entry, peer, "value, with tanh", results, dtypes(peer))
                if peer == "PyTorch" or (peer == "scikit-learn" and name in of_mlp.DERIVATIVES):
                    both = partial(_derivatives, entry, peer)
                    yield Comparison(entry, peer, "derivative", both)


def inputs(entry: str, dtype: str) -> Array:
    """The inputs of an activation."""
    return rows(dtype) if entry == "softmax" else points(dtype)


def _values(entry: str, peer: str, dtype: str) -> Results:
    own, x = NAMES[entry](), inputs(entry, dtype)
    return Results(own.value(x), VALUES[peer](entry, own, x), *_referee(own, x, 0))


def _with_tanh(peer: str, dtype: str) -> Results:
    """The GELU beside the approximation that some texts have."""
    own, x = NAMES["gelu"](), points(dtype)
    if peer == "Keras":
        theirs = np.asarray(keras.gelu(x, approximate=True))
    else:
        theirs = torch.nn.functional.gelu(torch.tensor(x), approximate="tanh").numpy()
    return Results(own.value(x), theirs, *_referee(own, x, 0))


def _derivatives(entry: str, peer: str, dtype: str) -> Results:
    own, x = NAMES[entry](), inputs(entry, dtype)
    dy = np.broadcast_to(PULL if entry == "softmax" else 1.0, x.shape).astype(dtype)
    ours = own.backward(dy, x, own.value(x))
    return Results(ours, DERIVATIVES[peer](entry, own, x, dy), *_referee(own, x, 1))


def _referee(own: ActivationFunction, x: Array, order: int) -> tuple[Any, Any]:
    """The words for an input, and the exact value or derivative there."""
    if not isinstance(own, Elementwise):
        return (lambda k: f"x = {x[k // 3]}, output {k % 3}"), lambda k: softmax_of(
            x[k // 3], k % 3, PULL if order else None
        )
    value: Any = own.formula
    derivative: Any = own.derivative_formula
    settings = settings_of(own, value, derivative)

    def of(k: int) -> Any:
        known = settings | {"x": x[k]}
        y = exact(value, **known)
        return exact(derivative, **known, y=y) if order else y

    return (lambda k: f"x = {x[k]:.6g}"), of


def _settings(entry: str, own: ActivationFunction, column: str) -> dict[str, Any]:
    """The settings of an activation, by a peer's own names."""
    return {
        getattr(row, column): getattr(own, setting)
        for (member, setting), row in SETTINGS.items()
        if member == entry
    }


def _of_pytorch(entry: str, own: ActivationFunction, x: Any) -> Any:
    if entry in FUNCTIONS_OF_PYTORCH:
        return getattr(torch, FUNCTIONS_OF_PYTORCH[entry])(x)
    given = {"dim": -1} if entry == "softmax" else _settings(entry, own, "pytorch")
    return getattr(torch.nn, ACTIVATIONS[entry].pytorch)(**given)(x)


def _value_of_pytorch(entry: str, own: ActivationFunction, x: Array) -> Array:
    value: Array = _of_pytorch(entry, own, torch.tensor(x)).numpy()
    return value


def _derivative_of_pytorch(entry: str, own: ActivationFunction, x: Array, dy: Array) -> Array:
    leaf = torch.tensor(x, requires_grad=True)
    _of_pytorch(entry, own, leaf).backward(torch.tensor(dy))
    derivative: Array = leaf.grad.numpy()
    return derivative


def _value_of_keras(entry: str, own: ActivationFunction, x: Array) -> Array:
    exact = {"approximate": False} if entry == "gelu" else {}
    given = _settings(entry, own, "keras") | exact
    return np.asarray(keras.get(ACTIVATIONS[entry].keras)(x, **given))


def _value_of_mlp(entry: str, own: ActivationFunction, x: Array) -> Array:
    y = x.copy()
    of_mlp.ACTIVATIONS[names()[entry]["scikit-learn"]](y)  # in place
    return y


def _derivative_of_mlp(entry: str, own: ActivationFunction, x: Array, dy: Array) -> Array:
    dx = dy.copy()
    name = names()[entry]["scikit-learn"]
    of_mlp.DERIVATIVES[name](_value_of_mlp(entry, own, x), dx)  # in place
    return dx


VALUES: dict[str, Callable[[str, ActivationFunction, Array], Array]] = {
    "PyTorch": _value_of_pytorch,
    "Keras": _value_of_keras,
    "SciPy": lambda entry, own, x: OF_SCIPY[entry][1](x),
    "scikit-learn": _value_of_mlp,
}

DERIVATIVES: dict[str, Callable[[str, ActivationFunction, Array, Array], Array]] = {
    "PyTorch": _derivative_of_pytorch,
    "scikit-learn": _derivative_of_mlp,
}


def formula(entry: str) -> str:
    """The value, as the class states it."""
    own: Any = NAMES[entry]
    return f"`y = {own.formula.text}` {derived('activations', own.__name__)}"
