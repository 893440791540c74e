"""The limit of a larger network: its matrix products alone, into arrays that are there already."""

from typing import final

import numpy as np

from benchmarks.tasks import Task
from benchmarks.work import Contestant


@final
class Products(Contestant):
    """Every product of one epoch and nothing else: no shuffling, curve, loss, or update.

    What a product gives is overwritten by the next mini-batch's; only shapes matter here, so the
    scores stand for dL/d scores.
    """

    def __init__(self, task: Task) -> None:
        self.x, _ = task.rows()
        self.batch_size = task.batch_size
        self.W = [W for W, _ in task.first_weights()]
        self.dW = [np.empty_like(W) for W in self.W]
        self.y = [self._room(outputs) for _, outputs in task.widths]
        self.dy = [*(self._room(outputs) for _, outputs in task.widths[:-1]), self.y[-1]]

    def _room(self, width: int) -> np.ndarray:
        return np.empty((self.batch_size, width), self.x.dtype)

    def work(self) -> None:
        """One epoch."""
        for start in range(0, len(self.x), self.batch_size):
            x = self.x[start : start + self.batch_size]  # (B, I); the last may have fewer rows
            inputs = [x, *(y[: len(x)] for y in self.y[:-1])]
            for k, W in enumerate(self.W):
                np.matmul(inputs[k], W, out=self.y[k][: len(x)])  # (B, I) (I, O) -> (B, O)
            for k in reversed(range(len(self.W))):
                dy = self.dy[k][: len(x)]
                np.matmul(inputs[k].T, dy, out=self.dW[k])  # (I, B) (B, O) -> (I, O)
                if k > 0:  # nobody needs the dx of the lowest layer
                    np.matmul(dy, self.W[k].T, out=self.dy[k - 1][: len(x)])
