"""The lines of JavaScript in which each kind of layer computes its output, for one row of inputs.

It holds dense networks and those for images; what runs along a sequence is left to other formats.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, final

from edunn.catalogue import label_of
from edunn.exports.expressions import Program, translated
from edunn.exports.javascript_functions import FUNCTIONS, NEEDS
from edunn.exports.programs import refuse, written_by
from edunn.exports.stages import Stage

TARGET = "JavaScript"

NAMES = "exp log log1p expm1 abs sqrt tanh sin cos min max"
FORMULAS = Program(
    {name: f"Math.{name}" for name in NAMES.split()} | {"erfc": "erfc", "erf": "1 - erfc"},
    "({} ? {} : {})",
)
"""JavaScript as the language of a formula."""

Lines = Iterator[str]


@final
class JavaScriptCode:
    """The functions that a program needs, each once.

    Example:
        >>> code = JavaScriptCode()
        >>> code.call("globalAverage", "z1", 3)
        'globalAverage(z1, 3)'
        >>> list(code.functions)
        ['average', 'globalAverage']
    """

    def __init__(self) -> None:
        self.functions: dict[str, str] = {}

    def call(self, name: str, *given: Any) -> str:
        """A call of one of the functions, which the program then has."""
        self.add(name)
        return f"{name}({', '.join(map(str, given))})"

    def add(self, name: str) -> None:
        """A function, after those that it calls."""
        for needed in NEEDS.get(name, ()):
            self.add(needed)
        self.functions.setdefault(name, FUNCTIONS[name])


def lines_of(it: Stage, code: JavaScriptCode) -> list[str]:
    """The lines of one stage.

    Raises:
        SettingError: there is no program for it in JavaScript.

    Example:
        >>> from edunn import Model
        >>> from edunn.exports.stages import computation_of
        >>> first, *_ = computation_of(Model([[4], [3, "softmax"]])).stages
        >>> lines_of(first, JavaScriptCode())
        ['const z1 = dense(x, W1, b1);']
    """
    return list(written_by(WRITERS, TARGET, it, code))


def _dense(it: Stage, code: JavaScriptCode) -> Lines:
    yield f"const {it.y} = {code.call('dense', it.x, it.word('W'), it.word('b'))};"


def _activation(it: Stage, code: JavaScriptCode) -> Lines:
    if it.name == "linear":
        yield f"const {it.y} = {it.x};"
    elif it.name == "softmax":
        yield f"const {it.y} = {code.call('softmax', it.x, it.shape[-1])};"
    else:
        yield f"const {it.y} = {it.x}.map({_function(it.thing, code)});"


def _function(activation: Any, code: JavaScriptCode) -> str:
    """The name of the function of an activation."""
    name = label_of(activation)
    y = translated(activation, "x", FORMULAS)
    if y is None:
        refuse(TARGET, "activation", name, "export.no_formula", "export.remedy.formula")
    if "erfc" in y:
        code.add("erfc")
    words = [name, *(str(q) for q in vars(activation).values())]
    word = re.sub(r"\W", "_", "_".join(words))
    code.functions[word] = f"""/** The activation {name}. */
function {word}(x) {{
  return {y};
}}"""
    return word


def _scaling(it: Stage, code: JavaScriptCode) -> Lines:
    scaled = f"(q - {it.word('shift')}[i]) / {it.word('scale')}[i]"
    yield f"const {it.y} = {it.x}.map((q, i) => {scaled});"


def _same(it: Stage, code: JavaScriptCode) -> Lines:
    yield f"const {it.y} = {it.x};"


def _window(it: Stage) -> str:
    own = it.thing.windows
    edges = [pair[0] for pair in own.edges(it.shape[:2])]
    parts = {
        "size": own.size,
        "stride": own.stride,
        "dilation": own.dilation,
        "places": it.after[:2],
        "edges": edges,
    }
    return f"{{ {', '.join(f'{name}: {list(pair)}' for name, pair in parts.items())} }}"


def _conv(it: Stage, code: JavaScriptCode) -> Lines:
    bias = [it.word("b")] if it.thing.bias else []
    given = it.x, list(it.shape), _window(it), it.word("W"), *bias
    yield f"const {it.y} = {code.call('conv', *given)};"


def _pool(function: str) -> Callable[[Stage, JavaScriptCode], Lines]:
    def lines(it: Stage, code: JavaScriptCode) -> Lines:
        yield f"const {it.y} = {code.call(function, it.x, list(it.shape), _window(it))};"

    return lines


def _global_average_pool(it: Stage, code: JavaScriptCode) -> Lines:
    yield f"const {it.y} = {code.call('globalAverage', it.x, it.shape[-1])};"


def _batch_norm(it: Stage, code: JavaScriptCode) -> Lines:
    names = ("gamma", "beta", "moving_mean", "moving_variance")
    given = it.x, *map(it.word, names), it.thing.epsilon
    yield f"const {it.y} = {code.call('batchNorm', *given)};"


def _layer_norm(it: Stage, code: JavaScriptCode) -> Lines:
    given = it.x, it.word("gamma"), it.word("beta"), it.thing.epsilon
    yield f"const {it.y} = {code.call('layerNorm', *given)};"


def _residual(it: Stage, code: JavaScriptCode) -> Lines:
    for stage in it.inner:
        yield from lines_of(stage, code)
    yield f"const {it.y} = {it.x}.map((q, i) => q + {it.inner[-1].y}[i]);"


WRITERS: dict[str, Callable[[Stage, JavaScriptCode], Lines]] = {
    "dense": _dense,
    "activation": _activation,
    "scaling": _scaling,
    "dropout": _same,
    "flatten": _same,
    "reshape": _same,
    "conv": _conv,
    "max_pool": _pool("maxPool"),
    "average_pool": _pool("averagePool"),
    "global_average_pool": _global_average_pool,
    "batch_norm": _batch_norm,
    "layer_norm": _layer_norm,
    "residual": _residual,
}
