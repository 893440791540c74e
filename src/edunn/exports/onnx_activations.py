"""Activations in ONNX: an operator of that name, or else the nodes of the formula.

The runtime of ONNX has most operators in float32 only, but all that a formula is made of, save
`erf`, in float64 too.
"""

from typing import Any

from edunn.activations import ActivationFunction
from edunn.catalogue import label_of
from edunn.exports.expressions import translated
from edunn.exports.library_names import ACTIVATIONS, SETTINGS
from edunn.exports.onnx_graph import OnnxGraph, Operators
from edunn.exports.programs import refuse
from edunn.exports.stages import Stage

TARGET = "ONNX"

IN_FLOAT64 = {"Identity", "Sigmoid", "Tanh", "Relu", "Sin", "Softmax"}
"""The operators of activations that the runtime has in float64, too (tried with 1.32)."""

NEWER = {"Swish"}
"""Operators of later versions than ours."""

Settings = dict[str, float]

OTHER_DEFAULTS: dict[str, Settings] = {"HardSigmoid": {"alpha": 1 / 6, "beta": 0.5}}
"""Settings of an operator that are constants in EduNN, and whose defaults differ."""


def activated(it: Stage, function: ActivationFunction, x: str, graph: OnnxGraph) -> str:
    """The nodes of an activation; the name of what they give is returned.

    Raises:
        SettingError: there is neither an operator nor a formula.

    Example:
        >>> from edunn import Model
        >>> from edunn.exports.stages import computation_of
        >>> graph = OnnxGraph("float32")
        >>> *_, last = computation_of(Model([[4], [1, "gaussian"]])).stages
        >>> _ = activated(last, last.thing, "z1", graph)
        >>> [node.op_type for node in graph.nodes]
        ['Pow', 'Neg', 'Exp']
    """
    name = label_of(function)
    operator = ACTIVATIONS[name].onnx if name in ACTIVATIONS else ""
    is_there = operator not in NEWER and (graph.dtype == "float32" or operator in IN_FLOAT64)
    if operator and is_there:
        return graph.add(operator, x, **_settings_of(function, name, operator))
    if operator == "Gelu":
        refuse(TARGET, "activation", name, "export.no_float64", "export.remedy.float32")
    y = translated(function, x, Operators(graph))
    if y is None:
        refuse(TARGET, "activation", name, "export.no_formula", "export.remedy.formula")
    return y


def _settings_of(function: ActivationFunction, name: str, operator: str) -> dict[str, Any]:
    own = {
        row.onnx: float(getattr(function, setting))
        for (member, setting), row in SETTINGS.items()
        if member == name
    }
    axis = {"axis": -1} if operator == "Softmax" else {}
    return own | axis | OTHER_DEFAULTS.get(operator, {})
