"""Messages of Draw: a drawing, its prediction with the explanation, and My digits."""

from typing import Literal

from pydantic import Field

from edunn.studio import limits
from edunn.studio.messages import Message, Name
from edunn.studio.views.planes import Plane


class Drawing(Message):
    """A canvas: bytes, row by row, 255 is ink."""

    side: int = Field(default=280, ge=8, le=limits.SIDE)
    pixels: str = Field(max_length=limits.SIDE**2 * 2, description="Base64 of side x side bytes.")


class DrawingQuery(Message):
    """A request to classify a drawing."""

    drawing: Drawing
    network: Name = "digits"
    recipe: bool = Field(default=True, description="False: only shrink to 28 x 28.")


class LayerOutput(Message):
    """The output of one layer."""

    layer: int
    activation: str
    units: int
    plane: Plane = Field(description="One pixel per unit.")


class Neighbour(Message):
    """A similar digit of the training set."""

    row: int
    label: str
    distance: float
    image: str = Field(description="Base64 of 28 x 28 bytes.")


class PreprocessingStep(Message):
    """The drawing after one step of preprocessing."""

    step: Literal["box", "small", "bright", "digit"]
    plane: Plane = Field(description="0 is paper, 1 is the darkest ink.")


class DigitView(Message):
    """The network's input, its prediction, and the explanation."""

    is_empty: bool
    note: str = Field(description="The prediction as a sentence.")
    seen: str = Field(description="The network's input: Base64 of 28 x 28 bytes.")
    steps: list[PreprocessingStep] = Field(description="Empty without preprocessing.")
    classes: list[str]
    prediction: list[float]
    answer: str
    layers: list[LayerOutput]
    saliency: Plane = Field(description="Gradient x input of each pixel.")
    nearest: list[Neighbour]


class KeptDigit(Message):
    """One of My digits."""

    id: int
    label: int = Field(ge=0, le=9)
    seen: str
    created: str


class KeepDigit(Message):
    """A request to add a drawing to My digits under its label."""

    drawing: Drawing
    label: int = Field(ge=0, le=9)


class Tune(Message):
    """A request to fine-tune a network on My digits, mixed with MNIST."""

    network: Name = "digits"
    name: Name = Field(default="my digits", description="The name of the new network.")
    epochs: int = Field(default=5, ge=1, le=100)
    learning_rate: float = Field(default=0.0005, gt=0, le=1)
