"""Layers: dense, convolution, pooling, recurrent, activation, dropout, scaling; see `base`."""

from edunn.layers.activation import Activation
from edunn.layers.base import Cache, Layer, LayerState
from edunn.layers.batch_norm import BatchNorm
from edunn.layers.conv2d import Conv2D
from edunn.layers.dense import Dense
from edunn.layers.dropout import Dropout
from edunn.layers.embedding import Embedding
from edunn.layers.frozen import Frozen
from edunn.layers.gru import GRU
from edunn.layers.layer_norm import LayerNorm
from edunn.layers.lstm import LSTM
from edunn.layers.pooling import AveragePool2D, GlobalAveragePool, MaxPool2D
from edunn.layers.positional_encoding import PositionalEncoding
from edunn.layers.reshaping import Flatten, Reshape
from edunn.layers.residual import Residual
from edunn.layers.scaling import Center, MinMax, Scaling, Standardize
from edunn.layers.self_attention import SelfAttention
from edunn.layers.simple_rnn import SimpleRNN

NAMES: dict[str, type[Layer]] = {
    "dense": Dense,
    "activation": Activation,
    "dropout": Dropout,
    "conv": Conv2D,
    "max_pool": MaxPool2D,
    "average_pool": AveragePool2D,
    "global_average_pool": GlobalAveragePool,
    "flatten": Flatten,
    "reshape": Reshape,
    "batch_norm": BatchNorm,
    "layer_norm": LayerNorm,
    "simple_rnn": SimpleRNN,
    "lstm": LSTM,
    "gru": GRU,
    "embedding": Embedding,
    "residual": Residual,
    "frozen": Frozen,
    "positional_encoding": PositionalEncoding,
    "self_attention": SelfAttention,
    "standardize": Standardize,
    "min_max": MinMax,
    "center": Center,
}
"""Every layer by its name."""

__all__ = [
    "GRU",
    "LSTM",
    "Activation",
    "AveragePool2D",
    "BatchNorm",
    "Cache",
    "Center",
    "Conv2D",
    "Dense",
    "Dropout",
    "Embedding",
    "Flatten",
    "Frozen",
    "GlobalAveragePool",
    "Layer",
    "LayerNorm",
    "LayerState",
    "MaxPool2D",
    "MinMax",
    "PositionalEncoding",
    "Reshape",
    "Residual",
    "Scaling",
    "SelfAttention",
    "SimpleRNN",
    "Standardize",
]
