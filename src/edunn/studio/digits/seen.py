"""Seen: a canvas as the network sees it, and everything that the network makes of it."""

from base64 import b64decode
from math import ceil, sqrt

import numpy as np
import numpy.typing as npt

from edunn.architecture import title
from edunn.arrays import Array
from edunn.data.digits import SIDE, Preparation, only_shrunk, preparation_of, shrunk
from edunn.errors import DataError, ShapeError
from edunn.layers import Activation, Dense
from edunn.model import Model
from edunn.studio.digits.nearest import Neighbours
from edunn.studio.digits.spoke import spoke_for
from edunn.studio.looks.layers import outputs_of
from edunn.studio.looks.planes import packed, plane_of
from edunn.studio.wire.digits import (
    DigitLook,
    Drawing,
    DrawingQuery,
    LayerAnswer,
    PreparedStep,
)
from edunn.studio.wire.looks import Plane

PIXELS = SIDE * SIDE
INK = 255
STEP_SIDE = 56
"""Pixels of the picture of a bounding box, which may be as large as the canvas."""

UNSURE = 0.6
"""A probability below this is called a guess."""

EMPTY = "The canvas is empty: draw a digit, from 0 to 9, as large or small as you like."


def digit_look(model: Model, query: DrawingQuery, neighbours: Neighbours) -> DigitLook:
    """What a network sees in a drawing, what each layer makes of it, and what it answers.

    Raises:
        ShapeError: the network does not take 784 pixels, or the canvas is not of its own size.
        DataError: the canvas is not Base64, or the network has not learned classes.

    Example:
        >>> canvas = np.zeros((280, 280))
        >>> canvas[30:130, 40:50] = INK
        >>> query = DrawingQuery(drawing=Drawing(pixels=packed(canvas)))
        >>> digit_look(Model.pretrained("digits"), query, Neighbours(rows=1000)).answer
        '1'
    """
    classes = _classes(model)
    canvas = canvas_of(query.drawing)
    if not canvas.any():
        neighbours.warm_up()  # somebody is about to draw
        return _empty_look(classes)
    preparation = _preparation(canvas) if query.recipe else None
    x = (only_shrunk(canvas) if preparation is None else preparation.digit).reshape(PIXELS)
    prediction = model.predict(x)
    chosen = int(prediction.argmax())
    spoke = spoke_for(model, x, chosen).reshape(SIDE, SIDE)
    return DigitLook(
        is_empty=False,
        note=_note(classes[chosen], float(prediction[chosen]), query.recipe),
        seen=packed(_bytes(x)),
        steps=[] if preparation is None else _steps(preparation),
        classes=classes,
        prediction=prediction.tolist(),
        answer=classes[chosen],
        layers=_layer_answers(model, x),
        spoke=_balanced(spoke),
        nearest=neighbours.of(x),
    )


def canvas_of(drawing: Drawing) -> npt.NDArray[np.uint8]:
    """The canvas's bytes as a square, 255 is ink.

    Raises:
        DataError: not Base64.
        ShapeError: not side x side bytes.

    Example:
        >>> canvas_of(Drawing(side=8, pixels=packed(np.eye(8)))).sum()
        np.uint64(8)
    """
    try:
        raw = b64decode(drawing.pixels, validate=True)
    except ValueError as error:
        raise DataError(f"the canvas is not Base64: {error}.") from error
    if len(raw) != drawing.side**2:
        raise ShapeError(
            f"the canvas has {len(raw)} bytes, but side {drawing.side} means {drawing.side**2}: "
            "send one byte a pixel."
        )
    return np.frombuffer(raw, np.uint8).reshape(drawing.side, drawing.side)


def seen_of(drawing: Drawing) -> bytes:
    """The drawing as an MNIST image of 28 x 28 bytes: what is kept of one of My digits.

    Raises:
        DataError, ShapeError: nothing is drawn, or it is not a canvas.

    Example:
        >>> len(seen_of(Drawing(side=8, pixels=packed(np.eye(8) * 255))))
        784
    """
    canvas = canvas_of(drawing)
    if not canvas.any():
        raise DataError(EMPTY)
    return _bytes(_preparation(canvas).digit).tobytes()


def _preparation(canvas: npt.NDArray[np.uint8]) -> Preparation:
    """The recipe. A rim is paper, even where somebody drew over the canvas's edge."""
    return preparation_of(np.pad(canvas, 1))


def _steps(preparation: Preparation) -> list[PreparedStep]:
    box, small, bright, digit = preparation
    return [
        PreparedStep(step="box", plane=plane_of(shrunk(box / box.max(), STEP_SIDE), 0, 1)),
        PreparedStep(step="small", plane=plane_of(small / box.max(), 0, 1)),
        PreparedStep(step="bright", plane=plane_of(bright, 0, 1)),
        PreparedStep(step="digit", plane=plane_of(digit, 0, 1)),
    ]


def _classes(model: Model) -> list[str]:
    if model.network.input_shape != (PIXELS,):
        raise ShapeError(
            f"this network takes {model.network.input_shape} but a digit has {PIXELS} pixels: "
            "choose one that learned from MNIST."
        )
    if model.class_names is None or len(model.class_names) != model.network.shapes[-1][0]:
        raise DataError("this network has no classes to choose from: train it on MNIST first.")
    return [str(name) for name in model.class_names]


def _layer_answers(model: Model, x: Array) -> list[LayerAnswer]:
    """The activations of each layer of neurons, the output's among them."""
    words = ""
    answers: list[tuple[str, Array]] = []
    for layer, y in zip(model.layers, outputs_of(model, x[np.newaxis]), strict=True):
        if isinstance(layer, Dense):
            words = f"{layer.units} neurons"
            answers.append((words, y[0]))
        elif isinstance(layer, Activation) and answers:
            answers[-1] = (f"{words}, {title(layer)}", y[0])
    return [
        LayerAnswer(layer=k, title=words, units=len(units), plane=_tiled(units))
        for k, (words, units) in enumerate(answers, start=1)
    ]


def _tiled(units: Array) -> Plane:
    """A layer as a picture, about twice as wide as high; places left over are as low as can be."""
    width = len(units) if len(units) <= SIDE else ceil(sqrt(2 * len(units)))
    height = ceil(len(units) / width)
    low = float(units.min())
    tiles = np.full(width * height, low)
    tiles[: len(units)] = units
    return plane_of(tiles.reshape(height, width))


def _balanced(q: Array) -> Plane:
    """A picture whose middle grey is 0."""
    most = float(abs(q).max()) or 1.0
    return plane_of(q, -most, most)


def _bytes(x: Array) -> npt.NDArray[np.uint8]:
    return np.rint(x * INK).astype(np.uint8)


def _note(answer: str, probability: float, recipe: bool) -> str:
    sure = "I read" if probability >= UNSURE else "I am not sure; my best guess is"
    words = f"{sure} {answer} ({probability:.0%})."
    if recipe:
        return words
    return f"{words} The canvas was only shrunk: digits are not centred as those I learned from."


def _empty_look(classes: list[str]) -> DigitLook:
    nothing = np.zeros((SIDE, SIDE))
    return DigitLook(
        is_empty=True,
        note=EMPTY,
        seen=packed(nothing),
        steps=[],
        classes=classes,
        prediction=[0.0] * len(classes),
        answer="",
        layers=[],
        spoke=_balanced(nothing),
        nearest=[],
    )
