"""Tasks: what a network has to learn, defined once for EduNN and all its peers."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise
from pathlib import Path
from typing import Literal, NamedTuple, final

import numpy as np
import numpy.typing as npt

from edunn import Model
from edunn.arrays import Array
from edunn.data import load

Engine = Literal["auto", "numpy", "fused"]
"""EduNN's engines: the quicker one, the readable one, or the compiled one."""


class Rows(NamedTuple):
    """The rows of all contestants: the very same arrays."""

    x: Array
    """`(N, I)`, in the dtype of the comparison."""

    labels: npt.NDArray[np.int64]
    """`(N,)`, classes counted from 0."""

    def store(self, folder: Path) -> None:
        """Write the rows into files, for another process to read with `stored`."""
        np.save(folder / "x.npy", self.x)
        np.save(folder / "labels.npy", self.labels)


@cache
def iris(dtype: str = "float32") -> Rows:
    """150 flowers, 4 lengths in centimetres, 3 species."""
    flowers = load("iris")
    return Rows(flowers.inputs.astype(dtype), flowers.targets.astype(np.int64))


@cache
def mnist(dtype: str = "float32") -> Rows:
    """The 60,000 training digits, pixels from 0 to 1."""
    digits, _ = load("mnist").split()
    return Rows(np.ascontiguousarray(digits.inputs, dtype), digits.targets.astype(np.int64))


@cache
def images(dtype: str = "float32") -> Rows:
    """The same digits as images of 28 x 28 pixels with one channel."""
    x, labels = mnist(dtype)
    return Rows(x.reshape(-1, 28, 28, 1), labels)


@cache
def few_images(dtype: str = "float32") -> Rows:
    """The first 6,000 of them."""
    x, labels = images(dtype)
    return Rows(x[:6_000], labels[:6_000])


@cache
def noise(count: int, inputs: int, classes: int) -> Rows:
    """Random rows, as many and as wide as given: their contents do not matter for time."""
    random = np.random.default_rng(0)
    x = random.standard_normal((count, inputs), "float32")
    return Rows(x, random.integers(classes, size=count))


@cache
def stored(folder: Path) -> Rows:
    """Rows that another process has stored; nothing but they comes into memory."""
    return Rows(np.load(folder / "x.npy"), np.load(folder / "labels.npy"))


@final
@dataclass(frozen=True)
class Task:
    """A classifier of dense layers: relu between them, softmax with cross-entropy at the end.

    Args:
        rows: gives the data.
        sizes: numbers in a row of each layer, from the inputs to the classes.
        batch_size: rows of a mini-batch.
        algorithm: "gradient_descent" (plain SGD) or "adam".
        learning_rate: of either.
    """

    rows: Callable[[], Rows]
    sizes: tuple[int, ...]
    batch_size: int
    algorithm: str
    learning_rate: float

    def model(self, engine: Engine = "numpy") -> Model:
        """EduNN's network; all contestants start from its first weights."""
        inputs, *hidden, classes = self.sizes
        middle = [[units, "relu"] for units in hidden]
        short_form = [[inputs], *middle, [classes, "softmax"]]
        return Model(short_form, "cross_entropy", seed=0, engine=engine)

    def first_weights(self) -> list[tuple[Array, Array]]:
        """`W`, `(I, O)`, and `b`, `(O,)`, of each dense layer."""
        return [(layer["W"], layer["b"]) for layer in self.model().parameters if layer]

    @property
    def widths(self) -> list[tuple[int, int]]:
        """Inputs and outputs of each dense layer."""
        return list(pairwise(self.sizes))


@final
@dataclass(frozen=True)
class ImageTask:
    """A classifier of images, as LeNet is: convolution, relu and max pooling, then dense layers.

    Args:
        rows: gives the data, images `(H, V, C)`.
        filters: of each convolution; after it, pooling halves the image.
        kernel: rows and columns of every kernel.
        units: of each dense layer, the classes last; relu between them, softmax at the end.
        batch_size: rows of a mini-batch.
        algorithm: "gradient_descent" (plain SGD) or "adam".
        learning_rate: of either.
    """

    rows: Callable[[], Rows]
    filters: tuple[int, ...]
    kernel: int
    units: tuple[int, ...]
    batch_size: int
    algorithm: str
    learning_rate: float

    def model(self, engine: Engine = "numpy") -> Model:
        """EduNN's network; all contestants start from its first weights."""
        *hidden, classes = self.units
        pairs = [(["conv", count, self.kernel, "relu"], ["max_pool", 2]) for count in self.filters]
        dense = [[units, "relu"] for units in hidden]
        image = list(self.rows().x.shape[1:])
        short_form = [image, *chain(*pairs), ["flatten"], *dense, [classes, "softmax"]]
        return Model(short_form, "cross_entropy", seed=0, engine=engine)


@final
@dataclass(frozen=True)
class Breeding:
    """A genetic algorithm: tournaments of three, uniform crossover, one gene a child mutated.

    These are EduNN's defaults; fitness is the accuracy on all rows.

    Args:
        population_size: individuals.
        elitism: how many of the best are copied unchanged.
        generations: bred in one run; with the founders, one population more is scored.
    """

    population_size: int = 20
    elitism: int = 2
    generations: int = 10


@final
@dataclass(frozen=True)
class Sampling:
    """OpenAI's evolution strategy: antithetic pairs around a mean, ranks, Adam.

    These are EduNN's defaults; fitness is the loss on all rows.

    Args:
        population_size: individuals.
        sigma: the standard deviation of the samples.
        learning_rate: Adam's.
        generations: in one run.
    """

    population_size: int = 50
    sigma: float = 0.05
    learning_rate: float = 0.05
    generations: int = 10
