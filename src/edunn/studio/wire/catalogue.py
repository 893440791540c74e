"""The catalogue for forms: what can be chosen, and which settings each choice takes."""

from typing import Literal

from pydantic import Field

from edunn.studio.messages import Message
from edunn.studio.wire.settings import DenseChoice, DropoutChoice, Experiment, Scaling, Setting


class FieldOf(Message):
    """One setting of a choice."""

    name: str
    kind: Literal["number", "whole", "choice", "switch"]
    default: Setting | None
    choices: list[str]


class Choice(Message):
    """One entry of a family."""

    name: str
    title: str
    about: str = Field(description="The first line of its docstring.")
    formula: str = Field(default="", description="ASCII, as its docstring has it.")
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
    limits: dict[str, int]
    version: str
