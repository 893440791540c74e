"""Keras' layers of sequences: embedding, and the recurrent ones.

The weights of gates lie side by side in blocks, each library with an order of its own (`GATES`).
"""

from typing import Any

import numpy as np

from edunn.catalogue import find
from edunn.exports import GATES, LAYERS, named_in
from edunn.imports.draft import Draft, Numbers, refuse, require_attributes
from edunn.imports.keras_variables import activation_of, array, kind_of

NAMES = named_in("keras", LAYERS)
OF_RECURRENT = {"go_backwards": [False], "return_state": [False], "stateful": [False]} | {
    name: [0, 0.0] for name in ("dropout", "recurrent_dropout")
}


def embedding(draft: Draft, layer: Any) -> None:
    """A row of numbers for each word."""
    if draft.shape is None:
        refuse("the length of its sequences is not known. Pass input_shape=(time steps,).")
    W = array(layer.embeddings)
    draft.add("embedding", {"W": W}, words=len(W), size=W.shape[1])


def recurrent(draft: Draft, layer: Any) -> None:
    """A recurrent layer, with its blocks of weights in our order."""
    kind, cell = kind_of(layer), layer.cell
    require_attributes(layer, OF_RECURRENT)
    if draft.shape is None:
        refuse("the length of its sequences is not known. Pass input_shape=(time steps, numbers).")
    W, U = array(cell.kernel), array(cell.recurrent_kernel)
    draft.expect(len(W))
    biases = [np.zeros((1 + (kind == "GRU"), W.shape[1]), W.dtype)]
    if cell.bias is not None:
        biases = [np.atleast_2d(array(cell.bias))]
    numbers = {"W": W, "U": U, **dict(zip("bc", biases[0], strict=False))}
    own = {name: _ordered(q, NAMES[kind]) for name, q in numbers.items()}
    draft.add(NAMES[kind], own, units=cell.units, sequences=layer.return_sequences, **_inner(layer))


def _ordered(blocks: Numbers, name: str) -> Numbers:
    """The blocks of a layer with gates in our order."""
    if name not in GATES:
        return blocks
    theirs, ours = GATES[name]["keras"], GATES[name]["pytorch"]
    parts = dict(zip(theirs, np.split(blocks, len(theirs), axis=-1), strict=True))
    return np.concatenate([parts[gate] for gate in ours], axis=-1)


def _inner(layer: Any) -> dict[str, Any]:
    """The activation within a recurrent layer; one with gates has tanh and sigmoid only."""
    function = activation_of(layer.cell.activation)
    if kind_of(layer) == "SimpleRNN":
        return {"activation": function}
    gates = activation_of(layer.cell.recurrent_activation)
    if function != find("activation", "tanh") or gates != find("activation", "sigmoid"):
        refuse("EduNN has this layer with activation='tanh' and recurrent_activation='sigmoid'.")
    return {}
