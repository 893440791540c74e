"""PyTorch's networks: modules that have a counterpart in the catalogue, one after the other.

A module is read by the names of its class and of its attributes: torch itself is not imported.
PyTorch keeps W as (O, I), so it is transposed; its images have the channels in front (`images`).
"""

from collections.abc import Callable, Iterator
from typing import Any

from edunn.arrays import Shape
from edunn.exports import ACTIVATIONS, LAYERS, SETTINGS, named_in
from edunn.imports.building import Meaning
from edunn.imports.draft import Draft, at, refuse, require_attributes
from edunn.imports.images import (
    NO_EDGES,
    Window,
    as_pair,
    convolve,
    edges_of,
    image_shape,
    pool,
    reshape,
)
from edunn.imports.torch_tensors import array, optional
from edunn.layers.windows import Edges

FUNCTIONS = named_in("pytorch", ACTIVATIONS)
POOLING = named_in("pytorch", LAYERS)

ONE_VALUE: dict[str, dict[str, list[Any]]] = {
    "GELU": {"approximate": ["none"]},
    "Softplus": {"beta": [1, 1.0], "threshold": [20, 20.0]},
    "Conv2d": {"groups": [1], "padding_mode": ["zeros"]},
    "MaxPool2d": {"return_indices": [False]},
    "AvgPool2d": {"divisor_override": [None]},
    "AdaptiveAvgPool2d": {"output_size": [1, (1, 1)]},
    "_BatchNorm": {"track_running_stats": [True]},
    "Embedding": {"max_norm": [None]},
    "Flatten": {"start_dim": [1], "end_dim": [-1]},
    "Unflatten": {"dim": [1]},
}
"""Settings of PyTorch that EduNN has with these values only."""


def read_torch(module: Any, meaning: Meaning, input_shape: Shape | None) -> tuple[Draft, Meaning]:
    """The layers of a module, in the order in which it applies them.

    Args:
        input_shape: the shape of one row as PyTorch has it: for images (channels, rows, columns).

    Raises:
        ArchitectureError: a module that EduNN has no layer for, with its place.
    """
    if not hasattr(module, "named_children"):
        refuse(f"a {type(module).__name__} of PyTorch is no network. Pass an nn.Sequential.")
    layers = list(leaves(module))
    is_first = not _puts_channels_in_front(layers)
    shape = input_shape if input_shape is None or not is_first else image_shape(input_shape)
    draft = Draft(shape, channels_first=is_first)
    for k, layer in enumerate(layers, start=1):
        is_step = hasattr(layer, "read")
        with at(f"layer {k}, {layer.title if is_step else f'nn.{type(layer).__name__}'}"):
            layer.read(draft) if is_step else read_module(draft, layer)
    return draft, meaning


def leaves(module: Any) -> Iterator[Any]:
    """The modules that compute something, from the input to the output, and steps between them."""
    kind = kind_of(module)
    if kind == "Sequential":
        for child in module.children():
            yield from leaves(child)
    elif kind:
        yield module
    else:
        from edunn.imports.torch_graph import steps_of  # torch.fx takes time to import

        known = {name.replace("_", "").lower(): name for name in AS_FUNCTIONS}
        with at(type(module).__name__):
            steps = list(steps_of(module, known))
        for step in steps:
            yield from [step] if hasattr(step, "read") else leaves(step)


def _puts_channels_in_front(layers: list[Any]) -> bool:
    """Whether images come with their channels last, and are turned before they are used."""
    of_images = ("Conv2d", "MaxPool2d", "AvgPool2d", "AdaptiveAvgPool2d")
    turned = [hasattr(it, "read") for it in layers if _is_of_images(it, of_images)]
    return bool(turned) and turned[0]


def _is_of_images(layer: Any, kinds: tuple[str, ...]) -> bool:
    return layer.is_to_first if hasattr(layer, "read") else kind_of(layer) in kinds


def kind_of(module: Any) -> str:
    """The class of PyTorch whose `forward` the module has; its own, if it has one of its own."""
    kind = next(kind for kind in type(module).__mro__ if "forward" in vars(kind))
    return kind.__name__ if kind.__module__.startswith("torch.nn.") else ""


def read_module(draft: Draft, module: Any) -> None:
    """Add the layer that a module is."""
    kind = kind_of(module)
    require_attributes(module, ONE_VALUE.get(kind, {}))
    if kind in FUNCTIONS:
        _activation(draft, module, FUNCTIONS[kind])
    elif kind in READERS:
        READERS[kind](draft, module)
    else:
        refuse(_why_not(kind))


def _activation(draft: Draft, module: Any, name: str) -> None:
    if name == "softmax":
        _require_last_axis(draft, module)
    settings = {
        own: getattr(module, theirs.pytorch)
        for (member, own), theirs in SETTINGS.items()
        if member == name
    }
    draft.activate(name, **settings)


def _require_last_axis(draft: Draft, module: Any) -> None:
    """Softmax over the numbers of a row; PyTorch can take it over the rows, too."""
    rank = len(draft.shape or (1,))
    if module.dim not in (-1, rank, *([None] if rank == 1 else [])):
        refuse(f"EduNN has no dim={module.dim}, only the numbers of a row, dim={rank}.")


def _log_softmax(draft: Draft, module: Any) -> None:
    _require_last_axis(draft, module)
    draft.are_logarithms = True


def _linear(draft: Draft, module: Any) -> None:
    if type(module).__name__.startswith("Lazy"):
        refuse("it has no weights yet. Call the network with one batch of rows first.")
    draft.dense(array(module.weight).T, optional(module.bias))


def _convolution(draft: Draft, module: Any) -> None:
    size, stride, dilation = map(as_pair, (module.kernel_size, module.stride, module.dilation))
    edges = edges_of(module.padding)
    if draft.edges is not None:
        if edges != NO_EDGES:
            refuse("it adds pixels to those that the layer in front of it added.")
        edges, draft.edges = draft.edges, None
    window = Window(size, stride, dilation, edges)
    convolve(draft, array(module.weight), optional(module.bias), window)


def _zeros(draft: Draft, module: Any) -> None:
    """Zeros around an image, for the convolution that follows."""
    if module.value != 0 or len(module.padding) != 4:
        refuse("EduNN has zeros around images only.")
    left, right, top, bottom = module.padding
    draft.edges = Edges((top, bottom), (left, right))


def _pooling(draft: Draft, module: Any) -> None:
    size, stride = as_pair(module.kernel_size), as_pair(module.stride)
    dilation = as_pair(getattr(module, "dilation", 1))
    if getattr(module, "count_include_pad", False) and edges_of(module.padding) != edges_of(0):
        refuse("EduNN leaves added pixels out of a mean: count_include_pad=False.")
    edges = edges_of(module.padding)
    pool(
        draft,
        POOLING[kind_of(module)],
        Window(size, stride, dilation, edges, rounds_up=module.ceil_mode),
    )


def _batch_norm(draft: Draft, module: Any) -> None:
    if len(draft.shape or ()) == 2:
        refuse("PyTorch normalizes the time steps of a sequence here, EduNN its columns.")
    if module.momentum is None:
        refuse("EduNN has no momentum=None, the mean of all mini-batches. Set a momentum.")
    learned = optional(module.weight), optional(module.bias)
    moving = array(module.running_mean), array(module.running_var)
    draft.batch_norm(learned, moving, momentum=1 - module.momentum, epsilon=module.eps)


def _layer_norm(draft: Draft, module: Any) -> None:
    is_map = len(draft.shape or ()) == 3 and draft.channels_first
    if len(module.normalized_shape) != 1 or is_map:
        refuse("EduNN normalizes the last axis of rows and sequences alone.")
    learned = optional(module.weight), optional(getattr(module, "bias", None))
    draft.layer_norm(learned, module.normalized_shape[0], module.eps)


def _embedding(draft: Draft, module: Any) -> None:
    if draft.shape is None:
        refuse("the length of its sequences is not known. Pass input_shape=(time steps,).")
    W = array(module.weight)
    draft.add("embedding", {"W": W}, words=len(W), size=W.shape[1])


READERS: dict[str, Callable[[Draft, Any], None]] = {
    "Linear": _linear,
    "Dropout": lambda draft, module: draft.add("dropout", rate=module.p),
    "Flatten": lambda draft, module: draft.flatten(),
    "Unflatten": lambda draft, module: reshape(draft, module.unflattened_size),
    "Conv2d": _convolution,
    "_ConstantPadNd": _zeros,
    "MaxPool2d": _pooling,
    "AvgPool2d": _pooling,
    "AdaptiveAvgPool2d": lambda draft, module: draft.add("global_average_pool"),
    "_BatchNorm": _batch_norm,
    "LayerNorm": _layer_norm,
    "Embedding": _embedding,
    "LogSoftmax": _log_softmax,
}
"""What reads each class of torch.nn that is no activation."""


WITH_WEIGHTS = {"Linear", "Conv2d", "_ConstantPadNd", "_BatchNorm", "LayerNorm", "Embedding"}
AS_FUNCTIONS = {*FUNCTIONS, *READERS} - WITH_WEIGHTS
"""The modules that PyTorch also has as functions, without weights."""


def _why_not(kind: str) -> str:
    if kind in ("RNN", "LSTM", "GRU", "MultiheadAttention"):
        return (
            "it gives several outputs, so an nn.Sequential cannot go on with it. Pass a module "
            "whose forward selects one: states, _ = self.lstm(x); return self.last(states[:, -1])."
        )
    shown = {"_BatchNorm": "BatchNorm1d, BatchNorm2d", "_ConstantPadNd": "ZeroPad2d"}
    known = sorted(shown.get(name, name) for name in {*FUNCTIONS, *READERS})
    return f"EduNN has no such layer. Of torch.nn it opens: {', '.join(known)}."
