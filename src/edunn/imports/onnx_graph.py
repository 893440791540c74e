"""An ONNX graph as a reader needs it: the nodes between the input and the output, and constants.

What the graph says about labels (ArgMax, ZipMap) is no part of the network: only the nodes that
lead to the numbers of its output are kept.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, final

import numpy as np
from onnx import GraphProto, ModelProto, NodeProto, TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

from edunn.arrays import Shape
from edunn.imports.draft import Numbers, refuse

FLOATS = (TensorProto.FLOAT, TensorProto.DOUBLE, TensorProto.FLOAT16, TensorProto.BFLOAT16)
BATCH = 7919
"""The number of rows that a computed shape has in front: a prime, so that nothing else equals it.
"""

FOLDED = frozenset({
    "Add", "Cast", "Concat", "Constant", "Div", "Gather", "Identity", "Mul", "Neg", "Reciprocal",
    "Reshape", "Shape", "Slice", "Sqrt", "Squeeze", "Sub", "Transpose", "Unsqueeze",
})  # fmt: skip
"""The operators that may stand between constants: they make small arrays of given ones."""


@final
@dataclass
class Graph:
    """The nodes that compute the output, in their order, and the arrays that are known.

    Args:
        model: a whole model, which has been checked.
    """

    model: ModelProto
    constants: dict[str, Numbers] = field(default_factory=dict)
    shapes: dict[str, Shape] = field(default_factory=dict)
    """The shape of one row of each array on the way, as the graph has it."""

    def __post_init__(self) -> None:
        for tensor in self._graph.initializer:
            self.constants[tensor.name] = numpy_helper.to_array(tensor)
        self.output = self._network_output()
        self.nodes = self._leading_to(self.output)
        self._fold()

    @property
    def _graph(self) -> GraphProto:
        return self.model.graph

    @property
    def input(self) -> Any:
        """The one input that is no constant.

        Raises:
            ArchitectureError: there are several.
        """
        inputs = [it for it in self._graph.input if it.name not in self.constants]
        if len(inputs) != 1:
            names = ", ".join(repr(it.name) for it in inputs)
            refuse(f"it has {len(inputs)} inputs, {names}. EduNN opens networks with one.")
        return inputs[0]

    @property
    def input_shape(self) -> Shape | None:
        """The shape of one row, if the file has it."""
        sizes = [dim.dim_value for dim in self.input.type.tensor_type.shape.dim][1:]
        return tuple(sizes) if sizes and all(sizes) else None

    @property
    def batch(self) -> int:
        """The number of rows, if the file has it; else 0."""
        sizes = self.input.type.tensor_type.shape.dim
        return int(sizes[0].dim_value) if sizes else 0

    @property
    def dtype(self) -> str:
        """The dtype of the weights."""
        is_double = any(q.dtype == np.float64 for q in self.constants.values())
        return "float64" if is_double else "float32"

    def consumers(self, name: str) -> list[NodeProto]:
        """The nodes that take this array."""
        return [it for it in self.nodes if name in it.input and it.op_type != "Shape"]

    def constant(self, name: str) -> Numbers:
        """A known array, by its name.

        Raises:
            ArchitectureError: it is computed from the inputs.
        """
        if name not in self.constants:
            refuse(f"{name!r} is computed from the inputs; EduNN needs weights that are constants.")
        return self.constants[name]

    def is_folded(self, node: NodeProto) -> bool:
        """Whether a node has constants alone, which are replaced by what it makes of them."""
        if node.op_type not in FOLDED or not all(self._is_known(name) for name in node.input):
            return False
        given = {name: self.constants[name] for name in node.input if name}
        found = evaluated([node], given, node.output, self.model)
        self.constants |= dict(zip(node.output, found, strict=True))
        return True

    def class_names(self) -> list[Any] | None:
        """The names of the classes that the nodes beside the network know."""
        for node in self._graph.node:
            of = attributes(node)
            if node.op_type == "ZipMap":
                return _texts(of.get("classlabels_strings") or of.get("classlabels_int64s"))
            if node.op_type == "ArrayFeatureExtractor" and node.input[0] in self.constants:
                return _texts(self.constants[node.input[0]].tolist())
        return None

    def names(self, key: str) -> list[Any] | None:
        """A list of names in the metadata, as EduNN writes it."""
        values = {it.key: it.value for it in self.model.metadata_props}
        if self.model.producer_name != "EduNN" or key not in values:
            return None
        names = json.loads(values[key])
        return names if isinstance(names, list) else None

    def _is_known(self, name: str) -> bool:
        return not name or name in self.constants

    def _fold(self) -> None:
        self.nodes = [node for node in self.nodes if not self.is_folded(node)]

    def _network_output(self) -> str:
        """The array of the network's numbers; labels are other outputs, or made of it."""
        makers = {name: node for node in self._graph.node for name in node.output}
        found = [it.name for it in self._graph.output if _is_float(it)]
        zipped = [node.input[0] for node in self._graph.node if node.op_type == "ZipMap"]
        if len(found or zipped) != 1:
            refuse(
                f"it has {len(found or zipped)} outputs of numbers. EduNN opens networks of one."
            )
        name = (found or zipped)[0]
        return self._yes_of(name, makers)

    def _yes_of(self, name: str, makers: dict[str, NodeProto]) -> str:
        """Of the columns `1 - p` and `p`, as skl2onnx writes two classes, the second."""
        maker = makers.get(name)
        if maker is None or maker.op_type != "Concat" or len(maker.input) != 2:
            return name
        no, yes = maker.input
        rest = makers.get(no)
        is_rest = rest is not None and rest.op_type == "Sub" and rest.input[1] == yes
        return yes if is_rest else name

    def _leading_to(self, output: str) -> list[NodeProto]:
        needed, nodes = {output}, []
        for node in reversed(self._graph.node):
            if needed.intersection(node.output):
                needed.update(node.input)
                nodes.append(node)
        return nodes[::-1]


def attributes(node: NodeProto) -> dict[str, Any]:
    """The attributes of a node by name, texts as such.

    Example:
        >>> attributes(helper.make_node("Gelu", ["x"], ["y"], approximate="tanh"))
        {'approximate': 'tanh'}
    """
    return {it.name: _text(helper.get_attribute_value(it)) for it in node.attribute}


def decimal(number: float) -> float:
    """A float32 by its shortest digits: a file has 0.2 as 0.20000000298.

    Example:
        >>> decimal(0.20000000298023224)
        0.2
    """
    return float(str(np.float32(number)))


def evaluated(
    nodes: Sequence[NodeProto],
    given: dict[str, Numbers],
    wanted: Sequence[str],
    model: ModelProto,
) -> list[Numbers]:
    """What some nodes make of given arrays, by the reference implementation of ONNX.

    Args:
        given: arrays by name.
        wanted: the names of the arrays to return.
        model: the one that the nodes are from: it says which version of each operator is meant.
    """
    of = helper.make_tensor_value_info
    inputs = [
        of(name, helper.np_dtype_to_tensor_dtype(q.dtype), q.shape) for name, q in given.items()
    ]
    outputs = [helper.make_empty_tensor_value_info(name) for name in wanted]
    graph = helper.make_graph(list(nodes), "part", inputs, outputs)
    part = helper.make_model(
        graph, opset_imports=list(model.opset_import), ir_version=model.ir_version
    )
    found: Any = ReferenceEvaluator(part).run(None, given)
    return list(found)


def _is_float(it: Any) -> bool:
    return it.type.HasField("tensor_type") and it.type.tensor_type.elem_type in FLOATS


def _texts(names: Sequence[Any] | None) -> list[Any] | None:
    return None if names is None else [_text(name) for name in names]


def _text(value: Any) -> Any:
    return value.decode() if isinstance(value, bytes) else value
