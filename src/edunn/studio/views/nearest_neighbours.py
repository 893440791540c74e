"""Nearest neighbours: the training digits most similar to a drawing, found exactly.

Comparing a drawing with 60,000 digits pixel by pixel takes as long as reading 190 MB. So all are
compared coarsely first, by the means of blocks of 4 x 4 pixels, a sixteenth as many numbers; those
that may be near are compared by blocks of 2 x 2, and the few that remain by their pixels. Means
never differ more than their pixels do, so a coarse distance is a lower bound: a digit whose blocks
are too far away is too far away, and no near digit is ever missed.

Formula:  |a - b|^2 >= n |A - B|^2, where A and B are means of blocks of n pixels of a and b
Source:   C. Faloutsos et al. (1994), "Fast subsequence matching in time-series databases"
"""

from threading import Lock, Thread
from typing import NamedTuple, final

import numpy as np
import numpy.typing as npt
from pydantic import Field

from edunn.arrays import Array
from edunn.data import load
from edunn.data.digits import SIDE
from edunn.studio.messages import Message
from edunn.studio.session import Session
from edunn.studio.views.packing import INK, packed

BLOCKS = (4, 2, 1)
"""Sides of the blocks, coarse to fine; blocks of 1 are the pixels."""


FIRST = 200
"""How many candidates give the first upper bound of the distance."""

ROUNDING = 1e-3
"""The error of float32 in a squared distance; those of the nearest digits are about 30."""

Rows = npt.NDArray[np.intp] | slice
"""Places of digits; a slice selects all without copying them."""


class Neighbour(Message):
    """A similar digit of the training set."""

    row: int
    label: str
    distance: float
    image: str = Field(description="Base64 of 28 x 28 bytes.")


class Level(NamedTuple):
    """All training digits at one level of the pyramid."""

    block: int
    values: Array
    """`(B, (28 / block)^2)`: sums of blocks, scaled so that squared distances are lower bounds."""

    squares: Array
    """`(B,)`: the sums of their squares."""

    def bounds(self, rows: Rows, x: Array) -> Array:
        """Lower bounds of the squared distances to x: |a|^2 - 2 a b + |b|^2."""
        b = coarse(x, self.block)[0]
        return np.asarray(self.squares[rows] - 2 * (self.values[rows] @ b) + b @ b)


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
        self._labels: npt.NDArray[np.intp] = np.empty(0, np.intp)
        self._levels: list[Level] = []

    def warm_up(self) -> None:
        """Start to read the digits in a thread, so that the first search is quick."""
        if not self._levels:
            Thread(target=self._pyramid, name="nearest neighbours", daemon=True).start()

    def of(self, x: Array, count: int = 5) -> list[Neighbour]:
        """The training digits nearest to a row of 784 pixels from 0 to 1, nearest first."""
        x = x.astype(np.float32)
        levels = self._pyramid()
        digits = levels[-1].values
        rows = np.arange(len(digits))
        at_most = np.inf
        for level in levels:
            bounds = level.bounds(rows if len(rows) < len(digits) else slice(None), x)
            candidates = rows[_least(bounds, FIRST)]
            at_most = min(at_most, np.sort(_squared(digits[candidates], x))[:count][-1])
            rows = rows[bounds <= at_most + ROUNDING]
        squared = _squared(digits[rows], x)
        nearest = np.argsort(squared, kind="stable")[:count]
        return [
            Neighbour(
                row=int(rows[k]),
                label=str(self._labels[rows[k]]),
                distance=float(squared[k]) ** 0.5,
                image=packed(np.rint(digits[rows[k]] * INK)),
            )
            for k in nearest
        ]

    def _pyramid(self) -> list[Level]:
        with self._lock:
            if not self._levels:
                data = load("mnist")
                self._labels = data.targets[: self._rows]
                self._levels = [level_of(data.inputs[: self._rows], block) for block in BLOCKS]
            return self._levels


def level_of(x: Array, block: int) -> Level:
    """Digits at the level of blocks of that side."""
    values = coarse(x, block)
    return Level(block, values, np.einsum("ij,ij->i", values, values))


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


def _squared(digits: Array, x: Array) -> Array:
    """Exact distances, squared."""
    apart = digits - x
    return np.asarray(np.einsum("ij,ij->i", apart, apart))


def _least(values: Array, count: int) -> npt.NDArray[np.intp]:
    """The places of the `count` least values, or of all, in any order."""
    if len(values) <= count:
        return np.arange(len(values))
    return np.argpartition(values, count)[:count]


def neighbours_of(session: Session) -> NearestNeighbours:
    """The index of MNIST's training digits."""
    return session.service(NearestNeighbours, NearestNeighbours)
