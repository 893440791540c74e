"""The nodes of ONNX by which each kind of layer computes its output.

The runtime of ONNX has some operators in float32 only. In float64 an activation is written as its
formula and a convolution as the dense layer on patches that it is.
"""

from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np

from edunn.exports.onnx_activations import activated
from edunn.exports.onnx_graph import OnnxGraph
from edunn.exports.onnx_recurrent import recurrent
from edunn.exports.programs import written_by
from edunn.exports.stages import Stage
from edunn.layers.positional_encoding import encoding_of

TARGET = "ONNX"


def write_stage(it: Stage, graph: OnnxGraph) -> None:
    """Add the nodes of one stage, the last of which gives `it.y`.

    Raises:
        SettingError: ONNX cannot hold it.

    Example:
        >>> from edunn import Model
        >>> from edunn.exports.stages import computation_of
        >>> graph = OnnxGraph("float32")
        >>> for stage in computation_of(Model([[4], [3, "softmax"]])).stages:
        ...     write_stage(stage, graph)
        >>> [node.op_type for node in graph.nodes]
        ['Gemm', 'Softmax']
    """
    written_by(WRITERS, TARGET, it, graph)


def _dense(it: Stage, graph: OnnxGraph) -> None:
    W, b = _arrays(it, graph, "W", "b")
    if len(it.shape) == 1:
        graph.add("Gemm", it.x, W, b, y=it.y)
    else:
        graph.add("Add", graph.add("MatMul", it.x, W), b, y=it.y)


def _activation(it: Stage, graph: OnnxGraph) -> None:
    if it.x in graph.written:
        graph.name(activated(it, it.thing, it.x, graph), it.y)
    else:
        graph.first_forms[it.y] = activated(it, it.thing, graph.first(it.x), graph)


def _scaling(it: Stage, graph: OnnxGraph) -> None:
    shift, scale = _arrays(it, graph, "shift", "scale")
    graph.add("Div", graph.add("Sub", it.x, shift), scale, y=it.y)


def _same(it: Stage, graph: OnnxGraph) -> None:
    if it.x in graph.written:
        graph.add("Identity", it.x, y=it.y)
    else:
        graph.first_forms[it.y] = graph.first(it.x)


def _conv(it: Stage, graph: OnnxGraph) -> None:
    layer = it.thing
    own, W = layer.windows, it.arrays["W"]
    if graph.dtype == "float64":
        patches = graph.add("Concat", *_pixels(it, graph, 0.0), axis=-1)
        y = graph.add("MatMul", patches, _arrays(it, graph, "W")[0])
        last = graph.add("Add", y, _arrays(it, graph, "b")[0]) if "b" in it.arrays else y
        graph.name(last, it.y)
        return
    kernel = W.reshape(*own.size, it.shape[-1], -1).transpose(3, 2, 0, 1)  # (O, C, k, l)
    bias = _arrays(it, graph, "b") if "b" in it.arrays else []
    graph.add_first(
        "Conv",
        graph.first(it.x),
        graph.constant(np.ascontiguousarray(kernel), it.word("W")),
        *bias,
        y=it.y,
        kernel_shape=own.size,
        strides=own.stride,
        dilations=own.dilation,
        pads=_pads(it),
    )


def _max_pool(it: Stage, graph: OnnxGraph) -> None:
    _pool(it, graph, "MaxPool")


def _average_pool(it: Stage, graph: OnnxGraph) -> None:
    if graph.dtype == "float64":
        own = it.thing.windows
        inside = sum(own.pixels(own.padded(np.ones((*it.shape[:2], 1)))))
        total = graph.add("Sum", *_pixels(it, graph, 0.0))
        graph.add("Div", total, graph.constant(inside, it.word("inside")), y=it.y)
    else:
        _pool(it, graph, "AveragePool", count_include_pad=0)


def _pool(it: Stage, graph: OnnxGraph, operator: str, **settings: Any) -> None:
    own = it.thing.windows
    graph.add_first(
        operator,
        graph.first(it.x),
        y=it.y,
        kernel_shape=own.size,
        strides=own.stride,
        pads=_pads(it),
        **settings,
    )


def _pads(it: Stage) -> list[int]:
    """The pixels added: above, left, below, right."""
    (above, below), (left, right) = it.thing.windows.edges(it.shape[:2])
    return [above, left, below, right]


def _pixels(it: Stage, graph: OnnxGraph, fill: float) -> list[str]:
    """What lies under each pixel of the window, at all places, channels last."""
    own, x = it.thing.windows, graph.last(it.x)
    above, left, below, right = _pads(it)
    if any(_pads(it)):
        pads = graph.whole(0, above, left, 0, 0, below, right, 0)
        x = graph.add("Pad", x, pads, graph.constant(fill))
    (s, t), (d, e), (h, v) = own.stride, own.dilation, it.after[:2]
    axes, steps = graph.whole(1, 2), graph.whole(s, t)
    corners = ((i * d, j * e) for i, j in product(*map(range, own.size)))
    return [
        graph.add(
            "Slice",
            x,
            graph.whole(i, j),
            graph.whole(i + s * (h - 1) + 1, j + t * (v - 1) + 1),
            axes,
            steps,
        )
        for i, j in corners
    ]


def _global_average_pool(it: Stage, graph: OnnxGraph) -> None:
    if len(it.shape) == 3 and it.x not in graph.written and graph.dtype == "float32":
        mean = graph.add("GlobalAveragePool", graph.first(it.x))
        graph.add("Flatten", mean, y=it.y)
    else:
        axes = graph.whole(*range(1, len(it.shape)))
        graph.add("ReduceMean", graph.last(it.x), axes, y=it.y, keepdims=0)


def _rearranged(it: Stage, graph: OnnxGraph) -> None:
    graph.add("Reshape", graph.last(it.x), graph.whole(-1, *it.after), y=it.y)


def _batch_norm(it: Stage, graph: OnnxGraph) -> None:
    epsilon = it.thing.epsilon
    arrays = _arrays(it, graph, "gamma", "beta", "moving_mean", "moving_variance")
    if len(it.shape) == 1:
        graph.add("BatchNormalization", it.x, *arrays, y=it.y, epsilon=epsilon)
    elif len(it.shape) == 3:
        first = graph.first(it.x)
        graph.add_first("BatchNormalization", first, *arrays, y=it.y, epsilon=epsilon)
    else:  # a sequence, whose columns come last
        turned = graph.add("Transpose", it.x, perm=[0, 2, 1])
        normal = graph.add("BatchNormalization", turned, *arrays, epsilon=epsilon)
        graph.add("Transpose", normal, y=it.y, perm=[0, 2, 1])


def _layer_norm(it: Stage, graph: OnnxGraph) -> None:
    arrays = _arrays(it, graph, "gamma", "beta")
    epsilon = it.thing.epsilon
    graph.add("LayerNormalization", graph.last(it.x), *arrays, y=it.y, axis=-1, epsilon=epsilon)


def _embedding(it: Stage, graph: OnnxGraph) -> None:
    words = graph.add("Cast", it.x, to=graph.onnx.TensorProto.INT64)
    graph.add("Gather", _arrays(it, graph, "W")[0], words, y=it.y, axis=0)


def _self_attention(it: Stage, graph: OnnxGraph) -> None:
    layer = it.thing
    T, D = it.shape
    split, d = graph.whole(-1, T, layer.heads, D // layer.heads), D // layer.heads
    q, k, v = (_projected(it, graph, part, it.x) for part in ("query", "key", "value"))
    q, k, v = (graph.add("Reshape", part, split) for part in (q, k, v))
    q, v = (graph.add("Transpose", part, perm=[0, 2, 1, 3]) for part in (q, v))
    k = graph.add("Transpose", k, perm=[0, 2, 3, 1])
    s = graph.add("Div", graph.add("MatMul", q, k), graph.constant(np.sqrt(d)))
    if layer.causal:
        mask = graph.constant(np.tri(T, dtype=bool), f"mask_{it.y}")
        s = graph.add("Where", mask, s, graph.constant(-np.inf))
    o = graph.add("MatMul", graph.add("Softmax", s, axis=-1), v)
    o = graph.add("Transpose", o, perm=[0, 2, 1, 3])
    o = graph.add("Reshape", o, graph.whole(-1, T, D))
    graph.name(_projected(it, graph, "output", o), it.y)


def _projected(it: Stage, graph: OnnxGraph, part: str, x: str) -> str:
    W, b = _arrays(it, graph, f"{part}.W", f"{part}.b")
    return graph.add("Add", graph.add("MatMul", x, W), b)


def _positional_encoding(it: Stage, graph: OnnxGraph) -> None:
    encoding = encoding_of(*it.shape).astype(graph.dtype)
    graph.add("Add", it.x, graph.constant(encoding, f"encoding_{it.y}"), y=it.y)


def _residual(it: Stage, graph: OnnxGraph) -> None:
    for stage in it.inner:
        write_stage(stage, graph)
    x, f = it.x, it.inner[-1].y
    if f in graph.written:
        graph.add("Add", graph.last(x), f, y=it.y)
    else:
        graph.add_first("Add", graph.first(x), graph.first(f), y=it.y)


def _arrays(it: Stage, graph: OnnxGraph, *names: str) -> list[str]:
    return [graph.constant(it.arrays[name], it.word(name)) for name in names]


WRITERS: dict[str, Callable[[Stage, OnnxGraph], None]] = {
    "dense": _dense,
    "activation": _activation,
    "scaling": _scaling,
    "dropout": _same,
    "conv": _conv,
    "max_pool": _max_pool,
    "average_pool": _average_pool,
    "global_average_pool": _global_average_pool,
    "flatten": _rearranged,
    "reshape": _rearranged,
    "batch_norm": _batch_norm,
    "layer_norm": _layer_norm,
    "embedding": _embedding,
    "simple_rnn": recurrent,
    "lstm": recurrent,
    "gru": recurrent,
    "self_attention": _self_attention,
    "positional_encoding": _positional_encoding,
    "residual": _residual,
}
