"""PyTorch's recurrent layers: RNN, LSTM and GRU, each of one layer, in one direction.

    states, last = lstm(x)        states of all time steps, and what is left at the end
    states[:, -1]                 the last state

The weights of gates are in our order already; they are (O, I), so they are transposed. Where
PyTorch adds two biases, ours is their sum, but for the GRU, which needs both.
"""

from typing import Any, NamedTuple, final

import numpy as np

from edunn.catalogue import find
from edunn.exports import ACTIVATIONS, LAYERS, named_in
from edunn.imports.draft import Draft, refuse, require_attributes
from edunn.imports.torch_tensors import array

RECURRENT = ("RNN", "LSTM", "GRU")
ONE_VALUE: dict[str, list[Any]] = {
    "num_layers": [1],
    "batch_first": [True],
    "bidirectional": [False],
    "proj_size": [0],
    "dropout": [0, 0.0],
}
"""Settings of PyTorch that EduNN has with these values only."""

ALL = slice(None)


@final
class Selection(NamedTuple):
    """Which output of a recurrent layer goes on, as the indices that `forward` takes in turn.

    Example:
        >>> Selection((0, (slice(None), -1))).is_of_all("LSTM")
        False
    """

    path: tuple[Any, ...]

    def is_of_all(self, kind: str) -> bool:
        """Whether the states of all time steps go on, and not the last one alone.

        Raises:
            ArchitectureError: something else is selected.
        """
        if self.path == (0,):
            return True
        of_end = ((1, 0, -1), (1, 0, 0)) if kind == "LSTM" else ((1, -1), (1, 0))
        of_states = ((0, (ALL, -1)), (0, (ALL, -1, ALL)))
        if self.path not in (*of_end, *of_states):
            refuse("EduNN goes on with the states of all time steps, or with the last one.")
        return False


def read_recurrent(draft: Draft, layer: Any, selection: Selection) -> None:
    """Add a recurrent layer.

    Raises:
        ArchitectureError: a setting that EduNN does not have.
    """
    kind = type(layer).__name__
    require_attributes(layer, ONE_VALUE)
    if draft.shape is None:
        refuse("the length of its sequences is not known. Pass input_shape=(time steps, numbers).")
    draft.expect(layer.input_size)
    W, U = array(layer.weight_ih_l0).T, array(layer.weight_hh_l0).T
    zero = np.zeros(W.shape[1], W.dtype)
    b, c = (array(layer.bias_ih_l0), array(layer.bias_hh_l0)) if layer.bias else (zero, zero)
    biases = {"b": b, "c": c} if kind == "GRU" else {"b": b + c}
    own = {it.lower(): name for it, name in named_in("pytorch", ACTIVATIONS).items()}
    settings = {"activation": find("activation", own[layer.nonlinearity])} if kind == "RNN" else {}
    draft.add(
        named_in("pytorch", LAYERS)[kind],
        {"W": W, "U": U, **biases},
        units=layer.hidden_size,
        sequences=selection.is_of_all(kind),
        **settings,
    )
