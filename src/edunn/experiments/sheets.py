"""Digits on imperfect paper: how many are still classified correctly.

    python -m edunn.experiments.sheets [--digits 400]

Test digits of MNIST, in a random size and place, are put on sheets of 280 x 280 pixels: clean ones,
and sheets as a scanner or a phone would show them. Each is prepared by `edunn.data.prepare_digit`
and classified by the network that comes with EduNN. A sheet that is refused counts as wrong.
"""

from argparse import ArgumentParser
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from edunn.arrays import Array
from edunn.data import load, prepare_digit
from edunn.data.filters import local_mean
from edunn.errors import DataError
from edunn.model import Model

SIDE = 280

Draw = Callable[[Array, np.random.Generator], Array]
"""From the share of ink in each pixel to the pixels of a sheet, 0 is black and 255 is white."""


def put_on_a_sheet(image: Array, random: np.random.Generator) -> Array:
    """An MNIST image, enlarged three to seven times, at a random place: the share of ink.

    Shapes: image (28, 28) -> (280, 280)

    Example:
        >>> put_on_a_sheet(np.ones((28, 28)), np.random.default_rng(0)).shape
        (280, 280)
    """
    times = int(random.integers(3, 8))
    large = local_mean(np.kron(image, np.ones((times, times))), times // 2)
    top, left = random.integers(10, SIDE - len(large) - 9, 2)
    sheet = np.zeros((SIDE, SIDE))
    sheet[top : top + len(large), left : left + len(large)] = large
    return sheet


def clean(ink: Array, random: np.random.Generator) -> Array:
    """Black on white."""
    return 255 * (1 - ink)


def grain(ink: Array, random: np.random.Generator) -> Array:
    """Paper whose brightness has a standard deviation of 5."""
    return 245 - 225 * ink + random.normal(0, 5, ink.shape)


def speck(ink: Array, random: np.random.Generator) -> Array:
    """One round speck of dirt, 4 to 12 pixels wide."""
    row, column = random.uniform(8, SIDE - 8, 2)
    rows, columns = np.ogrid[:SIDE, :SIDE]
    is_speck = (rows - row) ** 2 + (columns - column) ** 2 < random.uniform(2, 6) ** 2
    return np.where(is_speck, random.uniform(0, 60), clean(ink, random))


def shadow(ink: Array, random: np.random.Generator) -> Array:
    """Light that falls to 40 % from one side of the sheet to the other."""
    return 250 * (1 - 0.9 * ink) * _light(random, 0.4)


def frame(ink: Array, random: np.random.Generator) -> Array:
    """A thin dark line around the sheet, at its edge or a little within."""
    margin, width = (int(random.integers(*bounds)) for bounds in ((0, 10), (1, 5)))
    is_line = np.zeros(ink.shape, bool)
    is_line[margin : SIDE - margin, margin : SIDE - margin] = True
    inner = slice(margin + width, SIDE - margin - width)
    is_line[inner, inner] = False
    return np.where(is_line, random.uniform(0, 90), clean(ink, random))


def noise(ink: Array, random: np.random.Generator) -> Array:
    """A photo in bad light: noise with a standard deviation of 20."""
    return 220 - 160 * ink + random.normal(0, 20, ink.shape)


def chalk(ink: Array, random: np.random.Generator) -> Array:
    """Light on dark, in light from one side, with grain."""
    return (40 + 180 * ink) * _light(random, 0.5) + random.normal(0, 4, ink.shape)


def coloured(ink: Array, random: np.random.Generator) -> Array:
    """Blue ink on yellow paper with grain: `(rows, columns, 3)`."""
    paper, pen = np.array([255, 236, 150]), np.array([40, 50, 160])
    colours = paper + (pen - paper) * ink[:, :, np.newaxis]
    return np.asarray(colours + random.normal(0, 5, colours.shape))


def everything(ink: Array, random: np.random.Generator) -> Array:
    """Shadow, speck, frame and grain on one sheet."""
    darker = np.minimum(speck(ink, random), frame(ink, random)) / 255
    return 250 * darker * _light(random, 0.5) + random.normal(0, 5, ink.shape)


KINDS: Mapping[str, Draw] = {
    draw.__name__: draw
    for draw in (clean, grain, speck, shadow, frame, noise, chalk, coloured, everything)
}


def sheets(kind: str, images: Array, seed: int = 0) -> tuple[npt.NDArray[np.uint8], ...]:
    """A sheet of this kind for each image, as bytes.

    Example:
        >>> sheets("coloured", np.ones((1, 28, 28)))[0].shape
        (280, 280, 3)
    """
    random = np.random.default_rng(seed)
    drawn = (KINDS[kind](put_on_a_sheet(image, random), random) for image in images)
    return tuple(np.clip(np.rint(sheet), 0, 255).astype(np.uint8) for sheet in drawn)


def accuracy(kind: str, digits: int = 400, seed: int = 0) -> float:
    """The share of MNIST's first test digits that are read on such sheets."""
    test = load("mnist").split()[1]
    images, model = test.inputs[:digits].reshape(-1, 28, 28), Model.pretrained("digits")
    found = [_read(model, sheet) for sheet in sheets(kind, images, seed)]
    return float(np.mean(np.array(found) == test.targets[:digits]))


def _read(model: Model, sheet: npt.NDArray[np.uint8]) -> int:
    """The digit on the sheet, or -1 if it is refused."""
    try:
        return int(model.classify(prepare_digit(sheet)))
    except DataError:
        return -1


def _light(random: np.random.Generator, least: float) -> Array:
    """Light from a random direction: from `least` on one side of the sheet to 1 on the other."""
    angle = random.uniform(0, 2 * np.pi)
    at = np.linspace(0, 1, SIDE)
    along = np.cos(angle) * at[:, np.newaxis] + np.sin(angle) * at
    share: Array = (along - along.min()) / (along.max() - along.min())
    return least + (1 - least) * share


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the accuracy on each kind of sheet."""
    parser = ArgumentParser(description="Measure how well digits on imperfect paper are read.")
    parser.add_argument("--digits", type=int, default=400, help="of MNIST's test set, at most")
    options = parser.parse_args(arguments)
    for kind in KINDS:
        print(f"{kind:12}{accuracy(kind, options.digits):8.2%}", flush=True)


if __name__ == "__main__":
    main()
