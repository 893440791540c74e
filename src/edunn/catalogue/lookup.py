"""From names to objects and back; see the package's docstring."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from edunn.catalogue.tables import ALIASES, FAMILIES, PRESETS, ROOTS
from edunn.errors import SettingError, UnknownNameError


def find(family: str, choice: Any, **settings: Any) -> Any:
    """The object that a name stands for; an object of the family is taken as it is.

    Args:
        family: one of FAMILIES.
        choice: a name, in any case, or an object.
        settings: the object's hyperparameters.

    Raises:
        UnknownNameError: no such name in this family; the message offers near matches.
        SettingError: it has no such setting, or the value will not do.

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
    name = spelt(choice)
    if (family, name) in PRESETS:
        return PRESETS[family, name]
    name = ALIASES.get(name, name)
    if name not in table:
        raise UnknownNameError.of(family, choice, [*table, *_aliases_of(table)])
    return _build(name, table[name], settings)


def name_of(thing: object) -> str:
    """The name in the catalogue of an object's class.

    Example:
        >>> from edunn.activations import SiLU
        >>> name_of(SiLU())
        'silu'
    """
    return _locate(thing)[1]


def is_known(thing: object) -> bool:
    """Whether an object's class is in the catalogue.

    Example:
        >>> from edunn.activations import SiLU
        >>> is_known(SiLU()), is_known(SiLU)
        (True, False)
    """
    return _place_of(thing) is not None


def describe(thing: Any) -> Any:
    """An object of the catalogue as plain JSON: its family, its name, its hyperparameters.

    Example:
        >>> from edunn.regularizers import L2
        >>> describe(L2(0.5))
        {'family': 'regularizer', 'name': 'l2', 'strength': 0.5}
    """
    if not is_dataclass(thing):
        return thing
    family, name = _locate(thing)
    settings = {f.name: describe(getattr(thing, f.name)) for f in fields(thing)}
    return {"family": family, "name": name} | settings


def build(description: Any) -> Any:
    """The object that `describe` described.

    Example:
        >>> build({"family": "regularizer", "name": "l2", "strength": 0.5})
        L2(strength=0.5)
    """
    if not isinstance(description, Mapping):
        return description
    settings = {name: build(value) for name, value in description.items()}
    family, name = settings.pop("family", None), settings.pop("name", None)
    if family not in FAMILIES:
        raise UnknownNameError.of("family", family, FAMILIES)
    return find(family, name, **settings)


def register(family: str, name: str, kind: type) -> None:
    """Make a class of your own known by a name, everywhere that names are taken.

    Args:
        family: one of FAMILIES, such as "activation" or "loss".
        name: what it shall be called.
        kind: a frozen dataclass that keeps its family's contract.

    Raises:
        SettingError: the name is taken by another class, or `kind` is not of the family.

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
    """
    if family not in FAMILIES:
        raise UnknownNameError.of("family", family, FAMILIES)
    table, root = FAMILIES[family], ROOTS[family]
    if not issubclass(kind, root):
        raise SettingError(f"{kind.__name__} is no {family}: derive it from {root.__name__}.")
    name = spelt(name)
    if table.get(name, kind) is not kind:
        raise SettingError(f"the {family} {name!r} exists already: choose another name.")
    table[name] = kind


def spelt(name: str) -> str:
    """A name the way the tables spell it.

    Example:
        >>> spelt("Leaky-ReLU")
        'leaky_relu'
    """
    return name.lower().replace("-", "_").replace(" ", "_")


def _locate(thing: object) -> tuple[str, str]:
    """Family and name of an object's class; an UnknownNameError if it is not in the catalogue."""
    place = _place_of(thing)
    if place is None:
        kind = type(thing).__name__
        raise UnknownNameError(
            f"{kind} is not in the catalogue. Call edunn.register(...) with it first."
        )
    return place


def _place_of(thing: object) -> tuple[str, str] | None:
    for family, table in FAMILIES.items():
        for name, kind in table.items():
            if type(thing) is kind:
                return family, name
    return None


def _aliases_of(table: Mapping[str, type]) -> list[str]:
    return [alias for alias, name in ALIASES.items() if name in table]


def _build(name: str, kind: type, settings: Mapping[str, Any]) -> Any:
    known = [f.name for f in fields(kind) if f.init]
    for setting in settings:
        if setting not in known:
            raise UnknownNameError.of(f"setting of {name}", setting, known)
    try:
        return kind(**settings)
    except TypeError as error:
        raise SettingError(f"{name} cannot be built: {error}. Its settings: {known}.") from None
