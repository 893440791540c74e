"""Defaults: the network and the settings of a training, for a data set and nothing else.

They stand here alone. `Recipe.suiting`, the command line and the page of the studio all take them
from here, so that the same data gives the same network, wherever it is trained. The kind of data
decides:

- a table: one hidden layer of 16 units, 100 epochs of Adam, and an L2 penalty. It keeps the network
  from learning a small table by heart: the fewer the rows, the stronger the penalty. Where weights
  are small tanh is nearly linear, so that the network is no worse than a linear model if there is
  nothing else to be found (docs/tables-measured.md). Below 128 rows there are more epochs, because
  each of them has only a few mini-batches;
- one or two inputs, where a border may wind: two layers of ReLU, twice as many epochs, and an L2
  penalty that is weak enough for two spirals;
- fewer than ten rows, such as a truth table: the same without a penalty, because all of them are to
  be learned;
- images: 64 units of ReLU on pixels as they are;
- sequences: a GRU of 32 units on the numbers as they are, and larger steps than for a table;
- many rows: fewer epochs, of larger mini-batches and smaller steps.
"""

from collections.abc import Mapping, Sequence
from math import isqrt
from typing import Any, NamedTuple

from edunn.architecture import Defaults as LayerDefaults
from edunn.architecture import build_network
from edunn.data import Dataset
from edunn.errors import EduNNError
from edunn.guards import require_choice
from edunn.layers import Layer
from edunn.network import Network as BuiltNetwork

Network = list[list[Any]]
"""The short form of a network, as `edunn.short_form` describes it."""

SCALINGS = ("standardize", "min_max", "center", "none")
"""Ways to scale the inputs, so that the column with the largest numbers does not dominate."""

MANY_ROWS = 5_000
MANY_INPUTS = 64
FEW_INPUTS = 2

EPOCHS = 100
EPOCHS_TIMES_ROWS = 12_800
"""A table has so many epochs, times its rows, at least: 400 mini-batches of 32."""

MOST_EPOCHS = 400

RATE = 0.01
RATE_OF_TABLES = 0.005

L2_TIMES_ROWS = 40.0
"""The strength of a table's L2 penalty, times its rows. The loss is a mean over the rows, so a
penalty that shrinks with their number has the same weight against each of them: as in Bayes' rule,
where a prior counts as much as some rows."""

L2_TIMES_ROWS_OF_A_PLANE = 1.0
"""The same for one or two inputs: the penalty of scikit-learn's logistic regression."""

STRONGEST_L2 = 1.0

BATCHES_OF_MANY_ROWS = {"batch_size": 128, "learning_rate": 0.002}

BY_EVOLUTION = {
    "epochs": 4000,
    "batch_size": 256,
    "learning_rate": 0.003,
    "population_size": 2000,
    "sigma": 0.02,
    "weight_decay": 0.1,
}
"""For images: a population large enough to show a direction; the decay damps late noise."""

RANDOM_FEATURES: Network = [
    ["frozen", [["conv", 64, 7, "relu"], ["max_pool", 7, 5]]],
    ["flatten"],
    ["center"],
]
"""Of images, for evolution: random convolutions. Only a weighted sum of them is left to learn."""

LEAST_SIDE = 28
"""Of an image for those: pixels in a row or column."""


class Defaults(NamedTuple):
    """The automatic choices for one data set.

    Example:
        >>> from edunn.data import load
        >>> print(Defaults.suiting(load("iris")).hidden, Defaults.suiting(load("xor")).hidden)
        [[16, 'tanh', {'l2': 0.27}]] [[8, 'relu'], [8, 'relu']]
        >>> Defaults.suiting(load("iris")).settings
        {'epochs': 100, 'learning_rate': 0.005}
        >>> Defaults.suiting(load("iris"), "pgpe").settings
        {'epochs': 100}
    """

    hidden: Network
    """The hidden layers: units and activation of each, and its L2 penalty, if it has one."""

    scaling: str
    """One of SCALINGS; pixels have a scale of their own and need none."""

    settings: Mapping[str, Any]
    """Settings of the algorithm and its training."""

    anneals: bool = False
    """Whether the learning rate falls to 0 along a cosine, in the course of the training."""

    @classmethod
    def suiting(cls, data: Dataset, algorithm: Any = None) -> "Defaults":
        """The choices for this data; without an algorithm they include Adam's settings.

        An algorithm that was chosen by name keeps its own defaults, those of the catalogue.
        """
        inputs, is_long = len(data.feature_names), len(data) > MANY_ROWS
        if algorithm == "low_rank_es" and is_long and inputs > MANY_INPUTS:
            hidden = RANDOM_FEATURES if _side(data) >= LEAST_SIDE else [[64, "relu"]]
            return cls(hidden, "center", BY_EVOLUTION, anneals=True)
        if is_sequences(data):
            step = {"learning_rate": RATE} if algorithm is None else {}
            epochs = EPOCHS // 10 if is_long else EPOCHS
            return cls([["gru", 32]], "none", {"epochs": epochs} | step)
        hidden, rate = _hidden_for(data)
        settings: dict[str, Any] = {"epochs": _epochs_for(data)}
        if algorithm is None:
            settings |= BATCHES_OF_MANY_ROWS if is_long else {"learning_rate": rate}
        return cls(hidden, "none" if _is_images(data) else "standardize", settings)


def _epochs_for(data: Dataset) -> int:
    if len(data) > MANY_ROWS:
        return EPOCHS // 10
    if _winds(data):
        return 2 * EPOCHS
    return min(max(EPOCHS, EPOCHS_TIMES_ROWS // len(data)), MOST_EPOCHS)


def _winds(data: Dataset) -> bool:
    """Whether the border may wind: in a plane, or around each row of a truth table."""
    return len(data.feature_names) <= FEW_INPUTS or data.is_tiny


def _hidden_for(data: Dataset) -> tuple[Network, float]:
    """The hidden layers, and the learning rate that suits them."""
    inputs, rows = len(data.feature_names), len(data)
    if _winds(data):
        own = [] if data.is_tiny or rows > MANY_ROWS else [_penalty(L2_TIMES_ROWS_OF_A_PLANE, rows)]
        return [[8, "relu", *own], [8, "relu", *own]], RATE
    if _is_images(data) or (rows > MANY_ROWS and inputs > MANY_INPUTS):
        return [[64, "relu"]], RATE
    if rows > MANY_ROWS:
        return [[8, "relu"]], RATE
    return [[16, "tanh", _penalty(L2_TIMES_ROWS, rows)]], RATE_OF_TABLES


def _penalty(times_rows: float, rows: int) -> dict[str, float]:
    """An L2 penalty, its strength in two digits."""
    return {"l2": float(f"{min(times_rows / rows, STRONGEST_L2):.2g}")}


def is_sequences(data: Dataset) -> bool:
    """Whether its rows are sequences, (time steps, numbers)."""
    return len(data.row_shape) == 2


def _is_images(data: Dataset) -> bool:
    """Whether all columns have a unit, as the pixels of an image do."""
    return all(column.unit != 1.0 for column in data.columns.columns)


def _side(data: Dataset) -> int:
    """The rows, and columns, of the square images that its rows are; 0 if they are none."""
    side = isqrt(len(data.feature_names))
    return side if _is_images(data) and side**2 == len(data.feature_names) else 0


def network_for(
    data: Dataset, hidden: Sequence[Sequence[Any]], scaling: str, output: str | None = None
) -> Network:
    """The short form of a network from the data's inputs, through hidden layers, to its targets.

    Args:
        data: decides the number of inputs and outputs.
        hidden: the layers between them, in the short form.
        scaling: one of SCALINGS.
        output: the last activation; None is softmax for classes and linear for numbers.

    Example:
        >>> from edunn.data import load
        >>> network_for(load("iris"), [[8, "relu"]], "standardize")
        [[4, {'scale': 'standardize'}], [8, 'relu'], [3, 'softmax']]
    """
    automatic = "softmax" if data.task == "classification" else "linear"
    layers = [*map(list, hidden), [outputs_of(data), output or automatic]]
    return [scaled(input_for(data, layers), scaling), *layers]


def input_for(data: Dataset, layers: Sequence[Any]) -> list[int]:
    """The input of a network for this data: a row; an image or a sequence, if only that fits.

    Example:
        >>> from edunn.data import load
        >>> digits = load("digits_8x8")
        >>> input_for(digits, [[10]]), input_for(digits, [["conv", 4, 3], ["flatten"], [10]])
        ([64], [8, 8, 1])
    """
    row, shape, side = [len(data.feature_names)], list(data.row_shape), _side(data)
    if not shape and side:
        shape = [side, side, 1]
    if not shape:
        return row
    try:
        network_of(layers, row)
    except EduNNError:
        return shape
    return row


def network_of(layers: Sequence[Any], inputs: Sequence[int]) -> BuiltNetwork:
    """The network of these layers, objects or elements of the short form.

    Raises:
        EduNNError: a layer that does not exist, or does not fit the one below.
    """
    if any(isinstance(layer, Layer) for layer in layers):
        return build_network(None, layers, inputs, LayerDefaults())
    return build_network([inputs, *layers], None, None, LayerDefaults())


def scaled(first: Sequence[Any], scaling: str) -> list[Any]:
    """The first element of a short form, with a scaling of the inputs.

    Raises:
        UnknownNameError: the scaling is not one of SCALINGS.
    """
    require_choice("scaling", scaling, SCALINGS)
    return [*first] if scaling == "none" else [*first, {"scale": scaling}]


def outputs_of(data: Dataset) -> int:
    """The number of outputs of a network for this data: one for each class, or for each number."""
    if data.class_names is not None:
        return len(data.class_names)
    return 1 if data.targets.ndim == 1 else data.targets.shape[1]


def target_scaling_for(data: Dataset, network: Sequence[Sequence[Any]]) -> dict[str, str]:
    """The setting of a model by which a regression is learned in units of its targets' spread.

    Example:
        >>> from edunn.data import load
        >>> target_scaling_for(load("curve"), [[1], [1, "linear"]])
        {'target_scaling': 'standardize'}
        >>> target_scaling_for(load("curve"), [[1], [1, "tanh"]])  # its outputs have bounds
        {}
    """
    if data.task != "regression":
        return {}
    has_input = not any(isinstance(layer, Layer) for layer in network)
    layers = network[1:] if has_input else network
    inputs = [it for it in network[0] if not isinstance(it, Mapping)] if has_input else None
    ending = network_of(layers, inputs or input_for(data, layers)).ending
    return {} if ending is not None and not ending.is_linear else {"target_scaling": "standardize"}
