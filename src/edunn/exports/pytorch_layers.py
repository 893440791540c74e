"""The modules of PyTorch that do what each kind of layer does, with its numbers as their state.

Images are channels first in PyTorch: they are turned around in front of the first module that needs
it, and turned back in front of the first that does not.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from textwrap import indent
from typing import Any, final

from edunn.catalogue import label_of
from edunn.exports.expressions import Program, translated, unparsed
from edunn.exports.library_names import ACTIVATIONS, LAYERS, SETTINGS
from edunn.exports.programs import refuse, written_by
from edunn.exports.pytorch_modules import MODULES
from edunn.exports.source_code import SourceCode
from edunn.exports.stages import Stage
from edunn.layers.positional_encoding import encoding_of

TARGET = "PyTorch"

NAMES = "exp log log1p expm1 abs sqrt tanh sin cos erf erfc"
FORMULAS = Program(
    {name: f"torch.{name}" for name in NAMES.split()}
    | {"min": "torch.minimum", "max": "torch.maximum"},
    "torch.where({}, {}, {})",
    "torch.full_like(x, {})",
)
"""PyTorch as the language of a formula."""

OF_RNN = ("tanh", "relu")
"""The activations of `nn.RNN`."""


@final
class Modules:
    """The modules of an `nn.Sequential`, in their order.

    Args:
        dtype: of the computation.
        path: what stands in front of their numbers in the state: "2.chain.".

    Example:
        >>> modules = Modules()
        >>> modules.add("nn.Linear(4, 2)", weight="W1.T", bias="b1")
        >>> modules.lines, modules.state
        (['nn.Linear(4, 2)'], {'0.weight': 'W1.T', '0.bias': 'b1'})
    """

    def __init__(self, dtype: str = "float32", path: str = "") -> None:
        self.dtype, self.path = dtype, path
        self.lines: list[str] = []
        self.state: dict[str, str] = {}
        """An expression for each name in the state of the network."""
        self.classes: dict[str, str] = {}
        """The text of each class that `torch.nn` lacks."""
        self.code = SourceCode()
        """Functions of NumPy."""
        self.is_first = False
        """Whether an image has its channels first here."""

    def add(self, module: str, inside: str = "", /, **state: str) -> None:
        """A module; the arrays of its state, by their names `inside` of it."""
        front = f"{self.path}{len(self.lines)}.{inside}"
        self.state |= {front + name: array for name, array in state.items()}
        self.lines.append(module)

    def own(self, name: str, *given: Any) -> str:
        """A module of one of our classes, as text."""
        self.classes[name] = MODULES[name]
        return f"{name}({', '.join(map(str, given))})"

    def within(self) -> "Modules":
        """The modules of a chain within the next one; classes and functions are shared."""
        inner = Modules(self.dtype, f"{self.path}{len(self.lines)}.chain.")
        inner.state, inner.classes, inner.code = self.state, self.classes, self.code
        return inner

    def turn(self, to_first: bool) -> None:
        """Turn an image around if it lies the other way."""
        if to_first != self.is_first:
            self.add(self.own("ChannelsFirst" if to_first else "ChannelsLast"))
            self.is_first = to_first


def add_stage(it: Stage, modules: Modules) -> None:
    """Add the modules of one stage.

    Raises:
        SettingError: PyTorch has none for it.

    Example:
        >>> from edunn import Model
        >>> from edunn.exports.stages import computation_of
        >>> modules = Modules()
        >>> for stage in computation_of(Model([[4], [3, "softmax"]])).stages:
        ...     add_stage(stage, modules)
        >>> modules.lines
        ['nn.Linear(4, 3)', 'nn.Softmax(dim=-1)']
    """
    written_by(WRITERS, TARGET, it, modules)


def _nn(name: str, *given: Any) -> str:
    table = ACTIVATIONS if name in ACTIVATIONS else LAYERS
    return f"nn.{table[name].pytorch}({', '.join(map(str, given))})"


def _dense(it: Stage, modules: Modules) -> None:
    module = _nn("dense", it.shape[-1], it.after[-1])
    modules.add(module, weight=f"{it.word('W')}.T", bias=it.word("b"))


def _activation(it: Stage, modules: Modules) -> None:
    if it.thing.is_distribution:
        modules.turn(to_first=False)
    modules.add(activation_text(it.thing, modules))


def activation_text(function: Any, modules: Modules) -> str:
    """The module of an activation: that of `torch.nn`, or else one made of its formula."""
    name = label_of(function)
    if name in ACTIVATIONS and ACTIVATIONS[name].pytorch:
        given = [getattr(function, setting) for member, setting in SETTINGS if member == name]
        return _nn(name, *(["dim=-1"] if name == "softmax" else given))
    y = translated(function, "x", FORMULAS)
    if y is None:
        refuse(TARGET, "activation", name, "export.no_formula", "export.remedy.formula")
    numbers = "".join(re.sub(r"\W", "_", f"_{q}") for q in vars(function).values())
    word = f"{type(function).__name__}{numbers}"
    modules.classes[word] = f'''class {word}(nn.Module):
    """The activation {name}."""

    def forward(self, x):
        return {unparsed(y)}'''
    return f"{word}()"


def _scaling(it: Stage, modules: Modules) -> None:
    modules.turn(to_first=False)
    given = it.word("shift"), it.word("scale"), f"torch.{modules.dtype}"
    modules.add(modules.own("Scaling", *given))


def _dropout(it: Stage, modules: Modules) -> None:
    modules.add(_nn("dropout", it.thing.rate))


def _conv(it: Stage, modules: Modules) -> None:
    own, channels = it.thing.windows, it.shape[-1]
    modules.turn(to_first=True)
    _pad(it, modules, "nn.ZeroPad2d({})")
    given = f"{own.size}, {own.stride}, dilation={own.dilation}, bias={it.thing.bias}"
    kernel = f"{it.word('W')}.reshape({', '.join(map(str, own.size))}, {channels}, {it.after[-1]})"
    bias = {"bias": it.word("b")} if it.thing.bias else {}
    module = _nn("conv", channels, it.after[-1], given)
    modules.add(module, weight=f"{kernel}.transpose(3, 2, 0, 1)", **bias)


def _pad(it: Stage, modules: Modules, module: str) -> None:
    (above, below), (left, right) = it.thing.windows.edges(it.shape[:2])
    if any((above, below, left, right)):
        modules.add(module.format((left, right, above, below)))


def _max_pool(it: Stage, modules: Modules) -> None:
    own = it.thing.windows
    modules.turn(to_first=True)
    _pad(it, modules, 'nn.ConstantPad2d({}, -float("inf"))')
    modules.add(_nn("max_pool", own.size, own.stride))


def _average_pool(it: Stage, modules: Modules) -> None:
    own = it.thing.windows
    (above, below), (left, right) = own.edges(it.shape[:2])
    modules.turn(to_first=True)
    if any((above, below, left, right)):
        edges = left, right, above, below
        modules.add(modules.own("MeanInside", edges, own.size, own.stride))
    else:
        modules.add(_nn("average_pool", own.size, own.stride))


def _global_average_pool(it: Stage, modules: Modules) -> None:
    modules.turn(to_first=False)
    modules.add(modules.own("Mean"))


def _flatten(it: Stage, modules: Modules) -> None:
    modules.turn(to_first=False)
    modules.add(_nn("flatten"))


def _reshape(it: Stage, modules: Modules) -> None:
    modules.turn(to_first=False)
    modules.add(modules.own("Shaped", *it.after))


def _batch_norm(it: Stage, modules: Modules) -> None:
    is_image, is_sequence = len(it.shape) == 3, len(it.shape) == 2
    state = {
        "weight": it.word("gamma"),
        "bias": it.word("beta"),
        "running_mean": it.word("moving_mean"),
        "running_var": it.word("moving_variance"),
        "num_batches_tracked": "np.array(0)",
    }
    modules.turn(to_first=is_image)
    module = _nn("batch_norm", it.shape[-1], f"eps={it.thing.epsilon}")
    turned = [modules.own("ColumnsFirst")] if is_sequence else []
    for text in turned:
        modules.add(text)
    modules.add(module.replace("1d", "2d") if is_image else module, **state)
    for text in turned:
        modules.add(text)


def _layer_norm(it: Stage, modules: Modules) -> None:
    modules.turn(to_first=False)
    module = _nn("layer_norm", it.shape[-1], f"eps={it.thing.epsilon}")
    modules.add(module, weight=it.word("gamma"), bias=it.word("beta"))


def _embedding(it: Stage, modules: Modules) -> None:
    modules.add(modules.own("Words"))
    modules.add(_nn("embedding", it.thing.words, it.thing.size), weight=it.word("W"))


def _recurrent(it: Stage, modules: Modules) -> None:
    inputs, units = it.shape[-1], it.after[-1]
    W, U, b = (it.word(name) for name in "WUb")
    activation = getattr(it.thing, "activation", None)
    name = "" if activation is None else label_of(activation)
    if activation is not None and name not in OF_RNN:
        module = modules.own("SimpleRNN", inputs, units, activation_text(activation, modules))
        state = {"W.weight": f"{W}.T", "W.bias": b, "U.weight": f"{U}.T"}
    else:
        kind = f"nonlinearity={name!r}" if name else ""
        module = _nn(it.name, inputs, units, *filter(None, [kind]), "batch_first=True")
        of_state = it.word("c") if "c" in it.arrays else f"np.zeros_like({b})"
        state = {
            "weight_ih_l0": f"{W}.T",
            "weight_hh_l0": f"{U}.T",
            "bias_ih_l0": b,
            "bias_hh_l0": of_state,
        }
    modules.add(modules.own("Recurrent", module, len(it.after) == 2), "layer.", **state)


def _self_attention(it: Stage, modules: Modules) -> None:
    parts = ("query", "key", "value")
    W, b = (", ".join(it.word(f"{part}.{name}") for part in parts) for name in "Wb")
    state = {
        "in_proj_weight": f"np.concatenate([{W}], axis=1).T",
        "in_proj_bias": f"np.concatenate([{b}])",
        "out_proj.weight": f"{it.word('output.W')}.T",
        "out_proj.bias": it.word("output.b"),
    }
    given = it.shape[-1], it.thing.heads, it.thing.causal
    modules.add(modules.own("SelfAttention", *given), "attention.", **state)


def _positional_encoding(it: Stage, modules: Modules) -> None:
    encoding = f'{modules.code.add(encoding_of)}{it.shape}.astype("{modules.dtype}")'
    modules.add(modules.own("Plus", encoding))


def _residual(it: Stage, modules: Modules) -> None:
    modules.turn(to_first=False)
    inner = modules.within()
    for stage in it.inner:
        add_stage(stage, inner)
    inner.turn(to_first=False)
    modules.add(modules.own("Residual", listed(inner.lines)))


def listed(lines: Sequence[str]) -> str:
    """Modules as the arguments of a call, one a line.

    Example:
        >>> print(f"f({listed(['a', 'b'])})")
        f(
            a,
            b,
        )
    """
    return indent("".join(f"\n{line}," for line in lines), "    ") + "\n"


WRITERS: Mapping[str, Callable[[Stage, Modules], None]] = {
    "dense": _dense,
    "activation": _activation,
    "scaling": _scaling,
    "dropout": _dropout,
    "conv": _conv,
    "max_pool": _max_pool,
    "average_pool": _average_pool,
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
