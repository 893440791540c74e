"""The short form of a network: nested lists, as they are typed, read into layers.

    [[4], [2, "relu"], [3, "softmax"]]

The first element is the input: the length of a row, and optionally its scaling. Every other element
that begins with a number is a dense layer: its units, then an activation, then settings in a dict.

    [[13, {"scale": "standardize"}], [8, "relu", {"l2": 1e-4, "dropout": 0.2}], [2, "softmax"]]

An element that begins with a name is the layer, or the activation, of that name in the catalogue:
its settings in their order, then an activation, then further settings in a dict. An input of
several axes is an image, (rows, columns, channels), or a sequence, (time steps, numbers).

    [[28, 28, 1], ["conv", 8, 5, "relu"], ["max_pool", 2], ["flatten"], [10, "softmax"]]
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from numbers import Real
from typing import Any, NamedTuple, final

from edunn.activations import ActivationFunction
from edunn.arrays import Shape
from edunn.catalogue import FAMILIES, canonical, find
from edunn.errors import ArchitectureError, EduNNError, UnknownNameError
from edunn.guards import require_count
from edunn.habits import SHORT_FORM, refuse_foreign
from edunn.initializers import Initializer, default_for
from edunn.layers import Activation, Dropout, Layer, Scaling
from edunn.messages import Message, in_short
from edunn.network import require_place
from edunn.regularizers import L1, L2, ElasticNet, Regularizer

INPUT_SETTINGS = ("scale",)
PENALTIES = ("regularizer", "l1", "l2")
BY_NAME = {
    "activation": "activation",
    "function": "activation",
    "bias_initializer": "initializer",
    "recurrent_initializer": "initializer",
}
"""Settings of a layer that may be given by a name, and the family of that name."""
LONGEST = 300
"""The most characters of an element that a message quotes as it was written."""

DENSE_SETTINGS = ("initializer", "bias_initializer", *PENALTIES, "dropout")
EXAMPLE = 'Write a network as [[4], [2, "relu"], [3, "softmax"]]'
SHAPE_OF_DENSE = f'expected [units, "activation", {{settings}}]. {EXAMPLE}'


@final
@dataclass(frozen=True)
class Defaults:
    """The settings of all layers that have none of their own."""

    initializer: Initializer | None = None
    """None is the initializer that suits the activation that follows."""

    regularizer: Regularizer | None = None

    @classmethod
    def of(cls, initializer: Any, regularizer: Any) -> "Defaults":
        """The defaults as objects, given by name or as objects, or None."""
        return cls(
            None if initializer is None else find("initializer", initializer),
            None if regularizer is None else find("regularizer", regularizer),
        )


class Element(NamedTuple):
    """One element of the short form, in its parts."""

    start: Any
    """A number of units, or a name."""

    arguments: list[Any]
    """What stands between the start and the settings."""

    settings: dict[str, Any]

    @property
    def activation(self) -> Any:
        """The activation of a dense layer; None without one."""
        if len(self.arguments) > 2:
            raise ArchitectureError(SHAPE_OF_DENSE)
        if len(self.arguments) == 2:
            raise ArchitectureError(
                "expected the settings, third, to be a dict such as {'l2': 0.01}"
            )
        return self.arguments[0] if self.arguments else None


def read_architecture(literal: Any, defaults: Defaults) -> tuple[tuple[Layer, ...], int | Shape]:
    """Read the short form: the layers, and the length of a row of inputs, or its shape.

    Raises:
        ArchitectureError: an element is wrong; the message quotes it.

    Example:
        >>> layers, inputs = read_architecture([[4], [2, "tanh"]], Defaults())
        >>> inputs, layers[1]
        (4, Activation(regularizer=None, function=Tanh()))
    """
    if not isinstance(literal, (list, tuple)) or len(literal) < 2:
        raise ArchitectureError(
            f"a network needs an input and at least one layer, not {literal!r}. {EXAMPLE}."
        )
    layers: list[Layer] = []
    inputs: int | Shape = 0
    shape: Shape = ()
    is_lowest = True
    for k, element in enumerate(literal):
        try:
            parts = _parts(element)
            found = list((_read_layer if k else _read_input)(parts, defaults))
            if not k:
                inputs = _input_shape(parts)
                shape = inputs if isinstance(inputs, tuple) else (inputs,)
            for layer in found:
                before, shape = shape, layer.output_shape(shape)
                require_place(layer, before, is_lowest)
                is_lowest = is_lowest and not layer.parameter_shapes(before)
            layers += found
        except (EduNNError, RecursionError) as error:
            code = "network.element" if k else "network.input"
            is_ours = isinstance(error, EduNNError)
            reason = error.args[0] if is_ours else Message("network.too_deep")
            raise ArchitectureError(
                Message(code, layer=k, element=_quoted(element), reason=reason)
            ) from None
    return tuple(layers), inputs


def read_layers(given: Sequence[Any]) -> tuple[Layer, ...]:
    """Check a list of layer objects and activations; activations may be given by name.

    Raises:
        ArchitectureError: an element is neither; the message quotes it.

    Example:
        >>> read_layers([Dropout(0.5), "tanh"])[1]
        Activation(regularizer=None, function=Tanh())
    """
    layers: list[Layer] = []
    for k, element in enumerate(given, start=1):
        if isinstance(element, Layer):
            layers.append(element)
            continue
        try:
            layers.append(Activation(find("activation", element)))
        except UnknownNameError as error:
            raise ArchitectureError(
                f"layer {k}, {in_short(element)!r}, is neither a layer object, such as "
                f"Conv2D(8), nor an activation: {error}"
            ) from None
    if not layers:
        raise ArchitectureError("layers is empty. Try layers=[Dense(3), 'softmax'].")
    return tuple(layers)


def _quoted(element: Any) -> str:
    """An element as it was written; a very long one in short."""
    try:
        written = repr(element)
    except RecursionError:
        return str(in_short(element))
    return written if len(written) <= LONGEST else str(in_short(element))


def _parts(element: Any) -> Element:
    """An element's start, what follows it, and its settings."""
    if isinstance(element, str):
        element = [element]
    if not isinstance(element, (list, tuple)) or not element:
        raise ArchitectureError(SHAPE_OF_DENSE)
    start, *rest = element
    settings = rest.pop() if rest and isinstance(rest[-1], dict) else {}
    if not isinstance(start, str):
        require_count("units", start)
    return Element(start, rest, settings)


def _input_shape(element: Element) -> int | Shape:
    sizes = (element.start, *element.arguments)
    return int(sizes[0]) if len(sizes) == 1 else tuple(int(size) for size in sizes)


def _read_input(element: Element, defaults: Defaults) -> Iterator[Layer]:
    for size in (element.start, *element.arguments):
        if isinstance(size, str):
            raise ArchitectureError(
                "the input has no activation: it is only the number of inputs, and their scaling"
            )
        require_count("inputs", size)
    _refuse_unknown(element.settings, INPUT_SETTINGS)
    if element.settings.get("scale") is not None:
        yield _scaling(element.settings["scale"])


def _scaling(choice: Any) -> Scaling:
    """The scaling layer of this name; a scaling layer is returned as it is."""
    known = [name for name, kind in FAMILIES["layer"].items() if issubclass(kind, Scaling)]
    if isinstance(choice, Scaling):
        return choice
    if not isinstance(choice, str) or canonical(choice) not in known:
        raise UnknownNameError.of("scaling", choice, known)
    layer: Scaling = find("layer", choice)
    return layer


def _read_layer(element: Element, defaults: Defaults) -> Iterator[Layer]:
    read = _read_named if isinstance(element.start, str) else _read_dense
    yield from read(element, defaults)


def _read_dense(element: Element, defaults: Defaults) -> Iterator[Layer]:
    _refuse_unknown(element.settings, DENSE_SETTINGS)
    own = {"units": int(element.start), **element.settings}
    yield from _with_activation("dense", own, element.activation, defaults)


def _read_named(element: Element, defaults: Defaults) -> Iterator[Layer]:
    """The layer of a name, or an activation by itself."""
    name, layers = canonical(element.start), FAMILIES["layer"]
    if name in FAMILIES["activation"]:
        if element.arguments or element.settings:
            raise ArchitectureError(Message("network.units_first", name=name))
        yield Activation(find("activation", name))
        return
    if name not in layers:
        raise UnknownNameError.of("layer", element.start, [*layers, *FAMILIES["activation"]])
    known = [it.name for it in fields(layers[name]) if it.init and not it.kw_only]
    odd = {k: it for k, it in element.settings.items() if k in SHORT_FORM or not isinstance(k, str)}
    _refuse_unknown(odd, known)
    arguments, ending = list(element.arguments), None
    if arguments and isinstance(arguments[-1], str):
        ending = arguments.pop()
    if len(arguments) > len(known):
        listed = ", ".join(known) or Message("network.no_settings")
        raise ArchitectureError(Message("network.too_many_settings", name=name, known=listed))
    own = dict(zip(known, arguments, strict=False)) | element.settings
    inside = [it for it in known if BY_NAME.get(it) == "activation"]
    if inside and ending is not None:  # inside the layer, as in a recurrent one
        own, ending = {inside[0]: ending} | own, None
    yield from _with_activation(name, own, ending, defaults)


def _with_activation(
    name: str, settings: Mapping[str, Any], activation: Any, defaults: Defaults
) -> Iterator[Layer]:
    """A layer, its activation and its dropout."""
    function = None if activation is None else find("activation", activation)
    own = {key: it for key, it in settings.items() if key != "dropout"}
    known = {it.name for it in fields(FAMILIES["layer"][name])}
    if "layers" in own:
        own["layers"] = _chain(own["layers"], FAMILIES["layer"][name].__name__, defaults)
    if "initializer" in known:
        own = {key: it for key, it in own.items() if key not in ("initializer", *PENALTIES)}
        own |= _initializer(settings, function, defaults)
        own["regularizer"] = _regularizer(settings, defaults)
    for setting in known & BY_NAME.keys() & own.keys():
        own[setting] = find(BY_NAME[setting], own[setting])
    yield find("layer", name, **own)
    if function is not None:
        yield Activation(function)
    rate = settings.get("dropout")
    if not (rate is None or _is_zero(rate)):
        yield Dropout(rate)


def _chain(elements: Any, kind: str, defaults: Defaults) -> Any:
    """The layers inside another one; what is no list is for that one to refuse."""
    if not isinstance(elements, (list, tuple)):
        return elements
    chain: list[Layer] = []
    for k, element in enumerate(elements, start=1):
        if isinstance(element, Layer):
            chain.append(element)
            continue
        try:
            chain += _read_layer(_parts(element), defaults)
        except EduNNError as error:
            reason = Message("layer.in_chain", kind=kind, layer=k, reason=error.args[0])
            raise ArchitectureError(reason) from None
    return tuple(chain)


def _initializer(
    settings: Mapping[str, Any], function: ActivationFunction | None, defaults: Defaults
) -> dict[str, Initializer]:
    """The one that was chosen, or the one for the activation; else none, for the layer's own."""
    chosen = settings.get("initializer", defaults.initializer)
    if chosen is None:
        return {} if function is None else {"initializer": default_for(function)}
    return {"initializer": find("initializer", chosen)}


def _regularizer(settings: Mapping[str, Any], defaults: Defaults) -> Regularizer | None:
    strengths = settings.get("l1"), settings.get("l2")
    l1, l2 = (None if _is_zero(strength) else strength for strength in strengths)
    if l1 is not None and l2 is not None:
        return ElasticNet(l1, l2)
    if l1 is not None:
        return L1(l1)
    if l2 is not None:
        return L2(l2)
    if any(map(_is_zero, strengths)):
        return None  # an explicit 0 turns the model's default off
    chosen = settings.get("regularizer", defaults.regularizer)
    return None if chosen is None else find("regularizer", chosen)


def _is_zero(number: Any) -> bool:
    return isinstance(number, Real) and number == 0


def _refuse_unknown(settings: Mapping[Any, Any], known: Sequence[str]) -> None:
    unknown = {name: it for name, it in settings.items() if name not in known}
    refuse_foreign(SHORT_FORM, unknown, "setting", known)
