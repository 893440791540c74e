"""What a member of the catalogue is called in other libraries: one table for both directions.

    layers of EduNN -> a program for PyTorch or Keras, a file for ONNX       by the row
    such a program or file -> layers of EduNN                                by the column

Only what computes the same stands in a row. Where a setting has another name, it is in `SETTINGS`;
where it means something else, or a default differs, the code that writes or reads it says so.
"""

from typing import Literal, NamedTuple

import numpy as np

from edunn.arrays import Array

Library = Literal["pytorch", "keras", "onnx", "sklearn"]


class Elsewhere(NamedTuple):
    """The name of one thing in each library; empty where it has no such thing.

    Example:
        >>> ACTIVATIONS["sigmoid"].sklearn
        'logistic'
    """

    pytorch: str = ""
    """A class of `torch.nn`."""
    keras: str = ""
    """An activation by its name, a class of `keras.layers`, or an argument."""
    onnx: str = ""
    """An operator, or an attribute of one."""
    sklearn: str = ""
    """The `activation` of MLPClassifier and MLPRegressor."""


ACTIVATIONS: dict[str, Elsewhere] = {
    "linear": Elsewhere("Identity", "linear", "Identity", "identity"),
    "binary_step": Elsewhere(),
    "sigmoid": Elsewhere("Sigmoid", "sigmoid", "Sigmoid", "logistic"),
    "hard_sigmoid": Elsewhere("Hardsigmoid", "hard_sigmoid", "HardSigmoid"),
    "tanh": Elsewhere("Tanh", "tanh", "Tanh", "tanh"),
    "softsign": Elsewhere("Softsign", "softsign", "Softsign"),
    "relu": Elsewhere("ReLU", "relu", "Relu", "relu"),
    "leaky_relu": Elsewhere("LeakyReLU", "leaky_relu", "LeakyRelu"),
    "elu": Elsewhere("ELU", "elu", "Elu"),
    "selu": Elsewhere("SELU", "selu", "Selu"),
    "gelu": Elsewhere("GELU", "gelu", "Gelu"),
    "silu": Elsewhere("SiLU", "silu", "Swish"),
    "mish": Elsewhere("Mish", "mish", "Mish"),
    "softplus": Elsewhere("Softplus", "softplus", "Softplus"),
    "exponential": Elsewhere("", "exponential", "Exp"),
    "gaussian": Elsewhere(),
    "sinusoid": Elsewhere("", "", "Sin"),
    "softmax": Elsewhere("Softmax", "softmax", "Softmax"),
}
"""Every activation of the catalogue."""

LAYERS: dict[str, Elsewhere] = {
    "dense": Elsewhere("Linear", "Dense", "Gemm"),
    "dropout": Elsewhere("Dropout", "Dropout", "Dropout"),
    "conv": Elsewhere("Conv2d", "Conv2D", "Conv"),
    "max_pool": Elsewhere("MaxPool2d", "MaxPooling2D", "MaxPool"),
    "average_pool": Elsewhere("AvgPool2d", "AveragePooling2D", "AveragePool"),
    "global_average_pool": Elsewhere(
        "AdaptiveAvgPool2d", "GlobalAveragePooling2D", "GlobalAveragePool"
    ),
    "flatten": Elsewhere("Flatten", "Flatten", "Flatten"),
    "reshape": Elsewhere("Unflatten", "Reshape", "Reshape"),
    "batch_norm": Elsewhere("BatchNorm1d", "BatchNormalization", "BatchNormalization"),
    "layer_norm": Elsewhere("LayerNorm", "LayerNormalization", "LayerNormalization"),
    "simple_rnn": Elsewhere("RNN", "SimpleRNN", "RNN"),
    "lstm": Elsewhere("LSTM", "LSTM", "LSTM"),
    "gru": Elsewhere("GRU", "GRU", "GRU"),
    "embedding": Elsewhere("Embedding", "Embedding", "Gather"),
    "self_attention": Elsewhere("MultiheadAttention", "MultiHeadAttention"),
    "standardize": Elsewhere("", "Normalization"),
}
"""The layers that have a counterpart; all others are made of several of theirs, or of none."""

SETTINGS: dict[tuple[str, str], Elsewhere] = {
    ("leaky_relu", "slope_below"): Elsewhere("negative_slope", "negative_slope", "alpha"),
    ("elu", "alpha"): Elsewhere("alpha", "alpha", "alpha"),
    ("conv", "filters"): Elsewhere("out_channels", "filters"),
    ("conv", "kernel"): Elsewhere("kernel_size", "kernel_size", "kernel_shape"),
    ("conv", "stride"): Elsewhere("stride", "strides", "strides"),
    ("conv", "dilation"): Elsewhere("dilation", "dilation_rate", "dilations"),
    ("dropout", "rate"): Elsewhere("p", "rate", "ratio"),
    ("layer_norm", "epsilon"): Elsewhere("eps", "epsilon", "epsilon"),
    ("batch_norm", "epsilon"): Elsewhere("eps", "epsilon", "epsilon"),
}
"""Settings by the member's name and their own."""

GATES: dict[str, dict[str, str]] = {
    "lstm": {"edunn": "ifgo", "pytorch": "ifgo", "keras": "ifgo", "onnx": "iofg"},
    "gru": {"edunn": "run", "pytorch": "run", "keras": "urn", "onnx": "urn"},
}
"""The order of the blocks of weights in a layer with gates.

The letters are EduNN's: i, f, o are the input, forget and output gate and g the candidate of a
memory; r and u are the reset and the update gate and n the candidate of a state.
"""


def with_gates_of(library: str, layer: str, array: Array, own: str = "edunn") -> Array:
    """The weights of a layer with gates, `(..., gates H)`, its blocks in the order of a library.

    Args:
        own: the library in whose order they are.

    Example:
        >>> with_gates_of("keras", "gru", np.array([1.0, 2.0, 3.0]))
        array([2., 1., 3.])
    """
    before, after = GATES[layer][own], GATES[layer][library]
    blocks = dict(zip(before, np.split(array, len(before), axis=-1), strict=True))
    return np.concatenate([blocks[gate] for gate in after], axis=-1)


def named_in(library: Library, table: dict[str, Elsewhere]) -> dict[str, str]:
    """The table backwards: from the name in a library to that of the catalogue.

    Example:
        >>> named_in("sklearn", ACTIVATIONS)
        {'identity': 'linear', 'logistic': 'sigmoid', 'tanh': 'tanh', 'relu': 'relu'}
    """
    return {getattr(row, library): name for name, row in table.items() if getattr(row, library)}
