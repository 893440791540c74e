"""Genetic algorithms from settings by name, as in `Model.train("genetic_algorithm", ...)`.

This is the border where names stand for operators, and where the article's names are accepted.
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from edunn.errors import SettingError, UnknownNameError
from edunn.evolution.crossover import CROSSOVERS, Uniform
from edunn.evolution.genetic_algorithm import GeneticAlgorithm, require_operator
from edunn.evolution.mutation import MUTATIONS, Mutation, Scale
from edunn.evolution.selection import SELECTIONS, Roulette
from edunn.messages import Message

Operator = TypeVar("Operator")

ORIGINAL = GeneticAlgorithm(
    population_size=20,
    elitism=3,
    selection=Roulette(),
    crossover=Uniform(),
    mutation=Scale(probability=0.01, low=0.01, high=0.5),
    elites_breed=False,
)
"""The founding article's algorithm, with the settings of its call."""

PRESETS: dict[str, GeneticAlgorithm] = {"default": GeneticAlgorithm(), "original": ORIGINAL}

ALIASES: dict[str, str] = {"elitism_num": "elitism"}
"""Other names of a setting: `elitism_num` is the article's."""

SETTINGS: tuple[str, ...] = (
    *(field.name for field in fields(GeneticAlgorithm)),
    "mutation_probability",
    "mutation_scale",
)
"""Every setting of `from_settings`, besides `preset` and the aliases."""


def from_settings(preset: str | None = None, **settings: Any) -> GeneticAlgorithm:
    """A genetic algorithm from settings by name; those not given, or None, are the preset's.

    Operators are names or objects. `mutation_probability`, that of a gene, and `mutation_scale` are
    settings of the mutation.

    Raises:
        UnknownNameError: no such setting, preset or operator; the message suggests near matches.
        SettingError: an impossible setting, or one that this mutation does not have.

    Example:
        >>> from_settings(preset="original", elitism_num=2, selection="rank").selection
        Rank()
        >>> from_settings(popsize=20)  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        edunn.errors.UnknownNameError: unknown setting 'popsize'. Did you mean ...
    """
    algorithm = by_name("preset", preset or "default", PRESETS)
    settings = by_its_own_name(settings)
    given = {name: settings.pop(f"mutation_{name}", None) for name in ("probability", "scale")}
    if "selection" in settings:
        settings["selection"] = operator("selection", settings["selection"], SELECTIONS)
    if "crossover" in settings:
        settings["crossover"] = operator("crossover", settings["crossover"], CROSSOVERS)
    mutation = operator("mutation", settings.get("mutation", algorithm.mutation), MUTATIONS)
    return replace(algorithm, **{**settings, "mutation": tuned(mutation, given)})


def by_its_own_name(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The settings with aliases replaced; unknown names, and one setting twice, are errors."""
    named: dict[str, Any] = {}
    for name, value in settings.items():
        own = ALIASES.get(name, name)
        if own not in SETTINGS:
            raise UnknownNameError.of("setting", name, (*SETTINGS, *ALIASES, "preset"))
        if own in named:
            raise SettingError(Message("setting.twice", name=name, own=own))
        named[own] = value
    return {name: value for name, value in named.items() if value is not None}


def by_name(kind: str, name: str, known: Mapping[str, Operator]) -> Operator:
    """The object with this name."""
    if name not in known:
        raise UnknownNameError.of(kind, name, known)
    return known[name]


def operator(kind: str, value: Any, known: Mapping[str, type[Any]]) -> Any:
    """The operator of that name with its own defaults; an object is returned as it is."""
    return by_name(kind, value, known)() if isinstance(value, str) else value


def tuned(mutation: Mutation, settings: Mapping[str, float | None]) -> Mutation:
    """The mutation with the settings that are not None, if it has them."""
    require_operator("mutation", mutation, Mutation)
    given = {name: value for name, value in settings.items() if value is not None}
    for name in given:
        if not hasattr(mutation, name):
            raise SettingError(Message("setting.of_mutation", name=name, mutation=mutation))
    return replace(mutation, **given)
