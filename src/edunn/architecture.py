"""The architecture of a network: its short form, read into layers, and its summary.

    [[4], [2, "relu"], [3, "softmax"]]

The first element is the input: the length of a row, and optionally its scaling. Every other element
is a dense layer: the number of units, then an activation, then settings in a dict.

    [[13, {"scale": "standardize"}], [8, "relu", {"l2": 1e-4, "dropout": 0.2}], [2, "softmax"]]
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any, final

from edunn.activations import ActivationFunction
from edunn.catalogue import FAMILIES, canonical, find, label_of
from edunn.errors import ArchitectureError, EduNNError, UnknownNameError
from edunn.guards import require_count, require_memory
from edunn.initializers import Initializer, default_for
from edunn.layers import Activation, Dense, Dropout, Layer, Scaling
from edunn.network import Network
from edunn.regularizers import L1, L2, ElasticNet, Regularizer
from edunn.text import text_table

INPUT_SETTINGS = ("scale",)
DENSE_SETTINGS = ("initializer", "bias_initializer", "regularizer", "l1", "l2", "dropout")
EXAMPLE = 'Write a network as [[4], [2, "relu"], [3, "softmax"]]'

PARAMETER_BYTES = 24
"""Bytes of memory for a parameter while it is learned: itself, its gradient, an average of that."""

HEAD = ("Layer (type)", "Output Shape", "Param #")
"""The columns of a summary, as Keras names them."""


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


def build_network(
    architecture: Any,
    layers: Sequence[Any] | None,
    inputs: int | Sequence[int] | None,
    defaults: Defaults,
) -> Network:
    """Build a network from its short form, or from layer objects.

    Raises:
        ArchitectureError: both or none are given, or an element is wrong; the message quotes it.
    """
    if (architecture is None) == (layers is None):
        raise ArchitectureError(
            'Model takes either the short form, Model([[4], [3, "softmax"]]), or layer objects, '
            'Model(layers=[Dense(3), "softmax"], inputs=4): exactly one of them.'
        )
    if layers is None:
        objects, inputs = read_architecture(architecture, defaults)
    else:
        objects = read_layers(layers)
    shape: tuple[Any, ...] = tuple(inputs) if isinstance(inputs, (tuple, list)) else (inputs,)
    for size in shape:
        require_count("inputs", size)
    network = Network(objects, shape)
    network.layout  # noqa: B018  # wrong shapes are reported here, not at the first row
    require_memory("parameters", network.layout.size, PARAMETER_BYTES)
    return network


def read_architecture(literal: Any, defaults: Defaults) -> tuple[tuple[Layer, ...], int]:
    """Read the short form: the layers, and the length of a row of inputs.

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
    for k, element in enumerate(literal):
        read = _read_dense if k else _read_input
        try:
            layers += read(*_parts(element), defaults)
        except EduNNError as error:
            where = f"layer {k}" if k else "the input"
            raise ArchitectureError(f"{where}, {element!r}: {error}") from None
    return tuple(layers), _parts(literal[0])[0]


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
                f"layer {k}, {element!r}, is neither a layer object nor an activation: {error}"
            ) from None
    if not layers:
        raise ArchitectureError("layers is empty. Try layers=[Dense(3), 'softmax'].")
    return tuple(layers)


def summarize(network: Network) -> str:
    """The layers of a network as a table, with the columns of Keras.

    Example:
        >>> from edunn.layers import Dense
        >>> print(summarize(Network((Dense(2),), input_shape=(4,))))
        Layer (type)  Output Shape  Param #
        -----------------------------------
        dense 2       (None, 2)          10
        -----------------------------------
        Total params: 10
    """
    rows = [
        (title(layer), _shape(shape), f"{_count(network, k):,}")
        for k, (layer, shape) in enumerate(zip(network.layers, network.shapes[1:], strict=True))
    ]
    head, *lines = text_table(HEAD, rows, left=(0, 1)).splitlines()
    rule = "-" * len(head)
    total = f"Total params: {network.layout.size:,}"
    return "\n".join([head, rule, *lines, rule, total])


def title(layer: Layer) -> str:
    """A layer in a word or two: `dense 2`, `relu`, `dropout 0.5`."""
    return layer.title(lambda thing: label_of(thing).lower())


def network_in_words(network: Network) -> str:
    """A network in one line: the sizes of its layers, each with its activation.

    Example:
        >>> short = [[4], [8, "relu"], [3, "softmax"]]
        >>> network_in_words(build_network(short, None, None, Defaults()))
        '4 - 8 relu - 3 softmax'
    """
    words = [str(network.input_shape[0])]
    for layer in network.layers:
        if isinstance(layer, Dense):
            words.append(str(layer.units))
        elif isinstance(layer, Activation):
            words[-1] += f" {title(layer)}"
    return " - ".join(words)


def _parts(element: Any) -> tuple[int, Any, dict[str, Any]]:
    """An element's units, activation (or None) and settings."""
    if not isinstance(element, (list, tuple)) or not 1 <= len(element) <= 3:
        raise ArchitectureError(f'expected [units, "activation", {{settings}}]. {EXAMPLE}')
    units, *rest = element
    require_count("units", units)
    settings = rest.pop() if rest and isinstance(rest[-1], dict) else {}
    if len(rest) > 1:
        raise ArchitectureError("expected the settings, third, to be a dict such as {'l2': 0.01}")
    return int(units), rest[0] if rest else None, settings


def _read_input(
    units: int, activation: Any, settings: dict[str, Any], defaults: Defaults
) -> Iterator[Layer]:
    if activation is not None:
        raise ArchitectureError(
            "the input has no activation: it is only the number of inputs, and their scaling"
        )
    _refuse_unknown(settings, INPUT_SETTINGS)
    if settings.get("scale") is not None:
        yield _scaling(settings["scale"])


def _scaling(choice: Any) -> Scaling:
    """The scaling layer of this name; a scaling layer is returned as it is."""
    known = [name for name, kind in FAMILIES["layer"].items() if issubclass(kind, Scaling)]
    if isinstance(choice, Scaling):
        return choice
    if not isinstance(choice, str) or canonical(choice) not in known:
        raise UnknownNameError.of("scaling", choice, known)
    layer: Scaling = find("layer", choice)
    return layer


def _read_dense(
    units: int, activation: Any, settings: dict[str, Any], defaults: Defaults
) -> Iterator[Layer]:
    _refuse_unknown(settings, DENSE_SETTINGS)
    function = None if activation is None else find("activation", activation)
    yield Dense(
        units,
        initializer=_initializer(settings, function, defaults),
        bias_initializer=find("initializer", settings.get("bias_initializer", "zeros")),
        regularizer=_regularizer(settings, defaults),
    )
    if function is not None:
        yield Activation(function)
    if settings.get("dropout"):
        yield Dropout(settings["dropout"])


def _initializer(
    settings: dict[str, Any], function: ActivationFunction | None, defaults: Defaults
) -> Initializer:
    chosen = settings.get("initializer", defaults.initializer)
    return default_for(function) if chosen is None else find("initializer", chosen)


def _regularizer(settings: dict[str, Any], defaults: Defaults) -> Regularizer | None:
    l1, l2 = settings.get("l1"), settings.get("l2")
    if l1 and l2:
        return ElasticNet(l1, l2)
    if l1:
        return L1(l1)
    if l2:
        return L2(l2)
    if l1 == 0 or l2 == 0:
        return None  # an explicit 0 turns the model's default off
    chosen = settings.get("regularizer", defaults.regularizer)
    return None if chosen is None else find("regularizer", chosen)


def _refuse_unknown(settings: dict[str, Any], known: Sequence[str]) -> None:
    for name in settings:
        if name not in known:
            raise UnknownNameError.of("setting", name, known)


def _shape(shape: tuple[int, ...]) -> str:
    return f"(None, {', '.join(map(str, shape))})"


def _count(network: Network, layer: int) -> int:
    return sum(prod(place.shape) for place in network.layout.places if place.layer == layer)
