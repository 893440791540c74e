"""The network in `digits.edunn`: how it was trained, and how accurate it is.

    python -m edunn.experiments.digits train
    python -m edunn.experiments.digits measure [file]

In every epoch all 60,000 training digits of MNIST are new: seven of eight are distorted, one of
eight is drawn on a canvas with another pen size and prepared as a drawing is. The test set is not
used before the last epoch is over. The seed decides everything but the last bits, which depend on
the BLAS.
"""

from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import numpy as np

from edunn.arrays import Array
from edunn.catalogue import find
from edunn.data import load, prepare_digit
from edunn.data.augmentation import distorted, redrawn
from edunn.data.digits import only_shrunk
from edunn.errors import DataError
from edunn.metrics import calibration_error
from edunn.model import Model
from edunn.pretrained import place_of

ROWS, BATCH = 60_000, 128
CANVAS = 84
"""Side of the canvases in training; larger ones look the same once they are prepared."""

DRAWN = 1 / 8
"""The share of digits that are drawn on a canvas."""

CHUNK = 500
"""Images at a time, so that they stay in the processor's cache."""


def train(epochs: int, seed: int, path: Path) -> Model:
    """Train the network, save it after each epoch, and return it."""
    training_rows = load("mnist").split()[0]
    model = Model([[784], [512, "relu"], [256, "relu"], [10, "softmax"]], seed=seed)
    steps = epochs * -(-ROWS // BATCH)
    rate = find("schedule", "cosine", initial=0.002, steps=steps)
    settings = {"learning_rate": rate, "epochs": epochs, "batch_size": BATCH}
    training = model.training("adam", training_rows, **settings)
    images, random = training_rows.inputs.reshape(-1, 28, 28), np.random.default_rng(seed)
    x = training.examples.x.copy()
    while not training.finished:
        renew(x, images, random)
        training.learn_from(x)
        record = next(training)
        model.save(path)
        print(f"epoch {record.index}: loss {record.loss:.4f}, {record.seconds:.0f} s", flush=True)
    return model


def renew(x: Array, images: Array, random: np.random.Generator) -> None:
    """Fill the rows `x` with new variants of the images."""
    for start in range(0, len(x), CHUNK):
        chunk = images[start : start + CHUNK]
        rows = distorted(chunk, random)
        is_drawn = random.random(len(chunk)) < DRAWN
        for place, canvas in zip(
            np.flatnonzero(is_drawn), redrawn(chunk[is_drawn], random, CANVAS), strict=True
        ):
            with suppress(DataError):  # a thin digit that falls apart stays as it is
                rows[place] = prepare_digit(canvas)
        x[start : start + CHUNK] = rows.reshape(len(chunk), -1)


class Accuracies(NamedTuple):
    """Shares of digits that are classified correctly."""

    mnist: float
    """MNIST's 10,000 test digits as they are."""

    redrawn: float
    """Some of them, drawn on a 280 x 280 canvas with random pens and prepared as drawings are."""

    shrunk: float
    """The same drawings, only shrunk to 28 x 28: why the preparation is needed."""

    calibration_error: float
    """How far the network's confidence is from its accuracy, on MNIST's test digits."""

    def __str__(self) -> str:
        return (
            f"MNIST test {self.mnist:.2%}, redrawn {self.redrawn:.2%}, redrawn and only shrunk "
            f"{self.shrunk:.2%}, expected calibration error {self.calibration_error:.2%}"
        )


def accuracies(model: Model, drawings: int = 2000, seed: int = 0) -> Accuracies:
    """Measure all three, on the test set only."""
    test = load("mnist").split()[1]
    images, digits = test.inputs.reshape(-1, 28, 28), test.targets
    first = images[:drawings]

    def accuracy(x: Array) -> float:
        return float((model.predict(x).argmax(axis=1) == digits[: len(x)]).mean())

    return Accuracies(
        mnist=accuracy(test.inputs),
        redrawn=accuracy(prepared_drawings(first, seed)),
        shrunk=accuracy(prepared_drawings(first, seed, only_shrunk)),
        calibration_error=calibration_error(digits, model.predict(test.inputs)),
    )


def prepared_drawings(
    images: Array, seed: int, prepare: Callable[[Array], Array] = prepare_digit
) -> Array:
    """Each image redrawn at random on a 280 x 280 canvas, then prepared: `(B, 784)`.

    Example:
        >>> bar = np.zeros((1, 28, 28), np.float32)
        >>> bar[0, 4:24, 12:16] = 1
        >>> prepared_drawings(bar, seed=0).shape
        (1, 784)
    """
    random = np.random.default_rng(seed)
    rows = [prepare(redrawn(image[np.newaxis], random)[0]) for image in images]
    return np.array(rows).reshape(len(rows), -1)


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and measure the network, or only measure one."""
    parser = ArgumentParser(description="Train the network that Model.pretrained('digits') opens.")
    verbs = parser.add_subparsers(dest="verb", required=True)
    training = verbs.add_parser("train", help="train, save and measure it")
    training.add_argument("--epochs", type=int, default=24)
    training.add_argument("--seed", type=int, default=1)
    training.add_argument("--path", type=Path, default=place_of("digits"))
    measuring = verbs.add_parser(
        "measure", help="measure the network that is shipped, or in a file"
    )
    measuring.add_argument("file", nargs="?", type=Path, default=place_of("digits"))
    options = parser.parse_args(arguments)
    if options.verb == "train":
        print(accuracies(train(options.epochs, options.seed, options.path)))
    else:
        print(accuracies(Model.from_file(options.file)))


if __name__ == "__main__":
    main()
