"""Keras' layers, one by one, as those of the catalogue.

Its conventions are ours: W is (I, O), channels are last, padding is "valid" or "same". What a layer
is called, and its settings, are attributes; Keras itself is imported for a `.keras` file alone.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from edunn.exports import LAYERS, named_in
from edunn.imports.draft import Draft, refuse, require_attributes
from edunn.imports.keras_sequences import embedding, recurrent
from edunn.imports.keras_variables import FUNCTIONS, activation_of, array, kind_of, named, optional

NAMES = named_in("keras", LAYERS) | {"GlobalAveragePooling1D": "global_average_pool"}
LAST = {"data_format": ["channels_last"]}
ONE_VALUE: dict[str, dict[str, list[Any]]] = {
    "Dense": {"quantization_mode": [None]},
    "Conv2D": LAST | {"groups": [1]},
    "MaxPooling2D": LAST,
    "AveragePooling2D": LAST,
    "GlobalAveragePooling2D": LAST | {"keepdims": [False]},
    "GlobalAveragePooling1D": LAST | {"keepdims": [False]},
    "Flatten": LAST,
    "LayerNormalization": {"rms_scaling": [False]},
    "Embedding": {"mask_zero": [False]},
    "ReLU": {"max_value": [None], "threshold": [0, 0.0]},
    "GRU": {"reset_after": [True]},
}
"""Settings of Keras that EduNN has with these values only."""


def read_layer(draft: Draft, layer: Any) -> None:
    """Add the layer, and the activation that it has within it."""
    kind = kind_of(layer)
    if kind in ("", "Model"):
        refuse("it has a call of its own, which cannot be read. Build it of keras.layers.")
    if kind not in READERS:
        known = ", ".join(sorted({*READERS, "Identity"}))
        refuse(f"EduNN has no such layer. Of keras.layers it opens: {known}.")
    if not layer.built:
        refuse("it has no weights yet. Call the model's build, or begin with keras.Input(shape).")
    require_attributes(layer, ONE_VALUE.get(kind, {}))
    READERS[kind](draft, layer)


def _activate(draft: Draft, function: Any) -> None:
    """Add the activation inside a layer: a function, or a layer of its own."""
    if function is None:
        return
    if hasattr(function, "get_config") and hasattr(function, "call"):
        read_layer(draft, function)
        return
    own = activation_of(function)
    if own is None:
        draft.are_logarithms = True
    elif not own.is_linear:
        draft.add("activation", function=own)


def _dense(draft: Draft, layer: Any) -> None:
    draft.dense(array(layer.kernel), optional(layer.bias))
    _activate(draft, layer.activation)


def _convolution(draft: Draft, layer: Any) -> None:
    kernel, b = array(layer.kernel), optional(layer.bias)
    draft.expect(kernel.shape[2])
    rows = {"W": kernel.reshape(-1, layer.filters)}
    draft.add(
        "conv",
        rows if b is None else {**rows, "b": b},
        filters=layer.filters,
        kernel=tuple(layer.kernel_size),
        stride=tuple(layer.strides),
        padding=layer.padding,
        dilation=tuple(layer.dilation_rate),
        bias=b is not None,
    )
    _activate(draft, layer.activation)


def _pooling(draft: Draft, layer: Any) -> None:
    window, stride = tuple(layer.pool_size), tuple(layer.strides)
    draft.add(NAMES[kind_of(layer)], window=window, stride=stride, padding=layer.padding)


def _batch_norm(draft: Draft, layer: Any) -> None:
    _require_last(draft, layer.axis)
    learned = optional(layer.gamma), optional(layer.beta)
    moving = array(layer.moving_mean), array(layer.moving_variance)
    draft.batch_norm(learned, moving, momentum=layer.momentum, epsilon=layer.epsilon)


def _layer_norm(draft: Draft, layer: Any) -> None:
    _require_last(draft, *layer.axis if isinstance(layer.axis, (list, tuple)) else [layer.axis])
    learned = optional(layer.gamma), optional(layer.beta)
    draft.layer_norm(learned, (draft.shape or layer.gamma.shape)[-1], layer.epsilon)


def _require_last(draft: Draft, *axes: int) -> None:
    """Refuse to work along another axis than the last."""
    if len(axes) != 1 or axes[0] not in (-1, len(draft.shape or (1,))):
        refuse(f"EduNN has no axis={axes[0] if len(axes) == 1 else axes}, only the last axis.")


def _normalization(draft: Draft, layer: Any) -> None:
    mean, variance = (array(q).reshape(np.shape(q)[1:]) for q in (layer.mean, layer.variance))
    deviation = np.maximum(np.sqrt(variance), np.float32(1e-7))
    if layer.invert:
        mean, deviation = -mean / deviation, 1 / deviation
    draft.scale(mean, deviation)


def _rescaling(draft: Draft, layer: Any) -> None:
    scale, offset = np.asarray(layer.scale, float), np.asarray(layer.offset, float)
    if draft.shape is None:
        refuse("the shape of its rows is not known. Pass input_shape.")
    if not np.all(scale):
        refuse("it scales a column by 0, so nothing is left of it.")
    draft.scale(-offset / scale, 1 / scale)


def _rectifier(draft: Draft, layer: Any) -> None:
    """`ReLU`, which may have a slope below 0."""
    if layer.negative_slope:
        draft.activate(FUNCTIONS["leaky_relu"], slope_below=float(layer.negative_slope))
    else:
        draft.activate(FUNCTIONS["relu"])


def _activation_layer(name: str) -> Callable[[Draft, Any], None]:
    def read(draft: Draft, layer: Any) -> None:
        draft.add("activation", function=named(FUNCTIONS[name], vars(layer)))

    return read


def _softmax(draft: Draft, layer: Any) -> None:
    _require_last(draft, layer.axis)
    draft.activate(FUNCTIONS["softmax"])


READERS: dict[str, Callable[[Draft, Any], None]] = {
    "Dense": _dense,
    "Activation": lambda draft, layer: _activate(draft, layer.activation),
    "ReLU": _rectifier,
    "LeakyReLU": _activation_layer("leaky_relu"),
    "ELU": _activation_layer("elu"),
    "Softmax": _softmax,
    "Dropout": lambda draft, layer: draft.add("dropout", rate=layer.rate),
    "Flatten": lambda draft, layer: draft.flatten(),
    "Reshape": lambda draft, layer: draft.add("reshape", shape=tuple(layer.target_shape)),
    "Normalization": _normalization,
    "Rescaling": _rescaling,
    "BatchNormalization": _batch_norm,
    "LayerNormalization": _layer_norm,
    "Conv2D": _convolution,
    "MaxPooling2D": _pooling,
    "AveragePooling2D": _pooling,
    "GlobalAveragePooling2D": lambda draft, layer: draft.add("global_average_pool"),
    "GlobalAveragePooling1D": lambda draft, layer: draft.add("global_average_pool"),
    "Embedding": embedding,
    "SimpleRNN": recurrent,
    "LSTM": recurrent,
    "GRU": recurrent,
}
"""What reads each class of keras.layers."""
