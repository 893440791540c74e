"""Toy data sets with two inputs, to be drawn on paper, each with a difficulty of its own.

`logical_and`, `logical_or` and `logical_xor` are truth tables of four rows, without settings: all
cases there are. One straight border is enough for the first two, but not for XOR, the problem that
Minsky and Papert (1969) held against the perceptron.

`blobs` need straight borders. `noisy_xor` cannot be cut by one line either; `moons` and `circles`
need a curved border, `spirals` a winding one. `curve` is a regression.

These share three settings: `rows`, the number of examples, evenly shared among the classes;
`noise`, the standard deviation of the Gaussian noise on each coordinate (for `curve`, on its
target); `seed`, an integer or a NumPy generator. Each raises a SettingError otherwise.
"""

import numpy as np

from edunn.arrays import Array, Indices
from edunn.data.columns import Columns
from edunn.data.dataset import Dataset
from edunn.guards import require_count, require_memory, require_within
from edunn.seeds import Seed, generator

ROW_BYTES = 64
"""Bytes of memory for a row while it is drawn: two coordinates, their noise, its class."""


def logical_and() -> Dataset:
    """The truth table of AND: 1 where both inputs are 1.

    Example:
        >>> print(logical_and().head())
        x  y  class
        0  0      0
        0  1      0
        1  0      0
        1  1      1
    """
    return _truth_table("and", (0, 0, 0, 1))


def logical_or() -> Dataset:
    """The truth table of OR: 1 where at least one input is 1.

    Example:
        >>> logical_or().labels.tolist()
        ['0', '1', '1', '1']
    """
    return _truth_table("or", (0, 1, 1, 1))


def logical_xor() -> Dataset:
    """The truth table of XOR, exclusive or: 1 where exactly one input is 1.

    Example:
        >>> logical_xor().labels.tolist()
        ['0', '1', '1', '0']
    """
    return _truth_table("xor", (0, 1, 1, 0))


def blobs(rows: int = 200, noise: float = 0.3, seed: Seed = 0, classes: int = 3) -> Dataset:
    """Draw round clouds, their centres evenly spread on a circle of radius 1.

    Example:
        >>> blobs(rows=6)
        Dataset 'blobs': 6 rows, 2 inputs -> 3 classes (0: 2, 1: 2, 2: 2)
    """
    random, kind = _start(rows, noise, seed, classes)
    angle = 2 * np.pi * kind / classes
    return _plane("blobs", np.cos(angle), np.sin(angle), kind, noise, random)


def noisy_xor(rows: int = 200, noise: float = 0.1, seed: Seed = 0) -> Dataset:
    """Scatter points over a square: class 1 where exactly one of the two inputs is positive.

    Example:
        >>> data = noisy_xor(noise=0)
        >>> bool(np.all((data.inputs.prod(axis=1) < 0) == data.targets))
        True
    """
    random, kind = _start(rows, noise, seed, classes=2)
    x = random.uniform(-1, 1, rows)
    y = random.uniform(0, 1, rows) * np.where(kind == 1, -np.sign(x), np.sign(x))
    return _plane("noisy_xor", x, y, kind, noise, random)


def moons(rows: int = 200, noise: float = 0.1, seed: Seed = 0) -> Dataset:
    """Draw two half circles that reach into each other.

    Example:
        >>> moons(rows=100).inputs.shape
        (100, 2)
    """
    random, kind = _start(rows, noise, seed, classes=2)
    angle = random.uniform(0, np.pi, rows)
    x = np.where(kind == 0, np.cos(angle), 1 - np.cos(angle))
    y = np.where(kind == 0, np.sin(angle), 0.5 - np.sin(angle))
    return _plane("moons", x, y, kind, noise, random)


def circles(rows: int = 200, noise: float = 0.1, seed: Seed = 0) -> Dataset:
    """Draw a circle of radius 1/2 inside one of radius 1.

    Example:
        >>> data = circles(rows=4, noise=0)
        >>> np.hypot(*data.inputs.T).round(3)
        array([1. , 0.5, 1. , 0.5])
    """
    random, kind = _start(rows, noise, seed, classes=2)
    angle = random.uniform(0, 2 * np.pi, rows)
    radius = np.where(kind == 0, 1.0, 0.5)
    return _plane("circles", radius * np.cos(angle), radius * np.sin(angle), kind, noise, random)


def spirals(rows: int = 200, noise: float = 0.02, seed: Seed = 0, classes: int = 2) -> Dataset:
    """Wind one arm for each class, one and a half turns outwards from the middle.

    Example:
        >>> spirals(rows=90, classes=3)
        Dataset 'spirals': 90 rows, 2 inputs -> 3 classes (0: 30, 1: 30, 2: 30)
    """
    random, kind = _start(rows, noise, seed, classes)
    radius = np.sqrt(random.uniform(0.01, 1, rows))  # the root spreads points evenly along the arm
    angle = 3 * np.pi * radius + 2 * np.pi * kind / classes
    return _plane("spirals", radius * np.cos(angle), radius * np.sin(angle), kind, noise, random)


def curve(rows: int = 200, noise: float = 0.1, seed: Seed = 0) -> Dataset:
    """Measure y = sin(x) for x between -pi and pi, with an error on each y: a regression.

    Example:
        >>> curve(rows=50)
        Dataset 'curve': 50 rows, 1 input -> 1 number
    """
    random, _ = _start(rows, noise, seed, classes=1)
    x = random.uniform(-np.pi, np.pi, rows)
    y = np.sin(x) + noise * random.standard_normal(rows)
    columns = Columns.numeric(("x",))
    return Dataset("curve", x[:, np.newaxis], y, columns, target_name="y", description=_ABOUT)


def _truth_table(name: str, outcomes: tuple[int, int, int, int]) -> Dataset:
    """The outcome of each of the four pairs of 0 and 1."""
    return Dataset(
        name=name,
        values=np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]),
        targets=np.array(outcomes),
        columns=Columns.numeric(("x", "y")),
        class_names=("0", "1"),
        target_name="class",
        description=f"The truth table of {name.upper()}. In the public domain.",
    )


_ABOUT = "Made by EduNN from a seed; in the public domain."


def _start(
    rows: int, noise: float, seed: Seed, classes: int
) -> tuple[np.random.Generator, Indices]:
    """Check the settings; return the random generator and (rows,) classes 0, 1, ..., 0, 1, ..."""
    require_count("classes", classes)
    require_count("rows", rows, least=classes)
    require_memory("rows", rows, ROW_BYTES)
    require_within("noise", noise, 0, np.inf)
    return generator(seed), np.arange(rows) % classes


def _plane(
    name: str, x: Array, y: Array, kind: Indices, noise: float, random: np.random.Generator
) -> Dataset:
    points = np.stack([x, y], axis=1)  # (rows, 2)
    points += noise * random.standard_normal(points.shape)
    names = tuple(str(k) for k in range(int(kind.max()) + 1))
    columns = Columns.numeric(("x", "y"))
    return Dataset(name, points, kind, columns, names, "class", _ABOUT)
