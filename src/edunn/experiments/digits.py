"""The network in `digits.edunn`: how it was trained, and how accurate it is.

    python -m edunn.experiments.digits train
    python -m edunn.experiments.digits choose [file]     on digits held back from the training set
    python -m edunn.experiments.digits measure [file]    on the test set

Of MNIST's 60,000 training digits the last 5,000 are held back, for every choice that is made. The
others are new in every epoch: seven of eight are distorted and drawn with another pen, one of eight
is drawn on a canvas and prepared as a drawing is. At the end the network's confidence is calibrated
on the digits held back. The seed decides everything but the last bits, which depend on the BLAS.
"""

from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import numpy as np

from edunn.arrays import Array
from edunn.catalogue import find
from edunn.data import Dataset, load, prepare_digit
from edunn.data.augmentation import Hand, distorted, inked, redrawn
from edunn.data.digits import SIDE, only_shrunk
from edunn.errors import DataError
from edunn.losses.from_logits import log_softmax
from edunn.metrics import calibration_error
from edunn.model import Model
from edunn.pretrained import place_of

NETWORK = (
    (28, 28, 1),
    ("conv", 32, 5, "relu"),
    ("max_pool", 2),
    ("conv", 64, 5, "relu"),
    ("max_pool", 2),
    ("flatten",),
    (256, "relu", {"dropout": 0.4}),
    (10, "softmax"),
)

LEARNED, BATCH = 55_000, 64
"""The training digits that are learned from, and the size of a mini-batch."""

HAND = Hand(size=(0.85, 1.15), degrees=12, slant=0.2, bend=0.9)
"""How far digits are distorted: bent less than in the source, because MNIST is small."""

CANVAS = 84
"""Side of the canvases in training; larger ones look the same once they are prepared."""

DRAWN = 1 / 8
"""The share of digits that are drawn on a canvas."""

CHUNK = 500
"""Images at a time, so that they stay in the processor's cache."""

TEMPERATURES = np.geomspace(0.2, 5, 323)
"""Those that are tried, one percent apart."""


def train(epochs: int, seed: int, path: Path) -> Model:
    """Train and calibrate the network, save it after each epoch, and return it."""
    learned, held_back = parts()
    model = Model(NETWORK, seed=seed)
    rate = find("schedule", "cosine", initial=0.001, steps=epochs * -(-LEARNED // BATCH))
    settings = {"learning_rate": rate, "epochs": epochs, "batch_size": BATCH}
    training = model.training("adam", learned, **settings)
    images, random = learned.inputs.reshape(-1, SIDE, SIDE), np.random.default_rng(seed)
    x = training.examples.x.copy()
    while not training.finished:
        renew(x, images, random)
        training.learn_from(x)
        record = next(training)
        model.save(path)
        accuracy = model.evaluate(held_back).accuracy
        print(
            f"epoch {record.index}: loss {record.loss:.4f}, held back {accuracy:.2%}, "
            f"{record.seconds:.0f} s",
            flush=True,
        )
    T = calibrate(model, held_back)
    print(f"temperature {T:.2f}")
    model.save(path)
    return model


def parts() -> tuple[Dataset, Dataset]:
    """MNIST's training digits that are learned from, and those that are held back."""
    digits = load("mnist").split()[0]
    return digits.take(slice(LEARNED)), digits.take(slice(LEARNED, None))


def renew(x: Array, images: Array, random: np.random.Generator) -> None:
    """Fill the rows `x` with new variants of the images."""
    for start in range(0, len(x), CHUNK):
        chunk = images[start : start + CHUNK]
        rows = inked(distorted(chunk, random, HAND), random)
        is_drawn = random.random(len(chunk)) < DRAWN
        for place, canvas in zip(
            np.flatnonzero(is_drawn), redrawn(chunk[is_drawn], random, CANVAS), strict=True
        ):
            with suppress(DataError):  # a thin digit that falls apart stays as it is
                rows[place] = prepare_digit(canvas)
        x[start : start + CHUNK] = rows.reshape(-1, *x.shape[1:])


def calibrate(model: Model, digits: Dataset) -> float:
    """Divide the logits by the temperature T that makes the cross-entropy smallest; return T.

    The last layer's W and b are divided by T, so that its softmax(z / T) needs no formula of its
    own. No answer changes: the largest probability stays the largest.

    Source: C. Guo et al. (2017), "On calibration of modern neural networks", arXiv:1706.04599
    """
    z = np.log(
        np.maximum(model.predict(digits.inputs), np.finfo(np.float32).tiny)
    )  # less a number per row
    rows = np.arange(len(z))

    def cross_entropy(T: float) -> float:
        return float(-log_softmax(z / T)[rows, digits.targets].mean())

    T = float(min(TEMPERATURES, key=cross_entropy))
    theta = model.theta.copy()
    for place in model.network.layout.parts[-1][1]:
        theta[place.where] /= T
    model.theta = theta
    return T


class Accuracies(NamedTuple):
    """Shares of digits that are classified correctly."""

    plain: float
    """MNIST's digits as they are."""

    redrawn: float
    """Some of them, drawn on a 280 x 280 canvas with random pens and prepared as drawings are."""

    shrunk: float
    """The same drawings, only shrunk to 28 x 28: why the preparation is needed."""

    calibration_error: float
    """How far the network's confidence is from its accuracy, on the digits as they are."""

    sure: float
    """The probability from which on it is right in 99.8 % of them, as they are or redrawn."""

    def __str__(self) -> str:
        return (
            f"as they are {self.plain:.2%}, redrawn {self.redrawn:.2%}, redrawn and only shrunk "
            f"{self.shrunk:.2%}, expected calibration error {self.calibration_error:.2%}, "
            f"sure from {self.sure:.2f}"
        )


def accuracies(model: Model, digits: Dataset, drawings: int = 2000, seed: int = 0) -> Accuracies:
    """Measure all of them; so many of the digits are redrawn."""
    images, true = digits.inputs.reshape(-1, SIDE, SIDE), digits.targets
    drawn, small = (
        prepared_drawings(images[:drawings], seed, prepare)
        for prepare in (prepare_digit, only_shrunk)
    )
    y, y_drawn, y_small = (model.predict(x) for x in (digits.inputs, drawn, small))
    is_right, drawn_right, small_right = (
        it.argmax(axis=1) == true[: len(it)] for it in (y, y_drawn, y_small)
    )
    drawn_right &= drawn.any(axis=1)  # one that is refused counts as wrong
    confidence = np.concatenate([y, y_drawn]).max(axis=1)
    return Accuracies(
        plain=float(is_right.mean()),
        redrawn=float(drawn_right.mean()),
        shrunk=float(small_right.mean()),
        calibration_error=calibration_error(true, y),
        sure=sure_from(confidence, np.concatenate([is_right, drawn_right])),
    )


def sure_from(confidence: Array, is_right: Array, share: float = 0.998) -> float:
    """The smallest probability from which on at least that share of the answers is right.

    Shapes: confidence, is_right (B,)

    Example:
        >>> sure_from(np.array([0.9, 0.5, 0.7]), np.array([True, False, True]))
        0.7
    """
    order = np.argsort(-confidence)
    shares = np.cumsum(is_right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(shares >= share)
    return float(confidence[order[enough[-1]]]) if len(enough) else 1.0


def prepared_drawings(
    images: Array, seed: int, prepare: Callable[[Array], Array] = prepare_digit
) -> Array:
    """Each image redrawn at random on a 280 x 280 canvas, then prepared: `(B, 784)`.

    A drawing that is refused, because a thin digit fell apart, is a row of zeros.

    Example:
        >>> bar = np.zeros((1, 28, 28), np.float32)
        >>> bar[0, 4:24, 12:16] = 1
        >>> prepared_drawings(bar, seed=0).shape
        (1, 784)
    """
    random = np.random.default_rng(seed)
    rows = np.zeros((len(images), SIDE * SIDE), np.float32)
    for row, image in zip(rows, images, strict=True):
        with suppress(DataError):
            row[:] = prepare(redrawn(image[np.newaxis], random)[0]).ravel()
    return rows


def main(arguments: Sequence[str] | None = None) -> None:
    """Train the network and measure it, or only measure one."""
    parser = ArgumentParser(description="Train the network that Model.pretrained('digits') opens.")
    verbs = parser.add_subparsers(dest="verb", required=True)
    training = verbs.add_parser("train", help="train, calibrate and save it")
    training.add_argument("--epochs", type=int, default=40)
    training.add_argument("--seed", type=int, default=1)
    training.add_argument("--path", type=Path, default=place_of("digits"))
    for verb, of_digits in (("choose", "the digits held back"), ("measure", "the test set")):
        measuring = verbs.add_parser(verb, help=f"measure the network on {of_digits} of MNIST")
        measuring.add_argument("file", nargs="?", type=Path, default=place_of("digits"))
    options = parser.parse_args(arguments)
    if options.verb == "train":
        train(options.epochs, options.seed, options.path)
    else:
        digits = parts()[1] if options.verb == "choose" else load("mnist").split()[1]
        print(accuracies(Model.from_file(options.file), digits))


if __name__ == "__main__":
    main()
