"""How well a network reads digits: `python -m edunn.experiments.digits_measuring [file]`."""

import sys
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from edunn.arrays import Array
from edunn.data import load, prepare_digit
from edunn.data.digits import only_shrunk, redrawn
from edunn.model import Model


class Accuracies(NamedTuple):
    """Shares of digits that are read right."""

    mnist: float
    """MNIST's 10,000 test digits as they are."""

    redrawn: float
    """Some of them, drawn on a 280 x 280 canvas at random and prepared by the recipe."""

    shrunk: float
    """The same drawings, where the canvas is only shrunk to 28 x 28: why the recipe is needed."""

    def __str__(self) -> str:
        return (
            f"MNIST test {self.mnist:.2%}, redrawn {self.redrawn:.2%}, "
            f"redrawn and only shrunk {self.shrunk:.2%}"
        )


def accuracies(model: Model, drawings: int = 2000, seed: int = 0) -> Accuracies:
    """Measure all, on test digits only."""
    test = load("mnist").split()[1]
    images, digits = test.inputs.reshape(-1, 28, 28), test.targets
    first = images[:drawings]

    def accuracy(x: Array) -> float:
        return float((model.predict(x).argmax(axis=1) == digits[: len(x)]).mean())

    return Accuracies(
        mnist=accuracy(test.inputs),
        redrawn=accuracy(prepared_drawings(first, seed)),
        shrunk=accuracy(prepared_drawings(first, seed, only_shrunk)),
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


def main() -> None:
    """Measure the network that is shipped, or the one in a file."""
    model = Model.from_file(sys.argv[1]) if len(sys.argv) > 1 else Model.pretrained("digits")
    print(accuracies(model))


if __name__ == "__main__":
    main()
