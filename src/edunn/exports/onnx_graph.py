"""A graph of ONNX: nodes, each an operator with inputs and outputs by name.

    x -> Sub -> Div -> Gemm -> Tanh -> Gemm -> Softmax -> outputs

Images are channels last in EduNN and channels first in ONNX. The graph keeps each array in the
form it came in, and turns it around (Transpose) only where a node needs the other.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, final

import numpy as np

from edunn.errors import SettingError
from edunn.exports.expressions import Language
from edunn.messages import Message

if TYPE_CHECKING:
    from onnx import NodeProto, TensorProto

OPSET = 20
"""The version of the operators: that of 2023, which brought Gelu."""

IR_VERSION = 10
"""The version of the file's format, of 2024; runtimes refuse those newer than themselves."""

TO_FIRST, TO_LAST = [0, 3, 1, 2], [0, 2, 3, 1]


def library() -> Any:
    """The package `onnx`, imported only when such a file is written.

    Raises:
        SettingError: it is not installed.
    """
    try:
        import onnx
    except ImportError:
        raise SettingError(Message("export.no_onnx")) from None
    return onnx


@final
class OnnxGraph:
    """Nodes and constants, as they are added.

    Args:
        dtype: of the computation, "float32" or "float64".

    Example:
        >>> graph = OnnxGraph("float32")
        >>> graph.add("Mul", "x", graph.constant(np.array([2.0], "float32"), "two"), y="y")
        'y'
        >>> [node.op_type for node in graph.nodes]
        ['Mul']
    """

    def __init__(self, dtype: str) -> None:
        self.onnx = library()
        self.dtype = dtype
        self.nodes: list[NodeProto] = []
        self.constants: dict[str, TensorProto] = {}
        self.first_forms: dict[str, str] = {}
        """Of an image, by its name, the name of the same with its channels first."""
        self.written = {"x"}
        """The arrays that exist as they are in EduNN, images with their channels last."""

    def add(self, operator: str, *inputs: str, y: str = "", **settings: Any) -> str:
        """A node; the name of its output is returned, `y` or one that is free."""
        y = y or f"{operator.lower()}_{len(self.nodes)}"
        self.written.add(y)
        self.nodes.append(self.onnx.helper.make_node(operator, inputs, [y], y, **settings))
        return y

    def add_many(
        self, operator: str, inputs: list[str], outputs: list[str], **settings: Any
    ) -> list[str]:
        """A node with these outputs; an empty name is one that nobody needs."""
        self.written.update(outputs)
        self.nodes.append(
            self.onnx.helper.make_node(operator, inputs, outputs, outputs[-1], **settings)
        )
        return outputs

    def name(self, value: str, y: str) -> None:
        """Give the output of the last node the name `y`; anything else is passed through a node."""
        if value != y and (not self.nodes or value not in self.nodes[-1].output):
            self.add("Identity", value, y=y)
        elif value != y:
            self.nodes[-1].output[0] = self.nodes[-1].name = y
            self.written = self.written - {value} | {y}

    def rename(self, names: Mapping[str, str]) -> None:
        """Other names for arrays, wherever they stand."""
        for node in self.nodes:
            node.input[:] = [names.get(it, it) for it in node.input]
            node.output[:] = [names.get(it, it) for it in node.output]

    def type_of(self, dtype: str) -> int:
        """The number that ONNX has for a dtype."""
        return int(self.onnx.helper.np_dtype_to_tensor_dtype(np.dtype(dtype)))

    def last(self, image: str) -> str:
        """The array as it is in EduNN; an image is turned around if it has to be."""
        if image not in self.written:
            self.add("Transpose", self.first_forms[image], y=image, perm=TO_LAST)
        return image

    def first(self, image: str) -> str:
        """An image with its channels first."""
        if image not in self.first_forms:
            turned = self.add("Transpose", image, y=f"{image}_first", perm=TO_FIRST)
            self.first_forms[image] = turned
        return self.first_forms[image]

    def add_first(self, operator: str, *inputs: str, y: str, **settings: Any) -> None:
        """A node that gives the image `y` with its channels first."""
        self.first_forms[y] = self.add(operator, *inputs, y=f"{y}_first", **settings)

    def constant(self, value: Any, name: str = "") -> str:
        """An array, or a number in the dtype of the computation, by its name."""
        array = value if isinstance(value, np.ndarray) else np.array(value, self.dtype)
        name = name or f"c_{array.dtype}_{array.tolist()}".replace(" ", "")
        if name not in self.constants:
            self.constants[name] = self.onnx.numpy_helper.from_array(array, name)
        return name

    def whole(self, *numbers: int) -> str:
        """A vector of whole numbers, such as a shape."""
        return self.constant(np.array(numbers, np.int64))


@final
class Operators(Language[str]):
    """ONNX as the language of a formula: each operation becomes a node.

    Example:
        >>> from edunn.activations import Gaussian
        >>> from edunn.exports.expressions import translated
        >>> graph = OnnxGraph("float32")
        >>> _ = translated(Gaussian(), "x", Operators(graph))
        >>> [node.op_type for node in graph.nodes]
        ['Pow', 'Neg', 'Exp']
    """

    FUNCTIONS: ClassVar[dict[str, str]] = {
        "exp": "Exp",
        "log": "Log",
        "abs": "Abs",
        "sqrt": "Sqrt",
        "tanh": "Tanh",
        "sin": "Sin",
        "cos": "Cos",
        "erf": "Erf",
        "min": "Min",
        "max": "Max",
    }
    SIGNS: ClassVar[dict[str, str]] = {
        "+": "Add",
        "-": "Sub",
        "*": "Mul",
        "/": "Div",
        "**": "Pow",
        "<": "Less",
        ">": "Greater",
    }

    def __init__(self, graph: OnnxGraph) -> None:
        self.graph = graph

    def number(self, value: float) -> str:
        """A constant."""
        return self.graph.constant(float(value))

    def call(self, function: str, *given: str) -> str:
        """A node, or two for functions that ONNX lacks."""
        one = self.number(1)
        if function == "log1p":
            return self.call("log", self.operation("+", one, *given))
        if function == "expm1":
            return self.operation("-", self.call("exp", *given), one)
        if function == "erfc":
            return self.operation("-", one, self.call("erf", *given))
        return self.graph.add(self.FUNCTIONS[function], *given)

    def operation(self, sign: str, left: str, right: str) -> str:
        """A node."""
        if sign == "-" and left == self.number(0):
            return self.graph.add("Neg", right)
        return self.graph.add(self.SIGNS[sign], left, right)

    def choice(self, test: str, one: str, other: str) -> str:
        """A node that takes one or the other, place by place."""
        return self.graph.add("Where", test, one, other)
