"""The catalogue: a name for everything that can be chosen by name.

Names are for the border only: the short form of a network, files, the command line. Inside, code
passes objects. Every package has a literal table of its own members, `NAMES`; the catalogue is
their union, and `register` adds an activation or a loss of your own.

    find("activation", "relu")  ->  ReLU()        name_of(ReLU())  ->  "relu"
    describe(ReLU())  ->  {"family": "activation", "name": "relu"}  ->  build  ->  ReLU()
"""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

from edunn import activations, evolution, initializers, layers, losses, optimizers, regularizers
from edunn.errors import SettingError, UnknownNameError
from edunn.evolution import crossover, mutation, selection
from edunn.messages import Message

FAMILIES: dict[str, dict[str, Any]] = {
    "activation": activations.NAMES,
    "loss": losses.NAMES,
    "initializer": initializers.NAMES,
    "regularizer": regularizers.NAMES,
    "layer": layers.NAMES,
    "optimizer": optimizers.NAMES,
    "schedule": optimizers.SCHEDULES,
    "strategy": evolution.NAMES,
    "selection": selection.SELECTIONS,
    "crossover": crossover.CROSSOVERS,
    "mutation": mutation.MUTATIONS,
}
"""All that can be chosen by name: family -> name -> class."""

ROOTS: dict[str, type] = {
    "activation": activations.ActivationFunction,
    "loss": losses.Loss,
    "initializer": initializers.Initializer,
    "regularizer": regularizers.Regularizer,
    "layer": layers.Layer,
    "optimizer": optimizers.Optimizer,
    "schedule": optimizers.Schedule,
    "strategy": evolution.Strategy,
    "selection": selection.Selection,
    "crossover": crossover.Crossover,
    "mutation": mutation.Mutation,
}
"""The base class of every family."""

ALIASES: dict[str, str] = {
    "identity": "linear",
    "logistic": "sigmoid",
    "swish": "silu",
    "mean_squared_error": "mse",
    "squared_error": "mse",
    "mean_absolute_error": "mae",
    "absolute_error": "mae",
    "categorical_crossentropy": "cross_entropy",
    "categorical_cross_entropy": "cross_entropy",
    "sparse_categorical_crossentropy": "cross_entropy",
    "crossentropy": "cross_entropy",
    "binary_crossentropy": "binary_cross_entropy",
    "bce": "binary_cross_entropy",
    "xavier_uniform": "glorot_uniform",
    "xavier_normal": "glorot_normal",
    "kaiming_uniform": "he_uniform",
    "kaiming_normal": "he_normal",
    "elastic_net": "l1_l2",
    "sgd": "gradient_descent",
    "minmax": "min_max",
    "conv2d": "conv",
    "convolution": "conv",
    "max_pooling": "max_pool",
    "max_pool2d": "max_pool",
    "max_pooling2d": "max_pool",
    "average_pool2d": "average_pool",
    "average_pooling2d": "average_pool",
    "avg_pool": "average_pool",
    "global_average_pooling2d": "global_average_pool",
    "batch_normalization": "batch_norm",
    "batchnorm": "batch_norm",
    "batch_norm1d": "batch_norm",
    "batch_norm2d": "batch_norm",
    "layer_normalization": "layer_norm",
    "layernorm": "layer_norm",
    "residual_block": "residual",
    "attention": "self_attention",
    "multi_head_attention": "self_attention",
    "rnn": "simple_rnn",
    "simplernn": "simple_rnn",
}
"""Names that other libraries give to the same thing."""

FORMER_NAMES: dict[str, str] = {"rank_one_es": "low_rank_es"}
"""Names in files written by earlier versions, and their names now."""


def find(family: str, choice: Any, **settings: Any) -> Any:
    """The object with this name; an object of the family is returned as it is.

    Args:
        family: one of FAMILIES.
        choice: a name, in any case, or an object.
        settings: the object's hyperparameters.

    Raises:
        UnknownNameError: no such name in this family; the message suggests near matches.
        SettingError: a setting does not exist, or its value is impossible.

    Example:
        >>> find("activation", "Swish")
        SiLU()
        >>> find("optimizer", "adm")  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        edunn.errors.UnknownNameError: unknown optimizer 'adm'. Did you mean 'adam' or 'adamw'? ...
    """
    table = FAMILIES[family]
    if isinstance(choice, ROOTS[family]) and not settings:
        return choice
    if not isinstance(choice, str):
        raise UnknownNameError.of(family, choice, table)
    name = canonical(choice)
    if family == "regularizer" and name in regularizers.PRESETS:
        return regularizers.PRESETS[name]
    if name not in table:
        raise UnknownNameError.of(family, choice, [*table, *_aliases_of(table)])
    return made(name, table[name], settings)


def name_of(thing: object) -> str:
    """The name in the catalogue of an object's class.

    Example:
        >>> from edunn.activations import SiLU
        >>> name_of(SiLU())
        'silu'
    """
    return _required_location_of(thing)[1]


def label_of(thing: object) -> str:
    """A name to show: that of the catalogue, or else that of the class.

    Example:
        >>> from edunn.activations import SiLU
        >>> label_of(SiLU()), label_of(3.5)
        ('silu', 'float')
    """
    location = _location_of(thing)
    return type(thing).__name__ if location is None else location[1]


def describe(thing: Any) -> Any:
    """An object of the catalogue as plain JSON: its family, its name, its hyperparameters.

    Example:
        >>> from edunn.regularizers import L2
        >>> describe(L2(0.5))
        {'family': 'regularizer', 'name': 'l2', 'strength': 0.5}
    """
    if isinstance(thing, tuple):
        return tuple(describe(item) for item in thing)
    if not is_dataclass(thing):
        return thing
    family, name = _required_location_of(thing)
    settings = {f.name: describe(getattr(thing, f.name)) for f in fields(thing)}
    return {"family": family, "name": name} | settings


def build(description: Any) -> Any:
    """The object that `describe` described.

    Example:
        >>> build({"family": "regularizer", "name": "l2", "strength": 0.5})
        L2(strength=0.5)
    """
    if isinstance(description, (tuple, list)):
        return type(description)(build(item) for item in description)
    if not isinstance(description, Mapping):
        return description
    settings = {name: build(value) for name, value in description.items()}
    family, name = settings.pop("family", None), settings.pop("name", None)
    if family not in FAMILIES:
        raise UnknownNameError.of("family", family, FAMILIES)
    if isinstance(name, str):
        name = FORMER_NAMES.get(name, name)
    return find(family, name, **settings)


def register(family: str, name: str, kind: type) -> None:
    """Add a class of your own under a name, valid wherever names are accepted.

    Args:
        family: one of FAMILIES, such as "activation" or "loss".
        name: its name.
        kind: a frozen dataclass derived from the base class of the family.

    Raises:
        SettingError: another class has the name, or `kind` is not of the family.

    Example:
        >>> from dataclasses import dataclass
        >>> from edunn.activations import Elementwise
        >>> @dataclass(frozen=True)
        ... class Cube(Elementwise):
        ...     def value(self, x):
        ...         return x**3
        ...     def derivative(self, x, y):
        ...         return 3 * x**2
        >>> register("activation", "cube", Cube)
        >>> find("activation", "cube")
        Cube()
        >>> del FAMILIES["activation"]["cube"]  # only for this example: tests share one catalogue
    """
    if family not in FAMILIES:
        raise UnknownNameError.of("family", family, FAMILIES)
    table, root = FAMILIES[family], ROOTS[family]
    if not isinstance(kind, type) or not issubclass(kind, root):
        shown = getattr(kind, "__name__", repr(kind))
        raise SettingError(f"{shown} is no {family}: pass a class derived from {root.__name__}.")
    name = normalized(name)
    if table.get(name, kind) is not kind:
        raise SettingError(f"the {family} {name!r} exists already: choose another name.")
    table[name] = kind


def required_settings(kind: type) -> list[str]:
    """The settings of a class that have no default, in their order.

    Example:
        >>> required_settings(FAMILIES["layer"]["conv"])
        ['filters']
    """
    return [
        own.name
        for own in fields(kind)
        if own.init and own.default is MISSING and own.default_factory is MISSING
    ]


def normalized(name: str) -> str:
    """A name in the spelling of the tables: lower case, joined by underscores.

    Example:
        >>> normalized("Leaky-ReLU")
        'leaky_relu'
    """
    return name.lower().replace("-", "_").replace(" ", "_")


def canonical(name: str) -> str:
    """The catalogue's own name for one that other libraries use; any other name, normalized.

    Example:
        >>> canonical("Swish"), canonical("Leaky-ReLU")
        ('silu', 'leaky_relu')
    """
    name = normalized(name)
    return ALIASES.get(name, name)


def _required_location_of(thing: object) -> tuple[str, str]:
    """Family and name of an object's class; an UnknownNameError if it is not in the catalogue."""
    location = _location_of(thing)
    if location is None:
        kind = type(thing).__name__
        raise UnknownNameError(
            f"{kind} is not in the catalogue. Call edunn.register(...) with it first."
        )
    return location


def _location_of(thing: object) -> tuple[str, str] | None:
    for family, table in FAMILIES.items():
        for name, kind in table.items():
            if type(thing) is kind:
                return family, name
    return None


def _aliases_of(table: Mapping[str, type]) -> list[str]:
    return [alias for alias, name in ALIASES.items() if name in table]


def made(name: str, kind: type, settings: Mapping[str, Any]) -> Any:
    """The object of a class with these settings; the name is for messages.

    Raises:
        UnknownNameError, SettingError: as for `find`.

    Example:
        >>> made("adam", FAMILIES["optimizer"]["adam"], {"learning_rate": 0.1}).learning_rate
        0.1
    """
    known = [f.name for f in fields(kind) if f.init]
    for setting in settings:
        if setting not in known:
            raise UnknownNameError.of(Message("kind.setting_of", name=name), setting, known)
    try:
        return kind(**settings)
    except TypeError as error:
        missing = [setting for setting in required_settings(kind) if setting not in settings]
        if missing:
            own = ", ".join(f.name for f in fields(kind) if f.init and not f.kw_only)
            without = ", ".join(missing)
            raise SettingError(
                Message("setting.missing", name=name, missing=without, known=own)
            ) from None
        raise SettingError(
            Message("setting.cannot_be_built", name=name, error=error, known=known)
        ) from None
