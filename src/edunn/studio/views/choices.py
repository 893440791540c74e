"""The catalogue for forms: what can be chosen by name, with the settings that each choice takes."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version
from inspect import getdoc
from typing import Any, Literal, get_args

from flask import Response
from pydantic import Field

from edunn.catalogue import FAMILIES, label_of
from edunn.evolution import Strategy
from edunn.formulas import Formula, aligned, symbol
from edunn.layers.windows import PADDINGS
from edunn.losses import PerOutputLoss
from edunn.optimizers import Optimizer
from edunn.regularizers import Regularizer
from edunn.studio import limits
from edunn.studio.experiment import (
    DenseChoice,
    DropoutChoice,
    Experiment,
    NamedLayerChoice,
    Scaling,
    Setting,
)
from edunn.studio.messages import Message
from edunn.studio.routing import reply, topic

api = topic("catalogue")

Kind = Literal["number", "whole", "choice", "switch"]

OF_MUTATION = ("mutation_probability", "mutation_scale")
"""Settings of the genetic algorithm that it passes on to its mutation."""

BY_NAME: Mapping[str, Sequence[str]] = {"padding": PADDINGS}
"""Settings of a layer that are one of a few words."""

NEW_LAYERS = (
    NamedLayerChoice(name="conv", settings={"filters": 8, "kernel": 5}, activation="relu"),
    NamedLayerChoice(name="max_pool", settings={"window": 2}),
    NamedLayerChoice(name="average_pool", settings={"window": 2}),
    NamedLayerChoice(name="global_average_pool"),
    NamedLayerChoice(name="flatten"),
    NamedLayerChoice(name="batch_norm"),
    NamedLayerChoice(name="layer_norm"),
    NamedLayerChoice(name="simple_rnn", settings={"units": 32}, activation="tanh"),
    NamedLayerChoice(name="gru", settings={"units": 32}),
    NamedLayerChoice(name="lstm", settings={"units": 32}),
    NamedLayerChoice(name="self_attention", settings={"heads": 1}),
    NamedLayerChoice(name="positional_encoding"),
)
"""The layers that a form offers besides dense ones and dropout, as they are when they are added."""


class FieldOf(Message):
    """One setting of a choice."""

    name: str
    kind: Kind
    default: Setting | None = None
    choices: list[str] = Field(default=[])


class Choice(Message):
    """One entry of a family."""

    name: str
    title: str
    about: str = Field(description="The first line of its docstring.")
    formula: str = Field(default="", description="ASCII, as its docstring has it.")
    latex: str = Field(default="", description="The same for KaTeX, equation under equation.")
    fields: list[FieldOf]
    is_evolution: bool = False


class Catalogue(Message):
    """All that can be chosen by name."""

    activations: list[Choice]
    initializers: list[Choice]
    losses: list[Choice]
    regularizers: list[Choice]
    algorithms: list[Choice]
    scalings: list[Scaling]
    defaults: Experiment = Field(description="A new experiment; each data set has its own.")
    dense: DenseChoice = Field(description="A new layer of neurons.")
    dropout: DropoutChoice = Field(description="A new dropout.")
    layers: list[Choice] = Field(description="Other layers, of images and of sequences.")
    new_layers: list[NamedLayerChoice] = Field(description="Each of them, as it is when added.")
    limits: dict[str, int]
    version: str


def catalogue(version: str) -> Catalogue:
    """Everything that a form offers, its defaults, and the limits of its fields."""
    defaults = Experiment()
    return Catalogue(
        activations=choices("activation"),
        initializers=choices("initializer"),
        losses=choices("loss"),
        regularizers=choices("regularizer"),
        algorithms=[*choices("optimizer"), *choices("strategy")],
        scalings=list(get_args(Scaling)),
        defaults=defaults,
        dense=next(layer for layer in defaults.hidden if isinstance(layer, DenseChoice)),
        dropout=DropoutChoice(),
        layers=[_layer(new.name) for new in NEW_LAYERS],
        new_layers=list(NEW_LAYERS),
        limits={name.lower(): value for name, value in vars(limits).items() if name.isupper()},
        version=version,
    )


def choices(family: str) -> list[Choice]:
    """The entries of one family.

    Example:
        >>> choices("regularizer")[0].fields
        [FieldOf(name='strength', kind='number', default=0.01, choices=[])]
    """
    return [choice(name, kind) for name, kind in FAMILIES[family].items()]


def _layer(name: str) -> Choice:
    """A layer with its own settings; initializer and regularizer suit it by themselves."""
    found = choice(name, FAMILIES["layer"][name])
    own = [field for field in found.fields if field.name not in FAMILIES]
    return found.model_copy(update={"fields": own})


def choice(name: str, kind: type) -> Choice:
    """One entry: its name, the first line of its docstring, its formula and its settings."""
    equations = list(equations_of(kind))
    return Choice(
        name=name,
        title=name.replace("_", " "),
        about=(getdoc(kind) or name).splitlines()[0],
        formula=";  ".join(equation.text for equation in equations),
        latex=aligned(equations) if equations else "",
        fields=list(fields_of(name, kind)),
        is_evolution=name in FAMILIES["strategy"] and name not in FAMILIES["optimizer"],
    )


def equations_of(kind: type) -> Iterator[Formula]:
    """What a class computes, each equation with its left side; nothing where it tells none.

    Example:
        >>> from edunn.optimizers import Momentum
        >>> print(*(equation.text for equation in equations_of(Momentum)), sep=";  ")
        v' = decay*v - learning_rate*g;  theta' = theta + v'
    """
    if issubclass(kind, Strategy):
        yield from kind.equations
    elif issubclass(kind, Optimizer):
        yield from _update_of(kind())
    elif issubclass(kind, PerOutputLoss) and (row := kind.row_formula()):
        yield row.equal_to("row loss", r"\text{row loss}")
    elif issubclass(kind, Regularizer) and kind.penalty_formula:
        yield _penalty(kind.penalty_formula)
    elif isinstance(formula := getattr(kind, "formula", None), Formula):
        yield formula.named("y")


def _update_of(optimizer: Optimizer) -> Iterator[Formula]:
    """What a step computes: `q'` is `q` after it; what all parameters share has one value only."""
    shared = optimizer.constants(0)
    for letter, formula in optimizer.formulas.items():
        new = "" if letter in shared else "'"
        text = dataclasses.replace(formula, text=formula.text.replace("_new", "'"))
        yield text.equal_to(f"{letter}{new}", f"{symbol(letter)}{new}")


def _penalty(of_a_weight: Formula) -> Formula:
    latex = of_a_weight.latex
    terms = rf"\left( {latex} \right)" if " + " in latex else latex
    total = Formula(f"sum of {of_a_weight.text}", rf"\sum_w {terms}")
    return total.equal_to("penalty", r"\text{penalty}")


def fields_of(name: str, kind: type) -> Iterable[FieldOf]:
    """The settings of a class, from its dataclass fields; except those that a form cannot hold."""
    for field in dataclasses.fields(kind):
        default = _default(field)
        form = kind_of(field)
        if field.name in FAMILIES:  # selection, crossover, mutation: operators by name
            names, label = list(FAMILIES[field.name]), label_of(default)
            chosen = label if label in names else names[0]
            yield FieldOf(name=field.name, kind="choice", default=chosen, choices=names)
        elif field.name in BY_NAME:
            names = list(BY_NAME[field.name])
            yield FieldOf(name=field.name, kind="choice", default=default, choices=names)
        elif field.init and form and isinstance(default, bool | int | float | str | None):
            yield FieldOf(name=field.name, kind=form, default=default)
    if name == "genetic_algorithm":
        yield from (FieldOf(name=setting, kind="number") for setting in OF_MUTATION)


def kind_of(field: dataclasses.Field[Any]) -> Kind | None:
    """The kind of form field for a dataclass field; None if no form can hold it."""
    words = getattr(field.type, "__name__", None) or str(field.type)
    kinds: Mapping[str, Kind] = {"bool": "switch", "float": "number", "int": "whole"}
    return next((kind for word, kind in kinds.items() if word in str(words)), None)


def _default(field: dataclasses.Field[Any]) -> Any:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return None if field.default is dataclasses.MISSING else field.default


@api.get("/catalogue", responses={200: Catalogue})
def get_catalogue() -> Response:
    """Everything that can be chosen by name."""
    return reply(catalogue(version("edunn-lab")))
