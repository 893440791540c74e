"""A drawn digit: its preprocessing, its prediction, and the explanation of the prediction.

The explanation has three parts: the output of each layer, the nearest neighbours in the training
set, and the saliency of each pixel, *gradient x input*. The logit of the predicted class has a
derivative with respect to each pixel. Multiplied by the pixel itself it is about how much of the
logit is due to that ink; for a network without activations and biases these numbers add up to it.

Formula:  saliency = x * d(logit of the predicted class)/dx
Source:   A. Shrikumar et al. (2016), "Not just a black box", arXiv:1605.01713
"""

from base64 import b64decode
from collections.abc import Iterator
from math import ceil, prod, sqrt
from typing import Literal

import numpy as np
import numpy.typing as npt
from flask import Response
from pydantic import Field

from edunn.arrays import Array
from edunn.data.digits import SIDE, Preparation, only_shrunk, preparation_of, shrunk, squared
from edunn.errors import DataError, ShapeError
from edunn.messages import Message as Coded
from edunn.model import Model
from edunn.network import ForwardPass
from edunn.pretrained import SURE
from edunn.studio import limits
from edunn.studio.messages import Message, Name
from edunn.studio.routing import reply, session, topic
from edunn.studio.views.layers import links_of
from edunn.studio.views.nearest_neighbours import NearestNeighbours, Neighbour, neighbours_of
from edunn.studio.views.network import neurons_of, traced
from edunn.studio.views.networks import networks_of
from edunn.studio.views.packing import INK, Plane, packed, plane_of, side_by_side

api = topic("digits")

PIXELS = SIDE * SIDE

STEP_SIDE = 56
"""Pixels of the pictures of the ink and its bounding box, which may be as large as the canvas."""


class Drawing(Message):
    """A canvas: bytes, row by row, 255 is ink."""

    side: int = Field(default=280, ge=8, le=limits.SIDE)
    pixels: str = Field(max_length=limits.SIDE**2 * 2, description="Base64 of side x side bytes.")


class Photo(Message):
    """A scan or a photo of a digit: four bytes per pixel, red, green, blue and alpha."""

    width: int = Field(ge=8, le=limits.PHOTO_SIDE)
    height: int = Field(ge=8, le=limits.PHOTO_SIDE)
    pixels: str = Field(max_length=limits.PHOTO_SIDE**2 * 6, description="Base64, row by row.")


class DrawingQuery(Message):
    """A request to classify a drawing, or a photo, which is always preprocessed."""

    drawing: Drawing | Photo
    network: Name = "digits"
    recipe: bool = Field(default=True, description="False: only shrink to 28 x 28.")


class LayerOutput(Message):
    """The output of one layer."""

    layer: int
    activation: str = Field(description="Of a dense layer.")
    units: int = Field(description="Neurons, or feature maps.")
    title: str = Field(default="", description="Of any other layer, in words: conv 8 5x5 relu.")
    plane: Plane = Field(description="One pixel per unit; feature maps are side by side.")


class PreprocessingStep(Message):
    """The drawing after one step of preprocessing."""

    step: Literal["ink", "box", "small", "bright", "digit"]
    plane: Plane = Field(description="0 is paper, 1 is the darkest ink.")


class DigitView(Message):
    """The network's input, its prediction, and the explanation."""

    is_empty: bool
    note: str = Field(description="The prediction as a sentence.")
    seen: str = Field(description="The network's input: Base64 of 28 x 28 bytes.")
    steps: list[PreprocessingStep] = Field(default=[], description="Empty without preprocessing.")
    classes: list[str]
    prediction: list[float]
    answer: str = Field(default="", description="The predicted class; empty without a drawing.")
    is_sure: bool = Field(default=False, description="Whether its probability is high enough.")
    layers: list[LayerOutput] = Field(default=[])
    saliency: Plane = Field(description="Gradient x input of each pixel.")
    nearest: list[Neighbour] = Field(default=[])


def digit_view(model: Model, query: DrawingQuery, neighbours: NearestNeighbours) -> DigitView:
    """Classify a drawing, and explain the prediction.

    Raises:
        ShapeError: the network does not take 784 pixels, or the canvas has the wrong size.
        DataError: the canvas is not Base64, or the network has no classes.

    Example:
        >>> canvas = np.zeros((280, 280))
        >>> canvas[30:130, 40:50] = INK
        >>> query = DrawingQuery(drawing=Drawing(pixels=packed(canvas)))
        >>> digit_view(Model.pretrained("digits"), query, NearestNeighbours(rows=1000)).answer
        '1'
    """
    classes = _classes(model)
    canvas = canvas_of(query.drawing)
    if not canvas.any():
        neighbours.warm_up()  # a drawing will follow
        return _empty_view(classes)
    recipe = query.recipe or isinstance(query.drawing, Photo)
    preparation = _preparation(canvas) if recipe else None
    x = (only_shrunk(canvas) if preparation is None else preparation.digit).reshape(PIXELS)
    forward = traced(model, x[np.newaxis])
    prediction = forward.outputs[-1][0]
    chosen = int(prediction.argmax())
    return DigitView(
        is_empty=False,
        note=_note(classes, prediction, recipe),
        seen=packed(_bytes(x)),
        steps=[] if preparation is None else _steps(preparation),
        classes=classes,
        prediction=prediction.tolist(),
        answer=classes[chosen],
        is_sure=bool(prediction[chosen] >= SURE),
        layers=_layer_outputs(model, forward),
        saliency=_balanced(saliency_of(model, forward, chosen).reshape(SIDE, SIDE)),
        nearest=neighbours.of(x),
    )


def canvas_of(drawing: Drawing | Photo) -> npt.NDArray[np.uint8]:
    """A drawing's bytes as a square, 255 is ink; a photo's as `(rows, columns, 4)`.

    Raises:
        DataError: not Base64.
        ShapeError: too many bytes, or too few.

    Example:
        >>> canvas_of(Drawing(side=8, pixels=packed(np.eye(8)))).sum()
        np.uint64(8)
    """
    try:
        raw = b64decode(drawing.pixels, validate=True)
    except ValueError as error:
        raise DataError(Coded("digit.not_base64", error=error)) from error
    if isinstance(drawing, Photo):
        return _photo(raw, drawing)
    if len(raw) != drawing.side**2:
        raise ShapeError(
            Coded("digit.canvas", bytes=len(raw), side=drawing.side, expected=drawing.side**2)
        )
    return np.frombuffer(raw, np.uint8).reshape(drawing.side, drawing.side)


def _photo(raw: bytes, photo: Photo) -> npt.NDArray[np.uint8]:
    shape = (photo.height, photo.width, 4)
    if len(raw) != photo.height * photo.width * 4:
        raise ShapeError(Coded("digit.photo", bytes=len(raw), width=shape[1], height=shape[0]))
    return np.frombuffer(raw, np.uint8).reshape(shape)


def preprocessed(drawing: Drawing | Photo) -> bytes:
    """The drawing as an MNIST image of 28 x 28 bytes, as My digits are stored.

    Raises:
        DataError, ShapeError: the canvas is empty, or invalid.

    Example:
        >>> len(preprocessed(Drawing(side=8, pixels=packed(np.eye(8) * 255))))
        784
    """
    canvas = canvas_of(drawing)
    if not canvas.any():
        raise DataError(Coded("digit.empty_canvas"))
    return _bytes(_preparation(canvas).digit).tobytes()


def _preparation(canvas: npt.NDArray[np.uint8]) -> Preparation:
    """Preprocess the canvas, with a rim of paper around drawings that reach its edge."""
    return preparation_of(np.pad(canvas, 1) if canvas.ndim == 2 else canvas)


def _steps(preparation: Preparation) -> list[PreprocessingStep]:
    ink, box, small, bright, digit = preparation
    sheet = shrunk(squared(ink / ink.max()), STEP_SIDE)
    return [
        PreprocessingStep(step="ink", plane=plane_of(sheet, 0, 1)),
        PreprocessingStep(step="box", plane=plane_of(shrunk(box / box.max(), STEP_SIDE), 0, 1)),
        PreprocessingStep(step="small", plane=plane_of(small / box.max(), 0, 1)),
        PreprocessingStep(step="bright", plane=plane_of(bright, 0, 1)),
        PreprocessingStep(step="digit", plane=plane_of(digit, 0, 1)),
    ]


def _classes(model: Model) -> list[str]:
    if prod(model.network.input_shape) != PIXELS:
        raise ShapeError(
            Coded("digit.wrong_network", shape=model.network.input_shape, pixels=PIXELS)
        )
    if model.class_names is None or len(model.class_names) != model.network.shapes[-1][0]:
        raise DataError(Coded("digit.no_classes"))
    return [str(name) for name in model.class_names]


def _layer_outputs(model: Model, forward: ForwardPass) -> list[LayerOutput]:
    """The feature maps of layers of images, and the output of each dense layer behind them."""
    found = list(_feature_maps(model, forward))
    for neurons in neurons_of(model):
        y = forward.outputs[neurons.last + 1][0]
        layer, activation = len(found) + 1, neurons.activation
        found.append(LayerOutput(layer=layer, activation=activation, units=len(y), plane=_tiled(y)))
    return found


def _feature_maps(model: Model, forward: ForwardPass) -> Iterator[LayerOutput]:
    maps = [it for it in links_of(model.network)[1:] if len(model.network.shapes[it.end]) == 3]
    for layer, link in enumerate(maps, start=1):
        y = forward.outputs[link.end][0]
        yield LayerOutput(
            layer=layer, activation="", units=y.shape[2], title=link.title, plane=side_by_side(y)
        )


def _tiled(units: Array) -> Plane:
    """A layer as an image, about twice as wide as high; the rest of the last row is dark."""
    width = len(units) if len(units) <= SIDE else ceil(sqrt(2 * len(units)))
    height = ceil(len(units) / width)
    low = float(units.min())
    tiles = np.full(width * height, low)
    tiles[: len(units)] = units
    return plane_of(tiles.reshape(height, width))


def _balanced(q: Array) -> Plane:
    """An image whose middle byte is 0."""
    most = float(abs(q).max()) or 1.0
    return plane_of(q, -most, most)


def _bytes(x: Array) -> npt.NDArray[np.uint8]:
    return np.rint(x * INK).astype(np.uint8)


def _note(classes: list[str], prediction: Array, recipe: bool) -> str:
    best, second = (
        f"{classes[k]} ({100 * prediction[k]:.0f} %)" for k in np.argsort(-prediction)[:2]
    )
    is_sure = prediction.max() >= SURE
    words = f"Prediction: {best}." if is_sure else f"I am not sure: {best}, or {second}."
    if recipe:
        return words
    return f"{words} The drawing was only shrunk, not centred like the training digits."


def _empty_view(classes: list[str]) -> DigitView:
    nothing = np.zeros((SIDE, SIDE))
    return DigitView(
        is_empty=True,
        note=Coded("digit.empty_canvas"),
        seen=packed(nothing),
        classes=classes,
        prediction=[0.0] * len(classes),
        saliency=_balanced(nothing),
    )


def saliency_of(model: Model, forward: ForwardPass, chosen: int) -> Array:
    """Gradient x input: about what each input of a row contributes to the logit of a class.

    Args:
        model: the network.
        forward: its forward pass of one row.
        chosen: the place of the class.

    Shapes: x (1, I) -> (I,), or an image (1, H, V, C) -> (H V C,)

    Example:
        >>> model = Model([[2], [2, "softmax"]])
        >>> model.theta = [3, 0, -1, 0, 0, 0]
        >>> saliency_of(model, traced(model, np.array([[2.0, 5.0]])), chosen=0)
        array([ 6., -5.], dtype=float32)
    """
    network = model.objective.logits_network
    x, z = forward.outputs[0], forward.outputs[len(network.layers)]
    dz = np.zeros_like(z)
    dz[0, chosen] = 1.0
    p = network.layout.views(model.learned.theta)
    dx = network.input_gradient(dz, forward.caches[: len(network.layers)], p)
    product: Array = (x * dx)[0].ravel()
    return product


@api.post("/digits/prediction", responses={200: DigitView})
def classify_digit(body: DrawingQuery) -> Response:
    """Classify a drawing, and explain the prediction."""
    model = networks_of(session()).open(body.network)
    return reply(digit_view(model, body, neighbours_of(session())))
