"""Drawn digits: what is drawn, what the network sees, what it answers, and My digits."""

from typing import Literal

from pydantic import Field

from edunn.studio.wire import limits
from edunn.studio.wire.base import Message, Name
from edunn.studio.wire.looks import Plane


class Drawing(Message):
    """A canvas: bytes, row by row, 255 is ink."""

    side: int = Field(default=280, ge=8, le=limits.SIDE)
    pixels: str = Field(max_length=limits.SIDE**2 * 2, description="Base64 of side x side bytes.")


class DrawingQuery(Message):
    """Ask a network about a drawing."""

    drawing: Drawing
    network: Name = "digits"
    recipe: bool = Field(default=True, description="False: the canvas is only shrunk to 28 x 28.")


class LayerAnswer(Message):
    """What one layer made of the digit."""

    layer: int
    title: str
    units: int
    plane: Plane = Field(description="One pixel a unit.")


class Neighbour(Message):
    """A training digit that looks alike."""

    row: int
    label: str
    distance: float
    image: str = Field(description="Base64 of 28 x 28 bytes.")


class PreparedStep(Message):
    """What one step of the recipe makes of the drawing."""

    step: Literal["box", "small", "bright", "digit"]
    plane: Plane = Field(description="0 is paper, 1 is the darkest ink.")


class DigitLook(Message):
    """What the network sees and answers."""

    is_empty: bool
    note: str = Field(description="A sentence for people; where the drawing is empty, what to do.")
    seen: str = Field(description="What the network sees: base64 of 28 x 28 bytes.")
    steps: list[PreparedStep] = Field(description="How it came to that; none without the recipe.")
    classes: list[str]
    prediction: list[float]
    answer: str
    layers: list[LayerAnswer]
    spoke: Plane = Field(description="Pixel times slope: what spoke for (high) or against (low).")
    nearest: list[Neighbour]


class KeptDigit(Message):
    """One of My digits."""

    id: int
    label: int = Field(ge=0, le=9)
    seen: str
    created: str


class KeptDigits(Message):
    """All of My digits."""

    digits: list[KeptDigit]


class KeepDigit(Message):
    """That was a 7."""

    drawing: Drawing
    label: int = Field(ge=0, le=9)


class Tune(Message):
    """Fine-tune a network on My digits, mixed with MNIST so that nothing is forgotten."""

    network: Name = "digits"
    name: Name = Field(default="my digits", description="What the tuned network is called.")
    epochs: int = Field(default=5, ge=1, le=100)
    learning_rate: float = Field(default=0.0005, gt=0, le=1)


class Score(Message):
    """How a network does on My digits and on MNIST's test digits."""

    mine: float
    mnist: float


class Tuning(Message):
    """A fine-tuning, with before and after."""

    status: Literal["idle", "running", "finished", "failed"]
    network: Name | None = None
    name: Name | None = None
    epoch: int = 0
    epochs: int = 0
    before: Score | None = None
    after: Score | None = None
    note: str = ""
