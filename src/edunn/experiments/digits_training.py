"""How the network in `digits.edunn` was made: `python -m edunn.experiments.digits_training`.

In every epoch all 60,000 training digits of MNIST come anew: seven of eight distorted, one of eight
drawn on a canvas with another pen and prepared as a drawing is. No test digit is looked at before
the last epoch is over. The seed decides everything but the last bits, which depend on the BLAS.
"""

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from edunn.arrays import Array
from edunn.data import Dataset, load, prepare_digit
from edunn.data.digits import distorted, redrawn
from edunn.experiments.digits_measuring import accuracies
from edunn.model import Model
from edunn.optimizers import Adam, CosineDecay
from edunn.pretrained import place_of

ROWS, BATCH = 60_000, 128
CANVAS = 84
"""Side of the canvases learned from; large ones look the same once they are prepared."""

DRAWN = 1 / 8
"""The share of digits that are drawn on a canvas."""

CHUNK = 500
"""Images at a time: what they need stays in the processor's cache."""


def train(epochs: int, seed: int, path: Path) -> Model:
    """Train the network, saving it after each epoch, and return it."""
    training_rows = load("mnist").split()[0]
    model = Model([[784], [512, "relu"], [256, "relu"], [10, "softmax"]], seed=seed)
    steps = epochs * -(-ROWS // BATCH)
    way = Adam(learning_rate=CosineDecay(0.002, steps=steps))
    training = model.training(way, training_rows, epochs=epochs, batch_size=BATCH)
    images, random = _images(training_rows), np.random.default_rng(seed)
    x = training.examples.x.copy()
    training.examples = training.examples._replace(x=x)
    while not training.finished:
        renew(x, images, random)
        record = next(training)
        model.save(path)
        print(f"epoch {record.index}: loss {record.loss:.4f}, {record.seconds:.0f} s", flush=True)
    return model


def renew(x: Array, images: Array, random: np.random.Generator) -> None:
    """Fill the rows `x` with the images as other hands would have written them."""
    for start in range(0, len(x), CHUNK):
        chunk = images[start : start + CHUNK]
        rows = distorted(chunk, random)
        is_drawn = random.random(len(chunk)) < DRAWN
        rows[is_drawn] = [
            prepare_digit(canvas) for canvas in redrawn(chunk[is_drawn], random, CANVAS)
        ]
        x[start : start + CHUNK] = rows.reshape(len(chunk), -1)


def _images(digits: Dataset) -> Array:
    return digits.inputs.reshape(-1, 28, 28)


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, then say what `python -m edunn.experiments.digits_measuring` would say."""
    parser = ArgumentParser(description="Train the network that Model.pretrained('digits') opens.")
    parser.add_argument("--epochs", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--path", type=Path, default=place_of("digits"))
    options = parser.parse_args(arguments)
    print(accuracies(train(options.epochs, options.seed, options.path)))


if __name__ == "__main__":
    main()
