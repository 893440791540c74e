"""Messages of Inside: a trace, and the sources of one of its numbers."""

from typing import Literal

from pydantic import Field

from edunn.formulas import Kind
from edunn.studio.messages import Message, Number, Sentence
from edunn.studio.views.planes import Plane
from edunn.studio.views.rows import Part, Row


class TraceQuery(Message):
    """A request for a trace: one example through the network, forward and backward."""

    part: Part = "held_out"
    row: int = Field(default=0, ge=0)
    digits: int = Field(default=4, ge=2, le=9)


class TraceArray(Message):
    """One array of the trace. Large ones come as a picture."""

    name: str
    latex: str = Field(description="The name for KaTeX.")
    shape: list[int]
    part: Literal["neurons", "weights", "biases", "targets"] | None = Field(
        description="What its entries belong to, gradients included; null: neither."
    )
    layer: int | None = Field(description="Of which layer with weights, from 1; 0 is the input.")
    values: list[list[Number]] | None = Field(description="As rows; a vector is one row.")
    plane: Plane | None


class TraceLine(Message):
    """A line of a derivation: name = expression = result."""

    text: str
    array: str = Field(default="", description="The array of the entry that it is about.")
    index: list[int] = Field(default=[], description="The place of that entry.")
    sentence: Sentence | None = Field(default=None, description="Of a line of words.")


class TraceStep(Message):
    """One step: a formula with the numbers that went in and came out."""

    phase: Literal["input", "forward", "loss", "backward", "update"]
    kind: Kind
    layer: int | None
    title: str
    name: str
    formula: str = Field(description="In ASCII, with the names of the arrays.")
    latex: str = Field(description="The same for KaTeX, with the rules that say more.")
    explanation: Sentence
    settings: dict[str, float] = Field(description="The settings in the formulas.")
    uses: list[str] = Field(description="Arrays that go in.")
    lines: list[TraceLine] = Field(description="With the numbers in the places of the letters.")


class TraceView(Message):
    """`Model.trace` of one example."""

    run: int
    epoch: int
    heading: str
    key: str = Field(description="Names this trace in questions about its numbers.")
    rows: int = Field(description="How many rows this part has.")
    example: Row
    steps: list[TraceStep]
    arrays: list[TraceArray]
    how: Sentence = Field(
        description="Whose step is shown; for evolution, why it is one of gradient descent."
    )


class OriginQuery(Message):
    """A request for the sources of one number of a trace."""

    part: Part = "held_out"
    row: int = Field(default=0, ge=0)
    step: str = Field(max_length=40, description="The array, named as the step that finds it.")
    index: list[int] = Field(max_length=2, description="Its place: row (and column).")
    digits: int = Field(default=6, ge=2, le=9)
    key: str | None = Field(
        default=None, max_length=40, description="The trace's; else the network of now is asked."
    )


class Origin(Message):
    """The one line that makes a number, and the places of what goes in."""

    line: str
    value: Number = Field(description="The number, with all its digits.")
    sources: dict[str, list[list[int]]] = Field(
        default={}, description="Array -> places, at most 64 each."
    )
