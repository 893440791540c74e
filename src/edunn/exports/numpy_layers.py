"""The lines of NumPy in which each kind of layer computes its output, `y = ... x ...`."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from edunn.activations.softmax import softmax
from edunn.catalogue import label_of
from edunn.exports import numpy_functions
from edunn.exports.programs import written_by
from edunn.exports.source_code import SourceCode
from edunn.exports.stages import Stage
from edunn.layers.positional_encoding import encoding_of

TARGET = "NumPy"

Lines = Iterator[str]


def lines_of(stage: Stage, code: SourceCode) -> list[str]:
    """The lines of one stage; what they call is added to the code.

    Raises:
        SettingError: a layer of your own, which has none.

    Example:
        >>> from edunn import Model
        >>> from edunn.exports.stages import computation_of
        >>> first, *_ = computation_of(Model([[4], [3, "softmax"]])).stages
        >>> lines_of(first, SourceCode())
        ['z1 = x @ W1 + b1']
    """
    return list(written_by(WRITERS, TARGET, stage, code))


def _dense(it: Stage, code: SourceCode) -> Lines:
    yield f"{it.y} = {it.x} @ {it.word('W')} + {it.word('b')}"


def _activation(it: Stage, code: SourceCode) -> Lines:
    if it.name == "linear":
        yield f"{it.y} = {it.x}"
        return
    yield f"{it.y} = {_function(it.thing, it.name, code)}({it.x})"


def _function(activation: Any, name: str, code: SourceCode) -> str:
    """The name of the function of an activation; settings of its own make another one."""
    numbers = "_".join(re.sub(r"\W", "_", str(q)) for q in vars(activation).values())
    is_default = activation == _default_of(activation)
    word = re.sub(r"\W", "_", name)
    return code.add_activation(activation, word if is_default else f"{word}_{numbers}")


def _default_of(activation: Any) -> Any:
    try:
        return type(activation)()
    except TypeError:  # a setting of its own has no default
        return None


def _scaling(it: Stage, code: SourceCode) -> Lines:
    yield f"{it.y} = ({it.x} - {it.word('shift')}) / {it.word('scale')}"


def _dropout(it: Stage, code: SourceCode) -> Lines:
    yield f"{it.y} = {it.x}  # dropout is for training only"


def _conv(it: Stage, code: SourceCode) -> Lines:
    own = it.thing.windows
    function = code.add(numpy_functions.conv)
    edges = _plain(own.edges(it.shape[:2]))
    given = f"{own.size}, {own.stride}, {own.dilation}, {edges}"
    bias = f" + {it.word('b')}" if "b" in it.arrays else ""
    yield f"{it.y} = {function}({it.x}, {it.word('W')}, {given}){bias}"


def _pool(function: Callable[..., Any]) -> Callable[[Stage, SourceCode], Lines]:
    def lines(it: Stage, code: SourceCode) -> Lines:
        own = it.thing.windows
        given = f"{own.size}, {own.stride}, {_plain(own.edges(it.shape[:2]))}"
        yield f"{it.y} = {code.add(function)}({it.x}, {given})"

    return lines


def _plain(edges: Any) -> tuple[tuple[int, int], ...]:
    return tuple(edges)


def _global_average_pool(it: Stage, code: SourceCode) -> Lines:
    places = tuple(range(-len(it.shape), -1))
    yield f"{it.y} = {it.x}.mean(axis={places})"


def _rearranged(it: Stage, code: SourceCode) -> Lines:
    after = ", ".join(map(str, it.after))
    yield f"{it.y} = {it.x}.reshape(*{it.x}.shape[:-{len(it.shape)}], {after})"


def _batch_norm(it: Stage, code: SourceCode) -> Lines:
    gamma, beta, mean, variance = map(it.word, ("gamma", "beta", "moving_mean", "moving_variance"))
    epsilon = it.thing.epsilon
    yield f"{it.y} = {gamma} * ({it.x} - {mean}) / np.sqrt({variance} + {epsilon}) + {beta}"


def _layer_norm(it: Stage, code: SourceCode) -> Lines:
    epsilon = it.thing.epsilon
    given = f"{it.x}, {it.word('gamma')}, {it.word('beta')}, {epsilon}"
    yield f"{it.y} = {code.add(numpy_functions.layer_norm)}({given})"


def _embedding(it: Stage, code: SourceCode) -> Lines:
    yield f"{it.y} = {code.add(numpy_functions.embedding)}({it.x}, {it.word('W')})"


def _recurrent(function: Callable[..., Any]) -> Callable[[Stage, SourceCode], Lines]:
    def lines(it: Stage, code: SourceCode) -> Lines:
        given = [it.x, *map(it.word, it.layer.parameter_shapes(it.shape))]
        activation = getattr(it.layer, "activation", None)
        if activation is not None:
            given.append(_function(activation, label_of(activation), code))
        last = "" if len(it.after) == 2 else "[..., -1, :]"
        yield f"{it.y} = {code.add(function)}({', '.join(given)}){last}"

    return lines


def _self_attention(it: Stage, code: SourceCode) -> Lines:
    layer = it.thing
    letters = {"query": f"q_{it.y}", "key": f"k_{it.y}", "value": f"v_{it.y}"}
    for part, letter in letters.items():
        yield f"{letter} = {it.x} @ {it.word(f'{part}.W')} + {it.word(f'{part}.b')}"
    given = ", ".join([*letters.values(), str(layer.heads), str(layer.causal)])
    softly = code.add_activation(softmax, "softmax")
    yield f"o_{it.y} = {code.add(numpy_functions.attention)}({given}, {softly})"
    yield f"{it.y} = o_{it.y} @ {it.word('output.W')} + {it.word('output.b')}"


def _positional_encoding(it: Stage, code: SourceCode) -> Lines:
    size = ", ".join(map(str, it.shape))
    yield f"{it.y} = {it.x} + {code.add(encoding_of)}({size}).astype({it.x}.dtype)"


def _residual(it: Stage, code: SourceCode) -> Lines:
    for stage in it.inner:
        yield from lines_of(stage, code)
    yield f"{it.y} = {it.x} + {it.inner[-1].y}"


WRITERS: dict[str, Callable[[Stage, SourceCode], Lines]] = {
    "dense": _dense,
    "activation": _activation,
    "scaling": _scaling,
    "dropout": _dropout,
    "conv": _conv,
    "max_pool": _pool(numpy_functions.max_pool),
    "average_pool": _pool(numpy_functions.average_pool),
    "global_average_pool": _global_average_pool,
    "flatten": _rearranged,
    "reshape": _rearranged,
    "batch_norm": _batch_norm,
    "layer_norm": _layer_norm,
    "embedding": _embedding,
    "simple_rnn": _recurrent(numpy_functions.simple_rnn),
    "lstm": _recurrent(numpy_functions.lstm),
    "gru": _recurrent(numpy_functions.gru),
    "self_attention": _self_attention,
    "positional_encoding": _positional_encoding,
    "residual": _residual,
}
