"""Recurrent layers in ONNX: one operator each, or their time steps one after the other.

The operators are there for float32, and for few activations. All else is unrolled: the nodes of
the formula once for each of the T steps. Before the first one the state is 0, so that the products
with it are left out.
"""

from typing import Any, final

import numpy as np

from edunn.catalogue import label_of
from edunn.exports.library_names import ACTIVATIONS, LAYERS, Elsewhere, with_gates_of
from edunn.exports.onnx_activations import activated
from edunn.exports.onnx_graph import OnnxGraph
from edunn.exports.stages import Stage

OF_RNN = {"Tanh", "Relu", "Sigmoid", "Softsign", "Softplus"}
"""What ONNX offers as the activation of an RNN, of those without settings."""


def recurrent(it: Stage, graph: OnnxGraph) -> None:
    """The nodes of a recurrent layer; the last gives `it.y`."""
    activation = getattr(it.layer, "activation", None)
    name = "" if activation is None else ACTIVATIONS.get(label_of(activation), Elsewhere()).onnx
    if graph.dtype == "float32" and (activation is None or name in OF_RNN):
        _operator(it, graph, [name] if name else [])
    else:
        _unrolled(it, graph)


def _operator(it: Stage, graph: OnnxGraph, activations: list[str]) -> None:
    """One node, which wants the time in front: (T, B, I)."""
    W, U, b = (graph.constant(q, f"{it.word(name)}_onnx") for name, q in _weights(it).items())
    settings: dict[str, Any] = {"activations": activations} if activations else {}
    if it.name == "gru":
        settings["linear_before_reset"] = 1  # r after the product with U
    x = graph.add("Transpose", it.x, perm=[1, 0, 2])
    every, last = f"{it.y}_every", f"{it.y}_last"
    outputs = [every] if len(it.after) == 2 else ["", last]
    graph.add_many(
        LAYERS[it.name].onnx, [x, W, U, b], outputs, hidden_size=it.after[-1], **settings
    )
    if len(it.after) == 2:  # (T, 1, B, H) -> (B, T, H)
        squeezed = graph.add("Squeeze", every, graph.whole(1))
        graph.add("Transpose", squeezed, y=it.y, perm=[1, 0, 2])
    else:  # (1, B, H) -> (B, H)
        graph.add("Squeeze", last, graph.whole(0), y=it.y)


def _weights(it: Stage) -> dict[str, np.ndarray[Any, Any]]:
    """`W` (1, gates H, I), `U` (1, gates H, H), and both biases in one, (1, 2 gates H)."""
    own = dict(it.arrays)
    own.setdefault("c", np.zeros_like(own["b"]))
    if it.name != "simple_rnn":
        own = {name: with_gates_of("onnx", it.name, q) for name, q in own.items()}
    W, U = (np.ascontiguousarray(own[name].T[np.newaxis]) for name in "WU")
    return {"W": W, "U": U, "b": np.concatenate([own["b"], own["c"]])[np.newaxis]}


@final
class _Steps:
    """The nodes of one time step, given those before it."""

    def __init__(self, it: Stage, graph: OnnxGraph) -> None:
        self.it, self.graph = it, graph
        self.words = {name: graph.constant(q, it.word(name)) for name, q in it.arrays.items()}
        self.h = self.c = ""
        """The state and the memory; empty before the first step."""

    def step(self, z: str) -> None:
        {"simple_rnn": self._simple, "lstm": self._lstm, "gru": self._gru}[self.it.name](z)

    def _simple(self, z: str) -> None:
        layer = self.it.thing
        self.h = activated(self.it, layer.activation, self._plus_state(z), self.graph)

    def _lstm(self, z: str) -> None:
        add = self.graph.add
        i, f, g, o = self._blocks(self._plus_state(z), 4)
        i, f, o = (add("Sigmoid", gate) for gate in (i, f, o))
        new = add("Mul", i, add("Tanh", g))
        self.c = add("Add", add("Mul", f, self.c), new) if self.c else new
        self.h = add("Mul", o, add("Tanh", self.c))

    def _gru(self, z: str) -> None:
        add, one = self.graph.add, self.graph.constant(1.0)
        v = self.words["c"]
        if self.h:
            v = add("Add", add("MatMul", self.h, self.words["U"]), v)
        (z_r, z_u, z_n), (v_r, v_u, v_n) = self._blocks(z, 3), self._blocks(v, 3)
        r, u = (add("Sigmoid", add("Add", *q)) for q in ((z_r, v_r), (z_u, v_u)))
        n = add("Tanh", add("Add", z_n, add("Mul", r, v_n)))
        new = add("Mul", add("Sub", one, u), n)
        self.h = add("Add", new, add("Mul", u, self.h)) if self.h else new

    def _plus_state(self, z: str) -> str:
        if not self.h:
            return z
        return self.graph.add("Add", z, self.graph.add("MatMul", self.h, self.words["U"]))

    def _blocks(self, z: str, count: int) -> list[str]:
        outputs = [f"{z}_{k}" for k in range(count)]
        return self.graph.add_many("Split", [z], outputs, axis=-1, num_outputs=count)


def _unrolled(it: Stage, graph: OnnxGraph) -> None:
    """The steps, one after the other."""
    steps = _Steps(it, graph)
    z = graph.add("Add", graph.add("MatMul", it.x, steps.words["W"]), steps.words["b"])
    states = []
    for t in range(it.shape[0]):
        steps.step(graph.add("Gather", z, graph.constant(np.array(t)), axis=1))
        states.append(steps.h)
    if len(it.after) == 2:
        rows = [graph.add("Unsqueeze", h, graph.whole(1)) for h in states]
        graph.add("Concat", *rows, y=it.y, axis=1)
    else:
        graph.name(steps.h, it.y)
