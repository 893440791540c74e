"""Nearest neighbours: the training digits most similar to a drawing, found exactly.

Comparing a drawing with 60,000 digits pixel by pixel takes as long as reading 190 MB. So all are
compared coarsely first, by the means of blocks of 4 x 4 pixels, a sixteenth as many numbers; those
that may be near are compared by blocks of 2 x 2, and the few that remain by their pixels. Means
never differ more than their pixels do, so a coarse distance is a lower bound: a digit whose blocks
are too far away is too far away, and no near digit is ever missed. Only the coarsest means are
kept; the digits themselves stay bytes, and become numbers where they are needed.

Formula:  |a - b|^2 >= n |A - B|^2, where A and B are means of blocks of n pixels of a and b
Source:   C. Faloutsos et al. (1994), "Fast subsequence matching in time-series databases"
"""

from threading import Lock, Thread
from typing import NamedTuple, Self, final

import numpy as np
import numpy.typing as npt
from pydantic import Field

from edunn.arrays import Array
from edunn.data import Dataset
from edunn.data.digits import SIDE
from edunn.studio.datasets import mnist
from edunn.studio.messages import Message
from edunn.studio.session import Session
from edunn.studio.views.packing import INK, packed

COARSE, FINE = 4, 2
"""Sides of the blocks."""

FIRST = 200
"""How many candidates give the first upper bound of the distance."""

ROUNDING = 1e-3
"""The error of float32 in a squared distance; those of the nearest digits are about 30."""

AT_ONCE = 4096
"""How many digits become numbers at a time."""

Rows = npt.NDArray[np.intp]
"""Places of digits."""


class Neighbour(Message):
    """A similar digit of the training set."""

    row: int
    label: str
    distance: float
    image: str = Field(description="Base64 of 28 x 28 bytes.")


class Index(NamedTuple):
    """All training digits, ready to be searched."""

    digits: npt.NDArray[np.uint8]
    """`(B, 784)` bytes."""

    labels: npt.NDArray[np.intp]

    means: Array
    """`(B, 49)`: means of blocks, see `coarse`."""

    squares: Array
    """`(B,)`: the sums of their squares."""

    @classmethod
    def of(cls, data: Dataset, rows: int) -> Self:
        """The first rows of a data set of digits."""
        digits = data.values[:rows]
        parts = range(0, len(digits), AT_ONCE)
        means = np.concatenate([coarse(pixels(digits[k : k + AT_ONCE]), COARSE) for k in parts])
        return cls(digits, data.targets[:rows], means, np.einsum("ij,ij->i", means, means))

    def bounds(self, x: Array) -> Array:
        """Lower bounds of all squared distances to x: |A|^2 - 2 A B + |B|^2."""
        b = coarse(x, COARSE)[0]
        return np.asarray(self.squares - 2 * (self.means @ b) + b @ b)

    def squared(self, rows: Rows, x: Array, block: int = 1) -> Array:
        """Squared distances of these digits to x, by means of blocks of that side."""
        b, found = coarse(x, block)[0], [np.empty(0, np.float32)]
        for k in range(0, len(rows), AT_ONCE):
            apart = coarse(pixels(self.digits[rows[k : k + AT_ONCE]]), block) - b
            found.append(np.einsum("ij,ij->i", apart, apart))
        return np.concatenate(found)


@final
class NearestNeighbours:
    """All 60,000 training digits of MNIST, indexed for a search.

    Example:
        >>> NearestNeighbours(rows=100).of(np.zeros(784, np.float32), count=2)[0].label
        '1'
    """

    def __init__(self, rows: int = 60_000) -> None:
        self._rows = rows
        self._lock = Lock()
        self._index: Index | None = None

    def warm_up(self) -> None:
        """Start to read the digits in a thread, so that the first search is quick."""
        if self._index is None:
            Thread(target=self._indexed, name="nearest neighbours", daemon=True).start()

    def of(self, x: Array, count: int = 5) -> list[Neighbour]:
        """The training digits nearest to a row of 784 pixels from 0 to 1, nearest first."""
        x, index = x.astype(np.float32), self._indexed()
        rows, bounds, at_most = np.arange(len(index.digits)), index.bounds(x), np.inf
        for block in (FINE, 1):
            likely = rows[_least(bounds, FIRST)]
            at_most = min(at_most, np.sort(index.squared(likely, x))[:count][-1])
            rows = rows[bounds <= at_most + ROUNDING]
            bounds = index.squared(rows, x, block)
        nearest = np.argsort(bounds, kind="stable")[:count]  # the last bounds are the distances
        return [
            Neighbour(
                row=int(rows[k]),
                label=str(index.labels[rows[k]]),
                distance=float(bounds[k]) ** 0.5,
                image=packed(index.digits[rows[k]]),
            )
            for k in nearest
        ]

    def _indexed(self) -> Index:
        with self._lock:
            if self._index is None:
                self._index = Index.of(mnist(), self._rows)
            return self._index


def pixels(digits: npt.NDArray[np.uint8]) -> Array:
    """Bytes as numbers from 0 to 1, as `Dataset.inputs` has them."""
    return np.divide(digits, np.float32(INK), dtype=np.float32)


def coarse(x: Array, block: int) -> Array:
    """Means of blocks of n = block x block pixels, times the root of n: `(B, 784 / n)`.

    Example:
        >>> coarse(np.ones(784, np.float32), block=4).shape
        (1, 49)
        >>> float(coarse(np.ones(784, np.float32), block=4)[0, 0])
        4.0
    """
    if block == 1:
        return np.asarray(x.reshape(-1, SIDE * SIDE))
    side = SIDE // block
    blocks = x.reshape(-1, side, block, side, block)
    sums = blocks.sum(axis=(2, 4)).reshape(-1, side * side)
    return np.asarray(sums / np.float32(block))


def _least(values: Array, count: int) -> npt.NDArray[np.intp]:
    """The places of the `count` least values, or of all, in any order."""
    if len(values) <= count:
        return np.arange(len(values))
    return np.argpartition(values, count)[:count]


def neighbours_of(session: Session) -> NearestNeighbours:
    """The index of MNIST's training digits."""
    return session.service(NearestNeighbours, NearestNeighbours)
