"""A network as an ONNX file: the graph of its layers, its numbers, and its names.

    inputs (batch, 4)  ->  Sub -> Div -> Gemm -> Tanh -> Gemm -> Softmax  ->  outputs (batch, 3)
                                                                          ->  label (batch,)

Inputs and outputs are those of `Model.predict`, in the unit of the data; the label is that of
`Model.classify`. The metadata hold the names of inputs and classes, each a list in JSON.
"""

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from edunn.exports.onnx_graph import IR_VERSION, OPSET, OnnxGraph
from edunn.exports.onnx_layers import write_stage
from edunn.exports.stages import Computation

if TYPE_CHECKING:
    from onnx import ModelProto

INPUTS, OUTPUTS, LABEL = "inputs", "outputs", "label"
"""The names of what goes in and of what comes out."""


def onnx_file(computation: Computation) -> bytes:
    """The bytes of the file.

    Raises:
        SettingError: the package onnx is not installed, or ONNX cannot hold a layer.

    Example:
        >>> import onnx
        >>> from edunn import Model
        >>> from edunn.exports.stages import computation_of
        >>> model = onnx.load_from_string(onnx_file(computation_of(Model([[4], [3, "softmax"]]))))
        >>> [node.op_type for node in model.graph.node]
        ['Gemm', 'Softmax']
    """
    graph = OnnxGraph(computation.dtype)
    for k, stage in enumerate(computation.stages):
        write_stage(stage, graph)
        if k == 0 and computation.entry != computation.dtype:
            _round(graph, stage.y)
    _in_unit(computation, graph)
    _label(computation, graph)
    model = _model(computation, graph)
    graph.onnx.checker.check_model(model, full_check=True)
    return bytes(model.SerializeToString())


def _round(graph: OnnxGraph, y: str) -> None:
    """Scaled rows in the dtype of the computation."""
    graph.name(y, f"{y}_exact")
    graph.add("Cast", f"{y}_exact", y=y, to=graph.type_of(graph.dtype))


def _in_unit(computation: Computation, graph: OnnxGraph) -> None:
    """The outputs in the unit of the data, channels last."""
    y, unit = graph.last(computation.output), computation.unit
    if unit is not None:
        if unit.mean.dtype != graph.dtype:
            y = graph.add("Cast", y, to=graph.type_of(str(unit.mean.dtype)))
        stretched = graph.add("Mul", y, graph.constant(unit.deviation, "deviation"))
        y = graph.add("Add", stretched, graph.constant(unit.mean, "mean"))
    graph.rename({"x": INPUTS, y: OUTPUTS})


def _label(computation: Computation, graph: OnnxGraph) -> None:
    """The name of the class that the outputs choose, as `Model.classify` gives it."""
    if not computation.classes:
        return
    if computation.outputs > 1:
        number = graph.add("ArgMax", OUTPUTS, axis=-1, keepdims=0)
    else:
        middle = graph.constant(computation.middle)
        is_on = graph.add("Squeeze", graph.add("Greater", OUTPUTS, middle), graph.whole(-1))
        number = graph.add("Cast", is_on, to=graph.onnx.TensorProto.INT64)
    classes = graph.constant(_class_array(computation), "classes")
    graph.add("Gather", classes, number, y=LABEL, axis=0)


def _class_array(computation: Computation) -> Any:
    """Whole numbers as such, all else as texts."""
    are_whole = all(type(name) is int for name in computation.classes)
    texts = [str(name) for name in computation.classes]
    return np.array(computation.classes, np.int64) if are_whole else np.array(texts, object)


def _model(computation: Computation, graph: OnnxGraph) -> "ModelProto":
    helper, unit = graph.onnx.helper, computation.unit
    exit_type = computation.dtype if unit is None else str(unit.mean.dtype)
    of = helper.make_tensor_value_info
    inputs = of(INPUTS, graph.type_of(computation.entry), ["batch", *computation.shape])
    outputs = [of(OUTPUTS, graph.type_of(exit_type), ["batch", computation.outputs])]
    if computation.classes:
        classes = graph.constants["classes"]
        outputs.append(of(LABEL, classes.data_type, ["batch"]))
    constants = list(graph.constants.values())
    drawn = helper.make_graph(graph.nodes, "EduNN", [inputs], outputs, constants)
    model = helper.make_model(
        drawn,
        producer_name="EduNN",
        ir_version=IR_VERSION,
        opset_imports=[helper.make_opsetid("", OPSET)],
    )
    helper.set_model_props(model, _names(computation))
    return model


def _names(computation: Computation) -> dict[str, str]:
    """The metadata: lists in JSON."""
    named = {
        "feature_names": computation.feature_names,
        "class_names": computation.classes,
        "label_names": computation.marks,
    }
    return {
        key: json.dumps(list(names), ensure_ascii=False) for key, names in named.items() if names
    }
