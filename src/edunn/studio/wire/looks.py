"""Looks: what the screens show of a network. Everything is computed here, nothing in the page."""

from typing import Literal, TypeAlias

from pydantic import Field

from edunn.formulas import Kind
from edunn.studio.wire.base import Message, Number, Sentence
from edunn.studio.wire.data import Row

Part: TypeAlias = Literal["training", "held_out"]


class Plane(Message):
    """A picture of numbers: byte 0 is `low`, byte 255 is `high`, row by row from the top."""

    width: int
    height: int
    low: float
    high: float
    pixels: str = Field(description="Base64 of width x height bytes.")


class LayerLook(Message):
    """One layer of neurons, as the diagram shows it."""

    layer: int = Field(description="Its place among the dense layers, from 1.")
    activation: str
    inputs: int
    units: int
    W: list[list[Number]] | None = Field(description="(I, O); null where there are too many.")
    b: list[Number] | None
    largest: float = Field(description="The largest absolute weight.")
    mean_size: float = Field(description="The mean absolute weight.")


class NetworkLook(Message):
    """The network as it is now."""

    run: int
    epoch: int
    inputs: list[str] = Field(description="Names of the inputs, at most 64.")
    outputs: list[str] = Field(description="Names of the outputs.")
    layers: list[LayerLook]
    dropped: list[int] = Field(description="Dense layers, from 1, that dropout follows.")


class BoundaryQuery(Message):
    """Ask for the plane of two inputs; the others stay at their medians."""

    across: int = Field(default=0, ge=0)
    up: int = Field(default=1, ge=0)
    side: int = Field(default=48, ge=8, le=128)
    individual: int | None = Field(
        default=None, ge=0, description="Evolution: whose; null is the best."
    )


class NeuronPlane(Message):
    """What one neuron answers all over the plane."""

    layer: int
    unit: int
    plane: Plane


class Axis(Message):
    """One of the two inputs."""

    feature: int
    name: str
    low: float
    high: float


class BoundaryLook(Message):
    """What the network answers all over a plane."""

    run: int
    epoch: int
    across: Axis
    up: Axis
    chosen: Plane | None = Field(description="The class's place, 0 ..., as the byte itself.")
    sure: Plane = Field(description="Its probability; for a regression the answer.")
    neurons: list[NeuronPlane] = Field(description="At most 32 of each layer.")
    points: list[Row] = Field(description="At most 400 rows, both parts; `inputs` has two numbers.")
    fixed: list[str] = Field(description="The other inputs and where they stay, in words.")


class FiltersLook(Message):
    """The weights of each first-layer neuron as an image: what it looks for."""

    run: int
    epoch: int
    filters: list[Plane] = Field(description="At most 64 neurons.")


class ClassScore(Message):
    """One line of the classification report."""

    name: str
    precision: Number
    recall: Number
    f1: Number
    support: int


class Bin(Message):
    """One bar of the confidence histogram."""

    low: float
    high: float
    right: int
    wrong: int


class Miss(Message):
    """A row that the network got wrong."""

    example: Row
    chosen: str
    confidence: float


class PartResults(Message):
    """How the network does on one part of the rows."""

    part: Part
    rows: int
    loss: Number
    accuracy: Number = None
    classes: list[ClassScore] = Field(description="With macro and weighted averages at the end.")
    confusion: list[list[int]] = Field(description="Rows: the true class; columns: the chosen.")
    confidence: list[Bin]
    misses: list[Miss] = Field(description="At most 60, the surest first.")
    missed: int = Field(description="How many rows are wrong in all.")
    mae: Number = None
    rmse: Number = None
    r2: Number = None
    answers: list[tuple[float, float]] = Field(description="Regression: target and answer, <= 400.")


class ResultsQuery(Message):
    """Ask for results; with both classes named, the misses are those of that one confusion."""

    truth: int | None = Field(default=None, ge=0, description="The place of the true class.")
    chosen: int | None = Field(default=None, ge=0, description="The place of the chosen class.")


class ResultsLook(Message):
    """Report, confusion matrix and misses; training beside held-out rows."""

    run: int
    epoch: int
    classes: list[str]
    parts: list[PartResults]
    report: str = Field(description="The held-out report as text.")


class TraceQuery(Message):
    """Ask for one example's way through the network, forward and backward."""

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


class TraceLook(Message):
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
    """Ask where one number of the trace comes from."""

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
