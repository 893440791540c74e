"""Operators of ONNX that are a layer, a part of one, or nothing at all by themselves."""

from collections.abc import Callable
from typing import Any

import numpy as np
from onnx import NodeProto, TensorProto

from edunn.arrays import Shape
from edunn.exports import ACTIVATIONS, LAYERS, SETTINGS, named_in
from edunn.imports.affine import apply_constant
from edunn.imports.draft import Draft, Numbers, refuse, require_settings
from edunn.imports.images import Window, arrange, as_pair, convolve, mean_of_places, pool, turn
from edunn.imports.onnx_graph import BATCH, FLOATS, Graph, attributes, decimal
from edunn.layers.windows import Edges

Operator = Callable[[Draft, Graph, NodeProto], None]

POOLING = named_in("onnx", LAYERS)
DEFAULTS: dict[str, dict[str, Any]] = {
    "LeakyRelu": {"alpha": 0.01},
    "Elu": {"alpha": 1.0},
    "HardSigmoid": {"alpha": 0.2, "beta": 0.5},
}
"""Attributes of ONNX that count where a node leaves them out."""

CONSTANTS: dict[str, dict[str, float]] = {
    "Selu": {"alpha": 1.6732632, "gamma": 1.0507010},
    "HardSigmoid": {"alpha": 1 / 6, "beta": 0.5},
    "Swish": {"alpha": 1.0},
}
"""Attributes that are constants of an activation of ours."""


def _gemm(draft: Draft, graph: Graph, node: NodeProto) -> None:
    of = {"alpha": 1.0, "beta": 1.0, "transA": 0, "transB": 0} | attributes(node)
    require_settings(of, {"transA": [0]})
    W = _weights(graph, node)
    W = W.T if of["transB"] else W
    b = graph.constant(node.input[2]) if len(node.input) > 2 and node.input[2] else np.zeros(1)
    b = np.broadcast_to(_scaled(b.astype(W.dtype), of["beta"]).reshape(-1), (W.shape[1],))
    draft.dense(_scaled(W, of["alpha"]), b)


def _matmul(draft: Draft, graph: Graph, node: NodeProto) -> None:
    draft.dense(_weights(graph, node), None)
    draft.is_open = True


def _weights(graph: Graph, node: NodeProto) -> Numbers:
    """W, the second factor."""
    W = graph.constant(node.input[1])
    if W.ndim != 2 or node.input[0] in graph.constants:
        refuse("EduNN multiplies rows by a matrix, x W; here it is something else.")
    return W if W.dtype == np.float64 else W.astype(np.float32)


def _scaled(numbers: Numbers, factor: float) -> Numbers:
    return numbers if factor == 1 else numbers * numbers.dtype.type(factor)


def _affine(draft: Draft, graph: Graph, node: NodeProto) -> None:
    """`x + c`, `x - c`, `x c` or `x / c`: a bias, or a scaling."""
    left, right = node.input
    is_left = left not in graph.constants
    numbers = graph.constant(right if is_left else left)
    if node.op_type == "Add" and draft.is_open and numbers.size in (1, (draft.shape or (0,))[-1]):
        _add_bias(draft, numbers)
    else:
        apply_constant(draft, node.op_type, numbers, is_left)


def _add_bias(draft: Draft, b: Numbers) -> None:
    own = draft.parts[-1].parameters
    draft.parts[-1] = draft.parts[-1]._replace(
        parameters={**own, "b": np.broadcast_to(b.reshape(-1), own["b"].shape).astype(b.dtype)}
    )
    draft.is_open = False


def _scaler(draft: Draft, graph: Graph, node: NodeProto) -> None:
    of = attributes(node)
    offset, scale = (np.array(of[name], np.float64) for name in ("offset", "scale"))
    draft.expect(max(offset.size, scale.size))
    draft.rescale(offset, 1 / scale)


def _convolution(draft: Draft, graph: Graph, node: NodeProto) -> None:
    of = attributes(node)
    require_settings(of, {"group": [1]})
    W = graph.constant(node.input[1])
    if W.ndim != 4 or not draft.channels_first:
        refuse("EduNN has convolutions of images, (rows, columns), alone.")
    b = graph.constant(node.input[2]) if len(node.input) > 2 and node.input[2] else None
    convolve(draft, W, b, _window(of, W.shape[2:]))


def _pooling(draft: Draft, graph: Graph, node: NodeProto) -> None:
    of = attributes(node)
    window = _window(of, tuple(of["kernel_shape"]))
    if of.get("count_include_pad") and window.edges != Edges((0, 0), (0, 0)):
        refuse("EduNN leaves added pixels out of a mean: count_include_pad=0.")
    pool(draft, POOLING[node.op_type], window)


def _window(of: dict[str, Any], size: Shape) -> Window:
    pads, kind = of.get("pads", [0, 0, 0, 0]), of.get("auto_pad", "NOTSET")
    require_settings({"auto_pad": kind}, {"auto_pad": ["NOTSET", "VALID", "SAME_UPPER"]})
    edges = None if kind == "SAME_UPPER" else Edges((pads[0], pads[2]), (pads[1], pads[3]))
    stride, dilation = of.get("strides", (1, 1)), of.get("dilations", (1, 1))
    rounds_up = bool(of.get("ceil_mode"))
    return Window(as_pair(size), as_pair(stride), as_pair(dilation), edges, rounds_up)


def _mean(draft: Draft, graph: Graph, node: NodeProto) -> None:
    axes = attributes(node).get("axes") or graph.constant(node.input[1]).tolist()
    mean_of_places(draft, axes)


def _batch_norm(draft: Draft, graph: Graph, node: NodeProto) -> None:
    of = {"epsilon": 1e-5, "momentum": 0.9} | attributes(node)
    require_settings(of, {"training_mode": [0]})
    _require_columns(draft, is_first=True)
    gamma, beta, mean, variance = (graph.constant(name) for name in node.input[1:5])
    settings = {name: decimal(of[name]) for name in ("momentum", "epsilon")}
    draft.batch_norm((gamma, beta), (mean, variance), **settings)


def _layer_norm(draft: Draft, graph: Graph, node: NodeProto) -> None:
    of = {"axis": -1, "epsilon": 1e-5} | attributes(node)
    _require_last(draft, of["axis"])
    _require_columns(draft, is_first=False)
    gamma, *others = (graph.constant(name) for name in node.input[1:])
    learned = gamma.reshape(-1), others[0].reshape(-1) if others else None
    draft.layer_norm(learned, gamma.size, decimal(of["epsilon"]))


def _require_columns(draft: Draft, is_first: bool) -> None:
    """Refuse a normalization along the rows of an image, or the steps of a sequence."""
    rank = len(draft.shape or ())
    if (rank == 3 and draft.channels_first is not is_first) or (rank == 2 and is_first):
        refuse("EduNN normalizes along the channels of an image, and the columns of a sequence.")


def _require_last(draft: Draft, axis: int) -> None:
    rank = len(draft.shape or (1,))
    if axis not in (-1, rank) or (rank == 3 and draft.channels_first):
        refuse(f"EduNN has no axis={axis}, only the numbers of a row.")


def _softmax(draft: Draft, graph: Graph, node: NodeProto) -> None:
    old = next((it.version for it in graph.model.opset_import if it.domain == ""), 13) < 13
    _require_last(draft, attributes(node).get("axis", 1 if old else -1))
    if node.op_type == "LogSoftmax":
        draft.are_logarithms = True
    else:
        draft.activate("softmax")


def _activation(draft: Draft, graph: Graph, node: NodeProto) -> None:
    name, of = FUNCTIONS[node.op_type], DEFAULTS.get(node.op_type, {}) | attributes(node)
    require_settings(of, {"approximate": ["none"]})
    for key, value in CONSTANTS.get(node.op_type, {}).items():
        if not np.isclose(of.get(key, value), value, rtol=1e-6):
            refuse(f"EduNN has no {key}={of[key]:g}, only {key}={value:g}.")
    settings = {
        own: decimal(of[theirs.onnx])
        for (member, own), theirs in SETTINGS.items()
        if member == name and theirs.onnx in of
    }
    draft.activate(name, **settings)


def _flatten(draft: Draft, graph: Graph, node: NodeProto) -> None:
    require_settings(attributes(node), {"axis": [1]})
    draft.flatten()


def _reshape(draft: Draft, graph: Graph, node: NodeProto) -> None:
    """A flatten, an image made of a row, or nothing, where the shape is the same."""
    rows, *target = graph.constant(node.input[1]).tolist()
    if rows not in (BATCH, -1, 0, graph.batch):
        refuse(f"EduNN keeps the rows of a batch apart; here they become {[rows, *target]}.")
    arrange(draft, target)


def _squeeze(draft: Draft, graph: Graph, node: NodeProto) -> None:
    """Nothing behind a global pooling, whose maps of one pixel are numbers here already."""
    if len(draft.shape or ()) != 1:
        refuse("EduNN has no such change of shape. Use Flatten or Reshape.")


def _transpose(draft: Draft, graph: Graph, node: NodeProto) -> None:
    turn(draft, attributes(node).get("perm"))


def _dropout(draft: Draft, graph: Graph, node: NodeProto) -> None:
    given = node.input[1] if len(node.input) > 1 else ""
    ratio = float(graph.constant(given)) if given else attributes(node).get("ratio", 0.5)
    draft.add("dropout", rate=decimal(ratio))


def _cast(draft: Draft, graph: Graph, node: NodeProto) -> None:
    """To another float, or to whole numbers that are words."""
    kind = attributes(node)["to"]
    are_words = [it.op_type for it in graph.consumers(node.output[0])] == ["Gather"]
    if kind not in FLOATS and not (are_words and kind in (TensorProto.INT64, TensorProto.INT32)):
        refuse("EduNN rounds nothing to whole numbers.")


def _embedding(draft: Draft, graph: Graph, node: NodeProto) -> None:
    require_settings(attributes(node), {"axis": [0]})
    W = graph.constant(node.input[0])
    if W.ndim != 2 or draft.shape is None:
        refuse("EduNN looks up rows of a matrix, for rows of words whose length is known.")
    draft.add("embedding", {"W": W}, words=len(W), size=W.shape[1])


def _nothing(draft: Draft, graph: Graph, node: NodeProto) -> None:
    """The numbers stay as they are."""


FUNCTIONS = named_in("onnx", ACTIVATIONS)
AFFINE = ("Add", "Sub", "Mul", "Div")
OPERATORS: dict[str, Operator] = {
    **dict.fromkeys(FUNCTIONS, _activation),
    **dict.fromkeys(AFFINE, _affine),
    "Gemm": _gemm,
    "MatMul": _matmul,
    "Scaler": _scaler,
    "Conv": _convolution,
    "MaxPool": _pooling,
    "AveragePool": _pooling,
    "GlobalAveragePool": lambda draft, graph, node: draft.add("global_average_pool"),
    "ReduceMean": _mean,
    "BatchNormalization": _batch_norm,
    "LayerNormalization": _layer_norm,
    "Softmax": _softmax,
    "LogSoftmax": _softmax,
    "Flatten": _flatten,
    "Reshape": _reshape,
    "Squeeze": _squeeze,
    "Transpose": _transpose,
    "Dropout": _dropout,
    "Cast": _cast,
    "Gather": _embedding,
    "Identity": _nothing,
}
"""What reads each operator."""
