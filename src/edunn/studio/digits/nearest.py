"""Nearest: the training digits most like a drawing, as a nearest-neighbour classifier sees it."""

from threading import Lock, Thread
from typing import final

import numpy as np
import numpy.typing as npt

from edunn.arrays import Array
from edunn.data import load
from edunn.studio.looks.planes import packed
from edunn.studio.wire.digits import Neighbour

INK = 255


@final
class Neighbours:
    """All 60,000 training digits of MNIST, ready to be compared with a drawing.

    The squares of all training digits are summed once, so that one product of a matrix and a vector
    is all the work that a drawing needs:

    Formula:  |a - b|^2 = |a|^2 - 2 a b + |b|^2

    Example:
        >>> Neighbours(rows=100).of(np.zeros(784, np.float32), count=2)[0].label
        '1'
    """

    def __init__(self, rows: int = 60_000) -> None:
        self._rows = rows
        self._lock = Lock()
        self._x: Array | None = None
        self._squares: Array = np.empty(0)
        self._labels: npt.NDArray[np.intp] = np.empty(0, np.intp)

    def warm_up(self) -> None:
        """Begin to read the digits, in a thread, so that the first question is answered at once."""
        Thread(target=self._digits, name="neighbours", daemon=True).start()

    def of(self, x: Array, count: int = 5) -> list[Neighbour]:
        """The training digits nearest to a row of 784 pixels from 0 to 1, nearest first."""
        digits = self._digits()
        squared = self._squares - 2 * (digits @ x.astype(np.float32)) + x @ x
        nearest = np.argpartition(squared, count)[:count]
        return [
            self._neighbour(int(row), digits[row], float(squared[row]))
            for row in nearest[np.argsort(squared[nearest])]
        ]

    def _neighbour(self, row: int, pixels: Array, squared: float) -> Neighbour:
        return Neighbour(
            row=row,
            label=str(self._labels[row]),
            distance=max(squared, 0.0) ** 0.5,  # rounding may lead below 0
            image=packed(np.rint(pixels * INK)),
        )

    def _digits(self) -> Array:
        with self._lock:
            if self._x is None:
                data = load("mnist")
                self._labels = data.targets[: self._rows]
                x = data.inputs[: self._rows]
                self._squares = np.einsum("ij,ij->i", x, x)
                self._x = x
            return self._x
