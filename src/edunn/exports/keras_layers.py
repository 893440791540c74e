"""The lines of Keras in which each kind of layer computes its output, `y = layer(...)(x)`.

A layer of Keras carries the letter of its output, so that its numbers find it by name.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, final

import numpy as np

from edunn.catalogue import label_of
from edunn.exports.expressions import Program, translated, unparsed
from edunn.exports.library_names import ACTIVATIONS, GATES, LAYERS, SETTINGS
from edunn.exports.programs import refuse, written_by
from edunn.exports.source_code import SourceCode
from edunn.exports.stages import Stage
from edunn.layers.positional_encoding import encoding_of

TARGET = "Keras"

NAMES = "exp log log1p expm1 abs sqrt tanh sin cos erf"
FORMULAS = Program(
    {name: f"keras.ops.{name}" for name in NAMES.split()}
    | {"min": "keras.ops.minimum", "max": "keras.ops.maximum"},
    "keras.ops.where({}, {}, {})",
    "keras.ops.full_like(x, {})",
)
"""Keras as the language of a formula."""

CLASSES = {"leaky_relu": "LeakyReLU", "elu": "ELU"}
"""The layers of activations with settings."""

Lines = Iterator[str]


@final
class KerasParts:
    """What a program has besides the lines of its layers.

    Args:
        dtype: of the computation.
    """

    def __init__(self, dtype: str) -> None:
        self.dtype = dtype
        self.weights: dict[str, str] = {}
        """An expression for the list of arrays of each layer, by its name."""
        self.functions: dict[str, str] = {}
        self.code = SourceCode()
        """Functions of NumPy."""


def lines_of(it: Stage, parts: KerasParts) -> list[str]:
    """The lines of one stage; its numbers are added to the parts.

    Raises:
        SettingError: Keras has no such layer.

    Example:
        >>> from edunn import Model
        >>> from edunn.exports.stages import computation_of
        >>> first, last = computation_of(Model([[4], [3, "softmax"]])).stages
        >>> lines_of(first, KerasParts("float32")) + lines_of(last, KerasParts("float32"))
        ['z1 = layers.Dense(3, name="z1")(x)', 'p = layers.Activation("softmax", name="p")(z1)']
    """
    return list(written_by(WRITERS, TARGET, it, parts))


def _layer(it: Stage, kind: str, *given: Any, called: str = "") -> str:
    named = ", ".join([*map(str, given), f'name="{it.y}"'])
    return f"{it.y} = layers.{kind}({named})({called or it.x})"


def _weighted(it: Stage, parts: KerasParts, *arrays: str) -> None:
    parts.weights[it.y] = f"[{', '.join(arrays)}]"


def _dense(it: Stage, parts: KerasParts) -> Lines:
    _weighted(it, parts, it.word("W"), it.word("b"))
    yield _layer(it, LAYERS["dense"].keras, it.after[-1])


def _activation(it: Stage, parts: KerasParts) -> Lines:
    word = activation_word(it.thing, parts)
    if word.startswith("layers."):
        yield f"{it.y} = {word}({it.x})"
    else:
        yield _layer(it, "Activation", word)


def activation_word(function: Any, parts: KerasParts) -> str:
    """An activation as an argument: a name in quotes, a layer, or a function of the program."""
    name = label_of(function)
    settings = [
        f"{row.keras}={getattr(function, setting)}"
        for (member, setting), row in SETTINGS.items()
        if member == name
    ]
    if settings:
        return f"layers.{CLASSES[name]}({', '.join(settings)})"
    if name in ACTIVATIONS and ACTIVATIONS[name].keras:
        return f'"{ACTIVATIONS[name].keras}"'
    y = translated(function, "x", FORMULAS)
    if y is None:
        refuse(TARGET, "activation", name, "export.no_formula", "export.remedy.formula")
    word = "_".join([name, *(str(q) for q in vars(function).values())])
    word = re.sub(r"\W", "_", word)
    parts.functions[word] = f'''def {word}(x):
    """The activation {name}."""
    return {unparsed(y)}'''
    return word


def _scaling(it: Stage, parts: KerasParts) -> Lines:
    shift, scale = it.word("shift"), it.word("scale")
    square = it.arrays["scale"] ** 2
    if (square > 1e-12).all() and np.isfinite(square).all():
        axes = tuple(range(1, len(it.shape) + 1))
        given = [f"mean={shift}", f"variance={scale}**2"]
        given += [f"axis={axes}"] if len(axes) > 1 else []
        yield _layer(it, LAYERS["standardize"].keras, *given)
    else:
        yield f"{it.y} = ({it.x} - {shift}) / {scale}"


def _dropout(it: Stage, parts: KerasParts) -> Lines:
    yield _layer(it, LAYERS["dropout"].keras, it.thing.rate)


def _conv(it: Stage, parts: KerasParts) -> Lines:
    own, bias = it.thing.windows, it.thing.bias
    if max(own.stride) > 1 and max(own.dilation) > 1:
        refuse(TARGET, "layer", it.name, "export.stride_and_dilation")
    kernel = f"{it.word('W')}.reshape({(*own.size, it.shape[-1], it.after[-1])})"
    _weighted(it, parts, kernel, *([it.word("b")] if bias else []))
    settings = {"kernel": own.size, "stride": own.stride, "dilation": own.dilation}
    given = [f"{SETTINGS['conv', name].keras}={value}" for name, value in settings.items()]
    given += [f'padding="{own.padding}"', f"use_bias={bias}"]
    yield _layer(it, LAYERS["conv"].keras, it.thing.filters, *given)


def _pool(it: Stage, parts: KerasParts) -> Lines:
    own = it.thing.windows
    yield _layer(it, LAYERS[it.name].keras, own.size, own.stride, f'"{own.padding}"')


def _global_average_pool(it: Stage, parts: KerasParts) -> Lines:
    kind = LAYERS["global_average_pool"].keras
    yield _layer(it, kind if len(it.shape) == 3 else kind.replace("2D", "1D"))


def _flatten(it: Stage, parts: KerasParts) -> Lines:
    yield _layer(it, LAYERS["flatten"].keras)


def _reshape(it: Stage, parts: KerasParts) -> Lines:
    yield _layer(it, LAYERS["reshape"].keras, it.after)


def _batch_norm(it: Stage, parts: KerasParts) -> Lines:
    names = ("gamma", "beta", "moving_mean", "moving_variance")
    _weighted(it, parts, *map(it.word, names))
    yield _layer(it, LAYERS["batch_norm"].keras, f"epsilon={it.thing.epsilon}")


def _layer_norm(it: Stage, parts: KerasParts) -> Lines:
    parts.functions["LayerNorm"] = LAYER_NORM
    _weighted(it, parts, it.word("gamma"), it.word("beta"))
    yield f'{it.y} = LayerNorm({it.thing.epsilon}, name="{it.y}")({it.x})'


LAYER_NORM = '''class LayerNorm(layers.Layer):
    """Layer normalization with the variance as the mean of (x - mean)^2.

    That of Keras is the mean of x^2 minus mean^2, which loses digits.
    """

    def __init__(self, epsilon, **settings):
        super().__init__(**settings)
        self.epsilon = epsilon

    def build(self, shape):
        self.gamma = self.add_weight(shape=shape[-1:], initializer="ones", name="gamma")
        self.beta = self.add_weight(shape=shape[-1:], initializer="zeros", name="beta")

    def compute_output_shape(self, shape):
        return shape

    def call(self, x):
        away = x - keras.ops.mean(x, axis=-1, keepdims=True)
        variance = keras.ops.mean(keras.ops.square(away), axis=-1, keepdims=True)
        return self.gamma * away / keras.ops.sqrt(variance + self.epsilon) + self.beta'''


def _embedding(it: Stage, parts: KerasParts) -> Lines:
    _weighted(it, parts, it.word("W"))
    yield _layer(it, LAYERS["embedding"].keras, it.thing.words, it.thing.size)


def _recurrent(it: Stage, parts: KerasParts) -> Lines:
    given = [str(it.after[-1]), f"return_sequences={len(it.after) == 2}"]
    arrays = [it.word(name) for name in "WUb"]
    if it.name == "simple_rnn":
        given.append(f"activation={activation_word(it.thing.activation, parts)}")
    if it.name == "gru":
        parts.functions["reordered"] = REORDERED
        arrays[2] = f"np.stack([{arrays[2]}, {it.word('c')}])"
        arrays = [f"reordered({array})" for array in arrays]
    _weighted(it, parts, *arrays)
    yield _layer(it, LAYERS[it.name].keras, *given)


_OURS, _THEIRS = (", ".join(GATES["gru"][library]) for library in ("edunn", "keras"))
REORDERED = f'''def reordered(q):
    """The blocks of a GRU, {_OURS}, in the order of Keras: {_THEIRS}."""
    {_OURS} = np.split(q, 3, axis=-1)
    return np.concatenate([{_THEIRS}], axis=-1)'''


def _self_attention(it: Stage, parts: KerasParts) -> Lines:
    D, heads = it.shape[-1], it.thing.heads
    shape = f"({D}, {heads}, {D // heads})"
    arrays = []
    for part in ("query", "key", "value"):
        arrays += [
            f"{it.word(f'{part}.W')}.reshape({shape})",
            f"{it.word(f'{part}.b')}.reshape({heads}, {D // heads})",
        ]
    output = f"{it.word('output.W')}.reshape({heads}, {D // heads}, {D})"
    _weighted(it, parts, *arrays, output, it.word("output.b"))
    called = f"{it.x}, {it.x}, use_causal_mask={it.thing.causal}"
    yield _layer(it, LAYERS["self_attention"].keras, heads, D // heads, called=called)


def _positional_encoding(it: Stage, parts: KerasParts) -> Lines:
    encoding = f'{parts.code.add(encoding_of)}{it.shape}.astype("{parts.dtype}")'
    yield f"{it.y} = {it.x} + {encoding}"


def _residual(it: Stage, parts: KerasParts) -> Lines:
    for stage in it.inner:
        yield from lines_of(stage, parts)
    yield _layer(it, "Add", called=f"[{it.x}, {it.inner[-1].y}]")


WRITERS: dict[str, Callable[[Stage, KerasParts], Lines]] = {
    "dense": _dense,
    "activation": _activation,
    "scaling": _scaling,
    "dropout": _dropout,
    "conv": _conv,
    "max_pool": _pool,
    "average_pool": _pool,
    "global_average_pool": _global_average_pool,
    "flatten": _flatten,
    "reshape": _reshape,
    "batch_norm": _batch_norm,
    "layer_norm": _layer_norm,
    "embedding": _embedding,
    "simple_rnn": _recurrent,
    "lstm": _recurrent,
    "gru": _recurrent,
    "self_attention": _self_attention,
    "positional_encoding": _positional_encoding,
    "residual": _residual,
}
