"""Keras' networks: a Sequential, or a functional model that is a chain of layers."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from edunn.arrays import Shape
from edunn.catalogue import FAMILIES, canonical, find
from edunn.errors import FileFormatError, SettingError
from edunn.imports.building import Meaning
from edunn.imports.draft import Draft, at, refuse
from edunn.imports.keras_layers import read_layer
from edunn.imports.keras_variables import kind_of

SHARED = (
    "its layers are no chain: one is used twice, has several inputs, or is an operation. EduNN "
    "opens layers that follow one another."
)


def read_keras(model: Any, meaning: Meaning, input_shape: Shape | None) -> tuple[Draft, Meaning]:
    """The layers of a model, in the order in which it applies them.

    Args:
        input_shape: the shape of one row, where the model leaves an axis open.

    Raises:
        ArchitectureError: a layer that EduNN does not have, with its place.
    """
    layers = list(leaves(model))
    draft = Draft(_input_shape(model, input_shape))
    for k, layer in enumerate(layers, start=1):
        with at(f"layer {k}, {type(layer).__name__} {layer.name!r}"):
            read_layer(draft, layer)
    return draft, meaning.filled(**_loss(model))


def leaves(model: Any) -> Iterator[Any]:
    """The layers that compute something, from the input to the output."""
    kind = kind_of(model)
    if kind == "Functional":
        for layer in _chain(model):
            yield from leaves(layer)
    elif kind == "Sequential":
        for layer in model.layers:
            yield from leaves(layer)
    elif kind not in ("InputLayer", "Identity"):
        yield model


def _chain(model: Any) -> list[Any]:
    """The layers of a functional model, from its one input to its one output."""
    makers = {id(layer.output): layer for layer in model.layers if len(layer._inbound_nodes) == 1}
    tensor, chain = model.outputs[0], []
    while id(tensor) in makers and kind_of(makers[id(tensor)]) != "InputLayer":
        chain.append(makers[id(tensor)])
        tensor = chain[-1].input
    is_whole = len(model.inputs) == len(model.outputs) == 1 and tensor is model.inputs[0]
    if not is_whole:
        refuse(SHARED)
    return chain[::-1]


def _input_shape(model: Any, given: Shape | None) -> Shape | None:
    """The shape of one row; None where the first layer has to tell."""
    if given is not None or not model.built:
        return given
    found = getattr(model, "input_shape", None)
    if found is None or any(size is None for size in found[1:]):
        return None
    return tuple(found[1:])


def _loss(model: Any) -> dict[str, Any]:
    """The loss that the model was compiled with, where EduNN has it; not one of logits."""
    loss = getattr(model, "loss", None)
    describe = getattr(loss, "get_config", None)
    facts = describe() if describe else {}
    name = canonical(str(facts.get("name", loss)).removesuffix("_loss"))
    is_of_logits = bool(facts.get("from_logits"))
    if name not in FAMILIES["loss"] or is_of_logits:
        return {}
    smoothing = facts.get("label_smoothing", 0.0)
    settings = {"label_smoothing": smoothing} if smoothing else {}
    return {"loss_function": find("loss", name, **settings)}


def load_keras(path: Path) -> Any:
    """The model in a `.keras` file, by Keras itself, which refuses code in it (`safe_mode`).

    Raises:
        SettingError: Keras is not installed.
        FileFormatError: Keras cannot load it.
    """
    try:
        from keras.saving import load_model
    except ImportError as error:
        raise SettingError(f"{path} is a file of Keras, which is not installed: {error}.") from None
    try:
        return load_model(str(path), compile=False, safe_mode=True)
    except (ValueError, TypeError, KeyError) as error:
        reason = str(error).strip().splitlines()[0]
        raise FileFormatError(f"Keras cannot load {path}: {reason}") from None
