"""Sequences: recurrent layers unrolled in time, and attention as a matrix, for the page of a trace.

Each time step of a recurrent layer is a card with the arrays of that step; each head of attention
is a matrix with a row for every query. Both name arrays of the trace, `(1, T, ...)`.
"""

import numpy as np
from pydantic import Field

from edunn.data import Dataset
from edunn.layers import Embedding
from edunn.layers.recurrent import Recurrent
from edunn.network import Network
from edunn.objective import Objective
from edunn.studio.messages import Message
from edunn.trace import Trace
from edunn.trace.symbols import Symbols, symbols_of


class OverTime(Message):
    """An array `(1, T, ...)` of a recurrent layer."""

    name: str
    latex: str = Field(description="What it is called at one time step, for KaTeX: h_{t-1}.")


class Unrolled(Message):
    """A recurrent layer, time step by time step."""

    layer: int = Field(description="Which layer of the network, counted from 1.")
    units: int = Field(description="H, the numbers of a state.")
    blocks: list[str] = Field(
        description="The gates whose sums lie side by side in z, H columns each; empty without any."
    )
    steps: int = Field(description="How many time steps there are, T.")
    forward: list[OverTime] = Field(description="In the order of a time step, x first.")
    backward: list[OverTime] = Field(description="The gradients, in their order.")


class Attention(Message):
    """The heads of a layer of self-attention, each with a row for every query."""

    heads: int
    steps: int = Field(description="How many time steps there are, T.")
    scores: str
    weights: str
    mask: str | None = Field(description="Where it is 0, a later time step is left out; or null.")
    matrices: list[str] = Field(description="All arrays (1, heads, T, T), gradients included.")


def unrolled(trace: Trace, objective: Objective) -> list[Unrolled]:
    """Every recurrent layer of a network, by the names of its arrays in a trace.

    Example:
        >>> from edunn import Model
        >>> model = Model([[3, 1], ["gru", 2], [1]], "mse", seed=1)
        >>> layer = unrolled(model.trace(np.ones((1, 3, 1)), [[1.0]]), model.objective)[0]
        >>> print(*(array.name for array in layer.forward))
        x h_before_h1 z_h1 v_h1 r_h1 u_h1 n_h1 h_h1
        >>> print(*(array.latex for array in layer.forward))
        x_{t} h_{t-1} z_{t} v_{t} r_{t} u_{t} n_{t} h_{t}
        >>> layer.units, layer.blocks
        (2, ['r', 'u', 'n'])
    """
    arrays, found = trace.arrays, []
    for it, layer in zip(symbols_of(objective), objective.network.layers, strict=True):
        if not isinstance(layer, Recurrent):
            continue
        steps = [q for q in trace.steps if q.layer == it.layer and arrays[q.name].ndim == 3]
        forward, backward = (
            [OverTime(name=q.name, latex=_at_time(q.name, it)) for q in steps if q.phase == phase]
            for phase in ("forward", "backward")
        )
        found.append(
            Unrolled(
                layer=it.layer,
                units=layer.units,
                blocks=[_letter(q.name, it) for q in steps if q.kind in ("gate", "candidate")],
                steps=arrays[it.x].shape[1],
                forward=[OverTime(name=it.x, latex="x_{t}"), *forward],
                backward=backward,
            )
        )
    return found


def _at_time(name: str, it: Symbols) -> str:
    """What an array of a recurrent layer is called at one time step."""
    around = {it.y: "h", f"d{it.y}": "dh", f"d{it.x}": "dx"}
    letter, _, rest = around.get(name, _letter(name, it)).partition("_")
    if rest == "before":
        return f"{letter}_{{t-1}}"
    return f"{letter}_{{{rest},t}}" if rest else f"{letter}_{{t}}"


def _letter(name: str, it: Symbols) -> str:
    """An array of a layer without the name of the layer: r_h1 is r."""
    return name.removesuffix(f"_{it.y}")


def attentions(trace: Trace) -> list[Attention]:
    """Every layer of self-attention of a trace, in a residual block too.

    Example:
        >>> from edunn import Model
        >>> model = Model([[3, 2], ["self_attention", 2], ["flatten"], [1]], "mse", seed=1)
        >>> layer = attentions(model.trace(np.ones((1, 3, 2)), [[1.0]]))[0]
        >>> print(layer.heads, layer.scores, layer.weights, layer.mask)
        2 s_z1 A_z1 None
    """
    arrays, found = trace.arrays, []
    for step in trace.steps:
        if step.kind != "attention_weights":
            continue
        scores, *mask = step.derived.inputs
        shape = arrays[step.name].shape
        own = [q.name for q in trace.steps if q.layer == step.layer]
        found.append(
            Attention(
                heads=shape[1],
                steps=shape[2],
                scores=scores,
                weights=step.name,
                mask=mask[0] if mask else None,
                matrices=[name for name in own if arrays[name].shape == shape],
            )
        )
    return found


def tokens_of(data: Dataset, row: int, network: Network) -> list[str]:
    """What each time step of a row is called: its character or word; empty where it has no name.

    Example:
        >>> from edunn import Model
        >>> from edunn.data import load
        >>> data = load("alice")
        >>> "".join(tokens_of(data, 0, Model([[12, 27], ["gru", 2], [27]]).network))
        'alice_was_be'
    """
    layers = [layer for layer in network.layers if not layer.is_scaling]
    if layers and isinstance(layers[0], Embedding):
        return [f"{word:g}" for word in data.inputs[row]]
    categories = [column.categories for column in data.columns.columns]
    if len(data.row_shape) != 2 or len(categories) != data.row_shape[0] or not all(categories):
        return []
    places = data.values[row].astype(np.intp)
    return [words[place] for words, place in zip(categories, places, strict=True)]
