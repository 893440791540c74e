"""Activations that an ONNX graph computes in several nodes, recognized by what they compute.

Exporters take activations apart, each in its own way: SiLU is Sigmoid and Mul, Softsign is Abs, Add
and Div. So no pattern is looked for. From an array on, nodes are taken together until all that
leads away from it meets again in one array; what they make of some numbers is then compared with
what each activation of the catalogue makes of them.
"""

from collections.abc import Iterator

import numpy as np
from onnx import NodeProto

from edunn.activations import ActivationFunction
from edunn.arrays import Array
from edunn.catalogue import FAMILIES, find, required_settings
from edunn.exports import ACTIVATIONS, SETTINGS
from edunn.imports.onnx_graph import Graph, decimal, evaluated

PARTS = frozenset({
    "Abs", "Add", "And", "Cast", "Clip", "Cos", "Div", "Equal", "Erf", "Exp", "Expand", "Greater",
    "GreaterOrEqual", "HardSigmoid", "Identity", "Less", "LessOrEqual", "Log", "Max", "Min",
    "Mul", "Neg", "Not", "Or", "Pow", "Reciprocal", "ReduceMax", "ReduceSum", "Relu", "Sigmoid",
    "Sign", "Sin", "Softmax", "Softplus", "Softsign", "Sqrt", "Sub", "Swish", "Tanh", "Where",
})  # fmt: skip
"""The operators that an activation may be made of."""

MOST_NODES = 16
"""More nodes than any activation of the catalogue is made of."""

NEAR = 1e-5
"""How near float32 comes, relative; activations that differ at all differ by far more."""


def regions_from(graph: Graph, first: int, x: str) -> list[list[NodeProto]]:
    """From a node on, the lists of nodes that make one array of `x`, the short ones first.

    Args:
        first: the place of the first node.
        x: the name of the array that they begin with.
    """
    regions, nodes, inside = [], list[NodeProto](), {x}
    for node in graph.nodes[first : first + MOST_NODES]:
        known = inside | {name for name, q in graph.constants.items() if q.size <= 1} | {""}
        if node.op_type not in PARTS or not known.issuperset(node.input):
            break
        nodes.append(node)
        inside.update(node.output)
        if _is_closed(graph, nodes, inside - {*node.output}):
            regions.append(list(nodes))
    return regions


def activation_in(
    graph: Graph, nodes: list[NodeProto], x: str, width: int
) -> ActivationFunction | None:
    """The activation that these nodes are, or None.

    Args:
        x: the name of the array that they begin with.
        width: how many numbers a row has.
    """
    names = {name for node in nodes for name in node.input if name in graph.constants}
    numbers = {name: graph.constants[name] for name in names}
    floats = [q.dtype for q in numbers.values() if q.dtype.kind == "f"]
    rows = _tried(width).astype(floats[0] if floats else graph.dtype)
    with np.errstate(all="ignore"):
        y = evaluated(nodes, {x: rows, **numbers}, nodes[-1].output[:1], graph.model)[0]
    if y.shape != rows.shape or y.dtype != rows.dtype:
        return None
    same = (f for f in candidates(rows, y) if np.allclose(f.value(rows), y, NEAR, NEAR / 10))
    return next(same, None)


def candidates(x: Array, y: Array) -> Iterator[ActivationFunction]:
    """Every activation as it is by default; then those with a setting, which `y` itself tells.

    LeakyReLU and ELU are proportional to their setting below 0, so one number there gives it.

    Example:
        >>> x = np.array([[-2.0, 1.0]])
        >>> *_, leaky, elu = candidates(x, np.array([[-0.5, 1.0]]))
        >>> leaky
        LeakyReLU(slope_below=0.25)
    """
    for kind in FAMILIES["activation"].values():
        if not required_settings(kind):
            yield kind()
    below = np.unravel_index(np.argmin(x), x.shape)
    for name, setting in SETTINGS:
        if name in ACTIVATIONS:
            unit = find("activation", name, **{setting: 1.0}).value(x)[below]
            share = float(y[below] / unit)
            if 0 <= share <= 1:
                yield find("activation", name, **{setting: decimal(share)})


def _is_closed(graph: Graph, nodes: list[NodeProto], inner: set[str]) -> bool:
    """Whether no other node, nor the output, takes what these nodes begin with or make inside."""
    own = {id(node) for node in nodes}
    outside = any(id(node) not in own for name in inner for node in graph.consumers(name))
    return not outside and graph.output not in inner


def _tried(width: int) -> Array:
    """Rows of numbers, most of them near 0 and some far away; each column has others."""
    t = np.linspace(-1, 1, 64 * width).reshape(width, 64).T
    return np.concatenate([30 * t**3, 3000 * t**3])
