"""The walk along the nodes of an ONNX graph, from the input to the output.

    Gemm, or MatMul and Add     ->  a dense layer
    Sub and Div, Mul and Add    ->  a scaling layer, where they are no bias
    Transpose of an image       ->  no layer: ours have their channels last anyway

A node is read by itself where its operator is a layer or an activation (`onnx_operators`). If it is
not, or something else takes the same array, it may be a part of an activation (`onnx_functions`).
"""

import numpy as np
from onnx import ModelProto, NodeProto, inliner

from edunn.arrays import Shape
from edunn.imports.building import Meaning
from edunn.imports.draft import Draft, at, refuse
from edunn.imports.images import TO_FIRST, image_shape
from edunn.imports.onnx_functions import activation_in, regions_from
from edunn.imports.onnx_graph import BATCH, Graph, attributes
from edunn.imports.onnx_operators import AFFINE, OPERATORS

WHAT_TO_TRY = (
    f"It opens chains of {', '.join(sorted(OPERATORS))}, and activations made of other operators."
)
OF_IMAGES = ("Conv", "MaxPool", "AveragePool", "GlobalAveragePool")


def read_graph(
    model: ModelProto, meaning: Meaning, input_shape: Shape | None
) -> tuple[Draft, Meaning]:
    """The layers of a graph that is a chain, and the names that it knows.

    Raises:
        ArchitectureError: an operator that EduNN does not have, with its place.
    """
    graph = Graph(inliner.inline_local_functions(model) if model.functions else model)
    draft = read_nodes(graph, input_shape or graph.input_shape)
    last = draft.parts[-1].layer.as_activation if draft.parts else None
    are_classes = last is not None and (last.is_distribution or draft.shape == (1,))
    named = graph.names("class_names") or (graph.class_names() if are_classes else None)
    marks = tuple(graph.names("label_names") or ())
    features = graph.names("feature_names")
    return draft, meaning.filled(class_names=named, marks=marks, feature_names=features)


def read_nodes(graph: Graph, shape: Shape | None) -> Draft:
    """Every node, until the output is reached."""
    draft = _draft(graph, shape)
    place, x = 0, str(graph.input.name)
    while place < len(graph.nodes):
        node = graph.nodes[place]
        with at(f"node {place + 1}, {node.op_type} {node.name or node.output[0]!r}"):
            nodes = _next(graph, draft, place, x)
        place += len(nodes)
        if nodes[-1].output[0] not in graph.constants:
            x = nodes[-1].output[0]
    if x != graph.output:
        refuse(f"its output {graph.output!r} does not come from its input.")
    return draft


def _draft(graph: Graph, shape: Shape | None) -> Draft:
    """An empty draft; images have their channels in front unless a Transpose puts them there."""
    turns = [node for node in graph.nodes if node.op_type in (*OF_IMAGES, "Transpose")]
    is_image = shape is not None and len(shape) == 3
    is_last = bool(turns) and attributes(turns[0]).get("perm") == TO_FIRST
    channels_first = is_image and bool(turns) and not is_last
    return Draft(image_shape(shape) if shape and channels_first else shape, channels_first)


def _next(graph: Graph, draft: Draft, place: int, x: str) -> list[NodeProto]:
    """Read what comes next, and return its nodes: one, or those of an activation."""
    node = graph.nodes[place]
    graph.shapes[x] = _source_shape(draft)
    if node.op_type == "Shape" and node.input[0] in graph.shapes:
        graph.constants[node.output[0]] = np.array([BATCH, *graph.shapes[node.input[0]]])
        return [node]
    if graph.is_folded(node):
        return [node]
    takes_all = graph.consumers(x) == [node] and list(node.input).count(x) == 1
    is_known = takes_all and node.op_type in OPERATORS
    may_begin_one = node.op_type in AFFINE and not (node.op_type == "Add" and draft.is_open)
    if may_begin_one or not is_known:
        nodes = _activation(graph, draft, place, x)
        if nodes:
            return nodes
    if not is_known:
        refuse(f"EduNN has no such operator here. {WHAT_TO_TRY}")
    OPERATORS[node.op_type](draft, graph, node)
    return [node]


def _activation(graph: Graph, draft: Draft, place: int, x: str) -> list[NodeProto]:
    """Read an activation that several nodes make, and return them; none, if they make none."""
    width = min((draft.shape or (2,))[-1], 8)
    for nodes in regions_from(graph, place, x):
        function = activation_in(graph, nodes, x, width)
        if function is not None:
            if not function.is_linear:
                draft.add("activation", function=function)
            return nodes
    return []


def _source_shape(draft: Draft) -> Shape:
    """The shape of one row as the graph has it."""
    *places, channels = draft.shape or (0,)
    is_first = draft.channels_first and len(places) == 2
    return (channels, *places) if is_first else (*places, channels)
