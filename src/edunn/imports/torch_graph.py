"""PyTorch modules with a `forward` of their own: what it does, as the steps of a chain.

    def forward(self, x):
        x = torch.relu(self.first(x))          first, relu, second: three steps, if nothing branches
        return self.second(x)

`torch.fx`, which is imported here alone, calls `forward` once with a symbol instead of numbers, and
records what it does to it. A function is read like the module that does the same,
`F.max_pool2d(x, 2)` like `MaxPool2d(2)`.
"""

import operator
from collections.abc import Callable, Iterator
from importlib import import_module
from inspect import signature
from typing import Any, NamedTuple

import numpy as np

from edunn.errors import EduNNError
from edunn.imports.affine import apply_constant
from edunn.imports.draft import Draft, refuse
from edunn.imports.images import TO_FIRST, arrange, mean_of_places, turn
from edunn.imports.torch_sequences import RECURRENT, Selection, read_recurrent

ARITHMETIC = {"add": "Add", "sub": "Sub", "mul": "Mul", "truediv": "Div", "div": "Div"}
ALONE = {"exp": "exponential", "sin": "sinusoid"}
"""Activations that PyTorch has as functions only."""

NOTHING = ("contiguous", "float", "double", "to", "clone", "detach")
IGNORED = ("inplace", "training", "_stacklevel", "dtype", "return_indices")
"""Arguments of functions that change no number of a prediction, or are checked otherwise."""


class Step(NamedTuple):
    """One step of a `forward` that is no module."""

    title: str
    read: Callable[[Draft], None]
    is_to_first: bool = False
    """Whether it puts the channels of an image in front."""


def steps_of(module: Any, modules: dict[str, str]) -> Iterator[Any]:
    """The modules and functions that a `forward` applies, in their order.

    Args:
        modules: the classes of torch.nn that EduNN reads, by their names as functions.

    Raises:
        ArchitectureError: it cannot be recorded, or it is no chain.
    """
    traced = _traced(module)
    nodes = [node for node in traced.graph.nodes if not _is_about_size(node)]
    inputs = [node for node in nodes if node.op == "placeholder"]
    if len(inputs) != 1:
        refuse(f"its forward takes {len(inputs)} inputs. EduNN opens networks with one.")
    x, skipped = inputs[0], set[Any]()
    for node in nodes:
        if node.op in ("placeholder", "get_attr") or node in skipped:
            continue
        _require_chain(node, x)
        if node.op == "output":
            if node.args[0] is not x:
                refuse("its forward returns something else than one array.")
            return
        last = node
        if node.op == "call_module" and _name(traced, node) in RECURRENT:
            selection, chosen = _selection(node)
            skipped.update(chosen)
            last = chosen[-1]
            yield _recurrent(traced.get_submodule(node.target), selection)
        else:
            yield _step(traced, node, x, modules)
        x = last


def _traced(module: Any) -> Any:
    """The record of its `forward`, as it is in prediction."""
    states = {it: it.training for it in module.modules()}
    module.eval()
    try:
        traced = import_module("torch.fx").symbolic_trace(module)
    except EduNNError:
        raise
    except Exception as error:  # whatever a forward raises for a symbol instead of numbers
        reason = str(error).strip().splitlines()[0] if str(error).strip() else repr(error)
        refuse(
            f"its forward cannot be recorded ({reason}). Pass the order in which it applies its "
            "layers, nn.Sequential(first, nn.ReLU(), second)."
        )
    finally:
        for it, state in states.items():
            it.training = state
    traced.graph.eliminate_dead_code()
    return traced


def _is_about_size(node: Any) -> bool:
    """Whether a node is about the number of rows: `x.size(0)`, or `x.shape[0]`."""
    if node.op == "call_method" and node.target in ("size", "dim"):
        return True
    if node.op != "call_function":
        return False
    if node.target is getattr:
        return bool(node.args[1] == "shape")
    is_item = node.target is operator.getitem or node.target is len
    return is_item and hasattr(node.args[0], "op") and _is_about_size(node.args[0])


def _require_chain(node: Any, x: Any) -> None:
    """Refuse a node that takes something else than what came before, or shares it with others."""
    given = [it for it in node.all_input_nodes if it.op != "get_attr" and not _is_about_size(it)]
    takers = [it for it in x.users if not _is_about_size(it)]
    if given != [x] or takers != [node]:
        refuse(f"its forward is no chain: {node.name} is a branch. EduNN opens chains of layers.")


def _name(traced: Any, node: Any) -> str:
    return type(traced.get_submodule(node.target)).__name__


def _step(traced: Any, node: Any, x: Any, modules: dict[str, str]) -> Any:
    """The module of a node, or what its function does."""
    if node.op == "call_module":
        return traced.get_submodule(node.target)
    name = node.target if node.op == "call_method" else _function_name(node)
    others = [_value(traced, it) for it in node.args]
    if name in ARITHMETIC:
        return _arithmetic(name, others, is_left=node.args[0] is x)
    if name in SHAPES:
        return SHAPES[name](others[1:], node.kwargs)
    if name in ALONE:
        return Step(name, lambda draft: draft.activate(ALONE[name]))
    if name.replace("_", "") not in modules:
        refuse(f"its forward calls {name}, which EduNN does not have.")
    return _as_module(modules[name.replace("_", "")], node)


def _function_name(node: Any) -> str:
    """The name of a function; the pooling ones of PyTorch have a generic one of their own."""
    name = str(getattr(node.target, "__name__", node.name))
    return name.rstrip("_") if name != "fn" else str(node.name).rstrip("_0123456789")


def _value(traced: Any, given: Any) -> Any:
    """A constant tensor of the module as an array; anything else as it is."""
    if getattr(given, "op", "") == "get_attr":
        return operator.attrgetter(str(given.target))(traced).detach().cpu().numpy()
    return given


def _as_module(name: str, node: Any) -> Any:
    """The module that does what a function does."""
    kind = getattr(import_module("torch.nn"), name)
    known = signature(kind.__init__).parameters
    settings = {key: it for key, it in node.kwargs.items() if key in known}
    unknown = [key for key in node.kwargs if key not in known and key not in IGNORED]
    if unknown:
        refuse(f"its forward calls {node.name} with {unknown[0]}, which EduNN does not know.")
    return kind(*node.args[1:], **settings)


def _arithmetic(name: str, operands: list[Any], is_left: bool) -> Step:
    c = operands[1 if is_left else 0]
    return Step(name, lambda draft: apply_constant(draft, ARITHMETIC[name], np.asarray(c), is_left))


def _reshape(draft: Draft, sizes: list[Any]) -> None:
    """`x.view(rows, ...)`, where the rows are -1, or the number that there are."""
    first, *target = sizes[0] if len(sizes) == 1 and isinstance(sizes[0], tuple) else sizes
    is_batch = hasattr(first, "op") or first == -1
    if not is_batch or not all(isinstance(size, int) for size in target):
        refuse("EduNN keeps the rows of a batch apart: view(-1, ...) or view(x.size(0), ...).")
    arrange(draft, target)


def _permute(others: list[Any], _: Any) -> Step:
    perm = list(others[0]) if len(others) == 1 else others
    return Step("permute", lambda draft: turn(draft, perm), is_to_first=perm == TO_FIRST)


def _mean(others: list[Any], settings: Any) -> Step:
    axes = np.atleast_1d(settings.get("dim", others[0] if others else ())).tolist()
    return Step("mean", lambda draft: mean_of_places(draft, axes))


def _require_one_number(draft: Draft) -> None:
    if draft.shape != (1,):
        refuse("EduNN keeps every axis; squeeze is nothing only where a row is one number.")


def _recurrent(layer: Any, selection: Selection) -> Step:
    title = f"nn.{type(layer).__name__}"
    return Step(title, lambda draft: read_recurrent(draft, layer, selection))


def _selection(node: Any) -> tuple[Selection, list[Any]]:
    """Which of a recurrent layer's outputs goes on, and the nodes that select it."""
    path, chosen = [], [node]
    while len(chosen[-1].users) == 1:
        following = next(iter(chosen[-1].users))
        if following.op != "call_function" or following.target is not operator.getitem:
            break
        path.append(following.args[1])
        chosen.append(following)
    return Selection(tuple(path)), chosen


def _words(draft: Draft) -> None:
    draft.are_words = True


def _nothing(draft: Draft) -> None:
    """The numbers stay as they are."""


SHAPES: dict[str, Callable[[list[Any], Any], Step]] = {
    "view": lambda others, _: Step("view", lambda draft: _reshape(draft, others)),
    "reshape": lambda others, _: Step("reshape", lambda draft: _reshape(draft, others)),
    "permute": _permute,
    "mean": _mean,
    "squeeze": lambda others, _: Step("squeeze", _require_one_number),
    "long": lambda others, _: Step("long", _words),
    **{name: lambda others, _: Step("copy", _nothing) for name in NOTHING},
}
"""Functions that change the shape or the type of an array, not its numbers; and the mean."""
